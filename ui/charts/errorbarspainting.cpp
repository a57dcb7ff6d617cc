// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/errorbarspainting.h"

#include "base/units.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace weir {

namespace {

// The border of one pixel included, so that titles stand in line with those of charts.
constexpr double margin = 13;
constexpr double firstRow = 36;
constexpr double rowHeight = 28;
constexpr double barHeight = 12;

/// One decimal in every row, so that the column reads at a glance.
QString shareText(double share)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    if (share > 0 && share < 0.0005)
        return QStringLiteral("< 0.1 %");
    return english.toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

void paintHeader(QPainter &painter, const ErrorBarsData &data, const Theme &theme, double width)
{
    const QFont title = uiFont(13, QFont::DemiBold);
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRectF(margin, 9, width - 2 * margin, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     data.title.text());
    const double left = margin + QFontMetricsF(title).horizontalAdvance(data.title.text()) + 12;
    painter.setFont(uiFont(12));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(left, 9, width - left - margin, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     data.subtitle.text());
}

/// The widths of the columns beside the bars.
struct Columns
{
    double names = 0;
    double figures = 0;
};

Columns columnsOf(const ErrorBarsData &data)
{
    Columns columns;
    for (const ErrorBar &bar : data.bars) {
        columns.names =
            std::max(columns.names, QFontMetricsF(codeFont(12)).horizontalAdvance(toString(bar.outcome)));
        columns.figures = std::max(columns.figures, tabularWidth(uiFont(12), errorBarFigure(data, bar)));
    }
    return columns;
}

void paintRow(QPainter &painter, const ErrorBarsData &data, const ErrorBar &bar, const Theme &theme,
              const QRectF &box, const Columns &columns)
{
    painter.setPen(theme.text);
    painter.setFont(codeFont(12));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, toString(bar.outcome));
    painter.setPen(theme.muted);
    drawTabular(painter, uiFont(12), box, Qt::AlignRight, errorBarFigure(data, bar));
    QRectF track(box.left() + columns.names + 20, box.center().y() - barHeight / 2,
                 box.width() - columns.names - columns.figures - 40, barHeight);
    if (track.width() < 8)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface2);
    painter.drawRoundedRect(track, 3, 3);
    const double share = static_cast<double>(bar.count) / static_cast<double>(data.bars.front().count);
    track.setWidth(std::max(4.0, track.width() * share));
    painter.setBrush(theme.outcomeColor(bar.outcome));
    painter.drawRoundedRect(track, 3, 3);
}

} // namespace

QRectF errorBarBox(const QSizeF &size, std::size_t row)
{
    return {margin, firstRow + static_cast<double>(row) * rowHeight, size.width() - 2 * margin, rowHeight};
}

std::size_t visibleErrorBars(const ErrorBarsData &data, const QSizeF &size)
{
    const std::size_t fit =
        static_cast<std::size_t>(std::max(0.0, (size.height() - firstRow - 4) / rowHeight));
    if (data.bars.size() <= fit)
        return data.bars.size();
    // The last row then says how many more there are.
    return fit == 0 ? 0 : fit - 1;
}

QString errorBarFigure(const ErrorBarsData &data, const ErrorBar &bar)
{
    return QStringLiteral("%1 · %2").arg(formatCount(bar.count), shareText(data.shareOf(bar)));
}

void paintErrorBars(QPainter &painter, const ErrorBarsData &data, const Theme &theme, const QSizeF &size)
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintHeader(painter, data, theme, size.width());
    if (data.bars.empty()) {
        painter.setFont(uiFont());
        painter.drawText(QRectF(QPointF(0, 0), size).adjusted(24, 28, -24, -20),
                         Qt::AlignCenter | Qt::TextWordWrap, data.emptyText.text());
        return;
    }
    const Columns columns = columnsOf(data);
    const std::size_t shown = visibleErrorBars(data, size);
    for (std::size_t row = 0; row < shown; ++row)
        paintRow(painter, data, data.bars[row], theme, errorBarBox(size, row), columns);
    if (shown == data.bars.size())
        return;
    painter.setFont(uiFont(12));
    painter.setPen(theme.muted);
    painter.drawText(errorBarBox(size, shown), Qt::AlignLeft | Qt::AlignVCenter,
                     QCoreApplication::translate("weir::ErrorBars", "and %n more", nullptr,
                                                 static_cast<int>(data.bars.size() - shown)));
}

} // namespace weir
