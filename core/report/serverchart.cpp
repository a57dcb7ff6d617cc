// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/serverchart.h"

namespace weir {

ChartData serverTimesOverTime(const ServerCurves &curves)
{
    ChartData chart = timeChartOf(
        QStringLiteral("server-times"), Message(WEIR_TEXT("chart.server_times", "Where the time went")),
        Message(WEIR_TEXT("chart.server_times_subtitle", "ms, mean of answers, as their server tells")));
    chart.xMax = curves.end > 0 ? curves.end : shortestAxis;
    chart.barWidth = curves.width;
    chart.emptyText =
        curves.isFinished
            ? Message(WEIR_TEXT("chart.server_times_stayed_empty", "No server told how it spent its time."))
            : Message(WEIR_TEXT("chart.server_times_to_come",
                                "Queue, prefill and decode appear with the first answer whose server tells "
                                "of them."));
    const auto add = [&chart](const Message &name, SeriesRole role, const std::vector<QPointF> &points) {
        ChartSeries bars = lineOf(name, role, points, Message::verbatim(QStringLiteral("ms")));
        bars.style = SeriesStyle::Bars;
        chart.series.push_back(std::move(bars));
    };
    add(Message(WEIR_TEXT("chart.series_queue", "queue")), SeriesRole::P99, curves.queue);
    add(Message(WEIR_TEXT("chart.series_prefill", "prefill")), SeriesRole::Median, curves.prefill);
    add(Message(WEIR_TEXT("chart.series_decode", "decode")), SeriesRole::Throughput, curves.decode);
    add(Message(WEIR_TEXT("chart.series_server_unnamed", "server, without a name")), SeriesRole::Concurrency,
        curves.unnamed);
    add(Message(WEIR_TEXT("chart.series_outside_server", "outside the server")), SeriesRole::Planned,
        curves.outside);
    return chart;
}

} // namespace weir
