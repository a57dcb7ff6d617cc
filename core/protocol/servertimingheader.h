// SPDX-License-Identifier: GPL-3.0-or-later
// What a server tells of its own time in the head of a response.
#pragma once

#include "metrics/requestrecord.h"

#include <QByteArray>

namespace weir {

/// The `dur` (milliseconds) of the metrics `queue`, `prefill`, `decode` and `inference`, else `total`, of a
/// Server-Timing header (W3C, Server Timing), in any case; of one that stands twice the first counts. What
/// can't be read, below 0 or above a year is left out. Pure; any thread.
ServerTiming serverTimingOf(QByteArrayView header);

/// What is told later, by a header or a body, counts in place of what `timing` had, part by part.
void takeTiming(const ServerTiming &told, ServerTiming &timing);

} // namespace weir
