// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a summary's figures should know about them, read off the figures themselves.
#pragma once

#include "metrics/windowcollector.h"

namespace weir {

/// What a run's streams tell besides its summary; all attempts count.
struct StreamEvidence
{
    std::map<UsageFault, quint64> usageFaults; ///< Attempts whose usage was not taken as told.
    quint64 cachedAboveInput = 0;              ///< Attempts with more cached than input tokens.
    quint64 chunks = 0;                        ///< Token-bearing ones of attempts that tell their reads ...
    quint64 reads = 0;                         ///< ... which are these.

    /// 0 where no attempt tells its reads.
    [[nodiscard]] double chunksPerRead() const
    {
        return reads > 0 ? static_cast<double>(chunks) / static_cast<double>(reads) : 0;
    }
};

/// Usage that is missing or untrue, chunks that are no tokens, answers in one piece, connections that were
/// kept open, a window too short, percentiles that rest on little, drift. `summary` has its figures and
/// counts, which are those of `headline`, finished. Pure.
Messages figureWarnings(const Summary &summary, const WindowCollector &headline,
                        const StreamEvidence &streams);

/// What the steady window leaves out before it: how many requests, and what they would have shown. Both
/// finished; nothing where no request is left out.
std::optional<Message> leftOutSentence(const WindowCollector &leftOut, const WindowCollector &headline);

/// Requests that took more than one attempt, with what that cost their users, and a share of cached input
/// tokens above 20 %. `summary` has all its figures; its verdict and warnings are not looked at.
Messages warningsOf(const Summary &summary);

} // namespace weir
