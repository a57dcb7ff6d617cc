// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario's load plans, gathered for the preview. Pure but for reading traces and the machine's
// facts.
#pragma once

#include "engine/machinelimits.h"
#include "plan/plan.h"
#include "plan/trace.h"
#include "report/chartdata.h"

#include <optional>
#include <vector>

namespace weir {

/// What the preview is asked to show. A value.
struct LoadQuestion
{
    Scenario scenario;
    GroupIndex group = 0; ///< Whose trace is looked into.
    Nanoseconds answerLength{0};
    QString baseFolder;
};

/// A value; empty curves where the load has errors.
struct LoadOutlook
{
    std::vector<std::vector<PlannedLoadPoint>> groups; ///< One curve each, where there are several.
    std::vector<PlannedLoadPoint> sum;
    std::optional<double> requests; ///< Nothing: as many as are answered.
    bool isExact = false;           ///< Else `requests` is a mean.
    std::optional<Nanoseconds> length;
    std::optional<Result<TraceFacts>> trace; ///< Of the asked group, where it is one.
    MachineNeeds needs;
    MachineFacts machine;
};

/// Any thread; takes as long as reading the traces takes.
LoadOutlook outlookOf(const LoadQuestion &question);

/// The chart: the sum, and each group as a line of its own where there are several.
ChartData plannedChart(const LoadOutlook &plan, const Scenario &scenario);

} // namespace weir
