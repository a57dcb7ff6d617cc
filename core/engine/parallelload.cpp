// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parallelload.h"

#include <algorithm>

namespace weir {

void ParallelLoad::begin(const RunTimes &times, RequestLauncher &launcher)
{
    for (const std::unique_ptr<LoadDriver> &group : m_groups)
        group->begin(times, launcher);
}

LoadDriver *ParallelLoad::earliest() const
{
    LoadDriver *first = nullptr;
    TimePoint due = TimePoint::max();
    for (const std::unique_ptr<LoadDriver> &group : m_groups) {
        const std::optional<TimePoint> next = group->nextDue();
        if (!next || *next >= due)
            continue;
        first = group.get();
        due = *next;
    }
    return first;
}

std::optional<TimePoint> ParallelLoad::nextDue() const
{
    const LoadDriver *first = earliest();
    return first != nullptr ? first->nextDue() : std::nullopt;
}

bool ParallelLoad::launchNext(TimePoint now)
{
    LoadDriver *first = earliest();
    return first != nullptr && first->launchNext(now);
}

void ParallelLoad::requestEnded(RequestId request, UserIndex user, TimePoint now, Nanoseconds backOff)
{
    m_groups[groupOf(request, m_groups.size())]->requestEnded(request, user, now, backOff);
}

void ParallelLoad::steer(TimePoint at, double factor)
{
    for (const std::unique_ptr<LoadDriver> &group : m_groups)
        group->steer(at, factor);
}

void ParallelLoad::stop(TimePoint now)
{
    for (const std::unique_ptr<LoadDriver> &group : m_groups)
        group->stop(now);
}

bool ParallelLoad::planEnded(TimePoint now) const
{
    return std::all_of(m_groups.begin(), m_groups.end(),
                       [now](const std::unique_ptr<LoadDriver> &group) { return group->planEnded(now); });
}

std::size_t ParallelLoad::waiting() const
{
    std::size_t sum = 0;
    for (const std::unique_ptr<LoadDriver> &group : m_groups)
        sum += group->waiting();
    return sum;
}

UserTime ParallelLoad::takeUserTime(TimePoint now)
{
    UserTime sum;
    for (const std::unique_ptr<LoadDriver> &group : m_groups)
        sum += group->takeUserTime(now);
    return sum;
}

} // namespace weir
