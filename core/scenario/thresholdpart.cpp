// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/thresholdpart.h"

#include "base/fields/nearestname.h"
#include "scenario/conversation.h"

#include <algorithm>

namespace weir {

namespace {

/// `problem` and, where one is likely, the name that was meant.
Message withLikelyName(const Message &problem, const QString &name, const QStringList &names)
{
    const std::optional<QString> likely = likelyName(name, names);
    if (!likely)
        return problem;
    return {WEIR_TEXT("threshold.meant_name", "%1 Did you mean \"%2\"?"), problem, *likely};
}

QString targetOf(const RequestTemplate &request, const Scenario &scenario)
{
    return request.target.isEmpty() && !scenario.targets.empty() ? scenario.targets.front().name
                                                                 : request.target;
}

bool hasSteps(const LoadGroup &group)
{
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        return !closed->steps.empty();
    const OpenLoad *open = std::get_if<OpenLoad>(&group.model);
    return open != nullptr && !open->steps.empty();
}

/// Of a filter by group, turn or level. `turns`: those of the longest conversation.
std::optional<Message> loadPartProblem(const Threshold &threshold, const Load &load, quint32 turns)
{
    QStringList groups;
    for (const LoadGroup &group : load.groups)
        groups << group.name;
    if (threshold.group && (groups.size() < 2 || !groups.contains(*threshold.group)))
        return withLikelyName(
            {WEIR_TEXT("threshold.no_such_group", "There is no load group \"%1\"."), *threshold.group},
            *threshold.group, groups);
    if (threshold.turn && *threshold.turn > turns)
        return turns == 0 ? Message(WEIR_TEXT("threshold.no_turns",
                                              "No request is a conversation, so there is no turn %1."),
                                    *threshold.turn)
                          : Message(WEIR_TEXT("threshold.no_such_turn",
                                              "No conversation has a turn %1; the longest has %2."),
                                    *threshold.turn, turns);
    if (threshold.level && std::none_of(load.groups.begin(), load.groups.end(), hasSteps))
        return Message(WEIR_TEXT("threshold.no_levels", "The load has no steps, so there is no level %1."),
                       *threshold.level);
    return std::nullopt;
}

} // namespace

std::optional<Message> partProblem(const Threshold &threshold, const Scenario &scenario)
{
    QStringList requests;
    for (const RequestTemplate &request : scenario.requests)
        requests << request.name;
    QStringList targets;
    for (const Target &target : scenario.targets)
        targets << target.name;
    if (threshold.request && !requests.contains(*threshold.request))
        return withLikelyName(
            {WEIR_TEXT("threshold.no_such_request", "There is no request \"%1\"."), *threshold.request},
            *threshold.request, requests);
    if (threshold.target && !targets.contains(*threshold.target))
        return withLikelyName(
            {WEIR_TEXT("threshold.no_such_target", "There is no target \"%1\"."), *threshold.target},
            *threshold.target, targets);
    if (!threshold.request || !threshold.target)
        return loadPartProblem(threshold, scenario.load, turnsOf(scenario));
    const bool goesThere =
        std::any_of(scenario.requests.begin(), scenario.requests.end(), [&](const RequestTemplate &request) {
            return request.name == *threshold.request && targetOf(request, scenario) == *threshold.target;
        });
    if (goesThere)
        return std::nullopt;
    return Message(WEIR_TEXT("threshold.other_target", "The request \"%1\" never goes to the target \"%2\"."),
                   *threshold.request, *threshold.target);
}

} // namespace weir
