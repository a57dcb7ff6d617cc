// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/course.h"

#include "base/units.h"
#include "scenario/limits.h"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weir {

namespace {

using Shape = CoursePiece::Shape;

constexpr double nsPerSecond = 1e9;
/// Far above what any machine sends; keeps amounts inside what 64 bits count.
constexpr double highestRate = 1e9;

double saneRate(double rate)
{
    return rate > 0 ? std::min(rate, highestRate) : 0; // NaN is not above 0
}

Nanoseconds saneTime(Nanoseconds time)
{
    return std::clamp(time, Nanoseconds{0}, furthest);
}

/// Without the detour over long double, which costs twice the time for digits that a double can't hold.
double erfcInverse(double value)
{
    using namespace boost::math::policies;
    using Policy = policy<promote_double<false>, overflow_error<ignore_error>>;
    return boost::math::erfc_inv(std::clamp(value, 0.0, 2.0), Policy());
}

CoursePiece linear(double from, double to, Nanoseconds length)
{
    CoursePiece piece;
    piece.startLevel = saneRate(from);
    piece.endLevel = saneRate(to);
    piece.length = saneTime(length);
    piece.amount = (piece.startLevel + piece.endLevel) / 2 * toSeconds(piece.length);
    return piece;
}

CoursePiece jump(quint64 count)
{
    CoursePiece piece;
    piece.shape = Shape::Jump;
    piece.counted = true;
    piece.amount = static_cast<double>(count);
    return piece;
}

CoursePiece spread(quint64 count, Nanoseconds duration)
{
    if (duration <= Nanoseconds{0})
        return jump(count);
    CoursePiece piece;
    piece.length = saneTime(duration);
    piece.startLevel = static_cast<double>(count) / toSeconds(piece.length);
    piece.endLevel = piece.startLevel;
    piece.amount = static_cast<double>(count);
    piece.counted = true;
    return piece;
}

CoursePiece peak(quint64 count, Nanoseconds duration)
{
    CoursePiece piece = spread(count, duration);
    if (piece.shape == Shape::Linear && count > 0) {
        piece.shape = Shape::Peak;
        piece.wholeLength = piece.length;
        piece.wholeAmount = piece.amount;
        piece.edge = erfcInverse(2 / (piece.amount + 2));
    }
    return piece;
}

std::vector<CoursePiece> piecesOf(const RateStairs &stairs)
{
    std::vector<CoursePiece> pieces;
    const double first = stairs.from.value_or(stairs.increment);
    for (quint32 i = 0; i < std::min(stairs.levels, limits::maxLevels); ++i) {
        const double level = first + i * stairs.increment;
        const bool isLedTo = i > 0 || !stairs.from;
        if (isLedTo && stairs.ramp > Nanoseconds{0})
            pieces.push_back(linear(i > 0 ? first + (i - 1) * stairs.increment : 0, level, stairs.ramp));
        pieces.push_back(linear(level, level, stairs.level));
    }
    return pieces;
}

std::vector<CoursePiece> piecesOf(const RateStep &step)
{
    return {linear(step.rate, step.rate, step.duration)};
}

std::vector<CoursePiece> piecesOf(const RateRamp &ramp)
{
    return {linear(ramp.from, ramp.to, ramp.duration)};
}

std::vector<CoursePiece> piecesOf(const SpreadStep &step)
{
    return {spread(step.count, step.duration)};
}

std::vector<CoursePiece> piecesOf(const AtOnceStep &step)
{
    return {jump(step.count)};
}

std::vector<CoursePiece> piecesOf(const PeakStep &step)
{
    return {peak(step.count, step.duration)};
}

std::vector<CoursePiece> piecesOf(const PauseStep &step)
{
    return {linear(0, 0, step.duration)};
}

/// The piece without what lies after `length`.
CoursePiece shortened(CoursePiece piece, Nanoseconds length)
{
    if (length >= piece.length)
        return piece;
    const double endLevel = piece.levelAt(length);
    piece.amount = piece.amountUntil(length);
    piece.length = length;
    piece.endLevel = endLevel;
    return piece;
}

/// Seconds until a rate that changes from `from` by `slope` a second has brought `amount`. This form of the
/// root loses no digits when the slope is small, as the usual one does.
double rampSeconds(double from, double slope, double amount)
{
    return 2 * amount / (from + std::sqrt(std::max(from * from + 2 * slope * amount, 0.0)));
}

} // namespace

double CoursePiece::levelAt(Nanoseconds offset) const
{
    if (shape == Shape::Jump || length <= Nanoseconds{0})
        return 0;
    if (shape == Shape::Linear)
        return startLevel + (endLevel - startLevel) * (toSeconds(offset) / toSeconds(length));
    const double x = edge * (2 * toSeconds(offset) / toSeconds(wholeLength) - 1);
    return (wholeAmount + 2) * std::numbers::inv_sqrtpi * std::exp(-x * x) * 2 * edge /
           toSeconds(wholeLength);
}

double CoursePiece::amountUntil(Nanoseconds offset) const
{
    if (shape == Shape::Jump || offset <= Nanoseconds{0})
        return 0;
    if (offset >= length)
        return amount;
    if (shape == Shape::Linear)
        return std::min((startLevel + levelAt(offset)) / 2 * toSeconds(offset), amount);
    const double x = edge * (2 * toSeconds(offset) / toSeconds(wholeLength) - 1);
    return std::clamp((wholeAmount + 2) / 2 * std::erfc(-x) - 1, 0.0, amount);
}

Nanoseconds CoursePiece::whenAmount(double part) const
{
    if (shape == Shape::Jump || !(part > 0))
        return Nanoseconds{0};
    double ns = 0;
    if (shape == Shape::Peak) {
        // From the nearer edge: close to 1 the error function has no digits left.
        const double rest = wholeAmount - part;
        const double nearer = erfcInverse(2 * (std::min(part, rest) + 1) / (wholeAmount + 2));
        const double share = nearer / edge;
        ns = static_cast<double>(wholeLength.count()) * (part < rest ? 1 - share : 1 + share) / 2;
    } else if (startLevel == endLevel) {
        ns = part / startLevel * nsPerSecond;
    } else if (startLevel < endLevel) {
        ns = rampSeconds(startLevel, (endLevel - startLevel) / toSeconds(length), part) * nsPerSecond;
    } else {
        // From the end, where the rate is low and a little amount a long time.
        const double slope = (startLevel - endLevel) / toSeconds(length);
        const double rest = std::max(amount - part, 0.0);
        const double beforeEnd = rest > 0 ? rampSeconds(endLevel, slope, rest) * nsPerSecond : 0;
        ns = static_cast<double>(length.count()) - beforeEnd;
    }
    const double last = static_cast<double>(length.count());
    return std::min(Nanoseconds{std::llround(std::clamp(ns, 0.0, last))}, length);
}

Course::Course(const OpenLoad &load, std::optional<Nanoseconds> cut)
{
    const Nanoseconds until = saneTime(cut.value_or(furthest));
    if (load.steps.empty())
        add(linear(load.rate, load.rate, until), until);
    for (const OpenStep &step : load.steps) {
        for (const CoursePiece &piece : std::visit([](const auto &s) { return piecesOf(s); }, step)) {
            // A jump at the natural end still belongs to the steps, one at the cut does not.
            if (end() < until)
                add(piece, until);
        }
    }
}

Course::Course(double rate, Nanoseconds length)
{
    add(linear(rate, rate, length), furthest);
}

void Course::add(CoursePiece piece, Nanoseconds cut)
{
    const bool isEmpty = piece.shape == Shape::Jump ? piece.amount == 0 : piece.length == Nanoseconds{0};
    if (isEmpty)
        return;
    piece = shortened(piece, cut - end());
    piece.before = amount();
    piece.from = end();
    m_pieces.push_back(piece);
}

Nanoseconds Course::end() const
{
    return m_pieces.empty() ? Nanoseconds{0} : m_pieces.back().to();
}

Nanoseconds Course::endWith(std::optional<quint64> requests) const
{
    return requests ? whenAmount(static_cast<double>(*requests)).value_or(end()) : end();
}

double Course::amount() const
{
    return m_pieces.empty() ? 0 : m_pieces.back().after();
}

double Course::levelAt(Nanoseconds at) const
{
    const auto next =
        std::upper_bound(m_pieces.begin(), m_pieces.end(), at,
                         [](Nanoseconds t, const CoursePiece &piece) { return t < piece.to(); });
    return next == m_pieces.end() || at < next->from ? 0 : next->levelAt(at - next->from);
}

double Course::levelBefore(Nanoseconds at) const
{
    const auto piece = std::lower_bound(m_pieces.begin(), m_pieces.end(), at,
                                        [](const CoursePiece &p, Nanoseconds t) { return p.to() < t; });
    return piece == m_pieces.end() || at <= piece->from ? 0 : piece->levelAt(at - piece->from);
}

double Course::amountUntil(Nanoseconds at) const
{
    const auto piece = std::lower_bound(m_pieces.begin(), m_pieces.end(), at,
                                        [](const CoursePiece &p, Nanoseconds t) { return p.to() < t; });
    return piece == m_pieces.end() ? amount() : piece->before + piece->amountUntil(at - piece->from);
}

std::optional<Nanoseconds> Course::whenAmount(double amount) const
{
    const double bound = amount + amountTolerance(amount);
    const auto piece = std::upper_bound(m_pieces.begin(), m_pieces.end(), bound,
                                        [](double a, const CoursePiece &p) { return a < p.after(); });
    if (piece == m_pieces.end())
        return std::nullopt;
    return piece->from + piece->whenAmount(amount - piece->before);
}

double amountTolerance(double amount)
{
    return std::max(1e-9, std::abs(amount) * 1e-14);
}

quint64 wholeAmounts(double from, double to)
{
    constexpr double most = 1e18; // what 64 bits hold, and no run reaches
    const auto firstFrom = [most](double amount) {
        return std::ceil(std::min(amount - amountTolerance(amount), most));
    };
    return static_cast<quint64>(std::max(firstFrom(to) - firstFrom(from), 0.0));
}

} // namespace weir
