// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plaintext.h"
#include "base/units.h"
#include "metrics/figures.h"
#include "metrics/summary.h"
#include "metrics/threshold.h"

namespace weir {

namespace {

constexpr int labelWidth = 26;
constexpr int cellWidth = 11;

QString line(const QString &label, const QString &value)
{
    return QStringLiteral("  %1%2\n").arg(label.leftJustified(labelWidth), value);
}

QString stretchText(const Window &window)
{
    return QStringLiteral("%1 to %2 s")
        .arg(formatFigure(toSeconds(window.from)), formatFigure(toSeconds(window.to)));
}

QString rawText(double value, const FigureInfo &info)
{
    return info.isTime ? formatTime(Nanoseconds{static_cast<qint64>(value)}) : formatFigure(value);
}

QString cell(double value, bool isLowerBound, const FigureInfo &info)
{
    const QString text = rawText(value, info);
    return (isLowerBound ? QStringLiteral("> ") + text : text).rightJustified(cellWidth);
}

QString figureLine(const FigureInfo &info, const Distribution &distribution)
{
    QString text = QStringLiteral("  ") + info.name.toString().leftJustified(labelWidth);
    text += cell(distribution.mean, false, info);
    for (double percentile : {50.0, 90.0, 99.0}) {
        const Distribution::Rank &rank = distribution.rank(percentile);
        text += cell(rank.value, rank.lowerBound, info);
    }
    text += cell(distribution.max, distribution.maxIsLowerBound, info);
    return text + formatCount(distribution.count).rightJustified(cellWidth) + u'\n';
}

QString figureTable(const Summary &summary)
{
    QString text = QString(labelWidth + 2, u' ');
    for (const QString &head : {QStringLiteral("mean"), QStringLiteral("p50"), QStringLiteral("p90"),
                                QStringLiteral("p99"), QStringLiteral("max"), QStringLiteral("count")})
        text += head.rightJustified(cellWidth);
    text += u'\n';
    for (const FigureInfo &info : allFigures()) {
        const Distribution &distribution = summary.*info.member;
        if (!distribution.isEmpty())
            text += figureLine(info, distribution);
    }
    return text;
}

QString countLines(const Summary &summary)
{
    const RequestCounts &counts = summary.requests;
    QString text =
        line(QStringLiteral("requests"),
             QStringLiteral("%1 planned, %2 started, %3 succeeded, %4 failed, %5 cut, %6 dropped")
                 .arg(formatCount(counts.planned), formatCount(counts.started), formatCount(counts.succeeded),
                      formatCount(counts.failed), formatCount(counts.cut), formatCount(counts.dropped)));
    if (counts.attempts != counts.started)
        text += line(QStringLiteral("attempts"),
                     QStringLiteral("%1, %2 requests took more than one")
                         .arg(formatCount(counts.attempts), formatCount(counts.retried)));
    for (const auto &[key, count] : summary.errorDetails)
        text += line(QStringLiteral("  ") + plainText(key), formatCount(count));
    return text;
}

QString rateLines(const Summary &summary)
{
    const bool isCountedInChunks = summary.tokenSource == TokenSource::Chunks;
    QString text =
        line(QStringLiteral("requests"), formatFigure(summary.requestsPerSecond) + QStringLiteral("/s"));
    text += line(QStringLiteral("goodput"),
                 QStringLiteral("%1/s (%2)")
                     .arg(formatFigure(summary.goodputPerSecond), formatShare(summary.goodputShare)));
    text += line(isCountedInChunks ? QStringLiteral("output chunks") : QStringLiteral("output tokens"),
                 QStringLiteral("%1/s, %2 in all")
                     .arg(formatFigure(summary.tokensPerSecond), formatCount(summary.totalOutputTokens)));
    if (!summary.simulated) // there are no bytes on a wire
        text += line(QStringLiteral("received"), formatBytes(summary.bytesReceived));
    return text;
}

QString rankCell(Figure figure, const Distribution &distribution, double percentile)
{
    const Distribution::Rank &rank = distribution.rank(percentile);
    return distribution.isEmpty() ? QStringLiteral("-").rightJustified(cellWidth)
                                  : cell(rank.value, rank.lowerBound, infoOf(figure));
}

/// One line a plateau of a stepped load.
QString windowTable(const std::vector<WindowSummary> &windows)
{
    QString text = QStringLiteral("  ") + QStringLiteral("from, to").leftJustified(labelWidth);
    for (const QString &head :
         {QStringLiteral("requests/s"), QStringLiteral("tokens/s"), QStringLiteral("ttft p50"),
          QStringLiteral("ttft p99"), QStringLiteral("itl p99"), QStringLiteral("e2e p99"),
          QStringLiteral("failed")})
        text += head.rightJustified(cellWidth);
    text += u'\n';
    for (const WindowSummary &window : windows) {
        text += QStringLiteral("  ") + stretchText(window.window).leftJustified(labelWidth);
        text += formatFigure(window.requestsPerSecond).rightJustified(cellWidth);
        text += formatFigure(window.tokensPerSecond).rightJustified(cellWidth);
        text += rankCell(Figure::Ttft, window.ttft, 50);
        text += rankCell(Figure::Ttft, window.ttft, 99);
        text += rankCell(Figure::Itl, window.itl, 99);
        text += rankCell(Figure::E2e, window.e2e, 99);
        text += formatShare(window.errorRate).rightJustified(cellWidth) + u'\n';
    }
    return text;
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
                     QStringLiteral("%1 in all, %2 a read, %3 us of processor time each")
                         .arg(formatCount(health.events), formatFigure(health.eventsPerRead),
                              formatFigure(summary.cpuMicrosecondsPerEvent)));
    text += line(QStringLiteral("memory"),
                 QStringLiteral("%1, at most %2")
                     .arg(formatBytes(health.residentBytes), formatBytes(health.peakResidentBytes)));
    if (health.silentResends > 0)
        text += line(QStringLiteral("re-sent by the library"), formatCount(health.silentResends));
    if (health.throttledShare > 0)
        text += line(QStringLiteral("throttled by a quota"),
                     QStringLiteral("%1 of periods").arg(formatShare(health.throttledShare)));
    if (health.hostBusyFor > Nanoseconds{0})
        text += line(QStringLiteral("host busy"),
                     QStringLiteral("for %1 on end").arg(formatTime(health.hostBusyFor)));
    return text;
}

QString thresholdLines(const Summary &summary)
{
    QString text;
    for (const ThresholdResult &result : summary.thresholds) {
        text += QStringLiteral("  %1 %2 (%3)\n")
                    .arg(result.ok ? QStringLiteral("ok  ") : QStringLiteral("FAIL"), result.expression,
                         measuredText(result).text());
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

} // namespace

QString toText(const Summary &summary, bool color)
{
    QString text =
        QStringLiteral("%1  run %2  seed %3  transport %4%5\n")
            .arg(plainText(summary.scenario), summary.run, QString::number(summary.seed), summary.transport,
                 summary.interrupted ? QStringLiteral("  (interrupted)") : QString());
    text += QStringLiteral("\nCounts (whole run)\n") + countLines(summary);
    text += QStringLiteral("\nRates (%1)\n").arg(windowText(summary.window)) + rateLines(summary);
    text += QStringLiteral("\nFigures (%1)\n").arg(windowText(summary.window)) + figureTable(summary);
    text += u'\n' + calibrationText(summary);
    if (!summary.windows.empty())
        text += QStringLiteral("\nLevels of the load\n") + windowTable(summary.windows);
    // Zeros would look like measurements of a generator that kept up.
    text += summary.simulated ? QStringLiteral("\nSimulated in virtual time: there was no generator.\n")
                              : QStringLiteral("\nGenerator\n") + generatorLines(summary);
    if (!summary.thresholds.empty())
        text += QStringLiteral("\nThresholds\n") + thresholdLines(summary);
    text += u'\n' + verdictLine(summary.verdict, color);
    for (const Message &reason : summary.reasons)
        text += QStringLiteral("  - ") + reason.text() + u'\n';
    if (!summary.warnings.empty())
        text += QStringLiteral("Warnings\n");
    for (const Message &warning : summary.warnings)
        text += QStringLiteral("  - ") + warning.text() + u'\n';
    return text;
}

} // namespace weir
