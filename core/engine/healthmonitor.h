// SPDX-License-Identifier: GPL-3.0-or-later
// Reads how busy this process and its host are, once a second.
#pragma once

#include "base/clock.h"
#include "engine/systemfiles.h"
#include "metrics/snapshot.h"

#include <optional>
#include <vector>

namespace weir {

/// Samples /proc and the cgroups. Linux only; figures that can't be read stay zero. Lives in the collector's
/// thread.
class HealthMonitor
{
public:
    /// Starts counting now. `busyShare` (0 to 1) is the host's processor use that counts as busy. `files` is
    /// where the host's and the cgroups' figures are read; the process's own times come from the system.
    HealthMonitor(const Clock &clock, double busyShare, SystemFiles files = SystemFiles());

    /// The process- and host-wide part of the health: processor, memory, throttling. Call about once a
    /// second; the host's share stays what it was for half a second.
    GeneratorHealth sample();
    /// The process's processor time since the counting started. At any time: sample() is not disturbed.
    [[nodiscard]] Nanoseconds processorTime() const { return readProcessorTime() - m_processorStart; }

private:
    struct HostTicks
    {
        quint64 busy = 0;
        quint64 total = 0;
    };
    /// Of one cgroup, since it was made.
    struct Throttling
    {
        quint64 periods = 0;
        quint64 throttled = 0;
    };
    [[nodiscard]] std::optional<HostTicks> readHostTicks() const;
    [[nodiscard]] Throttling readThrottling(const QString &folder) const;
    [[nodiscard]] std::vector<Throttling> readThrottling() const;
    [[nodiscard]] double hostShare();
    [[nodiscard]] double throttledShare() const;
    static Nanoseconds readProcessorTime();
    static quint64 readPeakResidentBytes();

    const Clock &m_clock;
    double m_busyShare;
    SystemFiles m_files;
    QStringList m_cgroups; ///< Folders of the cpu controller.
    Nanoseconds m_processorStart;
    std::optional<HostTicks> m_lastTicks;
    std::vector<Throttling> m_firstThrottling; ///< One for each of m_cgroups.
    TimePoint m_lastSample;                    ///< Of the host's share.
    double m_hostShare = 0;
    quint64 m_peakResident = 0;
    Nanoseconds m_busyNow{0};
    Nanoseconds m_busyLongest{0};
};

} // namespace weir
