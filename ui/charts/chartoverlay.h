// SPDX-License-Identifier: GPL-3.0-or-later
// What lies above the series: limits, markers, the cross-hair, the values at it.
#pragma once

#include "charts/chartframe.h"

#include <QGraphicsItem>

#include <optional>

namespace weir {

/// Holds references to data that outlive it: the scene owns all.
class ChartOverlay : public QGraphicsItem
{
public:
    ChartOverlay(const ChartData &data, const ChartLayout &layout, const Theme &theme);

    /// `x` in the chart's x unit; nothing hides the cross-hair. `withValues`: also the box of values.
    void setCrosshair(std::optional<double> x, bool withValues);
    [[nodiscard]] std::optional<double> crosshair() const noexcept { return m_x; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    void refresh();

private:
    void paintLimits(QPainter &painter) const;
    void paintMarkers(QPainter &painter) const;
    void paintCrosshair(QPainter &painter) const;
    void paintValues(QPainter &painter) const;

    const ChartData &m_data;
    const ChartLayout &m_layout;
    const Theme &m_theme;
    std::optional<double> m_x;
    bool m_withValues = false;
};

} // namespace weir
