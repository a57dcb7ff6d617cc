// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a service made by hand, for the tests of what is shown of it.
#pragma once

#include "lab/servicehistory.h"
#include "service/model/modelrequest.h"

#include <chrono>

namespace weir::test {

/// Ten requests and a hundred tokens a second, four pictures a second, one refusal a second.
inline ModelState stateAt(int quarter)
{
    ModelState state;
    state.at = timePointFromNs(1'000'000'000'000) + quarter * std::chrono::milliseconds{250};
    state.queued = 5;
    state.queueCapacity = 40;
    state.running = 8;
    state.gpuUse = 0.5;
    state.kvUse = 0.25;
    state.replicasWanted = 3;
    state.replicas.resize(3);
    state.replicas[1].phase = ReplicaPhase::Warming;
    state.replicas[2].phase = ReplicaPhase::Lost;
    const quint64 seconds = quint64(quarter / 4);
    state.counts.submitted = 11 * seconds;
    state.counts.finished = 10 * seconds;
    state.counts.tokens = 100 * seconds;
    state.counts.refused.at(std::size_t(RefusalReason::QueueFull)) = seconds;
    return state;
}

inline ServiceHistory historyOf(int quarters)
{
    ServiceHistory history;
    for (int i = 0; i < quarters; ++i)
        history.add(stateAt(i));
    return history;
}

} // namespace weir::test
