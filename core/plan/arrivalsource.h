// SPDX-License-Identifier: GPL-3.0-or-later
// What makes the arrivals of a whole group, before they are shared out; inside plan/ only.
#pragma once

#include "plan/plan.h"

#include <memory>
#include <vector>

namespace weir {

/// From `at` on (since the run's start) the planned rate is multiplied by `factor`.
struct FactorChange
{
    Nanoseconds at{0};
    double factor = 1;
};
using FactorChanges = std::vector<FactorChange>; ///< Ascending in time.

/// One planned request, before it has its id.
struct NumberedArrival
{
    quint64 number = 0; ///< In its group, from 0.
    Nanoseconds at{0};
    TraceLengths lengths{};
};

/// The arrivals of a group as a function of the scenario, the seed and how the run was steered. A copy goes
/// on by itself from where the original stood: that is how a sequence goes back when steering changes what it
/// has read ahead.
class ArrivalSource
{
public:
    virtual ~ArrivalSource() = default;
    [[nodiscard]] virtual std::unique_ptr<ArrivalSource> clone() const = 0;
    /// The next arrival, ascending in time. `changes` may differ from those of the last call only after
    /// the time of the arrival given last.
    virtual std::optional<NumberedArrival> next(const FactorChanges &changes) = 0;
};

/// The sequence that reads a source and goes back in it when it is steered.
std::unique_ptr<ArrivalSequence> sequenceOf(std::unique_ptr<ArrivalSource> source, GroupIndex group,
                                            std::size_t groups);

} // namespace weir
