// SPDX-License-Identifier: GPL-3.0-or-later
// Decides when a worker's share of the requests begins: by the clock (open) or when users are ready (closed).
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "metrics/requestrecord.h"
#include "plan/plan.h"
#include "scenario/scenario.h"

#include <atomic>
#include <deque>
#include <memory>
#include <optional>

namespace weir {

/// When a run's parts begin and end; the same for all workers.
struct RunTimes
{
    TimePoint zero;        ///< The load begins.
    TimePoint measureFrom; ///< Warm-up ends.
    Stamp loadEnd;         ///< No user starts a request from here on; nothing when only requests are counted.
};

/// What a driver asks of its worker.
class RequestLauncher
{
public:
    virtual ~RequestLauncher() = default;
    /// Starts a request. False: there is nothing more to ask for (its data source has ended), so the driver
    /// stops.
    virtual bool launch(RequestId request, UserIndex user, TimePoint intended, Nanoseconds capWait) = 0;
    /// A request that was planned will never start.
    virtual void drop(TimePoint intended, bool becauseOfCap) = 0;
    /// A request's time has come: it was launched, or has to wait or be dropped.
    virtual void planned(TimePoint intended) = 0;
    /// The cap on open streams held a request back.
    virtual void capReached() = 0;
};

/// How simulated users spent the measured part of a closed load, summed over users.
struct UserTime
{
    Nanoseconds busy{0};
    Nanoseconds thinking{0};
    Nanoseconds planned{0}; ///< What both would add up to if every user were always at it.
    quint64 users = 0;      ///< Not a time: users planned now; zero in open load and once the plan has ended.
};

/// Lives in its worker's thread.
class LoadDriver
{
public:
    LoadDriver() = default;
    LoadDriver(const LoadDriver &) = delete;
    LoadDriver &operator=(const LoadDriver &) = delete;
    virtual ~LoadDriver() = default;

    virtual void begin(const RunTimes &times) = 0;
    /// When launchNext() has something to do next.
    [[nodiscard]] virtual std::optional<TimePoint> nextDue() const = 0;
    /// Launches the earliest request that is due, or lets a user who is due retire. False: nothing is due.
    /// One at a time, so that the worker can give its event loop a turn between two: a transport's hand-overs
    /// wait there.
    virtual bool launchNext(TimePoint now) = 0;
    /// A request has ended for good (its last attempt); `backOff` asks its user to pause before the next one.
    virtual void requestEnded(UserIndex user, TimePoint now, Nanoseconds backOff) = 0;
    /// No new requests; what waits for the cap is dropped.
    virtual void stop() = 0;
    /// The last request has been planned; some may still wait for the cap.
    [[nodiscard]] virtual bool planEnded(TimePoint now) const = 0;
    /// Requests that wait for the cap.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    /// User time since the last call; zero in open load.
    virtual UserTime takeUserTime(TimePoint now) = 0;
};

/// Numbers the requests of a closed load across all workers, and counts the measured ones. Any thread,
/// lock-free.
class TicketCounter
{
public:
    explicit TicketCounter(std::optional<quint64> measuredRequests) : m_limit(measuredRequests) {}

    /// The next request's number; nothing when all measured requests have been given out.
    std::optional<RequestId> take(bool measured)
    {
        if (measured && m_limit && m_measured.fetch_add(1, std::memory_order_relaxed) >= *m_limit)
            return std::nullopt;
        return RequestId{m_next.fetch_add(1, std::memory_order_relaxed)};
    }
    [[nodiscard]] bool exhausted() const
    {
        return m_limit && m_measured.load(std::memory_order_relaxed) >= *m_limit;
    }

private:
    std::optional<quint64> m_limit;
    std::atomic<quint64> m_next{0};
    std::atomic<quint64> m_measured{0};
};

/// The part of the load that falls to one worker.
struct WorkerShare
{
    WorkerIndex index;
    quint32 count = 1; ///< Workers in all.
};

/// `tickets` and `launcher` must outlive the driver. `cap` is the whole run's cap on open streams.
std::unique_ptr<LoadDriver> makeLoadDriver(const Load &load, quint64 seed, WorkerShare share, quint32 cap,
                                           TicketCounter &tickets, RequestLauncher &launcher);

} // namespace weir
