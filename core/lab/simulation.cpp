// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/simulation.h"

#include "base/secretreference.h"
#include "engine/runheader.h"
#include "lab/builtintarget.h"
#include "lab/simulationrecorder.h"
#include "lab/virtualworker.h"
#include "scenario/channelkind.h"
#include "scenario/checkaid.h"

#include <QTemporaryDir>

namespace weir {

namespace {

// Nothing is ever sent there.
const QString nowhere = QStringLiteral("http://127.0.0.1:9");
// Virtual streams take no descriptors and cost a few hundred bytes: as much room as a plan can use.
constexpr quint64 roomForFiles = 1'000'000'000;

/// The scenario without its secrets: a service that admits everybody asks for none, so they need not be at
/// hand.
Scenario withoutCredentials(Scenario scenario)
{
    for (Target &target : scenario.targets) {
        target.auth = {};
        target.proxy.clear();
        std::erase_if(target.headers,
                      [](const Header &header) { return holdsSecretReference(header.value); });
    }
    return scenario;
}

/// Tells why a simulation wants a secret, which it does not do otherwise.
Error wanted(const Message &why, const Error &error)
{
    const Error explained{error.what, why, error.advice};
    return {explained.message(), error.where,
            Message(WEIR_TEXT("simulation.no_keys_needed",
                              "Without gateway.keys and gateway.jwt in the service's configuration a "
                              "simulation needs no credentials."))};
}

Result<Gatekeeper> gatekeeperOf(const ServiceConfig &service)
{
    Result<Authenticator> authenticator = Authenticator::make(service.model.gateway);
    if (!authenticator)
        return wanted(
            Message(WEIR_TEXT("simulation.service_key_missing", "A key of the service is not at hand")),
            authenticator.error());
    return Gatekeeper(service.apiKey, std::move(*authenticator));
}

/// Every secret of the scenario is at hand. Preparing the run would tell so, too, but neither which target's
/// it is nor why.
Result<void> checkCredentials(const Scenario &scenario)
{
    const Message why(WEIR_TEXT("simulation.scenario_key_missing",
                                "The service admits by keys, and one of the scenario's is not at hand"));
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const Target &target = scenario.targets[i];
        const QString path = QStringLiteral("/targets/%1").arg(i);
        if (target.auth.usesKey()) {
            if (const Result<QByteArray> key = resolveSecret(target.auth.key); !key)
                return wanted(why, key.error().within(Message::verbatim(path + QStringLiteral("/auth/key"))));
        }
        for (std::size_t j = 0; j < target.headers.size(); ++j) {
            Redactor redactor;
            if (const Result<QByteArray> value = resolveSecretsIn(target.headers[j].value, redactor); !value)
                return wanted(why, value.error().within(
                                       Message::verbatim(path + QStringLiteral("/headers/%1/value").arg(j))));
        }
    }
    return {};
}

/// The plan without what a simulation has no use for: addresses, and secrets where nobody asks for them.
RunPlan withoutTargets(RunPlan plan, bool needsCredentials)
{
    if (!needsCredentials)
        plan.scenario = withoutCredentials(std::move(plan.scenario));
    for (QString &url : plan.targetUrls)
        url = nowhere;
    return plan;
}

/// What differs between a target's channel and the simulation's, which answers as HTTP does.
Messages channelWarnings(const Scenario &scenario)
{
    Messages warnings;
    for (const Target &target : scenario.targets) {
        if (channelOf(QUrl(target.url).scheme()) == ChannelKind::WebSocket)
            warnings.push_back(Message(
                WEIR_TEXT(
                    "simulation.websocket_as_http",
                    "The target \"%1\" is a WebSocket, which is simulated as HTTP: requests that the service "
                    "refuses have a status here, in a run an error message."),
                target.name));
    }
    return warnings;
}

/// Checks on what only a wire has.
Messages checkWarnings(const Scenario &scenario)
{
    Messages warnings;
    for (const RequestTemplate &request : scenario.requests) {
        const bool anyNeedsWire =
            std::any_of(request.checks.begin(), request.checks.end(), [](const Check &check) {
                return check.kind == Check::Kind::Header ||
                       (looksAtText(check.kind) && check.of == Check::Subject::Body);
            });
        if (anyNeedsWire)
            warnings.push_back(
                Message(WEIR_TEXT("simulation.checks_without_wire",
                                  "The request \"%1\" has checks on headers or on the body, which a "
                                  "simulation does not have: they were not looked at."),
                        request.name));
    }
    return warnings;
}

RunHeader simulatedHeader(const RunPlan &plan, const Clock &clock, const QDateTime &startedAt)
{
    RunHeader header = headerOf(plan, clock);
    header.transport = simulatedTransport.toString();
    header.startedAt = startedAt;
    return header;
}

} // namespace

Result<RunPlan> planSimulation(const SimulationRequest &request)
{
    PlanBasis basis;
    basis.baseFolder = request.baseFolder;
    basis.runId = newRunId(SystemClock().wallTime());
    basis.tag = request.tag.isEmpty() ? seededTag() : request.tag;
    basis.openFiles = roomForFiles;
    return planRun(request.scenario, basis);
}

Result<SimulationResult> simulate(const SimulationRequest &request)
{
    const Result<RunPlan> plan = planSimulation(request);
    if (!plan)
        return plan.error();
    return simulate(*plan, request);
}

Result<SimulationResult> simulate(const RunPlan &plan, const SimulationSetting &setting)
{
    // Not zero, which some stamps take for "not yet".
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(timePointFromNs(1'000'000'000));
    Result<Gatekeeper> gate = gatekeeperOf(setting.service);
    if (!gate)
        return gate.error();
    if (!gate->isOpen()) {
        if (const Result<void> credentials = checkCredentials(plan.scenario); !credentials)
            return credentials.error();
    }
    const Result<std::shared_ptr<const RunContext>> context =
        RunContext::prepare(withoutTargets(plan, !gate->isOpen()), clock);
    if (!context)
        return context.error();
    const Load &load = plan.scenario.load;
    TicketCounters tickets = ticketsFor(load, plan.share);
    Result<std::unique_ptr<LoadDriver>> driver =
        makeLoadDriver(plan.loadPlan(), {WorkerIndex{plan.share.rank}, plan.share.ranks}, tickets);
    if (!driver)
        return driver.error();

    const QTemporaryDir folder;
    const QString path =
        setting.runPath.isEmpty() ? folder.filePath(QStringLiteral("simulated.weirrun")) : setting.runPath;
    const QDateTime startedAt = SystemClock().wallTime();
    Result<std::unique_ptr<SimulationRecorder>> recorder = SimulationRecorder::create(
        **context, path, simulatedHeader(plan, *clock, startedAt), setting.listeners);
    if (!recorder)
        return recorder.error();
    const RunTimes times{clock->now(), clock->now() + load.warmUp};
    (*recorder)->begin(times, plan.windows);
    for (const Messages &warnings :
         {setting.warnings, channelWarnings(plan.scenario), checkWarnings(plan.scenario)}) {
        for (const Message &warning : warnings)
            (*recorder)->note(times.zero, QStringLiteral("warning"), warning);
    }

    const ServiceConfig config = seededBy(plan.seed(), setting.service);
    VirtualService service(config, std::move(*gate), *clock, startedAt);
    VirtualWorker worker(**context, service, *clock, std::move(*driver), **recorder);
    const bool whole = worker.run(times, setting.stop);
    const Result<Summary> summary =
        (*recorder)->finish(clock->now(), whole ? RunState::Finished : RunState::Interrupted);
    if (!summary)
        return summary.error();
    return SimulationResult{*summary, service.model().state(clock->now()), clock->now() - times.zero};
}

} // namespace weir
