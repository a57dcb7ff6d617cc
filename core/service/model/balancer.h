// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the replica that gets the next request.
#pragma once

#include "base/random.h"
#include "service/model/modelconfig.h"

#include <optional>
#include <span>
#include <unordered_map>

namespace weir {

/// A replica that may be chosen now.
struct BalancerCandidate
{
    quint32 replica = 0;       ///< Its number, the same in every call.
    double weight = 1;         ///< Above 0, 1 for one that is warm.
    quint32 load = 0;          ///< Requests that it has.
    Nanoseconds meanAnswer{0}; ///< 0: not known yet.
};

/// Replicas may come and go between two calls. The same calls under the same seed choose alike. One thread.
class Balancer
{
public:
    Balancer(Balancing kind, quint64 seed) : m_kind(kind), m_random(seed) {}

    /// The chosen one's `replica`; `candidates` is not empty.
    quint32 choose(std::span<const BalancerCandidate> candidates);

private:
    quint32 roundRobin(std::span<const BalancerCandidate> candidates);
    quint32 leastLoad(std::span<const BalancerCandidate> candidates);
    quint32 byLatency(std::span<const BalancerCandidate> candidates);
    quint32 ofTwo(std::span<const BalancerCandidate> candidates);
    std::size_t drawWeighted(std::span<const BalancerCandidate> candidates, bool byLatency,
                             std::optional<std::size_t> except = std::nullopt);

    Balancing m_kind;
    Random m_random;
    std::unordered_map<quint32, double> m_credit; ///< Round robin: by replica.
    quint32 m_last = 0;                           ///< Least connections: ties go to the next one.
};

} // namespace weir
