// SPDX-License-Identifier: GPL-3.0-or-later
// A run's time series as curves that charts and tiles share: percentiles and rates for each stretch of time.
#pragma once

#include "metrics/snapshot.h"

#include <QPointF>

#include <cstddef>
#include <map>
#include <vector>

namespace weir {

/// Seconds; a run that has just begun does not fill the charts' width.
inline constexpr double shortestAxis = 10;

/// Curves over seconds since the run's start; x is where a stretch begins. Rates are per second. A stretch
/// without a sample has no percentile, so those curves may have fewer points.
struct TimeCurves
{
    double width = 1; ///< Length of a stretch in seconds.
    double end = 0;   ///< Where the time axis ends: the run's length so far, at least 10 s while it goes on.
    bool isFinished = false;                        ///< No more points will come.
    std::vector<QPointF> ttftP50, ttftP95, ttftP99; ///< Milliseconds.
    double longestGap = 0;                          ///< Of all stretches, milliseconds; 0 without gaps.
    std::vector<QPointF> gapP50, gapP95, gapP99;    ///< Milliseconds between token-bearing chunks.
    std::vector<QPointF> outputTokens;              ///< Per second.
    std::vector<QPointF> succeeded;                 ///< Per second.
    std::vector<QPointF> planned;                   ///< Arrivals per second; open load.
    std::vector<QPointF> started;                   ///< Per second.
    std::vector<QPointF> openStreams;               ///< The most in each stretch.
    std::vector<QPointF> plannedUsers;              ///< Closed load.
    std::vector<QPointF> errorShare;                ///< Per cent of the requests that ended in the stretch.
    std::vector<QPointF> slip;                      ///< Milliseconds, the largest in each stretch.
};

/// At most `most` (>= 1) points a curve: neighbours are merged, histograms included, so percentiles stay
/// true. While the run goes on its newest stretch is left out, since it is still filling up; so is a last
/// stretch of which the run covered less than half. Pure.
TimeCurves curvesOf(const Snapshot &snapshot, std::size_t most);

/// Milliseconds of a mean answer of each stretch, as far as servers told of their time; only stretches that
/// have such answers. See metrics/servertimes.h.
struct ServerCurves
{
    double width = 1;        ///< Seconds.
    double end = 0;          ///< As in TimeCurves, as the next.
    bool isFinished = false; ///< No more points will come.
    std::vector<QPointF> queue, prefill, decode, unnamed, outside;
};

/// At most `budget` points in all curves together (at least one stretch). Pure.
ServerCurves serverCurvesOf(const Snapshot &snapshot, std::size_t budget);

/// Failed and cut requests by class; only stretches that have some. Values are per second of the whole
/// stretch, so each times `width` is a count.
struct ErrorCurves
{
    double width = 1; ///< Seconds.
    double end = 0;   ///< Where the time axis ends: the run's length so far, at least 10 s while it goes on.
    std::map<OutcomeClass, std::vector<QPointF>> byClass;
};

/// At most `budget` points in all classes together (at least one stretch). Pure.
ErrorCurves errorCurvesOf(const Snapshot &snapshot, std::size_t budget);

} // namespace weir
