// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/livetiles.h"

#include "base/counted.h"
#include "base/duration.h"
#include "base/units.h"
#include "runview/healthtext.h"

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
        snapshot.tokensAreChunks ? LiveTiles::tr("chunks until usage") : LiveTiles::tr("tokens by usage");
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

/// "(112 to 125)", both divided by `unit`; empty without an interval.
QString rangeText(const std::optional<Interval> &interval, double unit)
{
    if (!interval)
        return {};
    if (!std::isfinite(interval->high))
        return LiveTiles::tr("(above %1)").arg(formatFigure(interval->low / unit));
    return LiveTiles::tr("(%1 to %2)")
        .arg(formatFigure(interval->low / unit), formatFigure(interval->high / unit));
}

/// The sampling error of what the tiles show.
void applyIntervals(RunTiles &tiles, const Summary &summary)
{
    const auto setRank = [](TileData &data, const Distribution &distribution, double percentile) {
        if (!distribution.isEmpty())
            data.range = rangeText(distribution.rank(percentile).interval, 1e6);
    };
    const auto set = [&summary](TileData &data, const QString &key, double unit) {
        const auto found = summary.intervals.find(key);
        if (found != summary.intervals.end())
            data.range = rangeText(found->second, unit);
    };
    setRank(tiles.median, summary.ttft, 50);
    setRank(tiles.tail, summary.ttft, 99);
    set(tiles.output, QStringLiteral("tokens_per_second"), 1);
    set(tiles.requests, QStringLiteral("requests_per_second"), 1);
    set(tiles.goodput, QStringLiteral("goodput_share"), 0.01);
    set(tiles.errors, QStringLiteral("error_rate"), 0.01);
    for (TileData *data :
         {&tiles.median, &tiles.tail, &tiles.output, &tiles.requests, &tiles.goodput, &tiles.errors}) {
        if (!data->range.isEmpty())
            data->explanation += u' ' + LiveTiles::tr("In brackets: the 95 % interval, how far chance alone "
                                                      "may have moved the figure.");
    }
}

/// Intervals take the whole run's records.
void tellIntervalsComeLater(RunTiles &tiles)
{
    for (TileData *data :
         {&tiles.median, &tiles.tail, &tiles.output, &tiles.requests, &tiles.goodput, &tiles.errors})
        data->explanation +=
            u' ' + LiveTiles::tr("Its 95 % interval is not computed live: it stands here after the run.");
}

/// The arrivals a second that were planned for the window, as its rate of requests is of the window too: what
/// its level says, else the mean of the stretches that lie in it. Nothing where none does.
std::optional<double> plannedIn(const Window &window, const TimeCurves &curves)
{
    if (window.rate)
        return window.rate;
    double sum = 0;
    quint64 stretches = 0;
    for (const QPointF &point : curves.planned) {
        if (point.x() < toSeconds(window.from) || point.x() + curves.width > toSeconds(window.to))
            continue;
        sum += point.y();
        ++stretches;
    }
    return stretches > 0 ? std::optional(sum / static_cast<double>(stretches)) : std::nullopt;
}

/// The exact figures of the chosen window take the place of the live ones.
void applySummary(RunTiles &tiles, const Summary &summary, const TimeCurves &curves, const Load &load)
{
    const auto time = [](const Distribution &distribution, double percentile) {
        const Distribution::Rank &rank = distribution.rank(percentile);
        return (rank.lowerBound ? QStringLiteral("> ") : QString()) + formatFigure(rank.value / 1e6);
    };
    const auto setTime = [&time](TileData &data, const Distribution &distribution, double percentile) {
        if (!distribution.isEmpty())
            data.figure = time(distribution, percentile);
    };
    setTime(tiles.median, summary.ttft, 50);
    setTime(tiles.tail, summary.ttft, 99);
    // The notes too: the live ones count the whole measured phase, the summary its own window.
    if (!summary.ttft.isEmpty()) {
        tiles.median.note = LiveTiles::tr("p95 %1 ms").arg(time(summary.ttft, 95));
        tiles.tail.note =
            summary.responseTtft.isEmpty()
                ? LiveTiles::tr("of %1").arg(
                      counted(summary.ttft.count + summary.ttft.censored, Counted::Requests).text())
                : LiveTiles::tr("the user waited %1 ms").arg(time(summary.responseTtft, 99));
    }
    tiles.output.figure = formatFigure(summary.tokensPerSecond);
    tiles.output.note = summary.tokenSource == TokenSource::Chunks ? LiveTiles::tr("chunks, no usage")
                                                                   : LiveTiles::tr("tokens by usage");
    tiles.requests.figure = formatFigure(summary.requestsPerSecond);
    if (load.isOpen()) {
        const std::optional<double> planned = plannedIn(summary.window, curves);
        tiles.requests.note = LiveTiles::tr("planned %1").arg(planned ? formatFigure(*planned) : none());
    }
    if (summary.goodputShare)
        tiles.goodput.figure = formatFigure(100 * *summary.goodputShare);
    else
        tiles.goodput.figure = none();
    tiles.errors.figure = formatFigure(100 * summary.errorRate);
    tiles.errors.note = LiveTiles::tr("%1 of %2")
                            .arg(formatCount(summary.requests.failed), formatCount(summary.requests.started));
    setTime(tiles.slip, summary.scheduleSlip, 99);
    applyIntervals(tiles, summary);
}

QString progressText(const Snapshot &snapshot, const Load &load)
{
    if (snapshot.plannedRequests && !snapshot.plannedLength) {
        const quint64 done = snapshot.requests.succeeded + snapshot.requests.failed + snapshot.requests.cut;
        return LiveTiles::tr("%1 of %2 requests")
            .arg(formatCount(done), formatCount(*snapshot.plannedRequests));
    }
    const Nanoseconds elapsed = std::max(snapshot.elapsed - load.warmUp, Nanoseconds{0});
    if (!snapshot.plannedLength)
        return clockText(elapsed);
    const Nanoseconds length = std::max(*snapshot.plannedLength - load.warmUp, Nanoseconds{0});
    return LiveTiles::tr("%1 of %2").arg(clockText(std::min(elapsed, length)), clockText(length));
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
        tellIntervalsComeLater(tiles);
    return tiles;
}

QString phaseText(const Snapshot &snapshot, const Scenario &scenario)
{
    const QString pattern = QStringLiteral("%1 · %2");
    switch (snapshot.phase) {
    case RunPhase::Idle:
        break;
    case RunPhase::WarmUp:
        return pattern.arg(LiveTiles::tr("Warm-up"),
                           LiveTiles::tr("%1 of %2")
                               .arg(clockText(std::min(snapshot.elapsed, scenario.load.warmUp)),
                                    clockText(scenario.load.warmUp)));
    case RunPhase::Measure:
        return pattern.arg(LiveTiles::tr("Measure"), progressText(snapshot, scenario.load));
    case RunPhase::Drain:
        return pattern.arg(LiveTiles::tr("Drain"),
                           LiveTiles::tr("open streams: %1").arg(formatCount(snapshot.openStreams)));
    case RunPhase::Done:
        return pattern.arg(LiveTiles::tr("Done"), clockText(snapshot.elapsed));
    }
    return LiveTiles::tr("No run yet");
}

QString clockText(Nanoseconds time)
{
    const qint64 seconds =
        std::max<qint64>(std::chrono::duration_cast<std::chrono::seconds>(time).count(), 0);
    const QString tail = QStringLiteral("%1").arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(tail);
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(tail);
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
