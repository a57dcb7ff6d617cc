// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/servicehistory.h"

#include "base/units.h"

#include <cmath>

namespace weir {

namespace {

constexpr std::size_t samplesASecond = static_cast<std::size_t>(1 / ServiceHistory::step);

} // namespace

quint32 servingReplicas(const ModelState &state)
{
    return static_cast<quint32>(
        std::count_if(state.replicas.begin(), state.replicas.end(), [](const ReplicaState &replica) {
            return replica.phase == ReplicaPhase::Ready || replica.phase == ReplicaPhase::Warming;
        }));
}

void ServiceHistory::add(const ModelState &state)
{
    if (!m_origin)
        m_origin = state.at;
    else if (state.at <= m_newest)
        return;
    m_newest = state.at;
    m_sum.queued += state.queued;
    m_sum.running += state.running;
    m_sum.gpuUse += state.gpuUse;
    m_sum.kvUse += state.kvUse;
    ++m_gathered;
    const double now = secondsAt(state.at);
    if (!m_samples.empty() && now < m_samples.back().at + step * 0.9) // pictures come a little early or late
        return;
    ServiceSample sample;
    sample.at = now;
    sample.queued = m_sum.queued / m_gathered;
    sample.running = m_sum.running / m_gathered;
    sample.gpuUse = m_sum.gpuUse / m_gathered;
    sample.kvUse = m_sum.kvUse / m_gathered;
    sample.replicasWanted = state.replicasWanted;
    sample.replicas = servingReplicas(state);
    sample.counts = state.counts;
    m_samples.push_back(sample);
    m_sum = ServiceSample();
    m_gathered = 0;
    while (m_samples.front().at < now - window)
        m_samples.pop_front();
}

double ServiceHistory::secondsAt(TimePoint at) const
{
    return m_origin && at > *m_origin ? toSeconds(at - *m_origin) : 0;
}

double ServiceHistory::end() const
{
    return m_samples.empty() ? 0 : m_samples.back().at;
}

std::vector<QPointF> ServiceHistory::gauge(double ServiceSample::*field, double factor) const
{
    std::vector<QPointF> points;
    points.reserve(m_samples.size());
    for (const ServiceSample &sample : m_samples)
        points.emplace_back(sample.at, sample.*field * factor);
    return points;
}

std::vector<QPointF> ServiceHistory::rate(const std::function<double(const ModelCounts &)> &count) const
{
    std::vector<QPointF> points;
    for (std::size_t i = 1; i < m_samples.size(); ++i) {
        const ServiceSample &now = m_samples[i];
        const ServiceSample &before = m_samples[i - std::min(i, samplesASecond)];
        points.emplace_back(now.at, (count(now.counts) - count(before.counts)) / (now.at - before.at));
    }
    return points;
}

std::vector<QPointF> ServiceHistory::growth(const std::function<double(const ModelCounts &)> &count) const
{
    std::vector<QPointF> points;
    for (std::size_t i = 1; i < m_samples.size(); ++i) {
        const double more = count(m_samples[i].counts) - count(m_samples[i - 1].counts);
        const double from = std::floor(m_samples[i].at / growthStretch) * growthStretch;
        if (!points.empty() && points.back().x() == from)
            points.back().ry() += more;
        else
            points.emplace_back(from, more);
    }
    return points;
}

} // namespace weir
