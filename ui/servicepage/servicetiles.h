// SPDX-License-Identifier: GPL-3.0-or-later
// The row of figures above the charts of the Service page.
#pragma once

#include "charts/tilecard.h"
#include "lab/servicecharts.h"

#include <vector>

namespace weir {

/// The tiles of a service; "–" stands where there is no figure.
struct ServiceTileRow
{
    TileData requests;
    TileData running;
    TileData waiting;
    TileData output;
    TileData gpu;
    TileData cacheHits;
    TileData replicas;

    /// As they stand in the row.
    [[nodiscard]] std::vector<TileData> inOrder() const;
};

/// Pure; cheap enough for ten calls a second.
ServiceTileRow serviceTiles(const ServiceFigures &figures);

} // namespace weir
