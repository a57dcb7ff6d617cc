// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the engine holds ten thousand streams, and whether a token costs the same on few streams as on
// many.
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
    std::vector<std::string> clients{"curl", "qt"};
    quint32 streams = 10000;
    double rate = 5;
    double total = 25000;
    std::vector<quint32> spread{100, 1000, 10000};
    double startsPerSecond = 1000;
    double window = 8;
    int rounds = 3;
    bool quick = false;
};

/// Goals: the memory of the first table, and how far apart the costs of the second may be.
constexpr double memoryGoalMB = 400;
constexpr double spreadGoal = 0.25;

Case caseOf(const std::string &client, quint32 streams, double rate, const Options &options)
{
    Case each;
    each.kind = *clientKindFrom(QString::fromStdString(client));
    each.load = {streams, rate, std::chrono::duration<double>(streams / options.startsPerSecond),
                 std::chrono::duration<double>(options.window)};
    return each;
}

double megabytes(quint64 bytes)
{
    return static_cast<double>(bytes) / 1e6;
}

QStringList cellsOf(const Case &each)
{
    QStringList cells{QString::number(each.load.streams), QString::number(each.load.tokensPerSecond),
                      toString(each.kind)};
    if (each.rounds.empty())
        return cells + QStringList(12, QStringLiteral("-"));
    const Measurement typical = each.typical();
    return cells + QStringList{number(typical.microsecondsPerEvent, 2),
                               number(each.least(), 2) + QStringLiteral("..") + number(each.most(), 2),
                               number(typical.wholePerEvent, 2),
                               number(typical.errorP50),
                               number(typical.errorP99),
                               number(megabytes(typical.peakBytes), 1),
                               number(megabytes(typical.wholePeakBytes), 1),
                               number(static_cast<double>(typical.dropped)),
                               typical.verdict,
                               number(typical.delivered * 100, 1),
                               number(typical.serverLateP99),
                               number(typical.othersShare * 100)};
}

void printTable(const std::vector<Case> &cases)
{
    Table table({QStringLiteral("streams"), QStringLiteral("tokens/s"), QStringLiteral("client"),
                 QStringLiteral("CPU us/event"), QStringLiteral("rounds"),
                 QStringLiteral("whole run us/event"), QStringLiteral("error p50 us"),
                 QStringLiteral("p99 us"), QStringLiteral("RSS MB"), QStringLiteral("whole run RSS MB"),
                 QStringLiteral("dropped"), QStringLiteral("verdict"), QStringLiteral("kept up %"),
                 QStringLiteral("server late p99 us"), QStringLiteral("others core %")});
    for (const Case &each : cases)
        table.add(cellsOf(each));
    table.print();
    for (const Case &each : cases) {
        if (each.failure)
            std::printf("%u streams, %s: %s\n", each.load.streams, qPrintable(toString(each.kind)),
                        qPrintable(*each.failure));
    }
}

void printGoal(const QString &goal, const QString &figure, bool holds)
{
    std::printf("%s: %s, %s\n", qPrintable(goal), qPrintable(figure), holds ? "holds" : "misses");
}

void printOpenGoals(const std::vector<Case> &cases)
{
    for (const Case &each : cases) {
        if (each.rounds.empty())
            continue;
        const Measurement typical = each.typical();
        const QString who = toString(each.kind);
        printGoal(who + QStringLiteral(", nothing dropped, failed or lost"),
                  QStringLiteral("%1 dropped, %2 failed, %3 tokens lost")
                      .arg(typical.dropped)
                      .arg(typical.failed)
                      .arg(typical.missing),
                  typical.dropped + typical.failed + typical.missing == 0);
        printGoal(who + QStringLiteral(", no run invalid"),
                  typical.verdict + (typical.reasons.isEmpty() ? QString() : QStringLiteral(": ")) +
                      typical.reasons.join(QStringLiteral("; ")),
                  typical.verdict != u"invalid");
        const double memory = megabytes(typical.wholePeakBytes);
        printGoal(who + QStringLiteral(", under %1 MB").arg(memoryGoalMB),
                  QStringLiteral("%1 MB (%2 %)").arg(number(memory, 1), number(memory / memoryGoalMB * 100)),
                  memory < memoryGoalMB);
    }
}

void printSpreadGoals(const std::vector<Case> &cases, const Options &options)
{
    for (const std::string &client : options.clients) {
        double least = 0;
        double most = 0;
        bool whole = true;
        for (const Case &each : cases) {
            if (each.kind != *clientKindFrom(QString::fromStdString(client)))
                continue;
            whole = whole && !each.rounds.empty();
            if (each.rounds.empty())
                continue;
            const double cost = each.typical().microsecondsPerEvent;
            least = least > 0 ? std::min(least, cost) : cost;
            most = std::max(most, cost);
        }
        if (!whole || least <= 0)
            continue;
        printGoal(QStringLiteral("%1, cost an event within %2 % of each other")
                      .arg(QString::fromStdString(client))
                      .arg(spreadGoal * 100),
                  QStringLiteral("the dearest costs %1 % more than the cheapest")
                      .arg(number((most / least - 1) * 100)),
                  most / least - 1 <= spreadGoal);
    }
}

int run(Options options)
{
    if (options.quick) {
        options.streams = 40;
        options.total = 500;
        options.spread = {10, 40};
        options.startsPerSecond = 200;
        options.window = 1;
        options.rounds = 1;
    }
    std::vector<Case> open;
    std::vector<Case> spread;
    for (const std::string &client : options.clients)
        open.push_back(caseOf(client, options.streams, options.rate, options));
    for (const quint32 streams : options.spread) {
        for (const std::string &client : options.clients)
            spread.push_back(caseOf(client, streams, options.total / streams, options));
    }
    std::printf("%s\n%d rounds in turn, %g s each with all streams open; %g streams start a second\n\n",
                qPrintable(machine()), options.rounds, options.window, options.startsPerSecond);
    std::fflush(stdout);
    const Laboratory laboratory(programFolder());
    const bool openWhole = measureInTurn(laboratory, open, options.rounds);
    std::printf("%u open streams\n\n", options.streams);
    printTable(open);
    std::printf("\n");
    printOpenGoals(open);
    std::fflush(stdout);
    const bool spreadWhole = measureInTurn(laboratory, spread, options.rounds);
    std::printf("\nThe same total of %g tokens/s on few and on many streams\n\n", options.total);
    printTable(spread);
    std::printf("\n");
    printSpreadGoals(spread, options);
    return openWhole && spreadWhole ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Ten thousand streams, and what their number costs. How it is measured: bench/README.md.\n"
                 "Example: bench-scale --clients curl --rounds 5");
    Options options;
    app.add_option("--clients", options.clients, "Of floor, curl, qt, aiohttp")
        ->delimiter(',')
        ->check(CLI::IsMember({"floor", "curl", "qt", "aiohttp"}));
    app.add_option("--streams", options.streams, "Open streams of the first table")
        ->check(CLI::PositiveNumber);
    app.add_option("--rate", options.rate, "Tokens a second and stream there")->check(CLI::PositiveNumber);
    app.add_option("--total", options.total, "Tokens a second in all in the second table")
        ->check(CLI::PositiveNumber);
    app.add_option("--spread", options.spread, "Numbers of streams there, like 100,1000")->delimiter(',');
    app.add_option("--starts", options.startsPerSecond, "Streams that start a second")
        ->check(CLI::PositiveNumber);
    app.add_option("--window", options.window, "Seconds to measure")->check(CLI::PositiveNumber);
    app.add_option("--rounds", options.rounds, "How often, interleaved")->check(CLI::Range(1, 1000));
    app.add_flag("--quick", options.quick, "40 streams for a second: does it work at all?");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(std::move(options));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench-scale: %s\n", error.what());
        return 1;
    }
}
