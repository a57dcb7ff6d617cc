// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/timecurves.h"

#include "base/units.h"

#include <algorithm>
#include <set>

namespace weir {

namespace {

std::size_t groupFor(std::size_t points, std::size_t most)
{
    const std::size_t limit = std::max<std::size_t>(most, 1);
    return std::max<std::size_t>((points + limit - 1) / limit, 1);
}

double ms(const Histogram &histogram, double percentile)
{
    return toMilliseconds(histogram.percentile(percentile));
}

/// All charts share one time axis: up to now, or to the end of the run.
double endOf(const Snapshot &snapshot)
{
    const Nanoseconds recorded =
        snapshot.series->width() * static_cast<qint64>(snapshot.series->points().size());
    const double end = toSeconds(snapshot.elapsed.count() > 0 ? snapshot.elapsed : recorded);
    return snapshot.phase == RunPhase::Done ? end : std::max(end, shortestAxis);
}

/// One stretch: where it begins, and how much of it the run covered.
struct Stretch
{
    double from = 0;
    double seconds = 1;
};

void addStretch(TimeCurves &curves, const SeriesPoint &point, const Stretch &stretch)
{
    const auto rate = [&stretch](quint64 count) { return static_cast<double>(count) / stretch.seconds; };
    const double x = stretch.from;
    if (!point.ttft.isEmpty()) {
        curves.ttftP50.emplace_back(x, ms(point.ttft, 50));
        curves.ttftP95.emplace_back(x, ms(point.ttft, 95));
        curves.ttftP99.emplace_back(x, ms(point.ttft, 99));
    }
    if (!point.itl.isEmpty()) {
        curves.gapP50.emplace_back(x, ms(point.itl, 50));
        curves.gapP95.emplace_back(x, ms(point.itl, 95));
        curves.gapP99.emplace_back(x, ms(point.itl, 99));
        curves.longestGap = std::max(curves.longestGap, toMilliseconds(point.itl.max()));
    }
    quint64 failed = 0;
    for (const auto &[outcome, count] : point.errors)
        failed += standingOf(outcome) == Standing::Failed ? count : 0;
    const quint64 ended = failed + point.succeeded;
    curves.errorShare.emplace_back(
        x, ended > 0 ? 100.0 * static_cast<double>(failed) / static_cast<double>(ended) : 0);
    curves.outputTokens.emplace_back(x, rate(point.outputTokens));
    curves.succeeded.emplace_back(x, rate(point.succeeded));
    curves.planned.emplace_back(x, rate(point.planned));
    curves.started.emplace_back(x, rate(point.started));
    curves.openStreams.emplace_back(x, static_cast<double>(point.openStreamsMax));
    curves.plannedUsers.emplace_back(x, point.plannedUsers);
    curves.slip.emplace_back(x, toMilliseconds(point.slipMax));
}

} // namespace

TimeCurves curvesOf(const Snapshot &snapshot, std::size_t most)
{
    TimeCurves curves;
    const bool isOver = snapshot.phase == RunPhase::Done;
    curves.isFinished = isOver;
    if (!snapshot.series)
        return curves;
    const std::vector<SeriesPoint> &points = snapshot.series->points();
    const std::size_t count = isOver || points.empty() ? points.size() : points.size() - 1;
    const std::size_t group = groupFor(count, most);
    const double width = toSeconds(snapshot.series->width());
    const double runEnd = toSeconds(snapshot.elapsed);
    curves.width = width * static_cast<double>(group);
    for (std::size_t i = 0; i < count; i += group) {
        const std::size_t next = std::min(i + group, count);
        const double from = width * static_cast<double>(i);
        const double whole = width * static_cast<double>(next - i);
        const double covered = std::min(whole, runEnd - from);
        if (i > 0 && covered < whole / 2)
            break;
        SeriesPoint merged = points[i];
        for (std::size_t k = i + 1; k < next; ++k)
            merged.append(points[k]);
        // A run shorter than a stretch, or a series without a known end, counts as having filled its stretch.
        const double seconds = covered > 0 ? covered : whole;
        addStretch(curves, merged, {from, seconds});
    }
    curves.end = endOf(snapshot);
    return curves;
}

ServerCurves serverCurvesOf(const Snapshot &snapshot, std::size_t budget)
{
    constexpr std::size_t curvesInAll = 5;
    ServerCurves curves;
    curves.isFinished = snapshot.phase == RunPhase::Done;
    if (!snapshot.series)
        return curves;
    const std::vector<SeriesPoint> &points = snapshot.series->points();
    const std::size_t group = groupFor(points.size(), budget / curvesInAll);
    const double width = toSeconds(snapshot.series->width());
    curves.width = width * static_cast<double>(group);
    curves.end = endOf(snapshot);
    for (std::size_t i = 0; i < points.size(); i += group) {
        ServerTimes times;
        for (std::size_t k = i; k < std::min(i + group, points.size()); ++k)
            times.append(points[k].server);
        if (times.requests == 0)
            continue;
        const auto add = [x = width * static_cast<double>(i), &times](std::vector<QPointF> &curve,
                                                                      Nanoseconds sum) {
            curve.emplace_back(x, toMilliseconds(sum) / static_cast<double>(times.requests));
        };
        add(curves.queue, times.queue);
        add(curves.prefill, times.prefill);
        add(curves.decode, times.decode);
        add(curves.unnamed, times.unnamed);
        add(curves.outside, times.outside);
    }
    return curves;
}

ErrorCurves errorCurvesOf(const Snapshot &snapshot, std::size_t budget)
{
    ErrorCurves curves;
    if (!snapshot.series)
        return curves;
    const std::vector<SeriesPoint> &points = snapshot.series->points();
    std::set<OutcomeClass> classes;
    for (const SeriesPoint &point : points) {
        for (const auto &[outcome, count] : point.errors)
            classes.insert(outcome);
    }
    const std::size_t group = groupFor(points.size(), budget / std::max<std::size_t>(classes.size(), 1));
    const double width = toSeconds(snapshot.series->width());
    curves.width = width * static_cast<double>(group);
    curves.end = endOf(snapshot);
    for (std::size_t i = 0; i < points.size(); i += group) {
        std::map<OutcomeClass, quint64> counts;
        for (std::size_t k = i; k < std::min(i + group, points.size()); ++k) {
            for (const auto &[outcome, count] : points[k].errors)
                counts[outcome] += count;
        }
        for (const auto &[outcome, count] : counts) {
            if (count > 0)
                curves.byClass[outcome].emplace_back(width * static_cast<double>(i),
                                                     static_cast<double>(count) / curves.width);
        }
    }
    return curves;
}

} // namespace weir
