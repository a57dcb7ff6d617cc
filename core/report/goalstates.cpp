// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/goalstates.h"

#include "base/units.h"
#include "metrics/threshold.h"

#include <cmath>

namespace weir {

namespace {

GoalState stateOf(const QString &expression, const ThresholdResult &result)
{
    GoalState state;
    state.expression = expression;
    const Result<Threshold> threshold = parseThreshold(expression);
    if (!threshold) {
        state.meaning = threshold.error().message();
        return state;
    }
    state.meaning = describe(*threshold);
    state.measured = measuredText(result);
    state.margin = marginOf(*threshold, result);
    if (result.isDecided)
        state.standing = result.ok ? GoalState::Standing::Held : GoalState::Standing::Broken;
    return state;
}

GoalState openGoal(const QString &expression)
{
    GoalState state;
    state.expression = expression;
    const Result<Threshold> threshold = parseThreshold(expression);
    state.meaning = threshold ? describe(*threshold) : threshold.error().message();
    return state;
}

/// The error budget in the words of a threshold.
QString budgetExpression(const Goals &goals)
{
    return QStringLiteral("error_rate <= %1%").arg(QString::number(100 * goals.errorBudget, 'g', 12));
}

GoalState budgetState(const Goals &goals, quint64 failed, quint64 started)
{
    const QString expression = budgetExpression(goals);
    const Result<Threshold> threshold = parseThreshold(expression);
    if (!threshold || started == 0)
        return openGoal(expression);
    return stateOf(expression,
                   judged(*threshold, static_cast<double>(failed) / static_cast<double>(started)));
}

std::shared_ptr<const Histogram> histogramOf(const Snapshot &snapshot, Figure figure)
{
    switch (figure) {
    case Figure::Ttft:
        return snapshot.ttft;
    case Figure::E2e:
        return snapshot.e2e;
    case Figure::Itl:
        return snapshot.itl;
    case Figure::Tpot:
        return snapshot.tpot;
    case Figure::ResponseTtft:
        return snapshot.responseTtft;
    default:
        return nullptr;
    }
}

std::optional<double> valueOf(const Snapshot &snapshot, ScalarMetric metric)
{
    const RequestCounts &requests = snapshot.requests;
    const bool hasEnded = snapshot.e2e && !snapshot.e2e->isEmpty();
    if (metric == ScalarMetric::ErrorRate && requests.started > 0)
        return static_cast<double>(requests.failed) / static_cast<double>(requests.started);
    if (metric == ScalarMetric::GoodputShare && hasEnded)
        return snapshot.goodputShare;
    return std::nullopt; // the window is not known before the end
}

/// In the unit of the threshold's bound.
std::optional<double> valueOf(const Snapshot &snapshot, const Threshold &threshold)
{
    if (!threshold.isOfAll())
        return std::nullopt;
    if (const ScalarMetric *metric = std::get_if<ScalarMetric>(&threshold.metric))
        return valueOf(snapshot, *metric);
    const std::shared_ptr<const Histogram> times = histogramOf(snapshot, std::get<Figure>(threshold.metric));
    if (!times || times->isEmpty())
        return std::nullopt;
    switch (threshold.statistic) {
    case Statistic::Percentile:
        return static_cast<double>(times->percentile(threshold.percentile).count());
    case Statistic::Mean:
        return times->meanNs();
    case Statistic::Min:
        return static_cast<double>(times->min().count());
    case Statistic::Max:
        return static_cast<double>(times->max().count());
    case Statistic::Count:
        return static_cast<double>(times->count());
    case Statistic::Value:
        break;
    }
    return std::nullopt;
}

} // namespace

std::vector<GoalState> goalStates(const Summary &summary, const Goals &goals)
{
    std::vector<GoalState> states;
    for (const ThresholdResult &result : summary.thresholds)
        states.push_back(stateOf(result.expression, result));
    // As the verdict counts: a request that hung until the end cut it is a failure, too.
    states.push_back(budgetState(goals, summary.requests.failed + summary.hanging, summary.requests.started));
    return states;
}

std::vector<GoalState> goalStates(const Snapshot &snapshot, const Goals &goals)
{
    std::vector<GoalState> states;
    for (const QString &expression : goals.thresholds) {
        const Result<Threshold> threshold = parseThreshold(expression);
        const std::optional<double> value = threshold ? valueOf(snapshot, *threshold) : std::nullopt;
        states.push_back(value ? stateOf(expression, judged(*threshold, *value)) : openGoal(expression));
    }
    states.push_back(budgetState(goals, snapshot.requests.failed, snapshot.requests.started));
    return states;
}

Message marginText(const GoalState &state)
{
    if (!state.margin)
        return {};
    const QString share = formatShare(std::abs(*state.margin));
    return *state.margin >= 0 ? Message(WEIR_TEXT("goal.left", "%1 left"), share)
                              : Message(WEIR_TEXT("goal.beyond", "%1 beyond"), share);
}

Message standingText(const GoalState &state)
{
    switch (state.standing) {
    case GoalState::Standing::Held:
        return Message(WEIR_TEXT("goal.held", "held"));
    case GoalState::Standing::Broken:
        return Message(WEIR_TEXT("goal.broken", "broken"));
    case GoalState::Standing::Open:
        return Message(WEIR_TEXT("goal.open", "open"));
    }
    Q_UNREACHABLE();
}

} // namespace weir
