// SPDX-License-Identifier: GPL-3.0-or-later
// How many users a closed group has at any time of the run, and when each of them comes and goes.
#pragma once

#include "plan/plan.h"

#include <memory>
#include <optional>

namespace weir {

/// The planned users of one closed group; times count from the run's start, warm-up included. User u (from 0)
/// is there while the level is above u, so users come in order and the last to come goes first. Not
/// thread-safe; every worker has its own.
class UserCourse
{
public:
    UserCourse(const Load &load, GroupIndex group);
    ~UserCourse();
    UserCourse(UserCourse &&) noexcept;
    UserCourse &operator=(UserCourse &&) noexcept;

    /// Users at `at`; 0 from end() on.
    [[nodiscard]] quint32 usersAt(Nanoseconds at) const;
    /// The earliest moment >= `from` at which `user` is there; nothing: never again.
    [[nodiscard]] std::optional<Nanoseconds> thereFrom(quint32 user, Nanoseconds from) const;
    /// Users times time over [from, to), the area under the course; for part `index` of `count` (user modulo
    /// count).
    [[nodiscard]] Nanoseconds userTime(Nanoseconds from, Nanoseconds to, quint32 index, quint32 count) const;
    /// The most users of the whole course, steering included.
    [[nodiscard]] quint32 mostUsers() const;
    /// When no user starts a request any more; nothing when only requests are counted.
    [[nodiscard]] std::optional<Nanoseconds> end() const;
    /// Where the course jumps or begins to change otherwise, as planned; ascending, its end included.
    [[nodiscard]] std::vector<Nanoseconds> edges() const;
    /// From `at` on the planned users are multiplied by `factor` (>= 0, rounded to whole users, 0: none while
    /// the plan's time goes on), replacing an earlier factor.
    void steer(Nanoseconds at, double factor);

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
