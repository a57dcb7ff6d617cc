// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "engine/run.h"
#include "lab/builtintarget.h"
#include "progress.h"
#include "scenariooptions.h"
#include "signals.h"
#include "store/calibrationstore.h"
#include "summaryoutput.h"

#include <QEventLoop>
#include <QFile>

namespace weir::cli {

namespace {

struct RunOptions
{
    ScenarioOptions scenario;
    std::string out;
    SummaryOptions summary;
};

void togglePause(Run &run)
{
    Steering steering = run.steering();
    steering.paused = !steering.paused;
    if (const Result<void> steered = run.steer(steering); !steered)
        printError(steered.error());
}

/// Runs to the end in this thread's event loop. The first signal stops the run and saves; the second one is
/// ignored, since saving takes at most moments.
Result<RunResult> waitFor(Run &run, bool quiet)
{
    Result<RunResult> outcome = Error{WEIR_TEXT("cli.run_did_not_end", "The run did not end"), {}, {}};
    QEventLoop loop;
    Progress progress(quiet);
    const SignalWatcher watcher([&run] { run.interrupt(); }, [&run] { togglePause(run); });
    QObject::connect(&run, &Run::snapshotReady, &loop, [&] { progress.show(*run.snapshot()); });
    QObject::connect(&run, &Run::finished, &loop, [&](const Result<RunResult> &result) {
        outcome = result;
        loop.quit();
    });
    run.start();
    loop.exec();
    progress.end();
    return outcome;
}

ExitCode runScenario(const RunOptions &options)
{
    if (!options.out.empty() && QFile::exists(QString::fromStdString(options.out))) {
        printError(runFileExists(QString::fromStdString(options.out)));
        return ExitCode::WrongUsage;
    }
    Result<ChosenScenario> chosen = chooseScenario(options.scenario);
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

    blockSignals();
    const Result<BuiltinTargets> services = BuiltinTargets::startFor(chosen->scenario);
    if (!services) {
        printError(services.error());
        return ExitCode::BadScenario;
    }
    request.scenario = chosen->scenario;
    request.baseFolder = chosen->baseFolder;
    request.projectPath = chosen->projectPath;
    request.runPath = QString::fromStdString(options.out);
    request.builtinUrls = services->urls();
    request.certificates = CalibrationStore().read().certificates;
    Result<std::unique_ptr<Run>> run = Run::prepare(request);
    if (!run) {
        printError(run.error());
        return ExitCode::BadScenario;
    }
    for (const Message &warning : (*run)->limitWarnings())
        printError(QStringLiteral("warning this machine: ") + warning.text());
    if (!options.summary.quiet)
        printError(
            QStringLiteral("seed %1, run file %2").arg(*(*run)->scenario().seed).arg((*run)->runPath()));

    const Result<RunResult> result = waitFor(**run, options.summary.quiet);
    if (!result) {
        printError(result.error());
        return ExitCode::InternalError;
    }
    if (const Result<void> printed = printSummary(result->summary, options.summary); !printed) {
        printError(printed.error());
        return ExitCode::InternalError;
    }
    return exitCodeOf(result->summary);
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
    options->summary.addTo(*command);
    command->add_flag("--quiet", options->summary.quiet, "No progress");
    command->footer(
        "SIGUSR1 pauses the load and lets it go on; SIGINT and SIGTERM end the run and save it.\n"
        "Exit codes: 0 pass, 98 invalid, 99 failed, 104 bad scenario, 105 interrupted.\n"
        "Example: weir-cli run --url builtin: --vus 50 --duration 10s --threshold 'ttft p(99) < 500ms'");
    command->callback([options, &chosen] { chosen = [options] { return runScenario(*options); }; });
}

} // namespace weir::cli
