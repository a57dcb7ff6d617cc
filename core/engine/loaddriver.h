// SPDX-License-Identifier: GPL-3.0-or-later
// Decides when a worker's share of the requests begins: by the clock (open) or when users are ready (closed).
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "engine/rankshare.h"
#include "metrics/requestrecord.h"
#include "plan/plan.h"
#include "scenario/load.h"

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// When a run's parts begin; the same for all workers.
struct RunTimes
{
    TimePoint zero;        ///< The load begins.
    TimePoint measureFrom; ///< Warm-up ends.
};

/// A request whose time has come.
struct LaunchOrder
{
    RequestId request; ///< Tells the group too, see groupOf().
    UserIndex user;    ///< As userIdOf() gives it.
    TimePoint intended;
    Nanoseconds capWait{0};
    bool byClock = true;                   ///< `intended` was planned, whether or not a user was free then.
    std::optional<TraceLengths> lengths{}; ///< Of a trace.
    bool keepConnection = true;            ///< False: over a connection of its own.
};

/// What a driver asks of its worker.
class RequestLauncher
{
public:
    virtual ~RequestLauncher() = default;
    /// Starts a request. False: there is nothing more to ask for (its data source has ended), so the driver
    /// stops.
    virtual bool launch(const LaunchOrder &order) = 0;
    /// A request that was planned will never start.
    virtual void drop(TimePoint intended, bool becauseOfCap) = 0;
    /// A request's time has come: it was launched, or has to wait or be dropped.
    virtual void planned(TimePoint intended) = 0;
    /// The scenario's cap on open streams held a request back.
    virtual void capReached() = 0;
};

/// How simulated users spent the measured part of a closed load, summed over users.
struct UserTime
{
    Nanoseconds busy{0}; ///< At most `planned`: who stays beyond his time makes up for nobody's absence.
    Nanoseconds thinking{0};
    Nanoseconds planned{0}; ///< What both would add up to if every planned user were always at it.
    quint64 users = 0;      ///< Not a time: users planned now; zero in open load and once the plan has ended.

    /// Of groups or workers side by side.
    UserTime &operator+=(const UserTime &other)
    {
        busy += other.busy;
        thinking += other.thinking;
        planned += other.planned;
        users += other.users;
        return *this;
    }
};

/// Lives in its worker's thread from begin() on.
class LoadDriver
{
public:
    LoadDriver() = default;
    LoadDriver(const LoadDriver &) = delete;
    LoadDriver &operator=(const LoadDriver &) = delete;
    virtual ~LoadDriver() = default;

    /// Once, before everything else. `launcher` must outlive the driver.
    virtual void begin(const RunTimes &times, RequestLauncher &launcher) = 0;
    /// When launchNext() has something to do next.
    [[nodiscard]] virtual std::optional<TimePoint> nextDue() const = 0;
    /// Launches the earliest request that is due, or lets a user who is due retire. False: nothing is due.
    /// One at a time, so that the worker can give its event loop a turn between two: a transport's hand-overs
    /// wait there.
    virtual bool launchNext(TimePoint now) = 0;
    /// A request has ended for good (its last attempt); `backOff` asks its user to pause before the next one.
    virtual void requestEnded(RequestId request, UserIndex user, TimePoint now, Nanoseconds backOff) = 0;
    /// From `at` on the planned load is multiplied by `factor` (>= 0), replacing an earlier factor; 0 pauses.
    /// What is planned for a time before `at` stays, also when it has not started yet; so drivers that are
    /// told before `at` switch alike.
    virtual void steer(TimePoint at, double factor) = 0;
    /// No new requests; what waits for the cap, or for its user, is dropped.
    virtual void stop(TimePoint now) = 0;
    /// The last request has been planned; some may still wait for the cap. Once true, stays true.
    [[nodiscard]] virtual bool planEnded(TimePoint now) const = 0;
    /// Requests that wait for the cap.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    /// User time since the last call; zero in open load.
    virtual UserTime takeUserTime(TimePoint now) = 0;
};

/// Numbers the requests of a closed group across all workers, and counts the measured ones. Any thread,
/// lock-free.
class TicketCounter
{
public:
    /// `share`: which numbers, and how many of the measured ones, are this process's.
    explicit TicketCounter(std::optional<quint64> measuredRequests, RankShare share = {})
        : m_share(share)
        , m_limit(measuredRequests ? std::optional(share.of(*measuredRequests)) : std::nullopt)
    {
    }

    /// The next request's number in its group; nothing when all measured requests have been given out.
    std::optional<quint64> take(bool measured)
    {
        if (m_closed.load(std::memory_order_relaxed) ||
            (measured && m_limit && m_measured.fetch_add(1, std::memory_order_relaxed) >= *m_limit))
            return std::nullopt;
        return m_next.fetch_add(1, std::memory_order_relaxed) * m_share.ranks + m_share.rank;
    }
    /// Gives out no more: the data have ended, which only the worker that asked for too much has seen.
    void close() { m_closed.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool exhausted() const
    {
        return m_closed.load(std::memory_order_relaxed) ||
               (m_limit && m_measured.load(std::memory_order_relaxed) >= *m_limit);
    }

private:
    RankShare m_share;
    std::optional<quint64> m_limit;
    std::atomic<quint64> m_next{0};
    std::atomic<quint64> m_measured{0};
    std::atomic<bool> m_closed{false};
};

/// One for each group, shared by all workers; those of open groups are not used.
using TicketCounters = std::deque<TicketCounter>;
TicketCounters ticketsFor(const Load &load, RankShare share = {});

/// The part of the load that falls to one worker.
struct WorkerShare
{
    WorkerIndex index;
    quint32 count = 1; ///< Workers in all.
};

/// The load as all workers see it.
struct LoadPlan
{
    Load load;
    quint64 seed = 0;
    QString baseFolder;        ///< Where a trace's relative path starts.
    std::vector<quint32> caps; ///< By group: most open streams of an open one, over all workers.
    /// By group: when it ends, since the run's start; nothing where only requests are counted.
    std::vector<std::optional<Nanoseconds>> ends;
};

/// Finds the ends of the groups; reads traces. `caps` as in LoadPlan.
LoadPlan loadPlanOf(const Load &load, quint64 seed, const QString &baseFolder, std::vector<quint32> caps);

/// UserIndex of user `user` of a group; user 0 of an open group stands for all its arrivals.
[[nodiscard]] inline UserIndex userIdOf(GroupIndex group, quint32 user, std::size_t groups)
{
    return UserIndex{static_cast<quint32>(user * groups + group)};
}
/// The user's number in its group.
[[nodiscard]] inline quint32 userNumberOf(UserIndex user, std::size_t groups)
{
    return static_cast<quint32>(user.value() / groups);
}

/// A worker's share of all groups. `tickets` (of ticketsFor()) must outlive the driver. Fails when a trace
/// can't be read.
Result<std::unique_ptr<LoadDriver>> makeLoadDriver(const LoadPlan &plan, WorkerShare share,
                                                   TicketCounters &tickets);

} // namespace weir
