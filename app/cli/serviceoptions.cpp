// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceoptions.h"

#include "base/duration.h"
#include "base/fileerror.h"
#include "base/inputfile.h"
#include "base/secretreference.h"
#include "console.h"
#include "service/config/configreader.h"
#include "service/front/originrules.h"
#include "wholenumber.h"

namespace weir::cli {

namespace {

constexpr qint64 configSizeLimit = 1 << 20;

Result<ServiceConfig> configOfFile(const QString &path)
{
    const Result<QByteArray> json = readInputFile(path, configSizeLimit);
    if (!json)
        return Error{Message(WEIR_TEXT("file.cannot_read", "The file can't be read: %1"), json.error().what),
                     json.error().where, json.error().advice};
    if (json->size() > configSizeLimit)
        return Error{WEIR_TEXT("file.above_1_mib", "The file is larger than 1 MiB"), Message::verbatim(path),
                     WEIR_TEXT("file.right_one", "Is it the right one?")};
    return configFromJson(*json, path);
}

Result<ServiceConfig> baseConfig(const ServiceOptions &options)
{
    if (!options.config.empty())
        return configOfFile(QString::fromStdString(options.config));
    return presetConfig(options.preset.empty() ? presetNames().first()
                                               : QString::fromStdString(options.preset));
}

Result<void> setTime(const std::string &text, const QString &option, Nanoseconds &field)
{
    if (text.empty())
        return {};
    const Result<Nanoseconds> parsed = parseDuration(QString::fromStdString(text));
    if (!parsed)
        return parsed.error().within(Message::verbatim(option));
    field = *parsed;
    return {};
}

void setJitter(OutputConfig &output, double jitter)
{
    const auto set = [jitter](RandomFigure &figure, double mean) {
        const RandomFigureKind kind =
            figure.kind == RandomFigureKind::Normal ? RandomFigureKind::Normal : RandomFigureKind::LogNormal;
        figure = jitter > 0 ? RandomFigure{kind, mean, jitter * mean} : RandomFigure::fixed(mean);
    };
    set(output.tokens, output.tokens.mean);
    set(output.reasoningTokens, output.reasoningTokens.mean);
    set(output.ttftFactor, 1);
    set(output.gapFactor, 1);
}

/// The options that give an answer a pace of its own: what would queue or hurry it is left out.
Result<void> setPace(const ServiceOptions &options, ModelConfig &model)
{
    const bool hasFigures = !options.ttft.empty() || !options.itl.empty() || options.tokens;
    if (!hasFigures && !options.jitter)
        return {};
    if (model.scheduler.kind != SchedulerKind::Fixed) {
        model.scheduler = SchedulerConfig();
        model.queue = QueueConfig();
        model.replicas = ReplicaConfig();
        model.prefixCache = PrefixCacheConfig();
        model.autoscaler = AutoscalerConfig();
        model.drills.clear();
    }
    if (options.tokens)
        model.output.tokens.mean = *options.tokens;
    // Figures given by hand are exact ones, for calibration: the preset's jitter does not apply to them.
    setJitter(model.output, options.jitter.value_or(0));
    if (Result<void> ttft = setTime(options.ttft, QStringLiteral("--ttft"), model.scheduler.ttft); !ttft)
        return ttft;
    return setTime(options.itl, QStringLiteral("--itl"), model.scheduler.itl);
}

/// CLI::Range lets what is no number through: it is neither below nor above.
CLI::Validator jitterShare()
{
    const auto problem = [](const std::string &text) -> std::string {
        bool isNumber = false;
        const double share = QString::fromStdString(text).toDouble(&isNumber);
        return isNumber && share >= 0 && share <= 2 ? std::string()
                                                    : "\"" + text + "\" is not a number from 0 to 2";
    };
    return CLI::Validator(problem, "FLOAT in [0 - 2]", "share");
}

/// The key that a text means: by reference, or as it stands.
Result<QByteArray> keyOf(const QString &text)
{
    return isSecretReference(text) ? resolveSecret(text) : text.toUtf8();
}

std::string originProblem(const std::string &text)
{
    return OriginRules::isAllowable(QString::fromStdString(text))
               ? std::string()
               : "\"" + text + "\" is neither a host nor an origin like https://app.example.org";
}

/// An unset variable of a script must not start a service that lets everybody in.
std::string keyProblem(const std::string &text)
{
    return text.empty()
               ? "The key is empty, as of an unset variable; leave the option out to let everybody in"
               : std::string();
}

} // namespace

void ServiceOptions::addModelTo(CLI::App &command)
{
    CLI::Option *named = command.add_option(
        "--preset", preset, "Named configuration, see serve --list-presets (default: steady)");
    command.add_option("--config", config, "Configuration file (JSON)")->excludes(named);
    command.add_option("--ttft", ttft, "Time to first token, like 50ms; exact unless --jitter is given");
    command.add_option("--itl", itl, "Gap between tokens, like 20ms");
    command.add_option("--tokens", tokens, "Tokens of an answer")->check(wholeNumber(1, maxAnswerTokens));
    command.add_option("--jitter", jitter, "Standard deviation of all three over their mean, 0 to 2")
        ->check(jitterShare());
    command.add_option("--fault", faults, "Fault injection: KIND:SHARE, repeatable, like truncate:0.05")
        ->allow_extra_args(false);
    command.add_option("--seed", seed, "Seed of everything random")->check(wholeNumber());
}

void ServiceOptions::addStartTo(CLI::App &command)
{
    command.add_option("--port", port, "Port; 0 picks a free one (default)")
        ->check(wholeNumber(0, std::numeric_limits<quint16>::max()));
    command.add_flag("--tls", tls, "HTTPS with a certificate made at the start");
    command.add_option("--tls-certificate", tlsCertificate,
                       "Writes that certificate there as PEM, for clients to trust");
    command
        .add_option("--api-key", apiKey,
                    "Requests need this bearer token: a reference (env:NAME, file:PATH, keychain:NAME), or "
                    "the token itself, which others may see in the list of processes")
        ->check(CLI::Validator(keyProblem, "", "key"));
    command
        .add_option("--allow-origin", origins,
                    "Host or origin beside those of this machine that requests may come by, repeatable, "
                    "like https://app.example.org")
        ->allow_extra_args(false)
        ->check(CLI::Validator(originProblem, "", "origin"));
    command.add_option("--truth", truth, "JSON lines with the true time of every write");
}

Result<ServiceConfig> chooseService(const ServiceOptions &options)
{
    Result<ServiceConfig> config = baseConfig(options);
    if (!config)
        return config;
    if (const Result<void> pace = setPace(options, config->model); !pace)
        return pace.error();
    for (const std::string &text : options.faults) {
        const Result<FaultShare> fault = parseFault(QString::fromStdString(text));
        if (!fault)
            return fault.error();
        config->faults.push_back(*fault);
    }
    config->port = options.port;
    config->tls = config->tls || options.tls;
    const Result<QByteArray> apiKey = keyOf(QString::fromStdString(options.apiKey));
    if (!apiKey)
        return apiKey.error().within(Message::verbatim(QStringLiteral("--api-key")));
    config->apiKey = *apiKey;
    for (const std::string &origin : options.origins)
        config->allowedOrigins.append(QString::fromStdString(origin));
    config->truthFile = QString::fromStdString(options.truth);
    if (options.seed)
        config->model.seed = options.seed;
    if (!options.tlsCertificate.empty() && !config->tls)
        return Error{WEIR_TEXT("cli.certificate_without_tls", "There is no certificate without TLS"),
                     Message::verbatim(QStringLiteral("--tls-certificate")),
                     WEIR_TEXT("cli.add_tls", "Add --tls.")};
    if (const Result<void> checked = checkConfig(*config); !checked)
        return checked.error();
    for (const Problem &problem : configProblems(*config))
        printError(describe(problem));
    return config;
}

} // namespace weir::cli
