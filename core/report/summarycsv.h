// SPDX-License-Identifier: GPL-3.0-or-later
// A run's summary as tables in CSV.
#pragma once

#include "base/result.h"
#include "metrics/summary.h"

#include <QString>

namespace weir {

/// summary.csv: one row (metric, stat, value, unit, low, high, request, target) for each number of the
/// summary's JSON. `low` and `high` are the ends of the number's 95 % interval, each empty where there is
/// none; `request` or `target` names the part that the row is of, both are empty for all requests.
Result<void> writeSummaryCsv(const Summary &summary, const QString &path);

/// windows.csv: one row for each plateau of a stepped load; only the header for any other. Behind the figures
/// stand what the plateau asks for, and the ends of each figure's 95 % interval (NAME_low, NAME_high).
Result<void> writeWindowsCsv(const Summary &summary, const QString &path);

} // namespace weir
