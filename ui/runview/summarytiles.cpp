// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/summarytiles.h"

#include "base/counted.h"
#include "base/units.h"
#include "metrics/distribution.h"

#include <QCoreApplication>

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

/// What the count of tokens rests on.
QString sourceNote(TokenSource source)
{
    switch (source) {
    case TokenSource::Usage:
    case TokenSource::UsageWithReasoning:
        return LiveTiles::tr("tokens by usage");
    case TokenSource::Tokenizer:
        return LiveTiles::tr("tokens by tokenizer");
    case TokenSource::Chunks:
        return LiveTiles::tr("chunks, no usage");
    case TokenSource::Mixed:
        return LiveTiles::tr("tokens by several counts");
    }
    Q_UNREACHABLE();
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

} // namespace

void setWeak(TileData &data, bool isWeak)
{
    data.isWeak = isWeak;
    if (isWeak)
        data.explanation += u' ' + LiveTiles::tr("The question mark: there are too few samples to trust it.");
}

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
    const auto hasWeak = [&summary](double percentile) {
        return !summary.ttft.isEmpty() && summary.ttft.weak.contains(percentileName(percentile));
    };
    setWeak(tiles.median, hasWeak(50));
    setWeak(tiles.tail, hasWeak(99));
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
    tiles.output.note = sourceNote(summary.tokenSource);
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

} // namespace weir
