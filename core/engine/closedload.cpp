// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/closedload.h"

#include "scenario/loadfigures.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

/// A user who is further behind gives up the oldest starts, or a pace that no answer can hold would fill the
/// memory.
constexpr int mostStartsBehind = 1000;

std::optional<Nanoseconds> effectivePace(const ClosedLoad &closed)
{
    const bool hasEffect =
        closed.pace && *closed.pace > Nanoseconds{0} && meanOf(closed.think) < *closed.pace;
    return hasEffect ? closed.pace : std::nullopt;
}

} // namespace

ClosedLoadDriver::ClosedLoadDriver(const LoadPlan &plan, GroupIndex group, WorkerShare share,
                                   TicketCounter &tickets)
    : m_closed(std::get<ClosedLoad>(plan.load.groups[group].model))
    , m_pace(effectivePace(m_closed))
    , m_course(plan.load, group)
    , m_seed(plan.seed)
    , m_group(group)
    , m_groups(plan.load.groups.size())
    , m_share(share)
    , m_tickets(tickets)
{
}

quint32 ClosedLoadDriver::numberOf(std::size_t own) const
{
    return static_cast<quint32>(own) * m_share.count + m_share.index.value();
}

/// How many of the group's first `users` are this worker's.
std::size_t ClosedLoadDriver::ownOf(quint32 users) const
{
    const quint32 index = m_share.index.value();
    return users > index ? (users - index - 1) / m_share.count + 1 : 0;
}

void ClosedLoadDriver::begin(const RunTimes &times, RequestLauncher &launcher)
{
    m_times = times;
    m_launcher = &launcher;
    m_accountedUntil = m_settledUntil = times.measureFrom;
    if (const std::optional<Nanoseconds> end = m_course.end())
        m_end = times.zero + *end;
    addUsers();
    for (std::size_t own = 0; own < m_users.size(); ++own)
        wakeUser(own, arrivalOf(own, times.zero));
}

void ClosedLoadDriver::addUsers()
{
    m_users.resize(std::max(m_users.size(), ownOf(m_course.mostUsers())));
}

TimePoint ClosedLoadDriver::arrivalOf(std::size_t own, TimePoint from) const
{
    const std::optional<Nanoseconds> there = m_course.thereFrom(numberOf(own), from - m_times.zero);
    return there ? m_times.zero + *there : TimePoint::max();
}

void ClosedLoadDriver::wakeUser(std::size_t own, TimePoint due)
{
    m_users[own].due = due;
    if (due != TimePoint::max())
        m_ready.add(due, [this, own](TimePoint at) { userReady(own, at); });
}

void ClosedLoadDriver::userReady(std::size_t own, TimePoint ready)
{
    account(ready);
    User &user = m_users[own];
    const bool isBack = std::exchange(user.state, State::Away) == State::Thinking;
    if (isBack)
        --m_thinking;
    if (m_stopped)
        return;
    if (const TimePoint there = arrivalOf(own, ready); there > ready) {
        // The course took him away in the meantime.
        if (isBack)
            dropPassed(own, ready);
        return wakeUser(own, there);
    }
    startRequest(own, m_pace && isBack ? std::min(user.planned, ready) : ready, ready);
}

void ClosedLoadDriver::startRequest(std::size_t own, TimePoint intended, TimePoint ready)
{
    User &user = m_users[own];
    const bool measured = intended >= m_times.measureFrom;
    if (measured && m_closed.iterations && user.measured >= *m_closed.iterations)
        return finishUser(user);
    const std::optional<quint64> ticket = m_tickets.take(measured);
    if (!ticket)
        return stopAccounting();
    LaunchOrder order;
    order.request = requestIdOf(m_group, *ticket, m_groups);
    order.user = userIdOf(m_group, numberOf(own), m_groups);
    order.intended = intended;
    order.capWait = ready - intended;
    order.byClock = m_pace.has_value();
    order.keepConnection = m_closed.keepConnections;
    ++m_busy;
    user.state = State::Busy;
    user.lastReady = ready;
    user.planned = intended;
    user.measured += measured ? 1 : 0;
    if (m_launcher->launch(order)) {
        m_launcher->planned(intended);
        return;
    }
    // Data that ends is the plan's end: what it left unasked was never planned.
    --m_busy;
    m_tickets.close();
    stop(ready);
}

void ClosedLoadDriver::requestEnded(RequestId, UserIndex index, TimePoint now, Nanoseconds backOff)
{
    account(now);
    --m_busy;
    if (m_stopped)
        return;
    const std::size_t own = userNumberOf(index, m_groups) / m_share.count;
    User &user = m_users[own];
    if (m_closed.iterations && user.measured >= *m_closed.iterations)
        return finishUser(user);
    const Nanoseconds think = thinkTimeOf(m_closed.think, m_seed, index, user.ended++);
    TimePoint due = now + std::max(think, backOff);
    if (m_pace) {
        due = std::max(due, planNext(own, now, think));
        // The run may be over before his time comes.
        if (m_end && due >= *m_end)
            dropPassed(own, *m_end);
    }
    user.state = State::Thinking;
    ++m_thinking;
    // Also without think time the next request starts from the queue, never from within the end of the last
    // one.
    wakeUser(own, due);
}

/// The answer that came at `now` counts up to the pace: what it took beyond makes the next start late, and no
/// start is planned later for it. Returns the next start as if the user always stayed; `planned` is when he
/// is there.
TimePoint ClosedLoadDriver::planNext(std::size_t own, TimePoint now, Nanoseconds think)
{
    User &user = m_users[own];
    const Nanoseconds answer = std::min(now - user.lastReady, *m_pace);
    const TimePoint next = user.planned + std::max(*m_pace, answer + think);
    user.planned = arrivalOf(own, next);
    if ((now - user.planned) / mostStartsBehind > *m_pace)
        dropPassed(own, now - *m_pace * mostStartsBehind);
    return next;
}

/// Drops what was planned for a user up to `until` and has not started; `planned` is the next start then.
void ClosedLoadDriver::dropPassed(std::size_t own, TimePoint until)
{
    User &user = m_users[own];
    while (m_pace && user.planned <= until) {
        const bool measured = user.planned >= m_times.measureFrom;
        const bool hasMadeAll = measured && m_closed.iterations && user.measured >= *m_closed.iterations;
        if (hasMadeAll || !m_tickets.take(measured))
            return;
        m_launcher->planned(user.planned);
        m_launcher->drop(user.planned, true);
        user.measured += measured ? 1 : 0;
        const UserIndex index = userIdOf(m_group, numberOf(own), m_groups);
        const Nanoseconds think = thinkTimeOf(m_closed.think, m_seed, index, user.ended++);
        user.planned = arrivalOf(own, user.planned + std::max(*m_pace, think));
    }
}

void ClosedLoadDriver::finishUser(User &user)
{
    user.state = State::Done;
    ++m_done;
    stopAccounting();
}

void ClosedLoadDriver::steer(TimePoint at, double factor)
{
    if (m_stopped || allDone())
        return;
    m_course.steer(at - m_times.zero, factor);
    addUsers();
    m_ready.clear();
    for (std::size_t own = 0; own < m_users.size(); ++own) {
        const User &user = m_users[own];
        if (user.state == State::Busy || user.state == State::Done)
            continue;
        // Whoever was due before stays due: only what is planned for `at` and later has changed.
        const bool stays = user.state == State::Thinking || user.due < at;
        wakeUser(own, stays ? user.due : arrivalOf(own, at));
    }
}

void ClosedLoadDriver::stop(TimePoint now)
{
    if (std::exchange(m_stopped, true))
        return;
    stopAccounting();
    m_ready.clear();
    for (std::size_t own = 0; m_pace && own < m_users.size(); ++own) {
        const State state = m_users[own].state;
        if (state == State::Busy)
            planNext(own, now, Nanoseconds{0});
        if (state == State::Busy || state == State::Thinking)
            dropPassed(own, now);
    }
}

bool ClosedLoadDriver::planEnded(TimePoint now) const
{
    return m_stopped || m_tickets.exhausted() || (m_end && now >= *m_end) || allDone();
}

bool ClosedLoadDriver::allDone() const
{
    return m_closed.iterations && m_done == m_users.size();
}

/// Adds up cheaply, at every event; settle() compares with the plan now and then.
void ClosedLoadDriver::account(TimePoint now)
{
    const TimePoint until = m_end ? std::min(now, *m_end) : now;
    if (m_accounted || until <= m_accountedUntil)
        return;
    const Nanoseconds span = until - m_accountedUntil;
    m_busyTime += span * static_cast<qint64>(m_busy);
    m_thinkingTime += span * static_cast<qint64>(m_thinking);
    m_accountedUntil = until;
}

void ClosedLoadDriver::settle()
{
    if (m_accountedUntil <= m_settledUntil)
        return;
    const Nanoseconds planned = m_course.userTime(
        m_settledUntil - m_times.zero, m_accountedUntil - m_times.zero, m_share.index.value(), m_share.count);
    const Nanoseconds busy = std::min(m_busyTime, planned);
    m_time.busy += busy;
    m_time.thinking += std::min(m_thinkingTime, planned - busy);
    m_time.planned += planned;
    m_settledUntil = m_accountedUntil;
    m_busyTime = m_thinkingTime = Nanoseconds{0};
}

void ClosedLoadDriver::stopAccounting()
{
    settle();
    m_accounted = true;
}

UserTime ClosedLoadDriver::takeUserTime(TimePoint now)
{
    account(now);
    settle();
    UserTime time = std::exchange(m_time, UserTime{});
    time.users = planEnded(now) ? 0 : ownOf(m_course.usersAt(now - m_times.zero));
    return time;
}

} // namespace weir
