// SPDX-License-Identifier: GPL-3.0-or-later
// The one source of time: CLOCK_MONOTONIC in nanoseconds, and a clock that tests turn by hand.
#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace weir {

using Nanoseconds = std::chrono::nanoseconds;

/// The epoch of all stamps: CLOCK_MONOTONIC, the same in every process of one boot.
struct MonotonicClock
{
    using duration = Nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonotonicClock>;
    static constexpr bool is_steady = true;

    /// Reads clock_gettime(CLOCK_MONOTONIC). Any thread.
    static time_point now() noexcept;
};

/// A moment on CLOCK_MONOTONIC, nanoseconds.
using TimePoint = MonotonicClock::time_point;

/// A TimePoint from raw CLOCK_MONOTONIC nanoseconds, as stored in files.
constexpr TimePoint timePointFromNs(qint64 ns) noexcept
{
    return TimePoint{Nanoseconds{ns}};
}

/// Raw CLOCK_MONOTONIC nanoseconds, as stored in files.
constexpr qint64 toNs(TimePoint at) noexcept
{
    return at.time_since_epoch().count();
}

/// Where a component gets its time from. Implementations are callable from any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual TimePoint now() const noexcept = 0;
    /// Wall time in UTC; for reading by people only, never for measuring.
    [[nodiscard]] virtual QDateTime wallTime() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const noexcept override;
    [[nodiscard]] QDateTime wallTime() const override;
};

/// A clock that stands still until it is moved; for tests and simulation.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(TimePoint start = TimePoint{}) noexcept;

    [[nodiscard]] TimePoint now() const noexcept override;
    [[nodiscard]] QDateTime wallTime() const override; ///< 2000-01-01T00:00:00Z plus now().
    void advance(Nanoseconds by) noexcept;
    void set(TimePoint to) noexcept;

private:
    std::atomic<qint64> m_ns;
};

} // namespace weir
