// SPDX-License-Identifier: GPL-3.0-or-later
// A limit that lets bursts through: a bucket that fills at a steady rate.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace weir {

/// A value. `rate` 0: no limit. Asking for more than the bucket holds waits for a full bucket.
class TokenBucket
{
public:
    /// `rate`: a second; `size`: what it holds, and holds at the start.
    TokenBucket(double rate, double size) : m_rate(rate), m_size(size), m_level(size) {}

    /// 0 when `amount` can be taken at `now`, else how long to wait for it.
    [[nodiscard]] Nanoseconds waitFor(double amount, TimePoint now)
    {
        if (m_rate <= 0)
            return Nanoseconds{0};
        fill(now);
        // A hair below, so that what has just been waited for is there in spite of rounding.
        const double missing = std::min(amount, m_size) - m_level;
        return missing <= 1e-6 ? Nanoseconds{0}
                               : Nanoseconds(std::llround(std::ceil(missing / m_rate * 1e9)));
    }
    void take(double amount, TimePoint now)
    {
        if (m_rate <= 0)
            return;
        fill(now);
        m_level -= std::min(amount, m_size);
    }

private:
    void fill(TimePoint now)
    {
        if (m_filledAt && now > *m_filledAt)
            m_level =
                std::min(m_size, m_level + m_rate * std::chrono::duration<double>(now - *m_filledAt).count());
        m_filledAt = std::max(now, m_filledAt.value_or(now));
    }

    double m_rate;
    double m_size;
    double m_level;
    std::optional<TimePoint> m_filledAt;
};

} // namespace weir
