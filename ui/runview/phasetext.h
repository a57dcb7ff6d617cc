// SPDX-License-Identifier: GPL-3.0-or-later
// How far a run is, in a line. Pure functions.
#pragma once

#include "metrics/snapshot.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

/// "Measure · 0:58 of 2:00", "Drain · 12 streams open", "Done · 2:05".
QString phaseText(const Snapshot &snapshot, const Scenario &scenario);

/// "0:58", "12:05", "1:02:03"; whole seconds, rounded down.
QString clockText(Nanoseconds time);

} // namespace weir
