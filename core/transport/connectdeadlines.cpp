// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/connectdeadlines.h"

#include <algorithm>
#include <utility>

namespace weir {

ConnectDeadlines::ConnectDeadlines(const Clock &clock, Expire expire)
    : m_clock(clock), m_expire(std::move(expire))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { onTimer(); });
}

ConnectDeadlines::Entry ConnectDeadlines::add(quint64 key, Nanoseconds limit)
{
    const Entry entry = m_entries.emplace(m_clock.now() + limit, key);
    if (entry == m_entries.begin())
        arm();
    return entry;
}

void ConnectDeadlines::arm()
{
    if (m_entries.empty())
        return;
    const Nanoseconds left = m_entries.begin()->first - m_clock.now();
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds{1}));
}

void ConnectDeadlines::onTimer()
{
    const TimePoint now = m_clock.now();
    while (!m_entries.empty() && m_entries.begin()->first <= now)
        m_expire(m_entries.begin()->second);
    arm();
}

} // namespace weir
