// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a run file for tests that make a collector by hand.
#pragma once

#include "engine/runcontext.h"
#include "store/runfile.h"

namespace weir::test {

/// The run's zero is now.
inline RunHeader headerOf(const RunContext &context)
{
    RunHeader header;
    header.id = newRunId(context.clock->wallTime());
    header.scenario = context.scenario;
    header.startedAt = context.clock->wallTime();
    header.zero = context.clock->now();
    return header;
}

} // namespace weir::test
