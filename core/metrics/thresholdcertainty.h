// SPDX-License-Identifier: GPL-3.0-or-later
// Which thresholds of a run that was cut short are certain, whatever the rest of it would have brought.
#pragma once

#include "metrics/threshold.h"

namespace weir {

/// True for one that holds on what was measured, and for one that is broken by it. False where there was no
/// sample, where only a bound of the value is known and lies within the limit, for a rate or a total that
/// may still have grown, and for a share of goodput that would hold had the requests that were cut at the end
/// been good. `whole` are the figures of the headline's window. The rule is that of docs/metrics.md,
/// "Verdict".
bool isCertain(const ThresholdResult &result, const Threshold &threshold, const Summary &summary,
               const WindowSummary &whole);

} // namespace weir
