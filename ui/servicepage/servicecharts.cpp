// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/servicecharts.h"

#include "service/model/modelrequest.h"

#include <QCoreApplication>

#include <cmath>

namespace weir {

namespace {

/// The context of this file's translations.
struct ServiceCharts
{
    Q_DECLARE_TR_FUNCTIONS(weir::ServiceCharts)
};

constexpr double leastSpan = 60; ///< Seconds of a chart that has just begun.
constexpr std::size_t mostMarkers = 4;

/// Where drills began and ended.
std::vector<ChartMarker> drillMarkers(const ServiceFigures &figures, const QString &label)
{
    std::vector<ChartMarker> markers;
    if (!figures.state)
        return markers;
    for (const ModelNote &note : figures.state->notes) {
        const double at = figures.history.secondsAt(note.at);
        if (note.kind == u"drill" && at >= figures.history.begin() && at <= figures.history.end())
            markers.push_back({at, label});
    }
    if (markers.size() > mostMarkers)
        markers.erase(markers.begin(), markers.end() - std::ptrdiff_t(mostMarkers));
    return markers;
}

ChartData timeChart(const ServiceFigures &figures, const QString &id, const QString &title,
                    const QString &subtitle)
{
    ChartData chart;
    chart.id = id;
    chart.title = title;
    chart.subtitle = subtitle;
    chart.xName = ServiceCharts::tr("time");
    chart.xUnit = QStringLiteral("s");
    chart.xKind = XAxisKind::Time;
    chart.xMin = figures.history.begin();
    chart.xMax = std::max(leastSpan, figures.history.end());
    chart.markers = drillMarkers(figures, ServiceCharts::tr("drill"));
    return chart;
}

ChartSeries line(const QString &name, SeriesRole role, std::vector<QPointF> points, const QString &unit = {})
{
    ChartSeries series;
    series.name = name;
    series.role = role;
    series.points = std::move(points);
    series.unit = unit;
    return series;
}

/// A dashed line at one height.
ChartSeries bound(const ServiceFigures &figures, const QString &name, double value)
{
    std::vector<QPointF> points;
    if (!figures.history.isEmpty())
        points = {{figures.history.begin(), value}, {figures.history.end(), value}};
    ChartSeries series = line(name, SeriesRole::Planned, std::move(points));
    series.dashed = true;
    return series;
}

/// Several reasons of refusal under one name.
struct RefusalGroup
{
    QString name;
    OutcomeClass outcome; ///< As which class of error a client counts them; gives the colour.
    std::vector<RefusalReason> reasons;
};

std::vector<RefusalGroup> refusalGroups()
{
    return {
        {ServiceCharts::tr("limits"),
         OutcomeClass::RateLimited,
         {RefusalReason::RequestLimit, RefusalReason::TokenLimit}},
        {ServiceCharts::tr("queue full"), OutcomeClass::Http5xx, {RefusalReason::QueueFull}},
        {ServiceCharts::tr("waited too long"), OutcomeClass::Deadline, {RefusalReason::QueueTimeout}},
        {ServiceCharts::tr("no replica"), OutcomeClass::ConnectRefused, {RefusalReason::NoReplica}},
        {ServiceCharts::tr("other"),
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
    ChartData chart = timeChart(figures, QStringLiteral("service-queue"), ServiceCharts::tr("Queue"),
                                ServiceCharts::tr("requests"));
    chart.emptyText = ServiceCharts::tr("How many requests wait, as soon as the service runs");
    ChartSeries waiting =
        line(ServiceCharts::tr("waiting"), SeriesRole::P95, figures.history.gauge(&ServiceSample::queued));
    waiting.style = SeriesStyle::Area;
    chart.series.push_back(std::move(waiting));
    if (figures.state && figures.state->queueCapacity > 0)
        chart.series.push_back(bound(figures, ServiceCharts::tr("capacity"), figures.state->queueCapacity));
    return chart;
}

ChartData batchOverTime(const ServiceFigures &figures)
{
    ChartData chart = timeChart(figures, QStringLiteral("service-batch"), ServiceCharts::tr("Batch"),
                                ServiceCharts::tr("sequences of all replicas"));
    chart.emptyText = ServiceCharts::tr("How many requests are served at once, as soon as the service runs");
    ChartSeries running = line(ServiceCharts::tr("running"), SeriesRole::Concurrency,
                               figures.history.gauge(&ServiceSample::running));
    running.style = SeriesStyle::Area;
    chart.series.push_back(std::move(running));
    const quint32 most = figures.state ? batchCapacity(figures.model, servingReplicas(*figures.state)) : 0;
    if (most > 0)
        chart.series.push_back(bound(figures, ServiceCharts::tr("full"), most));
    return chart;
}

ChartData useOverTime(const ServiceFigures &figures)
{
    ChartData chart = timeChart(figures, QStringLiteral("service-use"), ServiceCharts::tr("Use"),
                                ServiceCharts::tr("%, mean of the replicas"));
    chart.emptyText = ServiceCharts::tr("How busy GPU and KV cache are, as soon as the service runs");
    chart.yMax = 100;
    chart.series = {line(ServiceCharts::tr("GPU"), SeriesRole::Median,
                         figures.history.gauge(&ServiceSample::gpuUse, 100), QStringLiteral("%")),
                    line(ServiceCharts::tr("KV cache"), SeriesRole::P95,
                         figures.history.gauge(&ServiceSample::kvUse, 100), QStringLiteral("%"))};
    return chart;
}

ChartData outputOverTime(const ServiceFigures &figures)
{
    ChartData chart = timeChart(figures, QStringLiteral("service-throughput"),
                                ServiceCharts::tr("Throughput"), ServiceCharts::tr("tokens/s"));
    chart.emptyText = ServiceCharts::tr("Tokens and answers a second, as soon as requests come");
    ChartSeries tokens = line(
        ServiceCharts::tr("tokens/s"), SeriesRole::Throughput,
        figures.history.rate([](const ModelCounts &counts) { return static_cast<double>(counts.tokens); }),
        QStringLiteral("tokens/s"));
    tokens.style = SeriesStyle::Area;
    ChartSeries requests = line(
        ServiceCharts::tr("requests/s"), SeriesRole::Requests,
        figures.history.rate([](const ModelCounts &counts) { return static_cast<double>(counts.finished); }),
        QStringLiteral("/s"));
    requests.side = AxisSide::Right;
    chart.series = {std::move(tokens), std::move(requests)};
    return chart;
}

ChartData refusalsOverTime(const ServiceFigures &figures)
{
    ChartData chart = timeChart(figures, QStringLiteral("service-refusals"), ServiceCharts::tr("Refusals"),
                                ServiceCharts::tr("per 2 s, by reason"));
    chart.emptyText = ServiceCharts::tr("Requests that the service refuses, by reason, when there are any");
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
        ChartSeries series = line(group.name, SeriesRole::Errors, std::move(points));
        series.outcome = group.outcome;
        series.style = SeriesStyle::Bars;
        chart.series.push_back(std::move(series));
    }
    return chart;
}

ChartData scalingOverTime(const ServiceFigures &figures)
{
    ChartData chart = timeChart(figures, QStringLiteral("service-scaling"), ServiceCharts::tr("Scaling"),
                                ServiceCharts::tr("replicas"));
    chart.emptyText =
        ServiceCharts::tr("Replicas that are wanted and that serve, as soon as the service runs");
    ChartSeries wanted = line(ServiceCharts::tr("wanted"), SeriesRole::Planned,
                              figures.history.gauge(&ServiceSample::replicasWanted));
    wanted.style = SeriesStyle::Step;
    wanted.dashed = true;
    ChartSeries serving = line(ServiceCharts::tr("serving"), SeriesRole::Concurrency,
                               figures.history.gauge(&ServiceSample::replicas));
    serving.style = SeriesStyle::Step;
    chart.series = {std::move(wanted), std::move(serving)};
    return chart;
}

} // namespace weir
