// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/environment.h"

#include "base/version.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <curl/curl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace weir {

namespace {

/// Libraries, run file, threads of a run's own and what the surroundings hand down.
constexpr quint64 filesOfTheProgram = 40;

/// The soft limit, raised to the hard one where that is allowed; nothing where it can't be read.
std::optional<rlim_t> raisedLimit(__rlimit_resource_t resource)
{
    rlimit limit{};
    if (getrlimit(resource, &limit) != 0)
        return std::nullopt;
    if (limit.rlim_cur < limit.rlim_max) {
        rlimit raised = limit;
        raised.rlim_cur = limit.rlim_max;
        if (setrlimit(resource, &raised) == 0)
            limit = raised;
    }
    return limit.rlim_cur;
}

/// So many descriptors for so many streams.
struct FilesPerStream
{
    quint64 files;
    quint64 streams;
};

FilesPerStream filesPerStream(TransportKind transport, bool serviceInside)
{
    if (transport == TransportKind::Qt)
        return {serviceInside ? quint64{7} : quint64{4}, 3};
    return {serviceInside ? quint64{13} : quint64{7}, 6};
}

QString processorModel()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.read(qint64{64} * 1024).split('\n')) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.sliced(line.indexOf(':') + 1).trimmed());
    }
    return {};
}

} // namespace

quint64 raiseFileLimit()
{
    constexpr quint64 usual = 1024;
    constexpr quint64 unlimited = 1'048'576;
    const std::optional<rlim_t> limit = raisedLimit(RLIMIT_NOFILE);
    if (!limit)
        return usual;
    return *limit == RLIM_INFINITY ? unlimited : static_cast<quint64>(*limit);
}

std::optional<quint64> raiseThreadLimit()
{
    const std::optional<rlim_t> limit = raisedLimit(RLIMIT_NPROC);
    if (geteuid() == 0 || !limit || *limit == RLIM_INFINITY)
        return std::nullopt;
    return static_cast<quint64>(*limit);
}

quint64 streamsWithin(quint64 fileLimit, TransportKind transport, bool serviceInside)
{
    if (fileLimit <= filesOfTheProgram)
        return 0;
    const FilesPerStream each = filesPerStream(transport, serviceInside);
    return (fileLimit - filesOfTheProgram) * each.streams / each.files;
}

quint64 filesFor(quint64 streams, TransportKind transport, bool serviceInside)
{
    const FilesPerStream each = filesPerStream(transport, serviceInside);
    return filesOfTheProgram + (streams * each.files + each.streams - 1) / each.streams;
}

QJsonObject describeEnvironment()
{
    const qint64 memory = static_cast<qint64>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
    return {
        {QStringLiteral("weir"), QString::fromLatin1(versionString)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("libcurl"), QString::fromLatin1(curl_version_info(CURLVERSION_NOW)->version)},
        {QStringLiteral("os"), QSysInfo::prettyProductName()},
        {QStringLiteral("kernel"), QSysInfo::kernelVersion()},
        {QStringLiteral("architecture"), QSysInfo::currentCpuArchitecture()},
        {QStringLiteral("processor"), processorModel()},
        {QStringLiteral("processors"), QThread::idealThreadCount()},
        {QStringLiteral("memory_bytes"), memory},
        {QStringLiteral("file_limit"), static_cast<qint64>(raiseFileLimit())},
    };
}

} // namespace weir
