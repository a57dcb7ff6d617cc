// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/servicemetrics.h"

#include <algorithm>
#include <cstdio>

namespace weir {

namespace {

constexpr std::array firstTokenBounds{0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1,  0.25,  0.5,   0.75,
                                      1.0,   2.5,   5.0,  7.5,  10.0, 20.0, 40.0, 80.0, 160.0, 640.0, 2560.0};
constexpr std::array gapBounds{0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2,  0.3,  0.4, 0.5,
                               0.75, 1.0,   2.5,  5.0,   7.5, 10.0, 20.0, 40.0, 80.0};
constexpr std::array requestBounds{0.3,  0.5,  0.8,  1.0,  1.5,   2.0,   2.5,   5.0,   10.0,   15.0,  20.0,
                                   30.0, 40.0, 50.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 7680.0};
constexpr std::array tokenBounds{1.0,   2.0,   5.0,    10.0,   20.0,   50.0,    100.0,
                                 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0, 20000.0};
constexpr std::array<std::string_view, 4> finishNames{"stop", "length", "tool_calls", "abort"};
constexpr std::array<std::string_view, 7> refusalNames{"request_limit", "token_limit",   "prompt_too_long",
                                                       "queue_full",    "queue_timeout", "no_replica",
                                                       "canary_error"};
constexpr std::string_view model = "{model_name=\"weir-reference\"} ";

double seconds(Nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

void appendNumber(std::string &out, double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.15g\n", value);
    out += text;
}

void head(std::string &out, std::string_view name, std::string_view type, std::string_view help)
{
    out += "# HELP ";
    out.append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type);
    out += '\n';
}

void single(std::string &out, std::string_view name, std::string_view type, std::string_view help,
            double value)
{
    head(out, name, type, help);
    out.append(name).append(model);
    appendNumber(out, value);
}

void labelled(std::string &out, std::string_view name, std::string_view label, std::string_view of,
              double value)
{
    out.append(name).append("{").append(label).append("=\"").append(of).append("\"} ");
    appendNumber(out, value);
}

std::string_view phaseName(ReplicaPhase phase)
{
    static constexpr std::array<std::string_view, 7> names{"starting", "warming", "ready",  "tripped",
                                                           "cut",      "lost",    "leaving"};
    return names.at(static_cast<std::size_t>(phase));
}

} // namespace

void MetricHistogram::observe(double value)
{
    const auto bound = std::lower_bound(m_bounds.begin(), m_bounds.end(), value);
    ++m_counts[static_cast<std::size_t>(bound - m_bounds.begin())];
    m_sum += value;
}

void MetricHistogram::append(std::string &out, std::string_view name, std::string_view help) const
{
    head(out, name, "histogram", help);
    quint64 count = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        count += m_counts[i];
        char bound[32] = "+Inf";
        if (i < m_bounds.size())
            std::snprintf(bound, sizeof bound, "%g", m_bounds[i]);
        out.append(name).append("_bucket{model_name=\"weir-reference\",le=\"").append(bound).append("\"} ");
        out += std::to_string(count) + '\n';
    }
    out.append(name).append("_sum").append(model);
    appendNumber(out, m_sum);
    out.append(name).append("_count").append(model).append(std::to_string(count)).append("\n");
}

ServiceMetrics::ServiceMetrics()
    : m_ttft(firstTokenBounds)
    , m_gap(gapBounds)
    , m_tpot(gapBounds)
    , m_e2e(requestBounds)
    , m_queue(requestBounds)
    , m_prefill(requestBounds)
    , m_decode(requestBounds)
    , m_promptTokens(tokenBounds)
    , m_answerTokens(tokenBounds)
{
}

void ServiceMetrics::note(const TruthRecord &record, const AnswerEnd &end)
{
    const auto reason = std::find(finishNames.begin(), finishNames.end(), end.finishReason);
    if (reason == finishNames.end())
        return; // refused, or it left the queue
    ++m_finished.at(static_cast<std::size_t>(reason - finishNames.begin()));
    quint32 tokens = 0;
    TimePoint last;
    for (const TruthChunk &chunk : record.chunks) {
        // The first write of a whole answer is its last: that would be its end, not its first token.
        if (tokens == 0)
            m_ttft.observe(seconds(end.wholeFirstDue.value_or(chunk.written) - record.accepted));
        else
            m_gap.observe(seconds(chunk.written - last));
        tokens += chunk.tokens;
        last = chunk.written;
    }
    m_promptTokens.observe(record.promptTokens);
    m_answerTokens.observe(tokens);
    if (record.end == TruthEnd::Done)
        noteTimes(record, end, tokens);
}

void ServiceMetrics::noteTimes(const TruthRecord &record, const AnswerEnd &end, quint32 tokens)
{
    const StageTimes &stages = record.stages;
    if (end.wholeFirstDue && tokens > 1) {
        m_tpot.observe(seconds(stages.decode) / (tokens - 1));
    } else if (record.chunks.size() > 1) { // so no embedding
        const TruthChunk &first = record.chunks.front();
        m_tpot.observe(seconds(record.chunks.back().written - first.written) / (tokens - first.tokens));
    }
    m_e2e.observe(seconds(record.done - record.accepted));
    m_queue.observe(seconds(stages.queue));
    m_prefill.observe(seconds(stages.prefill));
    m_decode.observe(seconds(stages.decode + stages.preempted));
}

std::string ServiceMetrics::page(const ModelState &state, const ServiceStats &stats) const
{
    std::string out;
    appendEngine(out, state);
    appendGpus(out, state);
    appendService(out, state, stats);
    return out;
}

void ServiceMetrics::appendEngine(std::string &out, const ModelState &state) const
{
    const ModelCounts &counts = state.counts;
    single(out, "vllm:num_requests_running", "gauge", "Requests in the batches of all replicas.",
           state.running);
    single(out, "vllm:num_requests_waiting", "gauge", "Requests that wait to be scheduled.", state.queued);
    single(out, "vllm:kv_cache_usage_perc", "gauge", "KV cache in use, 1 is all of it.", state.kvUse);
    single(out, "vllm:gpu_cache_usage_perc", "gauge", "KV cache in use, by its older name.", state.kvUse);
    single(out, "vllm:num_preemptions_total", "counter", "Requests thrown out of the KV cache.",
           static_cast<double>(counts.preemptions));
    single(out, "vllm:prompt_tokens_total", "counter",
           "Prompt tokens of requests that were served, from a cache or not.",
           static_cast<double>(counts.promptTokens));
    single(out, "vllm:generation_tokens_total", "counter", "Tokens of answers, from a cache or not.",
           static_cast<double>(counts.tokens));
    single(out, "vllm:prefix_cache_queries_total", "counter", "Prompt tokens looked up in the prefix caches.",
           static_cast<double>(counts.promptTokens));
    single(out, "vllm:prefix_cache_hits_total", "counter", "Prompt tokens found in the prefix caches.",
           static_cast<double>(counts.cachedPromptTokens));
    head(out, "vllm:request_success_total", "counter", "Requests that the model took, by how they ended.");
    for (std::size_t i = 0; i < finishNames.size(); ++i) {
        out.append("vllm:request_success_total{finished_reason=\"").append(finishNames.at(i));
        out.append("\",model_name=\"weir-reference\"} ")
            .append(std::to_string(m_finished.at(i)))
            .append("\n");
    }
    m_ttft.append(out, "vllm:time_to_first_token_seconds",
                  "Accepted to first token; of whole answers, until it was due.");
    m_gap.append(out, "vllm:inter_token_latency_seconds", "Between the events of an answer.");
    m_gap.append(out, "vllm:time_per_output_token_seconds", "The same by its older name.");
    m_tpot.append(out, "vllm:request_time_per_output_token_seconds",
                  "Mean of an answer's tokens after the first.");
    m_e2e.append(out, "vllm:e2e_request_latency_seconds", "Accepted to the end of an answer in full.");
    m_queue.append(out, "vllm:request_queue_time_seconds", "Waiting to be scheduled.");
    m_prefill.append(out, "vllm:request_prefill_time_seconds", "Scheduled to first token.");
    m_decode.append(out, "vllm:request_decode_time_seconds", "First to last token.");
    m_promptTokens.append(out, "vllm:request_prompt_tokens", "Prompt tokens of a request that was served.");
    m_answerTokens.append(out, "vllm:request_generation_tokens", "Tokens of an answer that were sent.");
}

void ServiceMetrics::appendGpus(std::string &out, const ModelState &state) const
{
    head(out, "DCGM_FI_DEV_GPU_UTIL", "gauge", "GPU use of the last second, percent.");
    for (const ReplicaState &replica : state.replicas)
        labelled(out, "DCGM_FI_DEV_GPU_UTIL", "gpu", std::to_string(replica.number), 100 * replica.gpuUse);
    head(out, "weir_service_kv_tokens", "gauge", "Tokens in the KV cache.");
    for (const ReplicaState &replica : state.replicas)
        labelled(out, "weir_service_kv_tokens", "replica", std::to_string(replica.number),
                 static_cast<double>(replica.kvTokens));
}

void ServiceMetrics::appendService(std::string &out, const ModelState &state, const ServiceStats &stats) const
{
    const ModelCounts &counts = state.counts;
    head(out, "weir_service_refused_total", "counter", "Requests refused, by reason.");
    for (std::size_t i = 0; i < refusalNames.size(); ++i)
        labelled(out, "weir_service_refused_total", "reason", refusalNames.at(i),
                 static_cast<double>(counts.refused.at(i)));
    head(out, "weir_service_replicas", "gauge", "Replicas by phase.");
    for (std::size_t phase = 0; phase <= static_cast<std::size_t>(ReplicaPhase::Leaving); ++phase) {
        const auto wanted = static_cast<ReplicaPhase>(phase);
        labelled(out, "weir_service_replicas", "phase", phaseName(wanted),
                 static_cast<double>(std::count_if(
                     state.replicas.begin(), state.replicas.end(),
                     [wanted](const ReplicaState &replica) { return replica.phase == wanted; })));
    }
    head(out, "weir_service_faults_total", "counter",
         "Faults that have happened, by kind; a request meets one at most.");
    for (const FaultKind kind : allFaultKinds())
        labelled(out, "weir_service_faults_total", "kind", faultName(kind).toStdString(),
                 static_cast<double>(stats.faultCount(kind)));
    single(out, "weir_service_replicas_wanted", "gauge", "Replicas that the autoscaler wants.",
           state.replicasWanted);
    single(out, "weir_service_result_cache_hits_total", "counter", "Answers from the result cache.",
           static_cast<double>(counts.cacheHits));
    single(out, "weir_service_result_cache_misses_total", "counter",
           "Requests not found in the result cache.", static_cast<double>(counts.cacheMisses));
    single(out, "weir_service_failovers_total", "counter", "Requests started again on another replica.",
           static_cast<double>(counts.failovers));
    single(out, "weir_service_broken_total", "counter", "Answers that broke with their replica.",
           static_cast<double>(counts.broken));
    single(out, "weir_service_requests_total", "counter", "Requests on any path.",
           static_cast<double>(stats.requests));
    single(out, "weir_service_open_connections", "gauge", "Open connections.",
           static_cast<double>(stats.openConnections));
}

} // namespace weir
