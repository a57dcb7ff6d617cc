// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of single values that several parts need.
#include "scenario/checkparts.h"
#include "scenario/limits.h"

namespace weir {

void checkNotTooLong(Findings &findings, const QString &key, Nanoseconds time)
{
    if (time > limits::maxTime)
        findings.error(key, WEIR_TEXT("scenario.time_too_long", "The time is at most 24 days."));
}

void checkNotNegative(Findings &findings, const QString &key, Nanoseconds time)
{
    if (time < Nanoseconds{0})
        findings.error(key, WEIR_TEXT("scenario.time_negative", "The time can't be negative."));
    checkNotTooLong(findings, key, time);
}

void checkPositive(Findings &findings, const QString &key, std::optional<Nanoseconds> time)
{
    if (time && *time <= Nanoseconds{0})
        findings.error(key, WEIR_TEXT("scenario.time_above_zero", "The time must be above 0."));
}

void checkShare(Findings &findings, const QString &key, double share)
{
    if (!(share >= 0 && share <= 1))
        findings.error(key, WEIR_TEXT("scenario.share_from_to", "The share is from 0 to 1."));
}

} // namespace weir
