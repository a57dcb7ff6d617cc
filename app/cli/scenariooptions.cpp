// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenariooptions.h"

#include "base/credentials.h"
#include "base/inputfile.h"
#include "base/keptinput.h"
#include "base/secretreference.h"
#include "lab/knownnames.h"
#include "scenario/check.h"
#include "scenario/edit/jsonedit.h"
#include "scenario/enumnames.h"
#include "scenario/lengthtext.h"
#include "scenario/mediasource.h"
#include "store/projectfile.h"
#include "wholenumber.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <tuple>

namespace weir::cli {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

Error badOption(const QString &option, const Message &what, const Message &advice)
{
    return {what, Message::verbatim(option), advice};
}

/// Paths of a command line start where it is given, those of a project at its folder.
void applyConnection(Target &target, const ScenarioOptions &options)
{
    const auto absolute = [](const std::string &path) { return QFileInfo(text(path)).absoluteFilePath(); };
    if (!options.ca.empty())
        target.tls.ca = absolute(options.ca);
    if (!options.certificate.empty()) {
        target.tls.certificate = absolute(options.certificate);
        target.tls.key.clear(); // that of another certificate
        target.tls.keyPassword.clear();
    }
    if (!options.keyFile.empty())
        target.tls.key =
            isSecretReference(text(options.keyFile)) ? text(options.keyFile) : absolute(options.keyFile);
    if (!options.proxy.empty())
        target.proxy = text(options.proxy);
}

Result<void> applyTarget(Scenario &scenario, const ScenarioOptions &options)
{
    for (Target &target : scenario.targets) {
        if (!options.url.empty())
            target.url = text(options.url);
        if (!options.vendor.empty())
            target.vendor = namesVendorFile(text(options.vendor))
                                ? QFileInfo(text(options.vendor)).absoluteFilePath()
                                : text(options.vendor);
        if (!options.model.empty())
            target.model = text(options.model);
        if (!options.tokenizer.empty())
            target.tokenizer = inputPath(text(options.tokenizer), QDir::currentPath());
        if (options.insecure)
            target.verifyTls = false;
        if (options.retries)
            target.retry.attempts = 1 + *options.retries;
        applyConnection(target, options);
        if (!options.key.empty()) {
            target.auth.key = text(options.key);
            if (target.auth.scheme == AuthScheme::None)
                target.auth.scheme = AuthScheme::Vendor;
        }
        for (const std::string &header : options.headers) {
            const QString line = text(header);
            const qsizetype colon = line.indexOf(u':');
            if (colon <= 0)
                return badOption(
                    QStringLiteral("--header"),
                    Message(WEIR_TEXT("option.header_without_name", "\"%1\" has no name before a colon"),
                            withoutKeys(line)),
                    WEIR_TEXT("option.header_advice", "Write it like 'X-Tenant: acme'."));
            target.headers.push_back({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
        }
    }
    return {};
}

/// A body of at most 16 MiB.
Result<QString> bodyOf(const ScenarioOptions &options)
{
    constexpr qint64 mostBytes = 16 << 20;
    const QString option = QStringLiteral("--body");
    const Result<QByteArray> bytes = readInputFile(text(options.bodyFile), mostBytes);
    if (!bytes)
        return badOption(option,
                         Message(WEIR_TEXT("option.body_unreadable", "\"%1\" can't be read: %2"),
                                 withoutKeys(text(options.bodyFile)), bytes.error().what),
                         WEIR_TEXT("option.body_advice",
                                   "Name a file that holds a whole request body, which may be a template."));
    if (bytes->size() > mostBytes)
        return badOption(option, WEIR_TEXT("option.body_too_large", "The file has more than 16 MiB"), {});
    const QString body = QString::fromUtf8(*bytes);
    if (body.trimmed().isEmpty())
        return badOption(option, WEIR_TEXT("option.body_empty", "The file is empty"),
                         WEIR_TEXT("option.body_advice",
                                   "Name a file that holds a whole request body, which may be a template."));
    return body;
}

/// Paths start where the command line is given; a template may become an address.
QStringList mediaOf(const std::vector<std::string> &sources)
{
    QStringList media;
    for (const std::string &source : sources) {
        const QString given = text(source);
        media.append(
            isMediaAddress(given) || given.startsWith(u"{{") ? given : inputPath(given, QDir::currentPath()));
    }
    return media;
}

/// What goes into every request beside its prompt.
Result<void> applyBodies(Scenario &scenario, const ScenarioOptions &options)
{
    QString body;
    if (!options.bodyFile.empty()) {
        const Result<QString> read = bodyOf(options);
        if (!read)
            return read.error();
        body = *read;
    }
    const RawJson extra{text(options.extraBody)};
    if (const Result<QJsonValue> json = extra.value(QJsonValue::Object); !json) {
        Error error = json.error().within(Message::verbatim(QStringLiteral("--extra-body")));
        error.advice = WEIR_TEXT("option.extra_body_advice", "Write it like '{\"temperature\": 0.2}'.");
        return error;
    }
    const QStringList images = mediaOf(options.images);
    const QStringList audio = mediaOf(options.audio);
    for (RequestTemplate &request : scenario.requests) {
        if (!images.isEmpty())
            request.images = images;
        if (!audio.isEmpty())
            request.audio = audio;
        if (!options.system.empty())
            request.system = text(options.system);
        if (!body.isEmpty())
            request.body = body;
        if (!extra.isEmpty())
            request.extraBody = extra;
    }
    return {};
}

Result<TokenLength> lengthOf(const char *option, const std::string &value)
{
    Result<TokenLength> length = lengthFromText(text(value));
    if (!length)
        return length.error().within(Message::verbatim(QLatin1String(option)));
    return length;
}

/// A prompt without a place for it gets the filler at its end.
void applyLengths(RequestTemplate &request, const TokenLength &prompt, const TokenLength &output)
{
    if (prompt.kind != TokenLength::Kind::None) {
        const RequestTemplate standard;
        request.promptTokens = prompt;
        if (request.prompt == standard.prompt)
            request.prompt = QStringLiteral("[{{unique}}] {{filler}}");
        else if (!request.templates().join(QString()).contains(u"{{filler}}"))
            request.prompt += QStringLiteral(" {{filler}}");
    }
    if (output.kind != TokenLength::Kind::None) {
        request.outputTokens = output;
        request.maxTokens.reset();
    }
}

Result<void> applyRequests(Scenario &scenario, const ScenarioOptions &options)
{
    if (!options.dataFile.empty()) {
        DataSource source;
        source.name = QStringLiteral("data");
        source.path = inputPath(text(options.dataFile), QDir::currentPath());
        scenario.data = {source};
    }
    const Result<TokenLength> promptTokens = lengthOf("--prompt-tokens", options.promptTokens);
    if (!promptTokens)
        return promptTokens.error();
    const Result<TokenLength> outputTokens = lengthOf("--output-tokens", options.outputTokens);
    if (!outputTokens)
        return outputTokens.error();
    for (RequestTemplate &request : scenario.requests) {
        if (!options.prompt.empty())
            request.prompt = text(options.prompt);
        if (!options.dataFile.empty()) {
            request.data = QStringLiteral("data");
            if (options.prompt.empty())
                request.prompt = QStringLiteral("{{prompt}}");
        }
        applyLengths(request, *promptTokens, *outputTokens);
        if (options.maxTokens)
            request.maxTokens = options.maxTokens;
        if (options.noStream)
            request.stream = false;
    }
    return applyBodies(scenario, options);
}

/// "1%" or "0.01".
Result<double> shareOf(const QString &option, const QString &text)
{
    const bool isPerCent = text.endsWith(u'%');
    bool isNumber = false;
    const double share =
        (isPerCent ? text.chopped(1).trimmed() : text).toDouble(&isNumber) / (isPerCent ? 100 : 1);
    if (isNumber && share >= 0 && share <= 1)
        return share;
    return badOption(option,
                     Message(WEIR_TEXT("option.not_a_share", "\"%1\" is not a share from 0 to 1"), text),
                     WEIR_TEXT("option.share_advice", "Write it like 1% or 0.01."));
}

Result<void> applyGoals(Goals &goals, const ScenarioOptions &options)
{
    for (const std::string &threshold : options.thresholds)
        goals.thresholds.append(text(threshold));
    if (options.errorBudget.empty())
        return {};
    const Result<double> budget = shareOf(QStringLiteral("--error-budget"), text(options.errorBudget));
    if (!budget)
        return budget.error();
    goals.errorBudget = *budget;
    return {};
}

Result<void> applyTransport(Scenario &scenario, const ScenarioOptions &options)
{
    if (options.transport.empty())
        return {};
    const QStringList &names = enumNames<TransportKind>();
    const qsizetype index = names.indexOf(text(options.transport));
    if (index < 0)
        return badOption(
            QStringLiteral("--transport"),
            Message(WEIR_TEXT("option.transport_unknown", "\"%1\" is not known"), text(options.transport)),
            Message(WEIR_TEXT("option.transports", "There are: %1."), names.join(QStringLiteral(", "))));
    scenario.transport = static_cast<TransportKind>(index);
    return {};
}

Result<void> applyOptions(Scenario &scenario, const ScenarioOptions &options)
{
    if (Result<void> target = applyTarget(scenario, options); !target)
        return target;
    if (Result<void> requests = applyRequests(scenario, options); !requests)
        return requests;
    if (Result<void> load = options.load.apply(scenario.load); !load)
        return load;
    if (options.seed)
        scenario.seed = options.seed;
    if (Result<void> goals = applyGoals(scenario.goals, options); !goals)
        return goals;
    if (Result<void> transport = applyTransport(scenario, options); !transport)
        return transport;
    for (const std::string &assignment : options.sets) {
        const QString line = text(assignment);
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0)
            return badOption(
                QStringLiteral("--set"),
                Message(WEIR_TEXT("option.set_without_path", "\"%1\" has no path before an equals sign"),
                        withoutKeys(line)),
                WEIR_TEXT("option.set_advice", "Write it like load.users=20."));
        Result<Scenario> changed = withJsonValue(scenario, line.first(equals), line.sliced(equals + 1));
        if (!changed)
            return changed.error();
        scenario = std::move(*changed);
    }
    return {};
}

} // namespace

void ScenarioOptions::addTo(CLI::App &command)
{
    command.add_option("SCENARIO", scenarioFile, "Project file (NAME.weir); not needed with --url");
    command.add_option("--url", url,
                       "Service under test: https://host, https://host/v1, the full path, or builtin:");
    command.add_option("--vendor", vendor,
                       "Vendor preset, by name (default openai-chat) or as a file NAME.json");
    command.add_option("--model", model, "Model to ask for");
    command.add_option(
        "--tokenizer", tokenizer,
        "The model's tokenizer.json or .tiktoken file: counts tokens where the service tells none");
    command.add_option("--key", key,
                       "Secret reference for the API key, sent as the vendor wants it: env:NAME, "
                       "file:PATH or keychain:NAME");
    command.add_option("--header", headers, "'Name: value', repeatable")->allow_extra_args(false);
    addConnectionTo(command);
    command.add_option("--retry", retries, "So many further attempts after a 429 or a 5xx, from 0 to 9")
        ->check(wholeNumber(0, 9));
    addRequestTo(command);
    addLoadTo(command);
    load.addEndTo(command);
    command.add_flag("--no-stream", noStream, "Ask for one whole answer instead of a stream");
    command.add_option("--threshold", thresholds, "Like 'ttft p(99) < 500ms', repeatable")
        ->allow_extra_args(false);
    command.add_option("--error-budget", errorBudget,
                       "Share of failed requests that is allowed, like 1% (default) or 0.01");
}

void ScenarioOptions::addConnectionTo(CLI::App &command)
{
    command.add_option(
        "--ca", ca,
        "PEM file of the CA, or of the self-signed certificate, that is trusted instead of the "
        "system's, or a folder of such files");
    command.add_option("--cert", certificate,
                       "PEM file of a client certificate, its issuers behind it, for a service that asks");
    command.add_option(
        "--key-file", keyFile,
        "Private key of --cert, as a file or reference, if it does not stand in the same file");
    command.add_flag("--insecure", insecure, "Ask over TLS without checking the service's certificate");
    command.add_option("--proxy", proxy,
                       "Proxy: http, socks5 or socks5h URL; a password as a reference: "
                       "http://USER:env:NAME@HOST:PORT");
}

void ScenarioOptions::addRequestTo(CLI::App &command)
{
    command.add_option("--system", system, "System prompt (a mustache template)");
    command.add_option("--body", bodyFile,
                       "File with a whole request body instead of the vendor's (a mustache template)");
    for (const auto &[name, sources, words] :
         {std::tuple("--image", &images,
                     "Picture that goes with the prompt: a file, an address (https://...) or "
                     "a template, repeatable"),
          std::tuple("--audio", &audio, "Sound that goes with the prompt, like --image")})
        command.add_option(name, *sources, words)->allow_extra_args(false);
    command.add_option("--extra-body", extraBody,
                       "JSON object that is merged into the body, like '{\"temperature\": 0.2}'");
}

void ScenarioOptions::addTransportTo(CLI::App &command)
{
    command.add_option("--transport", transport, "What moves the bytes: qt (default) or curl");
}

void ScenarioOptions::addLoadTo(CLI::App &command)
{
    command.add_option("--prompt", prompt, "Prompt (a mustache template)");
    command.add_option(
        "--data", dataFile,
        "JSONL, JSON or CSV file, also as .gz, or - for standard input; each row's `prompt` is "
        "asked unless --prompt says otherwise");
    command.add_option("--prompt-tokens", promptTokens,
                       "Length of the prompts in tokens: N, LOW-HIGH, normal:MEAN,DEVIATION, "
                       "lognormal:MEAN,DEVIATION or row:FIELD; filled up with words");
    command.add_option("--output-tokens", outputTokens,
                       "The same for each answer's limit, in place of --max-tokens");
    command.add_option("--max-tokens", maxTokens, "Most output tokens of an answer")
        ->check(wholeNumber(1, std::numeric_limits<quint32>::max()));
    load.addLevelTo(command);
    command.add_option("--seed", seed, "Seed of everything random (default: a new one, printed)")
        ->check(wholeNumber());
    command.add_option("--set", sets, "JSON.PATH=VALUE in the scenario, repeatable")->allow_extra_args(false);
}

Result<ChosenScenario> chooseScenario(const ScenarioOptions &options)
{
    ChosenScenario chosen;
    chosen.baseFolder = QDir::currentPath();
    if (!options.scenarioFile.empty()) {
        Result<ProjectReading> reading = readProject(text(options.scenarioFile));
        if (!reading)
            return reading.error();
        chosen.scenario = std::move(reading->scenario);
        chosen.problems = std::move(reading->problems);
        chosen.projectPath = QFileInfo(text(options.scenarioFile)).absoluteFilePath();
        chosen.baseFolder = QFileInfo(chosen.projectPath).absolutePath();
        if (!reading->isTaken)
            return chosen;
    } else if (!options.url.empty()) {
        chosen.scenario = defaultScenario();
    } else {
        return Error{WEIR_TEXT("option.no_scenario", "Neither a scenario nor --url was given"),
                     {},
                     WEIR_TEXT("option.no_scenario_advice",
                               "Name a project file, or a service with --url (builtin: needs no network).")};
    }
    if (const Result<void> applied = applyOptions(chosen.scenario, options); !applied)
        return applied.error();

    const Problems found = check(chosen.scenario, knownNames(chosen.baseFolder));
    chosen.problems.insert(chosen.problems.end(), found.begin(), found.end());
    return chosen;
}

} // namespace weir::cli
