// SPDX-License-Identifier: GPL-3.0-or-later
// The service's own terms as a person reads them; all translated.
#pragma once

#include "lab/servicehistory.h"
#include "metrics/snapshot.h"
#include "service/faults/fault.h"

#include <QColor>

namespace weir {

struct Theme;

/// "Stall"
QString faultTitle(FaultKind kind);
/// What a client of a streamed answer sees, one sentence.
QString faultEffect(FaultKind kind);

/// "ready"
QString phaseTitle(ReplicaPhase phase);
/// What the phase means, one sentence.
QString phaseMeaning(ReplicaPhase phase);
QColor phaseColor(ReplicaPhase phase, const Theme &theme);

/// "Slow network"
QString drillTitle(DrillKind kind);
/// What it does to the service, one sentence.
QString drillEffect(DrillKind kind);

/// By what replicas are scaled and where that stands: "by the autoscaler: GPU use 0.62, target 0.50"; "by
/// hand" where there is none.
QString scalingText(const AutoscalerConfig &scaler, double metric);

/// The model's notes as the table of events shows them, times since the history's begin.
std::vector<RunNote> eventsOf(const ModelState &state, const ServiceHistory &history);

} // namespace weir
