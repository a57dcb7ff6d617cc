// SPDX-License-Identifier: GPL-3.0-or-later
// What a run file says about its run at the start: of the plan, and of the machine that executes it.
#pragma once

#include "base/clock.h"
#include "engine/runplan.h"
#include "store/certificate.h"
#include "store/runfile.h"

#include <vector>

namespace weir {

/// Starts now, by `clock`.
RunHeader headerOf(const RunPlan &plan, const Clock &clock);

/// The same for a live run, whose figures have an error bar: with the number of workers and the one of
/// `certificates` that covers the load as planned, or why there is none.
RunHeader headerOf(const RunPlan &plan, const Clock &clock, const std::vector<Certificate> &certificates);

} // namespace weir
