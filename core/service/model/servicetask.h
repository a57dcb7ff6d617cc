// SPDX-License-Identifier: GPL-3.0-or-later
// One request inside the model.
#pragma once

#include "service/model/modelrequest.h"
#include "service/model/outputplan.h"

#include <deque>
#include <vector>

namespace weir {

/// Where the time of a request goes now.
enum class TaskStage : quint8
{
    Gateway,
    Queue,
    Prefill,
    Decode,
    Preempted,
    Network,
};

enum class OutputKind : quint8
{
    Refused,
    Placed,
    Tokens,
    Finished,
    Broken,
};

/// Something on its way to a client; what else it says is read from the task when it gets there.
struct ModelOutput
{
    TimePoint at;
    OutputKind kind = OutputKind::Tokens;
    bool reasoning = false;
    quint32 tokens = 0;
};

/// A repetition that gets what another task gets.
struct TaskFollower
{
    quint32 slot = 0;
    quint32 generation = 0;
};

/// Plain data; the slots of tasks are used again, with another generation.
struct ServiceTask
{
    ModelRequest request;
    ModelClient *client = nullptr; ///< Null: the slot is free, or nobody listens any more.
    quint32 generation = 0;
    bool used = false;

    TimePoint submitted;
    TimePoint stageSince;
    TaskStage stage = TaskStage::Gateway;
    StageTimes stages;

    OutputPlan plan;
    quint32 produced = 0; ///< Tokens that are ready.
    quint32 emitted = 0;  ///< Tokens sent on their way.
    quint32 prefillLeft = 0;
    quint32 kvTokens = 0;
    quint32 cachedPrompt = 0;
    quint32 preemptions = 0;
    quint32 pool = 0;
    quint32 replica = 0;
    TimePoint scheduledAt; ///< When its replica took it.
    bool arrived = false;  ///< It has come through the network.
    bool canary = false;
    bool cached = false;
    bool onReplica = false;
    bool queued = false;
    bool placed = false;  ///< onPlaced() is out.
    bool ended = false;   ///< The last output is on its way or out.
    bool follows = false; ///< A repetition: another task works, or has worked, for it.
    quint64 answerSeed = 0;

    RefusalReason refusal = RefusalReason::QueueFull;
    std::optional<Nanoseconds> retryAfter;
    std::optional<FixedPace> pace; ///< Of the fixed scheduler.

    TimePoint lastDelivery;              ///< Outputs keep their order.
    TimePoint lineFree;                  ///< When a slow connection has sent what there is.
    std::deque<ModelOutput> pending;     ///< On their way.
    std::vector<TaskFollower> followers; ///< Some may have left.

    /// Books the time since the last change and goes on with `next`.
    void enter(TaskStage next, TimePoint now)
    {
        booked() += now - stageSince;
        stageSince = now;
        stage = next;
    }

private:
    Nanoseconds &booked()
    {
        switch (stage) {
        case TaskStage::Gateway:
            return stages.gateway;
        case TaskStage::Queue:
            return stages.queue;
        case TaskStage::Prefill:
            return stages.prefill;
        case TaskStage::Decode:
            return stages.decode;
        case TaskStage::Preempted:
            return stages.preempted;
        case TaskStage::Network:
            break;
        }
        return stages.network;
    }
};

} // namespace weir
