// SPDX-License-Identifier: GPL-3.0-or-later
// What may stand beside a member in a list of fields: the values that it takes, and how it is written.
#pragma once

#include "base/message.h"

#include <QtGlobal>

#include <chrono>
#include <concepts>
#include <limits>
#include <utility>

namespace weir {

/// Accepted values of a whole number.
struct Whole
{
    qint64 low = 0;
    qint64 high = 0;

    [[nodiscard]] bool holds(std::integral auto value) const
    {
        return std::cmp_greater_equal(value, low) && std::cmp_less_equal(value, high);
    }
    /// What to write, for the user.
    [[nodiscard]] Message expected() const;
};

/// What a member of type T can hold, as far as JSON has whole numbers.
template <std::integral T>
constexpr Whole wholeOf()
{
    using Limits = std::numeric_limits<T>;
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    return {static_cast<qint64>(Limits::min()),
            std::cmp_greater(Limits::max(), most) ? most : static_cast<qint64>(Limits::max())};
}

/// Accepted values of any other number.
struct Real
{
    double low = 0;
    double high = 0;

    [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; } // NaN: no
    [[nodiscard]] Message expected() const;
};

/// Accepted durations.
struct Span
{
    std::chrono::nanoseconds low{0};
    std::chrono::nanoseconds high{0};

    [[nodiscard]] bool holds(std::chrono::nanoseconds value) const { return value >= low && value <= high; }
    [[nodiscard]] Message expected() const;
};

/// Most elements of a list.
struct Most
{
    qsizetype count = std::numeric_limits<qsizetype>::max();

    [[nodiscard]] bool holds(qsizetype value) const { return value <= count; }
    [[nodiscard]] Message expected() const;
};

/// The member is written even where it has its default: without it the others say little.
struct Always
{
};

} // namespace weir
