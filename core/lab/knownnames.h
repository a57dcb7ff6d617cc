// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a scenario may use, from the parts that know them.
#pragma once

#include "scenario/check.h"

namespace weir {

/// A context for check(): the vendors, those beside the project in `baseFolder` among them, the presets of
/// the reference service, and a look into vendors' files and traces; paths start at `baseFolder`.
CheckContext knownNames(const QString &baseFolder = {});

} // namespace weir
