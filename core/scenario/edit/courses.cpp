// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/courses.h"

#include "scenario/edit/steps.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace weir {

namespace {

/// Level and length that a course keeps to: the constant ones, else the highest level and all its time.
std::pair<double, Nanoseconds> measureOf(const LoadGroup &group)
{
    const Nanoseconds length = group.duration.value_or(std::chrono::seconds{30});
    if (stepCount(group) == 0)
        return {constantLevel(group), length};
    const CourseFigures course = courseOf(group);
    const double seconds = std::clamp(course.seconds, 1.0, 9e9);
    return {course.peak > 0 ? course.peak : 1, Nanoseconds{std::llround(seconds * 1e9)}};
}

std::vector<OpenStep> openCourse(CourseTemplate course, double rate, Nanoseconds length)
{
    using namespace std::chrono_literals;
    switch (course) {
    case CourseTemplate::RampAndHold:
        return {RateRamp{0, rate, 10s}, RateStep{rate, length}};
    case CourseTemplate::Stairs:
        return {RateStairs{std::nullopt, rate, 5, 30s, 5s}};
    case CourseTemplate::Spike:
        return {RateStep{rate, 30s}, RateStep{5 * rate, 10s}, RateStep{rate, 30s}};
    case CourseTemplate::Soak:
        return {RateRamp{0, rate, 1min}, RateStep{rate, 24h}};
    }
    return {};
}

std::vector<ClosedStep> closedCourse(CourseTemplate course, quint32 users, Nanoseconds length)
{
    using namespace std::chrono_literals;
    switch (course) {
    case CourseTemplate::RampAndHold:
        return {UserRamp{0, users, 10s}, UsersStep{users, length}};
    case CourseTemplate::Stairs:
        return {UserStairs{std::nullopt, qint32(users), 5, 30s, 5s}};
    case CourseTemplate::Spike:
        return {UsersStep{users, 30s}, UserRamp{users, 5 * users, 5s}, UsersStep{5 * users, 10s},
                UsersStep{users, 30s}};
    case CourseTemplate::Soak:
        return {UserRamp{0, users, 1min}, UsersStep{users, 24h}};
    }
    return {};
}

} // namespace

void applyCourse(LoadGroup &group, CourseTemplate course)
{
    const auto [level, length] = measureOf(group);
    if (OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        open->steps = openCourse(course, level, length);
    else if (ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        closed->steps = closedCourse(course, static_cast<quint32>(level), length);
    else
        return;
    setConstantLevel(group, 1);
    group.duration.reset();
}

} // namespace weir
