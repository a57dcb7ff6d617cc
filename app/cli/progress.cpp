// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include "base/units.h"
#include "console.h"

#include <QStringList>

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace weir::cli {

namespace {

constexpr QStringView separator = u" | ";
constexpr int widestLine = 1000; ///< Of a log, where lines don't wrap.
constexpr Nanoseconds plainInterval = std::chrono::seconds{10};

QString phaseName(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Idle:
        return QStringLiteral("starting");
    case RunPhase::WarmUp:
        return QStringLiteral("warm-up");
    case RunPhase::Measure:
        return QStringLiteral("measuring");
    case RunPhase::Drain:
        return QStringLiteral("draining");
    case RunPhase::Done:
        return QStringLiteral("done");
    }
    return {};
}

QString minutes(Nanoseconds time)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QStringList figures(const Snapshot &snapshot)
{
    QStringList parts{QStringLiteral("%1 open").arg(formatCount(snapshot.openStreams)),
                      QStringLiteral("%1 req/s").arg(formatFigure(snapshot.requestsPerSecond)),
                      QStringLiteral("%1 tok/s%2")
                          .arg(formatFigure(snapshot.outputTokensPerSecond),
                               snapshot.tokensAreChunks ? QStringLiteral(" (chunks)") : QString())};
    if (snapshot.ttft && !snapshot.ttft->isEmpty())
        parts << QStringLiteral("TTFT p50 %1 p99 %2")
                     .arg(formatTime(snapshot.ttft->percentile(50)),
                          formatTime(snapshot.ttft->percentile(99)));
    parts << QStringLiteral("%1 ok, %2 failed")
                 .arg(formatCount(snapshot.requests.succeeded), formatCount(snapshot.requests.failed));
    return parts;
}

/// The generator's own state: first what should not happen at all.
QStringList healthFigures(const Snapshot &snapshot)
{
    const GeneratorHealth &health = snapshot.health;
    QStringList parts;
    if (snapshot.requests.dropped > 0)
        parts << QStringLiteral("%1 dropped").arg(formatCount(snapshot.requests.dropped));
    if (health.silentResends > 0)
        parts << QStringLiteral("%1 re-sent").arg(formatCount(health.silentResends));
    if (health.throttledShare > 0)
        parts << QStringLiteral("%1 throttled").arg(formatShare(health.throttledShare));
    parts << QStringLiteral("lag p99 %1").arg(formatTime(health.loopLagP99))
          << QStringLiteral("slip p99 %1").arg(formatTime(health.slipP99))
          << QStringLiteral("CPU %1").arg(formatShare(health.processorShare));
    if (health.processorMicrosPerEvent > 0)
        parts << QStringLiteral("%1 us/event").arg(formatFigure(health.processorMicrosPerEvent));
    return parts;
}

/// Columns of the terminal that standard error goes to; 80 where it does not tell.
int terminalWidth()
{
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

QString progressLine(const Snapshot &snapshot, int width)
{
    QString line = phaseName(snapshot.phase) + u' ' + minutes(snapshot.elapsed);
    if (snapshot.plannedLength)
        line += QStringLiteral(" of ") + minutes(*snapshot.plannedLength);
    for (const QString &part : figures(snapshot) + healthFigures(snapshot)) {
        if (line.size() + separator.size() + part.size() > width)
            break;
        line += separator.toString() + part;
    }
    return line;
}

Progress::Progress(bool quiet) : m_quiet(quiet), m_terminal(isatty(STDERR_FILENO) != 0) {}

void Progress::show(const Snapshot &snapshot)
{
    if (m_quiet)
        return;
    if (m_terminal) {
        const QByteArray line = "\r\x1b[K" + progressLine(snapshot, terminalWidth() - 1).toUtf8();
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
        m_lineOpen = true;
        return;
    }
    if (m_lastShown >= Nanoseconds{0} && snapshot.elapsed - m_lastShown < plainInterval)
        return;
    m_lastShown = snapshot.elapsed;
    printError(progressLine(snapshot, widestLine));
}

void Progress::end()
{
    if (m_lineOpen)
        std::fputc('\n', stderr);
    m_lineOpen = false;
}

} // namespace weir::cli
