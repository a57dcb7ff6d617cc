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

constexpr double lineWidth = 1.6;
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

std::vector<QPointF> asSteps(const std::vector<QPointF> &points)
{
    std::vector<QPointF> steps;
    steps.reserve(points.size() * 2);
    for (const QPointF &point : points) {
        if (!steps.empty())
            steps.emplace_back(point.x(), steps.back().y());
        steps.push_back(point);
    }
    return steps;
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
                            std::size_t pointBudget)
{
    std::vector<Kind> kinds;
    std::size_t lines = 0;
    for (const ChartSeries &series : data.series) {
        kinds.push_back({series.style, series.side});
        lines += series.style == SeriesStyle::Bars ? 0 : 1;
    }
    if (kinds != m_kinds)
        rebuild(kinds);
    setRange(*m_x, axes.x);
    setRange(*m_left, axes.left);
    setRange(*m_right, axes.right);
    m_drawnPoints = 0;
    const std::vector<std::vector<BarSegment>> bars = stackedBars(data);
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const ChartSeries &series = data.series[i];
        setColors(m_entries[i], series, theme);
        if (series.style == SeriesStyle::Bars)
            setBars(m_entries[i], bars[i], axes, series.side == AxisSide::Left ? axes.left : axes.right);
        else
            setLine(m_entries[i], series, axes, pointBudget / std::max<std::size_t>(lines, 1));
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
    if (kind.style == SeriesStyle::Area || kind.style == SeriesStyle::Bars) {
        entry.upper = new QLineSeries;
        entry.lower = new QLineSeries;
        QAreaSeries *area = new QAreaSeries(entry.upper, entry.lower);
        // An area does not own its edges.
        entry.upper->setParent(area);
        entry.lower->setParent(area);
        entry.series = area;
    } else {
        entry.upper = new QLineSeries;
        entry.series = entry.upper;
    }
    const auto show = [&](QAbstractSeries *series) {
        m_chart.addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(kind.side == AxisSide::Left ? m_left : m_right);
    };
    show(entry.series);
    if (kind.style == SeriesStyle::Area) {
        entry.outline = new QLineSeries;
        show(entry.outline);
    }
    return entry;
}

void ChartSeriesSet::setLine(Entry &entry, const ChartSeries &series, const ChartAxes &axes,
                             std::size_t budget)
{
    const ChartAxis &y = series.side == AxisSide::Left ? axes.left : axes.right;
    std::vector<QPointF> points = finitePoints(series.points);
    if (axes.x.logarithmic)
        std::erase_if(points, [](const QPointF &point) { return point.x() <= 0; });
    const bool step = series.style == SeriesStyle::Step;
    points = decimate(points, step ? budget / 2 : budget);
    if (step)
        points = asSteps(points);
    QList<QPointF> mapped;
    mapped.reserve(static_cast<qsizetype>(points.size()));
    for (const QPointF &point : points)
        mapped.append({axes.x.mapped(point.x()), y.mapped(point.y())});
    m_drawnPoints += points.size();
    if (entry.lower) {
        const double base = y.mapped(std::max(0.0, y.min));
        QList<QPointF> lower;
        if (!mapped.isEmpty())
            lower = {{mapped.first().x(), base}, {mapped.last().x(), base}};
        entry.lower->replace(lower);
    }
    entry.upper->replace(mapped);
    if (entry.outline)
        entry.outline->replace(mapped);
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
    m_drawnPoints += static_cast<std::size_t>(upper.size());
    entry.lower->replace(lower);
    entry.upper->replace(upper);
}

void ChartSeriesSet::setColors(Entry &entry, const ChartSeries &series, const Theme &theme)
{
    const QColor color = seriesColor(theme, series);
    QPen pen(color, lineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    if (series.dashed)
        pen.setDashPattern({4, 3});
    QAreaSeries *area = qobject_cast<QAreaSeries *>(entry.series);
    if (area) {
        QColor fill = color;
        // Areas let the grid and each other shine through; stacked bars must not.
        if (series.style == SeriesStyle::Area)
            fill.setAlphaF(0.18F);
        if (area->color() != fill)
            area->setColor(fill);
        // The area's own pen would also draw its sides and its floor.
        if (area->pen() != QPen(Qt::NoPen))
            area->setPen(QPen(Qt::NoPen));
    }
    QLineSeries *line = area ? entry.outline : entry.upper;
    if (line && line->pen() != pen)
        line->setPen(pen);
}

} // namespace weir
