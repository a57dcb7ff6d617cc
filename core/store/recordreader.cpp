// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recordreader.h"

#include "store/recordcolumns.h"
#include "store/recordrows.h"
#include "store/rowcheck.h"
#include "store/sqliterows.h"

#include <QStringList>

#include <algorithm>
#include <concepts>
#include <limits>

namespace weir {

namespace {

std::optional<RunPhase> phaseFrom(QStringView name)
{
    const auto *found = std::find_if(phaseNames.begin(), phaseNames.end(),
                                     [name](const PhaseName &known) { return known.name == name; });
    return found == phaseNames.end() ? std::nullopt : std::optional(found->phase);
}

Error refused(const Message &what)
{
    return {what, {}, Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
}

} // namespace

/// Takes one row, column by column.
class RecordExtractor
{
public:
    RecordExtractor(const SqliteRows &row, RecordReader &reader) : m_row(row), m_reader(reader) {}

    template <typename T>
    void operator()(QStringView name, T &value)
    {
        m_value = m_row.value(m_column);
        m_type = m_value.type();
        if (!convert(value) && m_wrong.isEmpty())
            m_wrong = name;
        ++m_column;
    }
    /// The first column whose value can't be; empty when all are right.
    [[nodiscard]] QStringView wrong() const { return m_wrong; }
    /// The row is as it was written.
    [[nodiscard]] bool isWhole() const { return m_row.value(m_column).integer() == m_check.value(); }

private:
    using Type = SqliteValue::Type;

    // Each adds to the check what the column holds. A value of another type than the column's is left out:
    // the row is refused for it anyway.
    template <typename Tag, typename Number>
    bool convert(StrongId<Tag, Number> &id)
    {
        Number number{};
        const bool fits = convert(number);
        id = StrongId<Tag, Number>{number};
        return fits;
    }
    template <std::integral T>
    bool convert(T &value)
    {
        const std::optional<qint64> number = integer();
        if (!number || *number < 0 ||
            static_cast<quint64>(*number) > static_cast<quint64>(std::numeric_limits<T>::max()))
            return false;
        value = static_cast<T>(*number);
        return true;
    }
    bool convert(Nanoseconds &time)
    {
        const std::optional<qint64> number = integer();
        time = Nanoseconds{number.value_or(0)};
        return number && isStorableTime(*number);
    }
    bool convert(TimePoint &at)
    {
        Nanoseconds sinceZero{0};
        if (!convert(sinceZero))
            return false;
        at = m_reader.m_zero + sinceZero;
        return true;
    }
    bool convert(QString &value)
    {
        return convertText(m_reader.m_texts, value, [](const QString &text) { return std::optional(text); });
    }
    bool convert(Message &message)
    {
        return convertText(m_reader.m_messages, message,
                           [](const QString &text) { return std::optional(Message::fromStored(text)); });
    }
    bool convert(OutcomeClass &outcome)
    {
        return convertText(m_reader.m_outcomes, outcome,
                           [](const QString &text) { return outcomeClassFromString(text); });
    }
    bool convert(RunPhase &phase)
    {
        return convertText(m_reader.m_phases, phase, [](const QString &text) { return phaseFrom(text); });
    }
    bool convert(QByteArray &bytes)
    {
        if (m_type == Type::Null) {
            m_check.addNothing();
            return true;
        }
        if (m_type != Type::Bytes)
            return false;
        bytes = m_value.bytes().toByteArray();
        m_check.addBytes(bytes);
        return true;
    }
    template <typename T>
    bool convert(std::optional<T> &value)
    {
        if (m_type != Type::Null)
            return convert(value.emplace());
        m_check.addNothing();
        return true;
    }

    template <typename T, typename Make>
    bool convertText(RepeatedTexts<T> &texts, T &value, Make &&make)
    {
        if (m_type != Type::Text)
            return false;
        const typename RepeatedTexts<T>::Entry &entry = texts.of(m_value.text(), make);
        m_check.addText(entry.text);
        if (!entry.value)
            return false;
        value = *entry.value;
        return true;
    }

    std::optional<qint64> integer()
    {
        if (m_type != Type::Integer)
            return std::nullopt;
        const qint64 value = m_value.integer();
        m_check.addInteger(value);
        return value;
    }

    const SqliteRows &m_row;
    RecordReader &m_reader;
    RowCheck m_check;
    int m_column = 0;
    SqliteValue m_value; ///< Of the current column.
    Type m_type = Type::Null;
    QStringView m_wrong;
};

QString recordColumnNames(RecordColumns columns)
{
    QStringList names;
    const RequestRecord none;
    const auto add = [&names](QStringView name, const auto &) { names << name.toString(); };
    if (columns == RecordColumns::ForWindow) {
        visitWindowColumns(none, add);
    } else {
        visitColumns(none, add);
        names << rowCheckColumn.toString();
    }
    return names.join(QStringLiteral(", "));
}

Result<void> RecordReader::read(const SqliteRows &row, RequestRecord &record)
{
    RecordExtractor extractor(row, *this);
    if (m_columns == RecordColumns::ForWindow)
        visitWindowColumns(record, extractor);
    else
        visitColumns(record, extractor);
    if (!extractor.wrong().isEmpty())
        return refused(Message(
            WEIR_TEXT("run_file.value_impossible", "Column %1 of request %2 holds a value that can't be"),
            extractor.wrong().toString(), record.request.value()));
    if (m_columns == RecordColumns::All && !extractor.isWhole())
        return refused(
            Message(WEIR_TEXT("run_file.record_damaged",
                              "The run file is damaged: request %1, attempt %2 is not as it was written"),
                    record.request.value(), record.attempt.value()));
    return {};
}

} // namespace weir
