// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/balancer.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostCredits = 4096;

double relativeLoad(const BalancerCandidate &candidate)
{
    return (candidate.load + 1.0) / candidate.weight;
}

/// The mean answer of those that have one; what a new replica is taken for.
double commonAnswer(std::span<const BalancerCandidate> candidates)
{
    double sum = 0;
    double known = 0;
    for (const BalancerCandidate &candidate : candidates) {
        sum += static_cast<double>(candidate.meanAnswer.count());
        known += candidate.meanAnswer > Nanoseconds{0} ? 1 : 0;
    }
    return known > 0 ? sum / known : 1;
}

} // namespace

quint32 Balancer::choose(std::span<const BalancerCandidate> candidates)
{
    if (candidates.size() == 1)
        return candidates.front().replica;
    switch (m_kind) {
    case Balancing::RoundRobin:
        return roundRobin(candidates);
    case Balancing::LatencyWeighted:
        return byLatency(candidates);
    case Balancing::TwoChoices:
        return ofTwo(candidates);
    case Balancing::LeastConnections:
        break;
    }
    return leastLoad(candidates);
}

quint32 Balancer::roundRobin(std::span<const BalancerCandidate> candidates)
{
    // Smooth weighted round robin: everybody earns his weight, the richest is chosen and pays the sum.
    if (m_credit.size() > mostCredits)
        m_credit.clear();
    double sum = 0;
    const BalancerCandidate *best = &candidates.front();
    double bestCredit = m_credit[best->replica] + best->weight;
    for (const BalancerCandidate &candidate : candidates) {
        sum += candidate.weight;
        const double credit = m_credit[candidate.replica] += candidate.weight;
        if (credit > bestCredit + 1e-9) {
            best = &candidate;
            bestCredit = credit;
        }
    }
    m_credit[best->replica] -= sum;
    return best->replica;
}

quint32 Balancer::leastLoad(std::span<const BalancerCandidate> candidates)
{
    const BalancerCandidate *best = &candidates.front();
    const auto isAfterLast = [this](const BalancerCandidate &candidate) {
        return candidate.replica > m_last;
    };
    for (const BalancerCandidate &candidate : candidates) {
        if (relativeLoad(candidate) < relativeLoad(*best) ||
            (relativeLoad(candidate) == relativeLoad(*best) && isAfterLast(candidate) && !isAfterLast(*best)))
            best = &candidate;
    }
    m_last = best->replica;
    return best->replica;
}

std::size_t Balancer::drawWeighted(std::span<const BalancerCandidate> candidates, bool byLatency,
                                   std::optional<std::size_t> except)
{
    const double common = byLatency ? commonAnswer(candidates) : 1;
    const auto shareOf = [&](std::size_t i) {
        const BalancerCandidate &candidate = candidates[i];
        if (i == except)
            return 0.0;
        if (!byLatency)
            return candidate.weight;
        const double answer = static_cast<double>(candidate.meanAnswer.count());
        return candidate.weight / (answer > 0 ? answer : common);
    };
    double sum = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        sum += shareOf(i);
    double point = m_random.uniform() * sum;
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < candidates.size() && point >= 0; ++i) {
        if (i == except)
            continue;
        drawn = i;
        point -= shareOf(i);
    }
    return drawn;
}

quint32 Balancer::byLatency(std::span<const BalancerCandidate> candidates)
{
    return candidates[drawWeighted(candidates, true)].replica;
}

quint32 Balancer::ofTwo(std::span<const BalancerCandidate> candidates)
{
    const std::size_t first = drawWeighted(candidates, false);
    const BalancerCandidate &one = candidates[first];
    const BalancerCandidate &other = candidates[drawWeighted(candidates, false, first)];
    return relativeLoad(other) < relativeLoad(one) ? other.replica : one.replica;
}

} // namespace weir
