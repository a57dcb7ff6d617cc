// SPDX-License-Identifier: GPL-3.0-or-later
// How much a total varies that was gathered over time, when what comes soon after each other is alike.
#pragma once

#include "metrics/intervals.h"

namespace weir {

/// The variance of the sum of a series of block totals, by equal-weighted cosines (Lazarus, Lewis, Stock and
/// Watson, "HAR Inference: Recommendations for Practice", 2018): the mean of the squares of its slowest
/// cosine coefficients, which see what a long run would see and nothing of the series' mean.
struct LongRunVariance
{
    double variance = 0; ///< Of the sum over all blocks.
    int freedom = 0;     ///< How many cosines it is the mean of: the degrees of freedom of Student's t.
};

/// Coefficient `order` (1 to 24) of the orthonormal cosine transform (type II) of the series. Pure.
double cosineCoefficient(const BlockTotals &totals, int order);

/// How many of the squares of coefficients, slowest first, to take: all, or fewer (two less each time, down
/// to 4) as long as the slower half of them sums up to over 1.5 times the other: then the series' memory is
/// long, and only the slowest show all of it. `all`: the sum of the squares of the totals. Pure.
int freedomOf(std::span<const double> squares, double all);

/// From 12 coefficients, or as few as freedomOf() says. Never from `most` or more; nothing when that leaves
/// fewer than 4. Pure.
std::optional<LongRunVariance> longRunVariance(const BlockTotals &totals, std::size_t most);

/// Student's t: what 97.5 % lie below. `freedom` is 2 to 12.
double studentLimit(int freedom);
/// Chi-square over its degrees of freedom: what 99 % lie below. `freedom` is 4 to 12.
double chanceLimit(int freedom);

} // namespace weir
