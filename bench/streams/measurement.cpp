// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/measurement.h"

#include "streams/childprocess.h"
#include "streams/figures.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>
#include <utility>

namespace weir::bench {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::array<std::pair<ClientKind, QStringView>, 5> kinds{{{ClientKind::Floor, u"floor"},
                                                                   {ClientKind::Curl, u"curl"},
                                                                   {ClientKind::CurlOnRead, u"curl-on-read"},
                                                                   {ClientKind::Qt, u"qt"},
                                                                   {ClientKind::Aiohttp, u"aiohttp"}}};

constexpr Nanoseconds startPatience = std::chrono::seconds{30};
constexpr Nanoseconds endPatience = std::chrono::seconds{120};
/// Between "all open" and the window: what the starts have left behind is done by then.
constexpr std::chrono::milliseconds settleTime{500};
/// For the system's own python3 with the system's aiohttp.
const QString python = QStringLiteral("/usr/bin/python3");

/// Long enough that the first stream outlives the window, also when the client takes twice the ramp.
quint64 tokensOf(const StreamLoad &load)
{
    const Seconds length = 2 * load.ramp + load.window + Seconds{2};
    return static_cast<quint64>(std::ceil(length.count() * load.tokensPerSecond));
}

Message lastLines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return Message::verbatim(QString::fromLocal8Bit(file.readAll().right(2000)).trimmed());
}

bool isWeir(ClientKind kind)
{
    return kind == ClientKind::Curl || kind == ClientKind::CurlOnRead || kind == ClientKind::Qt;
}

/// The files of one measurement.
struct Files
{
    explicit Files(const QTemporaryDir &folder)
        : writes(folder.filePath(QStringLiteral("writes.bin")))
        , arrivals(folder.filePath(QStringLiteral("arrivals.bin")))
        , run(folder.filePath(QStringLiteral("run.weirrun")))
        , summary(folder.filePath(QStringLiteral("summary.json")))
        , serverErrors(folder.filePath(QStringLiteral("server.err")))
        , clientErrors(folder.filePath(QStringLiteral("client.err")))
    {
    }
    QString writes, arrivals, run, summary, serverErrors, clientErrors;
};

QString programOf(const QString &programs, ClientKind kind)
{
    switch (kind) {
    case ClientKind::Floor:
        return programs + QStringLiteral("/bench-floor-client");
    case ClientKind::Aiohttp:
        return python;
    case ClientKind::Curl:
    case ClientKind::CurlOnRead:
    case ClientKind::Qt:
        break;
    }
    return programs + QStringLiteral("/weir-cli");
}

QString number(double value)
{
    return QString::number(value, 'g', 12);
}

QStringList weirArguments(ClientKind kind, const StreamLoad &load, const QString &port, const Files &files,
                          std::optional<quint32> workers)
{
    // clang-format off
    QStringList arguments{
        QStringLiteral("run"),
        QStringLiteral("--url"), QStringLiteral("http://127.0.0.1:") + port,
        QStringLiteral("--model"), QStringLiteral("paced"),
        QStringLiteral("--transport"), kind == ClientKind::Qt ? QStringLiteral("qt") : QStringLiteral("curl"),
        QStringLiteral("--set"), QStringLiteral("kernel_stamps=%1").arg(kind == ClientKind::CurlOnRead ? QStringLiteral("false") : QStringLiteral("true")),
        QStringLiteral("--rate"), number(load.streams / load.ramp.count()),
        QStringLiteral("--requests"), QString::number(load.streams),
        QStringLiteral("--cap"), QString::number(load.streams),
        QStringLiteral("--set"), QStringLiteral("load.drain=10m"),
        QStringLiteral("--out"), files.run,
        QStringLiteral("--summary"), files.summary,
        QStringLiteral("--quiet")};
    // clang-format on
    if (workers)
        arguments << QStringLiteral("--set") << QStringLiteral("workers=%1").arg(*workers);
    return arguments;
}

QStringList argumentsOf(const QString &programs, ClientKind kind, const StreamLoad &load, const QString &port,
                        const Files &files, std::optional<quint32> workers)
{
    const QString streams = QString::number(load.streams);
    const QString ramp = number(load.ramp.count());
    switch (kind) {
    case ClientKind::Floor:
        return {QStringLiteral("--port"), port, QStringLiteral("--streams"), streams,
                QStringLiteral("--ramp"), ramp, QStringLiteral("--out"),     files.arrivals};
    case ClientKind::Aiohttp:
        return {programs + QStringLiteral("/aiohttp_client.py"), port, streams, ramp, files.arrivals};
    case ClientKind::Curl:
    case ClientKind::CurlOnRead:
    case ClientKind::Qt:
        break;
    }
    return weirArguments(kind, load, port, files, workers);
}

/// What was seen from outside while the streams were open.
struct Observation
{
    Window window;
    Nanoseconds client{0}; ///< Processor time inside the window.
    Nanoseconds server{0};
    Nanoseconds host{0}; ///< The same of all processes together.
    quint64 peakBytes = 0;
};

Result<Observation> observe(ChildProcess &server, ChildProcess &client, const StreamLoad &load)
{
    const Nanoseconds patience = startPatience + std::chrono::ceil<Nanoseconds>(2 * load.ramp);
    const TimePoint until = MonotonicClock::now() + patience;
    while (!server.readLine(std::chrono::milliseconds{50})) {
        if (client.hasEnded())
            return Error{
                WEIR_TEXT("bench.client_ended_early", "The client ended before all streams were open"),
                {},
                {}};
        if (MonotonicClock::now() > until)
            return Error{
                WEIR_TEXT("bench.client_opened_too_few", "The client did not get all streams open"), {}, {}};
    }
    std::this_thread::sleep_for(settleTime);
    Observation seen;
    seen.window.from = monotonicNs();
    const Nanoseconds clientBefore = client.processorTime();
    const Nanoseconds serverBefore = server.processorTime();
    const Nanoseconds hostBefore = hostProcessorTime();
    std::this_thread::sleep_for(load.window);
    seen.window.to = monotonicNs();
    seen.client = client.processorTime() - clientBefore;
    seen.server = server.processorTime() - serverBefore;
    seen.host = hostProcessorTime() - hostBefore;
    seen.peakBytes = client.peakResidentBytes();
    return seen;
}

void readSummary(const QString &path, Measurement &measurement)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject summary = QJsonDocument::fromJson(file.readAll()).object();
    measurement.verdict = summary.value(QStringLiteral("verdict")).toString();
    for (const QJsonValue &reason : summary.value(QStringLiteral("reasons")).toArray())
        measurement.reasons.append(reason.toString());
    const QJsonObject requests = summary.value(QStringLiteral("requests")).toObject();
    measurement.planned = static_cast<quint64>(requests.value(QStringLiteral("planned")).toInteger());
    measurement.dropped = static_cast<quint64>(requests.value(QStringLiteral("dropped")).toInteger());
    measurement.failed = static_cast<quint64>(requests.value(QStringLiteral("failed")).toInteger() +
                                              requests.value(QStringLiteral("cut")).toInteger());
}

Result<Measurement> evaluate(ClientKind kind, const Observation &seen, const ProcessEnd &end,
                             const Files &files)
{
    const WriteLog log = loadWriteLog(files.writes.toStdString());
    if (!allOpenUntil(log, seen.window.to))
        return Error{WEIR_TEXT("bench.streams_ended_early", "Streams ended before the window did"),
                     {},
                     WEIR_TEXT("bench.use_longer_ramp", "Use a longer ramp.")};
    const Result<std::vector<Arrival>> arrivals =
        isWeir(kind) ? arrivalsOfRun(files.run, log) : loadArrivals(files.arrivals.toStdString());
    if (!arrivals)
        return arrivals.error();
    const StampFigures stamps = figuresOf(log, *arrivals, seen.window);
    if (stamps.events == 0)
        return Error{WEIR_TEXT("bench.client_stamped_nothing",
                               "The client stamped no token while all streams were open"),
                     {},
                     {}};

    const auto us = [](Nanoseconds time) { return static_cast<double>(time.count()) / 1e3; };
    const double lengthUs = static_cast<double>(seen.window.to - seen.window.from) / 1e3;
    Measurement measurement;
    measurement.microsecondsPerEvent = us(seen.client) / static_cast<double>(stamps.events);
    measurement.wholePerEvent = us(end.processorTime) / static_cast<double>(stamps.allEvents);
    measurement.errorP50 = stamps.errorP50;
    measurement.errorP99 = stamps.errorP99;
    measurement.errorMax = stamps.errorMax;
    measurement.events = stamps.events;
    measurement.missing = stamps.missing;
    measurement.delivered = static_cast<double>(stamps.events) / static_cast<double>(stamps.written);
    measurement.peakBytes = seen.peakBytes;
    measurement.serverLateP99 = stamps.lateP99;
    measurement.serverShare = us(seen.server) / lengthUs;
    measurement.clientShare = us(seen.client) / lengthUs;
    measurement.othersShare = std::max(us(seen.host - seen.client - seen.server), 0.0) / lengthUs;
    if (isWeir(kind))
        readSummary(files.summary, measurement);
    return measurement;
}

/// Ends the server and waits until its log is whole.
Result<void> close(ChildProcess &server, const Files &files)
{
    server.terminate();
    const std::optional<ProcessEnd> end = server.wait(endPatience);
    if (!end || end->exitCode != 0)
        return Error{
            WEIR_TEXT("bench.server_broke", "The paced server broke"), {}, lastLines(files.serverErrors)};
    return {};
}

} // namespace

QString toString(ClientKind kind)
{
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [kind](const auto &each) { return each.first == kind; });
    return found->second.toString();
}

std::optional<ClientKind> clientKindFrom(const QString &name)
{
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto &each) { return each.second == name; });
    return found == kinds.end() ? std::nullopt : std::optional(found->first);
}

Laboratory::Laboratory(QString programFolder, std::optional<quint32> workers)
    : m_programs(std::move(programFolder)), m_workers(workers)
{
}

std::optional<QString> Laboratory::whyNot(ClientKind kind) const
{
    const QString program = programOf(m_programs, kind);
    if (!QFileInfo(program).isExecutable())
        return QStringLiteral("%1 is not there").arg(program);
    if (kind != ClientKind::Aiohttp)
        return std::nullopt;
    QProcess probe;
    probe.start(python, {QStringLiteral("-c"), QStringLiteral("import aiohttp")});
    if (probe.waitForFinished() && probe.exitCode() == 0)
        return std::nullopt;
    return QStringLiteral("python3-aiohttp is not installed");
}

Result<Measurement> Laboratory::measure(ClientKind kind, const StreamLoad &load) const
{
    const QTemporaryDir folder;
    const Files files(folder);
    ChildProcess server(m_programs + QStringLiteral("/bench-paced-server"),
                        {QStringLiteral("--streams"), QString::number(load.streams), QStringLiteral("--rate"),
                         number(load.tokensPerSecond), QStringLiteral("--tokens"),
                         QString::number(tokensOf(load)), QStringLiteral("--log"), files.writes},
                        files.serverErrors);
    const std::optional<QString> listening = server.readLine(startPatience);
    if (!listening)
        return Error{WEIR_TEXT("bench.server_did_not_start", "The paced server did not start"),
                     {},
                     lastLines(files.serverErrors)};
    const QString program = programOf(m_programs, kind);
    ChildProcess client(program,
                        argumentsOf(m_programs, kind, load, listening->section(u' ', 1), files, m_workers),
                        files.clientErrors);

    const Result<Observation> seen = observe(server, client, load);
    if (!seen)
        return Error{seen.error().what, Message::verbatim(program), lastLines(files.clientErrors)};
    const std::optional<ProcessEnd> end = client.wait(endPatience);
    if (!end)
        return Error{WEIR_TEXT("bench.client_did_not_end", "The client did not end"),
                     Message::verbatim(program), lastLines(files.clientErrors)};
    // A verdict is a result like any other; every other end but success is not.
    const bool hasVerdict = isWeir(kind) && (end->exitCode == 98 || end->exitCode == 99);
    if (end->exitCode != 0 && !hasVerdict)
        return Error{
            Message(WEIR_TEXT("bench.client_exit_code", "The client ended with exit code %1"), end->exitCode),
            Message::verbatim(program), lastLines(files.clientErrors)};
    if (const Result<void> closed = close(server, files); !closed)
        return closed.error();
    Result<Measurement> measurement = evaluate(kind, *seen, *end, files);
    if (measurement)
        measurement->wholePeakBytes = client.peakResidentBytes();
    return measurement;
}

} // namespace weir::bench
