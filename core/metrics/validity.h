// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict on a run: can the generator vouch for its figures, and did the service keep its goals?
#pragma once

#include "metrics/summary.h"

#include <optional>
#include <vector>

namespace weir {

/// From where on a run is invalid. The defaults are those of docs/metrics.md, section 4; a scenario may
/// change them.
struct ValidityLimits
{
    double achievedShare = 0.98; ///< Least share of the planned load, 0 to 1.
    Nanoseconds slipP99 = std::chrono::milliseconds{10};
    Nanoseconds loopLagP99 = std::chrono::milliseconds{10};
    quint64 silentResends = 0;
    double hostBusyShare = 0.95; ///< The host's processor use that counts as busy, 0 to 1 ...
    Nanoseconds hostBusy = std::chrono::seconds{5}; ///< ... and from how long on end.
    double throttledShare = 0.01;                   ///< 0 to 1.
    double chunksAboveUsageShare = 0.01;            ///< Of requests with usage, 0 to 1.

    friend bool operator==(const ValidityLimits &, const ValidityLimits &) = default;
};

/// What the verdict rests on.
struct ValidityInputs
{
    quint64 plannedArrivals = 0; ///< Open groups: requests whose time came, less those that the cap kept from
                                 ///< starting; 0 where there are none.
    quint64 startedArrivals = 0; ///< Of these.
    quint64 started = 0;         ///< Requests of all groups.
    quint64 succeeded = 0;
    double plannedUsers =
        0; ///< Closed groups: mean over the window; 0 when unknown, or where there are none.
    double meanBusyUsers = 0; ///< Closed groups: mean users that were not in think time.
    Nanoseconds slipP99{0};
    Nanoseconds loopLagP99{0};
    quint64 silentResends = 0;
    Nanoseconds hostBusyFor{0}; ///< Longest time on end above hostBusyShare.
    double throttledShare = 0;
    quint64 requestsWithUsage = 0;
    quint64 requestsAboveUsage = 0; ///< With more token-bearing chunks than streamed tokens by usage.
    bool capReached = false;        ///< Of an open group.
};

/// A verdict and every reason for it, each with its figure.
struct Judgement
{
    Verdict verdict = Verdict::Pass;
    Messages reasons;
};

/// Precedence: invalid, fail, pass. The reasons of an invalid run also name what failed.
Judgement decide(const ValidityInputs &inputs, const ValidityLimits &limits,
                 const std::vector<ThresholdResult> &thresholds);

} // namespace weir
