// SPDX-License-Identifier: GPL-3.0-or-later
// What a token of many streams costs and how late its stamp is: the whole engine with either transport,
// between a raw epoll client as the floor and the aiohttp client of other benchmarks.
#include "streams/rounds.h"
#include "support/cputime.h"
#include "support/table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

using namespace weir::bench;

namespace {

struct Options
{
    std::vector<quint32> streams{100, 500, 1000};
    std::vector<std::string> clients{"floor", "curl", "curl-on-read", "qt", "aiohttp"};
    double rate = 50;
    double ramp = 2;
    double window = 4;
    int rounds = 3;
    quint32 workers = 0;
    bool quick = false;
};

/// Goals of the engine: processor time as a multiple of the floor's, of stamps by the kernel over stamps of
/// reads, and the stamp error at 500 streams.
constexpr double curlGoal = 2.2;
constexpr double qtGoal = 4.5;
constexpr double kernelStampsGoal = 1.1;
constexpr double errorGoalUs = 1000;
constexpr quint32 errorGoalStreams = 500;

const Case *find(const std::vector<Case> &cases, ClientKind kind, quint32 streams)
{
    for (const Case &each : cases) {
        if (each.kind == kind && each.load.streams == streams && !each.rounds.empty())
            return &each;
    }
    return nullptr;
}

QString ratio(const Measurement &one, const Case *other)
{
    return other == nullptr ? QStringLiteral("-")
                            : number(one.microsecondsPerEvent / other->typical().microsecondsPerEvent, 2);
}

QStringList cellsOf(const Case &each, const std::vector<Case> &cases)
{
    QStringList cells{QString::number(each.load.streams), toString(each.kind)};
    if (each.rounds.empty())
        return cells + QStringList(12, QStringLiteral("-"));
    const Measurement typical = each.typical();
    return cells + QStringList{
                       number(typical.microsecondsPerEvent, 2),
                       number(each.least(), 2) + QStringLiteral("..") + number(each.most(), 2),
                       ratio(typical, find(cases, ClientKind::Floor, each.load.streams)),
                       ratio(typical, find(cases, ClientKind::Aiohttp, each.load.streams)),
                       number(typical.errorP50),
                       number(typical.errorP99),
                       number(typical.errorMax),
                       number(static_cast<double>(typical.peakBytes) / 1e6, 1),
                       number(typical.clientShare * 100),
                       number(typical.delivered * 100, 1),
                       number(typical.serverLateP99),
                       number(typical.othersShare * 100),
                   };
}

void printTable(const std::vector<Case> &cases)
{
    Table table({QStringLiteral("streams"), QStringLiteral("client"), QStringLiteral("CPU us/event"),
                 QStringLiteral("rounds"), QStringLiteral("x floor"), QStringLiteral("x aiohttp"),
                 QStringLiteral("error p50 us"), QStringLiteral("p99 us"), QStringLiteral("max us"),
                 QStringLiteral("RSS MB"), QStringLiteral("core %"), QStringLiteral("kept up %"),
                 QStringLiteral("server late p99 us"), QStringLiteral("others core %")});
    for (const Case &each : cases)
        table.add(cellsOf(each, cases));
    table.print();
    for (const Case &each : cases) {
        if (each.failure)
            std::printf("%u streams, %s: %s\n", each.load.streams, qPrintable(toString(each.kind)),
                        qPrintable(*each.failure));
        else if (const Measurement typical = each.typical(); typical.missing > 0 || typical.failed > 0)
            std::printf("%u streams, %s: %llu tokens never stamped, %llu requests failed\n",
                        each.load.streams, qPrintable(toString(each.kind)), typical.missing, typical.failed);
    }
}

void printGoal(const QString &goal, const QString &unit, double value, double limit)
{
    std::printf("%s: %s%s, %s\n", qPrintable(goal), qPrintable(number(value, 2)), qPrintable(unit),
                qPrintable(value <= limit
                               ? QStringLiteral("holds")
                               : QStringLiteral("misses by %1 %").arg(number((value / limit - 1) * 100))));
}

/// A client that is more than a token behind reads several at once, and no longer does the same work.
bool isBehind(const Case &each)
{
    return each.typical().errorP50 > 1e6 / each.load.tokensPerSecond;
}

void printGoalAgainstPython(const QString &who, const Measurement &qt, const Case &python)
{
    const QString goal = QStringLiteral("%1, at most what aiohttp takes").arg(who);
    const double ratio = qt.microsecondsPerEvent / python.typical().microsecondsPerEvent;
    if (!isBehind(python))
        return printGoal(goal, QStringLiteral(" x"), ratio, 1);
    std::printf("%s: %s x, but nothing to go by: aiohttp is %s ms behind, more than a token, and reads "
                "several at once\n",
                qPrintable(goal), qPrintable(number(ratio, 2)),
                qPrintable(number(python.typical().errorP50 / 1000, 1)));
}

void printGoals(const std::vector<Case> &cases)
{
    for (const Case &each : cases) {
        if (each.rounds.empty() || (each.kind != ClientKind::Curl && each.kind != ClientKind::Qt))
            continue;
        const Measurement typical = each.typical();
        const double limit = each.kind == ClientKind::Curl ? curlGoal : qtGoal;
        const QString who =
            QStringLiteral("%1 at %2 streams").arg(toString(each.kind)).arg(each.load.streams);
        if (const Case *floor = find(cases, ClientKind::Floor, each.load.streams))
            printGoal(QStringLiteral("%1, at most %2 x the floor").arg(who).arg(limit), QStringLiteral(" x"),
                      typical.microsecondsPerEvent / floor->typical().microsecondsPerEvent, limit);
        const Case *python = find(cases, ClientKind::Aiohttp, each.load.streams);
        if (python != nullptr && each.kind == ClientKind::Qt)
            printGoalAgainstPython(who, typical, *python);
        const Case *onRead = find(cases, ClientKind::CurlOnRead, each.load.streams);
        if (onRead != nullptr && each.kind == ClientKind::Curl)
            printGoal(QStringLiteral("%1, kernel stamps at most 10 % dearer").arg(who), QStringLiteral(" x"),
                      typical.microsecondsPerEvent / onRead->typical().microsecondsPerEvent,
                      kernelStampsGoal);
        if (each.load.streams == errorGoalStreams)
            printGoal(QStringLiteral("%1, stamp error p99 under 1 ms").arg(who), QStringLiteral(" us"),
                      typical.errorP99, errorGoalUs);
    }
}

std::vector<Case> casesOf(const Options &options)
{
    std::vector<Case> cases;
    for (const quint32 streams : options.streams) {
        for (const std::string &client : options.clients) {
            Case each;
            each.kind = *clientKindFrom(QString::fromStdString(client));
            each.load = {streams, options.rate, std::chrono::duration<double>(options.ramp),
                         std::chrono::duration<double>(options.window)};
            cases.push_back(std::move(each));
        }
    }
    return cases;
}

int run(Options options)
{
    if (options.quick) {
        options.streams = {20};
        options.rounds = 1;
        options.ramp = 0.2;
        options.window = 1;
    }
    std::printf(
        "%s\n%g tokens/s a stream, %d rounds in turn, %g s each with all streams open; CPU: the whole "
        "client process, user and system\n\n",
        qPrintable(machine()), options.rate, options.rounds, options.window);
    std::fflush(stdout);
    const Laboratory laboratory(programFolder(),
                                options.workers > 0 ? std::optional(options.workers) : std::nullopt);
    std::vector<Case> cases = casesOf(options);
    const bool whole = measureInTurn(laboratory, cases, options.rounds);
    printTable(cases);
    std::printf("\n");
    printGoals(cases);
    // A lost token would be missing from the figures without a trace.
    const bool complete = std::all_of(cases.begin(), cases.end(), [](const Case &each) {
        return each.rounds.empty() || each.typical().missing == 0;
    });
    return whole && complete ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app(
        "Processor time and stamp error a token, side by side. How it is measured: bench/README.md.\n"
        "Example: bench-streams --streams 500 --rounds 5 --clients floor,curl");
    Options options;
    app.add_option("--streams", options.streams, "Numbers of streams, like 100,500")->delimiter(',');
    app.add_option("--clients", options.clients, "Of floor, curl, curl-on-read, qt, aiohttp")
        ->delimiter(',')
        ->check(CLI::IsMember({"floor", "curl", "curl-on-read", "qt", "aiohttp"}));
    app.add_option("--rate", options.rate, "Tokens a second and stream")->check(CLI::PositiveNumber);
    app.add_option("--ramp", options.ramp, "Seconds over which the streams start")
        ->check(CLI::PositiveNumber);
    app.add_option("--window", options.window, "Seconds to measure")->check(CLI::PositiveNumber);
    app.add_option("--rounds", options.rounds, "How often, interleaved")->check(CLI::Range(1, 1000));
    app.add_option("--workers", options.workers, "Worker threads of weir-cli (default: its own choice)");
    app.add_flag("--quick", options.quick, "20 streams for a second: does it work at all?");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(std::move(options));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-streams: %s\n", error.what());
        return 1;
    }
}
