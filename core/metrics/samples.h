// SPDX-License-Identifier: GPL-3.0-or-later
// The values of one figure, each with the stretch of time that it comes from.
#pragma once

#include "metrics/distribution.h"
#include "metrics/intervals.h"
#include "metrics/kaplanmeier.h"

#include <optional>
#include <span>
#include <vector>

namespace weir {

/// The raw values of one figure, so that any percentile is exact. Bounds take part by the Kaplan-Meier
/// estimate. A value; not thread-safe.
class Samples
{
public:
    Samples() = default;
    Samples(const std::vector<double> &values, const std::vector<double> &censored);

    /// `block` is the time block of the window that the sample belongs to, see TimeBlocks; `parts` those
    /// parts of the requests that split() tells apart.
    void add(double value, quint16 block = 0, PartTags parts = {});
    /// A sample whose true value is above `bound`.
    void addCensored(double bound, quint16 block = 0, PartTags parts = {});
    /// Call after the last add() and before what follows.
    void sort();

    /// The rank that `percentile` (0 to 100) falls on; nothing when there is no sample. Where the curve of
    /// what is known doesn't fall that far, the largest sample, as a lower bound.
    [[nodiscard]] std::optional<Distribution::Rank> rank(double percentile) const;
    /// Without intervals; weak by the number of samples.
    [[nodiscard]] Distribution distribution() const;
    /// Makes room for so many, without touching it.
    void reserve(std::size_t count) { m_samples.reserve(count); }
    /// Replaces `parts`, one for each of the first parts of a kind, by the samples of these, sorted. What
    /// memory they have is used again.
    void split(PartKind kind, std::vector<Samples> &parts) const;
    /// In the order of BlockSample.
    [[nodiscard]] std::span<const BlockSample> sorted() const;

private:
    [[nodiscard]] double mean() const;
    /// Of sorted samples.
    void makeCurve();

    std::vector<BlockSample> m_samples;
    quint64 m_known = 0;
    KaplanMeier m_curve;
    bool m_isSorted = true;
};

} // namespace weir
