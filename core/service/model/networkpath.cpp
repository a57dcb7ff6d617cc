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
    m_parts.clear();
    m_bytesPerSecond = 0;
    for (const NetworkConfig &network : networks) {
        if (!acts(network))
            continue;
        m_parts.push_back({network, 0});
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
        if (part.network.jitter > Nanoseconds{0})
            part.last = rho * part.last + std::sqrt(1 - rho * rho) * m_random.normal(0, 1);
        ns += std::max(0.0, static_cast<double>(part.network.delay.count()) +
                                part.last * static_cast<double>(part.network.jitter.count()));
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
