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

    quint64 count = 0;    ///< Samples whose value is known.
    quint64 censored = 0; ///< Samples of which only a lower bound is known; they take part in the ranks.
    double mean = 0;      ///< Of the known values.
    std::optional<Interval> meanInterval;
    double min = 0;
    double max = 0;
    bool minIsLowerBound = false;
    bool maxIsLowerBound = false;
    std::array<Rank, summaryPercentiles.size()> ranks{};
    QStringList weak; ///< Percentiles with fewer than 10 / (1 - p) samples.

    [[nodiscard]] bool isEmpty() const { return count == 0 && censored == 0; }
    /// The rank of one of summaryPercentiles.
    [[nodiscard]] const Rank &rank(double percentile) const;

    friend bool operator==(const Distribution &, const Distribution &) = default;
};

/// The raw values of one figure, so that any percentile is exact (nearest rank). A value; not thread-safe.
class Samples
{
public:
    Samples() = default;
    Samples(std::vector<double> values, std::vector<double> censored)
        : m_values(std::move(values)), m_censored(std::move(censored))
    {
        sort();
    }

    void add(double value);
    /// A sample whose true value is above `bound`.
    void addCensored(double bound);
    /// Call after the last add() and before rank() and distribution().
    void sort();

    /// The rank that `percentile` (0 to 100) falls on; nothing when there is no sample.
    [[nodiscard]] std::optional<Distribution::Rank> rank(double percentile) const;
    [[nodiscard]] Distribution distribution() const;
    [[nodiscard]] const std::vector<double> &values() const noexcept { return m_values; }

private:
    std::vector<double> m_values;
    std::vector<double> m_censored;
    bool m_isSorted = true;
};

/// The distribution of no sample: zeros, every percentile weak.
Distribution emptyDistribution();

/// Exact nearest-rank figures of `values` (any order). `censored` are lower bounds: they rank above all
/// values, and a percentile whose rank falls among them can only be bounded, by the least that it can be.
Distribution distributionOf(std::vector<double> values, std::vector<double> censored = {});
/// The same from a histogram, to its precision.
Distribution distributionOf(const Histogram &histogram);
/// Any percentile of exact values, nearest rank; nothing when empty. `sorted` is ascending.
std::optional<double> nearestRank(const std::vector<double> &sorted, double percentile);

/// Keys of `ttft_ms` in schema 1; values divided by `unit` (1e6 for milliseconds, 1 for tokens). A rank that
/// can only be bounded is listed in "lower_bounds", and "censored" counts the bounds; both keys exist only
/// where there are some.
QJsonObject toJson(const Distribution &distribution, double unit);

} // namespace weir
