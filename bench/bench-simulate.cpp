// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulated day costs, and how far a simulated run is from the same scenario over sockets. Client,
// service and figures of the live runs share this process.
#include "engine/run.h"
#include "lab/builtintarget.h"
#include "lab/simulation.h"
#include "store/projectfile.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "support/table.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>

using namespace weir;
using namespace weir::bench;
using namespace std::chrono_literals;

namespace {

using LoadModel = decltype(LoadGroup::model);

struct Options
{
    double hours = 24;
    double seconds = 60;
    std::vector<std::string> files;
};

/// Goals of the two tables.
constexpr double dayGoalSeconds = 60;
constexpr double differenceGoal = 0.05;

Nanoseconds secondsOf(double seconds)
{
    return Nanoseconds{static_cast<qint64>(seconds * 1e9)};
}

Scenario scenarioOf(const QString &preset, const LoadModel &model, Nanoseconds length)
{
    Scenario scenario;
    Target target;
    target.name = QStringLiteral("service");
    target.url = QStringLiteral("builtin:") + preset;
    target.model = QStringLiteral("weir-reference");
    scenario.targets.push_back(target);
    RequestTemplate request;
    request.name = QStringLiteral("question");
    request.prompt = QStringLiteral("[{{unique}}] How does a weir gauge the flow of a river?");
    request.maxTokens = 60;
    scenario.requests.push_back(request);
    scenario.load.first().model = model;
    scenario.load.first().duration = length;
    scenario.seed = 42;
    return scenario;
}

OpenLoad poisson(double rate)
{
    OpenLoad open;
    open.rate = rate;
    open.arrivals = Arrivals::Poisson;
    return open;
}

ClosedLoad users(quint32 count, Nanoseconds think)
{
    ClosedLoad closed;
    closed.users = count;
    // Users who never pause, with answers of one length, move in step, and small delays change who with whom.
    closed.think = {.kind = ThinkTime::Kind::Exponential, .low = think};
    return closed;
}

SimulationResult simulated(const Scenario &scenario, const QString &folder, const QString &tag = {})
{
    SimulationRequest request;
    request.scenario = scenario;
    request.baseFolder = folder;
    request.tag = tag;
    request.service = orGiveUp(presetConfig(presetOf(scenario.targets.front().url)));
    return orGiveUp(simulate(request));
}

Summary live(Scenario scenario, const QString &folder)
{
    const QTemporaryDir runs;
    scenario.transport = TransportKind::Curl;
    const BuiltinTargets services = orGiveUp(BuiltinTargets::startFor(scenario));
    RunRequest request;
    request.scenario = scenario;
    request.baseFolder = folder;
    request.runPath = runs.filePath(QStringLiteral("live.weirrun"));
    request.builtinUrls = services.urls();
    const std::unique_ptr<Run> run = orGiveUp(Run::prepare(request));
    std::optional<Result<RunResult>> outcome;
    QEventLoop loop;
    QObject::connect(run.get(), &Run::finished, &loop, [&](const Result<RunResult> &result) {
        outcome = result;
        loop.quit();
    });
    run->start();
    loop.exec();
    return orGiveUp(*outcome).summary;
}

void simulateDay(double hours)
{
    const QTemporaryDir folder;
    const Scenario scenario =
        scenarioOf(QStringLiteral("vllm-like"), LoadModel{poisson(10)}, secondsOf(hours * 3600));
    resetPeakResidentBytes();
    const Nanoseconds before = processTime();
    const TimePoint from = MonotonicClock::now();
    const SimulationResult result = simulated(scenario, folder.path());
    const double wall = std::chrono::duration<double>(MonotonicClock::now() - from).count();
    const double processor = std::chrono::duration<double>(processTime() - before).count();
    Table table({QStringLiteral("simulated h"), QStringLiteral("requests"), QStringLiteral("tokens"),
                 QStringLiteral("seconds"), QStringLiteral("cpu s"), QStringLiteral("cpu us/request"),
                 QStringLiteral("peak RSS MB")});
    const double requests = static_cast<double>(std::max<quint64>(result.summary.requests.started, 1));
    table.add({number(hours, 2), number(requests),
               number(static_cast<double>(result.summary.totalOutputTokens)), number(wall, 1),
               number(processor, 1), number(processor * 1e6 / requests, 1),
               number(static_cast<double>(peakResidentBytes()) / 1e6, 1)});
    table.print();
    std::printf("\nA day in under %.0f s: %.1f s at this pace, %s\n", dayGoalSeconds, wall * 24 / hours,
                wall * 24 / hours < dayGoalSeconds ? "holds" : "misses");
}

/// The scenarios to compare, each under the name that its rows get.
std::vector<std::pair<QString, Scenario>> scenariosFor(const Options &options)
{
    std::vector<std::pair<QString, Scenario>> scenarios;
    for (const std::string &file : options.files) {
        const QString path = QString::fromStdString(file);
        Scenario scenario = orGiveUp(readProject(path)).scenario;
        if (scenario.targets.empty() || !isBuiltinUrl(scenario.targets.front().url))
            giveUp(path + QStringLiteral(": its first target is not builtin:"));
        scenarios.emplace_back(QFileInfo(path).completeBaseName(), std::move(scenario));
    }
    if (!scenarios.empty())
        return scenarios;
    const Nanoseconds length = secondsOf(options.seconds);
    const auto add = [&](const char *name, const char *preset, const LoadModel &model) {
        scenarios.emplace_back(QString::fromLatin1(name),
                               scenarioOf(QString::fromLatin1(preset), model, length));
    };
    add("steady, 20 users", "steady", users(20, 0ms));
    add("vllm-like, 4/s", "vllm-like", poisson(4));
    add("vllm-like, 20/s", "vllm-like", poisson(20));
    add("vllm-like, 20 users", "vllm-like", users(20, 0ms));
    add("vllm-like, 20 users, 1 s pause", "vllm-like", users(20, 1s));
    add("traditional, 129 users", "traditional", users(129, 0ms));
    return scenarios;
}

struct Worst
{
    double difference = 0;
    bool invalid = false;
};

void addRows(Table &table, const QString &name, const Summary &real, const Summary &model, Worst &worst)
{
    const auto row = [&](const char *figure, const Distribution &a, const Distribution &b,
                         double percentile) {
        const double measured = a.rank(percentile).value / 1e6;
        const double computed = b.rank(percentile).value / 1e6;
        const double difference = computed > 0 ? measured / computed - 1 : 0;
        worst.difference = std::max(worst.difference, std::abs(difference));
        table.add({name, QString::fromLatin1(figure) + u' ' + percentileName(percentile),
                   number(static_cast<double>(a.count)), number(static_cast<double>(b.count)),
                   number(measured, 2), number(computed, 2), number(100 * difference, 1),
                   toString(real.verdict)});
    };
    for (const double percentile : {50.0, 95.0}) {
        row("ttft", real.ttft, model.ttft, percentile);
        row("e2e", real.e2e, model.e2e, percentile);
    }
    for (const Message &reason : real.reasons)
        std::fprintf(stderr, "%s, live: %s\n", qPrintable(name), qPrintable(reason.english()));
    worst.invalid = worst.invalid || real.verdict == Verdict::Invalid;
}

void compare(const Options &options)
{
    Table table({QStringLiteral("scenario"), QStringLiteral("figure"), QStringLiteral("live n"),
                 QStringLiteral("virtual n"), QStringLiteral("live ms"), QStringLiteral("virtual ms"),
                 QStringLiteral("live over virtual %"), QStringLiteral("live verdict")});
    Worst worst;
    const QString folder = options.files.empty()
                               ? QString()
                               : QFileInfo(QString::fromStdString(options.files.front())).absolutePath();
    for (const auto &[name, scenario] : scenariosFor(options)) {
        // The same ids, hence the same answers: what differs is not the draw.
        const Summary real = live(scenario, folder);
        addRows(table, name, real, simulated(scenario, folder, real.run.right(10)).summary, worst);
    }
    table.print();
    std::printf("\nLive and virtual within %.0f %%: %.1f %% at most, %s%s\n", 100 * differenceGoal,
                100 * worst.difference, worst.difference <= differenceGoal ? "holds" : "misses",
                worst.invalid ? " (but a live run is invalid)" : "");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    CLI::App app("What a simulated day costs, and how far simulated figures are from live ones.\n"
                 "Example: bench-simulate --hours 24 --seconds 60");
    Options options;
    bool quick = false;
    app.add_option("--hours", options.hours, "Simulated time of the first table; 0: without it")
        ->check(CLI::Range(0.0, 240.0));
    app.add_option("--seconds", options.seconds, "Length of each live run of the second table")
        ->check(CLI::Range(1.0, 3600.0));
    app.add_option("SCENARIO", options.files, "Compare these projects of builtin: targets instead");
    app.add_flag("--quick", quick, "A tiny run");
    CLI11_PARSE(app, argc, argv);
    if (quick) {
        options.hours = 0.02;
        options.seconds = 1;
    }
    std::puts(qPrintable(machine()));
    if (options.hours > 0)
        simulateDay(options.hours);
    std::puts("\nThe same scenario over sockets (curl) and in virtual time\n");
    compare(options);
    return 0;
}
