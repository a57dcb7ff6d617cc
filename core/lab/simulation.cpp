// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/simulation.h"

#include "base/secretreference.h"
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

/// The scenario without its secrets: a service that admits everybody asks for none, so they need not be at
/// hand.
Scenario withoutCredentials(Scenario scenario)
{
    for (Target &target : scenario.targets) {
        target.auth = {};
        std::erase_if(target.headers,
                      [](const Header &header) { return parseSecretReference(header.value).has_value(); });
    }
    return scenario;
}

/// Tells why a simulation wants a secret, which it does not do otherwise.
Error wanted(const Message &why, const Message &where, const Error &error)
{
    const Message what =
        error.where.isEmpty() || error.where == where
            ? error.what
            : Message(WEIR_TEXT("simulation.what_at_place", "%1 (%2)"), error.what, error.where);
    const Message advice(
        WEIR_TEXT("simulation.no_keys_needed",
                  "Without gateway.keys and gateway.jwt in the service's configuration a simulation "
                  "needs no credentials."));
    return {Message(WEIR_TEXT("simulation.why_wanted", "%1: %2"), why, what), where,
            error.advice.isEmpty()
                ? advice
                : Message(WEIR_TEXT("simulation.advice_and", "%1. %2"), error.advice, advice)};
}

Result<Gatekeeper> gatekeeperOf(const ServiceConfig &service)
{
    Result<Authenticator> authenticator = Authenticator::make(service.model.gateway);
    if (!authenticator)
        return wanted(
            Message(WEIR_TEXT("simulation.service_key_missing", "A key of the service is not at hand")),
            authenticator.error().where, authenticator.error());
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
        if (target.auth.scheme != AuthScheme::None) {
            if (const Result<QByteArray> key = resolveSecret(target.auth.key); !key)
                return wanted(why, Message::verbatim(path + QStringLiteral("/auth/key")), key.error());
        }
        for (std::size_t j = 0; j < target.headers.size(); ++j) {
            const std::optional<SecretReference> reference = parseSecretReference(target.headers[j].value);
            if (!reference)
                continue;
            if (const Result<QByteArray> value = resolveSecret(*reference); !value)
                return wanted(why, Message::verbatim(path + QStringLiteral("/headers/%1/value").arg(j)),
                              value.error());
        }
    }
    return {};
}

RunHeader headerOf(const Scenario &asGiven, const RunContext &context, const Clock &clock,
                   const QDateTime &startedAt)
{
    RunHeader header;
    header.id = newRunId(startedAt);
    header.scenario = asGiven;
    header.scenario.seed = context.seed;
    header.seed = context.seed;
    header.transport = simulatedTransport.toString();
    header.startedAt = startedAt;
    header.zero = clock.now();
    header.environment = describeEnvironment();
    return header;
}

} // namespace

Result<SimulationResult> simulate(const SimulationRequest &request)
{
    // Not zero, which some stamps take for "not yet".
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(timePointFromNs(1'000'000'000));
    Result<Gatekeeper> gate = gatekeeperOf(request.service);
    if (!gate)
        return gate.error();
    if (!gate->isOpen()) {
        if (const Result<void> credentials = checkCredentials(request.scenario); !credentials)
            return credentials.error();
    }
    QStringList urls;
    for (std::size_t i = 0; i < request.scenario.targets.size(); ++i)
        urls.append(nowhere);
    const Result<std::shared_ptr<const RunContext>> context =
        RunContext::prepare(gate->isOpen() ? withoutCredentials(request.scenario) : request.scenario,
                            request.baseFolder, urls, request.tag.isEmpty() ? ownTag : request.tag, clock);
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
    const QDateTime startedAt = SystemClock().wallTime();
    Result<std::unique_ptr<SimulationRecorder>> recorder =
        SimulationRecorder::create(prepared, path, headerOf(request.scenario, prepared, *clock, startedAt));
    if (!recorder)
        return recorder.error();
    const RunTimes times{clock->now(), clock->now() + load.warmUp};
    (*recorder)->begin(times, windowsOf(load, times.zero, request.baseFolder));
    for (const Message &warning : request.warnings)
        (*recorder)->note(times.zero, QStringLiteral("warning"), warning);

    VirtualService service(request.service, std::move(*gate), *clock, startedAt);
    VirtualWorker worker(prepared, service, *clock, std::move(*driver), **recorder);
    const bool whole = worker.run(times, request.stop);
    const Result<Summary> summary =
        (*recorder)->finish(clock->now(), whole ? RunState::Finished : RunState::Interrupted);
    if (!summary)
        return summary.error();
    return SimulationResult{*summary, service.model().state(clock->now()), clock->now() - times.zero};
}

} // namespace weir
