// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "plan/plan.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

double meanThinkSeconds(const ThinkTime &think)
{
    if (think.kind == ThinkTime::Kind::Uniform)
        return toSeconds(think.low) / 2 + toSeconds(std::max(think.low, think.high)) / 2;
    return toSeconds(think.low);
}

/// How long `requests` take; closed load: every user does its part, one after the other.
double secondsFor(quint64 requests, const Load &load, double lengthSeconds)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model))
        return static_cast<double>(requests) / open->rate;
    const ClosedLoad &closed = std::get<ClosedLoad>(load.first().model);
    const double rounds = std::ceil(static_cast<double>(requests) / std::max<quint32>(closed.users, 1));
    return rounds * (lengthSeconds + meanThinkSeconds(closed.think));
}

double measuredSeconds(const Load &load, double lengthSeconds)
{
    double seconds = load.first().duration ? toSeconds(*load.first().duration) : HUGE_VAL;
    if (load.first().requests)
        seconds = std::min(seconds, secondsFor(*load.first().requests, load, lengthSeconds));
    return std::isfinite(seconds) ? seconds : 0;
}

} // namespace

std::vector<PlannedLoadPoint> plannedLoad(const Load &load, Nanoseconds expectedLength, std::size_t points,
                                          const QString &)
{
    const double lengthSeconds = toSeconds(expectedLength);
    constexpr double longestSeconds = 9e9; // what the nanoseconds of a point can hold
    const double total =
        std::min(toSeconds(load.warmUp) + measuredSeconds(load, lengthSeconds), longestSeconds);
    const std::size_t count = std::max<std::size_t>(points, 2);
    std::vector<PlannedLoadPoint> plan;
    plan.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double at = total * static_cast<double>(i) / static_cast<double>(count - 1);
        PlannedLoadPoint point;
        point.at = Nanoseconds{std::llround(at * 1e9)};
        if (const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model)) {
            point.ratePerSecond = open->rate;
            // Little's law, and before the first answers are through the streams that have started so far.
            point.users = open->rate * std::min(at, lengthSeconds);
            if (open->cap)
                point.users = std::min(point.users, static_cast<double>(*open->cap));
        } else {
            point.users = std::get<ClosedLoad>(load.first().model).users;
        }
        plan.push_back(point);
    }
    return plan;
}

} // namespace weir
