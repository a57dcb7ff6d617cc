// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "calibrationtext.h"
#include "commands.h"
#include "console.h"
#include "lab/calibration.h"
#include "outputs.h"
#include "scenario/enumnames.h"
#include "scenariooptions.h"
#include "signals.h"
#include "store/calibrationstore.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace weir::cli {

namespace {

struct CalibrateOptions
{
    ScenarioOptions scenario;
    std::string duration, ttft, itl, transport = "all", json;
    bool list = false;
    bool quiet = false;
};

struct Outcome
{
    std::vector<Certificate> certificates;
    bool isInterrupted = false;
    bool isStored = true;
};

Result<void> applyTime(const std::string &text, const QString &option, Nanoseconds &time)
{
    if (text.empty())
        return {};
    const Result<Nanoseconds> parsed = parseDuration(QString::fromStdString(text));
    if (!parsed)
        return parsed.error().within(Message::verbatim(option));
    time = *parsed;
    return {};
}

Result<CalibrationOptions> timesOf(const CalibrateOptions &options)
{
    CalibrationOptions times;
    for (const Result<void> &applied :
         {applyTime(options.duration, QStringLiteral("--duration"), times.duration),
          applyTime(options.ttft, QStringLiteral("--ttft"), times.ttft),
          applyTime(options.itl, QStringLiteral("--itl"), times.itl)}) {
        if (!applied)
            return applied.error();
    }
    return times;
}

Result<std::vector<TransportKind>> transportsOf(const CalibrateOptions &options)
{
    const QString name = QString::fromStdString(options.transport);
    const qsizetype position = enumNames<TransportKind>().indexOf(name);
    if (position >= 0)
        return std::vector<TransportKind>{static_cast<TransportKind>(position)};
    if (name == u"all")
        return allTransports();
    return Error{Message(WEIR_TEXT("cli.not_known", "\"%1\" is not known"), name),
                 Message::verbatim(QStringLiteral("--transport")),
                 Message(WEIR_TEXT("cli.use_all_or", "Use all or one of: %1."),
                         enumNames<TransportKind>().join(QStringLiteral(", ")))};
}

/// A line on standard error, redrawn on a terminal; elsewhere once for each part.
class ProgressLine
{
public:
    explicit ProgressLine(bool quiet) : m_quiet(quiet), m_terminal(isatty(STDERR_FILENO) != 0) {}

    void show(const CalibrationProgress &progress)
    {
        if (m_quiet)
            return;
        const QString part = enumName(progress.transport) +
                             (progress.isComparing ? QStringLiteral(": comparing with the truth")
                                                   : QStringLiteral(": measuring"));
        if (!m_terminal && part != m_part)
            printError(part);
        m_part = part;
        if (!m_terminal)
            return;
        const QString percent = QString::number(static_cast<int>(progress.share * 100));
        const QByteArray line = "\r\x1b[K" + (part + u' ' + percent + QStringLiteral(" %")).toUtf8();
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
        m_isOpen = true;
    }
    void end()
    {
        if (m_isOpen)
            std::fputc('\n', stderr);
        m_isOpen = false;
    }

private:
    bool m_quiet;
    bool m_terminal;
    bool m_isOpen = false;
    QString m_part;
};

/// Standard output is for the table, or for JSON where that was asked for there. `where`: its last line, or
/// empty.
void printTable(const Certificate &certificate, const QString &where, bool jsonToOut)
{
    const QString text = certificateTitle(certificate) + u'\n' + certificateTable(certificate) +
                         (where.isEmpty() ? QString() : QStringLiteral("\n  ") + where);
    if (jsonToOut)
        printError(text);
    else
        printOut(text);
}

/// Runs to the end in this thread's event loop; each certificate is saved as soon as it is there.
Outcome waitFor(Calibration &calibration, const CalibrateOptions &options)
{
    Outcome outcome;
    QEventLoop loop;
    ProgressLine progress(options.quiet);
    const SignalWatcher watcher({.end = [&] {
        outcome.isInterrupted = true;
        calibration.cancel();
    }});
    QObject::connect(&calibration, &Calibration::progressed, &loop,
                     [&](const CalibrationProgress &now) { progress.show(now); });
    QObject::connect(&calibration, &Calibration::measured, &loop,
                     [&](TransportKind transport, const Result<Certificate> &certificate) {
                         progress.end();
                         if (!certificate) {
                             printError(Error{Message(WEIR_TEXT("cli.no_certificate",
                                                                "No certificate for the transport %1: %2"),
                                                      enumName(transport), certificate.error().message()),
                                              {},
                                              {}});
                             return;
                         }
                         outcome.certificates.push_back(*certificate);
                         const Result<QString> saved = CalibrationStore().write(*certificate);
                         if (!saved) {
                             printError(saved.error());
                             outcome.isStored = false;
                         }
                         printTable(*certificate, saved ? QStringLiteral("saved as ") + *saved : QString(),
                                    isStandardOutput(options.json));
                     });
    QObject::connect(&calibration, &Calibration::finished, &loop, &QEventLoop::quit);
    calibration.start();
    loop.exec();
    progress.end();
    return outcome;
}

Result<void> writeJson(const std::vector<Certificate> &certificates, const std::string &where)
{
    if (where.empty())
        return {};
    QJsonArray array;
    for (const Certificate &certificate : certificates)
        array.append(toJson(certificate));
    const QByteArray json = QJsonDocument(array).toJson(QJsonDocument::Indented);
    return writeOutput(where, json);
}

ExitCode listCertificates(const CalibrateOptions &options)
{
    const CalibrationStore store;
    const StoredCertificates stored = store.read();
    for (const Error &problem : stored.problems)
        printError(problem);
    const bool jsonToOut = isStandardOutput(options.json);
    for (const Certificate &certificate : stored.certificates)
        printTable(
            certificate,
            QStringLiteral("of %1, in %2").arg(certificate.madeAt.toString(Qt::ISODate), store.folder()),
            jsonToOut);
    if (stored.certificates.empty())
        printError(Message(WEIR_TEXT("cli.no_certificates", "No certificates in %1"), store.folder()).text());
    if (const Result<void> written = writeJson(stored.certificates, options.json); !written) {
        printError(written.error());
        return ExitCode::InternalError;
    }
    return ExitCode::Pass;
}

ExitCode exitCodeOf(const Outcome &outcome, std::size_t transports)
{
    if (outcome.isInterrupted)
        return ExitCode::Interrupted;
    if (!outcome.isStored)
        return ExitCode::InternalError;
    return outcome.certificates.size() == transports ? ExitCode::Pass : ExitCode::Invalid;
}

ExitCode measure(const CalibrateOptions &options, CalibrationRequest request)
{
    blockSignals();
    Result<std::unique_ptr<Calibration>> calibration = Calibration::prepare(request);
    if (!calibration) {
        printError(calibration.error());
        return ExitCode::WrongUsage;
    }
    const Outcome outcome = waitFor(**calibration, options);
    if (const Result<void> written = writeJson(outcome.certificates, options.json); !written) {
        printError(written.error());
        return ExitCode::InternalError;
    }
    return exitCodeOf(outcome, request.transports.size());
}

ExitCode calibrate(const CalibrateOptions &options)
{
    if (options.list)
        return listCertificates(options);
    if (const Result<void> writable = checkWritable({{"--json", options.json}}); !writable) {
        printError(writable.error());
        return ExitCode::InternalError;
    }
    const Result<CalibrationOptions> times = timesOf(options);
    const Result<std::vector<TransportKind>> transports = transportsOf(options);
    if (!times || !transports) {
        printError(times ? transports.error() : times.error());
        return ExitCode::WrongUsage;
    }
    ScenarioOptions scenario = options.scenario;
    if (scenario.scenarioFile.empty())
        scenario.url = "builtin:"; // whatever it is, the calibration brings its own
    Result<ChosenScenario> chosen = chooseScenario(scenario);
    if (!chosen) {
        printError(chosen.error());
        return scenario.scenarioFile.empty() ? ExitCode::WrongUsage : ExitCode::BadScenario;
    }
    for (const Problem &problem : chosen->problems) {
        if (problem.severity == Severity::Error)
            printError(describe(problem));
    }
    if (hasErrors(chosen->problems))
        return ExitCode::BadScenario;
    CalibrationRequest request;
    request.scenario = chosen->scenario;
    request.baseFolder = chosen->baseFolder;
    request.options = *times;
    request.transports = *transports;
    request.serviceProgram = QCoreApplication::applicationFilePath();
    return measure(options, request);
}

} // namespace

void addCalibrateCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<CalibrateOptions> options = std::make_shared<CalibrateOptions>();
    CLI::App *command = app.add_subcommand(
        "calibrate",
        "Measure Weir's own timing error at a load on this machine, and keep it as a certificate");
    command->add_option("SCENARIO", options->scenario.scenarioFile,
                        "Project file whose load counts (default: one user)");
    options->scenario.addLoadTo(*command);
    command->add_option("--duration", options->duration, "Measured part, 1s to 10m (default 15s)");
    command->add_option("--ttft", options->ttft,
                        "Time to first token of the answers, 0 to 30s (default 200ms)");
    command->add_option("--itl", options->itl, "Gap between their tokens, 1ms to 30s (default 20ms)");
    command->add_option("--transport", options->transport, "qt, curl or all (default)");
    command->add_option("--json", options->json,
                        "The certificates as JSON, to a file or - for standard output");
    command->add_flag("--list", options->list, "Only show the certificates of this machine");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer(
        "The scenario's targets are not asked and its secrets not read: the load goes to the reference\n"
        "service, started as a process of its own on 127.0.0.1. Later runs of no more than 1.25 times this\n"
        "load quote the certificate as their error bar.\n"
        "Exit codes: 0 stored, 98 no certificate since the generator did not keep up, 104 bad scenario,\n"
        "105 interrupted.\n"
        "Example: weir-cli calibrate --vus 50 --itl 10ms");
    command->callback([options, &chosen] { chosen = [options] { return calibrate(*options); }; });
}

} // namespace weir::cli
