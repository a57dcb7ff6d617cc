// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadoutlook.h"

#include "base/units.h"
#include "compose/machineadvice.h"
#include "scenario/check.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t previewPoints = 500;
constexpr std::size_t mostGroupCurves = 4; ///< More lines than this nobody can tell apart.

/// Planning takes what check() lets through.
bool canBePlanned(const Scenario &scenario)
{
    CheckContext context;
    context.readData = false;
    const Problems problems = check(scenario, context);
    return std::none_of(problems.begin(), problems.end(), [](const Problem &problem) {
        return problem.severity == Severity::Error && problem.path.startsWith(u"/load");
    });
}

bool isRandom(const LoadGroup &group)
{
    const OpenLoad *open = std::get_if<OpenLoad>(&group.model);
    return open && (open->arrivals == Arrivals::Poisson || open->arrivals == Arrivals::Gamma);
}

void countRequests(const LoadQuestion &question, LoadOutlook &plan)
{
    const Scenario &scenario = question.scenario;
    const std::vector<LoadGroup> &groups = scenario.load.groups;
    if (scenario.seed) {
        if (const std::optional<quint64> exact =
                plannedRequests(scenario.load, *scenario.seed, question.baseFolder)) {
            plan.requests = static_cast<double>(*exact);
            plan.isExact = true;
            return;
        }
    }
    plan.requests = expectedRequests(scenario.load, question.baseFolder);
    plan.isExact = std::none_of(groups.begin(), groups.end(), isRandom);
}

Message countText(const LoadOutlook &plan)
{
    if (!plan.requests)
        return Message(WEIR_TEXT("planned_load.as_answered", "as many requests as the service answers"));
    const QString count = formatCount(static_cast<quint64>(std::max(0.0, *plan.requests) + 0.5));
    return plan.isExact ? Message(WEIR_TEXT("planned_load.requests", "%1 requests"), count)
                        : Message(WEIR_TEXT("planned_load.about_requests", "about %1 requests"), count);
}

/// How many requests, tokens and seconds it will be, as far as that is known.
Message planText(const LoadOutlook &plan, const Scenario &scenario)
{
    Messages parts{countText(plan)};
    if (const std::optional<double> tokens =
            plan.requests ? mostOutputTokens(scenario, *plan.requests) : std::nullopt)
        parts.push_back(Message(WEIR_TEXT("planned_load.most_tokens", "at most %1 output tokens"),
                                formatCount(static_cast<quint64>(std::max(0.0, *tokens)))));
    if (plan.length)
        parts.push_back(Message::verbatim(formatTime(*plan.length)));
    Message text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        text = Message(WEIR_TEXT("planned_load.and_also", "%1, %2"), text, parts[i]);
    return text;
}

struct Curves
{
    std::vector<QPointF> rate;
    std::vector<QPointF> users;
};

Curves curvesOf(const std::vector<PlannedLoadPoint> &points)
{
    Curves curves;
    for (const PlannedLoadPoint &point : points) {
        curves.rate.push_back({toSeconds(point.at), point.ratePerSecond});
        curves.users.push_back({toSeconds(point.at), point.users});
    }
    return curves;
}

ChartSeries seriesOf(const Message &name, SeriesRole role, std::vector<QPointF> points, SeriesStyle style)
{
    ChartSeries series = lineOf(name, role, std::move(points));
    series.style = style;
    return series;
}

void addSum(ChartData &chart, const LoadOutlook &plan, const Load &load)
{
    const bool anyOpen = std::any_of(load.groups.begin(), load.groups.end(),
                                     [](const LoadGroup &group) { return group.isOpen(); });
    const Curves sum = curvesOf(plan.sum);
    if (anyOpen) {
        chart.series.push_back(seriesOf(Message(WEIR_TEXT("planned_load.series_requests", "requests/s")),
                                        SeriesRole::Requests, sum.rate, SeriesStyle::Area));
        chart.series.back().unit = Message::verbatim(QStringLiteral("/s"));
    }
    const Message users =
        load.isOpen() ? Message(WEIR_TEXT("planned_load.series_streams", "open streams, expected"))
        : anyOpen
            ? Message(WEIR_TEXT("planned_load.series_users_and_streams", "users and open streams, expected"))
            : Message(WEIR_TEXT("planned_load.series_users", "users"));
    chart.series.push_back(
        seriesOf(users, SeriesRole::Concurrency, sum.users, anyOpen ? SeriesStyle::Line : SeriesStyle::Area));
    chart.series.back().dashed = anyOpen;
    chart.series.back().side = anyOpen ? AxisSide::Right : AxisSide::Left;
}

void addGroups(ChartData &chart, const LoadOutlook &plan, const Load &load)
{
    constexpr SeriesRole roles[mostGroupCurves] = {SeriesRole::Median, SeriesRole::P95, SeriesRole::P99,
                                                   SeriesRole::Throughput};
    const bool allClosed = std::none_of(load.groups.begin(), load.groups.end(),
                                        [](const LoadGroup &group) { return group.isOpen(); });
    for (std::size_t i = 0; i < std::min(plan.groups.size(), mostGroupCurves); ++i) {
        const LoadGroup &group = load.groups[i];
        const Curves curves = curvesOf(plan.groups[i]);
        const Message name =
            group.isOpen()
                ? Message(WEIR_TEXT("planned_load.requests_of_group", "%1: requests/s"), group.name)
                : Message(WEIR_TEXT("planned_load.users_of_group", "%1: users"), group.name);
        chart.series.push_back(
            seriesOf(name, roles[i], group.isOpen() ? curves.rate : curves.users, SeriesStyle::Line));
        if (group.isOpen())
            chart.series.back().unit = Message::verbatim(QStringLiteral("/s"));
        else
            chart.series.back().side = allClosed ? AxisSide::Left : AxisSide::Right;
    }
}

} // namespace

LoadOutlook outlookOf(const LoadQuestion &question)
{
    LoadOutlook plan;
    plan.machine = readMachineFacts(question.baseFolder);
    const std::vector<LoadGroup> &groups = question.scenario.load.groups;
    bool areReadable = true;
    for (GroupIndex group = 0; group < groups.size(); ++group) {
        const TraceLoad *trace = std::get_if<TraceLoad>(&groups[group].model);
        if (!trace)
            continue;
        const Result<TraceFacts> facts = inspectTrace(*trace, question.baseFolder);
        areReadable = areReadable && facts;
        if (group == question.group)
            plan.trace = facts;
    }
    if (!areReadable || !canBePlanned(question.scenario))
        return plan;
    const Load &load = question.scenario.load;
    plan.sum = plannedLoad(load, question.answerLength, previewPoints, question.baseFolder);
    for (GroupIndex group = 0; groups.size() > 1 && group < groups.size(); ++group)
        plan.groups.push_back(
            plannedLoad(load, group, question.answerLength, previewPoints, question.baseFolder));
    countRequests(question, plan);
    plan.length = plannedLength(load, question.baseFolder);
    plan.needs = needsOf(question.scenario, question.answerLength, question.baseFolder);
    return plan;
}

ChartData plannedChart(const LoadOutlook &plan, const Scenario &scenario)
{
    ChartData chart = timeChartOf(QStringLiteral("planned-load"),
                                  Message(WEIR_TEXT("planned_load.title", "Planned load")), {});
    chart.emptyText = Message(
        WEIR_TEXT("planned_load.to_come", "The planned load appears here once the load has a length."));
    if (plan.sum.empty())
        return chart;
    chart.subtitle = planText(plan, scenario);
    addSum(chart, plan, scenario.load);
    addGroups(chart, plan, scenario.load);
    return chart;
}

} // namespace weir
