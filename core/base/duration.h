// SPDX-License-Identifier: GPL-3.0-or-later
// Durations as people write them: "250us", "50ms", "1.5s", "5m", "1h30m".
#pragma once

#include "base/result.h"

#include <QStringView>

#include <chrono>

namespace weir {

/// Parses one or more NUMBER UNIT parts (ns, us, ms, s, m, h, d), each unit at most once and from large to
/// small. "0" alone needs no unit. Fractions are allowed. Negative values, a missing unit and more than 292
/// years are errors.
Result<std::chrono::nanoseconds> parseDuration(QStringView text);

/// The shortest text that parseDuration() reads back to exactly the same value.
QString formatDuration(std::chrono::nanoseconds duration);

/// The same, rounded for people: to seconds from a minute on, to 10 ms from a second on, to 10 us from a
/// millisecond on.
QString formatRounded(std::chrono::nanoseconds duration);

} // namespace weir
