// SPDX-License-Identifier: GPL-3.0-or-later
// What every series says at one x, for the cross-hair. Pure functions.
#pragma once

#include "report/chartdata.h"

#include <optional>
#include <vector>

namespace weir {

struct HoverValue
{
    std::size_t series = 0;      ///< Position in ChartData::series.
    std::optional<double> value; ///< Nothing where the series does not reach.
    QString text;                ///< "238 ms", "–".
};

struct HoverValues
{
    double x = 0;
    QString xText; ///< "0:47", "250 ms", "250–275 ms" for bars.
    std::vector<HoverValue> values;
};

/// The x of the drawn point that is nearest to `x`; bars count by their middle. Nothing when there are no
/// points.
std::optional<double> nearestX(const ChartData &data, double x);

/// Values at `x`: bars by the bar that covers it, steps by the value that holds, lines by interpolation
/// between neighbours.
HoverValues hoverValues(const ChartData &data, double x);

} // namespace weir
