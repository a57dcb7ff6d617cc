// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the load while a run lasts.
#pragma once

#include "metrics/summarybuilder.h"
#include "plan/plan.h"

#include <QStringList>

#include <vector>

namespace weir {

/// How the load stands against the plan. A value.
struct Steering
{
    double factor = 1;   ///< Times the planned rate or users, >= 0.
    bool paused = false; ///< No arrivals and no users; the plan's time goes on.

    /// What the drivers multiply by.
    [[nodiscard]] double effective() const { return paused ? 0 : factor; }
    friend bool operator==(const Steering &, const Steering &) = default;
};

/// What led from `before` to `after`, as the run's notes tell it: "load x1.5", "arrivals paused", "arrivals
/// resumed". Empty when nothing changed.
QStringList steeringTexts(const Steering &before, const Steering &after);

/// One act of steering.
struct SteeringMoment
{
    Nanoseconds at{0}; ///< Since the run's start.
    Steering steering; ///< From then on.
};

/// What is left of the planned plateaus of a run that was steered: each is cut at every act, and what is
/// shorter than `shortest`, or paused, is none. `acts` ascend in time.
std::vector<WindowRange> steadyRanges(const std::vector<WindowRange> &planned,
                                      const std::vector<SteeringMoment> &acts, Nanoseconds shortest);

/// When the load has stopped changing by its plan, since the run's start: the last start of a group that
/// starts later; and where there are steps but not one plateau, the end, so that nothing passes for steady.
Nanoseconds rampEndOf(const Load &load, const std::vector<WindowRange> &plateaus,
                      std::optional<Nanoseconds> plannedLength);

} // namespace weir
