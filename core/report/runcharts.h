// SPDX-License-Identifier: GPL-3.0-or-later
// All charts of a run in one list, computed from a snapshot: for a page, for files and for reports alike.
#pragma once

#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/chartdata.h"
#include "scenario/scenario.h"

#include <vector>

namespace weir {

/// TTFT over time and as a distribution, throughput, load, errors, gaps: in the order of the page, each
/// within `budget` points. `summary`: as for ttftDistribution(); the goals stand as it has them, else as the
/// snapshot has. Pure.
std::vector<ChartData> allCharts(const Snapshot &snapshot, const Scenario &scenario, std::size_t budget,
                                 const Summary *summary = nullptr);

/// How many points curvesOf() may make for that budget: three curves are the most that a chart over time
/// shows.
constexpr std::size_t pointsPerCurve(std::size_t budget)
{
    return budget / 3;
}

} // namespace weir
