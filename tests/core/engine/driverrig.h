// SPDX-License-Identifier: GPL-3.0-or-later
// Load drivers of one or several workers against a launcher that only takes notes, in virtual time.
#pragma once

#include "engine/loaddriver.h"

#include <functional>
#include <map>
#include <set>

namespace weir::test {

inline constexpr TimePoint zero = timePointFromNs(1'000'000'000);

/// A launch as the launcher saw it.
struct NotedLaunch
{
    LaunchOrder order;
    std::size_t worker = 0;
    TimePoint at;
};

/// All workers of a load. Time stands still until it is turned.
class DriverRig final : public RequestLauncher
{
public:
    explicit DriverRig(const Load &load, quint32 workers = 1, quint32 cap = 1000, quint64 seed = 7)
        : m_tickets(ticketsFor(load))
    {
        m_times.zero = zero;
        m_times.measureFrom = zero + load.warmUp;
        const LoadPlan plan = loadPlanOf(load, seed, {}, std::vector<quint32>(load.groups.size(), cap));
        for (quint32 index = 0; index < workers; ++index)
            drivers.push_back(makeLoadDriver(plan, {WorkerIndex{index}, workers}, m_tickets).value());
        for (m_worker = 0; m_worker < drivers.size(); ++m_worker)
            drivers[m_worker]->begin(m_times, *this);
        m_worker = 0;
    }

    [[nodiscard]] LoadDriver &driver() { return *drivers.front(); }

    /// Launches all that is due at `now`.
    void launchAll(TimePoint now)
    {
        m_now = now;
        for (m_worker = 0; m_worker < drivers.size(); ++m_worker) {
            while (drivers[m_worker]->launchNext(now)) {
            }
        }
    }

    /// Ends the request that `user` of worker 0 has running.
    void endRequestOf(quint32 user, TimePoint now, Nanoseconds backOff = {})
    {
        m_now = now;
        driver().requestEnded(RequestId{0}, UserIndex{user}, now, backOff);
    }

    /// Lets everything happen when it is due, up to `until`; each request lasts `answer`, or for ever.
    void runUntil(TimePoint until, std::optional<Nanoseconds> answer = {})
    {
        m_answer = answer;
        while (step(until)) {
        }
        m_now = until;
    }

    void steerAll(TimePoint at, double factor)
    {
        for (const std::unique_ptr<LoadDriver> &each : drivers)
            each->steer(at, factor);
    }

    [[nodiscard]] bool planEnded(TimePoint now) const
    {
        return std::all_of(drivers.begin(), drivers.end(),
                           [now](const std::unique_ptr<LoadDriver> &each) { return each->planEnded(now); });
    }

    /// Intended times since the start by request, of all workers.
    [[nodiscard]] std::map<quint64, Nanoseconds> plan() const
    {
        std::map<quint64, Nanoseconds> times;
        for (const NotedLaunch &launch : launches)
            times.emplace(launch.order.request.value(), launch.order.intended - zero);
        return times;
    }

    [[nodiscard]] std::set<quint32> users() const
    {
        std::set<quint32> all;
        for (const NotedLaunch &launch : launches)
            all.insert(launch.order.user.value());
        return all;
    }

    bool launch(const LaunchOrder &order) override
    {
        if (launches.size() >= refuseAfter)
            return false;
        launches.push_back({order, m_worker, m_now});
        if (m_answer)
            m_ends.emplace(m_now + *m_answer, launches.back());
        if (whenLaunched)
            whenLaunched(order);
        return true;
    }
    void drop(TimePoint, bool becauseOfCap) override { ++(becauseOfCap ? droppedByCap : droppedElse); }
    void planned(TimePoint) override { ++plannedCount; }
    void capReached() override { ++capReachedCount; }

    std::vector<std::unique_ptr<LoadDriver>> drivers;
    std::vector<NotedLaunch> launches;
    std::size_t refuseAfter = SIZE_MAX;
    std::function<void(const LaunchOrder &)> whenLaunched; ///< From within launch().
    int droppedByCap = 0;
    int droppedElse = 0;
    int plannedCount = 0;
    int capReachedCount = 0;

private:
    bool step(TimePoint until)
    {
        std::size_t first = drivers.size();
        TimePoint due = TimePoint::max();
        for (std::size_t i = 0; i < drivers.size(); ++i) {
            const std::optional<TimePoint> next = drivers[i]->nextDue();
            if (!next || *next >= due)
                continue;
            due = *next;
            first = i;
        }
        if (!m_ends.empty() && m_ends.begin()->first <= std::min(due, until)) {
            const auto [at, ended] = *m_ends.begin();
            m_ends.erase(m_ends.begin());
            m_now = at;
            drivers[ended.worker]->requestEnded(ended.order.request, ended.order.user, at, {});
            return true;
        }
        if (due > until)
            return false;
        m_now = due;
        m_worker = first;
        return drivers[first]->launchNext(due);
    }

    TicketCounters m_tickets;
    RunTimes m_times;
    std::size_t m_worker = 0; ///< Whose turn it is.
    TimePoint m_now = zero;
    std::optional<Nanoseconds> m_answer;
    std::multimap<TimePoint, NotedLaunch> m_ends;
};

inline Load openLoad(double rate, Nanoseconds duration, CapPolicy policy = CapPolicy::Queue)
{
    Load load;
    OpenLoad open;
    open.rate = rate;
    open.capPolicy = policy;
    load.first().model = open;
    load.first().duration = duration;
    return load;
}

inline Load closedLoad(quint32 users, Nanoseconds duration)
{
    Load load;
    ClosedLoad closed;
    closed.users = users;
    load.first().model = closed;
    load.first().duration = duration;
    return load;
}

/// A closed load of steps, which end it.
inline Load usersLoad(std::vector<ClosedStep> steps)
{
    Load load = closedLoad(1, {});
    std::get<ClosedLoad>(load.first().model).steps = std::move(steps);
    load.first().duration.reset();
    return load;
}

} // namespace weir::test
