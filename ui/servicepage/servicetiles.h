// SPDX-License-Identifier: GPL-3.0-or-later
// The row of figures above the charts of the Service page.
#pragma once

#include "charts/tilecard.h"
#include "lab/servicecharts.h"

#include <vector>

namespace weir {

inline constexpr std::size_t serviceTileCount = 7;

/// Requests/s, running, waiting, tokens/s, GPU, cache hits, replicas: always these seven, in this order; "–"
/// stands where there is no figure. Pure; cheap enough for ten calls a second.
std::vector<TileData> serviceTiles(const ServiceFigures &figures);

} // namespace weir
