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
    if (figures.coalesced && tpot)
        return false;
    return holds(figures.responseTtft, ttft) && holds(figures.tpot, tpot) && holds(figures.responseE2e, e2e);
}

quint8 Slo::unmeasuredBy(const DerivedFigures &figures) const
{
    const bool lacksTtft = ttft && !figures.responseTtft;
    const bool lacksTpot = tpot && !figures.tpot && !figures.coalesced;
    const bool lacksE2e = e2e && !figures.responseE2e;
    return static_cast<quint8>((lacksTtft ? 1 : 0) | (lacksTpot ? 2 : 0) | (lacksE2e ? 4 : 0));
}

} // namespace weir
