// SPDX-License-Identifier: GPL-3.0-or-later
// The way between clients and gateway: delay with jitter and correlation, and how fast a connection is.
#pragma once

#include "base/random.h"
#include "service/model/modelconfig.h"

#include <optional>
#include <vector>

namespace weir {

/// The configured network and those of the drills under way, added up. As with Linux' netem, a delay depends
/// on the one before it: x = rho x before + sqrt(1 - rho^2) x fresh, normal. One thread.
class NetworkPath
{
public:
    NetworkPath(const NetworkConfig &config, quint64 seed);

    /// What the drills under way add. The network, and drills that stay, keep their memory.
    void setDrills(const std::vector<NetworkConfig> &drills);
    /// False while nothing is delayed or slow.
    [[nodiscard]] bool isOn() const { return m_isOn; }
    /// One draw of the delay of one way.
    Nanoseconds delay();
    /// When `bytes` have left, given at `at` to a connection that is free from `lineFree` on.
    [[nodiscard]] TimePoint sentAt(TimePoint at, TimePoint lineFree, quint64 bytes) const;

private:
    struct Part
    {
        NetworkConfig network;
        std::optional<double> last{}; ///< The last normal deviate.
    };

    NetworkConfig m_config;
    std::vector<Part> m_parts;
    double m_bytesPerSecond = 0; ///< The slowest; 0: no bound.
    Random m_random;
    bool m_isOn = false;
};

} // namespace weir
