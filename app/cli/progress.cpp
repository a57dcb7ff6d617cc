// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include "base/units.h"
#include "console.h"

#include <cstdio>
#include <unistd.h>

namespace weir::cli {

namespace {

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

} // namespace

QString progressLine(const Snapshot &snapshot)
{
    QString line = phaseName(snapshot.phase) + u' ' + minutes(snapshot.elapsed);
    if (snapshot.plannedLength)
        line += QStringLiteral(" of ") + minutes(*snapshot.plannedLength);
    line += QStringLiteral(" | %1 open | %2 req/s | %3 tok/s%4")
                .arg(formatCount(snapshot.openStreams), formatFigure(snapshot.requestsPerSecond),
                     formatFigure(snapshot.outputTokensPerSecond),
                     snapshot.tokensAreChunks ? QStringLiteral(" (chunks)") : QString());
    if (snapshot.ttft && !snapshot.ttft->isEmpty())
        line +=
            QStringLiteral(" | TTFT p50 %1 p99 %2")
                .arg(formatTime(snapshot.ttft->percentile(50)), formatTime(snapshot.ttft->percentile(99)));
    line += QStringLiteral(" | %1 ok, %2 failed")
                .arg(formatCount(snapshot.requests.succeeded), formatCount(snapshot.requests.failed));
    return line;
}

Progress::Progress(bool quiet) : m_quiet(quiet), m_terminal(isatty(STDERR_FILENO) != 0) {}

void Progress::show(const Snapshot &snapshot)
{
    if (m_quiet)
        return;
    if (m_terminal) {
        const QByteArray line = "\r\x1b[K" + progressLine(snapshot).toUtf8();
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
        m_lineOpen = true;
        return;
    }
    if (m_lastShown >= Nanoseconds{0} && snapshot.elapsed - m_lastShown < plainInterval)
        return;
    m_lastShown = snapshot.elapsed;
    printError(progressLine(snapshot));
}

void Progress::end()
{
    if (m_lineOpen)
        std::fputc('\n', stderr);
    m_lineOpen = false;
}

} // namespace weir::cli
