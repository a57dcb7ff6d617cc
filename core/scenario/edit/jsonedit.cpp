// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/jsonedit.h"

#include "base/fields/nearestname.h"
#include "base/jsonpointer.h"
#include "scenario/alternatives.h"
#include "scenario/loadfigures.h"
#include "scenario/scenariocodec.h"
#include "scenario/scenariojson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

namespace weir {

namespace {

QStringList segmentsOf(const QString &path)
{
    if (!path.startsWith(u'/'))
        return path.split(u'.');
    return pointerSteps(path).value_or(QStringList{path});
}

/// "targets.0.tls.verify" is the other way to write "targets.0.verify_tls".
QStringList canonical(QStringList segments)
{
    constexpr qsizetype depth = 4;
    if (segments.size() == depth && segments[0] == u"targets" && segments[2] == u"tls" &&
        segments[3] == u"verify")
        segments = {segments[0], segments[1], QStringLiteral("verify_tls")};
    return segments;
}

/// A member that the object would have if its model or shape were another.
std::optional<Error> memberOfAnother(const QString &path, const QString &key, const QJsonObject &object)
{
    const Alternatives &shapes =
        openShapes().indexOf(object.value(u"shape").toString()) >= 0 ? openShapes() : closedShapes();
    for (const Alternatives *alternatives : {&loadModels(), &shapes}) {
        const QStringList having = alternatives->havingKey(key);
        if (!object.contains(alternatives->decider()) || having.isEmpty())
            continue;
        const QString decider = path.chopped(key.size()) + alternatives->decider();
        return Error{
            Message(WEIR_TEXT("scenario.member_belongs_to", "\"%1\" belongs to the %2 %3"), key,
                    having.join(QStringLiteral(", ")), alternatives->decider()),
            Message::verbatim(path),
            Message(WEIR_TEXT("scenario.set_kind_first", "Set %1=%2 first."), decider, having.first())};
    }
    return std::nullopt;
}

Error unknownKey(const QString &path, const QString &key, const QJsonObject &object)
{
    if (const std::optional<Error> foreign = memberOfAnother(path, key, object))
        return *foreign;
    const std::optional<QString> nearest = likelyName(key, object.keys());
    const Message advice =
        nearest ? Message(WEIR_TEXT("scenario.did_you_mean_member", "Did you mean \"%1\"?"), *nearest)
                : Message(WEIR_TEXT("scenario.members_are", "The members are %1."),
                          object.keys().join(QStringLiteral(", ")));
    constexpr qsizetype longestShown = 64;
    return {
        Message(WEIR_TEXT("scenario.no_such_member", "There is no member \"%1\""), key.left(longestShown)),
        Message::verbatim(path), advice};
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
                Message(WEIR_TEXT("scenario.no_such_element", "There is no element \"%1\" in a list of %2"),
                        key, array.size()),
                Message::verbatim(path),
                Message(WEIR_TEXT("scenario.elements_from_zero", "Elements are counted from 0."))};
        Result<QJsonValue> inner = replaced(array.at(index), segments, depth + 1, path, value);
        if (inner)
            array.replace(index, *inner);
        return inner ? Result<QJsonValue>(array) : inner;
    }
    return Error{
        Message(WEIR_TEXT("scenario.plain_value_has_no_member", "A plain value has no member \"%1\""), key),
        Message::verbatim(path),
        {}};
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

/// Applies `change` to each group of the load of a scenario's JSON; its number is the second argument.
void changeGroups(QJsonObject &root, const std::function<void(QJsonObject &, std::size_t)> &change)
{
    QJsonObject load = root.value(u"load").toObject();
    if (load.contains(u"groups")) {
        QJsonArray groups = load.value(u"groups").toArray();
        for (qsizetype i = 0; i < groups.size(); ++i) {
            QJsonObject group = groups.at(i).toObject();
            change(group, static_cast<std::size_t>(i));
            groups.replace(i, group);
        }
        load.insert(u"groups", groups);
    } else {
        change(load, 0);
    }
    root.insert(u"load", load);
}

/// Another model has other members; those of the old one go with it, steps included.
void replaceModelMembers(QJsonObject &group)
{
    const QString model = group.value(u"model").toString();
    for (const QString &key : loadModels().allKeys())
        group.remove(key);
    group.insert(u"model", model);
}

/// Another shape of a step has other members too.
void dropForeignShapes(QJsonObject &group)
{
    const bool isOpen = group.value(u"model").toString() == u"open";
    const Alternatives &shapes = isOpen ? openShapes() : closedShapes();
    QJsonArray steps = group.value(u"steps").toArray();
    for (qsizetype i = 0; i < steps.size(); ++i)
        steps.replace(i, shapes.withoutForeign(steps.at(i).toObject()));
    group.insert(u"steps", steps);
}

/// Number of the group that a path leads into; nothing when it leads elsewhere or to all of the load.
std::optional<std::size_t> groupOfPath(const QStringList &segments)
{
    if (segments.size() < 2 || segments[0] != u"load")
        return std::nullopt;
    if (segments[1] != u"groups")
        return 0;
    return segments.size() < 4 ? std::nullopt : std::optional<std::size_t>(segments[2].toULongLong());
}

/// A duration that only follows from the other members is not in the way of what `segments` sets.
void dropImpliedDuration(QJsonObject &root, const Scenario &scenario, const QStringList &segments)
{
    const std::optional<std::size_t> group = groupOfPath(segments);
    if (!group || segments.last() == u"duration")
        return;
    changeGroups(root, [&](QJsonObject &object, std::size_t index) {
        const LoadGroup &before = scenario.load.groups[index];
        if (index == *group && before.duration == impliedDuration(before))
            object.remove(u"duration");
    });
}

Result<Scenario> withMember(const Scenario &scenario, const QJsonObject &complete,
                            const QStringList &segments, const QString &path, const QJsonValue &value)
{
    const Result<QJsonValue> edited = replaced(complete, segments, 0, path, value);
    if (!edited)
        return edited.error();
    QJsonObject root = edited->toObject();
    if (const std::optional<std::size_t> changed = groupOfPath(segments)) {
        dropImpliedDuration(root, scenario, segments);
        changeGroups(root, [&](QJsonObject &group, std::size_t index) {
            if (index == *changed && segments.last() == u"model")
                replaceModelMembers(group);
            else if (index == *changed && segments.last() == u"shape")
                dropForeignShapes(group);
        });
    }
    const ScenarioReading reading = scenarioFromObject(root);
    if (reading.problems.empty())
        return reading.scenario;
    const Problem &problem = reading.problems.front();
    return Error{problem.message, Message::verbatim(problem.path), {}};
}

} // namespace

Result<Scenario> withJsonValue(const Scenario &scenario, const QString &path, const QString &value)
{
    const QByteArray json = scenarioToObject(scenario, Defaults::Written).toBytes();
    QJsonObject complete = QJsonDocument::fromJson(json).object();
    // The version says how to read the file; it is not a setting.
    complete.remove(u"weir");
    const QStringList segments = canonical(segmentsOf(path));
    if (const std::optional<QJsonValue> typed = parsedValue(value)) {
        Result<Scenario> result = withMember(scenario, complete, segments, path, *typed);
        if (result || typed->isString())
            return result;
        // "42" may be meant as a text (a model's name); the first complaint is the one that fits when it is
        // not.
        Result<Scenario> asText = withMember(scenario, complete, segments, path, QJsonValue(value));
        return asText ? asText : result;
    }
    return withMember(scenario, complete, segments, path, QJsonValue(value));
}

} // namespace weir
