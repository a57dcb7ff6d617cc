// SPDX-License-Identifier: GPL-3.0-or-later
// Closed load: simulated users that ask, wait for the whole answer, think, and ask again.
#pragma once

#include "engine/loaddriver.h"
#include "engine/timerqueue.h"
#include "plan/usercourse.h"

#include <vector>

namespace weir {

/// The users of one worker in one group: user u belongs to worker u modulo the number of workers. Users come
/// and go by the group's course; who must go still waits for the answer that he asked for. Memory and work
/// grow with the number of users, never with that of steps.
///
/// With a pace the starts are planned, whether or not answers come in time: a stall must not hide the
/// requests that would have met it. See docs/load-shapes.md for the rule. Planned starts that pass while
/// their user still waits are made up for as soon as he is free, or dropped when his time ends.
class ClosedLoadDriver final : public LoadDriver
{
public:
    /// Group `group` of `plan` is closed. `tickets` are the group's and must outlive the driver.
    ClosedLoadDriver(const LoadPlan &plan, GroupIndex group, WorkerShare share, TicketCounter &tickets);

    void begin(const RunTimes &times, RequestLauncher &launcher) override;
    [[nodiscard]] std::optional<TimePoint> nextDue() const override { return m_ready.nextDue(); }
    bool launchNext(TimePoint now) override { return m_ready.runNext(now); }
    void requestEnded(RequestId request, UserIndex user, TimePoint now, Nanoseconds backOff) override;
    void steer(TimePoint at, double factor) override;
    void stop(TimePoint now) override;
    [[nodiscard]] bool planEnded(TimePoint now) const override;
    [[nodiscard]] std::size_t waiting() const override { return 0; }
    UserTime takeUserTime(TimePoint now) override;

private:
    enum class State : quint8
    {
        Away, ///< Comes at `due`, when the course says so; TimePoint::max(): not as far as is known.
        Busy,
        Thinking, ///< Asks again at `due`.
        Done,     ///< Has made all his iterations.
    };
    struct User
    {
        TimePoint due = TimePoint::max();
        TimePoint lastReady; ///< When he was ready for the request before.
        TimePoint planned;   ///< With a pace: planned start of the next request, or of the one that runs.
        quint64 ended = 0;   ///< Requests, for the draw of the next think time.
        quint64 measured = 0;
        State state = State::Away;
    };
    [[nodiscard]] quint32 numberOf(std::size_t own) const;
    [[nodiscard]] std::size_t ownOf(quint32 users) const;
    [[nodiscard]] TimePoint arrivalOf(std::size_t own, TimePoint from) const;
    void addUsers();
    void wakeUser(std::size_t own, TimePoint due);
    void userReady(std::size_t own, TimePoint ready);
    void startRequest(std::size_t own, TimePoint intended, TimePoint ready);
    TimePoint planNext(std::size_t own, TimePoint now, Nanoseconds think);
    void dropPassed(std::size_t own, TimePoint until);
    void finishUser(User &user);
    [[nodiscard]] bool allDone() const; ///< Every user has made his iterations.
    void account(TimePoint now);
    void settle();
    void stopAccounting();

    ClosedLoad m_closed;
    std::optional<Nanoseconds> m_pace; ///< Nothing where users think for longer, so that it has no effect.
    UserCourse m_course;
    quint64 m_seed;
    GroupIndex m_group;
    std::size_t m_groups;
    WorkerShare m_share;
    TicketCounter &m_tickets;
    RequestLauncher *m_launcher = nullptr;
    RunTimes m_times;
    Stamp m_end; ///< Of the course.
    std::vector<User> m_users;
    TimerQueue m_ready; ///< When each user that is away or thinks wants to ask.
    std::size_t m_done = 0;
    quint64 m_busy = 0;
    quint64 m_thinking = 0;
    TimePoint m_accountedUntil;
    TimePoint m_settledUntil;
    Nanoseconds m_busyTime{0}; ///< Since m_settledUntil, as the next.
    Nanoseconds m_thinkingTime{0};
    UserTime m_time;
    bool m_stopped = false;
    bool m_accounted =
        false; ///< The plan has ended for some user; idle users no longer tell how well the load was held.
};

} // namespace weir
