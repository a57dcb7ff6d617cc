// SPDX-License-Identifier: GPL-3.0-or-later
// What a step of a load does, in a few words.
#pragma once

#include "scenario/load.h"

#include <QString>

namespace weir {

/// Like "5 → 20 /s" or "100 requests"; translated. Empty when there is no such step.
QString stepText(const LoadGroup &group, int step);

} // namespace weir
