// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartseriesset.h"

#include "report/decimate.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QPen>
#include <QValueAxis>

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t maxCountableBars = 150;

QValueAxis *hiddenAxis(QChart &chart, Qt::Alignment alignment)
{
    QValueAxis *axis = new QValueAxis(&chart);
    chart.addAxis(axis, alignment);
    axis->setVisible(false);
    return axis;
}

void setRange(QValueAxis &axis, const ChartAxis &range)
{
    const double min = range.mapped(range.min);
    const double max = range.mapped(range.max);
    if (axis.min() != min || axis.max() != max)
        axis.setRange(min, max);
}

bool isFilled(const ChartSeries &series)
{
    return series.style == SeriesStyle::Area || series.style == SeriesStyle::Bars;
}

} // namespace

QColor seriesColor(const Theme &theme, const ChartSeries &series)
{
    return series.outcome ? theme.outcomeColor(*series.outcome) : theme.seriesColor(series.role);
}

ChartSeriesSet::ChartSeriesSet(QChart &chart)
    : m_chart(chart)
    , m_x(hiddenAxis(chart, Qt::AlignBottom))
    , m_left(hiddenAxis(chart, Qt::AlignLeft))
    , m_right(hiddenAxis(chart, Qt::AlignRight))
{
}

void ChartSeriesSet::update(const ChartData &data, const ChartAxes &axes, const Theme &theme,
                            std::size_t budget)
{
    std::vector<Kind> kinds;
    for (const ChartSeries &series : data.series) {
        if (isFilled(series))
            kinds.push_back({series.style, series.side});
    }
    if (kinds != m_kinds)
        rebuild(kinds);
    setRange(*m_x, axes.x);
    setRange(*m_left, axes.left);
    setRange(*m_right, axes.right);
    const std::vector<std::vector<BarSegment>> bars = stackedBars(data);
    std::size_t filled = 0;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const ChartSeries &series = data.series[i];
        if (!isFilled(series))
            continue;
        Entry &entry = m_entries[filled++];
        setColors(entry, series, theme);
        if (series.style == SeriesStyle::Bars)
            setBars(entry, bars[i], axes, series.side == AxisSide::Left ? axes.left : axes.right);
        else
            setArea(entry, series, axes, budget);
    }
}

void ChartSeriesSet::rebuild(const std::vector<Kind> &kinds)
{
    m_chart.removeAllSeries();
    m_entries.clear();
    for (const Kind kind : kinds)
        m_entries.push_back(makeEntry(kind));
    m_kinds = kinds;
    ++m_buildCount;
}

ChartSeriesSet::Entry ChartSeriesSet::makeEntry(Kind kind)
{
    Entry entry;
    entry.upper = new QLineSeries;
    entry.lower = new QLineSeries;
    entry.area = new QAreaSeries(entry.upper, entry.lower);
    // An area does not own its edges.
    entry.upper->setParent(entry.area);
    entry.lower->setParent(entry.area);
    m_chart.addSeries(entry.area);
    entry.area->attachAxis(m_x);
    entry.area->attachAxis(kind.side == AxisSide::Left ? m_left : m_right);
    return entry;
}

void ChartSeriesSet::setArea(Entry &entry, const ChartSeries &series, const ChartAxes &axes,
                             std::size_t budget)
{
    const ChartAxis &y = series.side == AxisSide::Left ? axes.left : axes.right;
    std::vector<QPointF> points = finitePoints(series.points);
    if (axes.x.logarithmic)
        std::erase_if(points, [](const QPointF &point) { return point.x() <= 0; });
    QList<QPointF> upper;
    for (const QPointF &point : decimate(points, budget))
        upper.append({axes.x.mapped(point.x()), y.mapped(point.y())});
    QList<QPointF> lower;
    const double base = y.mapped(std::max(0.0, y.min));
    if (!upper.isEmpty())
        lower = {{upper.first().x(), base}, {upper.last().x(), base}};
    entry.lower->replace(lower);
    entry.upper->replace(upper);
}

void ChartSeriesSet::setBars(Entry &entry, const std::vector<BarSegment> &bars, const ChartAxes &axes,
                             const ChartAxis &y)
{
    QList<QPointF> upper;
    QList<QPointF> lower;
    // A gap between neighbours lets the eye count them; where there are too many to count it only costs time.
    const double gap = bars.size() <= maxCountableBars ? 0.08 : 0;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const BarSegment &bar = bars[i];
        const double from = axes.x.mapped(bar.from);
        const double width = axes.x.mapped(bar.to) - from;
        const double left = from + width * gap;
        const double right = from + width * (1 - gap);
        const double low = y.mapped(bar.low);
        const double high = y.mapped(bar.high);
        // Both edges run along `low` in the gaps, so the area between them is empty there.
        if (gap > 0 || i == 0 || bars[i - 1].to < bar.from)
            upper << QPointF(left, low);
        upper << QPointF(left, high) << QPointF(right, high);
        if (gap > 0 || i + 1 == bars.size() || bars[i + 1].from > bar.to)
            upper << QPointF(right, low);
        lower << QPointF(left, low) << QPointF(right, low);
    }
    entry.lower->replace(lower);
    entry.upper->replace(upper);
}

void ChartSeriesSet::setColors(Entry &entry, const ChartSeries &series, const Theme &theme)
{
    QColor fill = seriesColor(theme, series);
    // Areas let the grid and each other shine through; stacked bars must not.
    if (series.style == SeriesStyle::Area)
        fill.setAlphaF(0.18F);
    if (entry.area->color() != fill)
        entry.area->setColor(fill);
    // The area's own pen would also draw its sides and its floor.
    if (entry.area->pen() != QPen(Qt::NoPen))
        entry.area->setPen(QPen(Qt::NoPen));
}

} // namespace weir
