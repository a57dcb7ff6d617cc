// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/servicewords.h"

#include "base/units.h"
#include "theme/theme.h"

#include <QCoreApplication>

namespace weir {

namespace {

/// The context of this file's translations.
struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(weir::ServiceWords)
};

QString metricTitle(ScalingMetric metric)
{
    switch (metric) {
    case ScalingMetric::GpuUse:
        return ServiceWords::tr("GPU use");
    case ScalingMetric::QueueLength:
        return ServiceWords::tr("waiting a replica");
    case ScalingMetric::RequestsPerSecond:
        return ServiceWords::tr("requests/s a replica");
    case ScalingMetric::KvUse:
        return ServiceWords::tr("KV cache use");
    }
    return {};
}

QString noteKind(const QString &kind)
{
    if (kind == u"scale")
        return ServiceWords::tr("scaling");
    if (kind == u"replica")
        return ServiceWords::tr("replica");
    if (kind == u"drill")
        return ServiceWords::tr("drill");
    if (kind == u"breaker")
        return ServiceWords::tr("breaker");
    return kind == u"cache" ? ServiceWords::tr("cache") : kind;
}

} // namespace

QString faultTitle(FaultKind kind)
{
    switch (kind) {
    case FaultKind::ResetOnAccept:
        return ServiceWords::tr("Reset at once");
    case FaultKind::ResetBefore:
        return ServiceWords::tr("Reset before");
    case FaultKind::ResetInside:
        return ServiceWords::tr("Reset inside");
    case FaultKind::Truncate:
        return ServiceWords::tr("Truncate");
    case FaultKind::Stall:
        return ServiceWords::tr("Stall");
    case FaultKind::BadJson:
        return ServiceWords::tr("Bad JSON");
    case FaultKind::BadChunk:
        return ServiceWords::tr("Bad chunk");
    case FaultKind::RateLimit:
        return ServiceWords::tr("Rate limit");
    case FaultKind::Http500:
        return ServiceWords::tr("HTTP 500");
    case FaultKind::BusinessCode:
        return ServiceWords::tr("Business code");
    case FaultKind::Empty:
        return ServiceWords::tr("Empty");
    }
    return {};
}

QString faultEffect(FaultKind kind)
{
    switch (kind) {
    case FaultKind::ResetOnAccept:
        return ServiceWords::tr("The connection is reset as soon as the request's header has arrived.");
    case FaultKind::ResetBefore:
        return ServiceWords::tr("The connection is reset when the first token is due, before any byte.");
    case FaultKind::ResetInside:
        return ServiceWords::tr("The connection is reset after some tokens.");
    case FaultKind::Truncate:
        return ServiceWords::tr("Some tokens, then a clean end without finish reason and [DONE].");
    case FaultKind::Stall:
        return ServiceWords::tr("Some tokens, then silence until the client leaves.");
    case FaultKind::BadJson:
        return ServiceWords::tr("One event that is not JSON; the rest is as it should be.");
    case FaultKind::BadChunk:
        return ServiceWords::tr("Some tokens, then a chunk size that is no number, and the end.");
    case FaultKind::RateLimit:
        return ServiceWords::tr("Status 429 with Retry-After.");
    case FaultKind::Http500:
        return ServiceWords::tr("Status 500 with an error object.");
    case FaultKind::BusinessCode:
        return ServiceWords::tr("Status 200, but the body is an error with a code of its own.");
    case FaultKind::Empty:
        return ServiceWords::tr("A proper stream with finish reason and [DONE], and not one token.");
    }
    return {};
}

QString phaseTitle(ReplicaPhase phase)
{
    switch (phase) {
    case ReplicaPhase::Starting:
        return ServiceWords::tr("starting");
    case ReplicaPhase::Warming:
        return ServiceWords::tr("warming up");
    case ReplicaPhase::Ready:
        return ServiceWords::tr("ready");
    case ReplicaPhase::Tripped:
        return ServiceWords::tr("tripped");
    case ReplicaPhase::Cut:
        return ServiceWords::tr("cut off");
    case ReplicaPhase::Lost:
        return ServiceWords::tr("lost");
    case ReplicaPhase::Leaving:
        return ServiceWords::tr("leaving");
    }
    return {};
}

QString phaseMeaning(ReplicaPhase phase)
{
    switch (phase) {
    case ReplicaPhase::Starting:
        return ServiceWords::tr("Cold start: it takes no request yet.");
    case ReplicaPhase::Warming:
        return ServiceWords::tr("It takes the share of requests that its weight gives it.");
    case ReplicaPhase::Ready:
        return ServiceWords::tr("It takes its full share of requests.");
    case ReplicaPhase::Tripped:
        return ServiceWords::tr("The circuit breaker keeps requests away from it.");
    case ReplicaPhase::Cut:
        return ServiceWords::tr("A partition keeps requests away from it.");
    case ReplicaPhase::Lost:
        return ServiceWords::tr("It is gone until its repair.");
    case ReplicaPhase::Leaving:
        return ServiceWords::tr("Scaled down: it finishes what it has.");
    }
    return {};
}

QColor phaseColor(ReplicaPhase phase, const Theme &theme)
{
    switch (phase) {
    case ReplicaPhase::Ready:
        return theme.pass;
    case ReplicaPhase::Warming:
        return theme.warn;
    case ReplicaPhase::Tripped:
        return theme.invalid;
    case ReplicaPhase::Cut:
    case ReplicaPhase::Lost:
        return theme.fail;
    case ReplicaPhase::Starting:
    case ReplicaPhase::Leaving:
        break;
    }
    return theme.muted;
}

QString drillTitle(DrillKind kind)
{
    switch (kind) {
    case DrillKind::Latency:
        return ServiceWords::tr("Latency");
    case DrillKind::SlowNetwork:
        return ServiceWords::tr("Slow network");
    case DrillKind::Partition:
        return ServiceWords::tr("Partition");
    case DrillKind::ReplicaLoss:
        return ServiceWords::tr("Replica loss");
    case DrillKind::Exhaustion:
        return ServiceWords::tr("Exhaustion");
    }
    return {};
}

QString drillEffect(DrillKind kind)
{
    switch (kind) {
    case DrillKind::Latency:
        return ServiceWords::tr("Every byte takes longer on its way, in both directions.");
    case DrillKind::SlowNetwork:
        return ServiceWords::tr("Each connection carries only so many bytes a second.");
    case DrillKind::Partition:
        return ServiceWords::tr("A share of clients or replicas can't be reached; nothing is lost.");
    case DrillKind::ReplicaLoss:
        return ServiceWords::tr("Replicas die with what they run, and come back cold.");
    case DrillKind::Exhaustion:
        return ServiceWords::tr("A share of a resource is gone.");
    }
    return {};
}

QString scalingText(const AutoscalerConfig &scaler, double metric)
{
    const QString seen = QStringLiteral("%1 %2").arg(metricTitle(scaler.metric), formatFigure(metric));
    switch (scaler.kind) {
    case ScalingKind::Off:
        break;
    case ScalingKind::Target:
        return ServiceWords::tr("by the autoscaler: %1, target %2").arg(seen, formatFigure(scaler.target));
    case ScalingKind::Forecast:
        return ServiceWords::tr("by the autoscaler: %1 as forecast, target %2")
            .arg(seen, formatFigure(scaler.target));
    case ScalingKind::Rules:
        return ServiceWords::tr("by the autoscaler, rules: %1").arg(scaler.rules.size());
    }
    return ServiceWords::tr("by hand");
}

std::vector<RunNote> eventsOf(const ModelState &state, const ServiceHistory &history)
{
    std::vector<RunNote> notes;
    notes.reserve(state.notes.size());
    for (const ModelNote &note : state.notes) {
        const std::chrono::duration<double> at(history.secondsAt(note.at));
        notes.push_back({std::chrono::duration_cast<Nanoseconds>(at), noteKind(note.kind), note.text});
    }
    return notes;
}

} // namespace weir
