// SPDX-License-Identifier: GPL-3.0-or-later
// Loads of one line, whole plans in a list, and how far samples are from a distribution.
#pragma once

#include "plan/plan.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace weir::test {

/// One open group of steps, with no limit but their end.
inline Load stepLoad(std::vector<OpenStep> steps, Arrivals arrivals = Arrivals::Even, double burstiness = 1)
{
    OpenLoad open;
    open.arrivals = arrivals;
    open.burstiness = burstiness;
    open.steps = std::move(steps);
    Load load;
    load.first().model = open;
    load.first().duration.reset();
    return load;
}

/// One closed group of steps.
inline Load userLoad(std::vector<ClosedStep> steps)
{
    ClosedLoad closed;
    closed.steps = std::move(steps);
    Load load;
    load.first().model = closed;
    load.first().duration.reset();
    return load;
}

inline std::vector<Arrival> allOf(ArrivalSequence &sequence)
{
    std::vector<Arrival> arrivals;
    while (const std::optional<Arrival> arrival = sequence.next())
        arrivals.push_back(*arrival);
    return arrivals;
}

inline std::vector<Arrival> allOf(const Load &load, quint64 seed = 42, GroupIndex group = 0)
{
    return allOf(*arrivalsOf(load, group, seed, {}).value());
}

/// What `count` shares give together, by number; `partOf` reads one.
template <typename PartOf>
std::vector<Arrival> united(quint32 count, PartOf partOf)
{
    std::vector<Arrival> all;
    for (quint32 index = 0; index < count; ++index) {
        const std::vector<Arrival> part = partOf(index);
        all.insert(all.end(), part.begin(), part.end());
    }
    std::sort(all.begin(), all.end(),
              [](const Arrival &a, const Arrival &b) { return a.request < b.request; });
    return all;
}

inline std::vector<double> gapsOf(const std::vector<Arrival> &arrivals)
{
    std::vector<double> gaps;
    for (std::size_t i = 1; i < arrivals.size(); ++i)
        gaps.push_back(static_cast<double>((arrivals[i].at - arrivals[i - 1].at).count()) / 1e9);
    return gaps;
}

/// The greatest distance between the samples' empirical distribution and `cdf`, times sqrt(n): the
/// Kolmogorov-Smirnov statistic. It is above 1.95 for one sample in a thousand; seeds are fixed, so a test
/// either always holds or never.
template <typename Cdf>
double kolmogorovSmirnov(std::vector<double> samples, Cdf cdf)
{
    std::sort(samples.begin(), samples.end());
    const double n = static_cast<double>(samples.size());
    double distance = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double expected = cdf(samples[i]);
        const double below = static_cast<double>(i) / n;
        const double upTo = static_cast<double>(i + 1) / n;
        distance = std::max({distance, expected - below, upTo - expected});
    }
    return distance * std::sqrt(n);
}

inline constexpr double criticalDistance = 1.95;

} // namespace weir::test
