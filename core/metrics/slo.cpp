// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/slo.h"

namespace weir {

namespace {

bool holds(const std::optional<Nanoseconds> &figure, const std::optional<Nanoseconds> &limit)
{
    return !limit || !figure || *figure <= *limit;
}

} // namespace

bool Slo::isMetBy(const DerivedFigures &figures) const
{
    // What was withheld was not kept.
    if (figures.coalesced && (tpot || longestGap))
        return false;
    return holds(figures.ttft, ttft) && holds(figures.ttfa, ttfa) && holds(figures.tpot, tpot) &&
           holds(figures.longestGap, longestGap) && holds(figures.e2e, e2e) &&
           holds(figures.responseTtft, responseTtft) && holds(figures.responseE2e, responseE2e);
}

bool Slo::isSet() const
{
    return *this != Slo{};
}

} // namespace weir
