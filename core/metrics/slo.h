// SPDX-License-Identifier: GPL-3.0-or-later
// What a request has to keep to count as good: the limits behind goodput.
#pragma once

#include "metrics/derived.h"

#include <optional>

namespace weir {

/// Limits on the figures of one request; each may be absent. With none set every success is good.
struct Slo
{
    std::optional<Nanoseconds> ttft;
    std::optional<Nanoseconds> ttfa;
    std::optional<Nanoseconds> tpot;
    std::optional<Nanoseconds> longestGap;
    std::optional<Nanoseconds> e2e;
    std::optional<Nanoseconds> responseTtft;
    std::optional<Nanoseconds> responseE2e;

    /// True when every figure is at most its limit. A figure that a request does not have (tpot of one token,
    /// response figures in closed load) can't break its limit; one that is withheld
    /// because the answer came in one piece never keeps it.
    [[nodiscard]] bool isMetBy(const DerivedFigures &figures) const;
    /// True when at least one limit is set.
    [[nodiscard]] bool isSet() const;

    friend bool operator==(const Slo &, const Slo &) = default;
};

} // namespace weir
