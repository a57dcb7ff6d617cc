// SPDX-License-Identifier: GPL-3.0-or-later
// The Kaplan-Meier curve over samples that know their block of time, and what each of them does to it.
#pragma once

#include "metrics/intervals.h"
#include "metrics/kaplanmeier.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir {

/// `weight` equal samples of one block, a whole number.
struct WeightedSample
{
    double value = 0;
    double weight = 0;
    quint16 block = 0;
    bool censored = false;

    friend bool operator<(const WeightedSample &a, const WeightedSample &b)
    {
        return a.value != b.value ? a.value < b.value : a.censored < b.censored;
    }
};

/// One sample's worth.
inline double weightOf(const BlockSample &)
{
    return 1;
}
inline double weightOf(const WeightedSample &sample)
{
    return sample.weight;
}

/// What the samples of each block do to a figure, all in all: the sum over the blocks is 0.
struct Influence
{
    BlockTotals blocks{};
    double squares = 0; ///< Of each sample's own: the variance if all were independent.
};

/// Of samples in ascending order (see BlockSample), which must outlive it.
template <typename Sample>
class SurvivalCurve
{
public:
    /// One known value, or several that are equal.
    struct Step
    {
        double value = 0;
        double below = 0;     ///< Share at or below it: 1 - S.
        double each = 0;      ///< 1 / (Y - d): Y were still open, d ended here. 0 at the end of the curve.
        double greenwood = 0; ///< d / (Y (Y - d)); 0 at the end of the curve.
    };

    explicit SurvivalCurve(std::span<const Sample> sorted) : m_sorted(sorted)
    {
        double known = 0;
        for (const Sample &sample : sorted) {
            m_total += weightOf(sample);
            known += sample.censored ? 0 : weightOf(sample);
        }
        KaplanMeier curve(static_cast<quint64>(known), static_cast<quint64>(m_total - known));
        double open = m_total;
        double passed = 0;
        for (std::size_t i = 0; i < sorted.size();) {
            const double value = sorted[i].value;
            double ended = 0;
            double left = 0;
            for (; i < sorted.size() && sorted[i].value == value; ++i)
                (sorted[i].censored ? left : ended) += weightOf(sorted[i]);
            if (ended > 0) {
                passed += ended;
                const bool isEnd = open - ended <= 0;
                m_steps.push_back({value, 1 - curve.survivalAfter(static_cast<quint64>(passed)),
                                   isEnd ? 0 : 1 / (open - ended),
                                   isEnd ? 0 : ended / (open * (open - ended))});
            }
            if (left > 0)
                curve.addBounds(static_cast<quint64>(passed), static_cast<quint64>(left));
            open -= ended + left;
        }
    }

    [[nodiscard]] double total() const { return m_total; }
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

    /// The least value that the curve's share reaches (`isAbove`: exceeds) `share` at; infinite where none
    /// does.
    [[nodiscard]] double valueAt(double share, bool isAbove) const
    {
        const auto found = std::partition_point(m_steps.begin(), m_steps.end(), [=](const Step &step) {
            return isAbove ? step.below <= share + slack : step.below < share - slack;
        });
        return found == m_steps.end() ? std::numeric_limits<double>::infinity() : found->value;
    }

    /// The step whose share stands for that of `share`: the first that reaches it, or the last below 1. Null
    /// when there is none below 1.
    [[nodiscard]] const Step *stepFor(double share) const
    {
        auto found = std::partition_point(m_steps.begin(), m_steps.end(),
                                          [share](const Step &step) { return step.below < share - slack; });
        while (found != m_steps.begin() && (found == m_steps.end() || found->below >= 1 - slack))
            --found;
        return found == m_steps.end() || found->below >= 1 - slack ? nullptr : &*found;
    }

    /// On the share at or below `at`, one of steps(): the derivative by each sample's weight.
    [[nodiscard]] Influence onShare(const Step &at) const
    {
        const double survival = 1 - at.below;
        return gather([survival, &at](const Step &step) { return step.value <= at.value ? survival : 0.0; });
    }

    /// On the mean: the curve's area, closed at the largest value or bound.
    [[nodiscard]] Influence onMean() const
    {
        std::vector<double> rest(m_steps.size(), 0.0);
        double upper = m_sorted.empty() ? 0 : m_sorted.back().value;
        double area = 0;
        for (std::size_t i = m_steps.size(); i-- > 0;) {
            area += (1 - m_steps[i].below) * (upper - m_steps[i].value);
            upper = m_steps[i].value;
            rest[i] = -area;
        }
        const Step *first = m_steps.data();
        return gather(
            [&rest, first](const Step &step) { return rest[static_cast<std::size_t>(&step - first)]; });
    }

    /// The curve's area, closed at the largest value or bound.
    [[nodiscard]] double mean() const
    {
        double area = 0;
        double from = 0;
        double survival = 1;
        for (const Step &step : m_steps) {
            area += survival * (step.value - from);
            from = step.value;
            survival = 1 - step.below;
        }
        return area + (m_sorted.empty() ? 0 : survival * (m_sorted.back().value - from));
    }

    /// Whether the largest of all is a bound, so that the curve was closed before its end.
    [[nodiscard]] bool isClosedEarly() const { return !m_sorted.empty() && m_sorted.back().censored; }

private:
    /// Shares that differ by rounding alone.
    static constexpr double slack = 1e-12;

    /// Each sample: `reach` of its own step over (Y - d), less `reach` of every step up to it times its term
    /// of Greenwood's sum.
    template <typename Reach>
    Influence gather(Reach &&reach) const
    {
        Influence influence;
        double passed = 0;
        std::size_t next = 0;
        double own = 0;
        for (const Sample &sample : m_sorted) {
            while (next < m_steps.size() && m_steps[next].value <= sample.value) {
                own = reach(m_steps[next]) * m_steps[next].each;
                passed += reach(m_steps[next]) * m_steps[next].greenwood;
                ++next;
            }
            const double effect = (sample.censored ? 0 : own) - passed;
            const double weight = weightOf(sample);
            influence.blocks[sample.block] += weight * effect;
            influence.squares += weight * effect * effect;
        }
        return influence;
    }

    std::span<const Sample> m_sorted;
    std::vector<Step> m_steps;
    double m_total = 0;
};

} // namespace weir
