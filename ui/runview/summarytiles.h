// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished run's tiles have of its summary: exact figures, their intervals, which of them are weak.
#pragma once

#include "runview/livetiles.h"

namespace weir {

/// The exact figures of the chosen window take the place of the live ones. Pure.
void applySummary(RunTiles &tiles, const Summary &summary, const TimeCurves &curves, const Load &load);

/// Marks a percentile that rests on too few samples, and says so in its explanation.
void setWeak(TileData &data, bool isWeak);

} // namespace weir
