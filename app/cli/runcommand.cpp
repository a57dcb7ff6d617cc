// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "engine/run.h"
#include "engine/runplan.h"
#include "lab/builtintarget.h"
#include "modelchoice.h"
#include "progress.h"
#include "repeating.h"
#include "scenariooptions.h"
#include "signals.h"
#include "store/calibrationstore.h"
#include "store/runsummary.h"
#include "summaryoutput.h"

#include <QEventLoop>

#include <optional>
#include <utility>

namespace weir::cli {

namespace {

struct RunOptions
{
    ScenarioOptions scenario;
    std::string out;
    RepeatOptions repeat;
    SummaryOptions summary;
};

void togglePause(Run &run)
{
    Steering steering = run.steering();
    steering.paused = !steering.paused;
    if (const Result<void> steered = run.steer(steering); !steered)
        printError(steered.error());
}

/// Runs to the end in this thread's event loop. The first signal stops the run and saves. A second one, or
/// streams that are not cut so long after the first, as under a flood that keeps a thread busy, ends the wait
/// without a result.
std::optional<Result<RunResult>> waitFor(Run &run, bool quiet)
{
    std::optional<Result<RunResult>> outcome;
    QEventLoop loop;
    Progress progress(quiet);
    const SignalWatcher watcher({.end = [&run] { run.interrupt(); },
                                 .force = [&loop] { loop.quit(); },
                                 .late =
                                     [&run, &loop] {
                                         if (!run.isDrained()) // else it is being saved and summed up
                                             loop.quit();
                                     },
                                 .pause = [&run] { togglePause(run); }});
    QObject::connect(&run, &Run::snapshotReady, &loop, [&] { progress.show(*run.snapshot()); });
    QObject::connect(&run, &Run::saveFailed, &loop, [&](const Error &error) {
        progress.end();
        printError(Error{
            Message(WEIR_TEXT("cli.run_unsaved", "The run ends, since it can't be saved: %1"), error.what),
            error.where, error.advice});
    });
    QObject::connect(&run, &Run::finished, &loop, [&](const Result<RunResult> &result) {
        outcome = result;
        loop.quit();
    });
    run.start();
    loop.exec();
    progress.end();
    return outcome;
}

/// The figures of what was saved of a run that doesn't end. Its threads go on, and so does what they use.
OneRun leaveBehind(std::unique_ptr<Run> run, BuiltinTargets services)
{
    leaveThreadsBehind();
    const QString path = run.release()->runPath();
    new BuiltinTargets(std::move(services)); // NOLINT(*-owning-memory): the threads outlive all owners
    printError(
        QStringLiteral("The run did not end by itself; what is told now is what was saved until then."));
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) {
        printError(reader.error());
        return {ExitCode::Interrupted, {}, {}};
    }
    const Result<SummaryWithSamples> figures = summarize(**reader, {}, RunState::Interrupted);
    if (!figures) {
        printError(figures.error());
        return {ExitCode::Interrupted, {}, {}};
    }
    return {ExitCode::Interrupted, figures->summary, path};
}

/// One run from the start of its services to its summary.
OneRun makeRun(RunRequest request, const RunPlace &place, bool quiet, bool isFirst)
{
    request.scenario.seed = place.seed;
    request.runPath = place.out;
    Result<BuiltinTargets> services = BuiltinTargets::startFor(request.scenario);
    if (!services) {
        printError(services.error());
        return {ExitCode::BadScenario, {}, {}};
    }
    request.builtinUrls = services->urls();
    request.tag = services->runTag();
    // Later runs hear a signal in their loop: those before them are still to be told.
    std::optional<Preparation> preparation;
    if (isFirst)
        preparation.emplace(quiet);
    Result<std::unique_ptr<Run>> run = Run::prepare(request);
    preparation.reset();
    if (!run) {
        printError(run.error());
        return {isOfRunFile(run.error()) ? ExitCode::InternalError : ExitCode::BadScenario, {}, {}};
    }
    for (const Message &warning : (*run)->limitWarnings())
        printError(QStringLiteral("warning this machine: ") + warning.text());
    if (!quiet)
        printError(
            QStringLiteral("%1seed %2, run file %3").arg(place.title).arg(place.seed).arg((*run)->runPath()));
    const std::optional<Result<RunResult>> result = waitFor(**run, quiet);
    if (!result)
        return leaveBehind(std::move(*run), std::move(*services));
    if (!*result) {
        printError(result->error());
        return {};
    }
    const RunResult &made = result->value();
    if (made.unsaved)
        printError(QStringLiteral("The figures are those of what was saved until then."));
    return {made.unsaved ? ExitCode::InternalError : ExitCode::Pass, made.summary, made.runPath};
}

ExitCode runScenario(const RunOptions &options)
{
    const QString out = QString::fromStdString(options.out);
    if (const Result<void> usable = checkOut(out, options.repeat); !usable) {
        printError(usable.error());
        return ExitCode::WrongUsage;
    }
    std::optional<Preparation> preparation(std::in_place, options.summary.quiet);
    Result<ChosenScenario> chosen = chooseScenario(options.scenario);
    preparation.reset();
    if (!chosen) {
        printError(chosen.error());
        return options.scenario.scenarioFile.empty() ? ExitCode::WrongUsage : ExitCode::BadScenario;
    }
    RunRequest request;
    for (const Problem &problem : chosen->problems)
        printError(describe(problem));
    request.warnings = placedWarnings(chosen->problems);
    if (hasErrors(chosen->problems))
        return ExitCode::BadScenario;

    if (const std::optional<ExitCode> refused = refusedOutputs(options.summary))
        return *refused;
    blockSignals();
    if (const std::optional<ExitCode> ended =
            findModels(chosen->scenario, chosen->baseFolder, request.warnings))
        return *ended;
    request.scenario = chosen->scenario;
    request.baseFolder = chosen->baseFolder;
    request.projectPath = chosen->projectPath;
    request.certificates = CalibrationStore().read().certificates;
    // Drawn here, since the services of `builtin:` targets draw from it, too.
    const quint64 seed = chosen->scenario.seed ? *chosen->scenario.seed : drawSeed();
    return makeRuns(options.repeat, seed, out, options.summary,
                    [&, isFirst = true](const RunPlace &place) mutable {
                        return makeRun(request, place, options.summary.quiet, std::exchange(isFirst, false));
                    });
}

} // namespace

void addRunCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<RunOptions> options = std::make_shared<RunOptions>();
    CLI::App *command = app.add_subcommand("run", "Run a scenario, save the run, print the summary");
    options->scenario.addTo(*command);
    options->scenario.addTransportTo(*command);
    command->add_option("--out", options->out,
                        "Run file (default: NAME.runs/ beside the project, or ./weir-runs/)");
    options->repeat.addTo(*command);
    options->summary.addTo(*command);
    command->add_flag("--quiet", options->summary.quiet, "No progress");
    command->footer(
        "SIGUSR1 pauses the load and lets it go on; SIGINT, SIGTERM and SIGHUP end the run and save it, a\n"
        "second one ends it at once with what is saved.\n"
        "Exit codes: 0 pass, 98 invalid, 99 failed, 104 bad scenario, 105 interrupted; with --repeat the\n"
        "worst of the runs'.\n"
        "Example: weir-cli run --url builtin: --vus 50 --duration 10s --threshold 'ttft p(99) < 500ms'");
    command->callback([options, &chosen] { chosen = [options] { return runScenario(*options); }; });
}

} // namespace weir::cli
