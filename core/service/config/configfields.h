// SPDX-License-Identifier: GPL-3.0-or-later
// Every member of a service's configuration once, with its key and its bounds, in the order of the file
// (base/fields/fields.h). A RandomFigure's bounds are those of its mean.
#pragma once

#include "base/fields/fields.h"
#include "service/config/serviceconfig.h"

namespace weir {

inline constexpr Span upToHour{Nanoseconds{0}, std::chrono::hours(1)};
inline constexpr Span upToDay{Nanoseconds{0}, std::chrono::hours(24)};
inline constexpr Span upToMonth{Nanoseconds{0}, std::chrono::hours(24 * 24)};
inline constexpr Span someTime{std::chrono::milliseconds(1), std::chrono::hours(24 * 24)};
inline constexpr Real anyShare{0, 1};
inline constexpr Whole manyReplicas{1, 1000};
inline constexpr Whole someCount{1, 1'000'000};

template <typename Visitor>
void describe(FieldsOf<RateLimitConfig>, Visitor &&visit)
{
    visit(u"requests_per_second", &RateLimitConfig::requestsPerSecond, Real{0, 1e6});
    visit(u"request_burst", &RateLimitConfig::requestBurst, Real{0, 1e7});
    visit(u"tokens_per_second", &RateLimitConfig::tokensPerSecond, Real{0, 1e9});
    visit(u"token_burst", &RateLimitConfig::tokenBurst, Real{0, 1e11});
}

template <typename Visitor>
void describe(FieldsOf<ApiKeyConfig>, Visitor &&visit)
{
    visit(u"name", &ApiKeyConfig::name);
    visit(u"key", &ApiKeyConfig::key);
    visit(u"priority", &ApiKeyConfig::priority, Whole{-1000, 1000});
    visit(u"limits", &ApiKeyConfig::limits);
}

template <typename Visitor>
void describe(FieldsOf<JwtConfig>, Visitor &&visit)
{
    visit(u"secret", &JwtConfig::secret);
    visit(u"issuer", &JwtConfig::issuer);
    visit(u"audience", &JwtConfig::audience);
    visit(u"leeway", &JwtConfig::leeway, upToHour);
}

template <typename Visitor>
void describe(FieldsOf<CanaryReleaseConfig>, Visitor &&visit)
{
    visit(u"share", &CanaryReleaseConfig::share, anyShare);
    visit(u"version", &CanaryReleaseConfig::version);
    visit(u"replicas", &CanaryReleaseConfig::replicas, Whole{0, 1000});
    visit(u"speed", &CanaryReleaseConfig::speed, Real{0.01, 100});
    visit(u"error_share", &CanaryReleaseConfig::errorShare, anyShare);
}

template <typename Visitor>
void describe(FieldsOf<GatewayConfig>, Visitor &&visit)
{
    visit(u"keys", &GatewayConfig::keys, Most{10'000});
    visit(u"jwt", &GatewayConfig::jwt);
    visit(u"limits", &GatewayConfig::limits);
    visit(u"most_prompt_tokens", &GatewayConfig::mostPromptTokens, Whole{0, 1'000'000'000});
    visit(u"overhead", &GatewayConfig::overhead, upToHour);
    visit(u"canary", &GatewayConfig::canary);
}

template <typename Visitor>
void describe(FieldsOf<QueueConfig>, Visitor &&visit)
{
    visit(u"capacity", &QueueConfig::capacity, Whole{0, 10'000'000});
    visit(u"timeout", &QueueConfig::timeout, upToDay);
    visit(u"priorities", &QueueConfig::priorities);
    visit(u"per_replica", &QueueConfig::perReplica);
    visit(u"idempotency_window", &QueueConfig::idempotencyWindow, upToDay);
}

template <typename Visitor>
void describe(FieldsOf<SchedulerConfig>, Visitor &&visit)
{
    visit(u"kind", &SchedulerConfig::kind, Always{});
    visit(u"ttft", &SchedulerConfig::ttft, upToHour);
    visit(u"itl", &SchedulerConfig::itl, upToHour);
    visit(u"workers", &SchedulerConfig::workers, Whole{1, 10'000});
    visit(u"batch_size", &SchedulerConfig::batchSize, Whole{1, 10'000});
    visit(u"max_wait", &SchedulerConfig::maxWait, upToHour);
    visit(u"max_batch", &SchedulerConfig::maxBatch, Whole{1, 10'000});
    visit(u"prefill_chunk", &SchedulerConfig::prefillChunk, someCount);
    visit(u"kv_tokens", &SchedulerConfig::kvTokens, Whole{0, 1'000'000'000});
}

template <typename Visitor>
void describe(FieldsOf<BreakerConfig>, Visitor &&visit)
{
    visit(u"enabled", &BreakerConfig::enabled);
    visit(u"slow_factor", &BreakerConfig::slowFactor, Real{1, 1000});
    visit(u"slow_answers", &BreakerConfig::slowAnswers, someCount);
    visit(u"failures", &BreakerConfig::failures, someCount);
    visit(u"open", &BreakerConfig::open, Span{std::chrono::milliseconds(1), std::chrono::hours(24)});
}

template <typename Visitor>
void describe(FieldsOf<ReplicaConfig>, Visitor &&visit)
{
    visit(u"count", &ReplicaConfig::count, manyReplicas);
    visit(u"prefill_tokens_per_second", &ReplicaConfig::prefillTokensPerSecond, Real{1, 1e9});
    visit(u"step_base", &ReplicaConfig::stepBase, upToHour);
    visit(u"step_per_sequence", &ReplicaConfig::stepPerSequence, upToHour);
    visit(u"host_per_request", &ReplicaConfig::hostPerRequest, upToHour);
    visit(u"host_per_step", &ReplicaConfig::hostPerStep, upToHour);
    visit(u"step_jitter", &ReplicaConfig::stepJitter, Real{0, 2});
    visit(u"speed_spread", &ReplicaConfig::speedSpread, Real{0, 1});
    visit(u"cold_start", &ReplicaConfig::coldStart, upToDay);
    visit(u"warm_up", &ReplicaConfig::warmUp, upToDay);
    visit(u"warm_up_from", &ReplicaConfig::warmUpFrom, Real{0.01, 1});
    visit(u"start_cold", &ReplicaConfig::startCold);
    visit(u"failures_per_hour", &ReplicaConfig::failuresPerHour, Real{0, 3600});
    visit(u"repair", &ReplicaConfig::repair, upToDay);
    visit(u"failover", &ReplicaConfig::failover);
    visit(u"balancing", &ReplicaConfig::balancing);
    visit(u"breaker", &ReplicaConfig::breaker);
}

template <typename Visitor>
void describe(FieldsOf<ResultCacheConfig>, Visitor &&visit)
{
    visit(u"entries", &ResultCacheConfig::entries, Whole{0, 1'000'000});
    visit(u"policy", &ResultCacheConfig::policy);
    visit(u"ttl", &ResultCacheConfig::ttl, upToMonth);
    visit(u"hit_time", &ResultCacheConfig::hitTime, upToHour);
    visit(u"warming", &ResultCacheConfig::warming);
    visit(u"warming_per_second", &ResultCacheConfig::warmingPerSecond, Real{0.001, 1e6});
    visit(u"warm_prompts", &ResultCacheConfig::warmPrompts, Most{100'000});
}

template <typename Visitor>
void describe(FieldsOf<PrefixCacheConfig>, Visitor &&visit)
{
    visit(u"tokens", &PrefixCacheConfig::tokens, Whole{0, 1'000'000'000});
    visit(u"block_tokens", &PrefixCacheConfig::blockTokens, Whole{1, 4096});
}

/// The members beside `above` and `value`, which share the keys "above" and "below".
template <typename Visitor>
void describe(FieldsOf<ScalingRule>, Visitor &&visit)
{
    visit(u"metric", &ScalingRule::metric);
    visit(u"hold", &ScalingRule::hold, upToDay);
    visit(u"change", &ScalingRule::change, Whole{-1000, 1000});
}

template <typename Visitor>
void describe(FieldsOf<AutoscalerConfig>, Visitor &&visit)
{
    visit(u"kind", &AutoscalerConfig::kind, Always{});
    visit(u"least", &AutoscalerConfig::least, manyReplicas);
    visit(u"most", &AutoscalerConfig::most, manyReplicas);
    visit(u"metric", &AutoscalerConfig::metric);
    visit(u"target", &AutoscalerConfig::target, Real{0.001, 1e9});
    visit(u"tolerance", &AutoscalerConfig::tolerance, anyShare);
    visit(u"period", &AutoscalerConfig::period, Span{std::chrono::milliseconds(100), std::chrono::hours(1)});
    visit(u"up_window", &AutoscalerConfig::upWindow, upToDay);
    visit(u"down_window", &AutoscalerConfig::downWindow, upToDay);
    visit(u"forecast_window", &AutoscalerConfig::forecastWindow, upToDay);
    visit(u"horizon", &AutoscalerConfig::horizon, upToDay);
    visit(u"rules", &AutoscalerConfig::rules, Most{100});
}

template <typename Visitor>
void describe(FieldsOf<OutputConfig>, Visitor &&visit)
{
    visit(u"tokens", &OutputConfig::tokens, Real{1, maxAnswerTokens});
    visit(u"reasoning_tokens", &OutputConfig::reasoningTokens, Real{0, maxAnswerTokens});
    visit(u"reasoning_share", &OutputConfig::reasoningShare, anyShare);
    visit(u"tool_call_share", &OutputConfig::toolCallShare, anyShare);
    visit(u"tokens_per_chunk", &OutputConfig::tokensPerChunk, Whole{1, 1000});
    visit(u"ttft_factor", &OutputConfig::ttftFactor, Real{0.001, 1000});
    visit(u"gap_factor", &OutputConfig::gapFactor, Real{0.001, 1000});
    visit(u"usage", &OutputConfig::usage);
    visit(u"timings", &OutputConfig::timings);
}

template <typename Visitor>
void describe(FieldsOf<NetworkConfig>, Visitor &&visit)
{
    visit(u"delay", &NetworkConfig::delay, upToHour);
    visit(u"jitter", &NetworkConfig::jitter, upToHour);
    visit(u"correlation", &NetworkConfig::correlation, anyShare);
    visit(u"bytes_per_second", &NetworkConfig::bytesPerSecond, Real{0, 1e12});
}

/// The members beside `network`, whose keys stand among the drill's own.
template <typename Visitor>
void describe(FieldsOf<DrillConfig>, Visitor &&visit)
{
    visit(u"kind", &DrillConfig::kind, Always{});
    visit(u"at", &DrillConfig::at, upToMonth);
    visit(u"length", &DrillConfig::length, someTime);
    visit(u"every", &DrillConfig::every, someTime);
    visit(u"share", &DrillConfig::share, anyShare);
    visit(u"side", &DrillConfig::side);
    visit(u"replicas", &DrillConfig::replicas, manyReplicas);
    visit(u"resource", &DrillConfig::resource);
    visit(u"severity", &DrillConfig::severity, anyShare);
}

template <typename Visitor>
void describe(FieldsOf<ModelConfig>, Visitor &&visit)
{
    visit(u"seed", &ModelConfig::seed);
    visit(u"gateway", &ModelConfig::gateway);
    visit(u"queue", &ModelConfig::queue);
    visit(u"scheduler", &ModelConfig::scheduler);
    visit(u"replicas", &ModelConfig::replicas);
    visit(u"cache", &ModelConfig::cache);
    visit(u"prefix_cache", &ModelConfig::prefixCache);
    visit(u"autoscaler", &ModelConfig::autoscaler);
    visit(u"output", &ModelConfig::output);
    visit(u"network", &ModelConfig::network);
    visit(u"drills", &ModelConfig::drills, Most{1000});
}

template <typename Visitor>
void describe(FieldsOf<ServiceLimits>, Visitor &&visit)
{
    constexpr Span patience{std::chrono::milliseconds(1), std::chrono::hours(24)};
    visit(u"header_timeout", &ServiceLimits::headerTimeout, patience);
    visit(u"body_timeout", &ServiceLimits::bodyTimeout, patience);
    visit(u"idle_timeout", &ServiceLimits::idleTimeout, patience);
    visit(u"header_bytes", &ServiceLimits::headerBytes, Whole{256, 1 << 20});
    visit(u"body_bytes", &ServiceLimits::bodyBytes, Whole{1, 1 << 30});
    visit(u"connections", &ServiceLimits::connections, someCount);
    visit(u"all_body_bytes", &ServiceLimits::allBodyBytes, Whole{1, qint64{1} << 36});
}

template <typename Visitor>
void describe(FieldsOf<FaultShare>, Visitor &&visit)
{
    visit(u"kind", &FaultShare::kind, Always{});
    visit(u"share", &FaultShare::share, anyShare);
}

/// The members of the file beside the model's, which stand among them; what belongs to one start alone (port,
/// key, truth file) is not in the file.
template <typename Visitor>
void describe(FieldsOf<ServiceConfig>, Visitor &&visit)
{
    visit(u"description", &ServiceConfig::description);
    visit(u"tls", &ServiceConfig::tls);
    visit(u"faults", &ServiceConfig::faults, Most{100});
    visit(u"limits", &ServiceConfig::limits);
}

} // namespace weir
