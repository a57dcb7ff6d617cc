// SPDX-License-Identifier: GPL-3.0-or-later
// What a run file says about its run at the start: of the plan, and of the machine that executes it.
#pragma once

#include "base/clock.h"
#include "engine/runplan.h"
#include "store/certificate.h"
#include "store/runfile.h"

#include <vector>

namespace weir {

struct RunContext;

/// Starts now, by `clock`.
RunHeader headerOf(const RunPlan &plan, const Clock &clock);

/// The same for a live run, whose figures have an error bar: with the number of workers and the one of
/// `certificates` that covers the load as planned, or why there is none. Starts by the context's clock.
RunHeader headerOf(const RunPlan &plan, const RunContext &context,
                   const std::vector<Certificate> &certificates);

/// The longest body that the templates give with their data: of a source with more than a thousand rows that
/// many, evenly spread. What only a trace tells (`{{filler}}`) is not in it.
quint64 longestBodyOf(const RunContext &context);

} // namespace weir
