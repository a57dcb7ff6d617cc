// SPDX-License-Identifier: GPL-3.0-or-later
// Where an axis has its marks and what they say. Pure functions.
#pragma once

#include <QString>

#include <vector>

namespace weir {

/// 1, 2, 2.5 or 5 times a power of ten so that `range` (> 0) holds at most `count` (>= 1) steps.
double niceStep(double range, int count);
/// The smallest multiple of niceStep() at or above `value`; 1 for values <= 0 and for those that are not
/// finite.
double niceCeiling(double value, int count);
/// Multiples of a nice step within [min, max], at most about `count` steps. Empty unless min < max and both
/// finite.
std::vector<double> niceTicks(double min, double max, int count);

/// Marks of a time axis in seconds within [min, max]: steps of clocks (1, 2, 5, 10, 15, 30 s, 1, 2, 5, 10,
/// 15, 30 min, hours...).
std::vector<double> timeTicks(double min, double max, int count);
/// "15" (below two minutes), "1:30" (below an hour), "2:05" hours above. `withUnit`: the first and last mark
/// also name the unit, "60 s" and "2:05 h". `span`: length of the axis in seconds, which decides the form.
QString timeLabel(double seconds, double span, bool withUnit);

/// Powers of ten within [min, max] (both > 0), with 2 and 5 times those where fewer than three would remain.
std::vector<double> logTicks(double min, double max);

/// A number with thousands separators and as many decimals as `step` needs to tell neighbours apart:
/// "12,000", "0.25".
QString tickLabel(double value, double step);

} // namespace weir
