// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/longrun.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace weir {

namespace {

constexpr int mostOrders = 24;
constexpr int mostFreedom = 12;
constexpr int leastFreedom = 4;
/// Above this the slow half of the cosines stands out from the other: twice as many would be biased.
constexpr double slowExcess = 1.5;
/// What is smaller, as a share of all squares, is rounding.
constexpr double rounding = 1e-12;

using CosineTable = std::array<BlockTotals, mostOrders>;

CosineTable makeCosines()
{
    CosineTable table{};
    const double blocks = static_cast<double>(timeBlockCount);
    for (std::size_t order = 1; order <= table.size(); ++order) {
        for (std::size_t block = 0; block < timeBlockCount; ++block)
            table[order - 1][block] =
                std::sqrt(2 / blocks) * std::cos(std::numbers::pi * static_cast<double>(order) *
                                                 (static_cast<double>(block) + 0.5) / blocks);
    }
    return table;
}

} // namespace

double cosineCoefficient(const BlockTotals &totals, int order)
{
    static const CosineTable cosines = makeCosines();
    Q_ASSERT(order >= 1 && order <= mostOrders);
    const BlockTotals &cosine = cosines[static_cast<std::size_t>(order - 1)];
    return std::inner_product(totals.begin(), totals.end(), cosine.begin(), 0.0);
}

int freedomOf(std::span<const double> squares, double all)
{
    const auto sumOf = [squares](std::size_t from, std::size_t to) {
        return std::accumulate(squares.begin() + static_cast<std::ptrdiff_t>(from),
                               squares.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
    };
    std::size_t freedom = squares.size();
    while (freedom > leastFreedom &&
           sumOf(0, freedom / 2) > slowExcess * sumOf(freedom / 2, freedom) + rounding * all)
        freedom -= 2;
    return static_cast<int>(freedom);
}

std::optional<LongRunVariance> longRunVariance(const BlockTotals &totals, std::size_t most)
{
    std::array<double, mostFreedom> squares{};
    for (int order = 1; order <= mostFreedom; ++order) {
        const double coefficient = cosineCoefficient(totals, order);
        squares[static_cast<std::size_t>(order - 1)] = coefficient * coefficient;
    }
    const double all = std::inner_product(totals.begin(), totals.end(), totals.begin(), 0.0);
    const int limit = static_cast<int>(std::min<std::size_t>(most, mostFreedom + 1)) - 1;
    const int freedom = std::min(freedomOf(squares, all), limit);
    if (freedom < leastFreedom)
        return std::nullopt;
    const double sum = std::accumulate(squares.begin(), squares.begin() + freedom, 0.0);
    return LongRunVariance{sum / freedom * static_cast<double>(timeBlockCount), freedom};
}

double studentLimit(int freedom)
{
    static constexpr std::array<double, 11> limits{4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624,
                                                   2.306004, 2.262157, 2.228139, 2.200985, 2.178813};
    return limits[static_cast<std::size_t>(std::clamp(freedom, 2, mostFreedom) - 2)];
}

double chanceLimit(int freedom)
{
    static constexpr std::array<double, 9> limits{13.27670, 15.08627, 16.81189, 18.47531, 20.09024,
                                                  21.66599, 23.20925, 24.72497, 26.21697};
    const int used = std::clamp(freedom, leastFreedom, mostFreedom);
    return limits[static_cast<std::size_t>(used - leastFreedom)] / used;
}

} // namespace weir
