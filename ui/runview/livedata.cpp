// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/livedata.h"

#include "base/units.h"
#include "charts/distributionchart.h"
#include "metrics/distribution.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// The context of this file's translations.
struct LiveData
{
    Q_DECLARE_TR_FUNCTIONS(weir::LiveData)
};

constexpr int binsWanted = 40;

/// "per second" or "per 8 s".
QString stretchText(double width)
{
    return width == 1 ? LiveData::tr("per second") : LiveData::tr("per %1 s").arg(formatFigure(width));
}

ChartData timeChart(const QString &id, const QString &title, const QString &subtitle, double end)
{
    ChartData chart;
    chart.id = id;
    chart.title = title;
    chart.subtitle = subtitle;
    chart.xName = LiveData::tr("time");
    chart.xUnit = QStringLiteral("s");
    chart.xKind = XAxisKind::Time;
    chart.xMin = 0;
    chart.xMax = end > 0 ? end : 10;
    return chart;
}

ChartSeries line(const QString &name, SeriesRole role, const std::vector<QPointF> &points,
                 const QString &unit)
{
    ChartSeries series;
    series.name = name;
    series.role = role;
    series.points = points;
    series.unit = unit;
    return series;
}

/// The smallest of a few round numbers times a power of ten that is at least `value` (> 0).
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (step * power >= value * (1 - 1e-12))
            return step * power;
    }
    return 10 * power;
}

struct Bins
{
    std::vector<DistributionBin> bins;
    double end = 0;     ///< Where the regular bins end.
    quint64 beyond = 0; ///< Counts above it, in one more bin.
};

/// Regular bins of round width from near the smallest value up to a quarter above p99, and one for the rest.
Bins binsOf(const Histogram &histogram)
{
    const double low = toMilliseconds(histogram.min());
    const double high =
        std::min(toMilliseconds(histogram.max()), 1.25 * toMilliseconds(histogram.percentile(99)));
    const double span = std::max(high - (low > high / 2 ? low : 0), high / 20);
    const double width = roundUp(std::max(span, 1e-3) / binsWanted);
    const double begin = low > high / 2 ? std::floor(low / width) * width : 0;
    const std::size_t count = static_cast<std::size_t>(std::max(std::floor((high - begin) / width) + 1, 1.0));

    Bins result;
    for (std::size_t i = 0; i < count; ++i)
        result.bins.push_back(
            {begin + width * static_cast<double>(i), begin + width * static_cast<double>(i + 1), 0});
    result.end = result.bins.back().to;
    for (const Histogram::Bucket &bucket : histogram.buckets()) {
        // A bucket of the histogram is far narrower than a bar; the part of its values that it may misplace
        // is 1/1000.
        const double middle = (toMilliseconds(bucket.low) + toMilliseconds(bucket.high)) / 2;
        const double place = std::max((middle - begin) / width, 0.0);
        if (place < static_cast<double>(count))
            result.bins[static_cast<std::size_t>(place)].count += bucket.count;
        else
            result.beyond += bucket.count;
    }
    if (result.beyond > 0)
        result.bins.push_back(
            {result.end, std::max(toMilliseconds(histogram.max()), result.end + width), result.beyond});
    return result;
}

} // namespace

ChartData ttftOverTime(const TimeCurves &curves)
{
    ChartData chart = timeChart(QStringLiteral("ttft-over-time"), LiveData::tr("Time to first token"),
                                LiveData::tr("ms, %1").arg(stretchText(curves.width)), curves.end);
    chart.emptyText = curves.isFinished ? LiveData::tr("No token came in the measured phase.")
                                        : LiveData::tr("Percentiles appear a second after the first token.");
    const QString unit = QStringLiteral("ms");
    chart.series = {line(QStringLiteral("p50"), SeriesRole::Median, curves.ttftP50, unit),
                    line(QStringLiteral("p95"), SeriesRole::P95, curves.ttftP95, unit),
                    line(QStringLiteral("p99"), SeriesRole::P99, curves.ttftP99, unit)};
    return chart;
}

ChartData ttftDistribution(const Snapshot &snapshot, const Summary *summary)
{
    ChartData chart;
    chart.id = QStringLiteral("ttft-distribution");
    chart.title = LiveData::tr("TTFT distribution");
    chart.subtitle = LiveData::tr("share of requests");
    chart.xName = LiveData::tr("time to first token");
    chart.xKind = XAxisKind::Linear;
    chart.emptyText = snapshot.phase == RunPhase::Done
                          ? LiveData::tr("No token came in the measured phase.")
                          : LiveData::tr("The distribution appears with the first token after the warm-up.");
    if (!snapshot.ttft || snapshot.ttft->isEmpty()) {
        setDistribution(chart, {}, {}, QStringLiteral("ms"));
        return chart;
    }
    const Histogram &ttft = *snapshot.ttft;
    const Bins binned = binsOf(ttft);
    std::vector<DistributionRank> ranks;
    const bool isExact = summary && !summary->ttft.isEmpty();
    for (const double percentile : {50.0, 95.0, 99.0}) {
        if (isExact) {
            const Distribution::Rank &rank = summary->ttft.rank(percentile);
            ranks.push_back({percentileName(percentile), rank.value / 1e6, rank.lowerBound});
        } else {
            ranks.push_back({percentileName(percentile), toMilliseconds(ttft.percentile(percentile)), false});
        }
    }
    setDistribution(chart, binned.bins, ranks, QStringLiteral("ms"));
    chart.subtitle = LiveData::tr("measured phase, %1 requests").arg(formatCount(ttft.count()));
    if (isExact && summary->window.kind == Window::Kind::Steady)
        chart.subtitle = LiveData::tr("%1 requests; marks: steady window").arg(formatCount(ttft.count()));
    if (binned.beyond > 0)
        chart.subtitle +=
            LiveData::tr(", %1 above %2 ms").arg(formatCount(binned.beyond), formatFigure(binned.end));
    chart.xMin = binned.bins.front().from;
    chart.xMax = binned.end;
    chart.barWidth = binned.bins.front().to - binned.bins.front().from;
    return chart;
}

ChartData throughputOverTime(const TimeCurves &curves, bool tokensAreChunks)
{
    ChartData chart =
        timeChart(QStringLiteral("throughput"), LiveData::tr("Throughput"),
                  tokensAreChunks ? LiveData::tr("chunks/s until usage is known") : LiveData::tr("tokens/s"),
                  curves.end);
    chart.emptyText =
        curves.isFinished
            ? LiveData::tr("No token came and no request succeeded.")
            : LiveData::tr("Tokens and finished requests a second appear once streams deliver.");
    ChartSeries tokens =
        line(tokensAreChunks ? LiveData::tr("output chunks/s") : LiveData::tr("output tokens/s"),
             SeriesRole::Throughput, curves.outputTokens,
             tokensAreChunks ? LiveData::tr("chunks/s") : LiveData::tr("tokens/s"));
    tokens.style = SeriesStyle::Area;
    ChartSeries requests =
        line(LiveData::tr("requests/s"), SeriesRole::Requests, curves.succeeded, LiveData::tr("requests/s"));
    requests.side = AxisSide::Right;
    chart.series = {std::move(tokens), std::move(requests)};
    return chart;
}

ChartData loadOverTime(const TimeCurves &curves, LoadKind kind)
{
    ChartData chart = timeChart(QStringLiteral("load"), LiveData::tr("Load"),
                                kind == LoadKind::Open ? LiveData::tr("requests/s")
                                                       : LiveData::tr("users and open streams"),
                                curves.end);
    chart.emptyText = curves.isFinished
                          ? LiveData::tr("No load was recorded.")
                          : LiveData::tr("The planned and the actual load appear when the run starts.");
    ChartSeries open = line(LiveData::tr("open streams"), SeriesRole::Concurrency, curves.openStreams,
                            LiveData::tr("streams"));
    ChartSeries started =
        line(LiveData::tr("started/s"), SeriesRole::Requests, curves.started, LiveData::tr("requests/s"));
    if (kind == LoadKind::Open) {
        ChartSeries planned =
            line(LiveData::tr("planned/s"), SeriesRole::Planned, curves.planned, LiveData::tr("requests/s"));
        planned.dashed = true;
        open.side = AxisSide::Right;
        // Planned last: where both agree, its dashes lie over what was started instead of vanishing below.
        chart.series = {std::move(started), std::move(open), std::move(planned)};
        return chart;
    }
    open.style = SeriesStyle::Area;
    ChartSeries planned =
        line(LiveData::tr("planned users"), SeriesRole::Planned, curves.plannedUsers, LiveData::tr("users"));
    planned.dashed = true;
    planned.style = SeriesStyle::Step;
    chart.series = {std::move(open), std::move(planned)};
    if (kind == LoadKind::Mixed) {
        started.side = AxisSide::Right;
        chart.series.push_back(std::move(started));
    }
    return chart;
}

ChartData errorsOverTime(const ErrorCurves &curves)
{
    ChartData chart = timeChart(QStringLiteral("errors-over-time"), LiveData::tr("Errors"),
                                LiveData::tr("per second, by class"), curves.end);
    chart.barWidth = curves.width;
    chart.emptyText = LiveData::tr("No request has failed. Errors appear here by class and time.");
    for (const auto &[outcome, points] : curves.byClass) {
        ChartSeries bars = line(toString(outcome), SeriesRole::Errors, points, LiveData::tr("errors/s"));
        bars.outcome = outcome;
        bars.style = SeriesStyle::Bars;
        chart.series.push_back(std::move(bars));
    }
    return chart;
}

ChartData gapsOverTime(const TimeCurves &curves)
{
    ChartData chart = timeChart(QStringLiteral("gaps"), LiveData::tr("Gaps between tokens"),
                                LiveData::tr("ms, %1").arg(stretchText(curves.width)), curves.end);
    chart.emptyText = curves.isFinished
                          ? LiveData::tr("No measured stream brought a second token.")
                          : LiveData::tr("Gaps appear with the second token of a measured stream.");
    const QString unit = QStringLiteral("ms");
    chart.series = {line(QStringLiteral("p50"), SeriesRole::Median, curves.gapP50, unit),
                    line(QStringLiteral("p95"), SeriesRole::P95, curves.gapP95, unit),
                    line(QStringLiteral("p99"), SeriesRole::P99, curves.gapP99, unit)};
    return chart;
}

ErrorBarsData errorClasses(const Snapshot &snapshot)
{
    ErrorBarsData data;
    data.title = LiveData::tr("Error classes");
    data.subtitle = LiveData::tr("whole run");
    data.emptyText = LiveData::tr("No request has failed.");
    data.requests = snapshot.requests.succeeded + snapshot.requests.failed + snapshot.requests.cut;
    for (const auto &[outcome, count] : snapshot.errors)
        data.bars.push_back({outcome, count});
    return data;
}

std::vector<ChartData> allCharts(const Snapshot &snapshot, LoadKind kind, std::size_t budget,
                                 const Summary *summary)
{
    const TimeCurves curves = curvesOf(snapshot, budget / 3);
    return {ttftOverTime(curves),
            ttftDistribution(snapshot, summary),
            throughputOverTime(curves, snapshot.tokensAreChunks),
            loadOverTime(curves, kind),
            errorsOverTime(errorCurvesOf(snapshot, budget)),
            gapsOverTime(curves)};
}

} // namespace weir
