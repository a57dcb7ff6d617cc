// SPDX-License-Identifier: GPL-3.0-or-later
// Every member of the project file, once, in the order of the file (base/fields/fields.h).
#pragma once

#include "base/fields/fields.h"
#include "scenario/limits.h"
#include "scenario/scenario.h"

namespace weir {

template <typename Visitor>
void describe(FieldsOf<Header>, Visitor &&visit)
{
    visit(u"name", &Header::name);
    visit(u"value", &Header::value);
}

template <typename Visitor>
void describe(FieldsOf<Auth>, Visitor &&visit)
{
    visit(u"scheme", &Auth::scheme);
    visit(u"key", &Auth::key);
    visit(u"header", &Auth::header);
}

template <typename Visitor>
void describe(FieldsOf<StreamTimers>, Visitor &&visit)
{
    visit(u"connect", &StreamTimers::connect);
    visit(u"first_token", &StreamTimers::firstToken);
    visit(u"stall", &StreamTimers::stall);
    visit(u"deadline", &StreamTimers::deadline);
}

template <typename Visitor>
void describe(FieldsOf<RetryPolicy>, Visitor &&visit)
{
    visit(u"attempts", &RetryPolicy::attempts);
    visit(u"backoff", &RetryPolicy::backoff);
    visit(u"jitter", &RetryPolicy::jitter);
    visit(u"honour_retry_after", &RetryPolicy::honourRetryAfter);
    visit(u"on", &RetryPolicy::on);
}

template <typename Visitor>
void describe(FieldsOf<TlsFiles>, Visitor &&visit)
{
    visit(u"ca", &TlsFiles::ca);
    visit(u"certificate", &TlsFiles::certificate);
    visit(u"key", &TlsFiles::key);
    visit(u"key_password", &TlsFiles::keyPassword);
}

template <typename Visitor>
void describe(FieldsOf<Target>, Visitor &&visit)
{
    visit(u"name", &Target::name);
    visit(u"url", &Target::url);
    visit(u"vendor", &Target::vendor);
    visit(u"model", &Target::model);
    visit(u"tokenizer", &Target::tokenizer);
    visit(u"auth", &Target::auth);
    visit(u"headers", &Target::headers);
    visit(u"verify_tls", &Target::verifyTls);
    visit(u"tls", &Target::tls);
    visit(u"http2", &Target::http2);
    visit(u"reuse_connections", &Target::reuseConnections);
    visit(u"proxy", &Target::proxy);
    visit(u"timers", &Target::timers);
    visit(u"retry", &Target::retry);
}

template <typename Visitor>
void describe(FieldsOf<Check>, Visitor &&visit)
{
    visit(u"kind", &Check::kind);
    visit(u"of", &Check::of);
    visit(u"name", &Check::name);
    visit(u"text", &Check::text);
    visit(u"count", &Check::count);
    visit(u"schema", &Check::schema);
}

template <typename Visitor>
void describe(FieldsOf<ModelParameters>, Visitor &&visit)
{
    visit(u"temperature", &ModelParameters::temperature);
    visit(u"top_p", &ModelParameters::topP);
    visit(u"stop", &ModelParameters::stop);
    visit(u"seed", &ModelParameters::seed);
    visit(u"min_tokens", &ModelParameters::minTokens);
    visit(u"ignore_eos", &ModelParameters::ignoreEos);
    visit(u"reasoning_effort", &ModelParameters::reasoningEffort);
    visit(u"tools", &ModelParameters::tools);
    visit(u"response_format", &ModelParameters::responseFormat);
}

template <typename Visitor>
void describe(FieldsOf<LengthBucket>, Visitor &&visit)
{
    visit(u"low", &LengthBucket::low);
    visit(u"high", &LengthBucket::high);
    visit(u"weight", &LengthBucket::weight);
}

template <typename Visitor>
void describe(FieldsOf<TokenLength>, Visitor &&visit)
{
    visit(u"kind", &TokenLength::kind);
    visit(u"mean", &TokenLength::mean);
    visit(u"deviation", &TokenLength::deviation);
    visit(u"low", &TokenLength::low);
    visit(u"high", &TokenLength::high);
    visit(u"buckets", &TokenLength::buckets);
    visit(u"field", &TokenLength::field);
}

template <typename Visitor>
void describe(FieldsOf<ThinkTime>, Visitor &&visit)
{
    visit(u"kind", &ThinkTime::kind);
    visit(u"low", &ThinkTime::low);
    visit(u"high", &ThinkTime::high);
    visit(u"deviation", &ThinkTime::deviation);
}

template <typename Visitor>
void describe(FieldsOf<Conversation>, Visitor &&visit)
{
    visit(u"then", &Conversation::then);
    visit(u"field", &Conversation::field);
    visit(u"think", &Conversation::think);
    visit(u"max_turns", &Conversation::maxTurns);
    visit(u"history_kib", &Conversation::historyKib);
}

template <typename Visitor>
void describe(FieldsOf<RequestTemplate>, Visitor &&visit)
{
    visit(u"name", &RequestTemplate::name);
    visit(u"target", &RequestTemplate::target);
    visit(u"weight", &RequestTemplate::weight);
    visit(u"system", &RequestTemplate::system);
    visit(u"prompt", &RequestTemplate::prompt);
    visit(u"prompt_tokens", &RequestTemplate::promptTokens);
    visit(u"images", &RequestTemplate::images);
    visit(u"audio", &RequestTemplate::audio);
    visit(u"data", &RequestTemplate::data);
    visit(u"body", &RequestTemplate::body);
    visit(u"stream", &RequestTemplate::stream);
    visit(u"max_tokens", &RequestTemplate::maxTokens);
    visit(u"output_tokens", &RequestTemplate::outputTokens);
    visit(u"parameters", &RequestTemplate::parameters);
    visit(u"extra_body", &RequestTemplate::extraBody);
    visit(u"conversation", &RequestTemplate::conversation);
    visit(u"checks", &RequestTemplate::checks);
}

template <typename Visitor>
void describe(FieldsOf<FieldRule>, Visitor &&visit)
{
    visit(u"field", &FieldRule::field);
    visit(u"from", &FieldRule::from);
    visit(u"as", &FieldRule::as);
    visit(u"time_format", &FieldRule::timeFormat);
    visit(u"default", &FieldRule::standard);
}

template <typename Visitor>
void describe(FieldsOf<DataSource>, Visitor &&visit)
{
    visit(u"name", &DataSource::name);
    visit(u"format", &DataSource::format);
    visit(u"path", &DataSource::path);
    visit(u"prompts", &DataSource::prompts);
    visit(u"order", &DataSource::order);
    visit(u"at_end", &DataSource::atEnd);
    visit(u"rows", &DataSource::rows);
    visit(u"names", &DataSource::names);
    visit(u"map", &DataSource::map, Most{limits::maxFieldRules});
    visit(u"bad_rows", &DataSource::badRows);
}

template <typename Visitor>
void describe(FieldsOf<UsersStep>, Visitor &&visit)
{
    visit(u"users", &UsersStep::users);
    visit(u"duration", &UsersStep::duration);
}

template <typename Visitor>
void describe(FieldsOf<UserRamp>, Visitor &&visit)
{
    visit(u"from", &UserRamp::from);
    visit(u"to", &UserRamp::to);
    visit(u"duration", &UserRamp::duration);
}

template <typename Visitor>
void describe(FieldsOf<UserStairs>, Visitor &&visit)
{
    visit(u"from", &UserStairs::from);
    visit(u"increment", &UserStairs::increment);
    visit(u"levels", &UserStairs::levels);
    visit(u"level", &UserStairs::level);
    visit(u"ramp", &UserStairs::ramp);
}

template <typename Visitor>
void describe(FieldsOf<ClosedLoad>, Visitor &&visit)
{
    visit(u"users", &ClosedLoad::users);
    visit(u"think", &ClosedLoad::think);
    visit(u"pace", &ClosedLoad::pace);
    visit(u"iterations", &ClosedLoad::iterations);
    visit(u"keep_connections", &ClosedLoad::keepConnections);
    visit(u"steps", &ClosedLoad::steps);
}

template <typename Visitor>
void describe(FieldsOf<RateStep>, Visitor &&visit)
{
    visit(u"rate", &RateStep::rate);
    visit(u"duration", &RateStep::duration);
}

template <typename Visitor>
void describe(FieldsOf<RateRamp>, Visitor &&visit)
{
    visit(u"from", &RateRamp::from);
    visit(u"to", &RateRamp::to);
    visit(u"duration", &RateRamp::duration);
}

template <typename Visitor>
void describe(FieldsOf<RateStairs>, Visitor &&visit)
{
    visit(u"from", &RateStairs::from);
    visit(u"increment", &RateStairs::increment);
    visit(u"levels", &RateStairs::levels);
    visit(u"level", &RateStairs::level);
    visit(u"ramp", &RateStairs::ramp);
}

template <typename Visitor>
void describe(FieldsOf<SpreadStep>, Visitor &&visit)
{
    visit(u"count", &SpreadStep::count);
    visit(u"duration", &SpreadStep::duration);
}

template <typename Visitor>
void describe(FieldsOf<AtOnceStep>, Visitor &&visit)
{
    visit(u"count", &AtOnceStep::count);
}

template <typename Visitor>
void describe(FieldsOf<PeakStep>, Visitor &&visit)
{
    visit(u"count", &PeakStep::count);
    visit(u"duration", &PeakStep::duration);
}

template <typename Visitor>
void describe(FieldsOf<PauseStep>, Visitor &&visit)
{
    visit(u"duration", &PauseStep::duration);
}

template <typename Visitor>
void describe(FieldsOf<OpenLoad>, Visitor &&visit)
{
    visit(u"rate", &OpenLoad::rate);
    visit(u"arrivals", &OpenLoad::arrivals);
    visit(u"burstiness", &OpenLoad::burstiness);
    visit(u"cap", &OpenLoad::cap);
    visit(u"cap_policy", &OpenLoad::capPolicy);
    visit(u"steps", &OpenLoad::steps);
}

template <typename Visitor>
void describe(FieldsOf<TraceLoad>, Visitor &&visit)
{
    visit(u"path", &TraceLoad::path);
    visit(u"time_column", &TraceLoad::timeColumn);
    visit(u"input_column", &TraceLoad::inputColumn);
    visit(u"output_column", &TraceLoad::outputColumn);
    visit(u"speed", &TraceLoad::speed);
    visit(u"from", &TraceLoad::from);
    visit(u"length", &TraceLoad::length);
    visit(u"cap", &TraceLoad::cap);
    visit(u"cap_policy", &TraceLoad::capPolicy);
}

template <typename Visitor>
void describe(FieldsOf<Abandonment>, Visitor &&visit)
{
    visit(u"without_token", &Abandonment::withoutToken);
    visit(u"after_chunks", &Abandonment::afterChunks);
    visit(u"share", &Abandonment::share);
}

/// The members that all load models share; `model`, the model's own and `duration` have rules of their own.
template <typename Visitor>
void describe(FieldsOf<LoadGroup>, Visitor &&visit)
{
    visit(u"name", &LoadGroup::name);
    visit(u"mix", &LoadGroup::mix);
    visit(u"start_after", &LoadGroup::startAfter);
    visit(u"requests", &LoadGroup::requests);
    visit(u"abandon", &LoadGroup::abandon);
}

/// The members beside the groups.
template <typename Visitor>
void describe(FieldsOf<Load>, Visitor &&visit)
{
    visit(u"warm_up", &Load::warmUp);
    visit(u"drain", &Load::drain);
    visit(u"max_duration", &Load::maxDuration);
}

template <typename Visitor>
void describe(FieldsOf<ServiceLevel>, Visitor &&visit)
{
    visit(u"ttft", &ServiceLevel::ttft);
    visit(u"tpot", &ServiceLevel::tpot);
    visit(u"e2e", &ServiceLevel::e2e);
}

template <typename Visitor>
void describe(FieldsOf<ValiditySettings>, Visitor &&visit)
{
    visit(u"achieved_share", &ValiditySettings::achievedShare);
    visit(u"slip_p99", &ValiditySettings::slipP99);
    visit(u"loop_lag_p99", &ValiditySettings::loopLagP99);
    visit(u"processor_share", &ValiditySettings::processorShare);
    visit(u"processor_for", &ValiditySettings::processorFor);
    visit(u"throttled_share", &ValiditySettings::throttledShare);
    visit(u"chunks_above_usage_share", &ValiditySettings::chunksAboveUsageShare);
}

template <typename Visitor>
void describe(FieldsOf<Goals>, Visitor &&visit)
{
    visit(u"service_level", &Goals::serviceLevel);
    visit(u"error_budget", &Goals::errorBudget);
    visit(u"thresholds", &Goals::thresholds);
    visit(u"stall_limit", &Goals::stallLimit);
    visit(u"validity", &Goals::validity);
}

template <typename Visitor>
void describe(FieldsOf<Recording>, Visitor &&visit)
{
    visit(u"chunk_times", &Recording::chunkTimes);
    visit(u"prompts", &Recording::prompts);
    visit(u"answers", &Recording::answers);
}

template <typename Visitor>
void describe(FieldsOf<Scenario>, Visitor &&visit)
{
    visit(u"name", &Scenario::name);
    visit(u"description", &Scenario::description);
    visit(u"targets", &Scenario::targets);
    visit(u"requests", &Scenario::requests);
    visit(u"data", &Scenario::data);
    visit(u"load", &Scenario::load);
    visit(u"goals", &Scenario::goals);
    visit(u"recording", &Scenario::recording);
    visit(u"transport", &Scenario::transport);
    visit(u"kernel_stamps", &Scenario::kernelStamps);
    visit(u"seed", &Scenario::seed);
    visit(u"salt", &Scenario::salt);
    visit(u"workers", &Scenario::workers);
    visit(u"most_event_mib", &Scenario::mostEventMib);
}

} // namespace weir
