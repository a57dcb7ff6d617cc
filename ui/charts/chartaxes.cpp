// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartaxes.h"

#include "report/axisticks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace weir {

namespace {

/// Times the highest figure: a linear axis reaches no farther for the sake of a limit.
constexpr double farthestLimit = 4;

struct Extent
{
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double minPositive = std::numeric_limits<double>::infinity();

    void add(double value)
    {
        if (!std::isfinite(value))
            return;
        min = std::min(min, value);
        max = std::max(max, value);
        if (value > 0)
            minPositive = std::min(minPositive, value);
    }
    [[nodiscard]] bool isEmpty() const { return min > max; }
};

struct Extents
{
    Extent x;
    Extent left;
    Extent right;
};

Extents extentsOf(const ChartData &data)
{
    Extents extents;
    const std::vector<std::vector<BarSegment>> bars = stackedBars(data);
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const ChartSeries &series = data.series[i];
        Extent &y = series.side == AxisSide::Left ? extents.left : extents.right;
        for (const QPointF &point : series.points) {
            extents.x.add(point.x());
            y.add(point.y());
        }
        for (const BarSegment &bar : bars[i]) {
            extents.x.add(bar.to);
            y.add(bar.high);
        }
    }
    for (const ChartLimit &limit : data.limits) {
        Extent &y = limit.side == AxisSide::Left ? extents.left : extents.right;
        // A limit far above all figures would press them down to a line.
        if (limit.y <= farthestLimit * y.max || (data.logY && limit.side == AxisSide::Left && !y.isEmpty()))
            y.add(limit.y);
    }
    return extents;
}

void labelX(ChartAxis &axis, const ChartData &data, const std::vector<double> &values)
{
    const double span = axis.max - axis.min;
    const double step = values.size() > 1 ? values[1] - values[0] : span;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool edge = i == 0 || i + 1 == values.size();
        QString label;
        if (data.xKind == XAxisKind::Time) {
            // Steps below a second need their decimals.
            label = step < 1 ? tickLabel(values[i], step) + (edge ? QStringLiteral(" s") : QString())
                             : timeLabel(values[i], span, edge);
        } else {
            label = tickLabel(values[i], axis.logarithmic ? values[i] : step);
            if (edge && !data.xUnit.isEmpty())
                label += u' ' + data.xUnit;
        }
        axis.ticks.push_back({values[i], label});
    }
}

ChartAxis xAxis(const ChartData &data, const Extent &extent, double width)
{
    ChartAxis axis;
    axis.logarithmic = data.xKind == XAxisKind::Logarithmic;
    const double lowest = axis.logarithmic ? extent.minPositive : extent.min;
    const double automatic = data.xKind == XAxisKind::Time ? std::min(0.0, extent.min) : lowest;
    axis.min = data.xMin.value_or(extent.isEmpty() ? 0 : automatic);
    axis.max = data.xMax.value_or(extent.isEmpty() ? axis.min + 1 : extent.max);
    if (axis.logarithmic && !(axis.min > 0 && std::isfinite(axis.min)))
        axis.min = std::isfinite(extent.minPositive) ? extent.minPositive : 1;
    if (!(axis.max > axis.min))
        axis.max = axis.logarithmic ? axis.min * 10 : axis.min + 1;
    const int count = std::clamp(static_cast<int>(width / 110), 2, 12);
    std::vector<double> values;
    if (axis.logarithmic)
        values = logTicks(axis.min, axis.max);
    else
        values = data.xKind == XAxisKind::Time ? timeTicks(axis.min, axis.max, count)
                                               : niceTicks(axis.min, axis.max, count);
    labelX(axis, data, values);
    return axis;
}

/// "%" stands at the marks themselves when every series of the side has it; other units stand in the title.
QString tickSuffix(const ChartData &data, AxisSide side)
{
    for (const ChartSeries &series : data.series) {
        if (series.side == side && series.unit.english() != u"%")
            return {};
    }
    return QStringLiteral("%");
}

ChartAxis linearY(const Extent &extent, std::optional<double> fixedMax, int count, const QString &suffix)
{
    ChartAxis axis;
    axis.max = fixedMax.value_or(niceCeiling(extent.isEmpty() ? 0 : extent.max, count));
    if (!(axis.max > 0) || !std::isfinite(axis.max))
        axis.max = 1;
    // Differences may be negative; everything else starts at zero.
    if (!extent.isEmpty() && extent.min < 0)
        axis.min = -niceCeiling(-extent.min, count);
    const std::vector<double> values = niceTicks(axis.min, axis.max, count);
    const double step = values.size() > 1 ? values[1] - values[0] : axis.max;
    for (const double value : values)
        axis.ticks.push_back({value, tickLabel(value, step) + suffix});
    // A line along the upper edge would be cut in half, and one below another there could not be seen.
    if (!fixedMax && !extent.isEmpty() && extent.max > 0.97 * axis.max)
        axis.max *= 1.05;
    return axis;
}

/// The next 1, 2 or 5 times a power of ten at or above `value`.
double logCeiling(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

ChartAxis logarithmicY(const Extent &extent, const QString &suffix)
{
    ChartAxis axis;
    axis.logarithmic = true;
    const bool usable = std::isfinite(extent.minPositive);
    axis.min = usable ? std::pow(10.0, std::floor(std::log10(extent.minPositive) + 1e-9)) : 1;
    axis.max = usable ? logCeiling(extent.max) : 10;
    if (!(axis.min > 0))
        axis.min = std::numeric_limits<double>::min();
    if (!(axis.max > axis.min))
        axis.max = axis.min * 10;
    for (const double value : logTicks(axis.min, axis.max))
        axis.ticks.push_back({value, tickLabel(value, value) + suffix});
    return axis;
}

/// Right edge of a bar at `x`.
double barEnd(const std::set<double> &starts, double x, double width)
{
    if (width > 0)
        return x + width;
    const auto next = starts.upper_bound(x);
    if (next != starts.end())
        return *next;
    const auto own = starts.find(x);
    return own == starts.begin() || own == starts.end() ? x + 1 : x + (x - *std::prev(own));
}

} // namespace

double ChartAxis::mapped(double value) const
{
    if (!logarithmic)
        return value;
    return std::log10(std::max(value, min));
}

double ChartAxis::share(double value) const
{
    const double low = mapped(min);
    return (mapped(value) - low) / (mapped(max) - low);
}

double ChartAxis::valueAt(double share) const
{
    const double low = mapped(min);
    const double linear = low + share * (mapped(max) - low);
    return logarithmic ? std::pow(10.0, linear) : linear;
}

std::vector<std::vector<BarSegment>> stackedBars(const ChartData &data)
{
    std::set<double> starts;
    for (const ChartSeries &series : data.series) {
        for (const QPointF &point : series.points) {
            if (series.style == SeriesStyle::Bars && std::isfinite(point.x()))
                starts.insert(point.x());
        }
    }
    std::map<double, double> heights;
    std::vector<std::vector<BarSegment>> stacks(data.series.size());
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        if (data.series[i].style != SeriesStyle::Bars)
            continue;
        for (const QPointF &point : data.series[i].points) {
            if (!std::isfinite(point.x()) || !std::isfinite(point.y()) || point.y() <= 0)
                continue;
            double &height = heights[point.x()];
            stacks[i].push_back(
                {point.x(), barEnd(starts, point.x(), data.barWidth), height, height + point.y()});
            height += point.y();
        }
    }
    return stacks;
}

ChartAxes chartAxes(const ChartData &data, const QSizeF &plot)
{
    const Extents extents = extentsOf(data);
    ChartAxes axes;
    axes.x = xAxis(data, extents.x, plot.width());
    const int count = std::clamp(static_cast<int>(plot.height() / 40), 2, 8);
    const QString leftSuffix = tickSuffix(data, AxisSide::Left);
    axes.left = data.logY ? logarithmicY(extents.left, leftSuffix)
                          : linearY(extents.left, data.yMax, count, leftSuffix);
    axes.hasRight = std::any_of(data.series.begin(), data.series.end(),
                                [](const ChartSeries &series) { return series.side == AxisSide::Right; });
    if (axes.hasRight)
        axes.right = linearY(extents.right, data.yMaxRight, count, tickSuffix(data, AxisSide::Right));
    return axes;
}

} // namespace weir
