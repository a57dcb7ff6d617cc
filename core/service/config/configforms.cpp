// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configforms.h"

#include <limits>
#include <utility>

namespace weir {

namespace {

constexpr double largestSpread = 2; ///< Of a deviation, times the mean.
constexpr Real figureBounds{0, 1e12};
constexpr double noBound = std::numeric_limits<double>::max();
constexpr Real ruleValues{0, 1e9};

const QString kindKey = QStringLiteral("kind");
const QString meanKey = QStringLiteral("mean");
const QString deviationKey = QStringLiteral("deviation");
const QString minKey = QStringLiteral("min");
const QString maxKey = QStringLiteral("max");
const QString aboveKey = QStringLiteral("above");
const QString belowKey = QStringLiteral("below");

Real deviations(const RandomFigure &figure)
{
    return {0, largestSpread * figure.mean};
}

/// What no single member of a distribution shows. Calls `report(key, message)`.
template <typename Report>
void findFigureContradictions(const RandomFigure &figure, Report report)
{
    const bool hasNone =
        figure.kind == RandomFigureKind::Fixed || figure.kind == RandomFigureKind::Exponential;
    if (hasNone && figure.deviation > 0)
        report(deviationKey, Message(WEIR_TEXT("service.kind_without_deviation",
                                               "The kind \"%1\" has no deviation to choose; leave it out."),
                                     enumName(figure.kind)));
    if (figure.mean < figure.low || figure.mean > figure.high)
        report(meanKey, Message(WEIR_TEXT("service.mean_outside_bounds",
                                          "The mean must lie from \"min\" to \"max\".")));
}

void readFigure(JsonReader &reader, RandomFigure &figure, Real mean)
{
    figure.kind = RandomFigureKind::Fixed;
    readField(reader, kindKey, figure.kind);
    for (const QString &key : {kindKey, meanKey}) {
        if (!reader.says(key))
            reader.problem(key,
                           {WEIR_TEXT("service.distribution_needs", "A distribution needs \"%1\"."), key});
    }
    readField(reader, meanKey, figure.mean, mean);
    figure.deviation = 0;
    readField(reader, deviationKey, figure.deviation, deviations(figure));
    figure.low = 0;
    readField(reader, minKey, figure.low, figureBounds);
    figure.high = noBound;
    readField(reader, maxKey, figure.high, figureBounds);
    findFigureContradictions(
        figure, [&](const QString &key, const Message &message) { reader.problem(key, message); });
}

/// A number says all of it.
bool isNumber(const RandomFigure &figure)
{
    return figure == RandomFigure::fixed(figure.mean);
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

/// The members that some kind looks at, and this one does not.
QStringList unusedBy(SchedulerKind kind)
{
    switch (kind) {
    case SchedulerKind::Fixed:
        return words("workers batch_size max_wait max_batch prefill_chunk kv_tokens");
    case SchedulerKind::None:
        return words("ttft itl batch_size max_wait max_batch prefill_chunk kv_tokens");
    case SchedulerKind::Static:
        return words("ttft itl workers max_batch prefill_chunk kv_tokens");
    case SchedulerKind::Continuous:
        return words("ttft itl workers batch_size max_wait");
    }
    return {};
}

QStringList unusedBy(DrillKind kind)
{
    switch (kind) {
    case DrillKind::Latency:
        return words("bytes_per_second share side replicas resource severity");
    case DrillKind::SlowNetwork:
        return words("delay jitter correlation share side replicas resource severity");
    case DrillKind::Partition:
        return words("delay jitter correlation bytes_per_second replicas resource severity");
    case DrillKind::ReplicaLoss:
        return words("delay jitter correlation bytes_per_second share side resource severity");
    case DrillKind::Exhaustion:
        return words("delay jitter correlation bytes_per_second share side replicas");
    }
    return {};
}

Message noEffect(const QString &kind)
{
    return {WEIR_TEXT("service.no_effect_with_kind", "It has no effect with the kind \"%1\"."), kind};
}

template <typename Kind>
void warnOfUnused(JsonReader &reader, Kind kind)
{
    for (const QString &key : unusedBy(kind)) {
        if (reader.has(key))
            reader.problem(key, noEffect(enumName(kind)), Severity::Warning);
    }
}

/// `changed`: the keys that a file would have.
template <typename Kind>
void warnOfUnused(Findings &findings, Kind kind, const QStringList &changed)
{
    for (const QString &key : unusedBy(kind)) {
        if (changed.contains(key))
            findings.warning(key, noEffect(enumName(kind)));
    }
}

/// Whether the object says of what kind it is. Where it does not, nothing more is said about it: it would
/// seem to be of the first kind.
template <typename Kind>
bool hasKind(JsonReader &reader)
{
    if (!reader.says(kindKey))
        reader.problem(kindKey, WEIR_TEXT("service.kind_missing", "The kind is missing."));
    return enumNames<Kind>().contains(reader.raw().value(kindKey).toString());
}

} // namespace

bool readField(JsonReader &reader, const QString &key, RandomFigure &field, Real mean)
{
    const QJsonValue value = reader.raw().value(key);
    if (value.isObject())
        return reader.object(key, [&](JsonReader &inner) { readFigure(inner, field, mean); });
    if (value.isDouble()) {
        const std::optional<double> number = reader.optionalNumber(key, mean.low, mean.high);
        field = RandomFigure::fixed(number.value_or(field.mean));
        return number.has_value();
    }
    if (reader.says(key))
        reader.problem(key, WEIR_TEXT("service.figure_expected",
                                      "A number, or an object { } with \"kind\" and \"mean\", is expected."));
    reader.accept(key);
    return false;
}

OrderedJson fieldToJson(const RandomFigure &field, Defaults defaults)
{
    if (isNumber(field))
        return OrderedJson::number(field.mean);
    OrderedJson object = OrderedJson::object();
    object.add(kindKey, fieldToJson(field.kind, defaults));
    object.add(meanKey, OrderedJson::number(field.mean));
    if (field.deviation != 0)
        object.add(deviationKey, OrderedJson::number(field.deviation));
    if (field.low != 0)
        object.add(minKey, OrderedJson::number(field.low));
    if (field.high != noBound)
        object.add(maxKey, OrderedJson::number(field.high));
    return object;
}

bool checkField(Findings &findings, const QString &key, RandomFigure &field, Real mean)
{
    if (isNumber(field))
        return checkBounds(findings, key, field.mean, mean);
    Findings inner = findings.at(key);
    const bool isKind = checkField(inner, kindKey, field.kind);
    const bool isMean = checkField(inner, meanKey, field.mean, mean);
    const bool isDeviation = !isMean || checkField(inner, deviationKey, field.deviation, deviations(field));
    const bool isLow = checkField(inner, minKey, field.low, figureBounds);
    const bool isHigh = field.high == noBound || checkField(inner, maxKey, field.high, figureBounds);
    const bool isRight = isKind && isMean && isDeviation && isLow && isHigh;
    if (isRight)
        findFigureContradictions(
            field, [&](const QString &member, const Message &message) { inner.error(member, message); });
    return isRight;
}

bool readField(JsonReader &reader, const QString &key, std::vector<FaultShare> &field, Most most)
{
    checkCount(reader, key, most);
    return reader.objects(key, [&field](JsonReader &inner) {
        const bool isKnown = hasKind<FaultKind>(inner);
        FaultShare fault;
        readListed(inner, fault);
        if (isKnown)
            field.push_back(fault);
    });
}

bool readField(JsonReader &reader, const QString &key, std::vector<DrillConfig> &field, Most most)
{
    checkCount(reader, key, most);
    return reader.objects(key, [&field](JsonReader &inner) {
        const bool isKnown = hasKind<DrillKind>(inner);
        DrillConfig drill;
        readListed(inner, drill);
        readListed(inner, drill.network);
        warnOfUnused(inner, drill.kind);
        // The place is kept, so that what is said about the next ones has their numbers; a loss of one
        // replica contradicts nothing.
        DrillConfig placeholder;
        placeholder.kind = DrillKind::ReplicaLoss;
        field.push_back(isKnown ? drill : placeholder);
    });
}

void writeMembers(OrderedJson &object, const DrillConfig &drill, Defaults defaults)
{
    writeListed(object, drill, defaults);
    writeListed(object, drill.network, defaults);
}

void checkMembers(Findings &findings, DrillConfig &drill)
{
    checkListed(findings, drill);
    checkListed(findings, drill.network);
    warnOfUnused(findings, drill.kind, changedKeys(drill) + changedKeys(drill.network));
}

void readMembers(JsonReader &reader, ScalingRule &rule)
{
    readListed(reader, rule);
    rule.above = reader.says(aboveKey) || !reader.says(belowKey);
    readField(reader, rule.above ? aboveKey : belowKey, rule.value, ruleValues);
    reader.accept(belowKey);
    reader.accept(aboveKey);
    if (reader.says(aboveKey) == reader.says(belowKey))
        reader.problem(aboveKey, WEIR_TEXT("service.rule_needs_above_or_below",
                                           "A rule needs either \"above\" or \"below\"."));
}

void writeMembers(OrderedJson &object, const ScalingRule &rule, Defaults defaults)
{
    writeListed(object, rule, defaults);
    object.add(rule.above ? aboveKey : belowKey, OrderedJson::number(rule.value));
}

void checkMembers(Findings &findings, ScalingRule &rule)
{
    checkListed(findings, rule);
    if (!checkField(findings, rule.above ? aboveKey : belowKey, rule.value, ruleValues))
        rule.value = 0;
}

void readMembers(JsonReader &reader, SchedulerConfig &scheduler)
{
    readListed(reader, scheduler);
    warnOfUnused(reader, scheduler.kind);
}

void checkMembers(Findings &findings, SchedulerConfig &scheduler)
{
    checkListed(findings, scheduler);
    warnOfUnused(findings, scheduler.kind, changedKeys(scheduler));
}

} // namespace weir
