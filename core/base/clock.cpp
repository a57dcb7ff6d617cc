// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <ctime>

namespace weir {

MonotonicClock::time_point MonotonicClock::now() noexcept
{
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return time_point{std::chrono::seconds{at.tv_sec} + Nanoseconds{at.tv_nsec}};
}

TimePoint SystemClock::now() const noexcept
{
    return MonotonicClock::now();
}

QDateTime SystemClock::wallTime() const
{
    return QDateTime::currentDateTimeUtc();
}

ManualClock::ManualClock(TimePoint start) noexcept : m_ns(toNs(start)) {}

TimePoint ManualClock::now() const noexcept
{
    return timePointFromNs(m_ns.load(std::memory_order_relaxed));
}

QDateTime ManualClock::wallTime() const
{
    const QDateTime start(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC);
    return start.addMSecs(m_ns.load(std::memory_order_relaxed) / 1'000'000);
}

void ManualClock::advance(Nanoseconds by) noexcept
{
    m_ns.fetch_add(by.count(), std::memory_order_relaxed);
}

void ManualClock::set(TimePoint to) noexcept
{
    m_ns.store(toNs(to), std::memory_order_relaxed);
}

} // namespace weir
