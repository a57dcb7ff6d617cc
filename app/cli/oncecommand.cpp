// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plaintext.h"
#include "base/units.h"
#include "commands.h"
#include "console.h"
#include "engine/once.h"
#include "lab/builtintarget.h"
#include "metrics/derived.h"
#include "modelchoice.h"
#include "scenario/uncheckedcertificates.h"
#include "scenariooptions.h"
#include "signals.h"
#include "store/failureadvice.h"
#include "store/secretscan.h"
#include "wholenumber.h"

#include <QEventLoop>

namespace weir::cli {

namespace {

struct OnceOptions
{
    ScenarioOptions scenario;
    std::size_t request = 1;
};

/// Bytes of the exchange as text that is safe for a terminal; its own lines stay.
QString shown(const QByteArray &bytes)
{
    return plainText(QString::fromUtf8(bytes), LineBreaks::Keep);
}

QString milliseconds(Nanoseconds time)
{
    return QString::number(toMilliseconds(time), 'f', 3).rightJustified(12);
}

void printRequest(const OnceResult &result)
{
    printOut(QStringLiteral("> %1 %2").arg(shown(result.method), result.url.toString()));
    for (const RawHeader &header : result.requestHeaders)
        printOut(QStringLiteral("> %1: %2").arg(shown(header.first), shown(header.second)));
    printOut(QStringLiteral(">\n> %1").arg(shown(result.requestBody)));
}

void printResponse(const OnceResult &result)
{
    if (result.head) {
        printOut(QStringLiteral("< HTTP %1").arg(result.head->status));
        for (const RawHeader &header : result.head->headers)
            printOut(QStringLiteral("< %1: %2").arg(shown(header.first), shown(header.second)));
    }
    if (!result.events.empty())
        printOut(QStringLiteral("%1  %2  data")
                     .arg(QStringLiteral("ms").rightJustified(12), QStringLiteral("kind").leftJustified(10)));
    for (const OnceEvent &event : result.events)
        printOut(QStringLiteral("%1  %2  %3")
                     .arg(milliseconds(event.at), event.kind.leftJustified(10), shown(event.raw)));
    if (result.cutEvents > 0)
        printOut(
            QStringLiteral("%1 events are left out or cut: `once` keeps 10,000 events, 64 KiB of each and "
                           "16 MiB in all")
                .arg(result.cutEvents));
}

void printStamp(const QString &name, const Stamp &stamp, TimePoint zero)
{
    if (stamp)
        printOut(QStringLiteral("%1  %2").arg(milliseconds(*stamp - zero), name));
}

void printOutcome(const RequestRecord &record)
{
    if (record.started) {
        const TimePoint zero = *record.started;
        printOut(QStringLiteral("stamps, ms since started"));
        printStamp(QStringLiteral("connected"), record.connected, zero);
        printStamp(QStringLiteral("tls_done"), record.tlsDone, zero);
        printStamp(QStringLiteral("sent"), record.sent, zero);
        printStamp(QStringLiteral("headers"), record.headers, zero);
        printStamp(QStringLiteral("first_byte"), record.firstByte, zero);
        printStamp(QStringLiteral("first_event"), record.firstEvent, zero);
        printStamp(QStringLiteral("first_reasoning"), record.firstReasoning, zero);
        printStamp(QStringLiteral("first_content"), record.firstContent, zero);
        printStamp(QStringLiteral("last_token"), record.lastToken, zero);
        printStamp(QStringLiteral("terminator"), record.terminator, zero);
        printStamp(QStringLiteral("closed"), record.closed, zero);
    }
    const DerivedFigures figures = derive(record);
    printOut(QStringLiteral("outcome %1%2")
                 .arg(record.outcome.key(), record.outcome.message.isEmpty()
                                                ? QString()
                                                : QStringLiteral(" - ") + record.outcome.message.text()));
    if (figures.ttft)
        printOut(QStringLiteral("ttft %1, %2 output tokens")
                     .arg(formatTime(*figures.ttft))
                     .arg(figures.outputTokens));
    if (record.outcome.outcome != OutcomeClass::Success && !record.errorBody.isEmpty())
        printOut(QStringLiteral("body %1").arg(shown(record.errorBody)));
}

/// What a run in which this failed would say.
void printAdvice(const RequestRecord &record, const Scenario &scenario)
{
    if (const std::optional<Cure> cure = cureOf(record, withoutSecretValues(scenario)))
        printError(cure->advice.text());
}

ExitCode sendOnce(const OnceOptions &options)
{
    std::optional<Preparation> preparation(std::in_place, false);
    Result<ChosenScenario> chosen = chooseScenario(options.scenario);
    preparation.reset();
    if (!chosen) {
        printError(chosen.error());
        return options.scenario.scenarioFile.empty() ? ExitCode::WrongUsage : ExitCode::BadScenario;
    }
    for (const Problem &problem : chosen->problems)
        printError(describe(problem));
    if (hasErrors(chosen->problems))
        return ExitCode::BadScenario;
    for (const Message &unchecked : uncheckedCertificates(chosen->scenario))
        printError(QStringLiteral("warning ") + unchecked.text());
    blockSignals();
    Messages warnings; // printed by then
    if (const std::optional<ExitCode> ended = findModels(chosen->scenario, chosen->baseFolder, warnings))
        return *ended;
    const Result<BuiltinTargets> services = BuiltinTargets::startFor(chosen->scenario);
    if (!services) {
        printError(services.error());
        return ExitCode::BadScenario;
    }

    Once once;
    QEventLoop loop;
    bool interrupted = false;
    ExitCode code = ExitCode::InternalError;
    const SignalWatcher watcher({.end = [&] {
        interrupted = true;
        once.cancel();
    }});
    QObject::connect(&once, &Once::finished, &loop, [&](const OnceResult &result) {
        printRequest(result);
        printResponse(result);
        printOutcome(result.record);
        printAdvice(result.record, chosen->scenario);
        code = result.record.outcome.outcome == OutcomeClass::Success ? ExitCode::Pass : ExitCode::Failed;
        loop.quit();
    });
    const Result<void> started =
        once.start(chosen->scenario, chosen->baseFolder, options.request - 1, services->urls());
    if (!started) {
        printError(started.error());
        return ExitCode::BadScenario;
    }
    loop.exec();
    return interrupted ? ExitCode::Interrupted : code;
}

} // namespace

void addOnceCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<OnceOptions> options = std::make_shared<OnceOptions>();
    CLI::App *command = app.add_subcommand("once", "One request; prints every raw event with its time");
    options->scenario.addTo(*command);
    options->scenario.addTransportTo(*command);
    command->add_option("--request", options->request, "Which request of the scenario, from 1")
        ->check(wholeNumber(1, 1'000'000));
    command->footer("Exit code 0 when the request succeeded, 99 when not.\nExample: weir-cli once --url "
                    "builtin: --max-tokens 5");
    command->callback([options, &chosen] { chosen = [options] { return sendOnce(*options); }; });
}

} // namespace weir::cli
