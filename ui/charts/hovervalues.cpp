// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/hovervalues.h"

#include "base/units.h"
#include "charts/chartaxes.h"
#include "report/axisticks.h"
#include "report/decimate.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

bool xBefore(const QPointF &point, double x)
{
    return point.x() < x;
}

std::optional<double> lineAt(const std::vector<QPointF> &points, double x, bool step, double stretch)
{
    const auto right = std::lower_bound(points.begin(), points.end(), x, xBefore);
    if (right != points.end() && right->x() == x)
        return right->y();
    if (right == points.begin() || right == points.end())
        return std::nullopt;
    const auto left = std::prev(right);
    if (isGap(left->x(), right->x(), stretch))
        return std::nullopt;
    if (step)
        return left->y();
    return left->y() + (right->y() - left->y()) * (x - left->x()) / (right->x() - left->x());
}

std::optional<double> barAt(const std::vector<BarSegment> &bars, double x)
{
    for (const BarSegment &bar : bars) {
        if (x >= bar.from && x < bar.to)
            return bar.high - bar.low;
    }
    return std::nullopt;
}

QString withUnit(const QString &number, const QString &unit)
{
    return unit.isEmpty() ? number : number + u' ' + unit;
}

QString timeText(double seconds)
{
    if (std::fabs(seconds) < 60)
        return withUnit(formatFigure(seconds), QStringLiteral("s"));
    const qint64 whole = std::llround(seconds);
    const QString minutes = QStringLiteral("%1:%2")
                                .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
                                .arg(whole % 60, 2, 10, QLatin1Char('0'));
    return whole < 3600 ? minutes : QStringLiteral("%1:%2").arg(whole / 3600).arg(minutes);
}

QString xText(const ChartData &data, double x, const std::vector<std::vector<BarSegment>> &bars)
{
    if (data.xKind == XAxisKind::Time)
        return timeText(x);
    for (const std::vector<BarSegment> &stack : bars) {
        for (const BarSegment &bar : stack) {
            if (x >= bar.from && x < bar.to)
                return withUnit(formatFigure(bar.from) + u'–' + formatFigure(bar.to), data.xUnit);
        }
    }
    return withUnit(formatFigure(x), data.xUnit);
}

} // namespace

std::optional<double> nearestX(const ChartData &data, double x)
{
    std::optional<double> best;
    const auto offer = [&](double candidate) {
        if (std::isfinite(candidate) && (!best || std::fabs(candidate - x) < std::fabs(*best - x)))
            best = candidate;
    };
    const std::vector<std::vector<BarSegment>> bars = stackedBars(data);
    const bool hasBars =
        std::any_of(bars.begin(), bars.end(), [](const auto &stack) { return !stack.empty(); });
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        for (const BarSegment &bar : bars[i])
            offer((bar.from + bar.to) / 2);
        // Bars lead where there are any: a CDF beside them has its points on their edges.
        if (hasBars)
            continue;
        for (const QPointF &point : data.series[i].points)
            offer(point.x());
    }
    return best;
}

HoverValues hoverValues(const ChartData &data, double x)
{
    const std::vector<std::vector<BarSegment>> bars = stackedBars(data);
    HoverValues hover{x, xText(data, x, bars), {}};
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const ChartSeries &series = data.series[i];
        const std::optional<double> value =
            series.style == SeriesStyle::Bars
                ? barAt(bars[i], x)
                : lineAt(finitePoints(series.points), x, series.style == SeriesStyle::Step, data.stretch);
        hover.values.push_back(
            {i, value, value ? withUnit(formatFigure(*value), series.unit.text()) : QStringLiteral("–")});
    }
    return hover;
}

} // namespace weir
