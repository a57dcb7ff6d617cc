// SPDX-License-Identifier: GPL-3.0-or-later
// The row of figures above the charts.
#pragma once

#include "charts/tilecard.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/timecurves.h"
#include "scenario/scenario.h"

#include <vector>

namespace weir {

/// The tiles of a run; "–" stands where there is no figure yet.
struct RunTiles
{
    TileData median; ///< TTFT p50.
    TileData tail;   ///< TTFT p99.
    TileData output;
    TileData requests;
    TileData streams;
    TileData goodput;
    TileData errors;
    TileData slip;

    /// As they stand in the row.
    [[nodiscard]] std::vector<TileData> inOrder() const;
};

/// Pure; cheap enough for ten calls a second. `curves` gives the trends. Where there is a `summary` (null
/// while the run goes on), its exact figures take the place of the live ones.
RunTiles liveTiles(const Snapshot &snapshot, const TimeCurves &curves, const Scenario &scenario,
                   const Summary *summary);

/// "TTFT < 500ms, TPOT < 60ms"; empty where the scenario sets no limit.
QString serviceLevelText(const ServiceLevel &level);

} // namespace weir
