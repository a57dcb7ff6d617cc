// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/autoscaler.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr std::chrono::seconds growthPeriod{15};
constexpr quint32 leastGrowth = 4;

QString figure(double value)
{
    return QString::number(value, 'g', 3);
}

MessageText metricName(ScalingMetric metric)
{
    switch (metric) {
    case ScalingMetric::GpuUse:
        return WEIR_TEXT("scaling.gpu_use", "GPU use");
    case ScalingMetric::QueueLength:
        return WEIR_TEXT("scaling.queue", "queue a replica");
    case ScalingMetric::RequestsPerSecond:
        return WEIR_TEXT("scaling.requests", "requests/s a replica");
    case ScalingMetric::KvUse:
        break;
    }
    return WEIR_TEXT("scaling.kv_use", "KV cache use");
}

} // namespace

double ScalingSample::of(ScalingMetric metric) const
{
    switch (metric) {
    case ScalingMetric::GpuUse:
        return gpuUse;
    case ScalingMetric::QueueLength:
        return queueLength;
    case ScalingMetric::RequestsPerSecond:
        return requestsPerSecond;
    case ScalingMetric::KvUse:
        break;
    }
    return kvUse;
}

Autoscaler::Autoscaler(const AutoscalerConfig &config)
    : m_config(config), m_forecast(config.forecastWindow), m_beyondSince(config.rules.size())
{
}

std::optional<ScalingDecision> Autoscaler::sample(TimePoint now, const ScalingSample &sample,
                                                  quint32 replicas)
{
    if (m_config.kind == ScalingKind::Off)
        return std::nullopt;
    if (m_config.kind == ScalingKind::Rules)
        return decideByRules(now, sample, replicas);
    const double value = sample.of(m_config.metric);
    m_forecast.add(now, value * replicas);
    m_sum += value;
    ++m_samples;
    m_sizes.push_back({now, replicas});
    while (m_sizes.front().at <= now - growthPeriod)
        m_sizes.pop_front();
    if (!m_decidedAt)
        m_decidedAt = now;
    if (now - *m_decidedAt < m_config.period)
        return std::nullopt;
    m_decidedAt = now;
    return decideByTarget(now, replicas);
}

std::optional<ScalingDecision> Autoscaler::decideByTarget(TimePoint now, quint32 replicas)
{
    m_metric = m_sum / m_samples;
    m_sum = 0;
    m_samples = 0;
    if (m_config.kind == ScalingKind::Forecast) {
        const std::optional<Forecast::Line> ahead = m_forecast.at(now + m_config.horizon);
        m_metric = std::max(m_metric, ahead ? ahead->value / std::max(1U, replicas) : 0);
    }
    const double ratio = m_metric / m_config.target;
    // A hair less, so that 1.2 / 0.4 asks for three times as many and not for one more.
    const quint32 wish = std::abs(ratio - 1) <= m_config.tolerance
                             ? clamped(replicas)
                             : clamped(std::ceil(replicas * ratio - 1e-9));
    const quint32 wanted = stabilised(now, wish, replicas);
    if (wanted == replicas)
        return std::nullopt;
    return ScalingDecision{wanted,
                           Message(WEIR_TEXT("scaling.off_target", "%1 is %2, target %3"),
                                   metricName(m_config.metric), figure(m_metric), figure(m_config.target))};
}

quint32 Autoscaler::stabilised(TimePoint now, quint32 wish, quint32 replicas)
{
    m_wishes.push_back({now, wish});
    while (m_wishes.size() > 1 &&
           m_wishes.front().at <= now - std::max(m_config.upWindow, m_config.downWindow))
        m_wishes.pop_front();
    quint32 lowest = wish;
    quint32 highest = wish;
    for (const Wish &past : m_wishes) {
        if (past.at > now - m_config.upWindow)
            lowest = std::min(lowest, past.replicas);
        if (past.at > now - m_config.downWindow)
            highest = std::max(highest, past.replicas);
    }
    if (highest < replicas)
        return highest;
    if (lowest <= replicas)
        return replicas;
    const quint32 before = m_sizes.empty() ? replicas : m_sizes.front().replicas;
    return std::max(replicas, std::min(lowest, before + std::max(leastGrowth, before)));
}

std::optional<ScalingDecision> Autoscaler::decideByRules(TimePoint now, const ScalingSample &sample,
                                                         quint32 replicas)
{
    double change = 0;
    Message reason;
    for (std::size_t i = 0; i < m_config.rules.size(); ++i) {
        const ScalingRule &rule = m_config.rules[i];
        const double value = sample.of(rule.metric);
        m_metric = i == 0 ? value : m_metric;
        std::optional<TimePoint> &since = m_beyondSince[i];
        if (rule.above ? value <= rule.value : value >= rule.value) {
            since.reset();
            continue;
        }
        if (!since)
            since = now;
        if (now - *since < rule.hold)
            continue;
        since = now;
        change += rule.change;
        reason = Message(rule.above ? WEIR_TEXT("scaling.above", "%1 is %2, above %3")
                                    : WEIR_TEXT("scaling.below", "%1 is %2, below %3"),
                         metricName(rule.metric), figure(value), figure(rule.value));
    }
    const quint32 wanted = clamped(replicas + change);
    return wanted == replicas ? std::nullopt : std::optional(ScalingDecision{wanted, reason});
}

quint32 Autoscaler::clamped(double replicas) const
{
    return static_cast<quint32>(std::clamp(replicas, static_cast<double>(m_config.least),
                                           static_cast<double>(std::max(m_config.least, m_config.most))));
}

} // namespace weir
