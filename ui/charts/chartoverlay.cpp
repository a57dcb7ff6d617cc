// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartoverlay.h"

#include "charts/chartseriesset.h"
#include "charts/hovervalues.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double rowHeight = 18;
constexpr double boxPadding = 8;

QPen dashedPen(const QColor &color)
{
    QPen pen(color, 1);
    pen.setDashPattern({3, 3});
    return pen;
}

QColor standingColor(const Theme &theme, GoalStanding standing)
{
    switch (standing) {
    case GoalStanding::Held:
        return theme.pass;
    case GoalStanding::Broken:
        return theme.fail;
    case GoalStanding::Open:
        return theme.muted;
    }
    Q_UNREACHABLE();
}

} // namespace

ChartOverlay::ChartOverlay(const ChartData &data, const ChartLayout &layout, const Theme &theme)
    : m_data(data), m_layout(layout), m_theme(theme)
{
}

void ChartOverlay::setCrosshair(std::optional<double> x, bool withValues)
{
    if (m_x == x && m_withValues == withValues)
        return;
    m_x = x;
    m_withValues = withValues;
    update();
}

QRectF ChartOverlay::boundingRect() const
{
    return QRectF(QPointF(0, 0), m_layout.size);
}

void ChartOverlay::refresh()
{
    prepareGeometryChange();
    update();
}

void ChartOverlay::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_data.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing, true);
    paintLimits(*painter);
    paintMarkers(*painter);
    if (!m_x || m_layout.axes.x.share(*m_x) < 0 || m_layout.axes.x.share(*m_x) > 1)
        return;
    paintCrosshair(*painter);
    if (m_withValues)
        paintValues(*painter);
}

void ChartOverlay::paintLimits(QPainter &painter) const
{
    const auto colorOf = [this](const ChartLayout::LimitLine &line) {
        return standingColor(m_theme, m_data.limits[line.limit].standing);
    };
    for (const ChartLayout::LimitLine &line : m_layout.limitLines) {
        if (line.isOutside)
            continue;
        QPen pen(colorOf(line), 1.25);
        pen.setDashPattern({6, 3}); // longer than a marker's
        painter.setPen(pen);
        const double y = std::floor(line.y) + 0.5;
        painter.drawLine(QPointF(m_layout.plot.left(), y), QPointF(m_layout.plot.right(), y));
    }
    for (const ChartLayout::LimitLine &line : m_layout.limitLines) {
        painter.fillRect(line.box.adjusted(-1, 1, 1, -1), m_theme.surface);
        painter.setPen(colorOf(line));
        drawTabular(painter, chartLabelFont(), line.box, Qt::AlignLeft, line.text);
    }
}

void ChartOverlay::paintMarkers(QPainter &painter) const
{
    for (const ChartLayout::MarkerLabel &label : m_layout.markerLabels) {
        const ChartMarker &marker = m_data.markers[label.marker];
        const double x = std::floor(m_layout.xAt(marker.x)) + 0.5;
        painter.setPen(dashedPen(m_theme.muted));
        painter.drawLine(QPointF(x, label.box.top() + 2), QPointF(x, m_layout.plot.bottom()));
    }
    // Labels after all lines: where a label reaches over a neighbour's line, the text wins.
    for (const ChartLayout::MarkerLabel &label : m_layout.markerLabels) {
        const ChartMarker &marker = m_data.markers[label.marker];
        painter.fillRect(label.box.adjusted(-1, 1, 1, -1), m_theme.surface);
        painter.setPen(m_theme.text);
        drawTabular(painter, chartLabelFont(), label.box, Qt::AlignLeft, marker.label.text());
    }
}

void ChartOverlay::paintCrosshair(QPainter &painter) const
{
    const double x = std::floor(m_layout.xAt(*m_x)) + 0.5;
    painter.setPen(QPen(m_theme.muted, 1));
    painter.drawLine(QPointF(x, m_layout.plot.top()), QPointF(x, m_layout.plot.bottom()));
    const HoverValues hover = hoverValues(m_data, *m_x);
    for (const HoverValue &value : hover.values) {
        const ChartSeries &series = m_data.series[value.series];
        if (!value.value || series.style == SeriesStyle::Bars)
            continue;
        const ChartAxis &axis = series.side == AxisSide::Left ? m_layout.axes.left : m_layout.axes.right;
        painter.setPen(QPen(m_theme.surface, 1.5));
        painter.setBrush(seriesColor(m_theme, series));
        painter.drawEllipse(QPointF(x, m_layout.yAt(axis, *value.value)), 3.5, 3.5);
    }
}

void ChartOverlay::paintValues(QPainter &painter) const
{
    const HoverValues hover = hoverValues(m_data, *m_x);
    const QFont font = uiFont(12);
    const QFont bold = uiFont(12, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    double names = 0;
    double values = 0;
    for (const HoverValue &value : hover.values) {
        names = std::max(names, metrics.horizontalAdvance(m_data.series[value.series].name.text()));
        values = std::max(values, tabularWidth(bold, value.text));
    }
    const double width = std::max(2 * boxPadding + swatchWidth + 6 + names + 16 + values,
                                  2 * boxPadding + tabularWidth(bold, hover.xText));
    const double height = 2 * boxPadding - 4 + rowHeight * static_cast<double>(1 + hover.values.size());
    const double line = m_layout.xAt(*m_x);
    double left = line + 10;
    if (left + width > m_layout.size.width() - 4)
        left = std::max(4.0, line - 10 - width);
    const double top =
        std::clamp(m_layout.plot.top() + 4, 4.0, std::max(4.0, m_layout.size.height() - height - 4));
    const QRectF box(std::floor(left) + 0.5, std::floor(top) + 0.5, std::ceil(width), std::ceil(height));
    painter.setPen(QPen(m_theme.border, 1));
    painter.setBrush(m_theme.surface);
    painter.drawRoundedRect(box, 6, 6);
    QRectF row(box.left() + boxPadding, box.top() + boxPadding - 2, box.width() - 2 * boxPadding, rowHeight);
    painter.setPen(m_theme.muted);
    drawTabular(painter, font, row, Qt::AlignLeft, hover.xText);
    for (const HoverValue &value : hover.values) {
        row.translate(0, rowHeight);
        const ChartSeries &series = m_data.series[value.series];
        paintSwatch(painter, series, m_theme, {row.left(), row.center().y()});
        painter.setPen(m_theme.muted);
        drawTabular(painter, font, row.adjusted(swatchWidth + 6, 0, 0, 0), Qt::AlignLeft, series.name.text());
        painter.setPen(m_theme.text);
        drawTabular(painter, bold, row, Qt::AlignRight, value.text);
    }
}

} // namespace weir
