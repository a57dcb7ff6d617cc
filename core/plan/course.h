// SPDX-License-Identifier: GPL-3.0-or-later
// The course of an open load: its rate at any time, how much has come by then, and when so much will have.
#pragma once

#include "base/clock.h"
#include "scenario/load.h"

#include <optional>
#include <vector>

namespace weir {

/// The end of planned time, 285 years: the sum of any two planned times fits 64 bits.
inline constexpr Nanoseconds furthest{9'000'000'000'000'000'000};

/// A stretch of a course with one formula. Amounts are requests, fractions included; all its formulas are
/// closed, so nothing adds up over a long run.
struct CoursePiece
{
    enum class Shape
    {
        Linear, ///< The rate goes from startLevel to endLevel.
        Jump,   ///< `amount` at once; it has no length.
        Peak,   ///< Heaviside's step, smoothed: the amount follows the error function.
    };

    Shape shape = Shape::Linear;
    Nanoseconds from{0}; ///< Since the course began.
    Nanoseconds length{0};
    double startLevel = 0; ///< Linear: requests a second.
    double endLevel = 0;
    double before = 0;          ///< Amount of the course up to `from`.
    double amount = 0;          ///< In this piece.
    bool counted = false;       ///< A step of so many requests rather than of a rate.
    Nanoseconds wholeLength{0}; ///< Peak: before the course was cut.
    double wholeAmount = 0;     ///< Peak: before the course was cut.
    /// Peak: where it begins and ends on the axis of the error function. Gatling's stressPeakUsers places
    /// request i of n (from 0) at erfinv(2 (i + 1) / (n + 2) - 1), so that the first is at the very start.
    double edge = 0;

    [[nodiscard]] Nanoseconds to() const { return from + length; }
    [[nodiscard]] double after() const { return before + amount; }
    /// Holds one rate from start to end.
    [[nodiscard]] bool isLevel() const { return shape == Shape::Linear && startLevel == endLevel; }
    /// Requests a second at `offset` (0..length) from the piece's start; 0 for a jump.
    [[nodiscard]] double levelAt(Nanoseconds offset) const;
    /// Amount in the first `offset` (0..length) of the piece; 0 at the start of a jump.
    [[nodiscard]] double amountUntil(Nanoseconds offset) const;
    /// Offset from the piece's start, to the nearest nanosecond, at which `part` (0..amount) of its amount
    /// has come.
    [[nodiscard]] Nanoseconds whenAmount(double part) const;
};

/// An immutable sequence of pieces without gaps, from time 0 on. Cheap to ask: O(log pieces).
class Course
{
public:
    Course() = default;
    /// The load's steps, or its rate for ever where it has none; cut at `cut` (no limit: nothing), where a
    /// jump exactly at the cut is left out. Rates that are no number or negative count as 0.
    Course(const OpenLoad &load, std::optional<Nanoseconds> cut);
    /// One rate for a time.
    Course(double rate, Nanoseconds length);

    [[nodiscard]] const std::vector<CoursePiece> &pieces() const { return m_pieces; }
    /// When the last piece ends.
    [[nodiscard]] Nanoseconds end() const;
    /// When the last of at most `requests` (no limit: nothing) is due by the amount, or the course ends.
    [[nodiscard]] Nanoseconds endWith(std::optional<quint64> requests) const;
    /// Requests of the whole course.
    [[nodiscard]] double amount() const;
    /// Requests a second from `at` on; 0 outside the course. Jumps have no rate.
    [[nodiscard]] double levelAt(Nanoseconds at) const;
    /// Requests a second up to `at`: at the edge of two pieces that of the first.
    [[nodiscard]] double levelBefore(Nanoseconds at) const;
    /// Requests that have come before `at`; a jump at `at` has not.
    [[nodiscard]] double amountUntil(Nanoseconds at) const;
    /// The first moment from which on more than `amount` (>= 0) has come, to the nearest nanosecond; nothing
    /// when the course has no more. The k-th request (from 0) of an even load is due at whenAmount(k).
    [[nodiscard]] std::optional<Nanoseconds> whenAmount(double amount) const;

private:
    void add(CoursePiece piece, Nanoseconds cut);

    std::vector<CoursePiece> m_pieces;
};

/// What rounding may have added to an `amount`, and a little more: a product such as 0.1/s x 30 s is not
/// exactly 3 in binary, and must not plan a fourth request.
double amountTolerance(double amount);

/// Requests that an even load plans between two amounts: the whole numbers in [from, to).
quint64 wholeAmounts(double from, double to);

} // namespace weir
