// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/timecharts.h"

#include "base/units.h"
#include "report/goallines.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

ChartData runChart(const QString &id, const Message &title, const Message &subtitle, const TimeCurves &curves)
{
    ChartData chart = timeChartOf(id, title, subtitle);
    chart.xMax = curves.end > 0 ? curves.end : shortestAxis;
    chart.stretch = curves.width;
    return chart;
}

/// Of a chart of times: what its unit is, and over what each point counts.
Message millisecondsPer(double width)
{
    return width == 1
               ? Message(WEIR_TEXT("chart.milliseconds_per_second", "ms, per second"))
               : Message(WEIR_TEXT("chart.milliseconds_per_stretch", "ms, per %1 s"), formatFigure(width));
}

/// Names of percentiles and the unit are the same in every language.
std::vector<ChartSeries> percentiles(const std::vector<QPointF> &p50, const std::vector<QPointF> &p95,
                                     const std::vector<QPointF> &p99)
{
    const Message unit = Message::verbatim(QStringLiteral("ms"));
    return {lineOf(Message::verbatim(QStringLiteral("p50")), SeriesRole::Median, p50, unit),
            lineOf(Message::verbatim(QStringLiteral("p95")), SeriesRole::P95, p95, unit),
            lineOf(Message::verbatim(QStringLiteral("p99")), SeriesRole::P99, p99, unit)};
}

Message requestsPerSecond()
{
    return Message(WEIR_TEXT("chart.requests_per_second", "requests/s"));
}

} // namespace

ChartData ttftOverTime(const TimeCurves &curves, const std::vector<GoalState> &goals)
{
    ChartData chart =
        runChart(QStringLiteral("ttft-over-time"), Message(WEIR_TEXT("chart.ttft", "Time to first token")),
                 millisecondsPer(curves.width), curves);
    chart.emptyText =
        curves.isFinished
            ? Message(WEIR_TEXT("chart.ttft_stayed_empty", "No token came in the measured phase."))
            : Message(WEIR_TEXT("chart.ttft_to_come", "Percentiles appear a second after the first token."));
    chart.series = percentiles(curves.ttftP50, curves.ttftP95, curves.ttftP99);
    chart.limits = limitsOn(Figure::Ttft, goals);
    return chart;
}

ChartData throughputOverTime(const TimeCurves &curves, bool tokensAreChunks,
                             const std::vector<GoalState> &goals)
{
    ChartData chart = runChart(
        QStringLiteral("throughput"), Message(WEIR_TEXT("chart.throughput", "Throughput")),
        tokensAreChunks ? Message(WEIR_TEXT("chart.chunks_until_usage", "chunks/s until usage is known"))
                        : Message(WEIR_TEXT("chart.tokens_per_second", "tokens/s")),
        curves);
    chart.emptyText =
        curves.isFinished
            ? Message(WEIR_TEXT("chart.throughput_stayed_empty", "No token came and no request succeeded."))
            : Message(WEIR_TEXT("chart.throughput_to_come",
                                "Tokens and finished requests a second appear once streams deliver."));
    ChartSeries tokens = tokensAreChunks
                             ? lineOf(Message(WEIR_TEXT("chart.series_output_chunks", "output chunks/s")),
                                      SeriesRole::Throughput, curves.outputTokens,
                                      Message(WEIR_TEXT("chart.chunks_per_second", "chunks/s")))
                             : lineOf(Message(WEIR_TEXT("chart.series_output_tokens", "output tokens/s")),
                                      SeriesRole::Throughput, curves.outputTokens,
                                      Message(WEIR_TEXT("chart.tokens_per_second", "tokens/s")));
    tokens.style = SeriesStyle::Area;
    ChartSeries requests =
        lineOf(requestsPerSecond(), SeriesRole::Requests, curves.succeeded, requestsPerSecond());
    requests.side = AxisSide::Right;
    chart.series = {std::move(tokens), std::move(requests)};
    chart.limits = limitsOn(ScalarMetric::RequestsPerSecond, AxisSide::Right, goals);
    if (!tokensAreChunks) {
        for (ChartLimit &limit : limitsOn(ScalarMetric::TokensPerSecond, AxisSide::Left, goals))
            chart.limits.push_back(std::move(limit));
    }
    return chart;
}

ChartData loadOverTime(const TimeCurves &curves, LoadKind kind)
{
    ChartData chart = runChart(QStringLiteral("load"), Message(WEIR_TEXT("chart.load", "Load")),
                               kind == LoadKind::Open
                                   ? requestsPerSecond()
                                   : Message(WEIR_TEXT("chart.users_and_streams", "users and open streams")),
                               curves);
    chart.emptyText = curves.isFinished
                          ? Message(WEIR_TEXT("chart.load_stayed_empty", "No load was recorded."))
                          : Message(WEIR_TEXT("chart.load_to_come",
                                              "The planned and the actual load appear when the run starts."));
    ChartSeries open =
        lineOf(Message(WEIR_TEXT("chart.series_open_streams", "open streams")), SeriesRole::Concurrency,
               curves.openStreams, Message(WEIR_TEXT("chart.streams", "streams")));
    ChartSeries started = lineOf(Message(WEIR_TEXT("chart.series_started", "started/s")),
                                 SeriesRole::Requests, curves.started, requestsPerSecond());
    if (kind == LoadKind::Open) {
        ChartSeries planned = lineOf(Message(WEIR_TEXT("chart.series_planned", "planned/s")),
                                     SeriesRole::Planned, curves.planned, requestsPerSecond());
        planned.dashed = true;
        open.side = AxisSide::Right;
        // Planned last: where both agree, its dashes lie over what was started instead of vanishing below.
        chart.series = {std::move(started), std::move(open), std::move(planned)};
        return chart;
    }
    open.style = SeriesStyle::Area;
    ChartSeries planned =
        lineOf(Message(WEIR_TEXT("chart.series_planned_users", "planned users")), SeriesRole::Planned,
               curves.plannedUsers, Message(WEIR_TEXT("chart.users", "users")));
    planned.dashed = true;
    planned.style = SeriesStyle::Step;
    chart.series = {std::move(open), std::move(planned)};
    if (kind == LoadKind::Mixed) {
        started.side = AxisSide::Right;
        chart.series.push_back(std::move(started));
    }
    return chart;
}

ChartData gapsOverTime(const TimeCurves &curves, const std::vector<GoalState> &goals)
{
    ChartData chart =
        runChart(QStringLiteral("gaps"), Message(WEIR_TEXT("chart.gaps", "Gaps between tokens")),
                 millisecondsPer(curves.width), curves);
    chart.emptyText =
        curves.isFinished
            ? Message(WEIR_TEXT("chart.gaps_stayed_empty", "No measured stream brought a second token."))
            : Message(
                  WEIR_TEXT("chart.gaps_to_come", "Gaps appear with the second token of a measured stream."));
    chart.series = percentiles(curves.gapP50, curves.gapP95, curves.gapP99);
    chart.limits = limitsOn(Figure::Itl, goals);
    // A stall of one stream among thousands of gaps is above every percentile, so it would go unseen.
    const auto highest = std::max_element(curves.gapP99.begin(), curves.gapP99.end(),
                                          [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
    if (highest != curves.gapP99.end() && curves.longestGap > 2 * highest->y())
        chart.subtitle = Message(WEIR_TEXT("chart.gaps_longest_above", "%1; the longest is %2 ms"),
                                 chart.subtitle, formatFigure(curves.longestGap));
    return chart;
}

} // namespace weir
