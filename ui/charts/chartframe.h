// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of a chart that is neither series nor cross-hair: title, legend, grid, labels, markers, the
// empty text.
#pragma once

#include "charts/chartaxes.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <QGraphicsItem>
#include <QRectF>

#include <vector>

namespace weir {

/// Where the parts of a chart lie, in scene pixels.
struct ChartLayout
{
    struct LegendEntry
    {
        std::size_t series = 0;
        QRectF box;   ///< Swatch and text.
        QString text; ///< Elided where it must be.
    };
    struct MarkerLabel
    {
        std::size_t marker = 0;
        QRectF box;
    };

    QSizeF size;
    QRectF title;
    QRectF subtitle;
    QString subtitleText; ///< Elided; says "log scale" where it applies.
    std::vector<LegendEntry> legend;
    std::vector<MarkerLabel> markerLabels;
    QRectF plot;
    ChartAxes axes;

    [[nodiscard]] double xAt(double value) const { return plot.left() + axes.x.share(value) * plot.width(); }
    [[nodiscard]] double yAt(const ChartAxis &axis, double value) const
    {
        return plot.bottom() - axis.share(value) * plot.height();
    }
};

/// Places everything in `size`. `headerReserve`: pixels kept free at the top right for the card's menu
/// button.
ChartLayout layoutChart(const ChartData &data, const QSizeF &size, double headerReserve);

/// A legend entry's swatch: a block for bars, a dash for lines, two dashes for dashed lines.
void paintSwatch(QPainter &painter, const ChartSeries &series, const Theme &theme, const QPointF &leftMiddle);
inline constexpr double swatchWidth = 14;

/// Paints frame and labels below the series. Holds pointers to data that outlive it: the scene owns both.
class ChartFrame : public QGraphicsItem
{
public:
    ChartFrame(const ChartData &data, const ChartLayout &layout, const Theme &theme);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    /// Call after the layout or anything else changed.
    void refresh();

private:
    void paintHeader(QPainter &painter) const;
    void paintGrid(QPainter &painter) const;
    void paintXLabels(QPainter &painter) const;
    void paintEmpty(QPainter &painter) const;

    const ChartData &m_data;
    const ChartLayout &m_layout;
    const Theme &m_theme;
};

} // namespace weir
