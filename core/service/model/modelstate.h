// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of the model at one moment, for people and for /metrics.
#pragma once

#include "base/clock.h"
#include "base/message.h"
#include "service/model/modelconfig.h"

#include <QString>

#include <array>
#include <vector>

namespace weir {

enum class ReplicaPhase : quint8
{
    Starting, ///< Cold start: takes no request.
    Warming,  ///< Takes its weight's share.
    Ready,
    Tripped, ///< The circuit breaker keeps requests away.
    Cut,     ///< A partition keeps requests away.
    Lost,
    Leaving, ///< Scaled down: finishes what it has.
};

struct ReplicaState
{
    quint32 number = 0; ///< Counts all replicas that ever were, from 0.
    bool canary = false;
    ReplicaPhase phase = ReplicaPhase::Ready;
    double weight = 1; ///< 0 to 1.
    double speed = 1;
    quint32 running = 0; ///< Sequences that a step works on.
    quint32 waiting = 0; ///< In its own queue.
    quint64 kvTokens = 0;
    quint64 kvCapacity = 0; ///< 0: no bound.
    double gpuUse = 0;      ///< Of the last second, 0 to 1.
    Nanoseconds meanAnswer{0};
};

/// Something worth a line: a scaling decision, a lost replica, a drill's begin and end.
struct ModelNote
{
    quint64 number = 0; ///< Counts all notes from 0.
    TimePoint at;
    QString kind; ///< "scale", "replica", "drill", "breaker", "cache"
    Message text;
};

/// Counts since the start.
struct ModelCounts
{
    quint64 submitted = 0;
    quint64 placed = 0;
    quint64 finished = 0;
    quint64 broken = 0;
    quint64 cancelled = 0;
    quint64 repeated = 0;             ///< Answered by idempotency.
    std::array<quint64, 7> refused{}; ///< By RefusalReason.
    quint64 promptTokens = 0;         ///< Of requests that were placed.
    quint64 cachedPromptTokens = 0;   ///< By prefix caches.
    quint64 tokens = 0;
    quint64 steps = 0;
    quint64 preemptions = 0;
    quint64 failovers = 0;
    quint64 cacheHits = 0;
    quint64 cacheMisses = 0;
};

struct ModelState
{
    TimePoint at;
    quint32 queued = 0; ///< Of all queues.
    quint32 queueCapacity = 0;
    quint32 running = 0;
    std::vector<ReplicaState> replicas;
    double gpuUse = 0;     ///< Mean of the replicas that serve, last second.
    double meanGpuUse = 0; ///< The same since the start: GPU-busy time over replica time.
    double kvUse = 0;
    quint32 cacheEntries = 0;
    quint32 cacheCapacity = 0;
    quint32 replicasWanted = 0; ///< By the autoscaler.
    double scalingMetric = 0;   ///< Its metric, as last seen; by Forecast, as forecast.
    Messages drills;            ///< Those under way, in words.
    ModelCounts counts;
    std::vector<ModelNote> notes; ///< The last 100.
};

} // namespace weir
