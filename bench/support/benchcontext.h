// SPDX-License-Identifier: GPL-3.0-or-later
// What a run without a service needs: a scenario whose answers come from memory.
#pragma once

#include "engine/runcontext.h"
#include "support/samplestream.h"

namespace weir::bench {

/// A context whose only request is answered as `stream` is. Ends the program with a message when it can't be
/// made.
std::shared_ptr<const RunContext> contextFor(const SampleStream &stream, const Load &load,
                                             std::shared_ptr<const Clock> clock);

} // namespace weir::bench
