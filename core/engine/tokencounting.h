// SPDX-License-Identifier: GPL-3.0-or-later
// Counts tokens where a server told none, away from the threads that read streams: a worker hands on the
// texts with its batch, they are counted on the way to the collector, and dropped.
#pragma once

#include "metrics/batch.h"

namespace weir {

struct RunContext;

/// Fills in RequestRecord::counted and drops the texts. What can't be counted (too long, an expression that
/// explodes) stays without: its chunks count. Any thread.
void countTokensOf(RequestRecord &record, const RunContext &context);
/// The same of all attempts in `batch` that have ended.
void countTokensOf(WorkerBatch &batch, const RunContext &context);

} // namespace weir
