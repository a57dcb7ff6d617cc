// SPDX-License-Identifier: GPL-3.0-or-later
// From a run file to its figures: the one way by which the end of a run, reports and the window compute a
// summary.
#pragma once

#include "base/result.h"
#include "metrics/summarybuilder.h"
#include "store/runfile.h"

namespace weir {

/// What the file tells about its run besides the records, in the summary builder's terms; of a run that is
/// about to end in `state`, where one is given.
RunFacts factsOf(const RunFileReader &reader, std::optional<RunState> state = {});

/// Figures over the chosen window, derived from the file's records. Reads them twice. Any thread (the
/// reader's).
/// `state`: that in which the run is about to end, where the file doesn't say it yet.
Result<SummaryWithSamples> summarize(const RunFileReader &reader, const WindowChoice &window = {},
                                     std::optional<RunState> state = {});

/// What X-Weir-Request-Id of the run's requests had before their number; empty where it was none of the run's
/// own, as of built-in services, whose answers depend on it.
QString requestTagOf(const RunHeader &header);

/// Goals of a scenario in the terms of the metrics.
Slo sloOf(const ServiceLevel &level);
ValidityLimits limitsOf(const ValiditySettings &settings);

/// "steady", "all" or "FROM..TO" with durations since the run's start.
Result<WindowChoice> parseWindow(const QString &text);

} // namespace weir
