// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts of a run show, computed from a snapshot: live, for saved runs and for exported files alike.
#pragma once

#include "charts/chartdata.h"
#include "charts/errorbars.h"
#include "runview/timecurves.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "scenario/load.h"

#include <vector>

namespace weir {

// All functions are pure and need no window; texts are translated.

/// p50, p95 and p99 of the time to first token over time, ms.
ChartData ttftOverTime(const TimeCurves &curves);
/// Shares and running sum of the whole measured phase's times to first token. Bars go up to a quarter above
/// p99; what lies beyond is told in the subtitle and stands in the CSV as one last, wide bar. `summary`: that
/// of a finished run, whose exact percentiles then are the marks; its window may be shorter than the measured
/// phase that the bars show, which the subtitle says.
ChartData ttftDistribution(const Snapshot &snapshot, const Summary *summary = nullptr);
/// Output tokens (left) and successful requests (right) a second.
ChartData throughputOverTime(const TimeCurves &curves, bool tokensAreChunks);
/// Open load: planned and started requests a second, open streams on the right. Closed load: planned users,
/// open streams. Mixed: as closed load, with the requests started a second on the right.
ChartData loadOverTime(const TimeCurves &curves, LoadKind kind);
/// Failed and cut requests a second, one stack of bars by class.
ChartData errorsOverTime(const ErrorCurves &curves);
/// p50, p95 and p99 of the gaps between token-bearing chunks over time, ms.
ChartData gapsOverTime(const TimeCurves &curves);
/// Failed and cut requests of the whole run by class; shares refer to all that ended.
ErrorBarsData errorClasses(const Snapshot &snapshot);

/// Everything above that is a chart, in the order of the page, within `budget` points a chart.
std::vector<ChartData> allCharts(const Snapshot &snapshot, LoadKind kind, std::size_t budget,
                                 const Summary *summary = nullptr);

} // namespace weir
