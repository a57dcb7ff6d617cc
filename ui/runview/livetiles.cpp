// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/livetiles.h"

#include "base/counted.h"
#include "base/duration.h"
#include "base/units.h"
#include "metrics/distribution.h"
#include "runview/healthtext.h"
#include "runview/summarytiles.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// The context of this file's translations.
struct LiveTiles
{
    Q_DECLARE_TR_FUNCTIONS(weir::LiveTiles)
};

QString none()
{
    return QStringLiteral("–");
}

bool hasSamples(const std::shared_ptr<const Histogram> &histogram)
{
    return histogram && !histogram->isEmpty();
}

QString milliseconds(Nanoseconds time)
{
    return formatFigure(toMilliseconds(time));
}

/// While a run goes on nobody knows yet which requests will fail.
QString firstTokensNote(const Snapshot &snapshot)
{
    return snapshot.phase == RunPhase::Done
               ? LiveTiles::tr("Requests that failed are left out.")
               : LiveTiles::tr("Now each first token counts when it comes; the summary leaves out those of "
                               "requests that fail later.");
}

TileData medianTile(const Snapshot &snapshot, const TimeCurves &curves)
{
    TileData data =
        tileOf(LiveTiles::tr("TTFT p50"), QStringLiteral("ms"), SeriesRole::Median, curves.ttftP50,
               LiveTiles::tr("Half of the measured requests had their first token after at most this time, "
                             "counted from the moment the request was started.") +
                   u' ' + firstTokensNote(snapshot));
    if (hasSamples(snapshot.ttft)) {
        data.figure = milliseconds(snapshot.ttft->percentile(50));
        data.note = LiveTiles::tr("p95 %1 ms").arg(milliseconds(snapshot.ttft->percentile(95)));
    }
    return data;
}

TileData tailTile(const Snapshot &snapshot, const TimeCurves &curves)
{
    TileData data =
        tileOf(LiveTiles::tr("TTFT p99"), QStringLiteral("ms"), SeriesRole::P99, curves.ttftP99,
               LiveTiles::tr("99 of 100 measured requests had their first token after at most this time. "
                             "\"The user waited\" counts from the planned arrival, or from the start of "
                             "the request's first attempt.") +
                   u' ' + firstTokensNote(snapshot));
    if (!hasSamples(snapshot.ttft))
        return data;
    data.figure = milliseconds(snapshot.ttft->percentile(99));
    data.note =
        hasSamples(snapshot.responseTtft)
            ? LiveTiles::tr("the user waited %1 ms").arg(milliseconds(snapshot.responseTtft->percentile(99)))
            : LiveTiles::tr("of %1").arg(counted(snapshot.ttft->count(), Counted::Requests).text());
    return data;
}

/// While a run goes on, its last full second; afterwards, what the whole run came to.
double shownRate(const Snapshot &snapshot, double lastSecond, const std::vector<QPointF> &curve)
{
    if (snapshot.phase != RunPhase::Done || curve.empty())
        return lastSecond;
    double sum = 0;
    for (const QPointF &point : curve)
        sum += point.y();
    return sum / static_cast<double>(curve.size());
}

TileData outputTile(const Snapshot &snapshot, const TimeCurves &curves)
{
    TileData data =
        tileOf(LiveTiles::tr("Output"), LiveTiles::tr("tok/s"), SeriesRole::Throughput, curves.outputTokens,
               LiveTiles::tr("Output tokens of all streams: in the last full second, or the mean of a "
                             "finished run. Chunks are counted until the server reports its usage."));
    if (!curves.outputTokens.empty())
        data.figure = formatFigure(shownRate(snapshot, snapshot.outputTokensPerSecond, curves.outputTokens));
    data.note =
        snapshot.tokensAreChunks ? LiveTiles::tr("chunks until usage") : LiveTiles::tr("tokens where known");
    return data;
}

/// What the load is multiplied by at the moment.
double steeringOf(const Snapshot &snapshot)
{
    return snapshot.paused ? 0 : snapshot.steeringFactor;
}

/// The only group's constant level while the run goes on; nothing for courses and parallel groups, whose
/// level the curves tell.
std::optional<double> constantLevel(const Snapshot &snapshot, const Load &load)
{
    if (load.groups.size() != 1 || snapshot.phase == RunPhase::Done)
        return std::nullopt;
    if (const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model); open && open->steps.empty())
        return open->rate * steeringOf(snapshot);
    if (const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.first().model);
        closed && closed->steps.empty())
        return closed->users * steeringOf(snapshot);
    return std::nullopt;
}

bool hasUsers(const Load &load)
{
    return std::any_of(load.groups.begin(), load.groups.end(),
                       [](const LoadGroup &group) { return !group.isOpen(); });
}

TileData requestsTile(const Snapshot &snapshot, const TimeCurves &curves, const Load &load)
{
    TileData data =
        tileOf(LiveTiles::tr("Requests"), LiveTiles::tr("/s"), SeriesRole::Requests, curves.succeeded,
               LiveTiles::tr("Requests that succeeded: in the last full second, or the mean of a finished "
                             "run."));
    if (!curves.succeeded.empty())
        data.figure = formatFigure(shownRate(snapshot, snapshot.requestsPerSecond, curves.succeeded));
    // Where users send beside the plan, what is planned counts them too and says nothing of the rate.
    if (!load.isOpen()) {
        data.note = LiveTiles::tr("%1 succeeded").arg(formatCount(snapshot.requests.succeeded));
        return data;
    }
    std::optional<double> planned = constantLevel(snapshot, load);
    if (!planned && !curves.planned.empty())
        planned = shownRate(snapshot, curves.planned.back().y(), curves.planned);
    data.note = LiveTiles::tr("planned %1").arg(planned ? formatFigure(*planned) : none());
    return data;
}

/// The sum of all caps; nothing when an open group has none.
std::optional<quint64> capOf(const Load &load)
{
    quint64 sum = 0;
    for (const LoadGroup &group : load.groups) {
        const OpenLoad *open = std::get_if<OpenLoad>(&group.model);
        const TraceLoad *trace = std::get_if<TraceLoad>(&group.model);
        const std::optional<quint32> cap = open ? open->cap : trace ? trace->cap : std::optional<quint32>(0);
        if (!cap)
            return std::nullopt;
        sum += *cap;
    }
    return sum;
}

TileData streamsTile(const Snapshot &snapshot, const TimeCurves &curves, const Load &load)
{
    TileData data =
        tileOf(LiveTiles::tr("Open streams"), QString(), SeriesRole::Concurrency, curves.openStreams,
               LiveTiles::tr("Requests that were started and have not ended."));
    if (snapshot.phase != RunPhase::Idle)
        data.figure = formatCount(snapshot.openStreams);
    if (hasUsers(load)) {
        std::optional<double> users = constantLevel(snapshot, load);
        if (!users && !curves.plannedUsers.empty())
            users = curves.plannedUsers.back().y();
        if (users)
            data.note =
                counted(static_cast<quint64>(std::llround(std::max(*users, 0.0))), Counted::Users).text();
        else
            data.note = none();
    } else if (const std::optional<quint64> cap = capOf(load)) {
        data.note = LiveTiles::tr("cap %1").arg(formatCount(*cap));
    } else {
        data.note = LiveTiles::tr("no cap");
    }
    return data;
}

TileData goodputTile(const Snapshot &snapshot, const Scenario &scenario)
{
    TileData data =
        tileOf(LiveTiles::tr("Goodput"), QStringLiteral("%"), SeriesRole::Throughput, {},
               LiveTiles::tr("Share of the finished requests of the measured phase that succeeded and met "
                             "every limit of the goals."));
    // The share is 1 as long as no request of the measured phase has ended.
    if (hasSamples(snapshot.e2e) || snapshot.goodputShare < 1)
        data.figure = formatFigure(100 * snapshot.goodputShare);
    const QString level = serviceLevelText(scenario.goals.serviceLevel);
    data.note = level.isEmpty() ? LiveTiles::tr("every success counts: no limits set") : level;
    // A narrow tile can't show all of it.
    data.explanation += u' ' + (level.isEmpty() ? LiveTiles::tr("No limits are set: every success counts.")
                                                : LiveTiles::tr("Limits: %1.").arg(level));
    return data;
}

TileData errorsTile(const Snapshot &snapshot, const TimeCurves &curves)
{
    TileData data =
        tileOf(LiveTiles::tr("Errors"), QStringLiteral("%"), SeriesRole::Errors, curves.errorShare,
               LiveTiles::tr("Share of the finished requests that failed. Requests cut by the end of the run "
                             "or abandoned by their user are not failures."));
    const quint64 finished = snapshot.requests.succeeded + snapshot.requests.failed + snapshot.requests.cut;
    if (finished > 0) {
        data.figure = formatFigure(100 * snapshot.errorShare);
        data.note =
            LiveTiles::tr("%1 of %2").arg(formatCount(snapshot.requests.failed), formatCount(finished));
    }
    return data;
}

TileData slipTile(const Snapshot &snapshot, const TimeCurves &curves, const Goals &goals)
{
    TileData data =
        tileOf(LiveTiles::tr("Slip p99"), QStringLiteral("ms"), SeriesRole::Planned, curves.slip,
               LiveTiles::tr("How late Weir itself started requests. Above the limit the run is invalid: the "
                             "figures would tell of this machine, not of the service."));
    if (snapshot.requests.started > 0) {
        data.figure = milliseconds(snapshot.health.slipP99);
        data.explanation += QStringLiteral("\n\n") + healthDetails(snapshot, goals.validity);
    }
    data.note = LiveTiles::tr("limit %1 ms").arg(milliseconds(goals.validity.slipP99));
    return data;
}

/// Intervals take the whole run's records.
void tellIntervalsComeLater(RunTiles &tiles)
{
    for (TileData *data :
         {&tiles.median, &tiles.tail, &tiles.output, &tiles.requests, &tiles.goodput, &tiles.errors})
        data->explanation +=
            u' ' + LiveTiles::tr("Its 95 % interval is not computed live: it stands here after the run.");
}

void tellWhatIsOnlyLive(RunTiles &tiles, const Snapshot &snapshot)
{
    tellIntervalsComeLater(tiles);
    if (!hasSamples(snapshot.ttft))
        return;
    const double samples = static_cast<double>(snapshot.ttft->count());
    setWeak(tiles.median, isWeak(50, samples));
    setWeak(tiles.tail, isWeak(99, samples));
}

} // namespace

std::vector<TileData> RunTiles::inOrder() const
{
    return {median, tail, output, requests, streams, goodput, errors, slip};
}

RunTiles liveTiles(const Snapshot &snapshot, const TimeCurves &curves, const Scenario &scenario,
                   const Summary *summary)
{
    RunTiles tiles;
    tiles.median = medianTile(snapshot, curves);
    tiles.tail = tailTile(snapshot, curves);
    tiles.output = outputTile(snapshot, curves);
    tiles.requests = requestsTile(snapshot, curves, scenario.load);
    tiles.streams = streamsTile(snapshot, curves, scenario.load);
    tiles.goodput = goodputTile(snapshot, scenario);
    tiles.errors = errorsTile(snapshot, curves);
    tiles.slip = slipTile(snapshot, curves, scenario.goals);
    if (summary)
        applySummary(tiles, *summary, curves, scenario.load);
    else
        tellWhatIsOnlyLive(tiles, snapshot);
    return tiles;
}

QString serviceLevelText(const ServiceLevel &level)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const std::optional<Nanoseconds> &limit) {
        if (limit)
            parts << QStringLiteral("%1 < %2").arg(name, formatDuration(*limit));
    };
    add(QStringLiteral("TTFT"), level.ttft);
    add(QStringLiteral("TPOT"), level.tpot);
    add(QStringLiteral("E2E"), level.e2e);
    return parts.join(QStringLiteral(", "));
}

} // namespace weir
