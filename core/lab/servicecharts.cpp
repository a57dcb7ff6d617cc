// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/servicecharts.h"

#include "service/model/modelrequest.h"

#include <algorithm>

namespace weir {

namespace {

constexpr double leastSpan = 60; ///< Seconds of a chart that has just begun.
constexpr std::size_t mostMarkers = 4;

/// Where drills began and ended.
std::vector<ChartMarker> drillMarkers(const ServiceFigures &figures)
{
    std::vector<ChartMarker> markers;
    if (!figures.state)
        return markers;
    for (const ModelNote &note : figures.state->notes) {
        const double at = figures.history.secondsAt(note.at);
        if (note.kind == u"drill" && at >= figures.history.begin() && at <= figures.history.end())
            markers.push_back({at, Message(WEIR_TEXT("service_chart.drill", "drill"))});
    }
    if (markers.size() > mostMarkers)
        markers.erase(markers.begin(), markers.end() - std::ptrdiff_t(mostMarkers));
    return markers;
}

ChartData serviceChart(const ServiceFigures &figures, const QString &id, const Message &title,
                       const Message &subtitle)
{
    ChartData chart = timeChartOf(id, title, subtitle);
    chart.xMin = figures.history.begin();
    chart.xMax = std::max(leastSpan, figures.history.end());
    chart.markers = drillMarkers(figures);
    return chart;
}

/// A dashed line at one height.
ChartSeries bound(const ServiceFigures &figures, const Message &name, double value)
{
    std::vector<QPointF> points;
    if (!figures.history.isEmpty())
        points = {{figures.history.begin(), value}, {figures.history.end(), value}};
    ChartSeries series = lineOf(name, SeriesRole::Planned, std::move(points));
    series.dashed = true;
    return series;
}

/// Several reasons of refusal under one name.
struct RefusalGroup
{
    Message name;
    OutcomeClass outcome; ///< As which class of error a client counts them; gives the colour.
    std::vector<RefusalReason> reasons;
};

std::vector<RefusalGroup> refusalGroups()
{
    return {
        {Message(WEIR_TEXT("service_chart.refused_limits", "limits")),
         OutcomeClass::RateLimited,
         {RefusalReason::RequestLimit, RefusalReason::TokenLimit}},
        {Message(WEIR_TEXT("service_chart.refused_queue_full", "queue full")),
         OutcomeClass::Http5xx,
         {RefusalReason::QueueFull}},
        {Message(WEIR_TEXT("service_chart.refused_waited", "waited too long")),
         OutcomeClass::Deadline,
         {RefusalReason::QueueTimeout}},
        {Message(WEIR_TEXT("service_chart.refused_no_replica", "no replica")),
         OutcomeClass::ConnectRefused,
         {RefusalReason::NoReplica}},
        {Message(WEIR_TEXT("service_chart.refused_other", "other")),
         OutcomeClass::Http4xx,
         {RefusalReason::PromptTooLong, RefusalReason::CanaryError}},
    };
}

} // namespace

quint32 batchCapacity(const ModelConfig &model, quint32 replicas)
{
    switch (model.scheduler.kind) {
    case SchedulerKind::Fixed:
        break;
    case SchedulerKind::None:
        return model.scheduler.workers * replicas;
    case SchedulerKind::Static:
        return model.scheduler.batchSize * replicas;
    case SchedulerKind::Continuous:
        return model.scheduler.maxBatch * replicas;
    }
    return 0;
}

ChartData queueOverTime(const ServiceFigures &figures)
{
    ChartData chart = serviceChart(figures, QStringLiteral("service-queue"),
                                   Message(WEIR_TEXT("service_chart.queue", "Queue")),
                                   Message(WEIR_TEXT("service_chart.requests", "requests")));
    chart.emptyText = Message(
        WEIR_TEXT("service_chart.queue_to_come", "How many requests wait, as soon as the service runs"));
    ChartSeries waiting = lineOf(Message(WEIR_TEXT("service_chart.series_waiting", "waiting")),
                                 SeriesRole::P95, figures.history.gauge(&ServiceSample::queued));
    waiting.style = SeriesStyle::Area;
    chart.series.push_back(std::move(waiting));
    if (figures.state && figures.state->queueCapacity > 0)
        chart.series.push_back(bound(figures, Message(WEIR_TEXT("service_chart.series_capacity", "capacity")),
                                     figures.state->queueCapacity));
    return chart;
}

ChartData batchOverTime(const ServiceFigures &figures)
{
    ChartData chart = serviceChart(
        figures, QStringLiteral("service-batch"), Message(WEIR_TEXT("service_chart.batch", "Batch")),
        Message(WEIR_TEXT("service_chart.sequences", "sequences of all replicas")));
    chart.emptyText = Message(WEIR_TEXT("service_chart.batch_to_come",
                                        "How many requests are served at once, as soon as the service runs"));
    ChartSeries running = lineOf(Message(WEIR_TEXT("service_chart.series_running", "running")),
                                 SeriesRole::Concurrency, figures.history.gauge(&ServiceSample::running));
    running.style = SeriesStyle::Area;
    chart.series.push_back(std::move(running));
    const quint32 most = figures.state ? batchCapacity(figures.model, servingReplicas(*figures.state)) : 0;
    if (most > 0)
        chart.series.push_back(bound(figures, Message(WEIR_TEXT("service_chart.series_full", "full")), most));
    return chart;
}

ChartData useOverTime(const ServiceFigures &figures)
{
    ChartData chart =
        serviceChart(figures, QStringLiteral("service-use"), Message(WEIR_TEXT("service_chart.use", "Use")),
                     Message(WEIR_TEXT("service_chart.mean_percent", "%, mean of the replicas")));
    chart.emptyText = Message(
        WEIR_TEXT("service_chart.use_to_come", "How busy GPU and KV cache are, as soon as the service runs"));
    chart.yMax = 100;
    chart.series = {
        lineOf(Message(WEIR_TEXT("service_chart.series_gpu", "GPU")), SeriesRole::Median,
               figures.history.gauge(&ServiceSample::gpuUse, 100), Message::verbatim(QStringLiteral("%"))),
        lineOf(Message(WEIR_TEXT("service_chart.series_kv_cache", "KV cache")), SeriesRole::P95,
               figures.history.gauge(&ServiceSample::kvUse, 100), Message::verbatim(QStringLiteral("%")))};
    return chart;
}

ChartData outputOverTime(const ServiceFigures &figures)
{
    ChartData chart = serviceChart(figures, QStringLiteral("service-throughput"),
                                   Message(WEIR_TEXT("service_chart.throughput", "Throughput")),
                                   Message(WEIR_TEXT("service_chart.tokens_per_second", "tokens/s")));
    chart.emptyText = Message(WEIR_TEXT("service_chart.throughput_to_come",
                                        "Tokens and answers a second, as soon as requests come"));
    ChartSeries tokens = lineOf(
        Message(WEIR_TEXT("service_chart.tokens_per_second", "tokens/s")), SeriesRole::Throughput,
        figures.history.rate([](const ModelCounts &counts) { return static_cast<double>(counts.tokens); }),
        Message(WEIR_TEXT("service_chart.tokens_per_second", "tokens/s")));
    tokens.style = SeriesStyle::Area;
    ChartSeries requests = lineOf(
        Message(WEIR_TEXT("service_chart.requests_per_second", "requests/s")), SeriesRole::Requests,
        figures.history.rate([](const ModelCounts &counts) { return static_cast<double>(counts.finished); }),
        Message::verbatim(QStringLiteral("/s")));
    requests.side = AxisSide::Right;
    chart.series = {std::move(tokens), std::move(requests)};
    return chart;
}

ChartData refusalsOverTime(const ServiceFigures &figures)
{
    ChartData chart = serviceChart(
        figures, QStringLiteral("service-refusals"), Message(WEIR_TEXT("service_chart.refusals", "Refusals")),
        Message(WEIR_TEXT("service_chart.per_stretch_by_reason", "per 2 s, by reason")));
    chart.emptyText = Message(WEIR_TEXT("service_chart.refusals_to_come",
                                        "Requests that the service refuses, by reason, when there are any"));
    chart.barWidth = ServiceHistory::growthStretch;
    for (const RefusalGroup &group : refusalGroups()) {
        std::vector<QPointF> points = figures.history.growth([&group](const ModelCounts &counts) {
            double sum = 0;
            for (const RefusalReason reason : group.reasons)
                sum += static_cast<double>(counts.refused.at(static_cast<std::size_t>(reason)));
            return sum;
        });
        if (std::none_of(points.begin(), points.end(), [](const QPointF &point) { return point.y() > 0; }))
            continue;
        ChartSeries series = lineOf(group.name, SeriesRole::Errors, std::move(points));
        series.outcome = group.outcome;
        series.style = SeriesStyle::Bars;
        chart.series.push_back(std::move(series));
    }
    return chart;
}

ChartData scalingOverTime(const ServiceFigures &figures)
{
    ChartData chart = serviceChart(figures, QStringLiteral("service-scaling"),
                                   Message(WEIR_TEXT("service_chart.scaling", "Scaling")),
                                   Message(WEIR_TEXT("service_chart.replicas", "replicas")));
    chart.emptyText =
        Message(WEIR_TEXT("service_chart.scaling_to_come",
                          "Replicas that are wanted and that serve, as soon as the service runs"));
    ChartSeries wanted = lineOf(Message(WEIR_TEXT("service_chart.series_wanted", "wanted")),
                                SeriesRole::Planned, figures.history.gauge(&ServiceSample::replicasWanted));
    wanted.style = SeriesStyle::Step;
    wanted.dashed = true;
    ChartSeries serving = lineOf(Message(WEIR_TEXT("service_chart.series_serving", "serving")),
                                 SeriesRole::Concurrency, figures.history.gauge(&ServiceSample::replicas));
    serving.style = SeriesStyle::Step;
    chart.series = {std::move(wanted), std::move(serving)};
    return chart;
}

} // namespace weir
