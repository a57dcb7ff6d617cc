// SPDX-License-Identifier: GPL-3.0-or-later
// Which groups of a load ask a request, and how often; worked out once for all requests.
#pragma once

#include "scenario/scenario.h"

#include <QSet>

#include <vector>

namespace weir {

/// Of one request template.
struct AskFrequency
{
    double least = 0;      ///< At least so often.
    bool isKnown = true;   ///< About so often; else answers or a trace decide.
    bool byTrace = false;  ///< A group that replays a trace asks it.
    bool byOthers = false; ///< A group of another kind asks it.
};

/// Immutable. Looks at the first limits::maxGroups groups: a load of more can't run.
class Askers
{
public:
    explicit Askers(const Scenario &scenario);

    [[nodiscard]] AskFrequency frequencyOf(const RequestTemplate &request) const;

private:
    struct Group
    {
        QSet<QString> mix;  ///< Empty: all.
        double weights = 0; ///< Sum over the templates that it asks.
        double requests = 0;
        bool isKnown = true;
        bool isTrace = false;
        [[nodiscard]] bool asks(const RequestTemplate &request) const
        {
            return mix.isEmpty() || mix.contains(request.name);
        }
    };
    std::vector<Group> m_groups;
};

} // namespace weir
