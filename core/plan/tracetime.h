// SPDX-License-Identifier: GPL-3.0-or-later
// Times as recorded traces write them: numbers of some unit, or dates.
#pragma once

#include "base/clock.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace weir {

/// One recorded moment. Numbers and dates don't mix in one trace: they have no common zero.
struct TraceTime
{
    bool isDate = false;
    double number = 0;         ///< In the trace's unit; finite and not negative.
    Nanoseconds sinceEpoch{0}; ///< Dates.
};

/// A decimal number, or a date and time as in "2023-11-16 18:17:03.9799600" (or with a T, a fraction of any
/// length, Z or an offset such as +00:00; without one all times of a trace are taken for UTC). Nothing when
/// it is neither, or the number is negative or not finite.
std::optional<TraceTime> parseTraceTime(QByteArrayView text);

/// Nanoseconds of one unit of a column's numbers: what the last word of its name says (ns, us, ms, s and
/// their long forms, as in `arrival_ms` or `Time (s)`); nothing where it says none.
std::optional<double> nsPerTraceUnit(const QString &column);

/// The unit (s, ms, us or ns) in which `number` is a moment from September 2001 to November 5138 (seconds) or
/// of the same width for the others: 10^9 to 10^11 seconds since 1970. Nothing for a smaller or larger one.
std::optional<double> nsPerUnitSince1970(double number);

} // namespace weir
