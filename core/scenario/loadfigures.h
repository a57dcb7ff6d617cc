// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of a load add up to, in closed form: for checks, estimates and texts. The plan itself is
// plan/'s.
#pragma once

#include "scenario/load.h"

#include <limits>
#include <optional>

namespace weir {

/// Figures of a stretch of load. Levels are requests a second (open) or users (closed). Doubles, so that no
/// step, however absurd, overflows.
struct CourseFigures
{
    double seconds = 0;
    double start = 0; ///< Level at its beginning.
    double end = 0;
    double lowest = 0;
    double peak = 0;
    double area = 0; ///< Requests (open) or user-seconds (closed).
    friend bool operator==(const CourseFigures &, const CourseFigures &) = default;
};

/// Of one step. Requests at once have no level: their start, end and peak are 0.
CourseFigures figuresOf(const OpenStep &step);
CourseFigures figuresOf(const ClosedStep &step);

/// Of the measured part of a group, cut by its duration and by `mostSeconds` where they are shorter than its
/// steps. Without steps or any such limit `seconds` and `area` are infinite. A trace gives zeros: its file
/// knows.
CourseFigures courseOf(const LoadGroup &group, double mostSeconds = std::numeric_limits<double>::infinity());

/// About how many requests a group makes, warm-up included; nothing when answers or a trace's file decide.
std::optional<double> estimatedRequests(const Load &load, const LoadGroup &group);
/// The same of all groups; nothing when one of them is unknown.
std::optional<double> estimatedRequests(const Load &load);

/// The duration that a file means which leaves it out: none where requests, iterations, steps or a trace end
/// the group.
std::optional<Nanoseconds> impliedDuration(const LoadGroup &group);

/// Mean of the think time; of a normal one without its cut at 0.
Nanoseconds meanOf(const ThinkTime &think);

} // namespace weir
