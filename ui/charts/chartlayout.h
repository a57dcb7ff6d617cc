// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a chart lie. Pure, but for the fonts of the program.
#pragma once

#include "charts/chartaxes.h"
#include "report/chartdata.h"

#include <QFont>
#include <QRectF>

#include <algorithm>
#include <vector>

namespace weir {

// In pixels, as all lengths here.
inline constexpr double chartMargin = 12;
inline constexpr double chartHeaderTop = 8;
inline constexpr double chartLineHeight = 20;  ///< Of title and legend.
inline constexpr double chartLabelHeight = 16; ///< Of marks at the axes and of labels in the plot.
inline constexpr double swatchWidth = 14;

QFont chartTitleFont();
QFont chartTextFont(); ///< Of subtitle and legend.
QFont chartLabelFont();

/// Room beside a plot for the labels of its axes.
struct ChartGutters
{
    double left = 0; ///< From the chart's edge to the plot's.
    double right = 0;

    /// Room enough for both.
    [[nodiscard]] ChartGutters expandedTo(const ChartGutters &other) const
    {
        return {std::max(left, other.left), std::max(right, other.right)};
    }
    friend bool operator==(const ChartGutters &, const ChartGutters &) = default;
};

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
    struct LimitLine
    {
        std::size_t limit = 0;
        double y = 0;
        bool isOutside = false; ///< Above the axis: only the label is drawn, at the upper edge.
        QRectF box;             ///< Of the label; empty where there is no room for it.
        QString text;
    };

    QSizeF size;
    QRectF title;
    QRectF subtitle;
    QString subtitleText; ///< Elided; says "log scale" where it applies.
    std::vector<LegendEntry> legend;
    std::vector<MarkerLabel> markerLabels;
    std::vector<LimitLine> limitLines;
    ChartGutters needed; ///< By this chart's own labels; none while it is empty.
    QRectF plot;
    ChartAxes axes;

    [[nodiscard]] double xAt(double value) const { return plot.left() + axes.x.share(value) * plot.width(); }
    [[nodiscard]] double yAt(const ChartAxis &axis, double value) const
    {
        return plot.bottom() - axis.share(value) * plot.height();
    }
};

/// Places everything in `size`. `headerReserve`: pixels kept free at the top right for the card's menu
/// button. `least`: room that the plot leaves at its sides even where its own labels need less.
ChartLayout layoutChart(const ChartData &data, const QSizeF &size, double headerReserve,
                        const ChartGutters &least = {});

} // namespace weir
