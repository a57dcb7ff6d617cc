// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlayout.h"

#include "theme/applytheme.h"
#include "theme/tabulartext.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double legendGap = 14;

QString legendText(const ChartSeries &series)
{
    if (series.side == AxisSide::Left)
        return series.name.text();
    return QCoreApplication::translate("weir::ChartFrame", "%1 (right axis)").arg(series.name.text());
}

double legendWidth(const QString &text)
{
    return swatchWidth + 6 + QFontMetricsF(chartTextFont()).horizontalAdvance(text);
}

void placeTitle(ChartLayout &layout, const ChartData &data, double right)
{
    const double titleWidth = QFontMetricsF(chartTitleFont()).horizontalAdvance(data.title.text()) + 1;
    layout.title =
        QRectF(chartMargin, chartHeaderTop, std::min(titleWidth, right - chartMargin), chartLineHeight);
    const QString full =
        !data.logY
            ? data.subtitle.text()
            : QCoreApplication::translate("weir::ChartFrame", "%1, log scale").arg(data.subtitle.text());
    const double left = layout.title.right() + 12;
    layout.subtitle = QRectF(left, chartHeaderTop, std::max(0.0, right - left), chartLineHeight);
    layout.subtitleText =
        QFontMetricsF(chartTextFont()).elidedText(full, Qt::ElideRight, layout.subtitle.width());
}

/// Returns where the header ends.
double placeLegend(ChartLayout &layout, const ChartData &data, double right)
{
    double total = 0;
    for (const ChartSeries &series : data.series)
        total += legendWidth(legendText(series)) + legendGap;
    const QFontMetricsF small(chartTextFont());
    const double subtitleEnd = layout.subtitle.left() + small.horizontalAdvance(layout.subtitleText);
    const bool beside = right - total + legendGap > subtitleEnd + 12;
    double x = beside ? right - total + legendGap : chartMargin;
    double y = beside ? chartHeaderTop : chartHeaderTop + chartLineHeight;
    if (!beside)
        right = layout.size.width() - chartMargin;
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const double room = right - chartMargin - swatchWidth - 6;
        const QString text = small.elidedText(legendText(data.series[i]), Qt::ElideRight, room);
        const double width = legendWidth(text);
        if (x + width > right + 0.5 && x > chartMargin) {
            x = chartMargin;
            y += chartLineHeight;
        }
        layout.legend.push_back({i, QRectF(x, y, width, chartLineHeight), text});
        x += width + legendGap;
    }
    return (beside || data.series.empty() ? chartHeaderTop : y) + chartLineHeight;
}

double labelColumn(const ChartAxis &axis)
{
    double widest = 0;
    for (const AxisTick &tick : axis.ticks)
        widest = std::max(widest, tabularWidth(chartLabelFont(), tick.label));
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
        const double width = tabularWidth(chartLabelFont(), data.markers[i].label.text()) + 2;
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
            {i, QRectF(left, top + static_cast<double>(row) * chartLabelHeight, width, chartLabelHeight)});
    }
    return static_cast<double>(rowEnds.size()) * chartLabelHeight;
}

/// Beside the labels that already stand there; nothing where that leaves no room.
QRectF freeBox(QRectF box, const ChartLayout &layout)
{
    for (const ChartLayout::LimitLine &other : layout.limitLines) {
        if (box.intersects(other.box))
            box.moveRight(other.box.left() - 8);
    }
    return box.left() < layout.plot.left() ? QRectF() : box;
}

/// Labels stand on their lines, at the right; below where the plot ends above.
void placeLimits(ChartLayout &layout, const ChartData &data)
{
    for (std::size_t i = 0; i < data.limits.size(); ++i) {
        const ChartLimit &limit = data.limits[i];
        if (limit.side == AxisSide::Right && !layout.axes.hasRight)
            continue;
        const ChartAxis &axis = limit.side == AxisSide::Left ? layout.axes.left : layout.axes.right;
        const double share = axis.share(limit.y);
        if (!(share >= 0))
            continue;
        ChartLayout::LimitLine line;
        line.limit = i;
        line.isOutside = share > 1;
        line.y = line.isOutside ? layout.plot.top() : layout.yAt(axis, limit.y);
        line.text = line.isOutside ? QStringLiteral("↑ ") + limit.label.text() : limit.label.text();
        const double width = tabularWidth(chartLabelFont(), line.text) + 2;
        const bool fits = line.y - chartLabelHeight >= layout.plot.top();
        const double top = fits ? line.y - chartLabelHeight : line.y + 1;
        line.box = freeBox(QRectF(layout.plot.right() - width, top, width, chartLabelHeight), layout);
        layout.limitLines.push_back(line);
    }
}

} // namespace

QFont chartTitleFont()
{
    return uiFont(13, QFont::DemiBold);
}

QFont chartTextFont()
{
    return uiFont(12);
}

QFont chartLabelFont()
{
    constexpr int labelSize = 11;
    return uiFont(labelSize);
}

ChartLayout layoutChart(const ChartData &data, const QSizeF &size, double headerReserve,
                        const ChartGutters &least)
{
    ChartLayout layout;
    layout.size = size;
    const double right = size.width() - chartMargin - headerReserve;
    placeTitle(layout, data, right);
    const double headerEnd = placeLegend(layout, data, right);
    const double bottom = size.height() - 8 - chartLabelHeight;
    const double top = headerEnd + 10;
    // The marks decide the column's width and the room decides the marks: one pass with a guess is enough.
    const QSizeF guess(std::max(40.0, size.width() - 80), std::max(20.0, bottom - top));
    layout.axes = chartAxes(data, guess);
    if (!data.isEmpty())
        layout.needed = {chartMargin - 4 + labelColumn(layout.axes.left),
                         chartMargin + (layout.axes.hasRight ? labelColumn(layout.axes.right) - 4 : 0)};
    const ChartGutters gutters = layout.needed.expandedTo(least);
    layout.plot =
        QRectF(QPointF(gutters.left, top), QPointF(std::max(gutters.left + 20, size.width() - gutters.right),
                                                   std::max(top + 10, bottom)));
    const double rows = data.isEmpty() ? 0 : placeMarkers(layout, data, headerEnd + 4);
    if (rows > 0)
        layout.plot.setTop(std::min(layout.plot.bottom() - 10, headerEnd + 4 + rows + 4));
    if (!data.isEmpty())
        placeLimits(layout, data);
    return layout;
}

} // namespace weir
