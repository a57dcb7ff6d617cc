// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/goallines.h"

namespace weir {

namespace {

/// `unit`: what the bound is divided by to be in the axis' unit.
std::vector<ChartLimit> limits(const std::variant<Figure, ScalarMetric> &metric, double unit, AxisSide side,
                               const std::vector<GoalState> &goals)
{
    std::vector<ChartLimit> found;
    for (const GoalState &goal : goals) {
        const Result<Threshold> threshold = parseThreshold(goal.expression);
        if (!threshold || threshold->metric != metric || !threshold->isOfAll() ||
            threshold->statistic == Statistic::Count)
            continue;
        found.push_back({threshold->bound / unit, side,
                         Message(WEIR_TEXT("chart.goal_line", "%1: %2"), goal.expression, standingText(goal)),
                         goal.standing});
    }
    return found;
}

} // namespace

std::vector<ChartLimit> limitsOn(Figure figure, const std::vector<GoalState> &goals)
{
    return limits(figure, infoOf(figure).unit(), AxisSide::Left, goals);
}

std::vector<ChartLimit> limitsOn(ScalarMetric metric, AxisSide side, const std::vector<GoalState> &goals)
{
    return limits(metric, 1, side, goals);
}

} // namespace weir
