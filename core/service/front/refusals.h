// SPDX-License-Identifier: GPL-3.0-or-later
// What requests that are not served are answered with, in their vendor's form; the same for sockets and for
// simulations. Pure.
#pragma once

#include "service/faults/fault.h"
#include "service/dialects/dialect.h"

namespace weir {

// `streamed`: the request asked for a stream.

/// By the gateway, the queue or the version that answers with errors.
DialectRefusal refusedByModel(const Dialect &dialect, const ModelRefusal &refusal, bool streamed);
/// By a fault for which isRefusal() holds.
DialectRefusal refusedByFault(const Dialect &dialect, FaultKind kind, bool streamed);
/// Its replica was lost before the answer began.
DialectRefusal refusedAsLost(const Dialect &dialect, bool streamed);

/// Seconds to wait for, as Retry-After tells them: whole ones, at least one.
std::optional<quint32> retryAfterOf(const ModelRefusal &refusal);
std::optional<quint32> retryAfterOf(FaultKind kind);

} // namespace weir
