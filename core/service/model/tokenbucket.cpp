// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double longestWaitNs = 1e17; // three years

} // namespace

double TokenBucket::level(TimePoint now) const
{
    const double seconds = std::chrono::duration<double>(now - m_at).count();
    return std::min(m_burst, m_level + std::max(0.0, seconds) * m_perSecond);
}

Nanoseconds TokenBucket::waitFor(double amount, TimePoint now) const
{
    if (!(m_perSecond > 0))
        return Nanoseconds{0};
    const double missing = std::min(amount, m_burst) - level(now);
    if (missing <= m_burst * 1e-9) // rounding: who comes back when told is not sent away again
        return Nanoseconds{0};
    return Nanoseconds{static_cast<qint64>(std::min(std::ceil(missing / m_perSecond * 1e9), longestWaitNs))};
}

void TokenBucket::take(double amount, TimePoint now)
{
    if (!(m_perSecond > 0))
        return;
    m_level = level(now) - amount;
    m_at = now;
}

} // namespace weir
