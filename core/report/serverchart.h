// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of answers went, as far as their servers tell: a stack over time.
#pragma once

#include "report/chartdata.h"
#include "report/timecurves.h"

namespace weir {

/// Milliseconds of a mean answer, one stack of bars: outside the server, in its queue, prefill, decode, and
/// what it spent on other things. Pure.
ChartData serverTimesOverTime(const ServerCurves &curves);

} // namespace weir
