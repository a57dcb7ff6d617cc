// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/outputfile.h"
#include "commands.h"
#include "console.h"
#include "service/config/configwriter.h"
#include "service/referenceservice.h"
#include "serviceoptions.h"
#include "signals.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace weir::cli {

namespace {

struct ServeOptions
{
    ServiceOptions service;
    bool listPresets = false;
    bool printConfig = false;
};

ExitCode listPresets()
{
    const QStringList names = presetNames();
    qsizetype width = 0;
    for (const QString &name : names)
        width = std::max(width, name.size());
    for (const QString &name : names) {
        const Result<ServiceConfig> config = presetConfig(name);
        if (!config) {
            printError(config.error());
            return ExitCode::InternalError;
        }
        printOut(name.leftJustified(width + 2) + config->description);
    }
    return ExitCode::Pass;
}

/// Writes the certificate before the address is printed, so that who reads the address finds the file.
Result<void> handOutCertificate(const ReferenceService &service, const QString &path)
{
    if (service.certificatePem().isEmpty())
        return {};
    if (path.isEmpty()) {
        printError(QStringLiteral("Clients must trust its certificate: --tls-certificate FILE writes it."));
        return {};
    }
    if (Result<void> written = writeFile(path, service.certificatePem()); !written)
        return written;
    printError(QStringLiteral("Clients must trust its certificate: %1").arg(path));
    return {};
}

/// Serves until a signal comes. Says at once when the truth file breaks: the requests that follow are lost to
/// it, and whoever compares with it later has to know.
ExitCode serveUntilSignal(ReferenceService &service, bool writesTruth)
{
    constexpr std::chrono::milliseconds lookEvery{200};
    QEventLoop loop;
    QTimer look;
    const auto complain = [&service, &look] {
        const std::optional<Error> error = service.truthError();
        if (!error)
            return false;
        look.stop();
        printError(*error);
        return true;
    };
    bool isBroken = false;
    QObject::connect(&look, &QTimer::timeout, &look, [&] { isBroken = complain(); });
    if (writesTruth)
        look.start(lookEvery);
    const SignalWatcher watcher({.end = [&loop] { loop.quit(); }});
    printOut(QStringLiteral("listening on %1").arg(service.url().toString()));
    if (!whyOutputIsLost().isEmpty())
        return ExitCode::InternalError; // nobody could know the address
    loop.exec();
    service.finish();
    isBroken = isBroken || complain();
    return isBroken ? ExitCode::InternalError : ExitCode::Pass;
}

ExitCode serve(const ServeOptions &options)
{
    if (options.listPresets)
        return listPresets();
    const Result<ServiceConfig> config = chooseService(options.service);
    if (!config) {
        printError(config.error());
        return ExitCode::WrongUsage;
    }
    if (options.printConfig) {
        printOut(QString::fromUtf8(configToText(*config)).trimmed());
        return ExitCode::Pass;
    }
    blockSignals();
    const Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(*config);
    if (!service) {
        printError(service.error());
        return ExitCode::InternalError;
    }
    const Result<void> handedOut =
        handOutCertificate(**service, QString::fromStdString(options.service.tlsCertificate));
    if (!handedOut) {
        printError(handedOut.error());
        return ExitCode::InternalError;
    }
    return serveUntilSignal(**service, !config->truthFile.isEmpty());
}

} // namespace

void addServeCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ServeOptions> options = std::make_shared<ServeOptions>();
    CLI::App *command =
        app.add_subcommand("serve", "The reference service, on 127.0.0.1 until a signal comes");
    options->service.addModelTo(*command);
    options->service.addStartTo(*command);
    command->add_flag("--list-presets", options->listPresets,
                      "Only prints the named configurations and what they are");
    command->add_flag("--print-config", options->printConfig,
                      "Only prints the configuration that the other options make, as JSON for --config");
    command->footer(
        "--ttft, --itl, --tokens and --jitter choose the fixed scheduler: every answer keeps a pace of its "
        "own.\n"
        "Fault kinds: reset-on-accept, reset-before, reset-inside, truncate, stall, bad-json, bad-chunk,\n"
        "rate-limit, http-500, business-code, empty.\n"
        "Example: weir-cli serve --ttft 50ms --itl 20ms --tokens 100 --truth truth.jsonl");
    command->callback([options, &chosen] { chosen = [options] { return serve(*options); }; });
}

} // namespace weir::cli
