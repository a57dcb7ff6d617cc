// SPDX-License-Identifier: GPL-3.0-or-later
// withJsonValue(): one member of a scenario set from the command line.
#include "scenario/scenariocodec.h"
#include "scenario/scenariojson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <numeric>

namespace weir {

namespace {

QStringList segmentsOf(const QString &path)
{
    if (!path.startsWith(u'/'))
        return path.split(u'.');
    QStringList segments = path.sliced(1).split(u'/');
    for (QString &segment : segments)
        segment.replace(QStringLiteral("~1"), QStringLiteral("/"))
            .replace(QStringLiteral("~0"), QStringLiteral("~"));
    return segments;
}

/// Levenshtein distance, ignoring case.
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool same = a[i].toLower() == b[static_cast<qsizetype>(j) - 1].toLower();
            const int best = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (same ? 0 : 1)});
            diagonal = std::exchange(row[j], best);
        }
    }
    return row.back();
}

QString nearest(const QString &key, const QStringList &candidates)
{
    return *std::min_element(candidates.begin(), candidates.end(), [&](const QString &a, const QString &b) {
        return distance(key, a) < distance(key, b);
    });
}

Error unknownKey(const QString &path, const QString &key, const QJsonObject &object)
{
    if (object.contains(u"model") && (closedLoadKeys() + openLoadKeys()).contains(key)) {
        const QString model =
            closedLoadKeys().contains(key) ? QStringLiteral("closed") : QStringLiteral("open");
        return {QStringLiteral("\"%1\" belongs to the %2 load model").arg(key, model), path,
                QStringLiteral("Set load.model=%1 first.").arg(model)};
    }
    // A long key would make the comparison slow and the suggestion a guess.
    constexpr qsizetype longestKey = 64;
    const QString advice =
        key.size() > longestKey
            ? QStringLiteral("The members are %1.").arg(object.keys().join(QStringLiteral(", ")))
            : QStringLiteral("Did you mean \"%1\"?").arg(nearest(key, object.keys()));
    return {QStringLiteral("there is no member \"%1\"").arg(key.left(longestKey)), path, advice};
}

/// `node` with the value at segments[depth..] replaced.
Result<QJsonValue> replaced(const QJsonValue &node, const QStringList &segments, qsizetype depth,
                            const QString &path, const QJsonValue &value)
{
    if (depth == segments.size())
        return value;
    const QString &key = segments[depth];
    if (node.isObject()) {
        QJsonObject object = node.toObject();
        if (!object.contains(key))
            return unknownKey(path, key, object);
        Result<QJsonValue> inner = replaced(object.value(key), segments, depth + 1, path, value);
        if (inner)
            object.insert(key, *inner);
        return inner ? Result<QJsonValue>(object) : inner;
    }
    if (node.isArray()) {
        QJsonArray array = node.toArray();
        bool isNumber = false;
        const qlonglong index = key.toLongLong(&isNumber);
        if (!isNumber || index < 0 || index >= array.size())
            return Error{
                QStringLiteral("there is no element \"%1\" in a list of %2").arg(key).arg(array.size()), path,
                QStringLiteral("Elements are counted from 0.")};
        Result<QJsonValue> inner = replaced(array.at(index), segments, depth + 1, path, value);
        if (inner)
            array.replace(index, *inner);
        return inner ? Result<QJsonValue>(array) : inner;
    }
    return Error{QStringLiteral("a plain value has no member \"%1\"").arg(key), path, {}};
}

/// Any JSON value; nothing when the text is none.
std::optional<QJsonValue> parsedValue(const QString &text)
{
    QJsonParseError error;
    const QJsonDocument wrapped = QJsonDocument::fromJson('[' + text.toUtf8() + ']', &error);
    if (error.error != QJsonParseError::NoError || wrapped.array().size() != 1)
        return std::nullopt;
    return wrapped.array().first();
}

/// Another load model has other members; those of the old one go with it.
QJsonObject withoutForeignLoadKeys(QJsonObject root)
{
    QJsonObject load = root.value(u"load").toObject();
    const bool isOpen = load.value(u"model").toString() == QStringLiteral("open");
    for (const QString &key : isOpen ? closedLoadKeys() : openLoadKeys())
        load.remove(key);
    root.insert(u"load", load);
    return root;
}

Result<Scenario> withMember(const QJsonObject &complete, const QStringList &segments, const QString &path,
                            const QJsonValue &value)
{
    const Result<QJsonValue> edited = replaced(complete, segments, 0, path, value);
    if (!edited)
        return edited.error();
    const bool changesModel = segments == QStringList{QStringLiteral("load"), QStringLiteral("model")};
    const QJsonObject root = edited->toObject();
    const ScenarioReading reading = scenarioFromObject(changesModel ? withoutForeignLoadKeys(root) : root);
    if (reading.problems.empty())
        return reading.scenario;
    const Problem &problem = reading.problems.front();
    return Error{problem.message, problem.path, {}};
}

} // namespace

Result<Scenario> withJsonValue(const Scenario &scenario, const QString &path, const QString &value)
{
    const QByteArray json = scenarioToObject(scenario, Defaults::Written).toBytes();
    QJsonObject complete = QJsonDocument::fromJson(json).object();
    // The version says how to read the file; it is not a setting.
    complete.remove(u"weir");
    const QStringList segments = segmentsOf(path);
    if (const std::optional<QJsonValue> typed = parsedValue(value)) {
        Result<Scenario> result = withMember(complete, segments, path, *typed);
        if (result || typed->isString())
            return result;
        // "42" may be meant as a text (a model's name); the first complaint is the one that fits when it is
        // not.
        Result<Scenario> asText = withMember(complete, segments, path, QJsonValue(value));
        return asText ? asText : result;
    }
    return withMember(complete, segments, path, QJsonValue(value));
}

} // namespace weir
