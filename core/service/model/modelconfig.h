// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that shapes the modelled serving stack, as values. JSON form: docs/reference-service.md, read by
// service/configreader.h. All times are model time.
#pragma once

#include "base/clock.h"
#include "service/model/randomfigure.h"

#include <QString>

#include <optional>
#include <vector>

namespace weir {

/// A token bucket each for requests and for tokens (prompt plus the answer's limit or drawn length). 0: no
/// limit.
struct RateLimitConfig
{
    double requestsPerSecond = 0;
    double requestBurst = 0; ///< Bucket's size; 0: one second's worth, at least 1.
    double tokensPerSecond = 0;
    double tokenBurst = 0; ///< Bucket's size; 0: one minute's worth.
    friend bool operator==(const RateLimitConfig &, const RateLimitConfig &) = default;
};

/// One client of the gateway.
struct ApiKeyConfig
{
    QString name;             ///< Tenant, as metrics and refusals show it.
    QString key;              ///< A secret's reference: env:NAME or file:PATH.
    int priority = 0;         ///< Added to the request's own; higher goes first.
    RateLimitConfig limits{}; ///< In place of GatewayConfig::limits where it sets any.
    friend bool operator==(const ApiKeyConfig &, const ApiKeyConfig &) = default;
};

/// JSON Web Tokens instead of, or beside, plain keys. The subject is the tenant.
struct JwtConfig
{
    QString secret; ///< Reference of the HMAC secret (HS256, HS384, HS512); empty: no JWT is taken.
    QString issuer; ///< Must match where not empty.
    QString audience;
    Nanoseconds leeway = std::chrono::seconds(5); ///< For exp and nbf.
    friend bool operator==(const JwtConfig &, const JwtConfig &) = default;
};

/// Canary release: a share of the requests goes to a second version with replicas of its own.
struct CanaryReleaseConfig
{
    double share = 0; ///< 0 to 1, drawn from the request's key.
    QString version = QStringLiteral("v2");
    quint32 replicas = 1;
    double speed = 1;      ///< Of its replicas against the first version's.
    double errorShare = 0; ///< Of its requests, answered with 500.
    friend bool operator==(const CanaryReleaseConfig &, const CanaryReleaseConfig &) = default;
};

struct GatewayConfig
{
    std::vector<ApiKeyConfig> keys; ///< Empty and no JWT: everybody is admitted, as one tenant.
    JwtConfig jwt;
    RateLimitConfig limits;       ///< Of each tenant.
    quint64 mostPromptTokens = 0; ///< Larger prompts are refused with 400; 0: no limit.
    Nanoseconds overhead{0};      ///< What the gateway itself takes of every request.
    CanaryReleaseConfig canary;
    friend bool operator==(const GatewayConfig &, const GatewayConfig &) = default;
};

struct QueueConfig
{
    quint32 capacity = 0;             ///< Requests that may wait; more are refused with 503. 0: no bound.
    Nanoseconds timeout{0};           ///< Who waits longer is evicted with 504. 0: never.
    bool priorities = true;           ///< false: strictly first come, first served.
    bool perReplica = false;          ///< Requests are balanced on arrival and wait at their replica.
    Nanoseconds idempotencyWindow{0}; ///< How long a request id answers for its repetitions. 0: off.
    friend bool operator==(const QueueConfig &, const QueueConfig &) = default;
};

enum class SchedulerKind : quint8
{
    Fixed,      ///< No contention: every answer keeps a pace of its own. For calibration.
    None,       ///< One request a worker.
    Static,     ///< Batches that form, run as one, and end as one.
    Continuous, ///< Requests join and leave between steps; prefill in chunks beside decoding.
};

struct SchedulerConfig
{
    SchedulerKind kind = SchedulerKind::Fixed;
    Nanoseconds ttft = std::chrono::milliseconds(120);   ///< Fixed: accepted to first token.
    Nanoseconds itl = std::chrono::milliseconds(15);     ///< Fixed: between tokens.
    quint32 workers = 8;                                 ///< None: requests that a replica serves at once.
    quint32 batchSize = 16;                              ///< Static: requests of a full batch.
    Nanoseconds maxWait = std::chrono::milliseconds(20); ///< Static: a batch that is not full starts then.
    quint32 maxBatch = 64;                               ///< Continuous: sequences of a replica at once.
    quint32 prefillChunk = 512;                          ///< Continuous: prompt tokens a step, at most.
    quint64 kvTokens = 0; ///< Continuous: tokens that a replica's KV cache holds; 0: no bound.
    friend bool operator==(const SchedulerConfig &, const SchedulerConfig &) = default;
};

enum class Balancing : quint8
{
    RoundRobin,
    LeastConnections,
    LatencyWeighted, ///< By the inverse of the moving mean of answer times.
    TwoChoices,      ///< The less loaded of two drawn ones.
};

/// Takes a slow or failing replica out for a while.
struct BreakerConfig
{
    bool enabled = false;
    double slowFactor = 3; ///< Slow: above this many times the median of all replicas' mean answer times ...
    quint32 slowAnswers = 10;                    ///< ... over at least this many answers.
    quint32 failures = 5;                        ///< Failing: this many in a row lost with it.
    Nanoseconds open = std::chrono::seconds(30); ///< Then one trial request decides.
    friend bool operator==(const BreakerConfig &, const BreakerConfig &) = default;
};

/// What happens to the running requests of a replica that is lost.
enum class Failover : quint8
{
    None,    ///< All of them break.
    Unbegun, ///< Those without a token start again elsewhere; the others break.
    Resume,  ///< All start again elsewhere with what they have so far as a prompt.
};

struct ReplicaConfig
{
    quint32 count = 1;
    double prefillTokensPerSecond = 8000;
    Nanoseconds stepBase = std::chrono::milliseconds(15); ///< A decode step of n sequences takes stepBase ...
    Nanoseconds stepPerSequence = std::chrono::microseconds(150); ///< ... + n x this.
    Nanoseconds hostPerRequest{
        0};                     ///< Processor work before a request's prefill: the GPU idles (None, Static).
    Nanoseconds hostPerStep{0}; ///< Processor work in every step: the GPU idles.
    double stepJitter = 0;      ///< Standard deviation of a log-normal factor on each step.
    double speedSpread = 0;     ///< Standard deviation of the replicas' speeds around 1, log-normal.
    Nanoseconds coldStart = std::chrono::seconds(20); ///< A new replica takes no request before.
    Nanoseconds warmUp = std::chrono::seconds(30);    ///< Then its weight grows from warmUpFrom to 1.
    double warmUpFrom = 0.2;
    bool startCold = false;                        ///< The first replicas start cold, too.
    double failuresPerHour = 0;                    ///< Of each replica, exponential gaps.
    Nanoseconds repair = std::chrono::seconds(30); ///< Until a lost replica begins its cold start.
    Failover failover = Failover::Unbegun;
    Balancing balancing = Balancing::LeastConnections;
    BreakerConfig breaker;
    friend bool operator==(const ReplicaConfig &, const ReplicaConfig &) = default;
};

enum class CachePolicy : quint8
{
    Lru,
    Lfu,
    Ttl, ///< The oldest goes first.
};

enum class CacheWarming : quint8
{
    None,
    Full,        ///< All known prompts are there from the start and after a flush.
    Incremental, ///< The most asked ones come back first, warmingPerSecond of them.
};

/// Whole answers by prompt and limits.
struct ResultCacheConfig
{
    quint32 entries = 0; ///< 0: off.
    CachePolicy policy = CachePolicy::Lru;
    Nanoseconds ttl{0}; ///< An older entry is a miss, whatever the policy; 0: never.
    Nanoseconds hitTime = std::chrono::milliseconds(2); ///< A hit's answer comes whole after this.
    CacheWarming warming = CacheWarming::None;
    double warmingPerSecond = 100;
    std::vector<QString> warmPrompts; ///< Known from the start; every prompt that was asked is known, too.
    friend bool operator==(const ResultCacheConfig &, const ResultCacheConfig &) = default;
};

/// Shared beginnings of prompts, a replica each.
struct PrefixCacheConfig
{
    quint64 tokens = 0; ///< Capacity of a replica; 0: off.
    quint32 blockTokens = 16;
    friend bool operator==(const PrefixCacheConfig &, const PrefixCacheConfig &) = default;
};

enum class ScalingMetric : quint8
{
    GpuUse,            ///< Mean of the replicas, 0 to 1.
    QueueLength,       ///< Waiting requests a replica.
    RequestsPerSecond, ///< Arrivals a replica.
    KvUse,             ///< Mean of the replicas, 0 to 1.
};

/// When `metric` stays beyond `value` for `hold`, the number of replicas changes by `change`.
struct ScalingRule
{
    ScalingMetric metric = ScalingMetric::QueueLength;
    bool above = true; ///< false: below.
    double value = 0;
    Nanoseconds hold = std::chrono::seconds(30);
    int change = 1;
    friend bool operator==(const ScalingRule &, const ScalingRule &) = default;
};

enum class ScalingKind : quint8
{
    Off,
    Target,   ///< Kubernetes' HorizontalPodAutoscaler.
    Forecast, ///< The same rule on the metric as a linear regression sees it `horizon` ahead.
    Rules,    ///< Threshold rules alone.
};

struct AutoscalerConfig
{
    ScalingKind kind = ScalingKind::Off;
    quint32 least = 1;
    quint32 most = 10;
    ScalingMetric metric = ScalingMetric::GpuUse;
    double target = 0.5;
    double tolerance = 0.1; ///< No change while |metric / target - 1| is within it.
    Nanoseconds period = std::chrono::seconds(15);
    Nanoseconds upWindow{0}; ///< Stabilisation: the lowest wish of this time counts when scaling up ...
    Nanoseconds downWindow = std::chrono::minutes(5); ///< ... and the highest when scaling down.
    Nanoseconds forecastWindow = std::chrono::minutes(2);
    Nanoseconds horizon = std::chrono::minutes(1);
    std::vector<ScalingRule> rules; ///< With Rules.
    friend bool operator==(const AutoscalerConfig &, const AutoscalerConfig &) = default;
};

/// What the answers look like.
struct OutputConfig
{
    RandomFigure tokens = RandomFigure::fixed(60); ///< Tokens of content, at least 1.
    RandomFigure reasoningTokens;                  ///< Before the content; 0: none.
    double reasoningShare = 1;                     ///< Of the requests, where reasoningTokens is above 0.
    double toolCallShare = 0;   ///< Of the requests that offer tools, answered with a call.
    quint32 tokensPerChunk = 1; ///< Tokens in one event, 1 to 1,000.
    RandomFigure ttftFactor = RandomFigure::fixed(1); ///< Fixed scheduler: on ttft.
    RandomFigure gapFactor = RandomFigure::fixed(1);  ///< Fixed scheduler: on itl.
    bool usage = true;                                ///< false: no usage even when the client asks for it.
    bool timings = true; ///< Queue, prefill and decode times beside usage, and Server-Timing.
    friend bool operator==(const OutputConfig &, const OutputConfig &) = default;
};

/// The way between client and gateway, each direction alike.
struct NetworkConfig
{
    Nanoseconds delay{0};      ///< One way.
    Nanoseconds jitter{0};     ///< Standard deviation of the delay, normal, cut at 0.
    double correlation = 0;    ///< Of a delay with the one before it on the whole link, 0 to 1.
    double bytesPerSecond = 0; ///< Of each connection, towards the client; 0: no bound.
    friend bool operator==(const NetworkConfig &, const NetworkConfig &) = default;
};

enum class DrillKind : quint8
{
    Latency,     ///< network.delay, jitter and correlation on top of what there is.
    SlowNetwork, ///< network.bytesPerSecond.
    Partition,   ///< `share` of clients or replicas can't be reached; nothing gets through, nothing is lost.
    ReplicaLoss, ///< `replicas` are lost; each comes back after ReplicaConfig::repair and a cold start.
    Exhaustion,  ///< `severity` of a resource is gone.
};

enum class PartitionSide : quint8
{
    Clients,  ///< Between client and gateway.
    Replicas, ///< Between gateway and replicas.
};

enum class ExhaustedResource : quint8
{
    Compute, ///< Steps and prefill take 1 / (1 - severity) times as long.
    Kv,      ///< (1 - severity) of the KV cache is left.
    Queue,   ///< (1 - severity) of the queue's places are left (at least 0).
};

/// Trouble on a schedule, since the service's start.
struct DrillConfig
{
    DrillKind kind = DrillKind::Latency;
    Nanoseconds at{0};
    Nanoseconds length = std::chrono::seconds(10); ///< Of ReplicaLoss: how long the repair is put off.
    std::optional<Nanoseconds> every;              ///< Again and again, counted from `at`; above `length`.
    NetworkConfig network;
    double share = 1;
    PartitionSide side = PartitionSide::Replicas;
    quint32 replicas = 1;
    ExhaustedResource resource = ExhaustedResource::Compute;
    double severity = 0.5; ///< 0 to 1, below 1 for Compute.
    friend bool operator==(const DrillConfig &, const DrillConfig &) = default;
};

/// The whole model. `seed` makes everything random about it.
struct ModelConfig
{
    /// Of everything random in it. Empty: that of whoever starts the service for a run of his own (a
    /// `builtin:` target, a simulation: the run's), or 1.
    std::optional<quint64> seed;
    GatewayConfig gateway;
    QueueConfig queue;
    SchedulerConfig scheduler;
    ReplicaConfig replicas;
    ResultCacheConfig cache;
    PrefixCacheConfig prefixCache;
    AutoscalerConfig autoscaler;
    OutputConfig output;
    NetworkConfig network;
    std::vector<DrillConfig> drills;

    /// The seed that is drawn from.
    [[nodiscard]] quint64 drawSeed() const { return seed.value_or(1); }
    friend bool operator==(const ModelConfig &, const ModelConfig &) = default;
};

} // namespace weir
