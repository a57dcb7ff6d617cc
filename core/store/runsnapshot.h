// SPDX-License-Identifier: GPL-3.0-or-later
// A saved run in the form in which a running one is shown, so that both are drawn by the same code.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "store/runfile.h"

namespace weir {

/// The run's last state: series, histograms of the measured phase, counts, notes. Token counts of the series
/// are those of the servers' usage wherever a request has it. Reads every record once, chunks included; any
/// thread (the reader's). Fails when a record can't be read.
Result<SnapshotPtr> snapshotOf(const RunFileReader &reader);

} // namespace weir
