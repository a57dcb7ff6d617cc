// SPDX-License-Identifier: GPL-3.0-or-later
// Whether and when a failed attempt is followed by another one; the same for real and simulated runs.
#pragma once

#include "metrics/requestrecord.h"
#include "scenario/scenario.h"

#include <optional>

namespace weir {

/// How long to wait before the next attempt; nothing when there is none: the policy does not list the class,
/// all attempts are used up, the user has left, or the server asks for a longer pause than a request may
/// last. `outcome`: how the attempt of `record`, which may not know it yet, ended. Exponential back-off with
/// seeded jitter. `seed`: the run's. Pure.
std::optional<Nanoseconds> retryWait(const Target &target, const RequestRecord &record, OutcomeClass outcome,
                                     quint64 seed);

/// The record of the attempt that follows `failed` at `due`, with nothing but its identity and its plan.
RequestRecord nextAttemptOf(const RequestRecord &failed, TimePoint due);

} // namespace weir
