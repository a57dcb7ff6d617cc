// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of answers went, as far as their servers tell.
#pragma once

#include "base/clock.h"

namespace weir {

struct DerivedFigures;
struct RequestRecord;

/// Sums over the requests whose server told of its time. A value.
struct ServerTimes
{
    quint64 requests = 0;
    Nanoseconds queue{0};
    Nanoseconds prefill{0};
    Nanoseconds decode{0};
    Nanoseconds unnamed{0}; ///< What the server says that it spent beyond these three.
    Nanoseconds outside{0}; ///< Of e2e, beyond all that; only where the server tells of the whole.

    /// Adds an answer; nothing where its server told nothing.
    void add(const RequestRecord &record, const DerivedFigures &figures);
    void append(const ServerTimes &other);

    friend bool operator==(const ServerTimes &, const ServerTimes &) = default;
};

} // namespace weir
