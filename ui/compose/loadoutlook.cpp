// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/loadoutlook.h"

#include "base/units.h"
#include "compose/machineadvice.h"
#include "scenario/check.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir {

namespace {

/// The context of this file's translations.
struct LoadOutlookText
{
    Q_DECLARE_TR_FUNCTIONS(LoadOutlook)
};

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

QString planText(const LoadOutlook &plan, const Scenario &scenario)
{
    QStringList parts;
    if (plan.requests) {
        const QString count = formatCount(static_cast<quint64>(std::max(0.0, *plan.requests) + 0.5));
        parts << (plan.isExact ? LoadOutlookText::tr("%1 requests").arg(count)
                               : LoadOutlookText::tr("about %1 requests").arg(count));
        if (const std::optional<double> tokens = mostTokens(scenario, *plan.requests))
            parts << LoadOutlookText::tr("at most %1 output tokens")
                         .arg(formatCount(static_cast<quint64>(std::max(0.0, *tokens))));
    } else {
        parts << LoadOutlookText::tr("as many requests as the service answers");
    }
    if (plan.length)
        parts << formatTime(*plan.length);
    return parts.join(QStringLiteral(", "));
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

ChartSeries seriesOf(const QString &name, SeriesRole role, std::vector<QPointF> points, SeriesStyle style)
{
    ChartSeries series;
    series.name = name;
    series.role = role;
    series.points = std::move(points);
    series.style = style;
    return series;
}

void addSum(ChartData &chart, const LoadOutlook &plan, const Load &load)
{
    const bool anyOpen = std::any_of(load.groups.begin(), load.groups.end(),
                                     [](const LoadGroup &group) { return group.isOpen(); });
    const Curves sum = curvesOf(plan.sum);
    if (anyOpen) {
        chart.series.push_back(
            seriesOf(LoadOutlookText::tr("requests/s"), SeriesRole::Requests, sum.rate, SeriesStyle::Area));
        chart.series.back().unit = QStringLiteral("/s");
    }
    const QString users = load.isOpen() ? LoadOutlookText::tr("open streams, expected")
                          : anyOpen     ? LoadOutlookText::tr("users and open streams, expected")
                                        : LoadOutlookText::tr("users");
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
        const QString name = group.isOpen() ? LoadOutlookText::tr("%1: requests/s").arg(group.name)
                                            : LoadOutlookText::tr("%1: users").arg(group.name);
        chart.series.push_back(
            seriesOf(name, roles[i], group.isOpen() ? curves.rate : curves.users, SeriesStyle::Line));
        if (group.isOpen())
            chart.series.back().unit = QStringLiteral("/s");
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
    ChartData chart;
    chart.id = QStringLiteral("planned-load");
    chart.title = LoadOutlookText::tr("Planned load");
    chart.xName = LoadOutlookText::tr("time");
    chart.xUnit = QStringLiteral("s");
    chart.emptyText = LoadOutlookText::tr("The planned load appears here once the load has a length.");
    if (plan.sum.empty())
        return chart;
    chart.subtitle = planText(plan, scenario);
    addSum(chart, plan, scenario.load);
    addGroups(chart, plan, scenario.load);
    return chart;
}

} // namespace weir
