// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a CSV file of any size record by record within bounds.
#pragma once

#include "base/textcursor.h"

#include <QByteArray>
#include <QList>

namespace weir {

/// RFC 4180, and what programs make of it: separated by comma, semicolon or tab, whichever is the most
/// frequent in the first record (or as its line `sep=;` says); records end with CRLF, LF or CR; quoted fields
/// may have line breaks. Blank lines are skipped. Fields are UTF-8. A copy reads on by itself from the same
/// place. Not thread-safe.
class CsvReader
{
public:
    /// `mostBytes`: of one record.
    CsvReader(TextInput input, qint64 mostBytes) : m_cursor(std::move(input)), m_mostBytes(mostBytes) {}

    /// The next record; nothing at the end. Errors: those of TextInput; a quoted field that is not closed (at
    /// the line where it opens) or goes on behind its end; not UTF-8; too long; a first record with two
    /// separators that are equally frequent.
    Result<std::optional<QList<QByteArray>>> next();
    /// Nothing before the first record, and where that has but one field.
    [[nodiscard]] std::optional<char> separator() const { return m_separator; }
    /// Of the record given last.
    [[nodiscard]] qint64 recordBytes() const { return m_record.size(); }
    /// An error about that record, at the line where it begins: "PATH, line N".
    [[nodiscard]] Error errorHere(const Message &what, const Message &advice = {}) const;

private:
    Result<bool> takeRecord();
    Result<bool> takeLine();
    void takeQuote(char quote);
    [[nodiscard]] bool isSeparator(char c) const;
    Result<void> findSeparator();
    [[nodiscard]] Error errorAtLine(quint64 line, const Message &what, const Message &advice) const;

    TextCursor m_cursor;
    qint64 m_mostBytes;
    std::optional<char> m_separator;
    bool m_isFirst = true;
    QByteArray m_record; ///< As it stands in the file, without its end.
    quint64 m_line = 0;  ///< Where it begins.
    quint64 m_quoteLine = 0;
    bool m_isQuoted = false;
    bool m_isFieldStart = true;
    bool m_isPastQuote = false; ///< The byte before closed a quoted field, or was the first of two quotes.
};

} // namespace weir
