// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/thresholdpart.h"

#include "base/fields/nearestname.h"

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

bool hasSteps(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return !open->steps.empty();
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed != nullptr && !closed->steps.empty();
}

QString targetOf(const RequestTemplate &request, const Scenario &scenario)
{
    return request.target.isEmpty() && !scenario.targets.empty() ? scenario.targets.front().name
                                                                 : request.target;
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
    const std::vector<LoadGroup> &groups = scenario.load.groups;
    if (threshold.level && std::none_of(groups.begin(), groups.end(), hasSteps))
        return Message(WEIR_TEXT("threshold.no_levels",
                                 "There is no level %1: the load has no steps, and so no levels."),
                       *threshold.level);
    if (!threshold.request || !threshold.target)
        return std::nullopt;
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
