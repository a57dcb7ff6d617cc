// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a chart. Qt Charts joins every point of a series with the next; here a line ends where nothing
// was measured, and a point that has no neighbour is a dot.
#pragma once

#include "charts/chartframe.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <QGraphicsItem>
#include <QPen>
#include <QPolygonF>

#include <vector>

namespace weir {

/// One line in scene pixels.
struct ChartLine
{
    QPen pen;
    std::vector<QPolygonF> parts; ///< Not joined with each other; of one point: a dot.
};

/// The lines of every series but bars, in their order, with at most `budget` points each where its parts are
/// long enough to be thinned. Pure.
std::vector<ChartLine> chartLines(const ChartData &data, const ChartLayout &layout, const Theme &theme,
                                  std::size_t budget);

/// Paints within the plot. GUI thread.
class ChartLines : public QGraphicsItem
{
public:
    /// `layout` outlives the item.
    explicit ChartLines(const ChartLayout &layout);

    void setLines(std::vector<ChartLine> lines);
    [[nodiscard]] const std::vector<ChartLine> &lines() const noexcept { return m_lines; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ChartLayout &m_layout;
    std::vector<ChartLine> m_lines;
};

} // namespace weir
