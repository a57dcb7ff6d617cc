// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/steering.h"

#include <algorithm>

namespace weir {

namespace {

bool hasSteps(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return !open->steps.empty();
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed != nullptr && !closed->steps.empty();
}

} // namespace

QStringList steeringTexts(const Steering &before, const Steering &after)
{
    QStringList texts;
    if (after.factor != before.factor)
        texts << QStringLiteral("load x%1").arg(QString::number(after.factor, 'g', 4));
    if (after.paused != before.paused)
        texts << (after.paused ? QStringLiteral("arrivals paused") : QStringLiteral("arrivals resumed"));
    return texts;
}

std::vector<WindowRange> steadyRanges(const std::vector<WindowRange> &planned,
                                      const std::vector<SteeringMoment> &acts, Nanoseconds shortest)
{
    std::vector<WindowRange> ranges;
    const auto keep = [&](Nanoseconds from, Nanoseconds to, double factor) {
        if (factor > 0 && to - from >= shortest)
            ranges.push_back({from, to});
    };
    for (const WindowRange &plateau : planned) {
        Nanoseconds from = plateau.from;
        double factor = 1;
        for (const SteeringMoment &act : acts) {
            const Nanoseconds at = std::clamp(act.at, from, plateau.to);
            keep(from, at, factor);
            from = at;
            factor = act.steering.effective();
        }
        keep(from, plateau.to, factor);
    }
    return ranges;
}

Nanoseconds rampEndOf(const Load &load, const std::vector<WindowRange> &plateaus,
                      std::optional<Nanoseconds> plannedLength)
{
    Nanoseconds end = load.warmUp;
    for (const LoadGroup &group : load.groups)
        end = std::max(end, load.warmUp + group.startAfter);
    const bool stepped = std::any_of(load.groups.begin(), load.groups.end(), hasSteps);
    return stepped && plateaus.empty() ? std::max(end, plannedLength.value_or(end)) : end;
}

} // namespace weir
