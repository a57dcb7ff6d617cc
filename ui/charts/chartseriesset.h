// SPDX-License-Identifier: GPL-3.0-or-later
// The areas and bars of one chart as series of Qt Charts; its lines are charts/chartlines.h. Reused from
// update to update: points are replaced, objects are rebuilt only when the set changes.
#pragma once

#include "charts/chartaxes.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <vector>

class QAreaSeries;
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

    /// Shows what `data` fills on `axes`, each area with at most `budget` points.
    void update(const ChartData &data, const ChartAxes &axes, const Theme &theme, std::size_t budget);

    /// How often the objects were built; tests watch that updates reuse them.
    [[nodiscard]] int buildCount() const noexcept { return m_buildCount; }

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
        QAreaSeries *area = nullptr;
        QLineSeries *upper = nullptr; ///< The area's edges.
        QLineSeries *lower = nullptr;
    };

    void rebuild(const std::vector<Kind> &kinds);
    Entry makeEntry(Kind kind);
    void setArea(Entry &entry, const ChartSeries &series, const ChartAxes &axes, std::size_t budget);
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
};

/// The colour of a series: its error class, or its role.
QColor seriesColor(const Theme &theme, const ChartSeries &series);

} // namespace weir
