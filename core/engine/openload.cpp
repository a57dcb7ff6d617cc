// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/openload.h"

#include <algorithm>

namespace weir {

namespace {

/// Beyond this many waiting requests the service is hopelessly behind and more waiting would only cost
/// memory.
constexpr std::size_t waitingLimit = 1'000'000;

quint32 shareOfCap(quint32 cap, WorkerShare share)
{
    const quint32 index = share.index.value();
    return std::max<quint32>(1, cap / share.count + (index < cap % share.count ? 1 : 0));
}

CapPolicy capPolicyOf(const LoadGroup &group)
{
    const TraceLoad *trace = std::get_if<TraceLoad>(&group.model);
    return trace != nullptr ? trace->capPolicy : std::get<OpenLoad>(group.model).capPolicy;
}

} // namespace

Result<std::unique_ptr<OpenLoadDriver>> OpenLoadDriver::create(const LoadPlan &plan, GroupIndex group,
                                                               WorkerShare share)
{
    Result<std::unique_ptr<ArrivalSequence>> all = arrivalsOf(plan.load, group, plan.seed, plan.baseFolder);
    if (!all)
        return all.error();
    return std::unique_ptr<OpenLoadDriver>(new OpenLoadDriver(
        plan, group, share,
        shareOf(std::move(*all), share.index.value(), share.count, plan.load.groups.size())));
}

OpenLoadDriver::OpenLoadDriver(const LoadPlan &plan, GroupIndex group, WorkerShare share,
                               std::unique_ptr<ArrivalSequence> arrivals)
    : m_user(userIdOf(group, 0, plan.load.groups.size()))
    , m_arrivals(std::move(arrivals))
    , m_policy(capPolicyOf(plan.load.groups[group]))
    , m_cap(shareOfCap(plan.caps[group], share))
    , m_end(plan.ends[group])
    , m_isTrace(std::holds_alternative<TraceLoad>(plan.load.groups[group].model))
    , m_countsRequests(plan.load.groups[group].requests.has_value())
{
}

void OpenLoadDriver::begin(const RunTimes &times, RequestLauncher &launcher)
{
    m_zero = times.zero;
    m_launcher = &launcher;
    m_next = m_arrivals->next();
}

std::optional<TimePoint> OpenLoadDriver::nextDue() const
{
    return m_next ? std::optional(m_zero + m_next->at) : std::nullopt;
}

bool OpenLoadDriver::launchNext(TimePoint now)
{
    if (!m_next || m_zero + m_next->at > now)
        return false;
    const Arrival arrival = *m_next;
    m_next = m_arrivals->next();
    admit(arrival, now);
    return true;
}

void OpenLoadDriver::admit(const Arrival &arrival, TimePoint now)
{
    LaunchOrder order;
    order.request = arrival.request;
    order.user = m_user;
    order.intended = m_zero + arrival.at;
    if (m_isTrace)
        order.lengths = arrival.lengths;
    if (m_open < m_cap) {
        // Data that ends is the plan's end: what it left unasked was never planned.
        if (launch(order))
            m_launcher->planned(order.intended);
        else
            stop(now);
        return;
    }
    m_launcher->planned(order.intended);
    m_launcher->capReached();
    if (m_policy == CapPolicy::Drop || m_waiting.size() >= waitingLimit)
        m_launcher->drop(order.intended, true);
    else
        m_waiting.push_back({order, now});
}

bool OpenLoadDriver::launch(const LaunchOrder &order)
{
    ++m_open;
    if (m_launcher->launch(order))
        return true;
    --m_open;
    return false;
}

void OpenLoadDriver::requestEnded(RequestId, UserIndex, TimePoint now, Nanoseconds)
{
    --m_open;
    // A request that can't even be made ends inside launch(); the loop below then goes on, or the stack would
    // grow with the number of those that wait.
    if (m_admitting)
        return;
    m_admitting = true;
    while (!m_waiting.empty() && m_open < m_cap) {
        Waiting next = m_waiting.front();
        m_waiting.pop_front();
        next.order.capWait = now - next.since;
        if (!launch(next.order)) {
            m_launcher->drop(next.order.intended, true);
            stop(now);
        }
    }
    m_admitting = false;
}

void OpenLoadDriver::steer(TimePoint at, double factor)
{
    if (m_stopped || exhausted())
        return;
    m_paused = !(factor > 0);
    m_arrivals->steer(at - m_zero, factor, m_next);
    if (!m_next)
        m_next = m_arrivals->next();
}

void OpenLoadDriver::stop(TimePoint)
{
    m_stopped = true;
    m_next.reset();
    for (const Waiting &waiting : m_waiting)
        m_launcher->drop(waiting.order.intended, true);
    m_waiting.clear();
}

bool OpenLoadDriver::planEnded(TimePoint now) const
{
    return m_stopped || exhausted() || (!m_next && m_end && now >= m_zero + *m_end);
}

bool OpenLoadDriver::exhausted() const
{
    return !m_next && !m_paused && (!m_end || m_countsRequests);
}

} // namespace weir
