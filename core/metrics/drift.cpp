// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/drift.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr std::size_t leastValues = 20;
constexpr double notableShare = 0.1;
constexpr double certainZ = 3.29; ///< Two-sided p = 0.001 of the normal distribution.

struct Ranked
{
    double value;
    bool isLate;
};

/// The rank-sum statistic in standard deviations; positive when late values are higher.
double rankSumZ(const std::vector<double> &early, const std::vector<double> &late)
{
    std::vector<Ranked> all;
    all.reserve(early.size() + late.size());
    for (double value : early)
        all.push_back({value, false});
    for (double value : late)
        all.push_back({value, true});
    std::sort(all.begin(), all.end(), [](const Ranked &a, const Ranked &b) { return a.value < b.value; });

    double lateRanks = 0;
    double ties = 0;
    for (std::size_t from = 0; from < all.size();) {
        std::size_t to = from;
        std::size_t lateHere = 0;
        for (; to < all.size() && all[to].value == all[from].value; ++to)
            lateHere += all[to].isLate ? 1 : 0;
        // Equal values share the mean of their ranks from + 1 ... to.
        lateRanks += static_cast<double>(lateHere) * (static_cast<double>(from + to) + 1) / 2;
        const double equal = static_cast<double>(to - from);
        ties += equal * (equal * equal - 1);
        from = to;
    }
    const double n = static_cast<double>(all.size());
    const double lateCount = static_cast<double>(late.size());
    const double earlyCount = static_cast<double>(early.size());
    const double mean = lateCount * (n + 1) / 2;
    const double variance = earlyCount * lateCount / 12 * (n + 1 - ties / (n * (n - 1)));
    return variance > 0 ? (lateRanks - mean) / std::sqrt(variance) : 0;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

std::optional<Drift> driftBetween(std::vector<double> early, std::vector<double> late, double leastChange)
{
    if (early.size() < leastValues || late.size() < leastValues)
        return std::nullopt;
    const bool isCertain = std::abs(rankSumZ(early, late)) >= certainZ;
    const Drift drift{median(std::move(early)), median(std::move(late))};
    const double change = std::abs(drift.late - drift.early);
    const bool isNotable = change > notableShare * std::min(drift.early, drift.late) && change >= leastChange;
    return isCertain && isNotable ? std::optional(drift) : std::nullopt;
}

void DriftFinder::add(Nanoseconds at, double value)
{
    const Nanoseconds third = (m_window.to - m_window.from) / 3;
    if (at < m_window.from + third)
        m_early.push_back(value);
    else if (at > m_window.to - third)
        m_late.push_back(value);
}

} // namespace weir
