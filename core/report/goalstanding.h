// SPDX-License-Identifier: GPL-3.0-or-later
// How a goal of a run stands.
#pragma once

namespace weir {

enum class GoalStanding
{
    Held,
    Broken,
    Open ///< Not known yet, or not known at all: the run did not come to its end.
};

} // namespace weir
