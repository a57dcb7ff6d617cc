// SPDX-License-Identifier: GPL-3.0-or-later
// The planned level of one group at any time, whatever its model; inside plan/ only.
#pragma once

#include "plan/plan.h"

#include <memory>
#include <vector>

namespace weir {

/// All times since the run's start. Where the level jumps, before() and after() differ.
class GroupLevels
{
public:
    virtual ~GroupLevels() = default;
    /// Where the level jumps or begins to change otherwise, ascending, start and end included.
    [[nodiscard]] virtual std::vector<Nanoseconds> edges() const = 0;
    /// When the load ends, by a guess where only requests are counted; nothing: it has no end.
    [[nodiscard]] virtual std::optional<Nanoseconds> end() const = 0;
    [[nodiscard]] virtual PlannedLoadPoint before(Nanoseconds at) const = 0;
    [[nodiscard]] virtual PlannedLoadPoint after(Nanoseconds at) const = 0;
    /// Requests that come all at once at `at`.
    [[nodiscard]] virtual double atOnce(Nanoseconds at) const = 0;
    /// The level stays as it is between two neighbouring edges.
    [[nodiscard]] virtual bool holds(Nanoseconds from, Nanoseconds to) const = 0;
};

/// `expectedLength`: of one request, for the open streams of open load.
std::unique_ptr<GroupLevels> levelsOf(const Load &load, GroupIndex group, Nanoseconds expectedLength,
                                      const QString &baseFolder);

/// Those of all groups.
std::vector<std::unique_ptr<GroupLevels>> levelsOf(const Load &load, Nanoseconds expectedLength,
                                                   const QString &baseFolder);

/// Edges of several groups, each once, ascending.
std::vector<Nanoseconds> edgesOf(const std::vector<std::unique_ptr<GroupLevels>> &groups);

} // namespace weir
