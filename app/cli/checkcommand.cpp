// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "planlines.h"
#include "scenariooptions.h"

namespace weir::cli {

namespace {

ExitCode checkScenario(const ScenarioOptions &options)
{
    const Result<ChosenScenario> chosen = chooseScenario(options);
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
    printError(chosen->problems.empty() ? QStringLiteral("no problems found")
                                        : QStringLiteral("the scenario can run; mind the warnings"));
    return ExitCode::Pass;
}

} // namespace

void addCheckCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ScenarioOptions> options = std::make_shared<ScenarioOptions>();
    CLI::App *command = app.add_subcommand(
        "check", "All problems of a project file, each with its JSON path, and what it plans");
    command->add_option("SCENARIO", options->scenarioFile, "Project file (NAME.weir)")->required();
    command->footer("Exit code 0 when it can run, 104 when not.\nExample: weir-cli check shop.weir");
    command->callback([options, &chosen] { chosen = [options] { return checkScenario(*options); }; });
}

} // namespace weir::cli
