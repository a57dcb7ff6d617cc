// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"
#include "commands.h"
#include "console.h"
#include "service/referenceservice.h"
#include "service/configreader.h"
#include "service/serviceconfig.h"
#include "signals.h"
#include "wholenumber.h"

#include <QEventLoop>
#include <QFile>

namespace weir::cli {

namespace {

struct ServeOptions
{
    std::string preset, config, ttft, itl, apiKey, truth;
    std::optional<quint32> tokens;
    std::optional<double> jitter;
    std::vector<std::string> faults;
    std::optional<quint64> seed;
    quint16 port = 0;
};

constexpr qint64 configSizeLimit = 1 << 20;

Result<ServiceConfig> baseConfig(const ServeOptions &options)
{
    if (options.config.empty())
        return presetConfig(options.preset.empty() ? presetNames().first()
                                                   : QString::fromStdString(options.preset));
    const QString path = QString::fromStdString(options.config);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("the file can't be read: %1").arg(file.errorString()), path, {}};
    // Pipes and devices have no size, and some of them no end.
    const QByteArray json = file.read(configSizeLimit + 1);
    if (json.size() > configSizeLimit)
        return Error{QStringLiteral("the file is larger than 1 MiB"), path,
                     QStringLiteral("Is it the right one?")};
    return configFromJson(json, path);
}

Result<void> applyTimes(ServiceConfig &config, const ServeOptions &options)
{
    const auto set = [](const std::string &text, const QString &option, Nanoseconds &field) -> Result<void> {
        if (text.empty())
            return {};
        const Result<Nanoseconds> parsed = parseDuration(QString::fromStdString(text));
        if (!parsed)
            return Error{parsed.error().what, option, parsed.error().advice};
        field = *parsed;
        return {};
    };
    if (Result<void> ttft = set(options.ttft, QStringLiteral("--ttft"), config.model.scheduler.ttft); !ttft)
        return ttft;
    return set(options.itl, QStringLiteral("--itl"), config.model.scheduler.itl);
}

void setJitter(OutputConfig &output, double jitter)
{
    for (RandomFigure *figure : {&output.ttftFactor, &output.gapFactor, &output.tokens}) {
        if (figure->kind == RandomFigureKind::Fixed)
            figure->kind = RandomFigureKind::LogNormal;
        figure->deviation = jitter * figure->mean;
    }
}

Result<ServiceConfig> configure(const ServeOptions &options)
{
    Result<ServiceConfig> config = baseConfig(options);
    if (!config)
        return config;
    // Figures given by hand are exact ones, for calibration: the preset's jitter does not apply to them.
    OutputConfig &output = config->model.output;
    if (!options.ttft.empty() || !options.itl.empty() || options.tokens)
        setJitter(output, 0);
    if (options.tokens)
        output.tokens.mean = *options.tokens;
    if (options.jitter)
        setJitter(output, *options.jitter);
    if (const Result<void> times = applyTimes(*config, options); !times)
        return times.error();
    for (const std::string &text : options.faults) {
        const Result<FaultShare> fault = parseFault(QString::fromStdString(text));
        if (!fault)
            return fault.error();
        config->faults.push_back(*fault);
    }
    config->port = options.port;
    config->apiKey = QByteArray::fromStdString(options.apiKey);
    config->truthFile = QString::fromStdString(options.truth);
    config->model.seed = options.seed.value_or(config->model.seed);
    if (const Result<void> checked = checkConfig(*config); !checked)
        return checked.error();
    return config;
}

ExitCode serve(const ServeOptions &options)
{
    const Result<ServiceConfig> config = configure(options);
    if (!config) {
        printError(config.error());
        return ExitCode::WrongUsage;
    }
    blockSignals();
    const Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(*config);
    if (!service) {
        printError(service.error());
        return ExitCode::Failed;
    }
    QEventLoop loop;
    const SignalWatcher watcher([&loop] { loop.quit(); });
    printOut(QStringLiteral("listening on %1").arg((*service)->url().toString()));
    loop.exec();
    return ExitCode::Pass;
}

} // namespace

void addServeCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ServeOptions> options = std::make_shared<ServeOptions>();
    CLI::App *command =
        app.add_subcommand("serve", "The reference service, on 127.0.0.1 until a signal comes");
    command->add_option("--port", options->port, "Port; 0 picks a free one (default)");
    CLI::Option *preset = command->add_option("--preset", options->preset,
                                              "Named configuration: steady (default), flaky, reasoning");
    command->add_option("--config", options->config, "Configuration file (JSON)")->excludes(preset);
    command->add_option("--ttft", options->ttft,
                        "Time to first token, like 50ms; exact unless --jitter is given");
    command->add_option("--itl", options->itl, "Gap between tokens, like 20ms");
    command->add_option("--tokens", options->tokens, "Tokens of an answer");
    command
        ->add_option("--jitter", options->jitter, "Standard deviation of all three over their mean, 0 to 2")
        ->check(CLI::Range(0.0, 2.0));
    command->add_option("--fault", options->faults, "KIND:SHARE, repeatable, like truncate:0.05")
        ->allow_extra_args(false);
    command->add_option("--api-key", options->apiKey, "Requests need this bearer token");
    command->add_option("--truth", options->truth, "JSON lines with the true time of every write");
    command->add_option("--seed", options->seed, "Seed of everything random")->check(wholeNumber());
    command->footer(
        "Fault kinds: reset-on-accept, reset-before, reset-inside, truncate, stall, bad-json, bad-chunk,\n"
        "rate-limit, http-500, business-code, empty.\n"
        "Example: weir-cli serve --ttft 50ms --itl 20ms --tokens 100 --truth truth.jsonl");
    command->callback([options, &chosen] { chosen = [options] { return serve(*options); }; });
}

} // namespace weir::cli
