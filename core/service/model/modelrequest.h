// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the model and what comes out of it, request by request.
#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir {

/// What the front has understood of a request. A value.
struct ModelRequest
{
    quint64 key = 0;    ///< requestKey(): the seed of everything random about the request.
    quint32 tenant = 0; ///< Of Gateway::authenticate().
    int priority = 0;   ///< The request's own plus its tenant's; higher goes first.
    quint32 promptTokens = 1;
    std::optional<quint32> maxTokens; ///< At least 1; reasoning counts against it.
    quint64 promptHash = 0;           ///< Of everything that shapes the answer, for the result cache.
    std::vector<quint64> prefix;      ///< Chained hashes of the prompt's whole blocks, see prefixHashes().
    std::optional<quint64> idempotencyKey; ///< Where repetitions are to be recognised.
    bool offersTools = false;
    bool embedding = false;    ///< Prefill alone: no token comes out.
    quint32 bytesPerToken = 0; ///< Bytes on the wire of a token's event, for slow networks; 0: a guess.
};

/// Where the time of a request went; together they are the time from submit() to the last delivery. The
/// truth.
struct StageTimes
{
    Nanoseconds gateway{0};
    Nanoseconds queue{0};     ///< Waiting for a replica, for a batch to fill, and again after a failover.
    Nanoseconds prefill{0};   ///< Scheduled to first token.
    Nanoseconds decode{0};    ///< First to last token, without `preempted`.
    Nanoseconds preempted{0}; ///< Thrown out of the KV cache: until the next token.
    Nanoseconds network{0};   ///< What network and partitions added, both ways.

    friend bool operator==(const StageTimes &, const StageTimes &) = default;
};

/// The stages by the names that are told of them.
inline constexpr std::array<std::pair<std::string_view, Nanoseconds StageTimes::*>, 6> namedStages{
    {{"gateway", &StageTimes::gateway},
     {"queue", &StageTimes::queue},
     {"prefill", &StageTimes::prefill},
     {"decode", &StageTimes::decode},
     {"preempted", &StageTimes::preempted},
     {"network", &StageTimes::network}}};

/// The request has left the queue. A stream's head may be sent.
struct ModelPlacement
{
    quint32 contentTokens = 0;   ///< Planned; a tool call's tokens count as content.
    quint32 reasoningTokens = 0; ///< Planned.
    bool toolCall = false;
    bool cutByLimit = false;        ///< maxTokens is what ends the answer.
    bool cached = false;            ///< From the result cache.
    quint32 cachedPromptTokens = 0; ///< By the prefix cache.
    quint32 replica = 0;
    bool canary = false;  ///< The second version serves it.
    Nanoseconds queue{0}; ///< So far, for Server-Timing.
    Nanoseconds gateway{0};
};

/// Tokens that are due at the client now.
struct ModelTokens
{
    TimePoint at;       ///< The model's own time, at or before the call.
    quint32 tokens = 0; ///< At least 1; never reasoning and content together.
    bool reasoning = false;
};

enum class RefusalReason : quint8
{
    RequestLimit,  ///< 429
    TokenLimit,    ///< 429
    PromptTooLong, ///< 400
    QueueFull,     ///< 503
    QueueTimeout,  ///< 504
    NoReplica,     ///< 503: all are lost and under repair; those that wait already stay in the queue.
    CanaryError,   ///< 500: the second version is faulty.
};

/// The request is answered with an error status, before anything of an answer was sent.
struct ModelRefusal
{
    RefusalReason reason = RefusalReason::QueueFull;
    int status = 503;
    std::optional<Nanoseconds> retryAfter;
    StageTimes stages;
    bool canary = false; ///< On behalf of the second version; never for what the gateway itself refuses.
};

/// The answer is complete.
struct ModelEnd
{
    TimePoint at;
    StageTimes stages;
    quint32 preemptions = 0;
};

/// The answer broke off after its head: its replica was lost.
struct ModelBreak
{
    TimePoint at;
    StageTimes stages;
    bool begun = false; ///< Tokens had been sent.
};

/// Who asked. Called from within ServiceModel::submit(), advance() and cancel() of others, in the order of
/// the model's time: either onRefused() alone, or onPlaced(), any number of onTokens(), then onFinished() or
/// onBroken() - also without onPlaced() before it. After one of the three last the model forgets the client.
class ModelClient
{
public:
    ModelClient() = default;
    ModelClient(const ModelClient &) = delete;
    ModelClient &operator=(const ModelClient &) = delete;
    virtual ~ModelClient() = default;

    virtual void onRefused(const ModelRefusal &refusal) = 0;
    virtual void onPlaced(const ModelPlacement &placement) = 0;
    virtual void onTokens(const ModelTokens &tokens) = 0;
    virtual void onFinished(const ModelEnd &end) = 0;
    virtual void onBroken(const ModelBreak &broken) = 0;
};

} // namespace weir
