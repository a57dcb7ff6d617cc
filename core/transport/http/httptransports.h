// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that knows which class stands behind each kind of HTTP transport.
#pragma once

#include "scenario/scenario.h"
#include "transport/http/kernelstamps.h"
#include "transport/transport.h"

#include <memory>

namespace weir {

/// A transport for the calling thread, which must run an event loop. `clock` must outlive it. Where a
/// transport can't have the stamps that are asked for (docs/transports.md), those of the read stand in.
std::unique_ptr<Transport> makeTransport(TransportKind kind, const Clock &clock,
                                         ReceiveStamps stamps = ReceiveStamps::OnRead);

/// What transports of that kind can and can't tell.
TransportLimits limitsOf(TransportKind kind);

} // namespace weir
