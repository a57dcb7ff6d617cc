// SPDX-License-Identifier: GPL-3.0-or-later
// A straight line through what a metric was, to tell what it will be.
#pragma once

#include "base/clock.h"

#include <deque>
#include <optional>

namespace weir {

/// Least squares over the samples of a window. O(1) a sample, O(n) a forecast. One thread.
class Forecast
{
public:
    explicit Forecast(Nanoseconds window) : m_window(window) {}

    void add(TimePoint at, double value);
    struct Line
    {
        double slope = 0; ///< A second.
        double value = 0; ///< At the moment that was asked for.
    };
    /// The line's value at `at`. Nothing before there are two samples at different times.
    [[nodiscard]] std::optional<Line> at(TimePoint at) const;

private:
    struct Sample
    {
        TimePoint at;
        double value = 0;
    };
    Nanoseconds m_window;
    std::deque<Sample> m_samples;
};

} // namespace weir
