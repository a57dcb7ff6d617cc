// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/summarylines.h"

#include "base/units.h"
#include "runs/intervalcell.h"

#include <QCoreApplication>
#include <QLocale>

namespace weir {

namespace {

/// The context of this file's translations.
struct SummaryText
{
    Q_DECLARE_TR_FUNCTIONS(weir::SummaryView)
};

/// "512 (490 to 531)".
QString withRange(const QString &figure, const std::map<QString, Interval> &intervals, const QString &key,
                  double unit)
{
    const QString range = intervalWords(intervals, key, unit);
    return range.isEmpty() ? figure : SummaryText::tr("%1 (%2)").arg(figure, range);
}

/// How many of the block's requests its figures are of, and its rates; of a run and of a part alike.
template <typename Block>
QString ratesOf(const Block &block, quint64 measured, quint64 requests)
{
    const std::map<QString, Interval> &intervals = block.intervals;
    const auto rate = [&intervals](double value, const QString &key) {
        return withRange(formatFigure(value), intervals, key, 1);
    };
    const auto share = [&intervals](double value, const QString &key) {
        return withRange(formatShare(value), intervals, key, 0.01);
    };
    return SummaryText::tr("Of %1 of %2 requests · requests/s: %3 · tokens/s: %4 · goodput: %5 · failed: %6")
        .arg(formatCount(measured), formatCount(requests),
             rate(block.requestsPerSecond, QStringLiteral("requests_per_second")),
             rate(block.tokensPerSecond, QStringLiteral("tokens_per_second")),
             block.goodputShare ? share(*block.goodputShare, QStringLiteral("goodput_share"))
                                : QStringLiteral("–"),
             share(block.errorRate, QStringLiteral("error_rate")));
}

} // namespace

QString verdictLine(const Summary &summary)
{
    switch (summary.verdict) {
    case Verdict::Pass:
        return SummaryText::tr("Pass");
    case Verdict::Fail:
        return SummaryText::tr("Fail");
    case Verdict::Invalid:
        return SummaryText::tr("Invalid: the generator can't vouch for the figures");
    case Verdict::Incomplete:
        return SummaryText::tr("Incomplete: the run did not come to its end");
    }
    Q_UNREACHABLE();
}

QString countsLine(const Summary &summary)
{
    const RequestCounts &counts = summary.requests;
    return SummaryText::tr("%1 planned · %2 started · %3 succeeded · %4 failed · %5 cut · %6 dropped")
        .arg(formatCount(counts.planned), formatCount(counts.started), formatCount(counts.succeeded),
             formatCount(counts.failed), formatCount(counts.cut), formatCount(counts.dropped));
}

QString ratesLine(const Summary &summary)
{
    return ratesOf(summary, summary.windowMeasured, summary.windowRequests);
}

QString ratesLine(const WindowSummary &part)
{
    return ratesOf(part, part.measured, part.requests);
}

QString calibrationLine(const CalibrationQuote &quote)
{
    if (!quote.figures)
        return SummaryText::tr("No error bars: %1. Run > Calibrate… measures them.")
            .arg(reasonText(quote.gap).text());
    const CalibrationFigures &figures = *quote.figures;
    return SummaryText::tr(
               "Error bars by the calibration of %1 at %2 streams: time to first token ± %3 · gap "
               "between chunks ± %4 · start of a request ± %5")
        .arg(QLocale().toString(figures.madeAt.toLocalTime().date(), QLocale::ShortFormat),
             formatStreams(figures.streams), formatTime(figures.ttft.p99), formatTime(figures.itl.p99),
             formatTime(figures.start.p99));
}

QString generatorLine(const Summary &summary)
{
    const GeneratorHealth &health = summary.generator;
    return SummaryText::tr("Generator: loop lag p99 %1 · slip p99 %2 · %3 µs CPU/event · %4 events/read · "
                           "%5 re-sent · %6 throttled · host busy for %7 · memory at most %8 · stale "
                           "connections: %9")
        .arg(formatTime(health.loopLagP99), formatTime(health.slipP99),
             formatFigure(summary.cpuMicrosecondsPerEvent), formatFigure(health.eventsPerRead),
             formatCount(health.silentResends), formatShare(health.throttledShare),
             formatTime(health.hostBusyFor), formatBytes(health.peakResidentBytes),
             formatCount(summary.staleConnections));
}

} // namespace weir
