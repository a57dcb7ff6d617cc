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

Jitter readJitter(JsonReader &reader)
{
    Jitter jitter;
    const int kind =
        reader.choice(QStringLiteral("kind"), {QStringLiteral("log-normal"), QStringLiteral("normal")}, 0);
    jitter.kind = static_cast<JitterKind>(kind);
    jitter.ttft = reader.number(QStringLiteral("ttft"), 0, 0, largestJitter);
    jitter.itl = reader.number(QStringLiteral("itl"), 0, 0, largestJitter);
    jitter.tokens = reader.number(QStringLiteral("tokens"), 0, 0, largestJitter);
    return jitter;
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

Result<void> checkConfig(const ServiceConfig &config)
{
    const QString advice = QStringLiteral("Correct the configuration of the service.");
    if (!isTime(config.ttft) || !isTime(config.itl))
        return Error{
            QStringLiteral("The time to the first token and the gap must be from 0 to 1h."), {}, advice};
    if (config.tokens < 1 || config.tokens > maxAnswerTokens || config.reasoningTokens > maxAnswerTokens)
        return Error{QStringLiteral("An answer has from 1 to %1 tokens.").arg(maxAnswerTokens), {}, advice};
    if (config.tokensPerChunk < 1 || config.tokensPerChunk > largestChunk)
        return Error{QStringLiteral("An event has from 1 to %1 tokens.").arg(largestChunk), {}, advice};
    const Jitter &jitter = config.jitter;
    if (!inRange(jitter.ttft, largestJitter) || !inRange(jitter.itl, largestJitter) ||
        !inRange(jitter.tokens, largestJitter))
        return Error{QStringLiteral("A jitter is from 0 to %1.").arg(largestJitter), {}, advice};
    return checkFaults(config.faults);
}

ServiceConfig readServiceConfig(const QJsonValue &value, Problems &problems)
{
    JsonReader reader(value, QString(), problems);
    ServiceConfig config;
    reader.integer(QStringLiteral("weir_service"), 1, 1, 1);
    if (value.isObject() && !reader.has(QStringLiteral("weir_service")))
        reader.problem(QStringLiteral("weir_service"), QStringLiteral("The version is missing; write 1."));
    reader.string(QStringLiteral("description"));
    config.ttft = readTime(reader, QStringLiteral("ttft"), config.ttft);
    config.itl = readTime(reader, QStringLiteral("itl"), config.itl);
    config.tokens = readCount(reader, QStringLiteral("tokens"), config.tokens, 1, maxAnswerTokens);
    config.tokensPerChunk =
        readCount(reader, QStringLiteral("tokens_per_chunk"), config.tokensPerChunk, 1, largestChunk);
    config.reasoningTokens =
        readCount(reader, QStringLiteral("reasoning_tokens"), config.reasoningTokens, 0, maxAnswerTokens);
    config.reportUsage = reader.boolean(QStringLiteral("report_usage"), config.reportUsage);
    reader.object(QStringLiteral("jitter"),
                  [&config](JsonReader &inner) { config.jitter = readJitter(inner); });
    readFaults(reader, config.faults);
    config.seed = static_cast<quint64>(reader.integer(
        QStringLiteral("seed"), static_cast<qint64>(config.seed), 0, std::numeric_limits<qint64>::max()));
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
