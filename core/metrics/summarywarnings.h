// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a summary's figures should know about them, read off the figures themselves.
#pragma once

#include "metrics/windowcollector.h"

namespace weir {

/// What a run's streams tell besides its summary; all attempts count.
struct StreamEvidence
{
    quint64 usageSetRight = 0; ///< Reasoning was added to the usage as told.
    quint64 usageSetAside = 0; ///< The usage can't be true.
    double chunksPerRead = 0;  ///< Token-bearing chunks over the reads that brought them; 0: unknown.
};

/// Usage that is missing or untrue, chunks that are no tokens, answers in one piece, connections that were
/// kept open, a window too short, percentiles that rest on little, drift. `summary` has its figures and
/// counts, which are those of `headline`, finished. Pure.
Messages figureWarnings(const Summary &summary, const WindowCollector &headline,
                        const StreamEvidence &streams);

/// Requests that took more than one attempt, with what that cost their users, and a share of cached input
/// tokens above 20 %. `summary` has all its figures; its verdict and warnings are not looked at.
Messages warningsOf(const Summary &summary);

} // namespace weir
