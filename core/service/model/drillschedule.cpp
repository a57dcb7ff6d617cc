// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/drillschedule.h"

#include "base/duration.h"

#include <algorithm>

namespace weir {

namespace {

// Drills started by hand are bounded, as anything that a client of the service may ask for.
constexpr std::size_t mostDrills = 1000;

QString percent(double share)
{
    return QString::number(share * 100, 'g', 3) + QStringLiteral(" %");
}

Message partitionText(const DrillConfig &drill)
{
    return drill.side == PartitionSide::Clients
               ? Message(WEIR_TEXT("drill.partition_clients", "partition from %1 of the clients"),
                         percent(drill.share))
               : Message(WEIR_TEXT("drill.partition_replicas", "partition from %1 of the replicas"),
                         percent(drill.share));
}

Message exhaustionText(const DrillConfig &drill)
{
    switch (drill.resource) {
    case ExhaustedResource::Compute:
        return Message(WEIR_TEXT("drill.exhausted_compute", "%1 of the computing power gone"),
                       percent(drill.severity));
    case ExhaustedResource::Kv:
        return Message(WEIR_TEXT("drill.exhausted_kv", "%1 of the KV cache gone"), percent(drill.severity));
    case ExhaustedResource::Queue:
        break;
    }
    return Message(WEIR_TEXT("drill.exhausted_queue", "%1 of the queue gone"), percent(drill.severity));
}

} // namespace

Message drillText(const DrillConfig &drill)
{
    switch (drill.kind) {
    case DrillKind::Latency:
        return Message(WEIR_TEXT("drill.latency", "latency %1 ± %2"), formatDuration(drill.network.delay),
                       formatDuration(drill.network.jitter));
    case DrillKind::SlowNetwork:
        return Message(WEIR_TEXT("drill.slow_network", "slow network, %1 bytes/s a connection"),
                       QString::number(drill.network.bytesPerSecond, 'g', 6));
    case DrillKind::Partition:
        return partitionText(drill);
    case DrillKind::ReplicaLoss:
        return drill.replicas == 1
                   ? Message(WEIR_TEXT("drill.loss_of_one_replica", "loss of 1 replica"))
                   : Message(WEIR_TEXT("drill.loss_of_replicas", "loss of %1 replicas"), drill.replicas);
    case DrillKind::Exhaustion:
        break;
    }
    return exhaustionText(drill);
}

DrillSchedule::DrillSchedule(const std::vector<DrillConfig> &drills, TimePoint start)
{
    for (const DrillConfig &drill : drills)
        plan({drill, start + drill.at});
}

DrillSchedule::Changes DrillSchedule::advance(TimePoint now)
{
    Changes changes;
    std::erase_if(m_active, [now, &changes](const ActiveDrill &active) {
        if (active.until > now)
            return false;
        changes.ended.push_back(active.drill);
        return true;
    });
    std::vector<Planned> later;
    for (Planned &planned : m_planned) {
        if (planned.begin > now) {
            later.push_back(planned);
            continue;
        }
        changes.begun.push_back(planned.drill);
        m_active.push_back({planned.drill, planned.begin + planned.drill.length, planned.repetition});
        if (planned.drill.every)
            later.push_back({planned.drill, planned.begin + *planned.drill.every, planned.repetition + 1});
    }
    m_planned = std::move(later);
    return changes;
}

std::optional<TimePoint> DrillSchedule::nextChange() const
{
    std::optional<TimePoint> next;
    const auto consider = [&next](TimePoint at) { next = std::min(at, next.value_or(at)); };
    for (const Planned &planned : m_planned)
        consider(planned.begin);
    for (const ActiveDrill &active : m_active)
        consider(active.until);
    return next;
}

void DrillSchedule::start(TimePoint now, const DrillConfig &drill)
{
    plan({drill, now + drill.at, m_byHand++});
}

void DrillSchedule::plan(const Planned &planned)
{
    if (m_planned.size() + m_active.size() < mostDrills)
        m_planned.push_back(planned);
}

void DrillSchedule::endAll(TimePoint now)
{
    for (ActiveDrill &active : m_active)
        active.until = now;
}

} // namespace weir
