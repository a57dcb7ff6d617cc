// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts of a run show over time: live, for saved runs, exported files and reports alike.
#pragma once

#include "report/chartdata.h"
#include "report/goalstates.h"
#include "report/timecurves.h"
#include "scenario/load.h"

namespace weir {

// All functions are pure. `goals`: each that limits what a chart shows is a line in it.

/// p50, p95 and p99 of the time to first token over time, ms.
ChartData ttftOverTime(const TimeCurves &curves, const std::vector<GoalState> &goals = {});
/// Output tokens (left) and successful requests (right) a second.
ChartData throughputOverTime(const TimeCurves &curves, bool tokensAreChunks,
                             const std::vector<GoalState> &goals = {});
/// Open load: planned and started requests a second, open streams on the right. Closed load: planned users,
/// open streams. Mixed: as closed load, with the requests started a second on the right.
ChartData loadOverTime(const TimeCurves &curves, LoadKind kind);
/// p50, p95 and p99 of the gaps between token-bearing chunks over time, ms.
ChartData gapsOverTime(const TimeCurves &curves, const std::vector<GoalState> &goals = {});

} // namespace weir
