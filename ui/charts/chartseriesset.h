// SPDX-License-Identifier: GPL-3.0-or-later
// The Qt Charts series of one chart. Reused from update to update: points are replaced, objects are rebuilt
// only when the set changes.
#pragma once

#include "charts/chartaxes.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <vector>

class QAbstractSeries;
class QChart;
class QLineSeries;
class QValueAxis;

namespace weir {

/// Every axis of Qt Charts here is linear: logarithms are taken beforehand (ChartAxis::mapped), since a
/// logarithmic axis of Qt Charts drops a whole series for one value that is not positive.
class ChartSeriesSet
{
public:
    /// `chart` owns all series and axes and outlives this.
    explicit ChartSeriesSet(QChart &chart);

    /// Shows `data` on `axes` with at most `pointBudget` points in all lines together.
    void update(const ChartData &data, const ChartAxes &axes, const Theme &theme, std::size_t pointBudget);

    /// How often the objects were built; tests watch that updates reuse them.
    [[nodiscard]] int buildCount() const noexcept { return m_buildCount; }
    /// Points that are drawn now, in all lines.
    [[nodiscard]] std::size_t drawnPoints() const noexcept { return m_drawnPoints; }

private:
    /// What makes a set of objects fit: the style and side of each series, in order.
    struct Kind
    {
        SeriesStyle style;
        AxisSide side;

        friend bool operator==(const Kind &, const Kind &) = default;
    };
    struct Entry
    {
        QAbstractSeries *series = nullptr; ///< What the chart shows: a line or an area.
        QLineSeries *upper = nullptr;      ///< The line itself, or the area's upper edge.
        QLineSeries *lower = nullptr;      ///< The area's lower edge; null for lines.
        QLineSeries *outline = nullptr;    ///< The line on top of SeriesStyle::Area; null for others.
    };

    void rebuild(const std::vector<Kind> &kinds);
    Entry makeEntry(Kind kind);
    void setLine(Entry &entry, const ChartSeries &series, const ChartAxes &axes, std::size_t budget);
    void setBars(Entry &entry, const std::vector<BarSegment> &bars, const ChartAxes &axes,
                 const ChartAxis &y);
    void setColors(Entry &entry, const ChartSeries &series, const Theme &theme);

    QChart &m_chart;
    QValueAxis *m_x;
    QValueAxis *m_left;
    QValueAxis *m_right;
    std::vector<Kind> m_kinds;
    std::vector<Entry> m_entries;
    int m_buildCount = 0;
    std::size_t m_drawnPoints = 0;
};

/// The colour of a series: its error class, or its role.
QColor seriesColor(const Theme &theme, const ChartSeries &series);

} // namespace weir
