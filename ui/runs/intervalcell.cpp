// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/intervalcell.h"

#include "base/units.h"

#include <QCoreApplication>

#include <cmath>

namespace weir {

namespace {

/// The context of this file's translations.
struct IntervalCell
{
    Q_DECLARE_TR_FUNCTIONS(weir::IntervalCell)
};

} // namespace

QString intervalWords(const std::optional<Interval> &interval, double unit)
{
    if (!interval)
        return {};
    if (!std::isfinite(interval->high))
        return IntervalCell::tr("above %1").arg(formatFigure(interval->low / unit));
    return IntervalCell::tr("%1 to %2")
        .arg(formatFigure(interval->low / unit), formatFigure(interval->high / unit));
}

QString intervalWords(const std::map<QString, Interval> &intervals, const QString &key, double unit)
{
    const auto found = intervals.find(key);
    return found == intervals.end() ? QString() : intervalWords(found->second, unit);
}

QString withInterval(const QString &figure, const QString &interval)
{
    return interval.isEmpty() ? figure : figure + u'\n' + interval;
}

QString rankCell(const Distribution &distribution, double percentile, double unit)
{
    if (distribution.isEmpty())
        return QStringLiteral("–");
    const Distribution::Rank &rank = distribution.rank(percentile);
    const bool isWeak = distribution.weak.contains(percentileName(percentile));
    const QString figure = (rank.lowerBound ? QStringLiteral("> ") : QString()) +
                           formatFigure(rank.value / unit) + (isWeak ? QStringLiteral(" ?") : QString());
    return withInterval(figure, intervalWords(rank.interval, unit));
}

} // namespace weir
