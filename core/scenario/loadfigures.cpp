// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/loadfigures.h"

#include "base/units.h"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace weir {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

CourseFigures flat(double level, double seconds)
{
    return {seconds, level, level, level, level, level > 0 ? level * seconds : 0};
}

CourseFigures linear(double from, double to, Nanoseconds duration)
{
    const double seconds = toSeconds(duration);
    return {seconds, from, to, std::min(from, to), std::max(from, to), (from + to) / 2 * seconds};
}

/// Stairs of rates or users; levels are an arithmetic series, and so are the ramps' means.
template <typename Stairs>
CourseFigures stairs(const Stairs &step)
{
    const bool leadsIn = !step.from && step.ramp > Nanoseconds{0};
    const double increment = step.increment;
    const double first = step.from ? double(*step.from) : increment;
    const double levels = std::max<double>(step.levels, 1);
    const double last = first + (levels - 1) * increment;
    const double level = toSeconds(step.level);
    const double ramp = toSeconds(step.ramp);
    const double mean = (first + last) / 2;
    CourseFigures figures;
    figures.seconds = levels * level + (levels - 1) * ramp + (leadsIn ? ramp : 0);
    figures.start = leadsIn ? 0 : first;
    figures.end = last;
    figures.lowest = std::min({figures.start, first, last});
    figures.peak = std::max({figures.start, first, last});
    figures.area = mean * (levels * level + (levels - 1) * ramp) + (leadsIn ? first / 2 * ramp : 0);
    return figures;
}

struct OpenFigures
{
    CourseFigures operator()(const RateStep &step) const { return flat(step.rate, toSeconds(step.duration)); }
    CourseFigures operator()(const RateRamp &step) const { return linear(step.from, step.to, step.duration); }
    CourseFigures operator()(const RateStairs &step) const { return stairs(step); }
    CourseFigures operator()(const SpreadStep &step) const
    {
        const double seconds = toSeconds(step.duration);
        const double count = static_cast<double>(step.count);
        CourseFigures figures = flat(count / seconds, seconds);
        figures.area = count;
        return figures;
    }
    CourseFigures operator()(const AtOnceStep &step) const
    {
        return {0, 0, 0, 0, 0, static_cast<double>(step.count)};
    }
    CourseFigures operator()(const PeakStep &step) const
    {
        // The slope in the middle of the course of docs/load-shapes.md: request k of n lies where erf()
        // reaches 2 (k + 1) / (n + 2) - 1, and the time ends where that is n / (n + 2).
        const double seconds = toSeconds(step.duration);
        const double count = static_cast<double>(step.count);
        const double edge = boost::math::erfc_inv(2 / (count + 2));
        const double middle = (count + 2) * 2 * edge / std::sqrt(std::numbers::pi);
        return {seconds, 0, 0, 0, middle / seconds, count};
    }
    CourseFigures operator()(const PauseStep &step) const { return flat(0, toSeconds(step.duration)); }
};

struct ClosedFigures
{
    CourseFigures operator()(const UsersStep &step) const
    {
        return flat(step.users, toSeconds(step.duration));
    }
    CourseFigures operator()(const UserRamp &step) const { return linear(step.from, step.to, step.duration); }
    CourseFigures operator()(const UserStairs &step) const { return stairs(step); }
};

/// The steps one after the other, at most `limit` seconds of them.
template <typename Step>
CourseFigures sumOf(const std::vector<Step> &steps, double limit)
{
    CourseFigures sum;
    bool isFirst = true;
    for (const Step &step : steps) {
        const CourseFigures figures = figuresOf(step);
        if (sum.seconds >= limit)
            break;
        // A step that is cut counts by its share; exact where its level is constant.
        const double share =
            std::min(1.0, figures.seconds > 0 ? (limit - sum.seconds) / figures.seconds : 1.0);
        sum.seconds += figures.seconds * share;
        sum.area += figures.area * share;
        sum.end = figures.end;
        sum.start = isFirst ? figures.start : sum.start;
        sum.lowest = isFirst ? figures.lowest : std::min(sum.lowest, figures.lowest);
        sum.peak = std::max(sum.peak, figures.peak);
        isFirst = false;
    }
    return sum;
}

} // namespace

CourseFigures figuresOf(const OpenStep &step)
{
    return std::visit(OpenFigures{}, step);
}

CourseFigures figuresOf(const ClosedStep &step)
{
    return std::visit(ClosedFigures{}, step);
}

CourseFigures courseOf(const LoadGroup &group, double mostSeconds)
{
    const double limit = std::min(mostSeconds, group.duration ? toSeconds(*group.duration) : endless);
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return open->steps.empty() ? flat(open->rate, limit) : sumOf(open->steps, limit);
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        return closed->steps.empty() ? flat(closed->users, limit) : sumOf(closed->steps, limit);
    return {};
}

std::optional<double> estimatedRequests(const Load &load, const LoadGroup &group)
{
    const double most = group.requests ? static_cast<double>(*group.requests) : endless;
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model)) {
        const double each = closed->iterations ? static_cast<double>(*closed->iterations) : endless;
        const double count = std::min(most, each * std::max(1.0, courseOf(group).peak));
        return std::isfinite(count) ? std::optional(count) : std::nullopt;
    }
    if (std::holds_alternative<TraceLoad>(group.model))
        return group.requests ? std::optional(most) : std::nullopt;
    // In seconds: the times of an unchecked scenario need not fit into one Nanoseconds.
    const double left =
        load.maxDuration ? toSeconds(*load.maxDuration) - toSeconds(load.warmUp) - toSeconds(group.startAfter)
                         : endless;
    const CourseFigures course = courseOf(group, std::max(0.0, left));
    const double measured = std::min(most, course.area);
    const double warmUp = group.startAfter > Nanoseconds{0} ? 0 : course.start * toSeconds(load.warmUp);
    return std::isfinite(measured) ? std::optional(warmUp + measured) : std::nullopt;
}

std::optional<double> estimatedRequests(const Load &load)
{
    double sum = 0;
    for (const LoadGroup &group : load.groups) {
        const std::optional<double> count = estimatedRequests(load, group);
        if (!count)
            return std::nullopt;
        sum += *count;
    }
    return sum;
}

std::optional<Nanoseconds> impliedDuration(const LoadGroup &group)
{
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    const OpenLoad *open = std::get_if<OpenLoad>(&group.model);
    const bool endsByItself = group.requests || (closed && (closed->iterations || !closed->steps.empty())) ||
                              (open && !open->steps.empty()) ||
                              std::holds_alternative<TraceLoad>(group.model);
    return endsByItself ? std::nullopt : LoadGroup{}.duration;
}

Nanoseconds meanOf(const ThinkTime &think)
{
    return think.kind == ThinkTime::Kind::Uniform ? think.low + (think.high - think.low) / 2 : think.low;
}

} // namespace weir
