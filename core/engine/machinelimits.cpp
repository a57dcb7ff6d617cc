// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/machinelimits.h"

#include "base/units.h"
#include "engine/environment.h"
#include "engine/streambudget.h"
#include "metrics/figures.h"
#include "metrics/requestrecord.h"
#include "plan/plan.h"
#include "plan/tokenlengths.h"

#include <QThread>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <set>

namespace weir {

namespace {

constexpr quint64 mostStreams = 1'000'000;
constexpr quint64 streamsPerManager = 6;
constexpr quint64 threadsOfTheProgram = 4; ///< Window, collector, service, checks.
constexpr quint64 memoryOfTheProgram = 60'000'000;
constexpr quint64 bytesPerQtStream = 37'000;
constexpr quint64 bytesPerCurlStream = 20'000;
constexpr quint64 runFileBase = 60'000;
constexpr double runFilePerRequest = 300;
constexpr double runFilePerChunk = 6;
constexpr double runFilePerSecond = 2'000;
constexpr double tokensPerSecondOfOne = 50; ///< Of one stream, where no template sets a limit.
constexpr std::size_t planPoints = 400;
constexpr double mostEstimated = 1e15; ///< Keeps every estimate inside 64 bits.

quint64 whole(double estimate)
{
    return static_cast<quint64>(std::ceil(std::clamp(estimate, 0.0, mostEstimated)));
}

/// Peaks and sums of the planned load; peaks of parallel groups are taken to meet.
struct LoadSize
{
    double users = 0;       ///< Closed groups.
    double openStreams = 0; ///< Open groups: expected.
    double requestsPerSecond = 0;
    double requests = 0;
    double seconds = 0;
};

void addGroup(const Load &load, GroupIndex index, Nanoseconds answerLength, const QString &baseFolder,
              LoadSize &size)
{
    const LoadGroup &group = load.groups[index];
    const double answerSeconds = std::max(toSeconds(answerLength), 1e-3);
    const std::vector<PlannedLoadPoint> plan = plannedLoad(load, index, answerLength, planPoints, baseFolder);
    double streams = 0;
    double highestRate = 0;
    double requests = 0;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const double rate = group.isOpen() ? plan[i].ratePerSecond : plan[i].users / answerSeconds;
        streams = std::max(streams, plan[i].users);
        highestRate = std::max(highestRate, rate);
        if (i > 0)
            requests += rate * toSeconds(plan[i].at - plan[i - 1].at);
    }
    if (group.requests && load.warmUp == Nanoseconds{0})
        requests = std::min(requests, static_cast<double>(*group.requests));
    (group.isOpen() ? size.openStreams : size.users) += streams;
    size.requestsPerSecond += highestRate;
    size.requests += requests;
    if (!plan.empty())
        size.seconds = std::max(size.seconds, toSeconds(plan.back().at + load.drain));
}

/// Of one of `ranks`.
LoadSize sizeOf(const Load &load, Nanoseconds answerLength, const QString &baseFolder, quint32 ranks)
{
    LoadSize size;
    for (GroupIndex group = 0; group < load.groups.size(); ++group)
        addGroup(load, group, answerLength, baseFolder, size);
    for (double *shared : {&size.users, &size.openStreams, &size.requestsPerSecond, &size.requests})
        *shared /= ranks;
    return size;
}

/// The caps of all open groups together; nothing when one of them has none.
std::optional<quint32> capOf(const Load &load)
{
    std::optional<quint32> sum;
    for (const LoadGroup &group : load.groups) {
        if (!group.isOpen())
            continue;
        const std::optional<quint32> cap = capOf(group);
        if (!cap)
            return std::nullopt;
        sum = sum.value_or(0) + *cap;
    }
    return sum;
}

bool hasOpenGroup(const Load &load)
{
    return std::any_of(load.groups.begin(), load.groups.end(),
                       [](const LoadGroup &group) { return group.isOpen(); });
}

/// Mean over the templates, by weight; what an answer of that length brings where one sets no limit.
double tokensPerAnswer(const Scenario &scenario, Nanoseconds answerLength)
{
    double tokens = 0;
    double weights = 0;
    for (const RequestTemplate &request : scenario.requests) {
        tokens += request.weight * meanTokens(request.outputTokens)
                                       .value_or(request.maxTokens
                                                     ? *request.maxTokens
                                                     : toSeconds(answerLength) * tokensPerSecondOfOne);
        weights += request.weight;
    }
    return weights > 0 ? tokens / weights : 0;
}

bool isBuiltin(const Target &target)
{
    return target.url.startsWith(QStringLiteral("builtin:"));
}

bool isOnThisHost(const Target &target)
{
    const QString host = QUrl(target.url).host();
    return isBuiltin(target) || host == u"localhost" || host == u"::1" || host.startsWith(u"127.");
}

/// Where the connections of a target go, as far as local ports are concerned.
QString addressOf(const Target &target)
{
    const QUrl url(target.proxy.isEmpty() ? target.url : target.proxy);
    return isBuiltin(target) ? target.url
                             : QStringLiteral("%1 %2 %3").arg(url.scheme(), url.host()).arg(url.port());
}

void addTargets(const Scenario &scenario, const LoadSize &size, MachineNeeds &needs)
{
    std::set<QString> addresses;
    needs.onLoopback = true;
    for (const Target &target : scenario.targets) {
        needs.serviceInside = needs.serviceInside || isBuiltin(target);
        needs.onLoopback = needs.onLoopback && isOnThisHost(target);
        addresses.insert(addressOf(target));
        if (!target.reuseConnections)
            needs.connectionsPerSecond = size.requestsPerSecond;
        // Over HTTP/2 many streams may share one connection.
        needs.oneAddress = needs.oneAddress && !target.http2;
    }
    needs.oneAddress = needs.oneAddress && addresses.size() <= 1;
}

quint64 threadsFor(quint64 streams, const Scenario &scenario)
{
    const quint64 most =
        scenario.workers.value_or(static_cast<quint32>(std::max(1, QThread::idealThreadCount())));
    const quint64 managers =
        scenario.transport == TransportKind::Qt ? (streams + streamsPerManager - 1) / streamsPerManager : 0;
    return threadsOfTheProgram + std::min(most, streams) + managers;
}

LimitProblem problem(Severity severity, const Message &what, const Message &advice)
{
    return {severity, {what, {}, advice}};
}

using Findings = std::vector<LimitProblem>;

/// `ulimit` takes no thousands separators.
QString plain(quint64 number)
{
    return QString::number(number);
}

Message raiseFiles(quint64 files)
{
    return {WEIR_TEXT("machine.raise_files", "Raise the limit (ulimit -n %1)."), plain(files)};
}

void checkFiles(const MachineNeeds &needs, const MachineFacts &facts, Findings &findings)
{
    const quint32 room = roomForStreams(needs, facts);
    if (needs.sureStreams > room) {
        const quint64 files = filesFor(needs.sureStreams, needs.transport, needs.serviceInside);
        findings.push_back(problem(
            Severity::Error,
            Message(WEIR_TEXT("machine.too_few_files",
                              "%1 streams at once need about %2 open files, and the system allows %3"),
                    plain(needs.sureStreams), plain(files), plain(facts.openFiles)),
            Message(WEIR_TEXT("machine.raise_files_or_fewer_users",
                              "Raise the limit (ulimit -n %1) or use fewer users."),
                    plain(files))));
    } else if (needs.cap && *needs.cap > room) {
        // A cap that is lower than asked for would be blamed on the service when it is reached.
        findings.push_back(
            problem(Severity::Warning,
                    Message(WEIR_TEXT("machine.cap_lowered",
                                      "The cap of %1 open streams is lowered to %2: the limit on open files "
                                      "(ulimit -n) has room for no more."),
                            *needs.cap, room),
                    raiseFiles(filesFor(*needs.cap, needs.transport, needs.serviceInside))));
    } else if (needs.streams > room) {
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.streams_beyond_files",
                              "About %1 streams at once are expected, and the limit on open files "
                              "(ulimit -n) has room for %2; what comes beyond them waits for the cap."),
                    needs.streams, room),
            raiseFiles(needs.files)));
    }
}

/// How long the port of a closed connection is out of use.
std::chrono::seconds portHold(const MachineNeeds &needs, const MachineFacts &facts)
{
    const bool isSoon = facts.portReuse == PortReuse::After1s ||
                        (facts.portReuse == PortReuse::After1sOnLoopback && needs.onLoopback);
    return std::chrono::seconds{isSoon ? 1 : 60};
}

void checkPorts(const MachineNeeds &needs, const MachineFacts &facts, Findings &findings)
{
    if (!facts.localPorts || !needs.oneAddress)
        return;
    const Message advice(
        WEIR_TEXT("machine.widen_ports",
                  "Widen net.ipv4.ip_local_port_range, or spread the load over several addresses."));
    const quint64 closing = whole(needs.connectionsPerSecond * toSeconds(portHold(needs, facts)));
    if (needs.sureStreams > *facts.localPorts)
        findings.push_back(
            problem(Severity::Error,
                    Message(WEIR_TEXT("machine.too_few_ports",
                                      "%1 connections to one address need as many local ports, "
                                      "and the system has %2 for them"),
                            plain(needs.sureStreams), plain(*facts.localPorts)),
                    advice));
    else if (closing > 0 && needs.streams + closing > *facts.localPorts)
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.ports_held",
                              "About %1 new connections a second keep %2 local ports busy after they are "
                              "closed, and the system has %3: connections may fail."),
                    formatFigure(needs.connectionsPerSecond), formatCount(closing),
                    formatCount(*facts.localPorts)),
            Message(WEIR_TEXT("machine.keep_connections",
                              "Keep connections open, set net.ipv4.tcp_tw_reuse to 1, or widen "
                              "net.ipv4.ip_local_port_range."))));
    else if (needs.streams > *facts.localPorts)
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.few_ports", "About %1 connections to one address are expected, and "
                                                   "the system has %2 local ports for them."),
                    formatCount(needs.streams), formatCount(*facts.localPorts)),
            advice));
}

void checkThreads(const MachineNeeds &needs, const MachineFacts &facts, Findings &findings)
{
    if (!facts.threads || needs.threads <= *facts.threads)
        return;
    findings.push_back(problem(
        needs.sureThreads > *facts.threads ? Severity::Error : Severity::Warning,
        Message(WEIR_TEXT("machine.too_few_threads",
                          "The load needs about %1 threads, and the system allows %2 more"),
                formatCount(needs.threads), formatCount(*facts.threads)),
        Message(WEIR_TEXT("machine.raise_threads",
                          "Raise the limit (ulimit -u, or TasksMax and pids.max of the container), or use "
                          "fewer streams: Qt's transport takes a thread for each six."))));
}

void checkSpace(const MachineNeeds &needs, const MachineFacts &facts, Findings &findings)
{
    if (facts.memory && needs.memory > *facts.memory)
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.too_little_memory",
                              "The load needs about %1 of memory, and only %2 are free: the machine may swap "
                              "or end Weir."),
                    formatBytes(needs.memory), formatBytes(*facts.memory)),
            Message(WEIR_TEXT("machine.free_memory",
                              "Close other programs, raise the container's limit, or use fewer streams."))));
    if (facts.disk && needs.runFile > *facts.disk)
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.too_little_disk",
                              "The run file may grow to about %1, and only %2 are free where it goes."),
                    formatBytes(needs.runFile), formatBytes(*facts.disk)),
            Message(WEIR_TEXT("machine.free_disk", "Free some space, choose another place (--out), or do "
                                                   "without the times of chunks."))));
}

void checkListening(const MachineNeeds &needs, const MachineFacts &facts, Findings &findings)
{
    // All users of a closed load connect at once when it begins.
    if (needs.serviceInside && facts.listenQueue && needs.sureStreams > *facts.listenQueue)
        findings.push_back(problem(
            Severity::Warning,
            Message(WEIR_TEXT("machine.short_listen_queue",
                              "%1 users connect to the built-in service at once, and the system lets %2 "
                              "wait: others try again after a second."),
                    formatCount(needs.sureStreams), formatCount(*facts.listenQueue)),
            Message(WEIR_TEXT("machine.raise_listen_queue", "Raise net.core.somaxconn."))));
}

} // namespace

MachineNeeds needsOf(const Scenario &scenario, Nanoseconds answerLength, const QString &baseFolder,
                     quint32 ranks)
{
    constexpr double burst = 2;
    const Load &load = scenario.load;
    const LoadSize size = sizeOf(load, answerLength, baseFolder, ranks);
    const double tokens = tokensPerAnswer(scenario, answerLength);
    MachineNeeds needs;
    needs.transport = scenario.transport;
    if (const std::optional<quint32> cap = capOf(load))
        needs.cap = *cap / ranks + (*cap % ranks > 0 ? 1 : 0);
    needs.isBounded = !hasOpenGroup(load) || needs.cap;
    // The plan's own rounding must not make one stream more of a whole number.
    quint64 open = whole(size.openStreams * burst * (1 - 1e-12));
    if (needs.cap)
        open = std::min<quint64>(open, *needs.cap);
    needs.streams = std::max<quint64>(whole(size.users) + open, 1);
    needs.sureStreams = std::max<quint64>((mostUsersOf(load) + ranks - 1) / ranks, 1);
    addTargets(scenario, size, needs);
    needs.threads = threadsFor(needs.streams, scenario);
    needs.sureThreads = threadsFor(needs.sureStreams, scenario);
    needs.files = filesFor(needs.streams, needs.transport, needs.serviceInside);
    // Beside the streams: the chunks of what runs, and one number for each figure and request for the
    // summary.
    const quint64 bytesPerStream =
        needs.transport == TransportKind::Curl ? bytesPerCurlStream : bytesPerQtStream;
    needs.memory = memoryOfTheProgram + needs.streams * bytesPerStream * (needs.serviceInside ? 2 : 1) +
                   whole(static_cast<double>(needs.streams) * tokens * sizeof(ChunkStamp)) +
                   whole(size.requests * figureCount * sizeof(double));
    const double perRequest =
        runFilePerRequest + (scenario.recording.chunkTimes ? runFilePerChunk * tokens : 0);
    needs.runFile = runFileBase + whole(size.requests * perRequest + size.seconds * runFilePerSecond);
    return needs;
}

quint32 roomForStreams(const MachineNeeds &needs, const MachineFacts &facts)
{
    return static_cast<quint32>(
        std::min(streamsWithin(facts.openFiles, needs.transport, needs.serviceInside), mostStreams));
}

std::vector<LimitProblem> checkLimits(const MachineNeeds &needs, const MachineFacts &facts)
{
    Findings findings;
    checkFiles(needs, facts, findings);
    checkPorts(needs, facts, findings);
    checkThreads(needs, facts, findings);
    checkSpace(needs, facts, findings);
    checkListening(needs, facts, findings);
    std::stable_partition(findings.begin(), findings.end(),
                          [](const LimitProblem &found) { return found.severity == Severity::Error; });
    return findings;
}

} // namespace weir
