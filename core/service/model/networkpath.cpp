// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/networkpath.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr quint64 networkPurpose = 0x6e6574;

bool acts(const NetworkConfig &network)
{
    return network.delay > Nanoseconds{0} || network.jitter > Nanoseconds{0} || network.bytesPerSecond > 0;
}

} // namespace

NetworkPath::NetworkPath(const NetworkConfig &config, quint64 seed)
    : m_config(config), m_random(mixSeed({seed, networkPurpose}))
{
    setDrills({});
}

void NetworkPath::setDrills(const std::vector<NetworkConfig> &drills)
{
    std::vector<NetworkConfig> networks{m_config};
    networks.insert(networks.end(), drills.begin(), drills.end());
    std::vector<Part> before;
    before.swap(m_parts);
    m_bytesPerSecond = 0;
    for (const NetworkConfig &network : networks) {
        if (!acts(network))
            continue;
        const auto same = std::ranges::find(before, network, &Part::network);
        m_parts.push_back({network, same == before.end() ? std::nullopt : same->last});
        if (same != before.end())
            before.erase(same); // two drills that are alike have a memory each
        if (network.bytesPerSecond > 0)
            m_bytesPerSecond = m_bytesPerSecond > 0 ? std::min(m_bytesPerSecond, network.bytesPerSecond)
                                                    : network.bytesPerSecond;
    }
    m_isOn = !m_parts.empty();
}

Nanoseconds NetworkPath::delay()
{
    double ns = 0;
    for (Part &part : m_parts) {
        const double rho = part.network.correlation;
        if (part.network.jitter > Nanoseconds{0}) {
            const double fresh = m_random.normal(0, 1);
            // The first one has the whole spread, or a correlation of 1 would leave none for ever.
            part.last = part.last ? rho * *part.last + std::sqrt(1 - rho * rho) * fresh : fresh;
        }
        ns += std::max(0.0, static_cast<double>(part.network.delay.count()) +
                                part.last.value_or(0) * static_cast<double>(part.network.jitter.count()));
    }
    return Nanoseconds(std::llround(ns));
}

TimePoint NetworkPath::sentAt(TimePoint at, TimePoint lineFree, quint64 bytes) const
{
    if (m_bytesPerSecond <= 0)
        return at;
    const double ns = std::min(static_cast<double>(bytes) / m_bytesPerSecond * 1e9, 1e15);
    return std::max(at, lineFree) + Nanoseconds(std::llround(ns));
}

} // namespace weir
