// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "engine/machinelimits.h"
#include "planlines.h"
#include "scenariooptions.h"
#include "signals.h"
#include "store/runfile.h"

#include <QDateTime>
#include <QFileInfo>

namespace weir::cli {

namespace {

/// Advice on the machine that the check runs on, which need not be the one of the run: never an error.
bool adviseOnMachine(const ChosenScenario &chosen)
{
    const QString runPath = defaultRunPath(chosen.projectPath, QDateTime::currentDateTimeUtc(), QString());
    const MachineFacts facts = readMachineFacts(QFileInfo(runPath).absolutePath());
    const std::vector<LimitProblem> problems = checkLimits(needsOf(chosen.scenario), facts);
    for (const LimitProblem &problem : problems)
        printOut(QStringLiteral("warning this machine: ") + problem.error.text());
    return problems.empty();
}

ExitCode checkScenario(const ScenarioOptions &options)
{
    std::optional<Preparation> preparation(std::in_place, false);
    const Result<ChosenScenario> chosen = chooseScenario(options);
    preparation.reset();
    if (!chosen) {
        printError(chosen.error());
        return ExitCode::BadScenario;
    }
    for (const Problem &problem : chosen->problems)
        printOut(describe(problem));
    if (hasErrors(chosen->problems))
        return ExitCode::BadScenario;
    for (const QString &line : planLines(chosen->scenario, chosen->baseFolder))
        printOut(line);
    const bool fits = adviseOnMachine(*chosen);
    printError(chosen->problems.empty() && fits ? QStringLiteral("No problems found")
                                                : QStringLiteral("The scenario can run; mind the warnings"));
    return ExitCode::Pass;
}

} // namespace

void addCheckCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ScenarioOptions> options = std::make_shared<ScenarioOptions>();
    CLI::App *command = app.add_subcommand(
        "check", "All problems of a project file, each with its JSON path, what it plans, and the limits of "
                 "this machine that its load would meet");
    command->add_option("SCENARIO", options->scenarioFile, "Project file (NAME.weir)")->required();
    command->footer("Exit code 0 when it can run, 104 when not.\nExample: weir-cli check shop.weir");
    command->callback([options, &chosen] { chosen = [options] { return checkScenario(*options); }; });
}

} // namespace weir::cli
