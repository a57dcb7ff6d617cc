// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/counted.h"
#include "base/duration.h"
#include "commands.h"
#include "console.h"
#include "engine/runplan.h"
#include "lab/builtintarget.h"
#include "lab/simulation.h"
#include "repeating.h"
#include "scenariooptions.h"
#include "serviceoptions.h"
#include "signals.h"
#include "summaryoutput.h"

#include <QEventLoop>
#include <QScopeGuard>

#include <future>

namespace weir::cli {

namespace {

struct SimulateOptions
{
    ScenarioOptions scenario;
    ServiceOptions service;
    SummaryOptions summary;
    RepeatOptions repeat;
    std::string out;
};

/// Nothing is sent, so that a named service needs no address.
ScenarioOptions withUrl(const SimulateOptions &options)
{
    ScenarioOptions scenario = options.scenario;
    const bool namesService = !options.service.preset.empty() || !options.service.config.empty();
    if (namesService && scenario.scenarioFile.empty() && scenario.url.empty())
        scenario.url = "builtin:";
    return scenario;
}

/// `builtin:PRESET` of the scenario's first target stands in where no option names a service.
Result<ServiceConfig> serviceFor(const SimulateOptions &options, const Scenario &scenario)
{
    ServiceOptions wanted = options.service;
    const QString url = scenario.targets.empty() ? QString() : scenario.targets.front().url;
    if (wanted.preset.empty() && wanted.config.empty() && isBuiltinUrl(url))
        wanted.preset = presetOf(url).toStdString();
    return chooseService(wanted);
}

void printService(const SimulationResult &result)
{
    const ModelState &state = result.service;
    // What is refused before the model is not among its counts, each further attempt is, and so are tokens
    // that nobody got.
    QString line = QStringLiteral("simulated %1: %2 started; the model was asked %3 and made %4")
                       .arg(formatRounded(result.length),
                            counted(result.summary.requests.started, Counted::Requests).text(),
                            counted(state.counts.submitted, Counted::Times).text(),
                            counted(state.counts.tokens, Counted::Tokens).text());
    if (!state.replicas.empty()) // a fixed stream or a preset without a scheduler has none
        line += QStringLiteral(", GPU use %1 %, %2 at the end")
                    .arg(100 * state.meanGpuUse, 0, 'f', 1)
                    .arg(counted(state.replicas.size(), Counted::Replicas).text());
    printError(line);
}

/// In a thread of its own, so that this one hears the signals: they cut the run, which is then summed up.
Result<SimulationResult> simulateUntilSignal(SimulationRequest request)
{
    std::stop_source stop;
    request.stop = stop.get_token();
    QEventLoop loop;
    const SignalWatcher watcher({.end = [&stop] { stop.request_stop(); }});
    std::future<Result<SimulationResult>> result = std::async(std::launch::async, [&request, &loop] {
        const QScopeGuard done(
            [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        return simulate(request);
    });
    loop.exec();
    return result.get();
}

OneRun makeSimulation(SimulationRequest request, const RunPlace &place, bool quiet)
{
    request.scenario.seed = place.seed;
    request.runPath = place.out;
    if (!quiet && !place.title.isEmpty())
        printError(QStringLiteral("%1seed %2").arg(place.title).arg(place.seed));
    const Result<SimulationResult> result = simulateUntilSignal(std::move(request));
    if (!result) {
        printError(result.error());
        return {isOfRunFile(result.error()) ? ExitCode::InternalError : ExitCode::BadScenario, {}, {}};
    }
    if (!quiet)
        printService(*result);
    return {ExitCode::Pass, result->summary, place.out};
}

ExitCode simulateScenario(const SimulateOptions &options)
{
    const QString out = QString::fromStdString(options.out);
    if (const Result<void> usable = checkOut(out, options.repeat); !usable) {
        printError(usable.error());
        return ExitCode::WrongUsage;
    }
    std::optional<Preparation> preparation(std::in_place, options.summary.quiet);
    const Result<ChosenScenario> chosen = chooseScenario(withUrl(options));
    preparation.reset();
    if (!chosen) {
        printError(chosen.error());
        return options.scenario.scenarioFile.empty() ? ExitCode::WrongUsage : ExitCode::BadScenario;
    }
    SimulationRequest request;
    for (const Problem &problem : chosen->problems)
        printError(describe(problem));
    request.warnings = placedWarnings(chosen->problems);
    if (hasErrors(chosen->problems))
        return ExitCode::BadScenario;
    const Result<ServiceConfig> service = serviceFor(options, chosen->scenario);
    if (!service) {
        printError(service.error());
        return ExitCode::WrongUsage;
    }
    request.scenario = chosen->scenario;
    request.baseFolder = chosen->baseFolder;
    request.service = *service;
    if (const std::optional<ExitCode> refused = refusedOutputs(options.summary))
        return *refused;
    blockSignals();
    const quint64 seed = chosen->scenario.seed ? *chosen->scenario.seed : drawSeed();
    return makeRuns(options.repeat, seed, out, options.summary, [&](const RunPlace &place) {
        return makeSimulation(request, place, options.summary.quiet);
    });
}

} // namespace

void addSimulateCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<SimulateOptions> options = std::make_shared<SimulateOptions>();
    CLI::App *command =
        app.add_subcommand("simulate", "The plan of a scenario against the service's model, in virtual time");
    options->scenario.addTo(*command);
    CLI::Option *preset = command->add_option("--preset", options->service.preset,
                                              "The service's preset (default: that of the scenario's URL)");
    command->add_option("--config", options->service.config, "The service's configuration file (JSON)")
        ->excludes(preset);
    command->add_option("--out", options->out, "Run file to keep (default: none)");
    options->repeat.addTo(*command);
    options->summary.addTo(*command);
    command->add_flag("--quiet", options->summary.quiet, "No line about the service");
    command->footer(
        "Nothing is sent: the client and the network take no time, so the figures are those of the service.\n"
        "SIGINT, SIGTERM and SIGHUP end it early; what was simulated until then is summed up.\n"
        "Exit codes: 0 pass, 98 invalid, 99 failed, 104 bad scenario, 105 interrupted; with --repeat the\n"
        "worst of the runs'.\n"
        "Example: weir-cli simulate --url builtin:vllm-like --rate 5 --arrivals poisson --duration 1h");
    command->callback([options, &chosen] { chosen = [options] { return simulateScenario(*options); }; });
}

} // namespace weir::cli
