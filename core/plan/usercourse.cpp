// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/usercourse.h"

#include "plan/grouptimes.h"
#include "scenario/limits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace weir {

namespace {

/// Products of users and nanoseconds, exact.
__extension__ using Wide = __int128;

/// A stretch in which the users change evenly, in whole numbers only, so that no time is off by rounding.
struct UserPiece
{
    Nanoseconds from{0}; ///< Since the run's start.
    Nanoseconds to{0};
    qint64 first = 0; ///< Users at `from`, and at `to` if the piece went on.
    qint64 last = 0;
    Nanoseconds whole{0}; ///< Length in which `first` becomes `last`; a cut piece ends before.

    [[nodiscard]] qint64 most() const { return std::max(first, last); }

    /// Users at `at` (from <= at < to): on the way up the next one is there as soon as the level leaves a
    /// whole number, on the way down one leaves as soon as it reaches one.
    [[nodiscard]] qint64 usersAt(Nanoseconds at) const
    {
        if (first == last)
            return first;
        const Wide passed = Wide{std::abs(last - first)} * (at - from).count() / whole.count();
        const qint64 steps = static_cast<qint64>(passed);
        return first < last ? first + steps + 1 : first - steps;
    }

    /// When user `user` comes (on the way up) or goes (down); it does neither when the users stay.
    [[nodiscard]] Nanoseconds turnOf(qint64 user) const
    {
        const qint64 steps = first < last ? user - first : first - user;
        const qint64 change = std::abs(last - first);
        const Wide offset = (Wide{steps} * whole.count() + change - 1) / change;
        return from + Nanoseconds{static_cast<qint64>(offset)};
    }

    /// Where `user` is there; from >= to: nowhere in this piece.
    [[nodiscard]] std::pair<Nanoseconds, Nanoseconds> stayOf(qint64 user) const
    {
        if (user < std::min(first, last))
            return {from, to};
        if (user >= most())
            return {to, to};
        return first < last ? std::pair{std::min(turnOf(user), to), to}
                            : std::pair{from, std::min(turnOf(user), to)};
    }
};

qint64 saneUsers(qint64 users)
{
    return std::clamp<qint64>(users, 0, limits::maxUsers);
}

/// Puts pieces together, up to a cut.
class PieceList
{
public:
    PieceList(Nanoseconds from, Nanoseconds cut) : m_at(from), m_cut(cut) {}

    void add(qint64 first, qint64 last, Nanoseconds length)
    {
        const Nanoseconds whole = std::clamp(length, Nanoseconds{0}, furthest);
        const Nanoseconds to = m_at + std::min(whole, m_cut - m_at);
        if (to <= m_at)
            return;
        m_pieces.push_back({m_at, to, saneUsers(first), saneUsers(last), whole});
        m_at = to;
    }

    void add(const UsersStep &step) { add(step.users, step.users, step.duration); }
    void add(const UserRamp &ramp) { add(ramp.from, ramp.to, ramp.duration); }
    void add(const UserStairs &stairs)
    {
        const qint64 first = stairs.from ? qint64{*stairs.from} : qint64{stairs.increment};
        for (qint64 i = 0; i < std::min(stairs.levels, limits::maxLevels); ++i) {
            const qint64 level = first + i * stairs.increment;
            if (i > 0)
                add(level - stairs.increment, level, stairs.ramp);
            else if (!stairs.from)
                add(0, level, stairs.ramp);
            add(level, level, stairs.level);
        }
    }

    [[nodiscard]] std::vector<UserPiece> take() { return std::move(m_pieces); }

private:
    Nanoseconds m_at;
    Nanoseconds m_cut;
    std::vector<UserPiece> m_pieces;
};

/// From `at` on the users are multiplied by `factor`.
struct UserSteering
{
    Nanoseconds at{0};
    double factor = 1;

    /// Rounded to the nearest, at most what a scenario may ask for.
    [[nodiscard]] qint64 scaled(qint64 users) const
    {
        const double most = limits::maxUsers;
        return std::llround(std::min(static_cast<double>(users) * factor, most));
    }
    /// The planned user at whose coming and going user `user` comes and goes; nothing: it never does.
    [[nodiscard]] std::optional<qint64> plannedUser(qint64 user, qint64 mostPlanned) const
    {
        if (factor == 1)
            return user;
        if (user >= scaled(mostPlanned))
            return std::nullopt;
        // The least number of planned users that is rounded to more than `user`.
        qint64 low = 0;
        qint64 high = mostPlanned;
        while (high - low > 1) {
            const qint64 middle = std::midpoint(low, high);
            (scaled(middle) > user ? high : low) = middle;
        }
        return high - 1;
    }
};

/// Users u < `users` with u % count == index.
qint64 sharedUsers(qint64 users, quint32 index, quint32 count)
{
    return users > index ? (users - index - 1) / count + 1 : 0;
}

} // namespace

class UserCourse::Private
{
public:
    Private(const Load &load, GroupIndex group);

    /// Calls `visit(piece, steering, from, to)` for each stretch of one piece and one steering inside [from,
    /// to), ascending, until it returns true.
    template <typename Visit>
    void forEachStretch(Nanoseconds from, Nanoseconds to, Visit visit) const;

    std::vector<UserPiece> pieces;
    std::vector<UserSteering> steerings{UserSteering{}};
    qint64 mostPlanned = 0;
    bool ends = true;
};

UserCourse::Private::Private(const Load &load, GroupIndex group)
{
    const LoadGroup &planned = load.groups[group];
    const ClosedLoad &closed = std::get<ClosedLoad>(planned.model);
    const GroupTimes times = timesOf(load, planned);
    PieceList list(times.from, times.from + times.cut.value_or(furthest - times.from));
    if (closed.steps.empty())
        list.add(closed.users, closed.users, furthest);
    for (const ClosedStep &step : closed.steps)
        std::visit([&](const auto &s) { list.add(s); }, step);
    pieces = list.take();
    ends = times.cut || !closed.steps.empty();
    if (times.warmUp > Nanoseconds{0}) {
        const qint64 users = pieces.empty() ? saneUsers(closed.users) : pieces.front().first;
        pieces.insert(pieces.begin(), {Nanoseconds{0}, times.warmUp, users, users, times.warmUp});
    }
    for (const UserPiece &piece : pieces)
        mostPlanned = std::max(mostPlanned, piece.most());
}

template <typename Visit>
void UserCourse::Private::forEachStretch(Nanoseconds from, Nanoseconds to, Visit visit) const
{
    const auto isBefore = [](const UserPiece &piece, Nanoseconds at) { return piece.to <= at; };
    auto piece = std::lower_bound(pieces.begin(), pieces.end(), from, isBefore);
    for (; piece != pieces.end() && piece->from < to; ++piece) {
        for (std::size_t i = 0; i < steerings.size(); ++i) {
            const Nanoseconds next = i + 1 < steerings.size() ? steerings[i + 1].at : Nanoseconds::max();
            const Nanoseconds begin = std::max({from, piece->from, steerings[i].at});
            const Nanoseconds end = std::min({to, piece->to, next});
            if (begin < end && visit(*piece, steerings[i], begin, end))
                return;
        }
    }
}

UserCourse::UserCourse(const Load &load, GroupIndex group) : m_d(std::make_unique<Private>(load, group)) {}
UserCourse::~UserCourse() = default;
UserCourse::UserCourse(UserCourse &&) noexcept = default;
UserCourse &UserCourse::operator=(UserCourse &&) noexcept = default;

quint32 UserCourse::usersAt(Nanoseconds at) const
{
    qint64 users = 0;
    m_d->forEachStretch(at, std::min(at, furthest) + Nanoseconds{1},
                        [&](const UserPiece &piece, const UserSteering &steering, Nanoseconds, Nanoseconds) {
                            users = steering.scaled(piece.usersAt(at));
                            return true;
                        });
    return static_cast<quint32>(users);
}

std::optional<Nanoseconds> UserCourse::thereFrom(quint32 user, Nanoseconds from) const
{
    std::optional<Nanoseconds> found;
    m_d->forEachStretch(
        from, Nanoseconds::max(),
        [&](const UserPiece &piece, const UserSteering &steering, Nanoseconds begin, Nanoseconds end) {
            const auto planned = steering.plannedUser(user, m_d->mostPlanned);
            if (!planned)
                return false;
            const auto [comes, goes] = piece.stayOf(*planned);
            if (std::max(comes, begin) < std::min(goes, end))
                found = std::max(comes, begin);
            return found.has_value();
        });
    return found;
}

Nanoseconds UserCourse::userTime(Nanoseconds from, Nanoseconds to, quint32 index, quint32 count) const
{
    Nanoseconds sum{0};
    m_d->forEachStretch(
        from, to,
        [&](const UserPiece &piece, const UserSteering &steering, Nanoseconds begin, Nanoseconds end) {
            const qint64 first = steering.scaled(piece.usersAt(begin));
            const qint64 last = steering.scaled(piece.usersAt(end - Nanoseconds{1}));
            const qint64 always = sharedUsers(std::min(first, last), index, count);
            sum += (end - begin) * always;
            // Only those who come or go inside the stretch are looked at one by one.
            const qint64 most = std::max(first, last);
            for (qint64 user = index + always * count; user < most; user += count) {
                const auto [comes, goes] = piece.stayOf(*steering.plannedUser(user, m_d->mostPlanned));
                sum += std::max(std::min(goes, end) - std::max(comes, begin), Nanoseconds{0});
            }
            return false;
        });
    return sum;
}

quint32 UserCourse::mostUsers() const
{
    qint64 most = 0;
    m_d->forEachStretch(
        Nanoseconds{0}, Nanoseconds::max(),
        [&](const UserPiece &piece, const UserSteering &steering, Nanoseconds begin, Nanoseconds end) {
            most = std::max({most, steering.scaled(piece.usersAt(begin)),
                             steering.scaled(piece.usersAt(end - Nanoseconds{1}))});
            return false;
        });
    return static_cast<quint32>(most);
}

std::optional<Nanoseconds> UserCourse::end() const
{
    if (!m_d->ends)
        return std::nullopt;
    return m_d->pieces.empty() ? Nanoseconds{0} : m_d->pieces.back().to;
}

std::vector<Nanoseconds> UserCourse::edges() const
{
    std::vector<Nanoseconds> edges;
    for (const UserPiece &piece : m_d->pieces)
        edges.push_back(piece.from);
    if (m_d->ends && !m_d->pieces.empty())
        edges.push_back(m_d->pieces.back().to);
    return edges;
}

void UserCourse::steer(Nanoseconds at, double factor)
{
    at = std::max(at, Nanoseconds{0});
    while (!m_d->steerings.empty() && m_d->steerings.back().at >= at)
        m_d->steerings.pop_back();
    m_d->steerings.push_back({at, factor > 0 ? std::min(factor, double{limits::maxUsers}) : 0});
}

} // namespace weir
