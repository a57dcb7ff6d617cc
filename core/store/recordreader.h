// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a run file back into request records.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>

namespace weir {

class SqliteRows;

/// How much of each record a walk reads.
enum class RecordColumns : quint8
{
    All,
    ForWindow ///< What the search for the window looks at; all else keeps its default.
};

/// "request, attempt, ..." for SELECT, in the order of RecordReader.
QString recordColumnNames(RecordColumns columns = RecordColumns::All);

/// The last few texts of a column and what was made of them: millions of rows say the same few words, so that
/// hardly any is converted. Memory is a handful of texts. Not thread-safe.
template <typename T>
class RepeatedTexts
{
public:
    /// What `make` gives for `utf8` as a QString; `text` is that QString, valid until the next call.
    struct Entry
    {
        QByteArray utf8;
        QString text;
        std::optional<T> value; ///< Nothing where `make` gave nothing.
    };
    template <typename Make>
    const Entry &of(QByteArrayView utf8, Make &&make)
    {
        for (std::size_t i = 0; i < m_count; ++i) {
            if (m_entries[i].utf8 == utf8)
                return m_entries[i];
        }
        Entry &entry = m_entries[m_next];
        m_next = (m_next + 1) % m_entries.size();
        m_count = std::min(m_count + 1, m_entries.size());
        entry.utf8 = utf8.toByteArray();
        entry.text = QString::fromUtf8(utf8);
        entry.value = make(entry.text);
        return entry;
    }

private:
    std::array<Entry, 8> m_entries;
    std::size_t m_count = 0;
    std::size_t m_next = 0;
};

/// Reads the rows of one query over recordColumnNames(). One thread.
class RecordReader
{
public:
    /// Times count from `zero`.
    explicit RecordReader(TimePoint zero, RecordColumns columns = RecordColumns::All)
        : m_zero(zero), m_columns(columns)
    {
    }

    /// The record in the current row, without its chunks, into `record`, which is as default-constructed.
    /// Fails on values outside of their range (the error names the column) and, where all columns are read,
    /// where the row is not as it was written.
    Result<void> read(const SqliteRows &row, RequestRecord &record);

private:
    friend class RecordExtractor;

    TimePoint m_zero;
    RecordColumns m_columns;
    RepeatedTexts<QString> m_texts;
    RepeatedTexts<OutcomeClass> m_outcomes;
    RepeatedTexts<RunPhase> m_phases;
    RepeatedTexts<Message> m_messages;
};

} // namespace weir
