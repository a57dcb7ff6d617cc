// SPDX-License-Identifier: GPL-3.0-or-later
// Did a figure change while it was measured? Compares the first third of a window with the last.
#pragma once

#include "metrics/summary.h"

#include <optional>
#include <vector>

namespace weir {

/// The medians of the two thirds, in the unit of the values.
struct Drift
{
    double early = 0;
    double late = 0;

    friend bool operator==(const Drift &, const Drift &) = default;
};

/// Whether `late` comes from higher or lower values than `early`: a rank-sum test (Mann and Whitney, 1947;
/// normal approximation with the correction for ties) at p < 0.001, two-sided, and medians that differ by
/// more than 10 % and by at least `leastChange`. Ranks don't mind outliers, nor any shape of the
/// distribution. Nothing where there is no drift, or where a side has fewer than 20 values. Pure.
std::optional<Drift> driftBetween(std::vector<double> early, std::vector<double> late, double leastChange);

/// Sorts the values of one window into its thirds.
class DriftFinder
{
public:
    explicit DriftFinder(const Window &window) : m_window(window) {}

    /// `at` is since the run's start and lies in the window.
    void add(Nanoseconds at, double value);
    [[nodiscard]] std::optional<Drift> find(double leastChange) const
    {
        return driftBetween(m_early, m_late, leastChange);
    }

private:
    Window m_window;
    std::vector<double> m_early;
    std::vector<double> m_late;
};

} // namespace weir
