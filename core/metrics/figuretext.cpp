// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figuretext.h"

#include "base/units.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr qsizetype lineWidth = 80;

QString rawText(double value, const FigureInfo &info)
{
    return info.isTime ? formatTime(Nanoseconds{static_cast<qint64>(value)}) : formatFigure(value);
}

/// What formatTime() divides nanoseconds of this size by.
double timeUnit(double nanoseconds)
{
    const double size = std::fabs(nanoseconds);
    return size >= 1e9 ? 1e9 : size >= 1e6 || size == 0 ? 1e6 : size >= 1e3 ? 1e3 : 1;
}

} // namespace

QString boundedText(double value, bool isLowerBound, const FigureInfo &info)
{
    const QString text = rawText(value, info);
    return isLowerBound ? QStringLiteral("> ") + text : text;
}

QString intervalText(const std::optional<Interval> &interval, double unit)
{
    if (!interval)
        return {};
    if (!std::isfinite(interval->high))
        return QStringLiteral(" (above %1)").arg(formatFigure(interval->low / unit));
    return QStringLiteral(" (%1 to %2)")
        .arg(formatFigure(interval->low / unit), formatFigure(interval->high / unit));
}

QString rankText(const Distribution::Rank &rank, const FigureInfo &info)
{
    return boundedText(rank.value, rank.lowerBound, info) +
           intervalText(rank.interval, info.isTime ? timeUnit(rank.value) : 1);
}

QString alignedTable(const std::vector<QStringList> &rows)
{
    constexpr int gap = 2;
    std::vector<qsizetype> widths(static_cast<std::size_t>(rows.front().size()), 0);
    for (const QStringList &row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row[static_cast<qsizetype>(i)].size() + gap);
    }
    QString text;
    for (const QStringList &row : rows) {
        QString shown = QStringLiteral("  ") + row.front().leftJustified(widths.front() - gap);
        for (std::size_t i = 1; i < widths.size(); ++i)
            shown += row[static_cast<qsizetype>(i)].rightJustified(widths[i]);
        text += shown + u'\n';
    }
    return text;
}

QString headlineTable(const FigureSet &figures)
{
    const auto tableOf = [&figures](const std::vector<double> &percentiles) {
        std::vector<QStringList> rows{{QString()}};
        for (const double percentile : percentiles)
            rows.front() << percentileName(percentile);
        for (const Figure figure :
             {Figure::Ttft, Figure::Itl, Figure::Tpot, Figure::E2e, Figure::ResponseTtft}) {
            const FigureInfo &info = infoOf(figure);
            const Distribution &distribution = figures.*info.member;
            if (distribution.isEmpty())
                continue;
            rows.push_back({info.name.toString()});
            for (const double percentile : percentiles)
                rows.back() << rankText(distribution.rank(percentile), info);
        }
        return rows.size() > 1 ? alignedTable(rows) : QString();
    };
    const QString full = tableOf({50, 95, 99});
    return full.indexOf(u'\n') <= lineWidth ? full : tableOf({50, 99});
}

} // namespace weir
