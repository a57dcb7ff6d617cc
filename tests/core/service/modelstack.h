// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the whole model share: a slow stack, requests for it, and what its clients noted.
#pragma once

#include "modelclient.h"

#include <algorithm>

namespace weir::test {

/// One token after 100 ms of prefill, one request at a time.
inline ModelConfig oneByOne()
{
    ModelConfig config;
    config.scheduler.kind = SchedulerKind::None;
    config.scheduler.workers = 1;
    config.output.tokens = RandomFigure::fixed(1);
    config.replicas.prefillTokensPerSecond = 1000;
    config.replicas.coldStart = std::chrono::seconds(2);
    config.replicas.warmUp = std::chrono::seconds(10);
    config.replicas.repair = std::chrono::seconds(5);
    return config;
}

inline ModelRequest hundred()
{
    ModelRequest request;
    request.promptTokens = 100;
    return request;
}

inline Nanoseconds endOf(const NotingClient &client)
{
    return client.end ? client.end->at - TimePoint{} : Nanoseconds(-1);
}

inline int notesOf(const ModelState &state, const QString &kind)
{
    return static_cast<int>(std::count_if(state.notes.begin(), state.notes.end(),
                                          [&kind](const ModelNote &note) { return note.kind == kind; }));
}

inline DrillConfig drillOf(DrillKind kind, Nanoseconds at, Nanoseconds length)
{
    DrillConfig drill;
    drill.kind = kind;
    drill.at = at;
    drill.length = length;
    return drill;
}

} // namespace weir::test
