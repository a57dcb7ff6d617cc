// SPDX-License-Identifier: GPL-3.0-or-later
// How far one kind of figure is off, condensed from many single errors.
#pragma once

#include "base/clock.h"

#include <QJsonObject>

#include <vector>

namespace weir {

class JsonReader;

/// An error is measured less true; the rules of docs/calibration.md.
struct ErrorFigures
{
    quint64 count = 0;
    Nanoseconds bias{0};   ///< Median of the errors with their sign: what is wrong every time.
    Nanoseconds jitter{0}; ///< 99th percentile less the median of the errors with their sign.
    Nanoseconds p50{0};    ///< Of the errors' sizes, as are p99 and max.
    Nanoseconds p99{0};    ///< The error bar: 99 of 100 were off by no more.
    Nanoseconds max{0};

    /// Too few values for a p99, by the rule of docs/metrics.md for percentiles: it is little more than the
    /// largest of them.
    [[nodiscard]] bool isP99Weak() const { return count < 1000; }

    friend bool operator==(const ErrorFigures &, const ErrorFigures &) = default;
};

/// Nearest rank over `errors` in nanoseconds, any order; all zero when there is none.
ErrorFigures errorFiguresOf(std::vector<qint64> errors);

/// Keys count, bias, jitter, p50, p99, max; milliseconds.
QJsonObject toJson(const ErrorFigures &figures);
/// Reads what toJson() wrote; what is missing or can't be is reported by `reader` and 0.
ErrorFigures readErrorFigures(JsonReader &reader);

} // namespace weir
