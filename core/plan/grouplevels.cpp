// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/grouplevels.h"

#include "base/units.h"
#include "plan/grouptimes.h"
#include "plan/tracelevels.h"
#include "plan/usercourse.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Warm-up and measured part of an open group.
class OpenLevels final : public GroupLevels
{
public:
    OpenLevels(const OpenLoad &open, const LoadGroup &group, const GroupTimes &times,
               Nanoseconds expectedLength)
        : m_measured(open, times.cut)
        , m_warmUp(m_measured.levelAt(Nanoseconds{0}), times.warmUp)
        , m_from(times.from)
        , m_length(m_measured.endWith(group.requests))
        , m_expectedLength(expectedLength)
        , m_mostRequests(group.requests ? static_cast<double>(*group.requests) : HUGE_VAL)
        , m_mostStreams(open.cap ? static_cast<double>(*open.cap) : HUGE_VAL)
        , m_hasEnd(!open.steps.empty() || times.cut || group.requests)
    {
    }

    [[nodiscard]] std::optional<Nanoseconds> end() const override
    {
        return m_hasEnd ? std::optional(m_from + m_length) : std::nullopt;
    }

    [[nodiscard]] std::vector<Nanoseconds> edges() const override
    {
        std::vector<Nanoseconds> edges{Nanoseconds{0}, m_warmUp.end()};
        for (const CoursePiece &piece : m_measured.pieces()) {
            if (piece.from > m_length)
                break;
            edges.push_back(m_from + piece.from);
            if (piece.shape == CoursePiece::Shape::Peak)
                edges.push_back(m_from + std::min(piece.from + piece.length / 2, m_length));
        }
        edges.push_back(m_from + m_length);
        return edges;
    }

    [[nodiscard]] PlannedLoadPoint before(Nanoseconds at) const override
    {
        const double rate = at <= m_from              ? m_warmUp.levelBefore(at)
                            : at - m_from <= m_length ? m_measured.levelBefore(at - m_from)
                                                      : 0;
        return point(at, rate, 0);
    }

    [[nodiscard]] PlannedLoadPoint after(Nanoseconds at) const override
    {
        const double rate = at < m_from              ? m_warmUp.levelAt(at)
                            : at - m_from < m_length ? m_measured.levelAt(at - m_from)
                                                     : 0;
        return point(at, rate, atOnce(at));
    }

    [[nodiscard]] double atOnce(Nanoseconds at) const override
    {
        const std::vector<CoursePiece> &pieces = m_measured.pieces();
        auto piece = std::lower_bound(pieces.begin(), pieces.end(), at - m_from,
                                      [](const CoursePiece &p, Nanoseconds t) { return p.from < t; });
        double count = 0;
        for (; piece != pieces.end() && m_from + piece->from == at; ++piece)
            count += piece->shape == CoursePiece::Shape::Jump ? piece->amount : 0;
        return count;
    }

    [[nodiscard]] bool holds(Nanoseconds from, Nanoseconds to) const override
    {
        return after(from).ratePerSecond == before(to).ratePerSecond;
    }

private:
    [[nodiscard]] double amountUntil(Nanoseconds at) const
    {
        // Past the end, what came at once at the end has come too.
        const double measured =
            at - m_from > m_length ? m_measured.amount() : m_measured.amountUntil(at - m_from);
        return m_warmUp.amountUntil(at) + std::min(measured, m_mostRequests);
    }

    [[nodiscard]] PlannedLoadPoint point(Nanoseconds at, double rate, double justCome) const
    {
        // Little's law, for a rate that changes: the streams that have started and not yet ended.
        const double open = amountUntil(at) + justCome - amountUntil(at - m_expectedLength);
        return {at, rate, std::min(open, m_mostStreams)};
    }

    Course m_measured;
    Course m_warmUp;
    Nanoseconds m_from;
    Nanoseconds m_length;
    Nanoseconds m_expectedLength;
    double m_mostRequests;
    double m_mostStreams;
    bool m_hasEnd;
};

/// How long a closed group takes for its requests and iterations when every user does its part, one after the
/// other.
std::optional<Nanoseconds> guessedLength(const LoadGroup &group, Nanoseconds expectedLength)
{
    const ClosedLoad &closed = std::get<ClosedLoad>(group.model);
    std::optional<double> rounds;
    if (group.requests)
        rounds = std::ceil(static_cast<double>(*group.requests) / std::max<quint32>(closed.users, 1));
    if (closed.iterations)
        rounds = std::min(rounds.value_or(HUGE_VAL), static_cast<double>(*closed.iterations));
    if (!rounds)
        return std::nullopt;
    const double cycle = std::max(toSeconds(expectedLength) + toSeconds(meanThinkTime(closed.think)),
                                  toSeconds(closed.pace.value_or(Nanoseconds{0})));
    return Nanoseconds{std::llround(std::min(*rounds * cycle, toSeconds(furthest) / 2) * 1e9)};
}

class ClosedLevels final : public GroupLevels
{
public:
    ClosedLevels(const Load &load, GroupIndex index, Nanoseconds expectedLength)
        : m_course(load, index), m_end(m_course.end())
    {
        const LoadGroup &group = load.groups[index];
        const bool isSteady = std::get<ClosedLoad>(group.model).steps.empty();
        if (const auto guess = guessedLength(group, expectedLength); guess && isSteady)
            m_end = std::min(m_end.value_or(furthest), timesOf(load, group).from + *guess);
    }

    [[nodiscard]] std::optional<Nanoseconds> end() const override { return m_end; }

    [[nodiscard]] std::vector<Nanoseconds> edges() const override
    {
        std::vector<Nanoseconds> edges{Nanoseconds{0}};
        for (const Nanoseconds edge : m_course.edges()) {
            if (!m_end || edge < *m_end)
                edges.push_back(edge);
        }
        if (m_end)
            edges.push_back(*m_end);
        return edges;
    }

    [[nodiscard]] PlannedLoadPoint before(Nanoseconds at) const override
    {
        PlannedLoadPoint point = after(at - Nanoseconds{1});
        point.at = at;
        return point;
    }

    [[nodiscard]] PlannedLoadPoint after(Nanoseconds at) const override
    {
        const bool isOver = m_end && at >= *m_end;
        return {at, 0, isOver ? 0 : static_cast<double>(m_course.usersAt(at))};
    }

    [[nodiscard]] double atOnce(Nanoseconds) const override { return 0; }

    [[nodiscard]] bool holds(Nanoseconds from, Nanoseconds to) const override
    {
        return after(from).users == before(to).users;
    }

private:
    UserCourse m_course;
    std::optional<Nanoseconds> m_end;
};

} // namespace

std::unique_ptr<GroupLevels> levelsOf(const Load &load, GroupIndex group, Nanoseconds expectedLength,
                                      const QString &baseFolder)
{
    const LoadGroup &planned = load.groups[group];
    if (const OpenLoad *open = std::get_if<OpenLoad>(&planned.model))
        return std::make_unique<OpenLevels>(*open, planned, timesOf(load, planned), expectedLength);
    if (std::holds_alternative<TraceLoad>(planned.model))
        return std::make_unique<TraceLevels>(load, group, expectedLength, baseFolder);
    return std::make_unique<ClosedLevels>(load, group, expectedLength);
}

std::vector<std::unique_ptr<GroupLevels>> levelsOf(const Load &load, Nanoseconds expectedLength,
                                                   const QString &baseFolder)
{
    std::vector<std::unique_ptr<GroupLevels>> groups;
    for (GroupIndex group = 0; group < load.groups.size(); ++group)
        groups.push_back(levelsOf(load, group, expectedLength, baseFolder));
    return groups;
}

std::vector<Nanoseconds> edgesOf(const std::vector<std::unique_ptr<GroupLevels>> &groups)
{
    std::vector<Nanoseconds> all;
    for (const std::unique_ptr<GroupLevels> &group : groups) {
        const std::vector<Nanoseconds> edges = group->edges();
        all.insert(all.end(), edges.begin(), edges.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace weir
