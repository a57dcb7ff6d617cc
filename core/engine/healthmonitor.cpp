// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/healthmonitor.h"

#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace weir {

namespace {

QByteArray readSmallFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.read(qint64{16} * 1024);
}

Nanoseconds fromTimeval(const timeval &time)
{
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

/// Version 2 of the cgroup file system, then version 1.
QByteArray readCgroupCpuStat()
{
    const QByteArray own = readSmallFile(QStringLiteral("/proc/self/cgroup"));
    for (const QByteArray &line : own.split('\n')) {
        if (line.startsWith("0::"))
            if (QByteArray stat = readSmallFile(QStringLiteral("/sys/fs/cgroup%1/cpu.stat")
                                                    .arg(QString::fromUtf8(line.sliced(3).trimmed())));
                !stat.isEmpty())
                return stat;
    }
    if (QByteArray stat = readSmallFile(QStringLiteral("/sys/fs/cgroup/cpu.stat")); !stat.isEmpty())
        return stat;
    return readSmallFile(QStringLiteral("/sys/fs/cgroup/cpu/cpu.stat"));
}

} // namespace

HealthMonitor::HealthMonitor(const Clock &clock, double busyShare)
    : m_clock(clock)
    , m_busyShare(busyShare)
    , m_processorStart(readProcessorTime())
    , m_lastTicks(readHostTicks())
    , m_firstThrottling(readThrottling())
    , m_lastSample(clock.now())
{
}

GeneratorHealth HealthMonitor::sample()
{
    GeneratorHealth health;
    const TimePoint now = m_clock.now();
    if (const std::optional<HostTicks> ticks = readHostTicks(); ticks && m_lastTicks) {
        const quint64 total = ticks->total - m_lastTicks->total;
        if (total > 0)
            health.processorShare =
                static_cast<double>(ticks->busy - m_lastTicks->busy) / static_cast<double>(total);
        m_lastTicks = ticks;
    }
    m_busyNow = health.processorShare > m_busyShare ? m_busyNow + (now - m_lastSample) : Nanoseconds{0};
    m_busyLongest = std::max(m_busyLongest, m_busyNow);
    m_lastSample = now;
    health.hostBusyFor = m_busyLongest;
    health.processorTime = processorTime();
    health.residentBytes = readResidentBytes();
    health.peakResidentBytes = readPeakResidentBytes();
    if (const std::optional<Throttling> throttling = readThrottling(); throttling && m_firstThrottling) {
        const quint64 periods = throttling->periods - m_firstThrottling->periods;
        if (periods > 0)
            health.throttledShare =
                static_cast<double>(throttling->throttled - m_firstThrottling->throttled) /
                static_cast<double>(periods);
    }
    return health;
}

std::optional<HealthMonitor::HostTicks> HealthMonitor::readHostTicks()
{
    // "cpu user nice system idle iowait irq softirq steal ..."; idle and iowait are not busy.
    const QByteArray stat = readSmallFile(QStringLiteral("/proc/stat"));
    const QByteArray line = stat.left(stat.indexOf('\n')).simplified();
    const QList<QByteArray> fields = line.split(' ');
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

std::optional<HealthMonitor::Throttling> HealthMonitor::readThrottling()
{
    const QByteArray stat = readCgroupCpuStat();
    if (!stat.contains("nr_periods"))
        return std::nullopt;
    Throttling throttling;
    for (const QByteArray &line : stat.split('\n')) {
        if (line.startsWith("nr_periods "))
            throttling.periods = line.sliced(11).trimmed().toULongLong();
        else if (line.startsWith("nr_throttled "))
            throttling.throttled = line.sliced(13).trimmed().toULongLong();
    }
    return throttling;
}

Nanoseconds HealthMonitor::readProcessorTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return fromTimeval(usage.ru_utime) + fromTimeval(usage.ru_stime);
}

quint64 HealthMonitor::readResidentBytes()
{
    const QList<QByteArray> fields = readSmallFile(QStringLiteral("/proc/self/statm")).split(' ');
    return fields.size() < 2 ? 0 : fields.at(1).toULongLong() * static_cast<quint64>(sysconf(_SC_PAGESIZE));
}

quint64 HealthMonitor::readPeakResidentBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<quint64>(usage.ru_maxrss) * 1024; // Linux counts kilobytes
}

} // namespace weir
