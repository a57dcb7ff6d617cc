// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/loadwindows.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

bool hasSteps(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return !open->steps.empty();
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed != nullptr && !closed->steps.empty();
}

std::optional<double> times(const std::optional<double> &level, double factor)
{
    return level ? std::optional(*level * factor) : std::nullopt;
}

/// Users come whole.
std::optional<double> wholeTimes(const std::optional<double> &level, double factor)
{
    return level ? std::optional(std::round(*level * factor)) : std::nullopt;
}

void addPieces(const WindowRange &plateau, const std::vector<SteeringMoment> &acts,
               std::vector<WindowRange> &pieces)
{
    Nanoseconds from = plateau.from;
    double factor = 1;
    const auto addUntil = [&](Nanoseconds to) {
        if (factor > 0 && to - from >= shortestPlateau)
            pieces.push_back({from, to, wholeTimes(plateau.users, factor), times(plateau.rate, factor)});
        from = to;
    };
    for (const SteeringMoment &act : acts) {
        addUntil(std::clamp(act.at, from, plateau.to));
        factor = act.steering.effective();
    }
    addUntil(plateau.to);
}

} // namespace

LoadWindows windowsOf(const Load &load, const QString &baseFolder)
{
    LoadWindows windows;
    for (const PlannedRange &range : plateausOf(load, shortestPlateau, baseFolder))
        windows.plateaus.push_back({range.from, range.to, range.users, range.rate});
    Nanoseconds lastStart{0};
    for (const LoadGroup &group : load.groups)
        lastStart = std::max(lastStart, group.startAfter);
    if (lastStart > Nanoseconds{0})
        windows.rampEnd = load.warmUp + lastStart;
    if (windows.plateaus.empty() && std::any_of(load.groups.begin(), load.groups.end(), hasSteps)) {
        if (const std::optional<Nanoseconds> length = plannedLength(load, baseFolder))
            windows.rampEnd = length;
    }
    return windows;
}

LoadWindows afterSteering(const LoadWindows &planned, const std::vector<SteeringMoment> &acts)
{
    if (acts.empty())
        return planned;
    LoadWindows windows;
    for (const WindowRange &plateau : planned.plateaus)
        addPieces(plateau, acts, windows.plateaus);
    const Nanoseconds last = acts.back().at;
    windows.rampEnd = std::max(planned.rampEnd.value_or(last), last);
    if (windows.plateaus.empty() && !planned.plateaus.empty())
        windows.rampEnd = std::max(last, planned.plateaus.back().to);
    return windows;
}

} // namespace weir
