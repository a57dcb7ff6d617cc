// SPDX-License-Identifier: GPL-3.0-or-later
// The variants of the project file: a load's `model` and a step's `shape`.
#pragma once

#include "base/fields/variants.h"

namespace weir {

/// In the order of LoadGroup::model: "closed", "open", "trace". Any thread, as the others.
const Alternatives &loadModels();
/// In the order of OpenStep: "rate", "ramp", "stairs", "spread", "at_once", "peak", "pause".
const Alternatives &openShapes();
/// In the order of ClosedStep: "users", "ramp", "stairs".
const Alternatives &closedShapes();

} // namespace weir
