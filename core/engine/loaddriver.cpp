// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/loaddriver.h"

#include "engine/closedload.h"
#include "engine/openload.h"
#include "engine/parallelload.h"

namespace weir {

TicketCounters ticketsFor(const Load &load, RankShare share)
{
    TicketCounters tickets;
    for (const LoadGroup &group : load.groups)
        tickets.emplace_back(group.requests, share);
    return tickets;
}

LoadPlan loadPlanOf(const Load &load, quint64 seed, const QString &baseFolder, std::vector<quint32> caps)
{
    LoadPlan plan{load, seed, baseFolder, std::move(caps), {}};
    Load alone = load;
    for (const LoadGroup &group : load.groups) {
        alone.groups = {group};
        plan.ends.push_back(plannedLength(alone, baseFolder));
    }
    return plan;
}

Result<std::unique_ptr<LoadDriver>> makeLoadDriver(const LoadPlan &plan, WorkerShare share,
                                                   TicketCounters &tickets)
{
    std::vector<std::unique_ptr<LoadDriver>> drivers;
    for (GroupIndex group = 0; group < plan.load.groups.size(); ++group) {
        if (!plan.load.groups[group].isOpen()) {
            drivers.push_back(std::make_unique<ClosedLoadDriver>(plan, group, share, tickets[group]));
            continue;
        }
        Result<std::unique_ptr<OpenLoadDriver>> open = OpenLoadDriver::create(plan, group, share);
        if (!open)
            return open.error();
        drivers.push_back(std::move(*open));
    }
    if (drivers.size() == 1)
        return std::move(drivers.front());
    return std::unique_ptr<LoadDriver>(std::make_unique<ParallelLoad>(std::move(drivers)));
}

} // namespace weir
