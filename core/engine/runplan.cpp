// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runplan.h"

#include "metrics/threshold.h"
#include "plan/trace.h"
#include "store/runfile.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>

namespace weir {

namespace {

std::optional<quint64> countedRequestsOf(const Load &load)
{
    quint64 sum = 0;
    for (const LoadGroup &group : load.groups) {
        if (!group.requests)
            return std::nullopt;
        sum += *group.requests;
    }
    return sum;
}

QStringList urlsOf(const Scenario &scenario, const QStringList &builtinUrls)
{
    QStringList urls;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const QString builtin = builtinUrls.value(static_cast<qsizetype>(i));
        urls << (builtin.isEmpty() ? scenario.targets[i].url : builtin);
    }
    return urls;
}

/// The streams that all ranks have room for, each by its own limit on open files.
quint32 roomOf(const RunPlan &plan, quint64 openFiles)
{
    MachineFacts facts;
    facts.openFiles = openFiles;
    const quint64 room = quint64{roomForStreams(plan.needs, facts)} * plan.share.ranks;
    return static_cast<quint32>(std::min<quint64>(room, std::numeric_limits<quint32>::max()));
}

/// Thresholds of a level that the load does not have would never hold.
Result<void> checkLevels(const QStringList &thresholds, std::size_t levels)
{
    for (const QString &expression : thresholds) {
        const Result<Threshold> threshold = parseThreshold(expression);
        if (threshold && threshold->level && *threshold->level > levels)
            return Error{Message(WEIR_TEXT("threshold.no_such_level",
                                           "The threshold names level %1, and the load has %2"),
                                 *threshold->level, levels),
                         Message::verbatim(expression),
                         Message(WEIR_TEXT("threshold.levels_are_held",
                                           "A level is what the load holds for at least %1 s."),
                                 std::chrono::duration_cast<std::chrono::seconds>(shortestPlateau).count())};
    }
    return {};
}

} // namespace

std::optional<Nanoseconds> RunPlan::length() const
{
    Nanoseconds last{0};
    for (const std::optional<Nanoseconds> &end : groupEnds) {
        if (!end)
            return std::nullopt;
        last = std::max(last, *end);
    }
    return last;
}

LoadPlan RunPlan::loadPlan() const
{
    return {scenario.load, seed(), baseFolder, streams.caps, groupEnds};
}

WorkerShare RunPlan::shareOf(WorkerIndex worker) const
{
    return {WorkerIndex{worker.value() * share.ranks + share.rank}, allWorkers()};
}

quint64 drawSeed()
{
    return QRandomGenerator::global()->generate64() >> 11;
}

Result<void> checkPlannable(const Scenario &scenario, const QString &baseFolder)
{
    const Load &load = scenario.load;
    if (scenario.targets.empty() || scenario.requests.empty() || load.groups.empty())
        return Error{Message(WEIR_TEXT("run.scenario_incomplete",
                                       "The scenario has no target, no request or no load")),
                     {},
                     Message(WEIR_TEXT("run.complete_scenario", "Add at least one of each."))};
    for (std::size_t i = 0; i < load.groups.size(); ++i) {
        const TraceLoad *trace = std::get_if<TraceLoad>(&load.groups[i].model);
        if (trace == nullptr)
            continue;
        const Result<TraceFacts> facts = inspectTrace(*trace, baseFolder);
        if (facts)
            continue;
        return facts.error().within(Message::verbatim(
            load.groups.size() == 1 ? u"/load/path"_qs : QStringLiteral("/load/groups/%1/path").arg(i)));
    }
    return {};
}

Result<RunPlan> planRun(const Scenario &scenario, const PlanBasis &basis)
{
    if (const Result<void> plannable = checkPlannable(scenario, basis.baseFolder); !plannable)
        return plannable.error();
    const Load &load = scenario.load;
    RunPlan plan;
    plan.scenario = scenario;
    plan.scenario.seed = scenario.seed ? *scenario.seed : drawSeed();
    plan.baseFolder = basis.baseFolder;
    plan.runId = basis.runId;
    plan.tag = !scenario.salt.isEmpty() ? scenario.salt
               : basis.tag.isEmpty()    ? requestTagOf(basis.runId)
                                        : basis.tag;
    plan.scenario.salt = plan.tag;
    plan.targetUrls = urlsOf(scenario, basis.builtinUrls);
    plan.share = basis.share;
    plan.needs = needsOf(scenario, usualAnswer, basis.baseFolder, basis.share.ranks);
    plan.streams = divideStreams(load, roomOf(plan, basis.openFiles));
    plan.workers = chooseWorkers(scenario, plan.streams, basis.share.ranks);
    plan.groupEnds = loadPlanOf(load, plan.seed(), basis.baseFolder, plan.streams.caps).ends;
    plan.windows = windowsOf(load, basis.baseFolder);
    if (Result<void> known = checkLevels(plan.scenario.goals.thresholds, plan.windows.plateaus.size());
        !known)
        return known.error();
    plan.countedRequests = countedRequestsOf(load);
    plan.expectedRequests = expectedRequests(load, basis.baseFolder);
    return plan;
}

} // namespace weir
