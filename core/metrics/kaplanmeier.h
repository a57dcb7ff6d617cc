// SPDX-License-Identifier: GPL-3.0-or-later
// The curve of what is not over yet, from times of which some are only known to be longer.
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <optional>
#include <vector>

namespace weir {

/// The product-limit estimate S of Kaplan and Meier (1958): the share of requests whose time is above t. Each
/// known time lowers it by its part of what was at risk just before; a bound only leaves the risk. Known
/// times come before bounds of the same size. The curve holds no times: it counts the known ones in ascending
/// order, so that it serves exact values and histograms alike. Without bounds its percentiles are nearest
/// ranks. A value.
class KaplanMeier
{
public:
    KaplanMeier() : KaplanMeier(0, 0) {}
    /// Of so many known times and bounds in all; the bounds are told next.
    KaplanMeier(quint64 known, quint64 bounds);

    /// `count` bounds of equal size, which `knownBelow` known times do not exceed. In ascending order.
    void addBounds(quint64 knownBelow, quint64 count);

    /// S when `known` times have passed, at least as many as `knownBelow` of the last bounds told.
    [[nodiscard]] double survivalAfter(quint64 known) const
    {
        return survivalAfter(m_runs.back(), known - m_runs.back().first);
    }

    /// The number, from 1, of the least known time t with 1 - S(t) >= share - 1e-12; nothing where the curve
    /// never falls that far. `share` is 0 to 1; 0 gives the first.
    [[nodiscard]] std::optional<quint64> numberAt(double share) const;
    /// How many bounds come before the known time of that number.
    [[nodiscard]] quint64 boundsBefore(quint64 number) const;
    /// What is left when all known times have passed: 0 unless bounds come last.
    [[nodiscard]] double rest() const;

    /// Calls `f(first, count, mass)` for known times of equal mass: `count` of them after the first `first`.
    template <typename F>
    void forEachRun(F &&f) const
    {
        for (std::size_t i = 0; i < m_runs.size(); ++i) {
            const quint64 count = knownIn(i);
            if (count > 0)
                f(m_runs[i].first, count, m_runs[i].survival / static_cast<double>(m_runs[i].atRisk));
        }
    }

private:
    /// Known times between two bounds.
    struct Run
    {
        quint64 first = 0;   ///< Known times before it.
        quint64 bounds = 0;  ///< Bounds before it.
        quint64 atRisk = 0;  ///< Known times and bounds from here on.
        double survival = 1; ///< S at its beginning.
    };
    [[nodiscard]] quint64 knownIn(std::size_t run) const;
    /// S after `known` times of a run.
    static double survivalAfter(const Run &run, quint64 known);

    quint64 m_known = 0;
    std::vector<Run> m_runs; ///< Never empty.
};

} // namespace weir
