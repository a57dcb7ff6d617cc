// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/closedload.h"

#include "engine/openload.h"

namespace weir {

ClosedLoadDriver::ClosedLoadDriver(const Load &load, quint64 seed, WorkerShare share, TicketCounter &tickets,
                                   RequestLauncher &launcher)
    : m_think(std::get<ClosedLoad>(load.first().model).think)
    , m_seed(seed)
    , m_share(share)
    , m_users(std::get<ClosedLoad>(load.first().model).users)
    , m_tickets(tickets)
    , m_launcher(launcher)
{
}

void ClosedLoadDriver::begin(const RunTimes &times)
{
    m_times = times;
    m_accountedUntil = times.measureFrom;
    m_requestsOf.assign(m_users / m_share.count + 1, 0);
    for (quint32 user = m_share.index.value(); user < m_users; user += m_share.count, ++m_ownUsers)
        m_ready.add(times.zero, [this, user](TimePoint due) { startRequest(UserIndex{user}, due); });
}

void ClosedLoadDriver::startRequest(UserIndex user, TimePoint ready)
{
    account(ready);
    if (m_thinking > 0 && ready > m_times.zero)
        --m_thinking;
    if (m_stopped || (m_times.loadEnd && ready >= *m_times.loadEnd))
        return;
    const std::optional<RequestId> ticket = m_tickets.take(ready >= m_times.measureFrom);
    if (!ticket) {
        m_accounted = true;
        return;
    }
    ++m_busy;
    if (m_launcher.launch(*ticket, user, ready, Nanoseconds{0})) {
        m_launcher.planned(ready);
        return;
    }
    // Data that ends is the plan's end: what it left unasked was never planned.
    --m_busy;
    stop();
}

void ClosedLoadDriver::requestEnded(UserIndex user, TimePoint now, Nanoseconds backOff)
{
    account(now);
    --m_busy;
    if (m_stopped)
        return;
    quint64 &count = m_requestsOf[user.value() / m_share.count];
    const Nanoseconds think = thinkTimeOf(m_think, m_seed, user, count++);
    ++m_thinking;
    // Also without think time the next request starts from the queue, never from within the end of the last
    // one.
    m_ready.add(now + std::max(think, backOff), [this, user](TimePoint due) { startRequest(user, due); });
}

void ClosedLoadDriver::stop()
{
    m_stopped = true;
    m_accounted = true;
    m_ready.clear();
}

bool ClosedLoadDriver::planEnded(TimePoint now) const
{
    return m_stopped || m_tickets.exhausted() || (m_times.loadEnd && now >= *m_times.loadEnd);
}

void ClosedLoadDriver::account(TimePoint now)
{
    const TimePoint until = m_times.loadEnd ? std::min(now, *m_times.loadEnd) : now;
    if (m_accounted || until <= m_accountedUntil)
        return;
    const Nanoseconds span = until - m_accountedUntil;
    m_time.busy += span * static_cast<qint64>(m_busy);
    m_time.thinking += span * static_cast<qint64>(m_thinking);
    m_time.planned += span * m_ownUsers;
    m_accountedUntil = until;
}

UserTime ClosedLoadDriver::takeUserTime(TimePoint now)
{
    account(now);
    UserTime time = std::exchange(m_time, UserTime{});
    time.users = planEnded(now) ? 0 : static_cast<quint64>(m_ownUsers);
    return time;
}

std::unique_ptr<LoadDriver> makeLoadDriver(const Load &load, quint64 seed, WorkerShare share, quint32 cap,
                                           TicketCounter &tickets, RequestLauncher &launcher)
{
    if (load.isOpen())
        return std::make_unique<OpenLoadDriver>(load, seed, share, cap, launcher);
    return std::make_unique<ClosedLoadDriver>(load, seed, share, tickets, launcher);
}

} // namespace weir
