// SPDX-License-Identifier: GPL-3.0-or-later
// Count, mean, extremes and percentiles of one figure, with what is uncertain about them.
#pragma once

#include "metrics/histogram.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace weir {

/// The percentiles that every summary prints.
inline constexpr std::array<double, 5> summaryPercentiles{50, 90, 95, 99, 99.9};
/// "p50", "p999".
QString percentileName(double percentile);

/// The key figures of a sample. Values are raw (nanoseconds or tokens); toJson() scales them.
struct Distribution
{
    struct Rank
    {
        double percentile = 0;
        double value = 0;
        bool lowerBound = false; ///< The rank falls among the censored: the true value is above `value`.

        friend bool operator==(const Rank &, const Rank &) = default;
    };

    quint64 count = 0;
    double mean = 0;
    double min = 0;
    double max = 0;
    std::array<Rank, summaryPercentiles.size()> ranks{};
    QStringList weak; ///< Percentiles with fewer than 10 / (1 - p) samples.

    [[nodiscard]] bool isEmpty() const { return count == 0; }
    /// The rank of one of summaryPercentiles.
    [[nodiscard]] const Rank &rank(double percentile) const;

    friend bool operator==(const Distribution &, const Distribution &) = default;
};

/// Exact nearest-rank figures of `values` (any order). `censored` are lower bounds: they rank above every value of
/// `values` that is smaller, and any percentile whose rank falls on or above the smallest of them can only be bounded.
Distribution distributionOf(std::vector<double> values, std::vector<double> censored = {});
/// The same from a histogram, to its precision.
Distribution distributionOf(const Histogram &histogram);
/// Any percentile of exact values, nearest rank; nothing when empty. `sorted` is ascending.
std::optional<double> nearestRank(const std::vector<double> &sorted, double percentile);

/// Keys of `ttft_ms` in schema 1; values divided by `unit` (1e6 for milliseconds, 1 for tokens). A rank that can only be
/// bounded is listed in "lower_bounds".
QJsonObject toJson(const Distribution &distribution, double unit);

} // namespace weir
