// SPDX-License-Identifier: GPL-3.0-or-later
// The goals of a run as lines in the charts that show what they limit.
#pragma once

#include "metrics/threshold.h"
#include "report/chartdata.h"
#include "report/goalstates.h"

namespace weir {

// Pure. A goal of one request, target, group or level has no line in a chart of all; nor has one on a count.

/// On the left axis of a chart that shows `figure` in its key's unit: milliseconds, tokens.
std::vector<ChartLimit> limitsOn(Figure figure, const std::vector<GoalState> &goals);
/// On that axis of a chart that shows `metric` a second.
std::vector<ChartLimit> limitsOn(ScalarMetric metric, AxisSide side, const std::vector<GoalState> &goals);

} // namespace weir
