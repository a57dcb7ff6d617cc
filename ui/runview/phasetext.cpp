// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/phasetext.h"

#include "base/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir {

namespace {

/// The context of this file's translations.
struct LiveTiles
{
    Q_DECLARE_TR_FUNCTIONS(weir::LiveTiles)
};

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

} // namespace weir
