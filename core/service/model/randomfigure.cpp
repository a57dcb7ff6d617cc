// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/randomfigure.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

double drawFree(const RandomFigure &figure, Random &random)
{
    const double spread = figure.mean > 0 ? figure.deviation / figure.mean : 0;
    switch (figure.kind) {
    case RandomFigureKind::Fixed:
        return figure.mean;
    case RandomFigureKind::Uniform:
        return figure.mean + (2 * random.uniform() - 1) * std::sqrt(3.0) * figure.deviation;
    case RandomFigureKind::Normal:
        return random.normal(figure.mean, figure.deviation);
    case RandomFigureKind::LogNormal: {
        // A log-normal with mean m and variance d^2 has sigma^2 = ln(1 + d^2 / m^2), mu = ln m - sigma^2 / 2.
        const double variance = std::log1p(spread * spread);
        return figure.mean * std::exp(random.normal(-variance / 2, std::sqrt(variance)));
    }
    case RandomFigureKind::Gamma: {
        const double shape = 1 / (spread * spread);
        return figure.mean / shape * random.gamma(shape);
    }
    case RandomFigureKind::Exponential:
        return random.exponential(figure.mean);
    }
    return figure.mean;
}

} // namespace

double RandomFigure::draw(Random &random) const
{
    const bool spread = kind == RandomFigureKind::Exponential || deviation > 0;
    const double value = spread && mean > 0 ? drawFree(*this, random) : mean;
    return std::clamp(value, low, std::max(low, high));
}

} // namespace weir
