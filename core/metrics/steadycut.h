// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run becomes steady: what to leave out of its beginning, while the system fills up.
#pragma once

#include "base/clock.h"
#include "metrics/requestrecord.h"

#include <span>
#include <vector>

namespace weir {

/// How many of the first batch means to leave out by MSER (White, 1997): the number d that minimises the
/// squared deviations of the rest from their mean over the square of their number. Of equal ones (within
/// 1e-9) the least; never more than half of the batches, nor so many that fewer than three are left. Pure.
std::size_t mserCut(std::span<const double> batchMeans);

/// How full the system was second by second, from the moment on from which the load is the planned one: open
/// streams at the end of each second, and output tokens that came in it. A value; not thread-safe.
class SteadyCut
{
public:
    explicit SteadyCut(TimePoint from) : m_from(from) {}

    /// One attempt. Its tokens are laid evenly from the first to the last, so that chunks are not needed.
    void add(const RequestRecord &record);

    /// What to leave out of [from, from + length]: batches of 5 s by MSER-5, the larger of the cuts that the
    /// two series ask for; the last seconds that fill no batch are not looked at.
    [[nodiscard]] Nanoseconds cut(Nanoseconds length) const;

private:
    void addStream(TimePoint started, const Stamp &closed);
    void addTokens(TimePoint first, TimePoint last, double tokens);

    TimePoint m_from;
    std::vector<qint64> m_streamSteps; ///< By second: how many streams more are open at its end than before.
    std::vector<double> m_tokens;      ///< By second: what came besides ...
    std::vector<double> m_rateSteps;   ///< ... tokens that fill whole seconds: steps of their rate.
};

} // namespace weir
