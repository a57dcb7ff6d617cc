// SPDX-License-Identifier: GPL-3.0-or-later
// Everything of a chart that is neither series nor cross-hair: title, legend, grid, labels, markers, the
// empty text.
#pragma once

#include "charts/chartlayout.h"
#include "theme/theme.h"

#include <QGraphicsItem>

namespace weir {

/// A legend entry's swatch: a block for bars, a dash for lines, two dashes for dashed lines.
void paintSwatch(QPainter &painter, const ChartSeries &series, const Theme &theme, const QPointF &leftMiddle);

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
