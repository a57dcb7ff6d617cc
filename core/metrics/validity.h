// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict on a run: can the generator vouch for its figures, and did the service keep its goals?
#pragma once

#include "metrics/absence.h"
#include "metrics/summary.h"

#include <optional>
#include <vector>

namespace weir {

/// Detail of the local_error of a stream that the memory guard ended.
inline constexpr QStringView memoryGuardDetail = u"memory guard";

/// How a run came to its end.
enum class RunEnding : quint8
{
    ByPlan,
    Stopped,     ///< A person stopped it before its plan was over, or cut what still ran.
    Interrupted, ///< By a signal, a crash or a kill.
    StillGoesOn, ///< Summed up from outside while it runs.
};

/// More token-bearing chunks in a read than this, on average, count as coalesced.
inline constexpr double mostChunksPerRead = 1.1;
/// A target that nobody reached for so long was gone.
inline constexpr Nanoseconds longestAbsence = std::chrono::seconds{10};

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
    quint64 failed = 0;
    quint64 hanging = 0; ///< Cut by the run's end after a silence that no answer knows (Summary::hanging).
    double errorBudget = 0.01; ///< The share of failed requests that is allowed, 0 to 1.
    RunEnding ending = RunEnding::ByPlan;
    double plannedUsers =
        0; ///< Closed groups: mean over the window; 0 when unknown, or where there are none.
    double meanBusyUsers = 0; ///< Closed groups: mean users that were not in think time.
    Nanoseconds slipP99{0};
    Nanoseconds loopLagP99{0};
    quint64 silentResends = 0;
    quint64 endedByMemoryGuard = 0; ///< Attempts.
    double chunksPerRead = 0;       ///< Token-bearing ones; 1 is ideal, 0 unknown.
    Nanoseconds hostBusyFor{0};     ///< Longest time on end above hostBusyShare.
    double throttledShare = 0;
    quint64 requestsWithUsage = 0;
    quint64 requestsAboveUsage = 0; ///< With more token-bearing chunks than streamed tokens by usage.
    bool capReached = false;        ///< Of an open group.
    std::optional<quint64> cappingFileLimit; ///< Weir's own limit on open files, where it set that cap.
    std::vector<Absence> absences; ///< Of each target that connections could not be made to: the longest.
};

/// A verdict and every reason for it, each with its figure.
struct Judgement
{
    Verdict verdict = Verdict::Pass;
    Messages reasons;
    Messages warnings; ///< What is near to a reason and is none.
};

/// Precedence: invalid, fail, incomplete, pass. The reasons name what would have led to a later verdict too.
Judgement decide(const ValidityInputs &inputs, const ValidityLimits &limits,
                 const std::vector<ThresholdResult> &thresholds);

} // namespace weir
