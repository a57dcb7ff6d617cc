// SPDX-License-Identifier: GPL-3.0-or-later
// What the service tells Prometheus: vLLM's names for what a serving engine knows, DCGM's for its GPUs, and
// names of its own. Source: vLLM's docs, "Metrics"; NVIDIA's dcgm-exporter, default counters; Prometheus'
// text format 0.0.4.
#pragma once

#include "service/front/exchange.h"
#include "service/model/modelstate.h"
#include "service/front/servicestats.h"
#include "service/front/truthlog.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace weir {

/// Counts of values up to given bounds.
class MetricHistogram
{
public:
    /// `bounds` ascend and outlive the histogram.
    explicit MetricHistogram(std::span<const double> bounds) : m_bounds(bounds), m_counts(bounds.size() + 1)
    {
    }

    void observe(double value);
    /// Appends the cumulative buckets, the sum and the count of the metric `name`.
    void append(std::string &out, std::string_view name, std::string_view help) const;

private:
    std::span<const double> m_bounds;
    std::vector<quint64> m_counts; ///< By bound; the last is for what lies above all.
    double m_sum = 0;
};

/// Takes what has been answered and writes the page. Service thread only.
class ServiceMetrics
{
public:
    ServiceMetrics();

    /// An exchange is over. Every request that the model took counts once by its finish reason, and in the
    /// histograms of tokens; those of a request's times are of answers in full. A repetition that is answered
    /// by what another request's work gave counts as any other, here and in the model's own counts: the page
    /// tells what clients got, and a client can't tell the one from the other.
    void note(const TruthRecord &record, const AnswerEnd &end);
    /// The whole page.
    [[nodiscard]] std::string page(const ModelState &state, const ServiceStats &stats) const;

    static constexpr std::string_view contentType = "text/plain; version=0.0.4; charset=utf-8";

private:
    void noteTimes(const TruthRecord &record, const AnswerEnd &end, quint32 tokens);
    void appendEngine(std::string &out, const ModelState &state) const;
    void appendGpus(std::string &out, const ModelState &state) const;
    void appendService(std::string &out, const ModelState &state, const ServiceStats &stats) const;

    MetricHistogram m_ttft;
    MetricHistogram m_gap;
    MetricHistogram m_tpot;
    MetricHistogram m_e2e;
    MetricHistogram m_queue;
    MetricHistogram m_prefill;
    MetricHistogram m_decode;
    MetricHistogram m_promptTokens;
    MetricHistogram m_answerTokens;
    std::array<quint64, 4> m_finished{}; ///< stop, length, tool_calls, abort.
};

} // namespace weir
