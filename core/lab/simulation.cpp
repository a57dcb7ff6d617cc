// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/simulation.h"

#include "engine/environment.h"
#include "engine/streambudget.h"
#include "lab/simulationrecorder.h"
#include "lab/virtualworker.h"

#include <QTemporaryDir>

#include <limits>

namespace weir {

namespace {

// Nothing is ever sent there.
const QString nowhere = QStringLiteral("http://127.0.0.1:9");
// The service draws faults and answers from a request's id, so that must not differ between two simulations.
const QString ownTag = QStringLiteral("SIMULATION");
// Virtual streams cost a few hundred bytes.
constexpr quint32 roomForStreams = 1'000'000;

/// The scenario without what only a real service asks for.
Scenario withoutCredentials(Scenario scenario)
{
    for (Target &target : scenario.targets)
        target.auth = {};
    return scenario;
}

RunHeader headerOf(const Scenario &asGiven, const RunContext &context, const Clock &clock)
{
    const SystemClock wall;
    RunHeader header;
    header.id = newRunId(wall.wallTime());
    header.scenario = asGiven;
    header.scenario.seed = context.seed;
    header.seed = context.seed;
    header.transport = simulatedTransport.toString();
    header.startedAt = wall.wallTime();
    header.zero = clock.now();
    header.environment = describeEnvironment();
    return header;
}

} // namespace

Result<SimulationResult> simulate(const SimulationRequest &request)
{
    // Not zero, which some stamps take for "not yet".
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(timePointFromNs(1'000'000'000));
    QStringList urls;
    for (std::size_t i = 0; i < request.scenario.targets.size(); ++i)
        urls.append(nowhere);
    const Result<std::shared_ptr<const RunContext>> context =
        RunContext::prepare(withoutCredentials(request.scenario), request.baseFolder, urls,
                            request.tag.isEmpty() ? ownTag : request.tag, clock);
    if (!context)
        return context.error();
    const RunContext &prepared = **context;
    const Load &load = prepared.scenario.load;

    const StreamBudget budget = divideStreams(load, roomForStreams);
    TicketCounters tickets = ticketsFor(load);
    Result<std::unique_ptr<LoadDriver>> driver = makeLoadDriver(
        loadPlanOf(load, prepared.seed, request.baseFolder, budget.caps), {WorkerIndex{0}, 1}, tickets);
    if (!driver)
        return driver.error();

    const QTemporaryDir folder;
    const QString path =
        request.runPath.isEmpty() ? folder.filePath(QStringLiteral("simulated.weirrun")) : request.runPath;
    Result<std::unique_ptr<SimulationRecorder>> recorder =
        SimulationRecorder::create(prepared, path, headerOf(request.scenario, prepared, *clock));
    if (!recorder)
        return recorder.error();
    const RunTimes times{clock->now(), clock->now() + load.warmUp};
    (*recorder)->begin(times, windowsOf(load, times.zero, request.baseFolder));
    for (const QString &warning : request.warnings)
        (*recorder)->note(times.zero, QStringLiteral("warning"), warning);

    VirtualWorker worker(prepared, request.service, *clock, std::move(*driver), **recorder);
    const bool whole = worker.run(times, request.stop);
    const Result<Summary> summary =
        (*recorder)->finish(clock->now(), whole ? RunState::Finished : RunState::Interrupted);
    if (!summary)
        return summary.error();
    return SimulationResult{*summary, worker.serviceState(), clock->now() - times.zero};
}

} // namespace weir
