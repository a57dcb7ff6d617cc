// SPDX-License-Identifier: GPL-3.0-or-later
// Walks a course and places its arrivals: a point process of unit rate, mapped through the course's amount.
#pragma once

#include "base/random.h"
#include "plan/arrivalsource.h"
#include "plan/course.h"

namespace weir {

/// How the gaps between arrivals are drawn.
struct Spacing
{
    Arrivals kind = Arrivals::Even;
    double shape = 1; ///< Gamma: of its gaps, > 0.
};

/// The arrivals of one part of a group, warm-up or measured. A value: a copy goes on by itself.
///
/// Two amounts are kept apart: the course's own, and the planned one, which steering stretches. The planned
/// one has the unit-rate process: Even puts a point at every whole amount, Poisson and Gamma add up gaps of
/// mean 1; steering only moves where these points lie in time. Steps of a known count, and all pieces of a
/// Uniform load, have as many points as an even load has there, in the order statistics of uniform ones.
class StepWalk
{
public:
    StepWalk() = default;
    /// `begin`: since the run's start. `requests`: arrivals at most.
    StepWalk(std::shared_ptr<const Course> course, Nanoseconds begin, Spacing spacing, quint64 seed,
             std::optional<quint64> requests);

    /// Time of the next arrival since the run's start.
    std::optional<Nanoseconds> next(const FactorChanges &changes);

private:
    /// The points of a counted piece that are still to come.
    struct Points
    {
        quint64 count = 0; ///< When they were placed.
        quint64 left = 0;
        double wanted = 0; ///< What `count` would be at factor 1, before rounding and the limit of requests.
        double rest = 1;   ///< Share of the amount between `from` and `to` that is not used up.
        double from = 0;   ///< Amount of the course.
        double to = 0;
        std::optional<double> next; ///< Amount of the next one, once it is drawn.
    };

    [[nodiscard]] const CoursePiece &piece() const { return m_course->pieces()[m_piece]; }
    [[nodiscard]] bool isCounted() const;
    [[nodiscard]] double plannedOf(double amount) const { return m_planned + m_factor * (amount - m_own); }
    [[nodiscard]] double gap();
    void enterPiece();
    void placePoints(double wanted, double from);
    [[nodiscard]] double pointsWantedFrom(double amount) const;
    void steerTo(const FactorChange &change);
    [[nodiscard]] std::optional<Nanoseconds> candidate();
    void take();

    std::shared_ptr<const Course> m_course;
    Nanoseconds m_begin{0};
    Spacing m_spacing;
    quint64 m_seed = 0;
    Random m_gaps{0};
    Random m_places{0};            ///< Of the points of one piece: what one step draws changes no other.
    std::optional<quint64> m_left; ///< Arrivals that may still come.
    std::size_t m_piece = 0;
    std::size_t m_heeded = 0; ///< Changes of the factor heeded so far.
    double m_own = 0;         ///< Amounts of course and plan where the factor last changed.
    double m_planned = 0;
    double m_factor = 1;
    double m_nextPlanned = 0; ///< Even, Poisson, Gamma: planned amount of the next arrival.
    Points m_points;
    Nanoseconds m_last{0}; ///< Of the course; rounding must not lead back.
};

} // namespace weir
