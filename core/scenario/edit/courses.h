// SPDX-License-Identifier: GPL-3.0-or-later
// Ready-made courses of a load group, over the level and length that it has.
#pragma once

#include "scenario/load.h"

namespace weir {

enum class CourseTemplate
{
    RampAndHold, ///< Up to the level, then the level for the group's length.
    Stairs,      ///< Five levels, up to five times the level.
    Spike,       ///< The level, five times the level for a moment, the level again.
    Soak,        ///< Up to the level, then the level for a day.
};
inline constexpr int courseTemplateCount = 4;

/// Replaces all steps. A group that has steps keeps their highest level and all their time. A trace stays as
/// it is.
void applyCourse(LoadGroup &group, CourseTemplate course);

} // namespace weir
