// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/drift.h"

#include "base/units.h"
#include "metrics/longrun.h"
#include "metrics/survivalcurve.h"

#include <numeric>

namespace weir {

namespace {

constexpr std::size_t third = timeBlockCount / 3;
constexpr std::size_t lastThird = timeBlockCount - third;
constexpr double leastSamples = 20;
constexpr double notableShare = 0.1;
constexpr double leastShareChange = 0.01;

struct Sides
{
    double early = 0;
    double late = 0;
};

Sides sidesOf(const BlockTotals &totals)
{
    return {std::accumulate(totals.begin(), totals.begin() + third, 0.0),
            std::accumulate(totals.begin() + lastThird, totals.end(), 0.0)};
}

/// The variance of a block's total in a long run from the even cosines alone: what rises or falls steadily is
/// odd about the middle, and so can't hide itself by adding to the noise.
struct Noise
{
    double variance = 0;
    int freedom = 0;
};

Noise evenNoise(const BlockTotals &totals)
{
    std::array<double, 12> squares{};
    for (std::size_t i = 0; i < squares.size(); ++i) {
        const double coefficient = cosineCoefficient(totals, 2 * static_cast<int>(i + 1));
        squares[i] = coefficient * coefficient;
    }
    const double all = std::inner_product(totals.begin(), totals.end(), totals.begin(), 0.0);
    const int freedom = freedomOf(squares, all);
    return {std::accumulate(squares.begin(), squares.begin() + freedom, 0.0) / freedom, freedom};
}

/// Student's t of 4, 6, 8, 10 or 12 degrees of freedom: what 99.9 % lie below.
double certainLimit(int freedom)
{
    static constexpr std::array<double, 5> limits{7.173182, 5.207626, 4.500791, 4.143700, 3.929633};
    return limits[static_cast<std::size_t>(freedom - 4) / 2];
}

/// -1, 0 or 1: whether the last third's total is lower or higher than the first third's beyond chance.
/// `independent`: the variance of a block's total if no two requests had to do with each other.
int certainDirection(const BlockTotals &totals, double independent)
{
    const Noise noise = evenNoise(totals);
    const Sides sides = sidesOf(totals);
    const double variance = std::max(noise.variance, independent) * static_cast<double>(2 * third);
    const double limit = certainLimit(noise.freedom) * std::sqrt(variance);
    const double change = sides.late - sides.early;
    return variance <= 0 || std::abs(change) <= limit ? 0 : change > 0 ? 1 : -1;
}

std::optional<Drift> notable(int direction, const Drift &drift, double leastChange)
{
    const double change = direction * (drift.late - drift.early);
    const bool isNotable = change > notableShare * std::min(drift.early, drift.late) && change >= leastChange;
    return direction != 0 && isNotable ? std::optional(drift) : std::nullopt;
}

/// The median of the samples of blocks from `from` to before `to`; the largest of them where the curve does
/// not reach it. Nothing when they are too few.
std::optional<double> medianOf(std::span<const BlockSample> sorted, std::size_t from, std::size_t to,
                               CurveMemory &memory)
{
    std::vector<BlockSample> side;
    for (const BlockSample &sample : sorted) {
        if (sample.block >= from && sample.block < to)
            side.push_back(sample);
    }
    if (static_cast<double>(side.size()) < leastSamples)
        return std::nullopt;
    const double median = SurvivalCurve<BlockSample>(side, memory).valueAt(0.5, false);
    return std::isfinite(median) ? median : side.back().value;
}

/// Scores by block, high for long times: 1 - S(t-) - S(t) of a known time, 1 - S(t) of a bound. Their sum
/// is 0.
Influence scoresOf(std::span<const BlockSample> sorted, CurveMemory &memory)
{
    const SurvivalCurve<BlockSample> curve(sorted, memory);
    Influence scores;
    std::size_t next = 0;
    double before = 0;
    double below = 0;
    for (const BlockSample &sample : sorted) {
        for (; next < curve.steps().size() && curve.steps()[next].value <= sample.value; ++next) {
            before = below;
            below = curve.steps()[next].below;
        }
        const double score = sample.censored ? below : below + before - 1;
        scores.blocks[sample.block] += score;
        scores.squares += score * score;
    }
    return scores;
}

} // namespace

std::optional<Drift> timeDrift(std::span<const BlockSample> sorted, double leastChange)
{
    CurveMemory memory;
    const std::optional<double> early = medianOf(sorted, 0, third, memory);
    const std::optional<double> late = medianOf(sorted, lastThird, timeBlockCount, memory);
    if (!early || !late)
        return std::nullopt;
    const Influence scores = scoresOf(sorted, memory);
    const int direction =
        certainDirection(scores.blocks, scores.squares / static_cast<double>(timeBlockCount));
    return notable(direction, {*early, *late}, leastChange);
}

std::optional<Drift> rateDrift(const BlockTotals &totals, double seconds, quint64 count)
{
    if (static_cast<double>(count) < 3 * leastSamples)
        return std::nullopt;
    const double total = std::accumulate(totals.begin(), totals.end(), 0.0);
    const double each = total / static_cast<double>(count);
    const int direction = certainDirection(totals, total * each / static_cast<double>(timeBlockCount));
    const Sides sides = sidesOf(totals);
    return notable(direction, {3 * sides.early / seconds, 3 * sides.late / seconds}, 0);
}

std::optional<Drift> shareDrift(const BlockTotals &parts, const BlockTotals &wholes)
{
    const Sides some = sidesOf(parts);
    const Sides all = sidesOf(wholes);
    if (all.early < leastSamples || all.late < leastSamples)
        return std::nullopt;
    const double count = std::accumulate(wholes.begin(), wholes.end(), 0.0);
    const double share = std::accumulate(parts.begin(), parts.end(), 0.0) / count;
    BlockTotals residuals{};
    for (std::size_t block = 0; block < timeBlockCount; ++block)
        residuals[block] = parts[block] - share * wholes[block];
    const double independent = share * (1 - share) * count / static_cast<double>(timeBlockCount);
    return notable(certainDirection(residuals, independent), {some.early / all.early, some.late / all.late},
                   leastShareChange);
}

Message timeDriftWarning(const QString &figure, const Drift &drift)
{
    return Message(
        WEIR_TEXT("summary.drift",
                  "Drift: the median %1 was %2 in the first third of the window and %3 in the last, so no "
                  "single figure describes it."),
        figure, formatTime(Nanoseconds{static_cast<qint64>(drift.early)}),
        formatTime(Nanoseconds{static_cast<qint64>(drift.late)}));
}

Message rateDriftWarning(const Drift &drift)
{
    return Message(WEIR_TEXT("summary.rate_drift",
                             "Drift: %1 requests/s were answered in the first third of the window and %2 in "
                             "the last, so no single rate describes it."),
                   formatFigure(drift.early), formatFigure(drift.late));
}

Message errorDriftWarning(const Drift &drift)
{
    return Message(WEIR_TEXT("summary.error_drift",
                             "Drift: %1 of the requests failed in the first third of the window and %2 "
                             "in the last, so no single error rate describes it."),
                   formatShare(drift.early), formatShare(drift.late));
}

} // namespace weir
