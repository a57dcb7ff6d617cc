// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/tracereader.h"

#include "base/keptinput.h"
#include "plan/course.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>
#include <limits>

namespace weir {

namespace {

/// No service has been recorded for so long: a time beyond is damaged, or of another unit.
constexpr Nanoseconds longestTrace = std::chrono::years{10};

constexpr RowLimits traceLimits{qint64{16} << 30, qint64{1} << 20};

/// Names in known traces, in lower case without anything but letters and digits.
constexpr std::array<QStringView, 10> timeNames{u"timestamp", u"timestampms", u"time",      u"arrivaltime",
                                                u"arrival",   u"arrivedat",   u"arrivalms", u"starttime",
                                                u"timems",    u"ts"};
constexpr std::array<QStringView, 9> inputNames{u"inputlength",      u"requesttokens", u"contexttokens",
                                                u"inputtokens",      u"prompttokens",  u"promptlength",
                                                u"numprefilltokens", u"promptlen",     u"inputlen"};
constexpr std::array<QStringView, 9> outputNames{
    u"outputlength",   u"responsetokens",  u"generatedtokens", u"outputtokens",    u"completiontokens",
    u"responselength", u"numdecodetokens", u"outputlen",       u"completionlength"};

QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

/// The column asked for, or the first of the known ones; empty when there is none.
template <std::size_t Count>
QString columnOf(const QString &wanted, const QStringList &names, const std::array<QStringView, Count> &known)
{
    if (!wanted.isEmpty())
        return names.contains(wanted) ? wanted : QString();
    for (const QStringView candidate : known) {
        for (const QString &name : names) {
            if (plainName(name) == candidate)
                return name;
        }
    }
    return {};
}

QByteArray textOf(const QJsonValue &value)
{
    // The shortest text that reads back to the same number.
    if (value.isDouble())
        return QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (value.isString())
        return value.toString().toUtf8().trimmed();
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1).chopped(1); // for the error that it ends in
}

std::optional<QByteArray> cellOf(const QJsonObject &row, const QString &column)
{
    const QJsonValue value = column.isEmpty() ? QJsonValue() : row.value(column);
    return value.isNull() || value.isUndefined() ? std::nullopt : std::optional(textOf(value));
}

} // namespace

bool isBehind(const TraceLoad &trace, Nanoseconds at)
{
    return trace.length && at - trace.from >= *trace.length;
}

std::optional<Nanoseconds> replayedAt(const TraceLoad &trace, Nanoseconds at)
{
    const Nanoseconds offset = at - trace.from;
    if (offset < Nanoseconds{0} || isBehind(trace, at) || !(trace.speed > 0))
        return std::nullopt;
    if (trace.speed == 1) // whole nanoseconds stay what they are, also beyond what a double holds
        return offset;
    const double replayed = static_cast<double>(offset.count()) / trace.speed;
    return Nanoseconds{std::llround(std::min(replayed, static_cast<double>(furthest.count())))};
}

Result<TraceReader> TraceReader::open(const TraceLoad &trace, const QString &baseFolder)
{
    if (trace.path.isEmpty())
        return Error{Message(WEIR_TEXT("trace.no_path", "The trace names no file")), {}, {}};
    Result<RowReader> rows = RowReader::open(inputPath(trace.path, baseFolder), traceLimits);
    if (!rows)
        return rows.error();
    TraceReader reader(std::move(*rows));
    QStringList names = reader.m_rows.names();
    if (!reader.m_rows.isCsv()) {
        Result<std::optional<QJsonObject>> first = reader.m_rows.next();
        if (!first)
            return first.error();
        if (!*first)
            return reader.m_rows.errorHere(Message(WEIR_TEXT("trace.empty", "The trace is empty")));
        names = (*first)->keys();
        reader.m_pending = std::move(*first);
    }
    if (const Result<void> found = reader.findColumns(trace, names); !found)
        return found.error();
    return reader;
}

Result<void> TraceReader::findColumns(const TraceLoad &trace, const QStringList &names)
{
    m_columns = {columnOf(trace.timeColumn, names, timeNames), columnOf(trace.inputColumn, names, inputNames),
                 columnOf(trace.outputColumn, names, outputNames)};
    for (const auto &[wanted, found] : {std::pair{trace.timeColumn, m_columns.time},
                                        {trace.inputColumn, m_columns.input},
                                        {trace.outputColumn, m_columns.output}}) {
        if (!wanted.isEmpty() && found.isEmpty())
            return m_rows.errorHere(
                Message(WEIR_TEXT("trace.no_such_column", "There is no column \"%1\""), wanted),
                Message(WEIR_TEXT("trace.columns", "The columns are: %1."), names.join(u", "_qs).left(500)));
    }
    if (m_columns.time.isEmpty())
        return m_rows.errorHere(
            Message(WEIR_TEXT("trace.no_time_column", "No column is named like a time")),
            Message(WEIR_TEXT("trace.name_time_column",
                              "Name the column that holds the time of each request, or see that the file is "
                              "JSON lines, or CSV with a line of names.")));
    m_nsPerUnit = nsPerTraceUnit(m_columns.time);
    return {};
}

Result<std::optional<TraceRow>> TraceReader::next()
{
    Result<std::optional<QJsonObject>> read = std::exchange(m_pending, std::nullopt);
    if (!*read)
        read = m_rows.next();
    if (!read)
        return read.error();
    if (!*read)
        return std::optional<TraceRow>();
    const Result<TraceRow> row = rowOf(**read);
    if (!row)
        return row.error();
    return std::optional(*row);
}

Result<TraceRow> TraceReader::rowOf(const QJsonObject &row)
{
    const QByteArray text = cellOf(row, m_columns.time).value_or(QByteArray());
    const std::optional<TraceTime> time = parseTraceTime(text);
    if (!time)
        return m_rows.errorHere(
            Message(WEIR_TEXT("trace.no_time", "\"%1\" is no time"), QString::fromUtf8(text.left(100))),
            Message(WEIR_TEXT("trace.times_are",
                              "Times are numbers from 0 on, or dates like 2023-11-16 18:17:03.98.")));
    const Result<Nanoseconds> at = sinceFirst(*time);
    if (!at)
        return at.error();
    const Result<std::optional<quint32>> input = lengthOf(row, m_columns.input);
    if (!input)
        return input.error();
    const Result<std::optional<quint32>> output = lengthOf(row, m_columns.output);
    if (!output)
        return output.error();
    m_last = *at;
    return TraceRow{*at, {*input, *output}};
}

Result<Nanoseconds> TraceReader::sinceFirst(const TraceTime &time)
{
    if (!m_first)
        m_first = time;
    if (!m_nsPerUnit)
        m_nsPerUnit = nsPerUnitSince1970(time.number).value_or(m_rows.isCsv() ? 1e9 : 1e6);
    if (m_first->isDate != time.isDate)
        return m_rows.errorHere(
            Message(WEIR_TEXT("trace.times_mixed", "Some times are dates and some are numbers")));
    Nanoseconds at = time.sinceEpoch - m_first->sinceEpoch;
    if (!time.isDate) {
        const double ns = (time.number - m_first->number) * *m_nsPerUnit;
        at = std::abs(ns) < static_cast<double>(longestTrace.count()) ? Nanoseconds{std::llround(ns)}
                                                                      : longestTrace;
    }
    if (at >= longestTrace)
        return m_rows.errorHere(
            Message(WEIR_TEXT("trace.too_far", "The time is more than 10 years after the first")),
            Message(WEIR_TEXT("trace.check_unit",
                              "Check the unit of the times, and whether this row is damaged.")));
    if (at < m_last)
        return m_rows.errorHere(Message(WEIR_TEXT("trace.backwards", "The times run backwards")),
                                Message(WEIR_TEXT("trace.sort_rows", "Sort the rows by their time.")));
    return at;
}

Result<std::optional<quint32>> TraceReader::lengthOf(const QJsonObject &row, const QString &column) const
{
    const std::optional<QByteArray> cell = cellOf(row, column);
    if (!cell || cell->isEmpty())
        return std::optional<quint32>();
    bool isNumber = false;
    const double length = cell->toDouble(&isNumber);
    constexpr double most = std::numeric_limits<quint32>::max();
    if (!isNumber || !(length >= 0 && length <= most) || length != std::floor(length))
        return m_rows.errorHere(
            Message(WEIR_TEXT("trace.no_token_count", "\"%1\" in %2 is no number of tokens"),
                    QString::fromUtf8(cell->left(100)), column));
    return std::optional(static_cast<quint32>(length));
}

} // namespace weir
