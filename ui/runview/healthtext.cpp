// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/healthtext.h"

#include "base/units.h"
#include "metrics/validity.h"

#include <QCoreApplication>
#include <QStringList>

namespace weir {

namespace {

/// The context of this file's translations.
struct HealthText
{
    Q_DECLARE_TR_FUNCTIONS(weir::HealthText)
};

/// A busy host alone proves nothing; the rule is that of the verdict (metrics/validity.h).
bool isTouchedByLoad(const GeneratorHealth &health, const ValiditySettings &limits)
{
    return health.loopLagP99 > limits.loopLagP99 / 2 || health.slipP99 > limits.slipP99 / 2 ||
           health.chunksPerRead - 1 > (mostChunksPerRead - 1) / 2;
}

} // namespace

QString generatorIllness(const Snapshot &snapshot, const ValiditySettings &limits)
{
    const GeneratorHealth &health = snapshot.health;
    if (health.loopLagP99 > limits.loopLagP99)
        return HealthText::tr("Generator lags");
    if (health.slipP99 > limits.slipP99)
        return HealthText::tr("Generator is late");
    if (health.throttledShare > limits.throttledShare)
        return HealthText::tr("Generator is throttled");
    if (health.hostBusyFor >= limits.processorFor && isTouchedByLoad(health, limits))
        // What it was counts to the end, as in the verdict; but it is not said to be so still.
        return health.processorShare > limits.processorShare ? HealthText::tr("Host is busy")
                                                             : HealthText::tr("Host was busy");
    if (health.silentResends > 0)
        return HealthText::tr("Requests were re-sent");
    if (health.chunksPerRead > mostChunksPerRead)
        return HealthText::tr("Events arrive merged");
    return {};
}

QString healthLine(const Snapshot &snapshot)
{
    const GeneratorHealth &health = snapshot.health;
    QStringList parts{HealthText::tr("loop lag p99 %1").arg(formatTime(health.loopLagP99)),
                      HealthText::tr("slip p99 %1").arg(formatTime(health.slipP99)),
                      HealthText::tr("CPU %1").arg(formatShare(health.processorShare))};
    if (health.processorMicrosPerEvent > 0)
        parts << HealthText::tr("%1 µs CPU/event").arg(formatFigure(health.processorMicrosPerEvent));
    parts << HealthText::tr("%1 dropped").arg(formatCount(snapshot.requests.dropped));
    if (health.silentResends > 0)
        parts << HealthText::tr("%1 re-sent").arg(formatCount(health.silentResends));
    if (health.throttledShare > 0)
        parts << HealthText::tr("%1 throttled").arg(formatShare(health.throttledShare));
    return parts.join(QStringLiteral("     "));
}

QString healthDetails(const Snapshot &snapshot, const ValiditySettings &limits)
{
    const GeneratorHealth &health = snapshot.health;
    const QStringList lines{
        HealthText::tr("Event loops late, p99: %1 (limit %2)")
            .arg(formatTime(health.loopLagP99), formatTime(limits.loopLagP99)),
        HealthText::tr("Requests started late, p99: %1 (limit %2)")
            .arg(formatTime(health.slipP99), formatTime(limits.slipP99)),
        HealthText::tr("Stream events: %1, per read %2 (1 is ideal)")
            .arg(formatCount(health.events), formatFigure(health.eventsPerRead)),
        HealthText::tr("Chunks with tokens, per read: %1 (limit %2)")
            .arg(health.chunksPerRead > 0 ? formatFigure(health.chunksPerRead) : QStringLiteral("–"),
                 formatFigure(mostChunksPerRead)),
        HealthText::tr("Processor time an event: %1 µs (last second; with the built-in service and this "
                       "window)")
            .arg(formatFigure(health.processorMicrosPerEvent)),
        HealthText::tr("Host's processors in use: %1; above %2 for %3 on end (limit %4)")
            .arg(formatShare(health.processorShare), formatShare(limits.processorShare),
                 formatTime(health.hostBusyFor), formatTime(limits.processorFor)),
        HealthText::tr("Throttled by a processor quota: %1 of periods (limit %2)")
            .arg(formatShare(health.throttledShare), formatShare(limits.throttledShare)),
        HealthText::tr("Requests dropped: %1").arg(formatCount(snapshot.requests.dropped)),
        HealthText::tr("Re-sent by the HTTP library: %1 (limit 0)").arg(formatCount(health.silentResends)),
        HealthText::tr("Memory: %1, at most %2")
            .arg(formatBytes(health.residentBytes), formatBytes(health.peakResidentBytes))};
    return lines.join(u'\n');
}

} // namespace weir
