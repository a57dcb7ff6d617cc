// SPDX-License-Identifier: GPL-3.0-or-later
// When the parts of a group's load begin and at the latest end.
#pragma once

#include "plan/course.h"
#include "scenario/load.h"

#include <algorithm>

namespace weir {

/// All since the run's start, at most `furthest`.
struct GroupTimes
{
    Nanoseconds warmUp{0};          ///< Length of the group's warm-up, which begins with the run; 0: none.
    Nanoseconds from{0};            ///< The group's measured part begins.
    std::optional<Nanoseconds> cut; ///< Length of the measured part at most, by duration and hard limit.
};

/// Times of one group by its start, its duration and the run's hard limit. The duration counts from the
/// group's own start.
inline GroupTimes timesOf(const Load &load, const LoadGroup &group)
{
    constexpr Nanoseconds zero{0};
    const Nanoseconds most = std::clamp(load.maxDuration.value_or(furthest), zero, furthest);
    const Nanoseconds warmUp = std::clamp(load.warmUp, zero, furthest / 2);
    const Nanoseconds startAfter = std::clamp(group.startAfter, zero, furthest / 2);
    GroupTimes times;
    times.from = warmUp + startAfter;
    if (startAfter == zero)
        times.warmUp = std::min(warmUp, most);
    if (group.duration)
        times.cut = std::clamp(*group.duration, zero, furthest - times.from);
    if (load.maxDuration)
        times.cut = std::min(times.cut.value_or(furthest), std::max(most - times.from, zero));
    return times;
}

} // namespace weir
