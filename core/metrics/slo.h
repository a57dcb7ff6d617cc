// SPDX-License-Identifier: GPL-3.0-or-later
// What a request has to keep to count as good: the limits behind goodput.
#pragma once

#include "metrics/derived.h"

#include <optional>

namespace weir {

/// Limits on the figures of one request as its user had them; each may be absent. With none set every success
/// is good.
struct Slo
{
    std::optional<Nanoseconds> ttft; ///< On DerivedFigures::responseTtft.
    std::optional<Nanoseconds> tpot;
    std::optional<Nanoseconds> e2e; ///< On DerivedFigures::responseE2e.

    /// True when every figure is at most its limit. A figure that a request does not have (tpot of one token,
    /// ttft of an answer that was not streamed) can't break its limit; one that is withheld
    /// because the answer came in one piece never keeps it.
    [[nodiscard]] bool isMetBy(const DerivedFigures &figures) const;
    /// One bit for each limit that is set and whose figure the request does not have. A limit of which that
    /// is true for all requests has nothing to measure.
    [[nodiscard]] quint8 unmeasuredBy(const DerivedFigures &figures) const;

    friend bool operator==(const Slo &, const Slo &) = default;
};

} // namespace weir
