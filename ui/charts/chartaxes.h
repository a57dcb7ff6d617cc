// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges and marks of a chart's three axes, and the way from values to the plot. Pure functions.
#pragma once

#include "report/chartdata.h"

#include <QSizeF>

#include <vector>

namespace weir {

struct AxisTick
{
    double value = 0;
    QString label;

    friend bool operator==(const AxisTick &, const AxisTick &) = default;
};

/// One axis. A logarithmic one has 0 < min < max.
struct ChartAxis
{
    double min = 0;
    double max = 1;
    bool logarithmic = false;
    std::vector<AxisTick> ticks;

    /// Where `value` lies in the axis' own linear measure: the value itself, or its decimal logarithm. Values
    /// that a logarithmic axis can't show land on its lower end.
    [[nodiscard]] double mapped(double value) const;
    /// The same as a share of the axis: 0 at min, 1 at max; not clamped.
    [[nodiscard]] double share(double value) const;
    /// The value at that share of the axis.
    [[nodiscard]] double valueAt(double share) const;

    friend bool operator==(const ChartAxis &, const ChartAxis &) = default;
};

struct ChartAxes
{
    ChartAxis x;
    ChartAxis left;
    ChartAxis right;
    bool hasRight = false;
};

/// Axes for `data` in a plot of about that many pixels; the size only decides how many marks there are.
ChartAxes chartAxes(const ChartData &data, const QSizeF &plot);

/// The stacked bars of one series.
struct BarSegment
{
    double from = 0; ///< Left edge in x.
    double to = 0;
    double low = 0; ///< Sum of the series below.
    double high = 0;

    friend bool operator==(const BarSegment &, const BarSegment &) = default;
};

/// For every series of `data` the segments that have a height; empty for other styles than Bars.
std::vector<std::vector<BarSegment>> stackedBars(const ChartData &data);

} // namespace weir
