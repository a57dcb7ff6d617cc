// SPDX-License-Identifier: GPL-3.0-or-later
// A rate with room for bursts.
#pragma once

#include "base/clock.h"

namespace weir {

/// Fills with `perSecond` up to `burst`, and is full at first. Who wants more than `burst` at once goes when
/// it is full and leaves a debt, so that the rate holds for large amounts, too. A value of a few words; times
/// of calls never go back.
class TokenBucket
{
public:
    /// Without a rate above 0 there is no limit. `burst` above 0.
    TokenBucket(double perSecond, double burst) : m_perSecond(perSecond), m_burst(burst), m_level(burst) {}

    /// How long until `amount` (0 or more) may go; 0: now.
    [[nodiscard]] Nanoseconds waitFor(double amount, TimePoint now) const;
    /// Takes `amount`, whatever waitFor() says.
    void take(double amount, TimePoint now);
    [[nodiscard]] double level(TimePoint now) const; ///< Below 0 when there is a debt.

private:
    double m_perSecond;
    double m_burst;
    double m_level;
    TimePoint m_at;
};

} // namespace weir
