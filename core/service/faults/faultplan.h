// SPDX-License-Identifier: GPL-3.0-or-later
// Where in an answer its fault happens: the same for the live service and for the simulated one.
#pragma once

#include "service/faults/fault.h"

namespace weir {

/// Seed of everything random about one answer.
quint64 answerSeedOf(quint64 serviceSeed, quint64 requestKey) noexcept;

/// Tokens after which a fault inside the answer happens: at least 1, and before the last one where there are
/// two. A pure function.
quint32 faultPoint(quint64 answerSeed, quint32 totalTokens) noexcept;

/// True for 429, 500 and the business code, which come instead of an answer.
bool isRefusal(FaultKind kind) noexcept;

} // namespace weir
