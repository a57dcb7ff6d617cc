// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/intervals.h"

#include "metrics/longrun.h"
#include "metrics/survivalcurve.h"

#include <numeric>

namespace weir {

namespace {

constexpr double leastEffective = 10;
constexpr std::size_t leastFilled = 5; ///< One more than the least degrees of freedom.

double sumOf(const BlockTotals &totals)
{
    return std::accumulate(totals.begin(), totals.end(), 0.0);
}

std::size_t filledBlocks(const BlockTotals &counts)
{
    return static_cast<std::size_t>(
        std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; }));
}

template <typename Sample>
std::size_t filledBlocks(std::span<const Sample> samples)
{
    BlockTotals counts{};
    for (const Sample &sample : samples)
        counts[sample.block] += weightOf(sample);
    return filledBlocks(counts);
}

/// As the variance of the whole, but never above what chance can't explain: independent samples keep theirs.
double certainVariance(const LongRunVariance &longRun, double independent)
{
    return longRun.variance > chanceLimit(longRun.freedom) * independent ? longRun.variance : independent;
}

/// `step` is the curve's for the percentile, and `influence` what the samples do to its share.
template <typename Sample>
SampleIntervals::Rank rankInterval(const SurvivalCurve<Sample> &curve, std::size_t filled, double percentile,
                                   const typename SurvivalCurve<Sample>::Step *step,
                                   const Influence &influence)
{
    const double share = percentile / 100;
    SampleIntervals::Rank rank{percentile, std::nullopt, curve.total()};
    if (filled < leastFilled) {
        // Too few moments to tell how alike their samples are: each moment counts once.
        rank.effectiveCount = std::min(curve.total(), static_cast<double>(filled));
        return rank;
    }
    double effective = curve.total();
    int freedom = static_cast<int>(filled) - 1;
    if (step != nullptr) {
        const LongRunVariance longRun = *longRunVariance(influence.blocks, filled);
        const double spread = step->below * (1 - step->below);
        rank.effectiveCount = std::min(curve.total(), spread / certainVariance(longRun, influence.squares));
        if (longRun.variance > 0)
            effective = spread / longRun.variance;
        freedom = longRun.freedom;
    }
    if (std::min(effective, curve.total()) < leastEffective)
        return rank;
    // Few samples beyond the percentile tell little of how it varies, however many lie before it.
    const double beyond = std::floor(std::min(effective, curve.total()) * std::min(share, 1 - share) + 1e-9);
    const double limit = studentLimit(static_cast<int>(std::min<double>(freedom, beyond)));
    const double margin = limit * std::sqrt(share * (1 - share) / effective);
    const double low =
        share - margin > 0 ? curve.valueAt(share - margin, false) : std::numeric_limits<double>::infinity();
    if (std::isfinite(low))
        rank.interval = Interval{low, curve.valueAt(share + margin, true)};
    return rank;
}

template <typename Sample>
std::optional<Interval> meanInterval(const SurvivalCurve<Sample> &curve, std::size_t filled,
                                     const Influence &influence)
{
    const std::optional<LongRunVariance> longRun = longRunVariance(influence.blocks, filled);
    const double most = influence.squares * curve.total() / leastEffective;
    if (!longRun || curve.total() < leastEffective || longRun->variance > most)
        return std::nullopt;
    const double margin = studentLimit(longRun->freedom) * std::sqrt(longRun->variance);
    const double mean = curve.mean();
    return Interval{mean - margin,
                    curve.isClosedEarly() ? std::numeric_limits<double>::infinity() : mean + margin};
}

template <typename Sample>
SampleIntervals intervalsOf(std::span<const Sample> sorted, std::span<const double> percentiles,
                            CurveMemory &memory)
{
    Q_ASSERT(std::is_sorted(sorted.begin(), sorted.end()));
    const SurvivalCurve<Sample> curve(sorted, memory);
    const std::size_t filled = filledBlocks(sorted);
    SampleIntervals intervals;
    intervals.ranks.reserve(percentiles.size());
    std::vector<const typename SurvivalCurve<Sample>::Step *> steps;
    for (double percentile : percentiles)
        steps.push_back(curve.stepFor(percentile / 100));
    const std::vector<Influence> influences = curve.influences(steps);
    for (std::size_t i = 0; i < percentiles.size(); ++i)
        intervals.ranks.push_back(rankInterval(curve, filled, percentiles[i], steps[i], influences[i]));
    intervals.mean = meanInterval(curve, filled, influences.back());
    return intervals;
}

void appendBuckets(std::vector<WeightedSample> &samples, const std::vector<Histogram> &histograms,
                   bool censored)
{
    Nanoseconds largest{0};
    for (const Histogram &histogram : histograms)
        largest = std::max(largest, histogram.max());
    for (std::size_t block = 0; block < histograms.size(); ++block) {
        for (const Histogram::Bucket &bucket : histograms[block].buckets())
            samples.push_back({static_cast<double>(std::min(bucket.high, largest).count()),
                               static_cast<double>(bucket.count), static_cast<quint16>(block), censored});
    }
}

Histogram merged(const std::vector<Histogram> &histograms)
{
    Histogram all;
    for (const Histogram &histogram : histograms)
        all.merge(histogram);
    return all;
}

void record(std::vector<Histogram> &histograms, quint16 block, Nanoseconds value)
{
    if (histograms.empty())
        histograms.resize(timeBlockCount);
    histograms[block].record(value);
}

} // namespace

quint16 TimeBlocks::of(Nanoseconds at) const
{
    if (m_length <= Nanoseconds::zero() || at <= m_from)
        return 0;
    constexpr qint64 blocks = timeBlockCount;
    return static_cast<quint16>(std::min((at - m_from).count() * blocks / m_length.count(), blocks - 1));
}

TimeBlocks::Stretch TimeBlocks::stretchOf(Nanoseconds at) const
{
    const quint16 block = of(at);
    if (m_length <= Nanoseconds::zero())
        return {block, Nanoseconds::min(), Nanoseconds::max()};
    // The first nanosecond of a block, as of() divides.
    const auto begin = [this](qint64 number) {
        constexpr qint64 blocks = timeBlockCount;
        const qint64 length = m_length.count();
        return m_from +
               Nanoseconds{length / blocks * number + (length % blocks * number + blocks - 1) / blocks};
    };
    return {block, block == 0 ? Nanoseconds::min() : begin(block),
            block + 1 == timeBlockCount ? Nanoseconds::max() : begin(block + 1)};
}

void TimeBlocks::spread(BlockTotals &totals, Nanoseconds from, Nanoseconds to, double amount) const
{
    const Nanoseconds end = m_from + m_length;
    if (m_length <= Nanoseconds::zero() || to < m_from || from > end)
        return;
    if (to <= from) {
        totals[of(from)] += amount;
        return;
    }
    const double length = static_cast<double>(m_length.count()) / static_cast<double>(timeBlockCount);
    const double first = static_cast<double>((from - m_from).count()) / length;
    const double last = static_cast<double>((to - m_from).count()) / length;
    for (std::size_t block = of(from); block <= of(to); ++block) {
        const double low = std::max(first, static_cast<double>(block));
        const double high = std::min(last, static_cast<double>(block + 1));
        totals[block] += amount * std::max(0.0, high - low) / (last - first);
    }
}

SampleIntervals sampleIntervals(std::span<const BlockSample> sorted, std::span<const double> percentiles)
{
    CurveMemory memory;
    return intervalsOf(sorted, percentiles, memory);
}

SampleIntervals sampleIntervals(std::span<const BlockSample> sorted, std::span<const double> percentiles,
                                CurveMemory &memory)
{
    return intervalsOf(sorted, percentiles, memory);
}

std::optional<Interval> rateInterval(const BlockTotals &totals, double seconds, quint64 count)
{
    const std::optional<LongRunVariance> longRun = longRunVariance(totals, filledBlocks(totals));
    if (!longRun || static_cast<double>(count) < leastEffective)
        return std::nullopt;
    const double total = sumOf(totals);
    const double margin = studentLimit(longRun->freedom) * std::sqrt(longRun->variance);
    return Interval{std::max(0.0, total - margin) / seconds, (total + margin) / seconds};
}

std::optional<Interval> shareInterval(const BlockTotals &parts, const BlockTotals &wholes)
{
    return shareInterval(parts, wholes, static_cast<quint64>(sumOf(wholes)));
}

std::optional<Interval> shareInterval(const BlockTotals &parts, const BlockTotals &wholes, quint64 units)
{
    const double whole = sumOf(wholes);
    const double count = static_cast<double>(units);
    if (count < leastEffective || whole <= 0)
        return std::nullopt;
    const double share = sumOf(parts) / whole;
    BlockTotals residuals{};
    for (std::size_t block = 0; block < timeBlockCount; ++block)
        residuals[block] = parts[block] - share * wholes[block];
    const std::optional<LongRunVariance> longRun = longRunVariance(residuals, filledBlocks(wholes));
    if (!longRun)
        return std::nullopt;
    const double spread = share * (1 - share) * whole * whole;
    const double effective =
        longRun->variance > 0 && spread > 0 ? std::min(count, spread / longRun->variance) : count;
    // Wilson's interval: it has a width where none, or all, were counted.
    const double limit = studentLimit(longRun->freedom);
    const double weight = limit * limit / effective;
    const double middle = (share + weight / 2) / (1 + weight);
    const double margin = std::sqrt(weight * share * (1 - share) + weight * weight / 4) / (1 + weight);
    return Interval{std::max(0.0, middle - margin), std::min(1.0, middle + margin)};
}

void BlockedGaps::add(quint16 block, Nanoseconds gap)
{
    record(m_known, block, gap);
}

void BlockedGaps::addCensored(quint16 block, Nanoseconds bound)
{
    record(m_bounds, block, bound);
}

Histogram BlockedGaps::known() const
{
    return merged(m_known);
}

Histogram BlockedGaps::bounds() const
{
    return merged(m_bounds);
}

SampleIntervals BlockedGaps::intervals(std::span<const double> percentiles) const
{
    std::vector<WeightedSample> samples;
    appendBuckets(samples, m_known, false);
    appendBuckets(samples, m_bounds, true);
    std::sort(samples.begin(), samples.end());
    CurveMemory memory;
    return intervalsOf(std::span<const WeightedSample>(samples), percentiles, memory);
}

} // namespace weir
