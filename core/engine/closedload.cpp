// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/closedload.h"

#include <algorithm>
#include <utility>

namespace weir {

ClosedLoadDriver::ClosedLoadDriver(const LoadPlan &plan, GroupIndex group, WorkerShare share,
                                   TicketCounter &tickets)
    : m_closed(std::get<ClosedLoad>(plan.load.groups[group].model))
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
    if (std::exchange(user.state, State::Away) == State::Thinking)
        --m_thinking;
    if (m_stopped)
        return;
    if (const TimePoint there = arrivalOf(own, ready); there > ready)
        wakeUser(own, there); // the course took him away in the meantime
    else
        startRequest(own, ready);
}

void ClosedLoadDriver::startRequest(std::size_t own, TimePoint ready)
{
    User &user = m_users[own];
    const bool measured = ready >= m_times.measureFrom;
    if (measured && m_closed.iterations && user.measured >= *m_closed.iterations)
        return finishUser(user);
    const std::optional<quint64> ticket = m_tickets.take(measured);
    if (!ticket)
        return stopAccounting();
    LaunchOrder order;
    order.request = requestIdOf(m_group, *ticket, m_groups);
    order.user = userIdOf(m_group, numberOf(own), m_groups);
    order.intended = ready;
    order.keepConnection = m_closed.keepConnections;
    ++m_busy;
    user.state = State::Busy;
    user.lastReady = ready;
    user.measured += measured ? 1 : 0;
    if (m_launcher->launch(order)) {
        m_launcher->planned(ready);
        return;
    }
    // Data that ends is the plan's end: what it left unasked was never planned.
    --m_busy;
    m_tickets.close();
    stop();
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
    if (m_closed.pace)
        due = std::max(due, user.lastReady + *m_closed.pace);
    user.state = State::Thinking;
    ++m_thinking;
    // Also without think time the next request starts from the queue, never from within the end of the last
    // one.
    wakeUser(own, due);
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

void ClosedLoadDriver::stop()
{
    m_stopped = true;
    stopAccounting();
    m_ready.clear();
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
