// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart shows, as plain values: no widget, no Qt Charts. The same value is drawn live, drawn into a
// file and written as CSV.
#pragma once

#include "metrics/outcome.h"
#include "theme/theme.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace weir {

enum class SeriesStyle
{
    Line,
    Area, ///< A line, filled down to the axis.
    Step, ///< Each value holds until the next point.
    Bars, ///< Filled from the point's x over the chart's bar width; several such series are stacked in their
          ///< order.
};

enum class AxisSide
{
    Left,
    Right
};
enum class XAxisKind
{
    Time, ///< Seconds since the run's start; labelled "15 s", "1:30", "2:05 h".
    Linear,
    Logarithmic, ///< Points at x <= 0 can't be shown and are left out of the drawing.
};

/// One line, area or stack of bars.
struct ChartSeries
{
    QString name; ///< For legend, hover and CSV; translated.
    SeriesRole role = SeriesRole::Median;
    std::optional<OutcomeClass> outcome; ///< Overrides the role's colour by that of an error class.
    std::vector<QPointF> points;         ///< Ascending in x. Points with NaN or infinities are not drawn.
    SeriesStyle style = SeriesStyle::Line;
    bool dashed = false; ///< For what is planned or expected.
    AxisSide side = AxisSide::Left;
    QString unit; ///< "ms", "tokens/s", "%"; may be empty for counts.

    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

/// A dashed vertical line with a label: a percentile or an event.
struct ChartMarker
{
    double x = 0;
    QString label;

    friend bool operator==(const ChartMarker &, const ChartMarker &) = default;
};

/// A whole chart.
struct ChartData
{
    QString id; ///< Stable, not translated, for file names: "ttft-over-time".
    QString title;
    QString subtitle; ///< The unit of the left axis, and what the figures cover.

    QString xName; ///< Column name in the CSV: "time".
    QString xUnit; ///< "s", "ms".
    XAxisKind xKind = XAxisKind::Time;
    std::optional<double> xMin; ///< Otherwise 0 for time, else the smallest x.
    std::optional<double> xMax; ///< Otherwise the largest x.
    double barWidth = 0;        ///< Width of bars in x; 0: up to the next x of any bar.

    bool logY = false; ///< Left axis only. Values <= 0 are drawn on its lower end.
    std::optional<double>
        yMax; ///< Fixed upper end of the left axis; otherwise a round value above all points.
    std::optional<double> yMaxRight;

    std::vector<ChartSeries> series;
    std::vector<ChartMarker> markers;
    QString emptyText; ///< Shown while no series has a point: what will appear here, and when.

    /// True while there is nothing to draw.
    [[nodiscard]] bool isEmpty() const
    {
        for (const ChartSeries &one : series) {
            if (!one.points.empty())
                return false;
        }
        return true;
    }

    friend bool operator==(const ChartData &, const ChartData &) = default;
};

} // namespace weir
