// SPDX-License-Identifier: GPL-3.0-or-later
#include "modelchoice.h"

#include "console.h"
#include "engine/modelfinder.h"
#include "signals.h"

#include <QEventLoop>

namespace weir::cli {

std::optional<ExitCode> findModels(Scenario &scenario, const QString &baseFolder, Messages &warnings)
{
    if (targetsWithoutModel(scenario, baseFolder).empty())
        return std::nullopt;
    ModelFinder finder;
    QEventLoop loop;
    std::optional<Result<FoundModels>> outcome;
    const SignalWatcher watcher({.end = [&loop] { loop.quit(); }});
    QObject::connect(&finder, &ModelFinder::found, &loop, [&](const Result<FoundModels> &found) {
        outcome = found;
        loop.quit();
    });
    finder.start(scenario, baseFolder);
    loop.exec();
    if (!outcome) {
        sayUnbegun();
        return ExitCode::Interrupted;
    }
    if (!*outcome) {
        printError(outcome->error());
        return ExitCode::BadScenario;
    }
    const FoundModels &found = outcome->value();
    for (const Message &taken : found.taken)
        printError(taken.text());
    for (const Message &warning : found.warnings) {
        printError(QStringLiteral("warning ") + warning.text());
        warnings.push_back(warning);
    }
    scenario = found.scenario;
    return std::nullopt;
}

} // namespace weir::cli
