// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/version.h"
#include "commands.h"
#include "console.h"
#include "signals.h"
#include "transport/threadtuning.h"
#include "usageerror.h"

#include <QCoreApplication>

#include <exception>

namespace {

using weir::cli::ExitCode;

ExitCode runProgram(int argc, char **argv)
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
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            app.exit(error); // help, or the version
            return ExitCode::Pass;
        }
        weir::cli::printError(weir::cli::usageError(app, error));
        return ExitCode::WrongUsage;
    }
    const ExitCode code = chosen();
    if (!weir::cli::isOutputLost())
        return code;
    weir::cli::printError(weir::Error{
        WEIR_TEXT("cli.output_lost", "The output could not be written to standard output"), {}, {}});
    return code == ExitCode::Pass ? ExitCode::InternalError : code;
}

} // namespace

int main(int argc, char **argv)
{
    weir::cli::ignoreBrokenPipes();
    weir::preferUnixDispatcher();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("weir"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(weir::versionString));
    try {
        return static_cast<int>(runProgram(argc, argv));
    } catch (const std::exception &error) {
        weir::cli::printError(weir::Error{weir::Message(WEIR_TEXT("cli.internal_error", "Internal error: %1"),
                                                        QString::fromLocal8Bit(error.what())),
                                          {},
                                          {}});
        return static_cast<int>(ExitCode::InternalError);
    }
}
