// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/summarycsv.h"

#include "base/csv.h"
#include "base/outputfile.h"
#include "report/windowcolumns.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <limits>

namespace weir {

namespace {

constexpr QStringView intervalsKey = u"intervals";

/// The unit that a key's suffix names, as in "ttft_ms".
QString unitOf(const QString &key)
{
    static constexpr std::array<std::pair<QStringView, QStringView>, 6> units{
        {{u"_ms", u"ms"},
         {u"_s", u"s"},
         {u"_per_second", u"1/s"},
         {u"tokens_per_request", u"tokens"},
         {u"_bytes", u"bytes"},
         {u"bytes_received", u"bytes"}}};
    for (const auto &[suffix, unit] : units) {
        if (key.endsWith(suffix))
            return unit.toString();
    }
    return key == u"per_second" ? QStringLiteral("1/s") : QString();
}

/// What all rows of a block share.
struct Block
{
    QJsonObject intervals; ///< Of the block's own numbers, by their key.
    QString request;
    QString target;
    QString group;
    QString turn;
};

QString endText(const QJsonValue &end)
{
    return end.isDouble() ? csvNumber(end.toDouble()) : QString();
}

void writeNumber(OutputFile &file, const Block &block, const QString &metric, const QString &key,
                 double value, const QJsonArray &interval, bool isLowerBound)
{
    const QString unit = unitOf(key).isEmpty() ? unitOf(metric) : unitOf(key);
    file.write(
        csvLine({metric.isEmpty() ? key : metric, metric.isEmpty() ? u"value"_qs : key, csvNumber(value),
                 key == u"count" ? u"samples"_qs : unit, endText(interval.at(0)), endText(interval.at(1)),
                 block.request, block.target, isLowerBound ? u"1"_qs : QString(), block.group, block.turn}));
}

/// The name of a number among the intervals of its block, which has one of "tokens" by another.
QString intervalName(const QString &metric, const QString &key)
{
    if (metric == u"tokens" && key == u"cached_share")
        return key;
    if (metric == u"tokens" && key == u"goodput_per_second")
        return u"goodput_tokens_per_second"_qs;
    return metric.isEmpty() ? key : metric + u'_' + key;
}

void writeNumbers(OutputFile &file, const Block &block, const QString &metric, const QJsonObject &object)
{
    const QJsonObject own = object.value(intervalsKey).toObject();
    const QJsonArray bounds = object.value(u"lower_bounds").toArray();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        const QString path = metric.isEmpty() ? it.key() : metric + u'.' + it.key();
        if (value.isObject() && it.key() != intervalsKey) {
            writeNumbers(file, block, path, value.toObject());
        } else if (value.isDouble()) {
            // A distribution has its intervals beside it, everything else those of its block.
            const QJsonValue interval = own.contains(it.key())
                                            ? own.value(it.key())
                                            : block.intervals.value(intervalName(metric, it.key()));
            writeNumber(file, block, metric, it.key(), value.toDouble(), interval.toArray(),
                        bounds.contains(it.key()));
        }
    }
}

using Cell = std::optional<double>;

/// One end of the intervals of a plateau, as a column behind that of the figure.
struct IntervalColumn
{
    QString name;
    std::function<std::optional<Interval>(const WindowSummary &)> interval;
    double unit = 1;
    QString suffix; ///< The unit, behind "_low" and "_high".
};

std::vector<IntervalColumn> intervalColumns()
{
    std::vector<IntervalColumn> columns;
    for (const QString &key : {u"requests_per_second"_qs, u"goodput_per_second"_qs, u"tokens_per_second"_qs})
        columns.push_back({key,
                           [key](const WindowSummary &window) {
                               const auto found = window.intervals.find(key);
                               return found == window.intervals.end() ? std::nullopt
                                                                      : std::optional(found->second);
                           },
                           1,
                           {}});
    using Member = std::pair<QString, Distribution FigureSet::*>;
    for (const auto &[name, member] :
         {Member(u"ttft"_qs, &FigureSet::ttft), Member(u"itl"_qs, &FigureSet::itl),
          Member(u"e2e"_qs, &FigureSet::e2e)}) {
        for (const double percentile : {50.0, 99.0})
            columns.push_back({name + u'_' + percentileName(percentile),
                               [member = member, percentile](const WindowSummary &window) {
                                   const Distribution &figure = window.*member;
                                   return figure.isEmpty() ? std::nullopt : figure.rank(percentile).interval;
                               },
                               1e6, u"_ms"_qs});
    }
    return columns;
}

QString cell(const Cell &value)
{
    return value ? csvNumber(*value) : QString();
}

} // namespace

Result<void> writeSummaryCsv(const Summary &summary, const QString &path)
{
    OutputFile file(path);
    file.write(csvLine({u"metric"_qs, u"stat"_qs, u"value"_qs, u"unit"_qs, u"low"_qs, u"high"_qs,
                        u"request"_qs, u"target"_qs, u"lower_bound"_qs, u"group"_qs, u"turn"_qs}));
    QJsonObject all = toJson(summary);
    std::vector<std::pair<QString Block::*, QJsonObject>> parts;
    for (const auto &[key, column] :
         {std::pair(u"by_request"_qs, &Block::request), std::pair(u"by_target"_qs, &Block::target),
          std::pair(u"by_group"_qs, &Block::group), std::pair(u"by_turn"_qs, &Block::turn)})
        parts.emplace_back(column, all.take(key).toObject());
    writeNumbers(file, {all.take(intervalsKey).toObject(), {}, {}, {}, {}}, {}, all);
    for (const auto &[column, part] : parts) {
        for (auto it = part.begin(); it != part.end(); ++it) {
            QJsonObject numbers = it.value().toObject();
            Block block{numbers.take(intervalsKey).toObject(), {}, {}, {}, {}};
            block.*column = it.key();
            writeNumbers(file, block, {}, numbers);
        }
    }
    return file.commit();
}

Result<void> writeWindowsCsv(const Summary &summary, const QString &path)
{
    OutputFile file(path);
    const std::vector<IntervalColumn> intervals = intervalColumns();
    QStringList fields;
    for (const WindowColumn &column : windowColumns())
        fields << column.name.toString();
    fields << u"measured"_qs;
    for (const IntervalColumn &column : intervals)
        fields << column.name + u"_low"_qs + column.suffix << column.name + u"_high"_qs + column.suffix;
    file.write(csvLine(fields));
    for (const WindowSummary &window : summary.windows) {
        fields.clear();
        for (const WindowColumn &column : windowColumns())
            fields << cell(column.value(window));
        fields << QString::number(window.measured);
        for (const IntervalColumn &column : intervals) {
            const std::optional<Interval> interval = column.interval(window);
            // An end that nothing bounds is infinite, which has no form in CSV.
            fields << (interval ? csvNumber(interval->low / column.unit) : QString())
                   << (interval ? csvNumber(interval->high / column.unit) : QString());
        }
        file.write(csvLine(fields));
    }
    return file.commit();
}

} // namespace weir
