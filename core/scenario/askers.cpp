// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/askers.h"

#include "scenario/limits.h"
#include "scenario/loadfigures.h"

#include <algorithm>

namespace weir {

Askers::Askers(const Scenario &scenario)
{
    const std::vector<LoadGroup> &groups = scenario.load.groups;
    for (std::size_t i = 0; i < std::min<std::size_t>(groups.size(), limits::maxGroups); ++i) {
        Group group;
        group.mix = QSet<QString>(groups[i].mix.begin(), groups[i].mix.end());
        group.isTrace = std::holds_alternative<TraceLoad>(groups[i].model);
        for (const RequestTemplate &request : scenario.requests)
            group.weights += group.asks(request) ? request.weight : 0;
        const std::optional<double> planned = estimatedRequests(scenario.load, groups[i]);
        group.isKnown = planned.has_value();
        // A closed load of no fixed count sends at least one request a user, and goes on; so does a trace.
        group.requests = planned.value_or(courseOf(groups[i]).peak);
        m_groups.push_back(std::move(group));
    }
}

AskFrequency Askers::frequencyOf(const RequestTemplate &request) const
{
    AskFrequency frequency;
    for (const Group &group : m_groups) {
        if (!group.asks(request))
            continue;
        (group.isTrace ? frequency.byTrace : frequency.byOthers) = true;
        frequency.least += group.requests * request.weight / group.weights + (group.isKnown ? 0 : 1);
        frequency.isKnown = frequency.isKnown && group.isKnown;
    }
    return frequency;
}

} // namespace weir
