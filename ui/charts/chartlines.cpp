// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlines.h"

#include "charts/chartseriesset.h"
#include "report/decimate.h"

#include <QPainter>

#include <algorithm>

namespace weir {

namespace {

constexpr double lineWidth = 1.6;
constexpr double dotRadius = 2.4;

QPen penOf(const ChartSeries &series, const Theme &theme)
{
    QPen pen(seriesColor(theme, series), lineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    if (series.dashed)
        pen.setDashPattern({4, 3});
    return pen;
}

/// Each value holds until the next point.
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

ChartLine lineOf(const ChartSeries &series, const ChartData &data, const ChartLayout &layout,
                 const Theme &theme, std::size_t budget)
{
    ChartLine line{penOf(series, theme), {}};
    const ChartAxes &axes = layout.axes;
    const ChartAxis &y = series.side == AxisSide::Left ? axes.left : axes.right;
    std::vector<QPointF> points = series.points;
    if (axes.x.logarithmic)
        std::erase_if(points, [](const QPointF &point) { return point.x() <= 0; });
    const bool isStep = series.style == SeriesStyle::Step;
    const std::size_t most = isStep ? budget / 2 : budget;
    for (std::vector<QPointF> &part : unbrokenParts(points, isStep ? 0 : data.stretch)) {
        // Each part has the share of the budget that it is of the points.
        std::vector<QPointF> drawn = decimate(part, most * part.size() / points.size());
        QPolygonF polygon;
        for (const QPointF &point : isStep ? asSteps(drawn) : drawn)
            polygon << QPointF(layout.xAt(point.x()), layout.yAt(y, point.y()));
        line.parts.push_back(std::move(polygon));
    }
    return line;
}

} // namespace

std::vector<ChartLine> chartLines(const ChartData &data, const ChartLayout &layout, const Theme &theme,
                                  std::size_t budget)
{
    std::vector<ChartLine> lines;
    for (const ChartSeries &series : data.series) {
        if (series.style != SeriesStyle::Bars)
            lines.push_back(lineOf(series, data, layout, theme, budget));
    }
    return lines;
}

ChartLines::ChartLines(const ChartLayout &layout) : m_layout(layout) {}

void ChartLines::setLines(std::vector<ChartLine> lines)
{
    prepareGeometryChange();
    m_lines = std::move(lines);
    update();
}

QRectF ChartLines::boundingRect() const
{
    return m_layout.plot.adjusted(-dotRadius, -dotRadius, dotRadius, dotRadius);
}

void ChartLines::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing, true);
    // Half a line more than the plot, so that one along its edge is not cut in two.
    painter->setClipRect(boundingRect(), Qt::IntersectClip);
    for (const ChartLine &line : m_lines) {
        for (const QPolygonF &part : line.parts) {
            if (part.size() == 1) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(line.pen.color());
                painter->drawEllipse(part.first(), dotRadius, dotRadius);
                continue;
            }
            painter->setPen(line.pen);
            painter->setBrush(Qt::NoBrush);
            painter->drawPolyline(part);
        }
    }
}

} // namespace weir
