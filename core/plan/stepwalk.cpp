// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/stepwalk.h"

#include "scenario/limits.h"

#include <algorithm>
#include <cmath>

namespace weir {

StepWalk::StepWalk(std::shared_ptr<const Course> course, Nanoseconds begin, Spacing spacing, quint64 seed,
                   std::optional<quint64> requests)
    : m_course(std::move(course))
    , m_begin(begin)
    , m_spacing(spacing)
    , m_seed(seed)
    , m_gaps(seed)
    , m_left(requests)
{
    const double shape = std::isfinite(spacing.shape) ? spacing.shape : 1;
    m_spacing.shape = std::clamp(shape, limits::minBurstiness, limits::maxBurstiness);
    if (!m_course->pieces().empty())
        enterPiece();
}

std::optional<Nanoseconds> StepWalk::next(const FactorChanges &changes)
{
    while (m_piece < m_course->pieces().size() && m_left != 0) {
        const std::optional<Nanoseconds> arrival = candidate();
        const Nanoseconds reached = arrival.value_or(piece().to());
        if (m_heeded < changes.size() && changes[m_heeded].at <= m_begin + reached) {
            steerTo(changes[m_heeded++]);
        } else if (arrival) {
            take();
            m_last = *arrival;
            return m_begin + *arrival;
        } else if (++m_piece < m_course->pieces().size()) {
            enterPiece();
        }
    }
    return std::nullopt;
}

bool StepWalk::isCounted() const
{
    switch (m_spacing.kind) {
    case Arrivals::Even:
        return false;
    case Arrivals::Uniform:
        return true;
    case Arrivals::Poisson:
    case Arrivals::Gamma:
        break;
    }
    return piece().counted;
}

double StepWalk::gap()
{
    switch (m_spacing.kind) {
    case Arrivals::Even:
    case Arrivals::Uniform:
        break;
    case Arrivals::Poisson:
        return m_gaps.exponential(1);
    case Arrivals::Gamma:
        return m_gaps.gamma(m_spacing.shape) / m_spacing.shape;
    }
    return 1;
}

void StepWalk::enterPiece()
{
    const bool followsGaps = m_piece > 0 && !m_course->pieces()[m_piece - 1].counted;
    if (isCounted()) {
        m_places = Random(mixSeed({m_seed, m_piece}));
        const double planned =
            static_cast<double>(wholeAmounts(plannedOf(piece().before), plannedOf(piece().after())));
        placePoints(m_factor > 0 ? planned / m_factor : piece().amount, piece().before);
    } else if (m_spacing.kind != Arrivals::Even && !followsGaps) {
        m_nextPlanned = plannedOf(piece().before) + gap();
    }
}

void StepWalk::placePoints(double wanted, double from)
{
    constexpr double most = 1e18; // what 64 bits hold, and no run reaches
    const double count = std::min(wanted * m_factor, most);
    m_points = Points{};
    m_points.wanted = wanted;
    m_points.count = static_cast<quint64>(std::llround(count));
    m_points.from = from;
    m_points.to = piece().after();
    if (m_left && m_points.count > *m_left) {
        // The time that so many requests take, not the whole piece.
        m_points.to = from + (m_points.to - from) * static_cast<double>(*m_left) / count;
        m_points.count = *m_left;
    }
    m_points.left = m_points.count;
}

double StepWalk::pointsWantedFrom(double amount) const
{
    const double given = static_cast<double>(m_points.count - m_points.left);
    if (m_factor > 0)
        return std::max(m_points.wanted - given / m_factor, 0.0);
    const double whole = piece().after() - m_points.from;
    return whole > 0 ? m_points.wanted * (piece().after() - amount) / whole : 0;
}

void StepWalk::steerTo(const FactorChange &change)
{
    if (change.factor == m_factor)
        return;
    const Nanoseconds offset = std::clamp(change.at - m_begin - piece().from, Nanoseconds{0}, piece().length);
    const double amount = piece().before + piece().amountUntil(offset);
    const double wanted = isCounted() ? pointsWantedFrom(amount) : 0;
    m_planned = plannedOf(amount);
    m_own = amount;
    m_factor = change.factor;
    if (isCounted())
        placePoints(wanted, amount);
}

std::optional<Nanoseconds> StepWalk::candidate()
{
    double amount = 0;
    if (isCounted()) {
        if (m_points.left == 0)
            return std::nullopt;
        if (piece().shape == CoursePiece::Shape::Jump)
            return piece().from;
        // The smallest of m points that are uniform over the rest is rest * (1 - u^(1/m)) away: the order
        // statistics one after the other, with nothing kept or sorted (Bentley & Saxe 1980).
        if (!m_points.next) {
            m_points.rest *= std::exp(std::log1p(-m_places.uniform()) / static_cast<double>(m_points.left));
            m_points.next = m_points.to - m_points.rest * (m_points.to - m_points.from);
        }
        amount = *m_points.next;
    } else {
        const double planned = plannedOf(piece().after());
        if (!(m_factor > 0) || m_nextPlanned >= planned - amountTolerance(planned))
            return std::nullopt;
        amount = m_own + (m_nextPlanned - m_planned) / m_factor;
    }
    // A piece ends before the next one begins: rounding may push nothing over its end.
    const Nanoseconds last = std::max(piece().length - Nanoseconds{1}, Nanoseconds{0});
    const Nanoseconds offset = std::min(piece().whenAmount(amount - piece().before), last);
    return std::max(piece().from + offset, m_last);
}

void StepWalk::take()
{
    if (isCounted()) {
        --m_points.left;
        m_points.next.reset();
    } else {
        m_nextPlanned += gap();
    }
    if (m_left)
        --*m_left;
}

} // namespace weir
