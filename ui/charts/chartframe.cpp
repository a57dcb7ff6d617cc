// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartframe.h"

#include "charts/chartseriesset.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double margin = 12;
constexpr double headerTop = 8;
constexpr double lineHeight = 20;
constexpr double labelHeight = 16;
constexpr double legendGap = 14;
constexpr int labelSize = 11;

QFont titleFont()
{
    return uiFont(13, QFont::DemiBold);
}
QFont smallFont()
{
    return uiFont(12);
}
QFont labelFont()
{
    return uiFont(labelSize);
}

QString legendText(const ChartSeries &series)
{
    if (series.side == AxisSide::Left)
        return series.name.text();
    return QCoreApplication::translate("weir::ChartFrame", "%1 (right axis)").arg(series.name.text());
}

double legendWidth(const QString &text)
{
    return swatchWidth + 6 + QFontMetricsF(smallFont()).horizontalAdvance(text);
}

void placeTitle(ChartLayout &layout, const ChartData &data, double right)
{
    const double titleWidth = QFontMetricsF(titleFont()).horizontalAdvance(data.title.text()) + 1;
    layout.title = QRectF(margin, headerTop, std::min(titleWidth, right - margin), lineHeight);
    const QString full =
        !data.logY
            ? data.subtitle.text()
            : QCoreApplication::translate("weir::ChartFrame", "%1, log scale").arg(data.subtitle.text());
    const double left = layout.title.right() + 12;
    layout.subtitle = QRectF(left, headerTop, std::max(0.0, right - left), lineHeight);
    layout.subtitleText =
        QFontMetricsF(smallFont()).elidedText(full, Qt::ElideRight, layout.subtitle.width());
}

/// Returns where the header ends.
double placeLegend(ChartLayout &layout, const ChartData &data, double right)
{
    double total = 0;
    for (const ChartSeries &series : data.series)
        total += legendWidth(legendText(series)) + legendGap;
    const QFontMetricsF small(smallFont());
    const double subtitleEnd = layout.subtitle.left() + small.horizontalAdvance(layout.subtitleText);
    const bool beside = right - total + legendGap > subtitleEnd + 12;
    double x = beside ? right - total + legendGap : margin;
    double y = beside ? headerTop : headerTop + lineHeight;
    if (!beside)
        right = layout.size.width() - margin;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const double room = right - margin - swatchWidth - 6;
        const QString text = small.elidedText(legendText(data.series[i]), Qt::ElideRight, room);
        const double width = legendWidth(text);
        if (x + width > right + 0.5 && x > margin) {
            x = margin;
            y += lineHeight;
        }
        layout.legend.push_back({i, QRectF(x, y, width, lineHeight), text});
        x += width + legendGap;
    }
    return (beside || data.series.empty() ? headerTop : y) + lineHeight;
}

double labelColumn(const ChartAxis &axis)
{
    double widest = 0;
    for (const AxisTick &tick : axis.ticks)
        widest = std::max(widest, tabularWidth(labelFont(), tick.label));
    // In steps, so that plots neither tremble with the data nor miss each other by a pixel.
    return std::max(24.0, std::ceil(widest / 8) * 8) + 8;
}

/// One row where labels fit side by side, up to three where they don't. Returns the height of all rows.
double placeMarkers(ChartLayout &layout, const ChartData &data, double top)
{
    constexpr int maxRows = 3;
    std::vector<double> rowEnds;
    for (std::size_t i = 0; i < data.markers.size(); ++i) {
        const double share = layout.axes.x.share(data.markers[i].x);
        if (!(share >= 0 && share <= 1))
            continue;
        const double x = layout.plot.left() + share * layout.plot.width();
        const double width = tabularWidth(labelFont(), data.markers[i].label.text()) + 2;
        double left = x + 4;
        if (left + width > layout.plot.right())
            left = x - 4 - width;
        std::size_t row = 0;
        while (row < rowEnds.size() && rowEnds[row] > left - 8)
            ++row;
        if (row >= maxRows)
            continue;
        if (row == rowEnds.size())
            rowEnds.push_back(0);
        rowEnds[row] = left + width;
        layout.markerLabels.push_back(
            {i, QRectF(left, top + static_cast<double>(row) * labelHeight, width, labelHeight)});
    }
    return static_cast<double>(rowEnds.size()) * labelHeight;
}

} // namespace

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

ChartLayout layoutChart(const ChartData &data, const QSizeF &size, double headerReserve)
{
    ChartLayout layout;
    layout.size = size;
    const double right = size.width() - margin - headerReserve;
    placeTitle(layout, data, right);
    const double headerEnd = placeLegend(layout, data, right);
    const double bottom = size.height() - 8 - labelHeight;
    const double top = headerEnd + 10;
    // The marks decide the column's width and the room decides the marks: one pass with a guess is enough.
    const QSizeF guess(std::max(40.0, size.width() - 80), std::max(20.0, bottom - top));
    layout.axes = chartAxes(data, guess);
    const double left = margin - 4 + labelColumn(layout.axes.left);
    const double rightColumn = layout.axes.hasRight ? labelColumn(layout.axes.right) - 4 : 0;
    layout.plot = QRectF(QPointF(left, top), QPointF(std::max(left + 20, size.width() - margin - rightColumn),
                                                     std::max(top + 10, bottom)));
    const double rows = data.isEmpty() ? 0 : placeMarkers(layout, data, headerEnd + 4);
    if (rows > 0)
        layout.plot.setTop(std::min(layout.plot.bottom() - 10, headerEnd + 4 + rows + 4));
    return layout;
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
    painter.setFont(titleFont());
    const QString title = QFontMetricsF(titleFont())
                              .elidedText(m_data.title.text(), Qt::ElideRight, m_layout.title.width() + 1);
    painter.drawText(m_layout.title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    painter.setFont(smallFont());
    painter.setPen(m_theme.muted);
    painter.drawText(m_layout.subtitle, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     m_layout.subtitleText);
    for (const ChartLayout::LegendEntry &entry : m_layout.legend) {
        paintSwatch(painter, m_data.series[entry.series], m_theme,
                    {entry.box.left(), entry.box.center().y()});
        painter.setPen(m_theme.muted);
        painter.setFont(smallFont());
        painter.drawText(entry.box.adjusted(swatchWidth + 6, 0, 2, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.text);
    }
}

void ChartFrame::paintGrid(QPainter &painter) const
{
    const QRectF &plot = m_layout.plot;
    const auto label = [&](const AxisTick &tick, const QRectF &box, Qt::Alignment alignment) {
        painter.setPen(m_theme.muted);
        drawTabular(painter, labelFont(), box, alignment, tick.label);
    };
    for (const AxisTick &tick : m_layout.axes.left.ticks) {
        const double y = m_layout.yAt(m_layout.axes.left, tick.value);
        // On whole pixels a one-pixel line stays one pixel.
        const double line = std::floor(y) + 0.5;
        painter.setPen(QPen(tick.value == 0 ? m_theme.border : m_theme.grid, 1));
        painter.drawLine(QPointF(plot.left(), line), QPointF(plot.right(), line));
        label(tick, QRectF(0, y - labelHeight / 2, plot.left() - 8, labelHeight), Qt::AlignRight);
    }
    if (!m_layout.axes.hasRight)
        return;
    for (const AxisTick &tick : m_layout.axes.right.ticks) {
        const double y = m_layout.yAt(m_layout.axes.right, tick.value);
        label(tick, QRectF(plot.right() + 8, y - labelHeight / 2, 80, labelHeight), Qt::AlignLeft);
    }
}

void ChartFrame::paintXLabels(QPainter &painter) const
{
    const QRectF &plot = m_layout.plot;
    double free = 0;
    painter.setPen(m_theme.muted);
    for (const AxisTick &tick : m_layout.axes.x.ticks) {
        const double width = tabularWidth(labelFont(), tick.label);
        const double x = std::clamp(m_layout.xAt(tick.value) - width / 2, plot.left(),
                                    std::max(plot.left(), plot.right() - width));
        if (x < free)
            continue;
        free = x + width + 8;
        drawTabular(painter, labelFont(), QRectF(x, plot.bottom() + 5, width, labelHeight), Qt::AlignLeft,
                    tick.label);
    }
}

void ChartFrame::paintEmpty(QPainter &painter) const
{
    const QRectF box(2 * margin, headerTop + lineHeight, m_layout.size.width() - 4 * margin,
                     m_layout.size.height() - headerTop - 2 * lineHeight);
    painter.setPen(m_theme.muted);
    painter.setFont(uiFont());
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, m_data.emptyText.text());
}

} // namespace weir
