// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/servicetiles.h"

#include "base/units.h"

#include <QCoreApplication>

#include <numeric>

namespace weir {

namespace {

/// The context of this file's translations.
struct ServiceTiles
{
    Q_DECLARE_TR_FUNCTIONS(weir::ServiceTiles)
};

/// "93.4", or "–" where nothing was counted.
QString shareFigure(quint64 part, quint64 whole)
{
    return whole == 0 ? QStringLiteral("–") : formatFigure(100.0 * double(part) / double(whole));
}

TileData requestsTile(const ServiceFigures &figures)
{
    const std::vector<QPointF> trend =
        figures.history.rate([](const ModelCounts &counts) { return double(counts.finished); });
    TileData data = tileOf(ServiceTiles::tr("Requests"), QStringLiteral("/s"), SeriesRole::Requests, trend,
                           ServiceTiles::tr("Answers that were completed, a second"));
    if (!trend.empty())
        data.figure = formatFigure(trend.back().y());
    if (figures.state) {
        const ModelCounts &counts = figures.state->counts;
        const quint64 refused = std::accumulate(counts.refused.begin(), counts.refused.end(), quint64{0});
        data.note =
            ServiceTiles::tr("%1 of %2 refused").arg(formatCount(refused), formatCount(counts.submitted));
    }
    return data;
}

TileData runningTile(const ServiceFigures &figures)
{
    TileData data = tileOf(ServiceTiles::tr("Running"), {}, SeriesRole::Concurrency,
                           figures.history.gauge(&ServiceSample::running),
                           ServiceTiles::tr("Requests that are being served"));
    if (!figures.state)
        return data;
    data.figure = formatCount(figures.state->running);
    const quint32 most = batchCapacity(figures.model, servingReplicas(*figures.state));
    data.note =
        most > 0 ? ServiceTiles::tr("of %1 places").arg(formatCount(most)) : ServiceTiles::tr("no bound");
    return data;
}

TileData waitingTile(const ServiceFigures &figures)
{
    TileData data = tileOf(ServiceTiles::tr("Waiting"), {}, SeriesRole::P95,
                           figures.history.gauge(&ServiceSample::queued),
                           ServiceTiles::tr("Requests in the queue, those at their replica included"));
    if (!figures.state)
        return data;
    data.figure = formatCount(figures.state->queued);
    data.note = figures.state->queueCapacity > 0
                    ? ServiceTiles::tr("of %1 places").arg(formatCount(figures.state->queueCapacity))
                    : ServiceTiles::tr("no bound");
    return data;
}

TileData tokensTile(const ServiceFigures &figures)
{
    const std::vector<QPointF> trend =
        figures.history.rate([](const ModelCounts &counts) { return double(counts.tokens); });
    TileData data = tileOf(ServiceTiles::tr("Output"), ServiceTiles::tr("tok/s"), SeriesRole::Throughput,
                           trend, ServiceTiles::tr("Tokens that were made, a second"));
    if (!trend.empty())
        data.figure = formatFigure(trend.back().y());
    if (figures.state)
        data.note = ServiceTiles::tr("%1 in all").arg(formatCount(figures.state->counts.tokens));
    return data;
}

TileData gpuTile(const ServiceFigures &figures)
{
    TileData data = tileOf(
        ServiceTiles::tr("GPU"), QStringLiteral("%"), SeriesRole::Median,
        figures.history.gauge(&ServiceSample::gpuUse),
        ServiceTiles::tr("How busy the replicas' GPUs were in the last second; below: since the start"));
    if (!figures.state)
        return data;
    data.figure = formatFigure(100 * figures.state->gpuUse);
    data.note = ServiceTiles::tr("mean %1 %").arg(formatFigure(100 * figures.state->meanGpuUse));
    return data;
}

TileData cacheTile(const ServiceFigures &figures)
{
    TileData data = tileOf(ServiceTiles::tr("Cache hits"), QStringLiteral("%"), SeriesRole::Throughput, {},
                           ServiceTiles::tr("Answers from the result cache; below: its entries, and prompt "
                                            "tokens that the prefix cache knew"));
    if (!figures.state)
        return data;
    const ModelCounts &counts = figures.state->counts;
    data.figure = shareFigure(counts.cacheHits, counts.cacheHits + counts.cacheMisses);
    data.note = ServiceTiles::tr("%1 entries, prefix %2 %")
                    .arg(formatCount(figures.state->cacheEntries),
                         shareFigure(counts.cachedPromptTokens, counts.promptTokens));
    return data;
}

TileData replicasTile(const ServiceFigures &figures)
{
    TileData data = tileOf(ServiceTiles::tr("Replicas"), {}, SeriesRole::Concurrency,
                           figures.history.gauge(&ServiceSample::replicas),
                           ServiceTiles::tr("Replicas that take requests; below: how many are wanted"));
    if (!figures.state)
        return data;
    data.figure = formatCount(servingReplicas(*figures.state));
    data.note = ServiceTiles::tr("%1 wanted").arg(formatCount(figures.state->replicasWanted));
    return data;
}

} // namespace

std::vector<TileData> ServiceTileRow::inOrder() const
{
    return {requests, running, waiting, output, gpu, cacheHits, replicas};
}

ServiceTileRow serviceTiles(const ServiceFigures &figures)
{
    ServiceTileRow tiles;
    tiles.requests = requestsTile(figures);
    tiles.running = runningTile(figures);
    tiles.waiting = waitingTile(figures);
    tiles.output = tokensTile(figures);
    tiles.gpu = gpuTile(figures);
    tiles.cacheHits = cacheTile(figures);
    tiles.replicas = replicasTile(figures);
    return tiles;
}

} // namespace weir
