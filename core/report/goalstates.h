// SPDX-License-Identifier: GPL-3.0-or-later
// How every goal of a run stands, held or not: while it goes on, and when it is over.
#pragma once

#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/goalstanding.h"
#include "scenario/scenario.h"

#include <optional>
#include <vector>

namespace weir {

struct GoalState
{
    using Standing = GoalStanding;

    QString expression;           ///< "ttft p(99) < 500ms"
    Message meaning;              ///< The same as a sentence, or why it can't be read.
    Message measured;             ///< "412 ms"; empty where the value is not known yet.
    std::optional<double> margin; ///< marginOf() of metrics/threshold.h.
    Standing standing = Standing::Open;
};

// Pure. The thresholds in their order, then the error budget.

/// Of a run that is over: as its verdict has them.
std::vector<GoalState> goalStates(const Summary &summary, const Goals &goals);
/// So far. What a snapshot does not have is open: rates over the window, and the figures of parts.
std::vector<GoalState> goalStates(const Snapshot &snapshot, const Goals &goals);

/// "18 % left", "8 % beyond"; empty without a margin.
Message marginText(const GoalState &state);
/// "held", "broken", "open".
Message standingText(const GoalState &state);

} // namespace weir
