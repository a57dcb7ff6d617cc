// SPDX-License-Identifier: GPL-3.0-or-later
// The load in the project file: members that decide which others there may be, and one group or several.
#include "scenario/alternatives.h"
#include "scenario/fieldreading.h"
#include "scenario/fieldwriting.h"
#include "scenario/loadfigures.h"
#include "scenario/scenariocodec.h"

namespace weir {

namespace {

const QString &groupsKey()
{
    static const QString key = QStringLiteral("groups");
    return key;
}

const QString &durationKey()
{
    static const QString key = QStringLiteral("duration");
    return key;
}

/// Members of other alternatives are known, but out of place; saying so helps more than "unknown".
void refuseForeign(JsonReader &reader, const Alternatives &alternatives, int index)
{
    for (const QString &key : alternatives.keysForeignTo(index)) {
        if (!reader.has(key))
            continue;
        reader.accept(key);
        reader.problem(key, QStringLiteral("\"%1\" belongs to \"%2\": \"%3\".")
                                .arg(key, alternatives.decider(),
                                     alternatives.havingKey(key).join(QStringLiteral("\" or \""))));
    }
}

template <typename Variant, std::size_t... Index>
void emplaceAt(Variant &variant, std::size_t index, std::index_sequence<Index...>)
{
    ((index == Index ? static_cast<void>(variant.template emplace<Index>()) : static_cast<void>(0)), ...);
}

/// Reads which alternative it is and its members. `whenAbsent`: the alternative when nothing says; -1: that
/// is a problem. Returns whether it is known.
template <typename Variant>
bool readAlternative(JsonReader &reader, const Alternatives &alternatives, Variant &variant, int whenAbsent)
{
    const QString &decider = alternatives.decider();
    const bool isAbsent = reader.raw().value(decider).isUndefined() || reader.raw().value(decider).isNull();
    const int index = reader.choice(decider, alternatives.names(), isAbsent ? whenAbsent : -1);
    if (index < 0) {
        // Which members belong here depends on it, so its own problem is the only one worth telling.
        for (const QString &key : alternatives.allKeys())
            reader.accept(key);
        if (isAbsent)
            reader.problem(decider, QStringLiteral("It is needed: one of %1.")
                                        .arg(alternatives.names().join(QStringLiteral(", "))));
        return false;
    }
    emplaceAt(variant, static_cast<std::size_t>(index),
              std::make_index_sequence<std::variant_size_v<Variant>>());
    std::visit([&](auto &alternative) { readMembers(reader, alternative); }, variant);
    refuseForeign(reader, alternatives, index);
    return true;
}

template <typename Step>
void readStep(JsonReader &reader, const Alternatives &shapes, Step &step)
{
    if (readAlternative(reader, shapes, step, -1))
        return;
    // The step may be one of the other model, with members that no shape of this one has.
    for (const QString &key : reader.raw().keys())
        reader.accept(key);
}

template <typename Variant>
void writeAlternative(OrderedJson &object, const Alternatives &alternatives, const Variant &variant,
                      Defaults defaults)
{
    object.add(alternatives.decider(),
               OrderedJson::text(alternatives.names().at(static_cast<qsizetype>(variant.index()))));
    std::visit([&](const auto &alternative) { writeMembers(object, alternative, defaults); }, variant);
}

/// Members of a group have no place beside a list of groups.
void refuseGroupMembers(JsonReader &reader)
{
    QStringList keys = loadModels().allKeys();
    keys << loadModels().decider() << durationKey();
    describe(FieldsOf<LoadGroup>{}, [&](QStringView key, auto) { keys.append(key.toString()); });
    for (const QString &key : keys) {
        if (!reader.has(key))
            continue;
        reader.accept(key);
        reader.problem(key, QStringLiteral("\"%1\" belongs into the elements of \"groups\".").arg(key));
    }
}

} // namespace

void readMembers(JsonReader &reader, OpenStep &step)
{
    readStep(reader, openShapes(), step);
}

void readMembers(JsonReader &reader, ClosedStep &step)
{
    readStep(reader, closedShapes(), step);
}

void readMembers(JsonReader &reader, LoadGroup &group)
{
    readAlternative(reader, loadModels(), group.model, 0);
    readMembers<LoadGroup>(reader, group);
    const QJsonValue duration = reader.raw().value(durationKey());
    if (duration.isNull() || (duration.isUndefined() && !impliedDuration(group))) {
        reader.accept(durationKey());
        group.duration.reset();
    } else {
        readField(reader, durationKey(), group.duration);
    }
}

void readMembers(JsonReader &reader, Load &load)
{
    const QJsonValue groups = reader.raw().value(groupsKey());
    if (groups.isUndefined() || groups.isNull()) {
        reader.accept(groupsKey());
        readMembers(reader, load.first());
    } else {
        std::vector<LoadGroup> several;
        readField(reader, groupsKey(), several);
        if (!several.empty())
            load.groups = std::move(several);
        else if (groups.isArray())
            reader.problem(groupsKey(), QStringLiteral("At least one group is needed."));
        refuseGroupMembers(reader);
    }
    readMembers<Load>(reader, load);
}

void writeMembers(OrderedJson &object, const OpenStep &step, Defaults defaults)
{
    writeAlternative(object, openShapes(), step, defaults);
}

void writeMembers(OrderedJson &object, const ClosedStep &step, Defaults defaults)
{
    writeAlternative(object, closedShapes(), step, defaults);
}

void writeMembers(OrderedJson &object, const LoadGroup &group, Defaults defaults)
{
    writeAlternative(object, loadModels(), group.model, defaults);
    if (defaults == Defaults::Written || group.duration != impliedDuration(group))
        object.add(durationKey(), fieldToJson(group.duration, defaults));
    writeMembers<LoadGroup>(object, group, defaults);
}

void writeMembers(OrderedJson &object, const Load &load, Defaults defaults)
{
    if (load.groups.size() == 1)
        writeMembers(object, load.first(), defaults);
    else
        object.add(groupsKey(), fieldToJson(load.groups, defaults));
    writeMembers<Load>(object, load, defaults);
}

} // namespace weir
