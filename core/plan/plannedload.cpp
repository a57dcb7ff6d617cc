// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "plan/grouplevels.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace weir {

namespace {

using Groups = std::vector<std::unique_ptr<GroupLevels>>;

/// More edges than a chart has pixels are not worth their points.
constexpr std::size_t mostEdges = 2'000;

PlannedLoadPoint sumOf(const Groups &groups, Nanoseconds at,
                       const std::function<PlannedLoadPoint(const GroupLevels &)> &level)
{
    PlannedLoadPoint sum;
    sum.at = at;
    for (const std::unique_ptr<GroupLevels> &group : groups) {
        const PlannedLoadPoint point = level(*group);
        sum.ratePerSecond += point.ratePerSecond;
        sum.users += point.users;
    }
    return sum;
}

/// Requests that come at once are drawn as the rate that they are over the time between two samples.
double burstRate(const Groups &groups, Nanoseconds at, double sampleSeconds)
{
    double count = 0;
    for (const std::unique_ptr<GroupLevels> &group : groups)
        count += group->atOnce(at);
    return count > 0 ? count / sampleSeconds : 0;
}

Nanoseconds drawnLength(const Groups &groups, Nanoseconds expectedLength)
{
    Nanoseconds end{0};
    for (const std::unique_ptr<GroupLevels> &group : groups)
        end = std::max(end, group->end().value_or(Nanoseconds{0}));
    // All at once at the very start: a time axis needs a length, and that is how long it keeps busy.
    if (end == Nanoseconds{0} && burstRate(groups, end, 1) > 0)
        return std::max<Nanoseconds>(expectedLength, std::chrono::seconds{1});
    return end;
}

std::vector<Nanoseconds> sampleTimes(const Groups &groups, Nanoseconds length, std::size_t points)
{
    std::vector<Nanoseconds> times;
    const double step = static_cast<double>(length.count()) / static_cast<double>(points - 1);
    for (std::size_t i = 0; i < points; ++i)
        times.push_back(std::min(Nanoseconds{std::llround(step * static_cast<double>(i))}, length));
    const std::vector<Nanoseconds> edges = edgesOf(groups);
    if (length == Nanoseconds{0} || edges.size() > mostEdges)
        return times;
    std::copy_if(edges.begin(), edges.end(), std::back_inserter(times),
                 [&](Nanoseconds edge) { return edge <= length; });
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

std::vector<PlannedLoadPoint> sampled(const Groups &groups, Nanoseconds expectedLength, std::size_t points)
{
    points = std::max<std::size_t>(points, 2);
    const Nanoseconds length = drawnLength(groups, expectedLength);
    const double sampleSeconds = std::max(toSeconds(length) / static_cast<double>(points - 1), 1e-9);
    std::vector<PlannedLoadPoint> plan;
    for (const Nanoseconds at : sampleTimes(groups, length, points)) {
        const auto before = sumOf(groups, at, [&](const GroupLevels &group) { return group.before(at); });
        const auto after = sumOf(groups, at, [&](const GroupLevels &group) { return group.after(at); });
        const double burst = burstRate(groups, at, sampleSeconds);
        const bool jumps = before.ratePerSecond != after.ratePerSecond || before.users != after.users;
        const bool isStart = at == Nanoseconds{0};
        const bool isEnd = at == length && !isStart;
        if (!isStart && (jumps || isEnd || burst > 0))
            plan.push_back(before);
        if (burst > 0)
            plan.push_back({at, std::max(before.ratePerSecond, after.ratePerSecond) + burst, after.users});
        if (!isEnd || burst > 0)
            plan.push_back(after);
    }
    return plan;
}

} // namespace

std::vector<PlannedLoadPoint> plannedLoad(const Load &load, GroupIndex group, Nanoseconds expectedLength,
                                          std::size_t points, const QString &baseFolder)
{
    Groups one;
    one.push_back(levelsOf(load, group, expectedLength, baseFolder));
    return sampled(one, expectedLength, points);
}

std::vector<PlannedLoadPoint> plannedLoad(const Load &load, Nanoseconds expectedLength, std::size_t points,
                                          const QString &baseFolder)
{
    return sampled(levelsOf(load, expectedLength, baseFolder), expectedLength, points);
}

} // namespace weir
