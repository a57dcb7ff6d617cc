// SPDX-License-Identifier: GPL-3.0-or-later
// The unit engine: exact conversion of data rates, and figures printed with three significant digits and
// their unit.
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace weir {

/// Units of a data rate. SI: 1 MB/s = 8 Mbps. IEC: 1 MiB/s = 8.388608 Mbps.
enum class RateUnit
{
    BytesPerSecond,
    KilobytesPerSecond, ///< 1,000 B/s
    KibibytesPerSecond, ///< 1,024 B/s
    MegabytesPerSecond, ///< 1,000,000 B/s
    MebibytesPerSecond, ///< 1,048,576 B/s
    KilobitsPerSecond,  ///< 125 B/s
    MegabitsPerSecond,  ///< 125,000 B/s
    GigabitsPerSecond,  ///< 125,000,000 B/s
};

/// Exact value of `value` given in `from`, in `to`. Every factor is a whole number of bits a second.
double convertRate(double value, RateUnit from, RateUnit to);
/// "MiB/s" and its kin.
QString symbol(RateUnit unit);
/// The unit that symbol() prints as `text`; nothing when there is none.
std::optional<RateUnit> rateUnitFromSymbol(QStringView text);

/// A number with three significant digits, thousands separators and no exponent: "0.0123", "46.1", "9,314",
/// "1,230,000".
QString formatFigure(double value);
/// A whole number with thousands separators.
QString formatCount(quint64 value);
/// A time in the unit that reads best, unit printed: "238 ms", "1.20 s", "85 µs".
QString formatTime(std::chrono::nanoseconds time);
/// A size in SI units, unit printed: "4.20 MB".
QString formatBytes(quint64 bytes);
/// A share between 0 and 1 as per cent: "93.4 %".
QString formatShare(double share);

/// Nanoseconds as fractional milliseconds, the unit of every `_ms` figure.
double toMilliseconds(std::chrono::nanoseconds time);
/// Nanoseconds as fractional seconds.
double toSeconds(std::chrono::nanoseconds time);

} // namespace weir
