// SPDX-License-Identifier: GPL-3.0-or-later
// How the streams that a machine has room for are divided among the load's groups and workers.
#pragma once

#include "plan/plan.h"
#include "scenario/scenario.h"

#include <QtGlobal>

#include <vector>

namespace weir {

/// The most that a load may have open.
struct StreamBudget
{
    std::vector<quint32> caps; ///< By group: the open ones' caps, at least 1; 0 for a closed one.
    quint64 users = 0;         ///< Of all closed groups, the most of each.
    double mostFactor = 1;     ///< How far steering may multiply the load, >= 1.
    friend bool operator==(const StreamBudget &, const StreamBudget &) = default;
};

/// The cap on open streams that a group sets.
std::optional<quint32> capOf(const LoadGroup &group);

/// The most users of all closed groups together: streams that the load takes whatever the service does.
quint64 mostUsersOf(const Load &load);

/// Divides `room` streams: users first, then caps that the scenario sets (lowered alike where they do not
/// fit), and what is left to groups without a cap, less as much again for users as steering may want. Pure.
StreamBudget divideStreams(const Load &load, quint32 room);

/// Worker threads: the scenario's number, else as many as the streams ask for and the machine has processors;
/// never more than each has a user or a stream of every cap for. Of each rank, where `ranks` share the
/// budget.
quint32 chooseWorkers(const Scenario &scenario, const StreamBudget &budget, quint32 ranks = 1);

/// Connections worth opening before the start, for each worker and target. `workers`: those of all ranks.
std::size_t connectionsToPrepare(const Load &load, quint32 workers);

} // namespace weir
