// SPDX-License-Identifier: GPL-3.0-or-later
// Count, mean, extremes and percentiles of one figure, with what is uncertain about them.
#pragma once

#include "metrics/histogram.h"

#include <QJsonArray>
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

/// Where the true value of a figure lies with 95 % confidence, by sampling error alone; raw, as the figure.
struct Interval
{
    double low = 0;
    double high = 0;

    friend bool operator==(const Interval &, const Interval &) = default;
};

/// The key figures of a sample. Values are raw (nanoseconds or tokens); toJson() scales them.
struct Distribution
{
    struct Rank
    {
        double percentile = 0;
        double value = 0;
        bool lowerBound = false; ///< The rank falls among the censored: the true value is above `value`.
        std::optional<Interval> interval{}; ///< Nothing where the sample is too small to tell.

        friend bool operator==(const Rank &, const Rank &) = default;
    };

    quint64 count = 0; ///< Samples whose value is known.
    quint64 censored =
        0;           ///< Samples of which only a lower bound is known; they take part in all that follows.
    double mean = 0; ///< The area under the Kaplan-Meier curve, closed at the largest time.
    bool meanIsLowerBound = false; ///< There are censored samples.
    std::optional<Interval> meanInterval;
    double min = 0;               ///< Of the known values; with none, of the bounds.
    double max = 0;               ///< Of all samples.
    bool minIsLowerBound = false; ///< No value is known.
    bool maxIsLowerBound = false; ///< No known value is as large as the largest bound.
    std::array<Rank, summaryPercentiles.size()> ranks{};
    QStringList weak; ///< Percentiles that rest on fewer than 10 / (1 - p) effective samples.

    /// More than 5 % censored: the mean says little about what it is a bound of.
    [[nodiscard]] bool isMeanVague() const { return censored * 20 > count + censored; }
    [[nodiscard]] bool isEmpty() const { return count == 0 && censored == 0; }
    /// The rank of one of summaryPercentiles.
    [[nodiscard]] const Rank &rank(double percentile) const;

    friend bool operator==(const Distribution &, const Distribution &) = default;
};

/// The distribution of no sample: zeros, every percentile weak.
Distribution emptyDistribution();
/// The percentiles that `count` independent samples are too few for: below 10 / (1 - p).
bool isWeak(double percentile, double count);
QStringList weakByCount(double count);

/// The figures of `values` (any order); `censored` are lower bounds. Defined with Samples, which says more.
Distribution distributionOf(const std::vector<double> &values, const std::vector<double> &censored = {});
/// The same from histograms of the known values and of the bounds, to their precision: a value stands for the
/// highest of its bucket, in the mean of bounded samples for the middle of it.
Distribution distributionOf(const Histogram &known, const Histogram &bounds = {});
/// Any percentile of the two; nothing without samples.
std::optional<Distribution::Rank> rankOf(const Histogram &known, const Histogram &bounds, double percentile);

/// [low, high] in the key's unit; high is null where nothing bounds it.
QJsonArray toJson(const Interval &interval, double unit);

/// Keys of `ttft_ms` in schema 1; values divided by `unit` (1e6 for milliseconds, 1 for tokens). A rank that
/// can only be bounded is listed in "lower_bounds", which exists only where there are some; "intervals" has
/// those of the ranks and of the mean that could be had. Without samples every value is null.
QJsonObject toJson(const Distribution &distribution, double unit);

} // namespace weir
