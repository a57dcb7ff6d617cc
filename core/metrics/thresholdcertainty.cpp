// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/thresholdcertainty.h"

#include <algorithm>

namespace weir {

namespace {

/// Where the limit is a least value: what grows may reach it yet.
bool isFloor(Comparison comparison)
{
    return comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
}

bool isCeiling(Comparison comparison)
{
    return comparison == Comparison::Less || comparison == Comparison::LessOrEqual;
}

/// A total that only grows, and did not hold.
bool isTotalCertain(double value, const Threshold &threshold)
{
    return isCeiling(threshold.comparison) ||
           (threshold.comparison == Comparison::Equal && value > threshold.bound);
}

/// With every request that the end cut taken for a good one.
double bestShare(double share, const WindowSummary &part)
{
    const auto cut = part.errors.find(OutcomeClass::CutByTestEnd);
    const double planned = static_cast<double>(part.requests + part.dropped);
    return cut == part.errors.end() || planned == 0 ? share
                                                    : share + static_cast<double>(cut->second) / planned;
}

bool isScalarCertain(ScalarMetric metric, double value, const Threshold &threshold, const WindowSummary &part)
{
    switch (metric) {
    case ScalarMetric::BytesReceived:
    case ScalarMetric::Stalls:
        return isTotalCertain(value, threshold);
    case ScalarMetric::RequestsPerSecond:
    case ScalarMetric::CompletionsPerSecond:
    case ScalarMetric::GoodputPerSecond:
    case ScalarMetric::TokensPerSecond:
        return isCeiling(threshold.comparison);
    case ScalarMetric::GoodputShare: {
        const double best = bestShare(value, part);
        return !isFloor(threshold.comparison) ||
               (threshold.comparison == Comparison::Greater ? best <= threshold.bound
                                                            : best < threshold.bound);
    }
    case ScalarMetric::ErrorRate:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace

bool isCertain(const ThresholdResult &result, const Threshold &threshold, const Summary &summary,
               const WindowSummary &whole)
{
    if (result.ok)
        return true;
    const WindowSummary *part = threshold.isOfAll() ? &whole : figuresOfPart(threshold, summary);
    if (!result.value || part == nullptr)
        return false;
    if (const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric))
        return isScalarCertain(*metric, *result.value, threshold, *part);
    if (threshold.statistic == Statistic::Count)
        return isTotalCertain(*result.value, threshold);
    if (!result.isLowerBound)
        return true;
    const double bound = threshold.bound / infoOf(std::get<Figure>(threshold.metric)).unit();
    return threshold.comparison == Comparison::Less
               ? *result.value >= bound
               : isCeiling(threshold.comparison) && *result.value > bound;
}

} // namespace weir
