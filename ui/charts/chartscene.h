// SPDX-License-Identifier: GPL-3.0-or-later
// One chart as a graphics scene: what the card shows and what export renders, by the same code.
#pragma once

#include "charts/chartframe.h"
#include "charts/chartlines.h"
#include "charts/chartseriesset.h"
#include "report/chartdata.h"
#include "theme/theme.h"

#include <QGraphicsScene>

#include <optional>

namespace weir {

class ChartOverlay;

/// GUI thread only. Paints no background: the card or the exported image is behind it.
class ChartScene : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit ChartScene(const Theme &theme, QObject *parent = nullptr);
    ~ChartScene() override;

    void setData(const ChartData &data);
    [[nodiscard]] const ChartData &data() const noexcept { return m_data; }
    void setTheme(const Theme &theme);
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }
    /// In pixels.
    void setSize(const QSizeF &size);
    /// Pixels kept free at the top right; 0 by default.
    void setHeaderReserve(double pixels);
    /// Room that the plot leaves at its sides at least; none by default.
    void setGutters(const ChartGutters &least);
    /// Points of all lines together: 1,000 for live charts (the default), 4,000 for saved runs.
    void setPointBudget(std::size_t points);

    /// Cross-hair at `x` in the chart's x unit; `withValues` also shows the box of values.
    void setCrosshair(std::optional<double> x, bool withValues);
    [[nodiscard]] std::optional<double> crosshair() const;
    /// The x of the point nearest to a place in the scene; nothing outside of the plot or without points.
    [[nodiscard]] std::optional<double> xNear(const QPointF &position) const;

    [[nodiscard]] const ChartLayout &layout() const noexcept { return m_layout; }
    [[nodiscard]] const ChartSeriesSet &seriesSet() const noexcept { return m_series; }
    /// As they are drawn now.
    [[nodiscard]] const std::vector<ChartLine> &lines() const noexcept { return m_lines->lines(); }

private:
    void refresh();

    Theme m_theme;
    ChartData m_data;
    ChartLayout m_layout;
    double m_headerReserve = 0;
    ChartGutters m_gutters;
    std::size_t m_pointBudget = 1000;
    QSizeF m_size{640, 240};
    // The scene owns its items.
    QChart *m_chart;
    ChartFrame *m_frame;
    ChartLines *m_lines;
    ChartOverlay *m_overlay;
    ChartSeriesSet m_series;
};

} // namespace weir
