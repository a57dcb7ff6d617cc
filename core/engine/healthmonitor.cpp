// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/healthmonitor.h"

#include <sys/resource.h>
#include <unistd.h>

namespace weir {

namespace {

Nanoseconds fromTimeval(const timeval &time)
{
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

/// The host counts its time in ticks of 10 ms: a share over a few of them would be noise.
constexpr Nanoseconds shortestStretch = std::chrono::milliseconds{500};

/// Counters only grow; one that did not was reset or read wrong, and tells nothing.
quint64 growth(quint64 from, quint64 to)
{
    return to > from ? to - from : 0;
}

} // namespace

HealthMonitor::HealthMonitor(const Clock &clock, double busyShare, SystemFiles files)
    : m_clock(clock)
    , m_busyShare(busyShare)
    , m_files(std::move(files))
    , m_cgroups(m_files.cgroupFolders("cpu"))
    , m_processorStart(readProcessorTime())
    , m_lastTicks(readHostTicks())
    , m_firstThrottling(readThrottling())
    , m_lastSample(clock.now())
{
}

GeneratorHealth HealthMonitor::sample()
{
    GeneratorHealth health;
    if (const TimePoint now = m_clock.now(); now - m_lastSample >= shortestStretch) {
        m_hostShare = hostShare();
        m_busyNow = m_hostShare > m_busyShare ? m_busyNow + (now - m_lastSample) : Nanoseconds{0};
        m_busyLongest = std::max(m_busyLongest, m_busyNow);
        m_lastSample = now;
    }
    health.processorShare = m_hostShare;
    health.hostBusyFor = m_busyLongest;
    health.processorTime = processorTime();
    health.residentBytes = processResidentBytes(m_files);
    // The kernel brings its own peak up to date now and then only.
    m_peakResident = std::max({m_peakResident, health.residentBytes, readPeakResidentBytes()});
    health.peakResidentBytes = m_peakResident;
    health.throttledShare = throttledShare();
    return health;
}

double HealthMonitor::hostShare()
{
    const std::optional<HostTicks> ticks = readHostTicks();
    const std::optional<HostTicks> last = std::exchange(m_lastTicks, ticks);
    if (!ticks || !last)
        return 0;
    const quint64 total = growth(last->total, ticks->total);
    // Of two counters that are read while they move, the part may seem to outgrow the whole.
    const quint64 busy = std::min(growth(last->busy, ticks->busy), total);
    return total > 0 ? static_cast<double>(busy) / static_cast<double>(total) : 0;
}

double HealthMonitor::throttledShare() const
{
    const std::vector<Throttling> now = readThrottling();
    double worst = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const quint64 periods = growth(m_firstThrottling[i].periods, now[i].periods);
        const quint64 throttled = std::min(growth(m_firstThrottling[i].throttled, now[i].throttled), periods);
        if (periods > 0)
            worst = std::max(worst, static_cast<double>(throttled) / static_cast<double>(periods));
    }
    return worst;
}

std::optional<HealthMonitor::HostTicks> HealthMonitor::readHostTicks() const
{
    // "cpu user nice system idle iowait irq softirq steal ..."; idle and iowait are not busy.
    const QByteArray stat = m_files.read(QStringLiteral("/proc/stat"));
    const QList<QByteArray> fields = stat.left(stat.indexOf('\n')).simplified().split(' ');
    if (fields.size() < 9 || fields.first() != "cpu")
        return std::nullopt;
    HostTicks ticks;
    for (qsizetype i = 1; i <= 8; ++i) {
        const quint64 value = fields.at(i).toULongLong();
        ticks.total += value;
        if (i != 4 && i != 5)
            ticks.busy += value;
    }
    return ticks;
}

HealthMonitor::Throttling HealthMonitor::readThrottling(const QString &folder) const
{
    // Both versions of cgroups name the two counters alike; a group without a quota has none.
    const QByteArray stat = m_files.read(folder + QStringLiteral("/cpu.stat"));
    return {numberAfter(stat, "nr_periods").value_or(0), numberAfter(stat, "nr_throttled").value_or(0)};
}

std::vector<HealthMonitor::Throttling> HealthMonitor::readThrottling() const
{
    std::vector<Throttling> all;
    for (const QString &folder : m_cgroups)
        all.push_back(readThrottling(folder));
    return all;
}

Nanoseconds HealthMonitor::readProcessorTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return fromTimeval(usage.ru_utime) + fromTimeval(usage.ru_stime);
}

quint64 HealthMonitor::readPeakResidentBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<quint64>(usage.ru_maxrss) * 1024; // Linux counts kilobytes
}

} // namespace weir
