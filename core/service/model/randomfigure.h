// SPDX-License-Identifier: GPL-3.0-or-later
// A figure that is drawn anew each time: tokens of an answer, factors on gaps, delays.
#pragma once

#include "base/random.h"

#include <limits>

namespace weir {

enum class RandomFigureKind : quint8
{
    Fixed,     ///< Always the mean.
    Uniform,   ///< Flat around the mean, half-width deviation x sqrt(3), so that `deviation` is what it says.
    Normal,    ///< Cut off at `low`.
    LogNormal, ///< Never below 0, with a long tail to the right.
    Gamma,     ///< Shape 1 / (deviation / mean)^2.
    Exponential, ///< `deviation` is not used: it equals the mean.
};

/// A distribution by its mean and standard deviation, in the unit of the figure, cut to [low, high] after the
/// draw. A value.
struct RandomFigure
{
    RandomFigureKind kind = RandomFigureKind::Fixed;
    double mean = 0;      ///< >= 0.
    double deviation = 0; ///< Standard deviation, >= 0; 0 makes every kind but Exponential fixed.
    double low = 0;
    double high = std::numeric_limits<double>::max();

    [[nodiscard]] static RandomFigure fixed(double value) { return {RandomFigureKind::Fixed, value}; }

    /// One draw. Deterministic in the state of `random`. Fixed draws take nothing from it.
    [[nodiscard]] double draw(Random &random) const;

    friend bool operator==(const RandomFigure &, const RandomFigure &) = default;
};

} // namespace weir
