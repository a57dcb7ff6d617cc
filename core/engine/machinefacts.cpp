// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/machinefacts.h"

#include "engine/environment.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <sys/statvfs.h>

namespace weir {

namespace {

constexpr quint64 highestPort = 65535;

/// The lesser of what is known.
std::optional<quint64> least(std::optional<quint64> a, std::optional<quint64> b)
{
    return a && b ? std::min(*a, *b) : (a ? a : b);
}

std::optional<quint64> rest(std::optional<quint64> limit, quint64 used)
{
    return limit ? std::optional(*limit - std::min(*limit, used)) : std::nullopt;
}

/// How many ports of a list like "8080,9000-9010" lie in the range.
quint64 reservedPorts(const QByteArray &list, quint64 low, quint64 high)
{
    quint64 count = 0;
    for (const QByteArray &part : list.trimmed().split(',')) {
        bool ok = false;
        const quint64 from = std::max(part.split('-').first().toULongLong(&ok), low);
        const quint64 to = std::min(part.split('-').last().toULongLong(), high);
        if (ok && from <= to)
            count += to - from + 1;
    }
    return count;
}

std::optional<quint64> localPorts(const SystemFiles &files)
{
    const QList<QByteArray> range =
        files.read(QStringLiteral("/proc/sys/net/ipv4/ip_local_port_range")).simplified().split(' ');
    const quint64 low = range.first().toULongLong();
    const quint64 high = range.last().toULongLong();
    if (range.size() != 2 || low == 0 || high < low || high > highestPort)
        return std::nullopt;
    const QByteArray reserved = files.read(QStringLiteral("/proc/sys/net/ipv4/ip_local_reserved_ports"));
    return rest(high - low + 1, reservedPorts(reserved, low, high));
}

PortReuse portReuse(const SystemFiles &files)
{
    switch (files.number(QStringLiteral("/proc/sys/net/ipv4/tcp_tw_reuse")).value_or(2)) {
    case 0:
        return PortReuse::After60s;
    case 1:
        return PortReuse::After1s;
    default:
        return PortReuse::After1sOnLoopback;
    }
}

/// RLIMIT_NPROC counts all threads of the user; only those of this process are known here, so what is left
/// may be less.
std::optional<quint64> threadsOfUser(const SystemFiles &files)
{
    const QByteArray status = files.read(QStringLiteral("/proc/self/status"));
    return rest(raiseThreadLimit(), numberAfter(status, "Threads:").value_or(1));
}

std::optional<quint64> freeThreads(const SystemFiles &files)
{
    // "0.00 0.01 0.05 2/345 6789": 345 threads on the whole host.
    const QByteArray load = files.read(QStringLiteral("/proc/loadavg"));
    const quint64 onHost = load.mid(load.indexOf('/') + 1).split(' ').first().toULongLong();
    std::optional<quint64> left = rest(files.number(QStringLiteral("/proc/sys/kernel/threads-max")), onHost);
    left = least(left, threadsOfUser(files));
    for (const QString &folder : files.cgroupFolders("pids")) {
        const quint64 current = files.number(folder + QStringLiteral("/pids.current")).value_or(0);
        left = least(left, rest(files.number(folder + QStringLiteral("/pids.max")), current));
    }
    return left;
}

/// What a cgroup leaves: its page cache can be given back, so it does not count as used.
std::optional<quint64> memoryLeftIn(const SystemFiles &files, const QString &folder)
{
    const auto number = [&](const QString &name) { return files.number(folder + u'/' + name); };
    std::optional<quint64> limit = number(QStringLiteral("memory.max"));
    if (!limit)
        limit = number(QStringLiteral("memory.limit_in_bytes"));
    std::optional<quint64> used = number(QStringLiteral("memory.current"));
    if (!used)
        used = number(QStringLiteral("memory.usage_in_bytes"));
    const QByteArray stat = files.read(folder + QStringLiteral("/memory.stat"));
    std::optional<quint64> cache = numberAfter(stat, "total_inactive_file");
    if (!cache)
        cache = numberAfter(stat, "inactive_file");
    const quint64 held = used.value_or(0);
    return rest(limit, held - std::min(held, cache.value_or(0)));
}

std::optional<quint64> freeMemory(const SystemFiles &files)
{
    constexpr quint64 bytesPerKilobyte = 1024; // what the kernel calls kB
    std::optional<quint64> left = numberAfter(files.read(QStringLiteral("/proc/meminfo")), "MemAvailable:");
    if (left)
        left = *left * bytesPerKilobyte;
    for (const QString &folder : files.cgroupFolders("memory"))
        left = least(left, memoryLeftIn(files, folder));
    return left;
}

std::optional<quint64> freeDisk(const QString &folder)
{
    QFileInfo place(folder.isEmpty() ? QStringLiteral(".") : folder);
    while (!place.exists() && !place.isRoot())
        place.setFile(place.absolutePath());
    // Of the folder itself: QStorageInfo knows what the mount table lists, and in a bare container that is
    // nothing.
    struct statvfs status
    {
    };
    if (::statvfs(QFile::encodeName(place.absoluteFilePath()).constData(), &status) != 0)
        return std::nullopt;
    return quint64{status.f_bavail} * status.f_frsize;
}

} // namespace

MachineFacts readMachineFacts(const QString &runFolder, const SystemFiles &files)
{
    MachineFacts facts;
    facts.openFiles = raiseFileLimit();
    facts.localPorts = localPorts(files);
    facts.portReuse = portReuse(files);
    facts.threads = freeThreads(files);
    facts.memory = freeMemory(files);
    facts.disk = freeDisk(runFolder);
    facts.listenQueue = files.number(QStringLiteral("/proc/sys/net/core/somaxconn"));
    return facts;
}

} // namespace weir
