// SPDX-License-Identifier: GPL-3.0-or-later
// How many requests a load plans, and until when.
#include "plan/grouptimes.h"
#include "plan/plan.h"
#include "plan/usercourse.h"

#include <cmath>

namespace weir {

namespace {

constexpr double mostWalked = 5'000'000; // a third of a second

/// Requests of an open group as amounts of its course, the limit of requests heeded.
struct OpenAmounts
{
    double warmUp = 0;
    double measured = 0;
    bool isRandom = false; ///< The number of requests differs from seed to seed.
};

bool hasRateStep(const Course &course)
{
    return std::any_of(course.pieces().begin(), course.pieces().end(),
                       [](const CoursePiece &piece) { return !piece.counted && piece.amount > 0; });
}

OpenAmounts amountsOf(const Load &load, const LoadGroup &group)
{
    const OpenLoad &open = std::get<OpenLoad>(group.model);
    const GroupTimes times = timesOf(load, group);
    OpenAmounts amounts;
    if (open.steps.empty() && !times.cut && !group.requests)
        return amounts;
    const Course course(open, times.cut);
    const Course warmUp(course.levelAt(Nanoseconds{0}), times.warmUp);
    amounts.warmUp = warmUp.amount();
    amounts.measured = course.amount();
    if (group.requests)
        amounts.measured = std::min(amounts.measured, static_cast<double>(*group.requests));
    const bool hasRandomGaps = open.arrivals == Arrivals::Poisson || open.arrivals == Arrivals::Gamma;
    amounts.isRandom = hasRandomGaps && (hasRateStep(course) || hasRateStep(warmUp));
    return amounts;
}

/// What the whole plan of a group comes to, by walking it.
struct Walk
{
    quint64 count = 0;
    Nanoseconds last{0}; ///< When the last arrival is due.
};

Walk walked(const Load &load, GroupIndex group, quint64 seed, const QString &baseFolder)
{
    Walk walk;
    const Result<std::unique_ptr<ArrivalSequence>> arrivals = arrivalsOf(load, group, seed, baseFolder);
    while (arrivals) {
        const std::optional<Arrival> arrival = (*arrivals)->next();
        if (!arrival)
            break;
        ++walk.count;
        walk.last = arrival->at;
    }
    return walk;
}

std::optional<quint64> plannedRequestsOf(const Load &load, GroupIndex index, quint64 seed,
                                         const QString &baseFolder)
{
    const LoadGroup &group = load.groups[index];
    if (!group.isOpen())
        return group.requests;
    if (std::holds_alternative<TraceLoad>(group.model))
        return walked(load, index, seed, baseFolder).count;
    const OpenAmounts amounts = amountsOf(load, group);
    if (!amounts.isRandom)
        return wholeAmounts(0, amounts.warmUp) + wholeAmounts(0, amounts.measured);
    if (amounts.warmUp + amounts.measured > mostWalked)
        return std::nullopt;
    return walked(load, index, seed, baseFolder).count;
}

std::optional<double> expectedRequestsOf(const Load &load, GroupIndex index, const QString &baseFolder)
{
    const LoadGroup &group = load.groups[index];
    if (!std::holds_alternative<OpenLoad>(group.model)) {
        const std::optional<quint64> planned = plannedRequestsOf(load, index, 0, baseFolder);
        return planned ? std::optional(static_cast<double>(*planned)) : std::nullopt;
    }
    const OpenAmounts amounts = amountsOf(load, group);
    return amounts.warmUp + amounts.measured;
}

std::optional<Nanoseconds> plannedEnd(const Load &load, GroupIndex index, const QString &baseFolder)
{
    const LoadGroup &group = load.groups[index];
    if (std::holds_alternative<ClosedLoad>(group.model))
        return UserCourse(load, index).end();
    if (std::holds_alternative<TraceLoad>(group.model))
        return walked(load, index, 0, baseFolder).last;
    const GroupTimes times = timesOf(load, group);
    const OpenLoad &open = std::get<OpenLoad>(group.model);
    if (open.steps.empty() && !times.cut)
        return std::nullopt;
    return times.from + Course(open, times.cut).end();
}

} // namespace

std::optional<quint64> plannedRequests(const Load &load, quint64 seed, const QString &baseFolder)
{
    quint64 sum = 0;
    for (GroupIndex group = 0; group < load.groups.size(); ++group) {
        const std::optional<quint64> planned = plannedRequestsOf(load, group, seed, baseFolder);
        if (!planned)
            return std::nullopt;
        sum += *planned;
    }
    return sum;
}

std::optional<double> expectedRequests(const Load &load, const QString &baseFolder)
{
    double sum = 0;
    for (GroupIndex group = 0; group < load.groups.size(); ++group) {
        const std::optional<double> expected = expectedRequestsOf(load, group, baseFolder);
        if (!expected)
            return std::nullopt;
        sum += *expected;
    }
    return sum;
}

std::optional<Nanoseconds> plannedLength(const Load &load, const QString &baseFolder)
{
    Nanoseconds last{0};
    for (GroupIndex group = 0; group < load.groups.size(); ++group) {
        const std::optional<Nanoseconds> end = plannedEnd(load, group, baseFolder);
        if (!end)
            return std::nullopt;
        last = std::max(last, *end);
    }
    return std::min(last, load.maxDuration.value_or(furthest));
}

} // namespace weir
