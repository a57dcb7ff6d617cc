// SPDX-License-Identifier: GPL-3.0-or-later
// Did a figure change while it was measured? Compares the first third of a window with the last, against what
// a stationary service with the memory that the run shows would do by chance. docs/metrics.md, "Drift".
#pragma once

#include "base/message.h"
#include "metrics/intervals.h"
#include "metrics/summary.h"

#include <optional>
#include <vector>

namespace weir {

/// What was found in the two thirds, in the unit of the figure: medians, rates or shares.
struct Drift
{
    double early = 0;
    double late = 0;

    friend bool operator==(const Drift &, const Drift &) = default;
};

/// Whether times, known or bounds, are higher or lower in the last third of the blocks: a generalized
/// Wilcoxon test (Peto and Peto, 1972), which doesn't mind outliers, nor any shape of the distribution,
/// against the long-run variance of its scores. `sorted` is in the order of BlockSample. A drift is certain
/// (p < 0.002 by Student's t), moves the median by more than 10 % and by at least `leastChange`, and rests on
/// 20 samples in either third; else nothing. Pure.
std::optional<Drift> timeDrift(std::span<const BlockSample> sorted, double leastChange);

/// The same of a rate: `totals` of `count` requests over `seconds`, the window's length (> 0).
std::optional<Drift> rateDrift(const BlockTotals &totals, double seconds, quint64 count);

/// The same of a share of requests, which has to move by more than 10 % of itself and by 0.01 at least.
std::optional<Drift> shareDrift(const BlockTotals &parts, const BlockTotals &wholes);

/// The sentences for people. `figure` is the name of a time, as `ttft`.
Message timeDriftWarning(const QString &figure, const Drift &drift);
Message rateDriftWarning(const Drift &drift);
Message errorDriftWarning(const Drift &drift);

} // namespace weir
