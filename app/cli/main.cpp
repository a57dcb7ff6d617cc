// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/directfile.h"
#include "base/lastwords.h"
#include "base/version.h"
#include "commands.h"
#include "console.h"
#include "emptyoption.h"
#include "signals.h"
#include "transport/threadtuning.h"
#include "usageerror.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <sstream>

namespace {

using weir::cli::ExitCode;

ExitCode answer(int argc, char **argv)
{
    CLI::App app(
        "Load-tests services that stream tokens. The same core as the desktop program, without a window.",
        "weir-cli");
    app.set_version_flag("--version", std::string("weir-cli ") + weir::versionString);
    app.require_subcommand(1);
    app.footer("Example: weir-cli run --url builtin: --vus 10 --duration 10s");

    weir::cli::Action chosen;
    weir::cli::addRunCommand(app, chosen);
    weir::cli::addOnceCommand(app, chosen);
    weir::cli::addCheckCommand(app, chosen);
    weir::cli::addCalibrateCommand(app, chosen);
    weir::cli::addServeCommand(app, chosen);
    weir::cli::addSimulateCommand(app, chosen);
    weir::cli::addReportCommand(app, chosen);
    weir::cli::addVendorsCommand(app, chosen);
    weir::cli::addTokensCommand(app, chosen);
    weir::cli::addKeyCommand(app, chosen);
    weir::cli::addImportCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            std::ostringstream help; // or the version
            app.exit(error, help, std::cerr);
            weir::cli::printOut(QString::fromStdString(help.str()).trimmed());
            return ExitCode::Pass;
        }
        weir::cli::printError(weir::cli::usageError(app, error));
        return ExitCode::WrongUsage;
    }
    if (const std::string option = weir::cli::emptyOption(app); !option.empty()) {
        weir::cli::printError(weir::Error{
            WEIR_TEXT("cli.empty_value", "The value is empty"),
            weir::Message::verbatim(QString::fromStdString(option)),
            WEIR_TEXT("cli.empty_value_advice",
                      "Leave the option away, or look whether a variable of the shell is unset.")});
        return ExitCode::WrongUsage;
    }
    return chosen();
}

ExitCode runProgram(int argc, char **argv)
{
    const ExitCode code = answer(argc, argv);
    const weir::Message loss = weir::cli::whyOutputIsLost();
    if (loss.isEmpty())
        return code;
    weir::cli::printError(weir::Error{
        weir::Message(WEIR_TEXT("cli.output_lost", "The output could not be written to standard output: %1"),
                      loss),
        {},
        {}});
    return code == ExitCode::Pass ? ExitCode::InternalError : code;
}

} // namespace

int main(int argc, char **argv)
{
    weir::cli::endAtSignals();
    weir::sayLastWords("weir-cli");
    weir::letWritesFail();
    weir::preferUnixDispatcher();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("weir"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(weir::versionString));
    try {
        const ExitCode code = runProgram(argc, argv);
        if (weir::cli::areThreadsLeftBehind()) {
            std::fflush(nullptr);
            std::_Exit(static_cast<int>(code));
        }
        return static_cast<int>(code);
    } catch (const std::bad_alloc &) {
        std::terminate(); // base/lastwords has the words for it
    } catch (const std::exception &error) {
        weir::cli::printError(weir::Error{weir::Message(WEIR_TEXT("cli.internal_error", "Internal error: %1"),
                                                        QString::fromLocal8Bit(error.what())),
                                          {},
                                          {}});
        return static_cast<int>(ExitCode::InternalError);
    }
}
