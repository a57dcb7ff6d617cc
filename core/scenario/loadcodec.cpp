// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/loadcodec.h"

#include "scenario/alternatives.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/loadfigures.h"

namespace weir {

namespace {

const QString groupsKey = QStringLiteral("groups");
const QString durationKey = QStringLiteral("duration");

template <typename Step>
void readStep(JsonReader &reader, const Alternatives &shapes, Step &step)
{
    // The step may be one of the other model, with members that no shape of this one has.
    if (!readAlternative(reader, shapes, step, -1))
        reader.acceptAll();
}

/// Members of a group have no place beside a list of groups.
void refuseGroupMembers(JsonReader &reader)
{
    const QStringList keys =
        loadModels().allKeys() + QStringList{loadModels().decider(), durationKey} + keysOf<LoadGroup>();
    for (const QString &key : keys) {
        if (!reader.has(key))
            continue;
        reader.accept(key);
        reader.problem(key, {WEIR_TEXT("scenario.belongs_into_groups",
                                       "\"%1\" belongs into the elements of \"groups\"."),
                             key});
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
    readListed(reader, group);
    const QJsonValue duration = reader.raw().value(durationKey);
    if (duration.isNull() || (duration.isUndefined() && !impliedDuration(group))) {
        reader.accept(durationKey);
        group.duration.reset();
    } else {
        readField(reader, durationKey, group.duration);
    }
}

void readMembers(JsonReader &reader, Load &load)
{
    if (!reader.says(groupsKey)) {
        reader.accept(groupsKey);
        readMembers(reader, load.first());
    } else {
        std::vector<LoadGroup> several;
        const bool isList = readField(reader, groupsKey, several);
        if (!several.empty())
            load.groups = std::move(several);
        else if (isList)
            reader.problem(groupsKey, WEIR_TEXT("scenario.group_needed", "At least one group is needed."));
        refuseGroupMembers(reader);
    }
    readListed(reader, load);
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
        object.add(durationKey, fieldToJson(group.duration, defaults));
    writeListed(object, group, defaults);
}

void writeMembers(OrderedJson &object, const Load &load, Defaults defaults)
{
    if (load.groups.size() == 1)
        writeMembers(object, load.first(), defaults);
    else
        object.add(groupsKey, fieldToJson(load.groups, defaults));
    writeListed(object, load, defaults);
}

} // namespace weir
