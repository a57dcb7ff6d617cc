// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the load while a run lasts.
#pragma once

#include "base/message.h"

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

/// What led from `before` to `after`, as the run's notes tell it: "Load x1.5", "Arrivals paused", "Arrivals
/// resumed". Empty when nothing changed.
Messages steeringTexts(const Steering &before, const Steering &after);

} // namespace weir
