// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios with random content in every member, for round-trip tests.
#pragma once

#include "base/random.h"
#include "scenario/scenario.h"

namespace weir {

/// Any values that the types can hold; check() would complain about most of them.
Scenario randomScenario(Random &random);

} // namespace weir
