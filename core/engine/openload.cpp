// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/openload.h"

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

} // namespace

OpenLoadDriver::OpenLoadDriver(const Load &load, quint64 seed, WorkerShare share, quint32 cap,
                               RequestLauncher &launcher)
    : m_launcher(launcher)
    , m_arrivals(shareOf(arrivalsOf(load, 0, seed, {}).value(), share.index.value(), share.count, 1))
    , m_policy(std::get<OpenLoad>(load.first().model).capPolicy)
    , m_cap(shareOfCap(cap, share))
{
}

void OpenLoadDriver::begin(const RunTimes &times)
{
    m_zero = times.zero;
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
    const TimePoint intended = m_zero + arrival.at;
    if (m_open < m_cap) {
        // Data that ends is the plan's end: what it left unasked was never planned.
        if (launch(arrival.request, intended, Nanoseconds{0}))
            m_launcher.planned(intended);
        else
            stop();
        return;
    }
    m_launcher.planned(intended);
    m_launcher.capReached();
    if (m_policy == CapPolicy::Drop || m_waiting.size() >= waitingLimit)
        m_launcher.drop(intended, true);
    else
        m_waiting.push_back({arrival.request, intended, now});
}

bool OpenLoadDriver::launch(RequestId request, TimePoint intended, Nanoseconds capWait)
{
    ++m_open;
    if (m_launcher.launch(request, UserIndex{0}, intended, capWait))
        return true;
    --m_open;
    return false;
}

void OpenLoadDriver::requestEnded(UserIndex, TimePoint now, Nanoseconds)
{
    --m_open;
    // A request that can't even be made ends inside launch(); the loop below then goes on, or the stack would
    // grow with the number of those that wait.
    if (m_admitting)
        return;
    m_admitting = true;
    while (!m_waiting.empty() && m_open < m_cap) {
        const Waiting next = m_waiting.front();
        m_waiting.pop_front();
        if (!launch(next.request, next.intended, now - next.since)) {
            m_launcher.drop(next.intended, true);
            stop();
        }
    }
    m_admitting = false;
}

void OpenLoadDriver::stop()
{
    m_next.reset();
    for (const Waiting &waiting : m_waiting)
        m_launcher.drop(waiting.intended, true);
    m_waiting.clear();
}

bool OpenLoadDriver::planEnded(TimePoint) const
{
    return !m_next;
}

} // namespace weir
