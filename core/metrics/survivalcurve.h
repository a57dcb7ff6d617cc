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

/// One known value of a curve, or several that are equal.
struct CurveStep
{
    double value = 0;
    double below = 0;     ///< Share at or below it: 1 - S.
    double each = 0;      ///< 1 / (Y - d): Y were still open, d ended here. 0 at the end of the curve.
    double greenwood = 0; ///< d / (Y (Y - d)); 0 at the end of the curve.
};

/// Memory of one curve after the other: that of millions of samples costs more to get than to fill.
struct CurveMemory
{
    std::vector<CurveStep> steps;
    std::vector<double> areas;
};

/// Of samples in ascending order (see BlockSample), which must outlive it.
template <typename Sample>
class SurvivalCurve
{
public:
    using Step = CurveStep;

    explicit SurvivalCurve(std::span<const Sample> sorted) : SurvivalCurve(sorted, nullptr) {}
    /// `memory` is this curve's alone as long as it lives.
    SurvivalCurve(std::span<const Sample> sorted, CurveMemory &memory) : SurvivalCurve(sorted, &memory) {}
    SurvivalCurve(const SurvivalCurve &) = delete;
    SurvivalCurve &operator=(const SurvivalCurve &) = delete;

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

    /// On the share at or below each of `ats`, which are of steps() or null (then nothing), by each sample's
    /// weight, and behind them on the mean: the curve's area, closed at the largest value or bound. All in
    /// one walk over the samples, of which there may be millions.
    [[nodiscard]] std::vector<Influence> influences(std::span<const Step *const> ats) const
    {
        std::vector<Influence> found;
        while (found.size() <= ats.size()) {
            const std::span<const Step *const> some =
                ats.subspan(found.size(), std::min(ats.size() - found.size(), lanes));
            const bool isLast = some.size() < lanes;
            const std::array<Influence, lanes> gathered = gather(some, isLast);
            found.insert(found.end(), gathered.begin(),
                         gathered.begin() + static_cast<std::ptrdiff_t>(some.size() + (isLast ? 1 : 0)));
        }
        return found;
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

    SurvivalCurve(std::span<const Sample> sorted, CurveMemory *memory)
        : m_sorted(sorted), m_memory(memory != nullptr ? *memory : m_own)
    {
        double known = 0;
        for (const Sample &sample : sorted) {
            m_total += weightOf(sample);
            known += sample.censored ? 0 : weightOf(sample);
        }
        KaplanMeier curve(static_cast<quint64>(known), static_cast<quint64>(m_total - known));
        m_steps.clear();
        m_steps.reserve(sorted.size());
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

    /// Figures that are looked at side by side: the percentiles of a summary and its mean.
    static constexpr std::size_t lanes = 6;
    using Lanes = std::array<double, lanes>;

    /// What each step is the beginning of, for the mean: less the area under the curve from there on.
    [[nodiscard]] const std::vector<double> &areasBehind() const
    {
        std::vector<double> &rest = m_memory.areas;
        rest.resize(m_steps.size());
        double upper = m_sorted.empty() ? 0 : m_sorted.back().value;
        double area = 0;
        for (std::size_t i = m_steps.size(); i-- > 0;) {
            area += (1 - m_steps[i].below) * (upper - m_steps[i].value);
            upper = m_steps[i].value;
            rest[i] = -area;
        }
        return rest;
    }

    /// Each sample: the reach of its own step over (Y - d), less the reach of every step up to it times its
    /// term of Greenwood's sum. A step reaches a share at or above it by that share's S, and the mean by the
    /// area behind it. `withMean`: in the lane behind those of `ats`, fewer than all.
    [[nodiscard]] std::array<Influence, lanes> gather(std::span<const Step *const> ats, bool withMean) const
    {
        const double *rest = withMean ? areasBehind().data() : nullptr;
        Lanes until{};
        Lanes survival{};
        until.fill(-std::numeric_limits<double>::infinity());
        for (std::size_t lane = 0; lane < ats.size(); ++lane) {
            if (ats[lane] != nullptr) {
                until[lane] = ats[lane]->value;
                survival[lane] = 1 - ats[lane]->below;
            }
        }
        std::array<Lanes, timeBlockCount> blocks{};
        Lanes squares{};
        Lanes own{};
        Lanes passed{};
        std::size_t next = 0;
        for (const Sample &sample : m_sorted) {
            for (; next < m_steps.size() && m_steps[next].value <= sample.value; ++next) {
                const Step &step = m_steps[next];
                Lanes reach{};
                for (std::size_t lane = 0; lane < lanes; ++lane)
                    reach[lane] = step.value <= until[lane] ? survival[lane] : 0.0;
                if (withMean)
                    reach[ats.size()] = rest[next];
                for (std::size_t lane = 0; lane < lanes; ++lane) {
                    own[lane] = reach[lane] * step.each;
                    passed[lane] += reach[lane] * step.greenwood;
                }
            }
            const double weight = weightOf(sample);
            Lanes &block = blocks[sample.block];
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const double effect = (sample.censored ? 0 : own[lane]) - passed[lane];
                block[lane] += weight * effect;
                squares[lane] += weight * effect * effect;
            }
        }
        std::array<Influence, lanes> influences{};
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            influences[lane].squares = squares[lane];
            for (std::size_t i = 0; i < timeBlockCount; ++i)
                influences[lane].blocks[i] = blocks[i][lane];
        }
        return influences;
    }

    std::span<const Sample> m_sorted;
    CurveMemory m_own; ///< Where none was lent.
    CurveMemory &m_memory;
    std::vector<Step> &m_steps = m_memory.steps;
    double m_total = 0;
};

} // namespace weir
