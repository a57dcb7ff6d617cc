// SPDX-License-Identifier: GPL-3.0-or-later
// A high-dynamic-range histogram: 3 significant digits (2 on request) from 1 us to 1 h, mergeable without
// loss.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QList>

#include <utility>
#include <vector>

namespace weir {

/// Counts of times in buckets whose width is at most 1/1000 of their value (the bucket layout of
/// HdrHistogram: sub-bucket count 2048, unit 1 ns). Times below 1 us count as 1 us, above 1 h as 1 h (and in
/// overflowed()). A value type whose copies share memory until one of them changes. Memory covers the range
/// between the smallest and the largest value recorded: 8 KB for each doubling, at most 270 KB. Not
/// thread-safe.
class Histogram
{
public:
    enum class Precision : quint8
    {
        Fine,   ///< As above.
        Coarse, ///< Buckets of at most 1/128 of their value, 1 KB for each doubling: for curves of many
                ///< points.
    };

    Histogram() = default;
    explicit Histogram(Precision precision) noexcept : m_precision(precision) {}

    void record(Nanoseconds value, quint64 count = 1);
    /// Adds all of `other`; the result is what recording both series into one would have given. Fine merges
    /// into coarse, as a fine bucket lies in one coarse bucket whole; the other way round is a bug.
    void merge(const Histogram &other);
    /// Forgets all values, not the precision.
    void clear();

    [[nodiscard]] quint64 count() const noexcept { return m_total; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_total == 0; }
    /// Smallest and largest recorded value, exact (within the range above); zero when empty.
    [[nodiscard]] Nanoseconds min() const noexcept;
    [[nodiscard]] Nanoseconds max() const noexcept;
    [[nodiscard]] double meanNs() const noexcept; ///< Exact sum over count; 0 when empty.
    [[nodiscard]] quint64 overflowed() const noexcept { return m_overflowed; }

    /// Nearest rank: the highest value equivalent to the bucket that holds rank ceil(p/100 * count); p in (0,
    /// 100]. Never above max(). Zero when empty.
    [[nodiscard]] Nanoseconds percentile(double p) const;
    /// How many recorded values are at most `value` (to the bucket's precision).
    [[nodiscard]] quint64 countAtMost(Nanoseconds value) const;

    /// A bucket with a count: values in [low, high], both inclusive.
    struct Bucket
    {
        Nanoseconds low;
        Nanoseconds high;
        quint64 count;
    };
    /// Every non-empty bucket, ascending.
    [[nodiscard]] std::vector<Bucket> buckets() const;

    /// Counts by bucket index with the exact extremes and sum, for storing. Only of a fine histogram.
    [[nodiscard]] QByteArray serialized() const;
    /// Reads serialized(); an empty histogram and false in `ok` when the bytes are not one.
    static Histogram deserialized(QByteArrayView bytes, bool &ok);

    /// Equal precision, counts, extremes and sums; how much memory either holds does not matter.
    friend bool operator==(const Histogram &a, const Histogram &b);

private:
    __extension__ typedef unsigned __int128 WideSum; ///< A double would make merging depend on the order.

    quint64 &slot(qsizetype index);
    /// Calls `visit(index, count)` for every bucket with a count, ascending.
    template <typename Visit>
    void forEachCount(Visit &&visit) const;

    QList<quint64> m_counts; ///< Counts of the buckets from m_first on; shared between copies.
    qsizetype m_first = 0;   ///< Index of the bucket that m_counts begins with.
    quint64 m_total = 0;
    quint64 m_overflowed = 0;
    qint64 m_minNs = 0;
    qint64 m_maxNs = 0;
    WideSum m_sumNs = 0;
    Precision m_precision = Precision::Fine;
};

} // namespace weir
