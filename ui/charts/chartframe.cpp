// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartframe.h"

#include "charts/chartseriesset.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace weir {

void paintSwatch(QPainter &painter, const ChartSeries &series, const Theme &theme, const QPointF &leftMiddle)
{
    const QColor color = seriesColor(theme, series);
    const double x = leftMiddle.x();
    const double y = leftMiddle.y();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (series.style == SeriesStyle::Bars) {
        painter.drawRoundedRect(QRectF(x + 3, y - 4.5, 9, 9), 2, 2);
    } else if (series.dashed) {
        painter.drawRoundedRect(QRectF(x, y - 1.25, 5.5, 2.5), 1, 1);
        painter.drawRoundedRect(QRectF(x + 8.5, y - 1.25, 5.5, 2.5), 1, 1);
    } else {
        painter.drawRoundedRect(QRectF(x, y - 1.5, swatchWidth, 3), 1.5, 1.5);
    }
}

ChartFrame::ChartFrame(const ChartData &data, const ChartLayout &layout, const Theme &theme)
    : m_data(data), m_layout(layout), m_theme(theme)
{
}

QRectF ChartFrame::boundingRect() const
{
    return QRectF(QPointF(0, 0), m_layout.size);
}

void ChartFrame::refresh()
{
    prepareGeometryChange();
    update();
}

void ChartFrame::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing, true);
    paintHeader(*painter);
    if (m_data.isEmpty()) {
        paintEmpty(*painter);
        return;
    }
    paintGrid(*painter);
    paintXLabels(*painter);
}

void ChartFrame::paintHeader(QPainter &painter) const
{
    painter.setPen(m_theme.text);
    painter.setFont(chartTitleFont());
    const QString title = QFontMetricsF(chartTitleFont())
                              .elidedText(m_data.title.text(), Qt::ElideRight, m_layout.title.width() + 1);
    painter.drawText(m_layout.title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    painter.setFont(chartTextFont());
    painter.setPen(m_theme.muted);
    painter.drawText(m_layout.subtitle, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     m_layout.subtitleText);
    for (const ChartLayout::LegendEntry &entry : m_layout.legend) {
        paintSwatch(painter, m_data.series[entry.series], m_theme,
                    {entry.box.left(), entry.box.center().y()});
        painter.setPen(m_theme.muted);
        painter.setFont(chartTextFont());
        painter.drawText(entry.box.adjusted(swatchWidth + 6, 0, 2, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.text);
    }
}

void ChartFrame::paintGrid(QPainter &painter) const
{
    const QRectF &plot = m_layout.plot;
    const auto label = [&](const AxisTick &tick, const QRectF &box, Qt::Alignment alignment) {
        painter.setPen(m_theme.muted);
        drawTabular(painter, chartLabelFont(), box, alignment, tick.label);
    };
    for (const AxisTick &tick : m_layout.axes.left.ticks) {
        const double y = m_layout.yAt(m_layout.axes.left, tick.value);
        // On whole pixels a one-pixel line stays one pixel.
        const double line = std::floor(y) + 0.5;
        painter.setPen(QPen(tick.value == 0 ? m_theme.border : m_theme.grid, 1));
        painter.drawLine(QPointF(plot.left(), line), QPointF(plot.right(), line));
        label(tick, QRectF(0, y - chartLabelHeight / 2, plot.left() - 8, chartLabelHeight), Qt::AlignRight);
    }
    if (!m_layout.axes.hasRight)
        return;
    for (const AxisTick &tick : m_layout.axes.right.ticks) {
        const double y = m_layout.yAt(m_layout.axes.right, tick.value);
        label(tick, QRectF(plot.right() + 8, y - chartLabelHeight / 2, 80, chartLabelHeight), Qt::AlignLeft);
    }
}

void ChartFrame::paintXLabels(QPainter &painter) const
{
    const QRectF &plot = m_layout.plot;
    double free = 0;
    painter.setPen(m_theme.muted);
    for (const AxisTick &tick : m_layout.axes.x.ticks) {
        const double width = tabularWidth(chartLabelFont(), tick.label);
        const double x = std::clamp(m_layout.xAt(tick.value) - width / 2, plot.left(),
                                    std::max(plot.left(), plot.right() - width));
        if (x < free)
            continue;
        free = x + width + 8;
        drawTabular(painter, chartLabelFont(), QRectF(x, plot.bottom() + 5, width, chartLabelHeight),
                    Qt::AlignLeft, tick.label);
    }
}

void ChartFrame::paintEmpty(QPainter &painter) const
{
    const QRectF box(2 * chartMargin, chartHeaderTop + chartLineHeight,
                     m_layout.size.width() - 4 * chartMargin,
                     m_layout.size.height() - chartHeaderTop - 2 * chartLineHeight);
    painter.setPen(m_theme.muted);
    painter.setFont(uiFont());
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, m_data.emptyText.text());
}

} // namespace weir
