// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of weir-cli. Each registers itself with the parser and runs when it was chosen.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace weir::cli {

/// Exit codes, a contract with scripts: docs/cli.md.
enum class ExitCode : int
{
    Pass = 0,
    InternalError = 1,
    WrongUsage = 2,
    Invalid = 98,
    Failed = 99,
    BadScenario = 104,
    Interrupted = 105,
};

/// What a subcommand does once its options are parsed.
using Action = std::function<ExitCode()>;

/// Each adds its subcommand and sets `chosen` when it is parsed. The options live as long as `app`.
void addRunCommand(CLI::App &app, Action &chosen);
void addOnceCommand(CLI::App &app, Action &chosen);
void addCheckCommand(CLI::App &app, Action &chosen);
void addCalibrateCommand(CLI::App &app, Action &chosen);
void addServeCommand(CLI::App &app, Action &chosen);
void addSimulateCommand(CLI::App &app, Action &chosen);
void addReportCommand(CLI::App &app, Action &chosen);
void addVendorsCommand(CLI::App &app, Action &chosen);
void addTokensCommand(CLI::App &app, Action &chosen);
void addKeyCommand(CLI::App &app, Action &chosen);
void addImportCommand(CLI::App &app, Action &chosen);

} // namespace weir::cli
