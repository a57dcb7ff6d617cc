// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configreader.h"

#include "base/duplicatekeys.h"
#include "service/config/configcontradictions.h"
#include "service/config/configreading.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace weir {

namespace {

constexpr double largestSpread = 2;
constexpr double largestBound = 1e12;
const QString kindKey = QStringLiteral("kind");

/// null is the same as a key that is left out.
bool isThere(const JsonReader &reader, const QString &key)
{
    return reader.has(key) && !reader.raw().value(key).isNull();
}

void readFigure(JsonReader &reader, RandomFigure &figure, Real mean)
{
    const QString deviation = QStringLiteral("deviation");
    figure.kind = static_cast<RandomFigureKind>(
        reader.choice(kindKey, configNames<RandomFigureKind>(), static_cast<int>(RandomFigureKind::Fixed)));
    for (const QString &key : {kindKey, QStringLiteral("mean")}) {
        if (!isThere(reader, key))
            reader.problem(key, QStringLiteral("A distribution needs \"%1\".").arg(key));
    }
    figure.mean = reader.number(QStringLiteral("mean"), figure.mean, mean.low, mean.high);
    figure.deviation = reader.number(deviation, 0, 0, largestSpread * figure.mean);
    figure.low = reader.number(QStringLiteral("min"), 0, 0, largestBound);
    figure.high = reader.number(QStringLiteral("max"), std::numeric_limits<double>::max(), 0, largestBound);
    const bool hasNone =
        figure.kind == RandomFigureKind::Fixed || figure.kind == RandomFigureKind::Exponential;
    if (hasNone && figure.deviation > 0)
        reader.problem(deviation, QStringLiteral("The kind \"%1\" has no deviation to choose; leave it out.")
                                      .arg(configName(figure.kind)));
    if (figure.mean < figure.low || figure.mean > figure.high)
        reader.problem(QStringLiteral("mean"), QStringLiteral("The mean must lie from \"min\" to \"max\"."));
}

/// A warning at each of the keys that is there, since this kind does not look at it.
void warnOf(JsonReader &reader, const QString &kind, const QStringList &keys)
{
    for (const QString &key : keys) {
        if (reader.has(key))
            reader.problem(key, QStringLiteral("It has no effect with the kind \"%1\".").arg(kind),
                           Severity::Warning);
    }
}

QStringList without(const QStringList &all, const QStringList &used)
{
    QStringList rest;
    std::copy_if(all.begin(), all.end(), std::back_inserter(rest),
                 [&used](const QString &key) { return !used.contains(key); });
    return rest;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

QStringList usedBy(SchedulerKind kind)
{
    switch (kind) {
    case SchedulerKind::Fixed:
        return words("ttft itl");
    case SchedulerKind::None:
        return words("workers");
    case SchedulerKind::Static:
        return words("batch_size max_wait");
    case SchedulerKind::Continuous:
        return words("max_batch prefill_chunk kv_tokens");
    }
    return {};
}

QStringList usedBy(DrillKind kind)
{
    switch (kind) {
    case DrillKind::Latency:
        return words("delay jitter correlation");
    case DrillKind::SlowNetwork:
        return words("bytes_per_second");
    case DrillKind::Partition:
        return words("share side");
    case DrillKind::ReplicaLoss:
        return words("replicas");
    case DrillKind::Exhaustion:
        return words("resource severity");
    }
    return {};
}

/// Whether the object says of what kind it is. Where it does not, nothing more is said about it: it would
/// seem to be of the first kind.
template <typename Kind>
bool hasKind(JsonReader &reader)
{
    if (!isThere(reader, kindKey))
        reader.problem(kindKey, QStringLiteral("The kind is missing."));
    return configNames<Kind>().contains(reader.raw().value(kindKey).toString());
}

void readDrill(JsonReader &reader, DrillConfig &drill)
{
    readListed(reader, drill);
    readListed(reader, drill.network);
    const QStringList all =
        words("delay jitter correlation bytes_per_second share side replicas resource severity");
    warnOf(reader, configName(drill.kind), without(all, usedBy(drill.kind)));
}

void readVersion(JsonReader &reader)
{
    const QString key = QStringLiteral("weir_service");
    reader.accept(key);
    if (!reader.has(key))
        reader.problem(key, QStringLiteral("The version is missing; write 1."));
    else if (reader.raw().value(key) != QJsonValue(1))
        reader.problem(key, QStringLiteral("The file is of another version of the format; this program reads "
                                           "version 1, written as 1."));
}

/// Qt keeps the last of equal keys. What a stricter reader can't read is let through only where there is
/// something else to mend already: equal keys could hide in it.
void findDuplicateKeys(const QByteArray &json, Problems &problems)
{
    const Result<Problems> twice = duplicateKeys(json);
    if (twice)
        problems.insert(problems.begin(), twice->begin(), twice->end());
    else if (!hasErrors(problems))
        problems.push_back({Severity::Error, {}, twice.error().what});
}

} // namespace

void readMembers(JsonReader &reader, SchedulerConfig &scheduler)
{
    readListed(reader, scheduler);
    const QStringList all = words("ttft itl workers batch_size max_wait max_batch prefill_chunk kv_tokens");
    warnOf(reader, configName(scheduler.kind), without(all, usedBy(scheduler.kind)));
}

void readMembers(JsonReader &reader, ScalingRule &rule)
{
    const QString above = QStringLiteral("above");
    const QString below = QStringLiteral("below");
    readListed(reader, rule);
    rule.above = isThere(reader, above) || !isThere(reader, below);
    constexpr Real range{0, 1e9};
    rule.value = reader.number(rule.above ? above : below, 0, range.low, range.high);
    reader.accept(below);
    reader.accept(above);
    if (isThere(reader, above) == isThere(reader, below))
        reader.problem(above, QStringLiteral("A rule needs either \"above\" or \"below\"."));
}

void readField(JsonReader &reader, const QString &key, RandomFigure &field, Real mean)
{
    const QJsonValue value = reader.raw().value(key);
    if (value.isDouble())
        field = RandomFigure::fixed(reader.number(key, field.mean, mean.low, mean.high));
    else if (value.isObject())
        reader.object(key, [&](JsonReader &inner) { readFigure(inner, field, mean); });
    else if (!value.isUndefined() && !value.isNull())
        reader.problem(key,
                       QStringLiteral("A number, or an object { } with \"kind\" and \"mean\", is expected."));
    reader.accept(key);
}

void readField(JsonReader &reader, const QString &key, std::vector<FaultShare> &field, Most most)
{
    checkCount(reader, key, most);
    reader.objects(key, [&field](JsonReader &inner) {
        const bool isKnown = hasKind<FaultKind>(inner);
        FaultShare fault;
        readListed(inner, fault);
        if (isKnown)
            field.push_back(fault);
    });
}

void readField(JsonReader &reader, const QString &key, std::vector<DrillConfig> &field, Most most)
{
    checkCount(reader, key, most);
    reader.objects(key, [&field](JsonReader &inner) {
        const bool isKnown = hasKind<DrillKind>(inner);
        DrillConfig drill;
        readDrill(inner, drill);
        // The place is kept, so that what is said about the next ones has their numbers; a loss of one
        // replica contradicts nothing.
        DrillConfig placeholder;
        placeholder.kind = DrillKind::ReplicaLoss;
        field.push_back(isKnown ? drill : placeholder);
    });
}

void readField(JsonReader &reader, const QString &key, std::vector<QString> &field, Most most)
{
    checkCount(reader, key, most);
    const QStringList texts = reader.strings(key);
    field.assign(texts.begin(), texts.end());
}

void readField(JsonReader &reader, const QString &key, quint64 &field)
{
    // Numbers of 64 bits above the largest signed one stand in quotes: JSON readers round them otherwise.
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    const QJsonValue value = reader.raw().value(key);
    bool isNumber = false;
    const quint64 number = value.toString().toULongLong(&isNumber);
    if (value.isString() && isNumber && number > static_cast<quint64>(largest)) {
        reader.accept(key);
        field = number;
    } else if (const std::optional<qint64> integer = reader.optionalInteger(key, 0, largest)) {
        field = static_cast<quint64>(*integer);
    }
}

void checkCount(JsonReader &reader, const QString &key, Most most)
{
    if (reader.raw().value(key).toArray().size() > most.count)
        reader.problem(key, QStringLiteral("At most %1 are possible.").arg(most.count));
}

ConfigReading readConfigValue(const QJsonValue &value)
{
    ConfigReading reading;
    JsonReader reader(value, QString(), reading.problems);
    if (!value.isObject())
        return reading;
    readVersion(reader);
    readListed(reader, reading.config);
    readListed(reader, reading.config.model);
    reader.finish();
    findContradictions(reading.config, reading.problems);
    return reading;
}

ConfigReading readConfig(const QByteArray &json)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error == QJsonParseError::NoError) {
        ConfigReading reading = readConfigValue(document.isObject() ? QJsonValue(document.object())
                                                                    : QJsonValue(document.array()));
        findDuplicateKeys(json, reading.problems);
        return reading;
    }
    const QString message =
        QStringLiteral("This is not JSON: %1 at byte %2.").arg(parse.errorString()).arg(parse.offset);
    return {{}, {{Severity::Error, {}, message}}};
}

Result<ServiceConfig> configFromJson(const QByteArray &json, const QString &where)
{
    ConfigReading reading = readConfig(json);
    if (hasErrors(reading.problems))
        return Error{errorLines(reading.problems), where, {}};
    return std::move(reading.config);
}

QString errorLines(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems) {
        if (problem.severity == Severity::Error)
            lines.append(problem.path.isEmpty()
                             ? problem.message.text()
                             : problem.path + QStringLiteral(": ") + problem.message.text());
    }
    return lines.join(u'\n');
}

} // namespace weir
