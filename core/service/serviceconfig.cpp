// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/serviceconfig.h"

#include "base/jsonreader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace weir {

namespace {

constexpr double largestJitter = 2;
constexpr std::chrono::hours longestTime{1};
constexpr quint32 largestChunk = 1000;

QString presetPath(const QString &name)
{
    return QStringLiteral(":/weir/service/%1.json").arg(name);
}

Nanoseconds readTime(JsonReader &reader, const QString &key, Nanoseconds fallback)
{
    const Nanoseconds value = reader.duration(key, fallback);
    if (value <= longestTime)
        return value;
    reader.problem(key, QStringLiteral("A duration of up to 1h is expected."));
    return fallback;
}

quint32 readCount(JsonReader &reader, const QString &key, quint32 fallback, quint32 low, quint32 high)
{
    return static_cast<quint32>(reader.integer(key, fallback, low, high));
}

void readJitter(JsonReader &reader, OutputConfig &output)
{
    const int kind =
        reader.choice(QStringLiteral("kind"), {QStringLiteral("log-normal"), QStringLiteral("normal")}, 0);
    const auto spread = [&reader, kind](const QString &key, RandomFigure &figure) {
        figure.kind = kind == 0 ? RandomFigureKind::LogNormal : RandomFigureKind::Normal;
        figure.deviation = reader.number(key, 0, 0, largestJitter) * figure.mean;
    };
    spread(QStringLiteral("ttft"), output.ttftFactor);
    spread(QStringLiteral("itl"), output.gapFactor);
    spread(QStringLiteral("tokens"), output.tokens);
}

void readFaults(JsonReader &reader, std::vector<FaultShare> &faults)
{
    const QString key = QStringLiteral("faults");
    reader.objects(key, [&faults](JsonReader &item) {
        FaultShare fault;
        const int kind = item.choice(QStringLiteral("kind"), faultNames(), -1);
        fault.share = item.number(QStringLiteral("share"), 0, 0, 1);
        if (!item.has(QStringLiteral("kind")))
            item.problem(QStringLiteral("kind"), QStringLiteral("The kind of fault is missing."));
        if (kind < 0)
            return;
        fault.kind = static_cast<FaultKind>(kind);
        faults.push_back(fault);
    });
    const Result<void> checked = checkFaults(faults);
    if (!checked)
        reader.problem(key, checked.error().text());
}

bool inRange(double value, double high)
{
    return value >= 0 && value <= high; // false for NaN, too
}

bool isTime(Nanoseconds value)
{
    return value >= Nanoseconds{0} && value <= longestTime;
}

} // namespace

ServiceConfig fixedService(Nanoseconds ttft, Nanoseconds itl, quint32 tokens)
{
    ServiceConfig config;
    config.model.scheduler.ttft = ttft;
    config.model.scheduler.itl = itl;
    config.model.output.tokens = RandomFigure::fixed(tokens);
    return config;
}

Result<void> checkConfig(const ServiceConfig &config)
{
    const QString advice = QStringLiteral("Correct the configuration of the service.");
    const SchedulerConfig &scheduler = config.model.scheduler;
    const OutputConfig &output = config.model.output;
    if (!isTime(scheduler.ttft) || !isTime(scheduler.itl))
        return Error{
            QStringLiteral("The time to the first token and the gap must be from 0 to 1h."), {}, advice};
    if (!(output.tokens.mean >= 1) || !inRange(output.tokens.mean, maxAnswerTokens) ||
        !inRange(output.reasoningTokens.mean, maxAnswerTokens))
        return Error{QStringLiteral("An answer has from 1 to %1 tokens.").arg(maxAnswerTokens), {}, advice};
    if (output.tokensPerChunk < 1 || output.tokensPerChunk > largestChunk)
        return Error{QStringLiteral("An event has from 1 to %1 tokens.").arg(largestChunk), {}, advice};
    for (const RandomFigure &figure : {output.ttftFactor, output.gapFactor, output.tokens}) {
        if (!inRange(figure.deviation, largestJitter * figure.mean))
            return Error{QStringLiteral("A jitter is from 0 to %1.").arg(largestJitter), {}, advice};
    }
    return checkFaults(config.faults);
}

ServiceConfig readServiceConfig(const QJsonValue &value, Problems &problems)
{
    JsonReader reader(value, QString(), problems);
    ServiceConfig config;
    reader.integer(QStringLiteral("weir_service"), 1, 1, 1);
    if (value.isObject() && !reader.has(QStringLiteral("weir_service")))
        reader.problem(QStringLiteral("weir_service"), QStringLiteral("The version is missing; write 1."));
    config.description = reader.string(QStringLiteral("description"));
    SchedulerConfig &scheduler = config.model.scheduler;
    OutputConfig &output = config.model.output;
    scheduler.ttft = readTime(reader, QStringLiteral("ttft"), scheduler.ttft);
    scheduler.itl = readTime(reader, QStringLiteral("itl"), scheduler.itl);
    output.tokens.mean = readCount(reader, QStringLiteral("tokens"), 60, 1, maxAnswerTokens);
    output.tokensPerChunk =
        readCount(reader, QStringLiteral("tokens_per_chunk"), output.tokensPerChunk, 1, largestChunk);
    output.reasoningTokens.mean =
        readCount(reader, QStringLiteral("reasoning_tokens"), 0, 0, maxAnswerTokens);
    output.usage = reader.boolean(QStringLiteral("report_usage"), output.usage);
    reader.object(QStringLiteral("jitter"), [&output](JsonReader &inner) { readJitter(inner, output); });
    readFaults(reader, config.faults);
    config.model.seed =
        static_cast<quint64>(reader.integer(QStringLiteral("seed"), static_cast<qint64>(config.model.seed), 0,
                                            std::numeric_limits<qint64>::max()));
    reader.finish();
    return config;
}

Result<ServiceConfig> configFromJson(const QByteArray &json, const QString &where)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error != QJsonParseError::NoError)
        return Error{
            QStringLiteral("This is not JSON: %1 at byte %2.").arg(parse.errorString()).arg(parse.offset),
            where, QStringLiteral("Correct the file.")};
    Problems problems;
    const QJsonValue root =
        document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    ServiceConfig config = readServiceConfig(root, problems);
    if (!hasErrors(problems))
        return config;
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(problem.path.isEmpty() ? problem.message
                                            : problem.path + QStringLiteral(": ") + problem.message);
    return Error{lines.join(u'\n'), where, {}};
}

QStringList presetNames()
{
    return {QStringLiteral("steady"), QStringLiteral("flaky"), QStringLiteral("reasoning")};
}

Result<ServiceConfig> presetConfig(const QString &name)
{
    if (!presetNames().contains(name))
        return Error{QStringLiteral("The service has no preset \"%1\".").arg(name),
                     {},
                     QStringLiteral("Presets: %1.").arg(presetNames().join(QStringLiteral(", ")))};
    QFile file(presetPath(name));
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            QStringLiteral("The preset could not be read: %1.").arg(file.errorString()), file.fileName(), {}};
    return configFromJson(file.readAll(), file.fileName());
}

} // namespace weir
