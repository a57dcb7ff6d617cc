// SPDX-License-Identifier: GPL-3.0-or-later
// A figure and below it where the true one lies, for the cells of tables.
#pragma once

#include "metrics/distribution.h"

#include <QString>

#include <map>
#include <optional>

namespace weir {

/// "112 to 125", both divided by `unit`; "above 112" where nothing bounds it; empty without an interval.
QString intervalWords(const std::optional<Interval> &interval, double unit);
/// The same of a rate or share by its key in the summary's JSON.
QString intervalWords(const std::map<QString, Interval> &intervals, const QString &key, double unit);

/// `figure`, with the interval on a second line where there is one.
QString withInterval(const QString &figure, const QString &interval);

/// "> 118 ?" over "112 to 125": a lower bound and too few samples are told as everywhere. "–" without
/// samples.
QString rankCell(const Distribution &distribution, double percentile, double unit);

} // namespace weir
