// SPDX-License-Identifier: GPL-3.0-or-later
// Reads how busy this process and its host are, once a second.
#pragma once

#include "base/clock.h"
#include "metrics/snapshot.h"

#include <optional>

namespace weir {

/// Samples /proc and the cgroup. Linux only; figures that can't be read stay zero. Lives in the collector's
/// thread.
class HealthMonitor
{
public:
    /// Starts counting now. `busyShare` is the host's processor use that counts as busy.
    HealthMonitor(const Clock &clock, double busyShare);

    /// The process- and host-wide part of the health: processor, memory, throttling. Call once a second.
    GeneratorHealth sample();
    /// The process's processor time since the counting started. At any time: sample() is not disturbed.
    [[nodiscard]] Nanoseconds processorTime() const { return readProcessorTime() - m_processorStart; }

private:
    struct HostTicks
    {
        quint64 busy = 0;
        quint64 total = 0;
    };
    struct Throttling
    {
        quint64 periods = 0;
        quint64 throttled = 0;
    };
    static std::optional<HostTicks> readHostTicks();
    static std::optional<Throttling> readThrottling();
    static Nanoseconds readProcessorTime();
    static quint64 readResidentBytes();
    static quint64 readPeakResidentBytes();

    const Clock &m_clock;
    double m_busyShare;
    Nanoseconds m_processorStart;
    std::optional<HostTicks> m_lastTicks;
    std::optional<Throttling> m_firstThrottling;
    TimePoint m_lastSample;
    Nanoseconds m_busyNow{0};
    Nanoseconds m_busyLongest{0};
};

} // namespace weir
