// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/validity.h"

#include "base/counted.h"
#include "base/units.h"
#include "metrics/threshold.h"

namespace weir {

namespace {

void addLoadReason(const ValidityInputs &in, const ValidityLimits &limits, Messages &reasons)
{
    if (in.plannedArrivals > 0) {
        const double share =
            static_cast<double>(in.startedArrivals) / static_cast<double>(in.plannedArrivals);
        if (share < limits.achievedShare)
            reasons.push_back(Message(
                WEIR_TEXT(
                    "validity.too_few_started",
                    "The generator started %1 of the planned requests (%2 of %3); at least %4 is needed."),
                formatShare(share), formatCount(in.startedArrivals), formatCount(in.plannedArrivals),
                formatShare(limits.achievedShare)));
    }
    if (in.plannedUsers > 0) {
        const double share = in.meanBusyUsers / in.plannedUsers;
        if (share < limits.achievedShare)
            reasons.push_back(
                Message(WEIR_TEXT("validity.users_idle",
                                  "On average %1 of %2 planned users were busy (%3); at least %4 is needed."),
                        formatFigure(in.meanBusyUsers), formatFigure(in.plannedUsers), formatShare(share),
                        formatShare(limits.achievedShare)));
    }
}

void addTimingReasons(const ValidityInputs &in, const ValidityLimits &limits, Messages &reasons)
{
    if (in.slipP99 > limits.slipP99)
        reasons.push_back(Message(
            WEIR_TEXT("validity.slip", "Requests started late: schedule slip p99 is %1, allowed is %2."),
            formatTime(in.slipP99), formatTime(limits.slipP99)));
    if (in.loopLagP99 > limits.loopLagP99)
        reasons.push_back(
            Message(WEIR_TEXT("validity.loop_lag",
                              "The generator's event loops were late: lag p99 is %1, allowed is %2."),
                    formatTime(in.loopLagP99), formatTime(limits.loopLagP99)));
}

/// What shows that a lack of processor time reached the figures, half of a limit passed; empty: nothing does.
Message evidenceOfLoad(const ValidityInputs &in, const ValidityLimits &limits)
{
    Messages found;
    if (in.loopLagP99 > limits.loopLagP99 / 2)
        found.push_back(Message(WEIR_TEXT("validity.lag_is", "lag p99 is %1"), formatTime(in.loopLagP99)));
    if (in.slipP99 > limits.slipP99 / 2)
        found.push_back(Message(WEIR_TEXT("validity.slip_is", "slip p99 is %1"), formatTime(in.slipP99)));
    if (in.chunksPerRead - 1 > (mostChunksPerRead - 1) / 2)
        found.push_back(Message(WEIR_TEXT("validity.chunks_a_read_are", "a read brought %1 chunks"),
                                formatFigure(in.chunksPerRead)));
    Message all;
    for (const Message &one : found)
        all = all.isEmpty() ? one : Message(WEIR_TEXT("validity.and_that", "%1, %2"), all, one);
    return all;
}

/// A busy host alone proves nothing against a run: what it did to the run shows in other figures.
void addHostReason(const ValidityInputs &in, const ValidityLimits &limits, Judgement &judgement)
{
    if (in.hostBusyFor < limits.hostBusy)
        return;
    if (const Message evidence = evidenceOfLoad(in, limits); !evidence.isEmpty())
        judgement.reasons.push_back(
            Message(WEIR_TEXT("validity.host_busy",
                              "The host was above %1 processor use for %2; the limit is %3. It shows: %4."),
                    formatShare(limits.hostBusyShare), formatTime(in.hostBusyFor),
                    formatTime(limits.hostBusy), evidence));
    else
        judgement.warnings.push_back(Message(
            WEIR_TEXT("validity.host_busy_harmless",
                      "The host was above %1 processor use for %2, but lag, slip and chunks in a read "
                      "stayed within half of their limits."),
            formatShare(limits.hostBusyShare), formatTime(in.hostBusyFor)));
}

void addQuotaReason(const ValidityInputs &in, const ValidityLimits &limits, Messages &reasons)
{
    if (in.throttledShare > limits.throttledShare)
        reasons.push_back(
            Message(WEIR_TEXT("validity.throttled",
                              "The processor quota throttled %1 of all periods; allowed is %2."),
                    formatShare(in.throttledShare), formatShare(limits.throttledShare)));
}

/// What Weir had no room for tells nothing of the service.
void addRoomReason(const ValidityInputs &in, Messages &reasons)
{
    if (in.capReached && in.cappingFileLimit)
        reasons.push_back(Message(
            WEIR_TEXT(
                "validity.file_limit",
                "Arrivals had to wait, or were dropped, for Weir's own limit of %1 open files (ulimit "
                "-n), not for the service. Raise it, or set a cap on open streams that it has room for."),
            formatCount(*in.cappingFileLimit)));
}

/// Where nothing succeeded there is no figure that a request too many could have bent: that the target closed
/// each connection is what matters, and the library's answer to it comes second.
void addResendReason(const ValidityInputs &in, const ValidityLimits &limits, Judgement &judgement)
{
    if (in.silentResends <= limits.silentResends)
        return;
    Messages &told = in.succeeded == 0 && in.failed > 0 ? judgement.warnings : judgement.reasons;
    told.push_back(
        Message(WEIR_TEXT("validity.resent", "The HTTP library re-sent %1 by itself; allowed are %2."),
                counted(in.silentResends, Counted::Requests), formatCount(limits.silentResends)));
}

void addStreamReasons(const ValidityInputs &in, const ValidityLimits &limits, Messages &reasons)
{
    if (in.requestsWithUsage == 0)
        return;
    const double share =
        static_cast<double>(in.requestsAboveUsage) / static_cast<double>(in.requestsWithUsage);
    if (share > limits.chunksAboveUsageShare)
        reasons.push_back(Message(
            WEIR_TEXT("validity.chunks_above_usage",
                      "%1 of requests had more chunks with text than the server counts tokens (%2 of %3); "
                      "allowed is %4."),
            formatShare(share), formatCount(in.requestsAboveUsage), formatCount(in.requestsWithUsage),
            formatShare(limits.chunksAboveUsageShare)));
}

/// What Weir itself cut short was not the service's doing.
void addGuardReason(const ValidityInputs &in, Messages &reasons)
{
    if (in.endedByMemoryGuard > 0)
        reasons.push_back(Message(
            WEIR_TEXT("validity.memory_guard",
                      "The memory guard ended %1, since Weir's memory had grown past its limit (a "
                      "quarter of what was free, at least 512 MB). Look at what the service sends there; "
                      "where it is meant so, take fewer streams or free memory."),
            counted(in.endedByMemoryGuard, Counted::Streams)));
}

Message reasonOf(const ThresholdResult &result)
{
    if (!result.value)
        return {
            WEIR_TEXT("threshold.broken_no_sample", "Threshold \"%1\" did not hold: there was no sample."),
            result.expression};
    return {WEIR_TEXT("threshold.broken", "Threshold \"%1\" did not hold: the value is %2."),
            result.expression, measuredText(result)};
}

double shareOfStarted(const ValidityInputs &in, quint64 requests)
{
    return in.started > 0 ? static_cast<double>(requests) / static_cast<double>(in.started) : 0;
}

/// Requests that hung when the run's end cut them did not fail, but a verdict can't be bought with them:
/// together with the failed ones they must stay within the budget. A run that was cut short might have seen
/// them answered.
void addHanging(const ValidityInputs &in, Messages &failures, Messages &warnings)
{
    if (in.hanging == 0)
        return;
    const QString share = formatShare(shareOfStarted(in, in.hanging));
    const bool isTooMuch =
        in.ending == RunEnding::ByPlan && shareOfStarted(in, in.failed + in.hanging) > in.errorBudget;
    if (isTooMuch)
        failures.push_back(
            Message(WEIR_TEXT("validity.hanging",
                              "Hanging requests: %1 of %2 (%3). The end of the run cut them after a silence "
                              "more than twice as long as answers take; together with those that failed "
                              "they exceed the error budget of %4."),
                    formatCount(in.hanging), formatCount(in.started), share, formatShare(in.errorBudget)));
    else
        warnings.push_back(
            Message(WEIR_TEXT("validity.some_hanging",
                              "Hanging requests: %1 of %2 (%3). The end of the run cut them after a silence "
                              "more than twice as long as answers take."),
                    formatCount(in.hanging), formatCount(in.started), share));
}

void addErrorReasons(const ValidityInputs &in, Messages &reasons)
{
    const double share = shareOfStarted(in, in.failed);
    if (share > in.errorBudget)
        reasons.push_back(
            Message(WEIR_TEXT("validity.error_budget",
                              "%1 of the requests failed (%2 of %3); the error budget allows %4."),
                    formatShare(share), formatCount(in.failed), formatCount(in.started),
                    formatShare(in.errorBudget)));
    // Of a run that was cut before its first answer nothing is known, and that is no failure.
    const bool isCutShort = in.ending != RunEnding::ByPlan && in.failed == 0;
    if (in.succeeded == 0 && !isCutShort)
        reasons.push_back(Message(WEIR_TEXT("validity.no_success", "No request succeeded (%1 started)."),
                                  formatCount(in.started)));
    for (const Absence &absence : in.absences) {
        if (absence.length() >= longestAbsence)
            reasons.push_back(
                Message(WEIR_TEXT("validity.target_gone",
                                  "The target \"%1\" could not be reached for %2 on end, from %3 s to %4 s."),
                        absence.target, formatTime(absence.length()), formatFigure(toSeconds(absence.from)),
                        formatFigure(toSeconds(absence.to))));
    }
}

Messages failReasons(const ValidityInputs &in, const std::vector<ThresholdResult> &thresholds)
{
    Messages reasons;
    for (const ThresholdResult &result : thresholds) {
        const bool isOpen = in.ending != RunEnding::ByPlan && (!result.value || !result.isDecided);
        if (!result.ok && !isOpen)
            reasons.push_back(reasonOf(result));
    }
    addErrorReasons(in, reasons);
    if (in.capReached && !in.cappingFileLimit)
        reasons.push_back(Message(
            WEIR_TEXT("validity.cap_reached",
                      "cap_reached: the cap on open streams was reached, so the service could not keep up "
                      "with the planned arrivals.")));
    return reasons;
}

std::optional<Message> incompleteReason(RunEnding ending)
{
    switch (ending) {
    case RunEnding::ByPlan:
        return std::nullopt;
    case RunEnding::Stopped:
        return WEIR_TEXT("validity.stopped",
                         "The run was stopped before its plan was over; the figures cover what came before.");
    case RunEnding::Interrupted:
        return WEIR_TEXT("validity.interrupted",
                         "The run was interrupted; the figures cover what was saved before.");
    case RunEnding::StillGoesOn:
        return WEIR_TEXT("validity.still_goes_on",
                         "The run still goes on; the figures cover what is saved so far.");
    }
    Q_UNREACHABLE();
}

} // namespace

Judgement decide(const ValidityInputs &inputs, const ValidityLimits &limits,
                 const std::vector<ThresholdResult> &thresholds)
{
    Judgement judgement;
    addLoadReason(inputs, limits, judgement.reasons);
    addTimingReasons(inputs, limits, judgement.reasons);
    addHostReason(inputs, limits, judgement);
    addQuotaReason(inputs, limits, judgement.reasons);
    addRoomReason(inputs, judgement.reasons);
    addResendReason(inputs, limits, judgement);
    addStreamReasons(inputs, limits, judgement.reasons);
    addGuardReason(inputs, judgement.reasons);
    Messages failures = failReasons(inputs, thresholds);
    addHanging(inputs, failures, judgement.warnings);
    const std::optional<Message> incomplete = incompleteReason(inputs.ending);
    if (!judgement.reasons.empty())
        judgement.verdict = Verdict::Invalid;
    else if (!failures.empty())
        judgement.verdict = Verdict::Fail;
    else if (incomplete)
        judgement.verdict = Verdict::Incomplete;
    judgement.reasons.insert(judgement.reasons.end(), failures.begin(), failures.end());
    if (incomplete)
        judgement.reasons.push_back(*incomplete);
    return judgement;
}

} // namespace weir
