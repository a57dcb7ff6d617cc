// SPDX-License-Identifier: GPL-3.0-or-later
// How far chance alone may have moved a figure: 95 % intervals of percentiles, means, rates and shares of
// requests that depend on each other. docs/metrics.md, "Sampling error", has the rules.
#pragma once

#include "metrics/distribution.h"
#include "metrics/histogram.h"
#include "metrics/parttags.h"

#include <array>
#include <span>
#include <vector>

namespace weir {

/// A window is cut into so many blocks of equal length. Whole requests are the units: all that a request adds
/// to a figure belongs to the block that its `intended` lies in (rates: what happened, when it happened).
inline constexpr std::size_t timeBlockCount = 48;

/// One total a block.
using BlockTotals = std::array<double, timeBlockCount>;

struct CurveMemory;

/// Tells the block of a moment. A value.
class TimeBlocks
{
public:
    /// The window [from, to], both since the run's start.
    TimeBlocks(Nanoseconds from, Nanoseconds to) : m_from(from), m_length(to - from) {}

    /// `at` is since the run's start; what lies outside belongs to the first or last block.
    [[nodiscard]] quint16 of(Nanoseconds at) const;
    /// A block with the time that belongs to it: neighbours of a series mostly share one, so that it need not
    /// be looked for again.
    struct Stretch
    {
        quint16 block = 0;
        Nanoseconds from = Nanoseconds::max(); ///< Since the run's start; holds nothing by default.
        Nanoseconds to = Nanoseconds::min();   ///< Excluded.

        [[nodiscard]] bool holds(Nanoseconds at) const { return at >= from && at < to; }
    };
    /// That of the block that of() tells.
    [[nodiscard]] Stretch stretchOf(Nanoseconds at) const;
    /// Adds `amount`, spread evenly over the time from `from` to `to`, to the blocks that it touches; what
    /// lies outside the window is left out. All goes into one block where `to` is not above `from`.
    void spread(BlockTotals &totals, Nanoseconds from, Nanoseconds to, double amount) const;

private:
    Nanoseconds m_from;
    Nanoseconds m_length;
};

/// What one request adds to a figure.
struct BlockSample
{
    double value = 0;
    quint16 block = 0;     ///< 0 to timeBlockCount - 1.
    bool censored = false; ///< The true value is above `value`.
    PartTags parts{};      ///< Of the request; no interval looks at them.

    /// Ascending, known values before bounds of the same size: the order that all of this file asks for.
    /// Without a branch, half of whose predictions a sort would find wrong.
    friend bool operator<(const BlockSample &a, const BlockSample &b)
    {
        return (a.value < b.value) | ((a.value == b.value) & (a.censored < b.censored));
    }
};

/// The sampling error of one figure's distribution.
struct SampleIntervals
{
    struct Rank
    {
        double percentile = 0;
        /// `high` is infinity where the curve doesn't reach far enough to bound it.
        std::optional<Interval> interval;
        /// How many independent, uncensored requests would tell the percentile as well: at most all.
        double effectiveCount = 0;
    };
    std::vector<Rank> ranks; ///< In the order asked for.
    std::optional<Interval> mean;
};

/// The intervals of any percentiles (0 to 100, both excluded) and of the mean. The mean with bounds is that
/// of the Kaplan-Meier curve closed at its largest time. `sorted` is in the order of BlockSample. An interval
/// that can't be had (fewer than 10 effective samples, fewer than 5 blocks with samples) is nothing. Pure.
SampleIntervals sampleIntervals(std::span<const BlockSample> sorted, std::span<const double> percentiles);
/// The same, in memory that is used again for the next figure.
SampleIntervals sampleIntervals(std::span<const BlockSample> sorted, std::span<const double> percentiles,
                                CurveMemory &memory);

/// Of the total over `seconds`, the window's length (> 0). `count`: how many requests had a part in it. Never
/// below 0. Nothing where they are fewer than 10.
std::optional<Interval> rateInterval(const BlockTotals &totals, double seconds, quint64 count);

/// Of the sum of `parts` over the sum of `wholes` (counts of requests): within 0 and 1. Nothing where
/// `wholes` sums up to fewer than 10 or fills fewer than 5 blocks.
std::optional<Interval> shareInterval(const BlockTotals &parts, const BlockTotals &wholes);
/// The same where both count something else (tokens) of `units` requests. Nothing where these are fewer than
/// 10.
std::optional<Interval> shareInterval(const BlockTotals &parts, const BlockTotals &wholes, quint64 units);

/// Gaps between chunks, pooled, kept by the block of their request, in one histogram a block: memory is
/// bounded however many there are. A value; not thread-safe.
class BlockedGaps
{
public:
    /// `block` is that of the request's `intended`.
    void add(quint16 block, Nanoseconds gap);
    /// A gap that was still open when its stream was cut: a bound.
    void addCensored(quint16 block, Nanoseconds bound);

    /// All gaps and all bounds.
    [[nodiscard]] Histogram known() const;
    [[nodiscard]] Histogram bounds() const;
    /// As sampleIntervals(), to the histogram's precision: the values are the highest of their buckets.
    [[nodiscard]] SampleIntervals intervals(std::span<const double> percentiles) const;

private:
    std::vector<Histogram> m_known;  ///< Empty, or one a block.
    std::vector<Histogram> m_bounds; ///< Empty, or one a block.
};

} // namespace weir
