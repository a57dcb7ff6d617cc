// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of a run's load are steady: by its plan, and after it was steered.
#pragma once

#include "engine/steering.h"
#include "metrics/summary.h"
#include "plan/plan.h"

#include <optional>
#include <vector>

namespace weir {

/// No shorter stretch counts as steady, see docs/metrics.md, section 2.
inline constexpr Nanoseconds shortestPlateau = std::chrono::seconds{5};

/// Which parts of the load are steady. Empty for a load that is so from its start to its end.
struct LoadWindows
{
    std::optional<Nanoseconds> rampEnd; ///< The first ramp is over, since the load's start.
    std::vector<WindowRange> plateaus;  ///< Levels of a stepped load, since its start, ascending.
    friend bool operator==(const LoadWindows &, const LoadWindows &) = default;
};

/// By the plan. The ramp ends when the last group has started; where there are
/// steps but not one plateau only with the load itself, so that nothing of it passes for steady.
LoadWindows windowsOf(const Load &load, const QString &baseFolder);

/// One act of steering.
struct SteeringMoment
{
    Nanoseconds at{0}; ///< Since the run's start.
    Steering steering; ///< From then on.
};

/// What steering leaves of `planned`: plateaus are cut at every act, and what is shorter than
/// shortestPlateau, or paused, is none; a load without plateaus is steady from the last act on. `acts` ascend
/// in time.
LoadWindows afterSteering(const LoadWindows &planned, const std::vector<SteeringMoment> &acts);

} // namespace weir
