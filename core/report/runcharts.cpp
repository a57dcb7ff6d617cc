// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runcharts.h"

#include "report/distributionchart.h"
#include "report/errorchart.h"
#include "report/serverchart.h"
#include "report/timecharts.h"

namespace weir {

std::vector<ChartData> allCharts(const Snapshot &snapshot, LoadKind kind, std::size_t budget,
                                 const Summary *summary)
{
    const TimeCurves curves = curvesOf(snapshot, pointsPerCurve(budget));
    return {ttftOverTime(curves),
            ttftDistribution(snapshot, summary),
            throughputOverTime(curves, snapshot.tokensAreChunks),
            loadOverTime(curves, kind),
            errorsOverTime(errorCurvesOf(snapshot, budget)),
            gapsOverTime(curves),
            serverTimesOverTime(serverCurvesOf(snapshot, budget))};
}

} // namespace weir
