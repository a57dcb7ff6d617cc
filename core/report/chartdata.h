// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart shows, as plain values without colours: the same value is drawn in a window, drawn into a
// file, written as CSV and put into a report.
#pragma once

#include "base/message.h"
#include "metrics/outcome.h"
#include "report/goalstanding.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace weir {

/// What a line or bar stands for; whoever draws it has one colour for each. Percentile roles are used for
/// every figure that has percentiles.
enum class SeriesRole
{
    Median, ///< p50, and shares of a distribution.
    P95,    ///< p95, and the CDF of a distribution.
    P99,
    Errors,      ///< Errors of any class; a single class has a colour of its own (ChartSeries::outcome).
    Throughput,  ///< Tokens a second.
    Requests,    ///< Requests a second.
    Concurrency, ///< Open streams, users.
    Planned,     ///< What the plan asks for; drawn dashed and muted.
};

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
    Message name; ///< For legend, hover and CSV.
    SeriesRole role = SeriesRole::Median;
    std::optional<OutcomeClass> outcome; ///< Overrides the role's colour by that of an error class.
    std::vector<QPointF> points;         ///< Ascending in x. Points with NaN or infinities are not drawn.
    SeriesStyle style = SeriesStyle::Line;
    bool dashed = false; ///< For what is planned or expected.
    AxisSide side = AxisSide::Left;
    Message unit; ///< "ms", "tokens/s", "%"; may be empty for counts.

    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

/// A dashed vertical line with a label: a percentile or an event.
struct ChartMarker
{
    double x = 0;
    Message label;

    friend bool operator==(const ChartMarker &, const ChartMarker &) = default;
};

/// What a goal asks for: a dashed line across the plot with a label that says how the goal stands.
struct ChartLimit
{
    double y = 0; ///< In the unit of its axis. Far above all points it is only named.
    AxisSide side = AxisSide::Left;
    Message label;
    GoalStanding standing = GoalStanding::Open; ///< Its colour.

    friend bool operator==(const ChartLimit &, const ChartLimit &) = default;
};

/// A whole chart.
struct ChartData
{
    QString id; ///< Stable, not translated, for file names: "ttft-over-time".
    Message title;
    Message subtitle; ///< The unit of the left axis, and what the figures cover.

    Message xName; ///< Column name in the CSV: "time".
    QString xUnit; ///< A symbol that every language writes alike: "s", "ms".
    XAxisKind xKind = XAxisKind::Time;
    std::optional<double> xMin; ///< Otherwise 0 for time, else the smallest x.
    std::optional<double> xMax; ///< Otherwise the largest x.
    /// How long a stretch each point of a line stands for, in x. Neighbours that are further apart have
    /// nothing measured between them: no line joins them, and a point without neighbours is a dot. 0: all are
    /// joined.
    double stretch = 0;
    double barWidth = 0; ///< Width of bars in x; 0: up to the next x of any bar.

    bool logY = false; ///< Left axis only. Values <= 0 are drawn on its lower end.
    std::optional<double>
        yMax; ///< Fixed upper end of the left axis; otherwise a round value above all points.
    std::optional<double> yMaxRight;

    std::vector<ChartSeries> series;
    std::vector<ChartMarker> markers;
    std::vector<ChartLimit> limits;
    Message emptyText; ///< Shown while no series has a point: what will appear here, and when.

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

/// A series with these and otherwise what a line has.
ChartSeries lineOf(const Message &name, SeriesRole role, std::vector<QPointF> points,
                   const Message &unit = {});
/// A chart over seconds without series, from 0.
ChartData timeChartOf(const QString &id, const Message &title, const Message &subtitle);

} // namespace weir
