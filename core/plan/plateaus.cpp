// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/grouplevels.h"

#include <algorithm>

namespace weir {

namespace {

using Groups = std::vector<std::unique_ptr<GroupLevels>>;

bool hasSteps(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return !open->steps.empty();
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed && !closed->steps.empty();
}

/// The end of the last group that has one.
Nanoseconds lastEnd(const Groups &groups)
{
    Nanoseconds last{0};
    for (const std::unique_ptr<GroupLevels> &group : groups)
        last = std::max(last, group->end().value_or(Nanoseconds{0}));
    return last;
}

/// Rates and users of all groups from `at` on.
std::vector<double> levelsAt(const Groups &groups, Nanoseconds at)
{
    std::vector<double> levels;
    for (const std::unique_ptr<GroupLevels> &group : groups) {
        const PlannedLoadPoint point = group->after(at);
        levels.push_back(std::max(point.ratePerSecond, point.users));
    }
    return levels;
}

/// What all groups together hold from range.from on.
void addLevel(const Groups &groups, PlannedRange &range)
{
    double users = 0;
    double rate = 0;
    for (const std::unique_ptr<GroupLevels> &group : groups) {
        const PlannedLoadPoint point = group->after(range.from);
        users += point.users;
        rate += point.ratePerSecond;
    }
    if (users > 0)
        range.users = users;
    if (rate > 0)
        range.rate = rate;
}

bool allHold(const Groups &groups, Nanoseconds from, Nanoseconds to)
{
    return std::all_of(groups.begin(), groups.end(),
                       [&](const std::unique_ptr<GroupLevels> &group) { return group->holds(from, to); });
}

bool comesAtOnce(const Groups &groups, Nanoseconds at)
{
    return std::any_of(groups.begin(), groups.end(),
                       [&](const std::unique_ptr<GroupLevels> &group) { return group->atOnce(at) > 0; });
}

} // namespace

std::vector<PlannedRange> plateausOf(const Load &load, Nanoseconds shortest, const QString &baseFolder)
{
    if (std::none_of(load.groups.begin(), load.groups.end(), hasSteps))
        return {};
    const Groups groups = levelsOf(load, Nanoseconds{0}, baseFolder);
    const Nanoseconds end = lastEnd(groups);
    std::vector<Nanoseconds> edges = edgesOf(groups);
    edges.push_back(load.warmUp);
    edges.push_back(end);
    std::sort(edges.begin(), edges.end());

    std::vector<PlannedRange> plateaus;
    std::vector<double> levels; // of the last plateau
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        PlannedRange range{edges[i], edges[i + 1]};
        if (range.from < load.warmUp || range.to > end || range.from == range.to ||
            !allHold(groups, range.from, range.to))
            continue;
        std::vector<double> here = levelsAt(groups, range.from);
        if (std::all_of(here.begin(), here.end(), [](double level) { return level == 0; }))
            continue;
        const bool goesOn = !plateaus.empty() && plateaus.back().to == range.from && here == levels &&
                            !comesAtOnce(groups, range.from);
        if (goesOn) {
            plateaus.back().to = range.to;
        } else {
            addLevel(groups, range);
            plateaus.push_back(range);
        }
        levels = std::move(here);
    }
    std::erase_if(plateaus, [&](const PlannedRange &range) { return range.to - range.from < shortest; });
    return plateaus;
}

} // namespace weir
