// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/counted.h"
#include "base/plaintext.h"
#include "base/units.h"
#include "metrics/figures.h"
#include "metrics/figuretext.h"
#include "metrics/summary.h"
#include "metrics/threshold.h"
#include "metrics/tokencount.h"

namespace weir {

namespace {

constexpr int labelWidth = 17;
constexpr int cellWidth = 10;
constexpr int countWidth = 11;

QString line(const QString &label, const QString &value)
{
    return QStringLiteral("  %1%2\n").arg(label.leftJustified(labelWidth), value);
}

QString stretchText(const Window &window)
{
    return QStringLiteral("%1 to %2 s")
        .arg(formatFigure(toSeconds(window.from)), formatFigure(toSeconds(window.to)));
}

QString cell(double value, bool isLowerBound, const FigureInfo &info)
{
    return boundedText(value, isLowerBound, info).rightJustified(cellWidth);
}

QString intervalOf(const std::map<QString, Interval> &intervals, const QString &key, double unit = 1)
{
    const auto found = intervals.find(key);
    return found == intervals.end() ? QString() : intervalText(found->second, unit);
}

/// "580 of 600 requests": the others failed, and are in no figure.
QString ofRequests(quint64 measured, quint64 requests)
{
    return QStringLiteral("of %1 of %2")
        .arg(formatCount(measured), counted(requests, Counted::Requests).text());
}

/// The headline's figures, and what stands in their brackets.
QString headlineText(const Summary &summary)
{
    QString text = headlineTable(summary);
    if (text.contains(u'('))
        text += QStringLiteral("  In brackets: 95 % intervals, of sampling error alone.\n");
    return text.isEmpty() ? text : text + u'\n';
}

QString figureLine(const FigureInfo &info, const Distribution &distribution)
{
    QString name = info.name.toString();
    name.remove(QStringLiteral("_per_request"));
    QString text = QStringLiteral("  ") + name.leftJustified(labelWidth);
    text += cell(distribution.mean, distribution.meanIsLowerBound, info);
    for (double percentile : {50.0, 90.0, 99.0}) {
        const Distribution::Rank &rank = distribution.rank(percentile);
        text += cell(rank.value, rank.lowerBound, info);
    }
    text += cell(distribution.max, distribution.maxIsLowerBound, info);
    return text + formatCount(distribution.count).rightJustified(countWidth) + u'\n';
}

QString figureTable(const FigureSet &figures)
{
    QString text = QString(labelWidth + 2, u' ');
    for (const QString &head : {QStringLiteral("mean"), QStringLiteral("p50"), QStringLiteral("p90"),
                                QStringLiteral("p99"), QStringLiteral("max")})
        text += head.rightJustified(cellWidth);
    text += QStringLiteral("count").rightJustified(countWidth) + u'\n';
    for (const FigureInfo &info : allFigures()) {
        const Distribution &distribution = figures.*info.member;
        if (!distribution.isEmpty())
            text += figureLine(info, distribution);
    }
    return text;
}

/// What the commonest of these failures said, and a request to look for in the server's own log.
QString exampleLine(const Summary &summary, const QString &key)
{
    const auto found = summary.errorExamples.find(key);
    if (found == summary.errorExamples.end() || found->second.message.isEmpty())
        return {};
    return QStringLiteral("      %1 (request %2)\n")
        .arg(plainText(found->second.message.text()), requestText(found->second, summary.requestTag));
}

QString countLines(const Summary &summary)
{
    const RequestCounts &counts = summary.requests;
    QString text =
        line(QStringLiteral("requests"),
             QStringLiteral("%1 planned, %2 started, %3 dropped")
                 .arg(formatCount(counts.planned), formatCount(counts.started), formatCount(counts.dropped)));
    text += line(QString(), QStringLiteral("%1 succeeded, %2 failed, %3 cut")
                                .arg(formatCount(counts.succeeded), formatCount(counts.failed),
                                     formatCount(counts.cut)));
    if (summary.hanging > 0)
        text += line(QString(), QStringLiteral("%1 of the cut ones hung").arg(formatCount(summary.hanging)));
    if (counts.attempts != counts.started)
        text += line(QStringLiteral("attempts"), QStringLiteral("%1, %2 took more than one")
                                                     .arg(formatCount(counts.attempts),
                                                          counted(counts.retried, Counted::Requests).text()));
    if (counts.started > 0)
        text += line(QStringLiteral("error rate"),
                     formatShare(summary.errorRate) +
                         intervalOf(summary.intervals, QStringLiteral("error_rate"), 0.01));
    for (const auto &[key, count] : summary.errorDetails) {
        text += line(QStringLiteral("  ") + plainText(key), u' ' + formatCount(count));
        text += exampleLine(summary, key);
    }
    return text;
}

/// A rate with its interval: "9.80/s (9.41 to 10.2)".
QString rateText(double rate, const std::map<QString, Interval> &intervals, const QString &key)
{
    return formatFigure(rate) + QStringLiteral("/s") + intervalOf(intervals, key);
}

/// Both of a run and of a part.
template <typename Block>
QString goodputText(const Block &block, quint64 requests)
{
    if (!block.goodputShare)
        return requests == 0 ? QStringLiteral("no request was planned for the window")
                             : QStringLiteral("a service level had nothing to measure");
    return QStringLiteral("%1, %2%3")
        .arg(rateText(block.goodputPerSecond, block.intervals, QStringLiteral("goodput_per_second")),
             formatShare(*block.goodputShare),
             intervalOf(block.intervals, QStringLiteral("goodput_share"), 0.01));
}

/// "usage 90, tokenizer 10": of how many requests.
QString sourcesText(const std::map<TokenSource, quint64> &sources)
{
    QStringList parts;
    for (const auto &[source, count] : sources) {
        if (count > 0)
            parts << QStringLiteral("%1 %2").arg(toString(source), formatCount(count));
    }
    return parts.join(QStringLiteral(", "));
}

QString rateLines(const Summary &summary)
{
    const bool isCountedInChunks = summary.tokenSource == TokenSource::Chunks;
    QString text = line(QStringLiteral("requests"), rateText(summary.requestsPerSecond, summary.intervals,
                                                             QStringLiteral("requests_per_second")));
    text += line(QStringLiteral("goodput"), goodputText(summary, summary.windowRequests));
    text += line(
        isCountedInChunks ? QStringLiteral("output chunks") : QStringLiteral("output tokens"),
        QStringLiteral("%1, %2 in all")
            .arg(rateText(summary.tokensPerSecond, summary.intervals, QStringLiteral("tokens_per_second")),
                 formatCount(summary.totalOutputTokens)));
    if (summary.tokenSource == TokenSource::Tokenizer || summary.tokenSource == TokenSource::Mixed)
        text += line(QStringLiteral("counted by"), sourcesText(summary.tokenSources));
    if (summary.totalCachedInputTokens > 0)
        text += line(QStringLiteral("cached input"),
                     QStringLiteral("%1 of %2 tokens, %3%4")
                         .arg(formatCount(summary.totalCachedInputTokens),
                              formatCount(summary.totalInputTokens), formatShare(*summary.cachedShare()),
                              intervalOf(summary.intervals, QStringLiteral("cached_share"), 0.01)));
    if (!summary.itl.isEmpty() || summary.stalls > 0)
        text += line(QStringLiteral("stalls"),
                     QStringLiteral("%1 longer than the stall limit")
                         .arg(summary.stalls == 1 ? QStringLiteral("1 gap")
                                                  : formatCount(summary.stalls) + QStringLiteral(" gaps")));
    if (!summary.simulated) // there are no bytes on a wire
        text += line(QStringLiteral("received"), formatBytes(summary.bytesReceived));
    return text;
}

/// One block a part; nothing where there is only one, whose figures are those of the run.
QString partBlocks(const QString &kind, const std::vector<PartSummary> &parts)
{
    if (parts.size() < 2)
        return {};
    QString text;
    for (const PartSummary &part : parts) {
        const WindowSummary &figures = part.figures;
        text += QStringLiteral("\n%1 \"%2\" (%3)\n")
                    .arg(kind, plainText(part.name), ofRequests(figures.measured, figures.requests));
        text += line(QStringLiteral("requests"), rateText(figures.requestsPerSecond, figures.intervals,
                                                          QStringLiteral("requests_per_second")));
        text += line(QStringLiteral("output"), rateText(figures.tokensPerSecond, figures.intervals,
                                                        QStringLiteral("tokens_per_second")));
        text += line(QStringLiteral("goodput"), goodputText(figures, figures.requests));
        text += line(QStringLiteral("failed"),
                     formatShare(figures.errorRate) +
                         intervalOf(figures.intervals, QStringLiteral("error_rate"), 0.01));
        text += headlineTable(figures);
    }
    return text;
}

QString rankCell(Figure figure, const Distribution &distribution, double percentile)
{
    if (distribution.isEmpty())
        return QStringLiteral("-");
    const Distribution::Rank &rank = distribution.rank(percentile);
    return boundedText(rank.value, rank.lowerBound, infoOf(figure));
}

/// What a level asks of the service: users, arrivals a second, or both side by side.
QString levelText(const Window &window)
{
    QStringList parts;
    if (window.users)
        parts << formatStreams(*window.users) +
                     (*window.users == 1 ? QStringLiteral(" user") : QStringLiteral(" users"));
    if (window.rate)
        parts << formatFigure(*window.rate) + QStringLiteral("/s");
    return parts.isEmpty() ? QStringLiteral("-") : parts.join(QStringLiteral(" + "));
}

/// One line a plateau of a stepped load.
QString windowTable(const std::vector<WindowSummary> &windows)
{
    std::vector<QStringList> rows{
        {QStringLiteral("from, to"), QStringLiteral("level"), QStringLiteral("req/s"),
         QStringLiteral("tok/s"), QStringLiteral("ttft p50"), QStringLiteral("ttft p99"),
         QStringLiteral("e2e p99"), QStringLiteral("failed"), QStringLiteral("of")}};
    for (const WindowSummary &window : windows)
        rows.push_back(
            {stretchText(window.window), levelText(window.window), formatFigure(window.requestsPerSecond),
             formatFigure(window.tokensPerSecond), rankCell(Figure::Ttft, window.ttft, 50),
             rankCell(Figure::Ttft, window.ttft, 99), rankCell(Figure::E2e, window.e2e, 99),
             formatShare(window.errorRate),
             QStringLiteral("%1/%2").arg(formatCount(window.measured), formatCount(window.requests))});
    return alignedTable(rows);
}

/// How Weir itself kept up; what did not happen is left out.
QString generatorLines(const Summary &summary)
{
    const GeneratorHealth &health = summary.generator;
    QString text =
        line(QStringLiteral("lateness"), QStringLiteral("loop lag p99 %1, slip p99 %2")
                                             .arg(formatTime(health.loopLagP99), formatTime(health.slipP99)));
    if (health.events > 0)
        text += line(QStringLiteral("events"),
                     QStringLiteral("%1, %2 a read, %3 us of processor time each")
                         .arg(formatCount(health.events), formatFigure(health.eventsPerRead),
                              formatFigure(summary.cpuMicrosecondsPerEvent)));
    text += line(QStringLiteral("memory"),
                 QStringLiteral("%1, at most %2")
                     .arg(formatBytes(health.residentBytes), formatBytes(health.peakResidentBytes)));
    if (summary.kernelStampShare > 0)
        text += line(QStringLiteral("kernel stamps"),
                     QStringLiteral("%1 of requests").arg(formatShare(summary.kernelStampShare)));
    if (summary.coalescedRequests > 0)
        text += line(QStringLiteral("tokens joined"),
                     QStringLiteral("%1, without gaps")
                         .arg(counted(summary.coalescedRequests, Counted::Requests).text()));
    if (summary.lingeredConnections > 0)
        text += line(QStringLiteral("left open"),
                     QStringLiteral("%1 after the answer's end")
                         .arg(counted(summary.lingeredConnections, Counted::Connections).text()));
    if (summary.staleConnections > 0)
        text += line(QStringLiteral("stale"),
                     QStringLiteral("%1 closed under a request")
                         .arg(counted(summary.staleConnections, Counted::Connections).text()));
    if (health.silentResends > 0)
        text += line(QStringLiteral("re-sent"),
                     QStringLiteral("%1 by the library").arg(formatCount(health.silentResends)));
    if (health.throttledShare > 0)
        text += line(QStringLiteral("throttled"),
                     QStringLiteral("in %1 of periods, by a quota").arg(formatShare(health.throttledShare)));
    if (health.hostBusyFor > Nanoseconds{0})
        text += line(QStringLiteral("host busy"),
                     QStringLiteral("for %1 on end").arg(formatTime(health.hostBusyFor)));
    return text;
}

QString thresholdLines(const Summary &summary)
{
    QString text;
    for (const ThresholdResult &result : summary.thresholds) {
        const QString mark = !result.isDecided ? QStringLiteral("?   ")
                             : result.ok       ? QStringLiteral("ok  ")
                                               : QStringLiteral("FAIL");
        const QString measured = measuredText(result).text();
        text += QStringLiteral("  %1 %2 (%3)\n")
                    .arg(mark, plainText(result.expression),
                         result.isDecided ? measured : QStringLiteral("not decided, ") + measured);
    }
    return text;
}

QString verdictLine(Verdict verdict, bool color)
{
    const QString word = toString(verdict).toUpper();
    if (!color)
        return QStringLiteral("Verdict: %1\n").arg(word);
    const QString code = verdict == Verdict::Pass   ? QStringLiteral("32")
                         : verdict == Verdict::Fail ? QStringLiteral("31")
                                                    : QStringLiteral("33");
    return QStringLiteral("Verdict: \x1b[1;%1m%2\x1b[0m\n").arg(code, word);
}

QString windowText(const Window &window)
{
    const QString kind = window.kind == Window::Kind::Steady ? QStringLiteral("steady window")
                         : window.kind == Window::Kind::All  ? QStringLiteral("whole run")
                                                             : QStringLiteral("chosen window");
    return QStringLiteral("%1, %2").arg(kind, stretchText(window));
}

QString reasonLines(const Summary &summary)
{
    QString text;
    for (const Message &reason : summary.reasons)
        text += QStringLiteral("  - ") + reason.text() + u'\n';
    return text;
}

QString adviceLines(const Summary &summary)
{
    QString text;
    if (!summary.advice.empty())
        text += QStringLiteral("What to do\n");
    for (const Message &advice : summary.advice)
        text += QStringLiteral("  - ") + plainText(advice.text()) + u'\n';
    return text;
}

} // namespace

QString toText(const Summary &summary, bool color)
{
    QString text =
        QStringLiteral("%1  run %2  seed %3  transport %4%5\n")
            .arg(plainText(summary.scenario), summary.run, QString::number(summary.seed), summary.transport,
                 summary.interrupted ? QStringLiteral("  (interrupted)") : QString());
    text += QStringLiteral("\nCounts (whole run)\n") + countLines(summary);
    text += QStringLiteral("\nRates (%1)\n").arg(windowText(summary.window)) + rateLines(summary);
    text += QStringLiteral("\nFigures (%1; %2)\n")
                .arg(windowText(summary.window), ofRequests(summary.windowMeasured, summary.windowRequests));
    text += headlineText(summary) + figureTable(summary);
    if (!summary.simulated)
        text += u'\n' + calibrationText(summary);
    text += partBlocks(QStringLiteral("Request"), summary.byRequest);
    text += partBlocks(QStringLiteral("Target"), summary.byTarget);
    text += partBlocks(QStringLiteral("Group"), summary.byGroup);
    text += partBlocks(QStringLiteral("Turn"), summary.byTurn);
    if (!summary.windows.empty())
        text += QStringLiteral("\nLevels of the load\n") + windowTable(summary.windows);
    // Zeros would look like measurements of a generator that kept up.
    text += summary.simulated ? u'\n' + calibrationText(summary)
                              : QStringLiteral("\nGenerator\n") + generatorLines(summary);
    if (!summary.thresholds.empty())
        text += QStringLiteral("\nThresholds\n") + thresholdLines(summary);
    text += u'\n' + verdictLine(summary.verdict, color);
    // Where nothing succeeded, why is all that matters.
    if (summary.requests.succeeded == 0)
        text += adviceLines(summary) + reasonLines(summary);
    else
        text += reasonLines(summary) + adviceLines(summary);
    if (!summary.warnings.empty())
        text += QStringLiteral("Warnings\n");
    for (const Message &warning : summary.warnings)
        text += QStringLiteral("  - ") + warning.text() + u'\n';
    return text;
}

} // namespace weir
