// SPDX-License-Identifier: GPL-3.0-or-later
// What is to happen in a run, as a value that another process can hold. Run executes it live, simulate() in
// virtual time; the same plan gives the same arrivals wherever it is executed.
#pragma once

#include "base/result.h"
#include "engine/loaddriver.h"
#include "engine/loadwindows.h"
#include "engine/machinelimits.h"
#include "engine/rankshare.h"
#include "engine/streambudget.h"
#include "scenario/scenario.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace weir {

/// Holds no sockets, clocks, pointers or secrets' values: secrets are references that whoever executes the
/// plan resolves. Data and traces stay in their files, so they must be the same there.
struct RunPlan
{
    Scenario scenario;  ///< As it will run: seed and salt are set.
    QString baseFolder; ///< Where relative paths start.
    QString runId;      ///< 26 characters, see newRunId().
    QString tag; ///< Prefix of every X-Weir-Request-Id and salt of `unique`: the scenario's salt. The same in
                 ///< all ranks. Differs between runs, but for those that have the service for themselves.
    QStringList
        targetUrls; ///< By target: where it is; the scenario's own URL, or what stands in for `builtin:`.
    RankShare share;
    quint32 workers = 1;                               ///< Threads of each rank.
    StreamBudget streams;                              ///< Of all ranks together.
    std::vector<std::optional<Nanoseconds>> groupEnds; ///< As LoadPlan::ends.
    LoadWindows windows;
    std::optional<quint64>
        countedRequests; ///< Where every group counts its requests: their sum, of all ranks.
    std::optional<double> expectedRequests; ///< As expectedRequests() tells, of all ranks.
    MachineNeeds needs;                     ///< Of one rank.

    [[nodiscard]] quint64 seed() const { return scenario.seed.value_or(0); }
    /// When the load ends, since the run's start; nothing where only requests are counted.
    [[nodiscard]] std::optional<Nanoseconds> length() const;
    /// The load as all workers of all ranks see it.
    [[nodiscard]] LoadPlan loadPlan() const;
    /// The part of one of this rank's workers. Workers of a rank unite to share, whatever their number.
    [[nodiscard]] WorkerShare shareOf(WorkerIndex worker) const;
    /// Workers of all ranks.
    [[nodiscard]] quint32 allWorkers() const { return workers * share.ranks; }

    friend bool operator==(const RunPlan &, const RunPlan &) = default;
};

/// What a plan is made from beside the scenario.
struct PlanBasis
{
    QString baseFolder;
    QStringList builtinUrls{}; ///< URLs that replace `builtin:` targets, by target index; the rest are empty.
    QString runId;
    QString tag{};            ///< Where the scenario has no salt; empty: the end of the id.
    quint64 openFiles = 1024; ///< Descriptors that each rank's process may hold, see raiseFileLimit().
    RankShare share{};
};

/// Plans a run: reads traces through, draws a seed where the scenario has none, divides streams and workers.
/// The same scenario, seed and basis give the same plan on machines with as many processors. Sends and writes
/// nothing. Errors: a scenario without target, request or load; a trace that can't be read.
Result<RunPlan> planRun(const Scenario &scenario, const PlanBasis &basis);

/// 53 bits, so that the seed survives JSON readers that keep numbers as doubles.
quint64 drawSeed();

/// What planRun() asks for: a target, a request and a load, and traces that can be read to their ends (one
/// that breaks off in the middle of a run would be worse than none). Who executes a plan of another process
/// asks again: its files must be the same.
Result<void> checkPlannable(const Scenario &scenario, const QString &baseFolder);

/// The plan as JSON, for another process. An error where the scenario holds a secret's value instead of a
/// reference: it would leave this process.
Result<QByteArray> toJson(const RunPlan &plan);
/// What toJson() wrote; the error says what is wrong with anything else, and where.
Result<RunPlan> runPlanFromJson(const QByteArray &json);

} // namespace weir
