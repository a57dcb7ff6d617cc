// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/machineadvice.h"

#include "base/units.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <sys/resource.h>

namespace weir {

namespace {

/// Gives the texts of this file a context for translators.
struct MachineAdvice
{
    Q_DECLARE_TR_FUNCTIONS(MachineAdvice)
};

constexpr quint64 streamsPerManager = 6;
constexpr quint64 bytesPerStream = 37'000;
constexpr quint64 bytesPerCurlStream = 20'000;
constexpr quint64 baseMemory = 60'000'000;
constexpr quint64 baseThreads = 4; // window, collector, service, checks
constexpr quint64 baseFiles = 64;
constexpr quint64 filesPerThread = 2;

quint64 freeMemory()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("MemAvailable:"))
            return line.mid(13).trimmed().split(' ').value(0).toULongLong() * 1024;
    }
    return 0;
}

} // namespace

MachineFacts machineFacts()
{
    MachineFacts facts;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        facts.openFiles = limit.rlim_cur;
    facts.freeMemory = freeMemory();
    facts.processors = QThread::idealThreadCount();
    return facts;
}

MachineNeeds machineNeeds(const Scenario &scenario, Nanoseconds answerLength)
{
    MachineNeeds needs;
    if (const OpenLoad *open = std::get_if<OpenLoad>(&scenario.load.model)) {
        // Little's law: streams open = arrivals a second times the seconds that each stays; twice that for
        // bursts.
        const double expected = open->rate * toSeconds(answerLength) * 2;
        needs.sockets = quint64(std::ceil(std::clamp(expected, 1.0, 1e9)));
        needs.capped = open->cap.has_value();
        if (open->cap)
            needs.sockets = std::min<quint64>(needs.sockets, *open->cap);
    } else {
        needs.sockets = std::get<ClosedLoad>(scenario.load.model).users;
    }
    const bool curl = scenario.transport == TransportKind::Curl; // works in the workers' own threads
    const quint64 managers = curl ? 0 : (needs.sockets + streamsPerManager - 1) / streamsPerManager;
    const quint64 workers = scenario.workers.value_or(quint32(std::max(1, QThread::idealThreadCount())));
    needs.threads = baseThreads + std::min<quint64>(workers, needs.sockets) + managers;
    needs.files = baseFiles + needs.sockets + filesPerThread * needs.threads;
    needs.memory = baseMemory + needs.sockets * (curl ? bytesPerCurlStream : bytesPerStream);
    needs.transport = scenario.transport;
    return needs;
}

bool isEnough(const MachineNeeds &needs, const MachineFacts &facts)
{
    return needs.files <= facts.openFiles && (facts.freeMemory == 0 || needs.memory <= facts.freeMemory);
}

QString adviceText(const MachineNeeds &needs, const MachineFacts &facts)
{
    const QString asked =
        needs.transport == TransportKind::Curl
            ? MachineAdvice::tr("Needs about %1 sockets, %2 threads and %3 with libcurl")
            : MachineAdvice::tr("Needs about %1 sockets, %2 threads and %3 with Qt's transport");
    QString text =
        asked.arg(formatCount(needs.sockets), formatCount(needs.threads), formatBytes(needs.memory));
    if (needs.files > facts.openFiles)
        return text + MachineAdvice::tr(", but this process may open only %1 files: "
                                        "raise the limit with “ulimit -n %2” and start Weir again.")
                          .arg(formatCount(facts.openFiles), formatCount(needs.files).remove(u','));
    if (facts.freeMemory > 0 && needs.memory > facts.freeMemory)
        return text + MachineAdvice::tr(", but only %1 are free.").arg(formatBytes(facts.freeMemory));
    text += MachineAdvice::tr(": enough. It may open %1 files.").arg(formatCount(facts.openFiles));
    if (!needs.capped)
        text += u' ' + MachineAdvice::tr("Without a cap a slow service makes it more.");
    return text;
}

std::optional<double> mostTokens(const Scenario &scenario, double requests)
{
    double weights = 0;
    double tokens = 0;
    for (const RequestTemplate &request : scenario.requests) {
        if (!request.maxTokens)
            return std::nullopt;
        weights += request.weight;
        tokens += request.weight * *request.maxTokens;
    }
    if (weights <= 0)
        return std::nullopt;
    return requests * tokens / weights;
}

} // namespace weir
