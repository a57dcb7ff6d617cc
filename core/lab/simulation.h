// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario against the reference service's model in virtual time: the same plan, the same model, the same
// summary.
#pragma once

#include "base/result.h"
#include "engine/recordsink.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"
#include "service/config/serviceconfig.h"
#include "service/model/modelstate.h"

#include <QString>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace weir {

struct RunPlan;

/// What a plan is simulated with. A value.
struct SimulationSetting
{
    ServiceConfig service; ///< As checkConfig() accepts it. Port, TLS and truth file do not matter. Without a
                           ///< seed of its own it draws from the plan's.
    QString runPath;       ///< Where the run file goes, must not exist; empty: none is kept.
    Messages warnings;     ///< Of check(), kept with the run.
    std::stop_token stop;  ///< Cuts the run where it is, from any thread; the summary is then `interrupted`.
    std::vector<RecordSinkFactory> listeners; ///< Who hears the run beside its file, in the calling thread.
};

/// Everything that a simulation is made from. A value.
struct SimulationRequest : SimulationSetting
{
    Scenario scenario;  ///< As check() accepts it; where its targets are does not matter.
    QString baseFolder; ///< Where relative data paths start.
    QString tag;        ///< Prefix of all request ids, from which faults and answers are drawn; the last ten
                 ///< characters of a live run's id give its requests the same answers. Empty: one of its own.
};

struct SimulationResult
{
    Summary summary;       ///< `simulated` is set.
    ModelState service;    ///< At the end.
    Nanoseconds length{0}; ///< Virtual time that has passed.
};

/// Runs to the end in the calling thread. The client and the way to the service take no time of their own:
/// arrivals start when they are planned, connections are there. Faults end a request as `curl` would tell it.
/// The same scenario, service and seed give the same figures.
///
/// A service with keys admits as it does live, so the secrets of both sides are then needed; without, the
/// scenario's credentials are neither sent nor needed. Tokens expire as if the run began now.
/// Errors: what can't be prepared, a secret that is not at hand, a run file that can't be written.
Result<SimulationResult> simulate(const SimulationRequest &request);

/// Executes a plan (engine/runplan.h), also one that was made for a live run or in another process. One
/// virtual worker takes the whole of the plan's rank; where the targets are does not matter.
Result<SimulationResult> simulate(const RunPlan &plan, const SimulationSetting &setting);

/// The plan that simulate() makes of a request: with room for more streams than any machine has.
Result<RunPlan> planSimulation(const SimulationRequest &request);

} // namespace weir
