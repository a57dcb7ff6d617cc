// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runcharts.h"

#include "report/distributionchart.h"
#include "report/errorchart.h"
#include "report/serverchart.h"
#include "report/timecharts.h"

namespace weir {

std::vector<ChartData> allCharts(const Snapshot &snapshot, const Scenario &scenario, std::size_t budget,
                                 const Summary *summary)
{
    const TimeCurves curves = curvesOf(snapshot, pointsPerCurve(budget));
    const std::vector<GoalState> goals =
        summary ? goalStates(*summary, scenario.goals) : goalStates(snapshot, scenario.goals);
    return {ttftOverTime(curves, goals),
            ttftDistribution(snapshot, summary),
            throughputOverTime(curves, snapshot.tokensAreChunks, goals),
            loadOverTime(curves, kindOf(scenario.load)),
            errorsOverTime(errorCurvesOf(snapshot, budget)),
            gapsOverTime(curves, goals),
            serverTimesOverTime(serverCurvesOf(snapshot, budget))};
}

} // namespace weir
