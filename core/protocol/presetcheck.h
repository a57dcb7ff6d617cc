// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a preset whose keys are all right by themselves; for its reader alone.
#pragma once

#include "base/jsonreader.h"
#include "protocol/vendorpreset.h"

namespace weir {

/// Reports what contradicts something else, what would have no effect, and a body that no request could send.
/// `reader`: of the object that `preset` was read from.
void checkPreset(JsonReader &reader, const VendorPreset &preset);

} // namespace weir
