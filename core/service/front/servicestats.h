// SPDX-License-Identifier: GPL-3.0-or-later
// What the reference service has counted so far.
#pragma once

#include "service/faults/fault.h"

#include <array>

namespace weir {

/// A copy of the counters; each is exact, together they may be some microseconds apart. All count from the
/// start.
struct ServiceStats
{
    quint64 connections = 0;     ///< Accepted connections.
    quint64 openConnections = 0; ///< Connections that are open now.
    quint64 requests = 0;        ///< Requests whose header arrived, on any path; and WebSocket messages.
    quint64 openStreams = 0;     ///< Answers that are being written or waited for now, streamed or whole.
    quint64 tokens = 0;          ///< Tokens written.
    quint64 duplicates = 0;      ///< Requests whose id and attempt had been seen before: silent re-sends.
    quint64 truthLost = 0;       ///< Records that the truth file could not take.
    std::array<quint64, faultKindCount> faults{}; ///< Requests that met each kind; refused ones meet none.

    [[nodiscard]] quint64 faultCount(FaultKind kind) const
    {
        return faults.at(static_cast<std::size_t>(kind));
    }
};

} // namespace weir
