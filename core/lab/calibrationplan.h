// SPDX-License-Identifier: GPL-3.0-or-later
// What a calibration runs in place of a scenario: its load at the heaviest moment, against a known stream.
#pragma once

#include "base/result.h"
#include "plan/loadsignature.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

/// Chosen by whoever calibrates.
struct CalibrationOptions
{
    Nanoseconds ttft = FixedStream{}.ttft;           ///< Of every answer; 0 to 30 s.
    Nanoseconds itl = FixedStream{}.itl;             ///< 1 ms to 30 s.
    Nanoseconds duration = std::chrono::seconds{15}; ///< Of the measured part; 1 s to 10 min.

    friend bool operator==(const CalibrationOptions &, const CalibrationOptions &) = default;
};

/// Everything that follows from scenario and options.
struct CalibrationPlan
{
    Scenario scenario;     ///< To run; its targets have no URL yet.
    FixedStream stream;    ///< tokens: the mean over the requests.
    quint32 tokens = 0;    ///< What the service gives at most; requests may ask for less.
    LoadSignature load;    ///< workers: unknown here, 1; so are bodies: 0.
    Nanoseconds length{0}; ///< Warm-up and measured part.
};

/// Pure but for a trace's file under `baseFolder`. Each group becomes a constant load: as many users, or the
/// rate that keeps as many streams open, as at its heaviest moment. Prompts, data rows, weights and think
/// times stay; targets, secrets, headers, bodies of one's own, checks, goals, retries and abandonment go;
/// every request is streamed. No answer is longer than a minute, and no run has more than two million chunks.
/// Fails where the options are out of range or the load has no request at all.
Result<CalibrationPlan> planCalibration(const Scenario &scenario, const CalibrationOptions &options,
                                        const QString &baseFolder);

/// The plan's scenario with every target at `url`.
Scenario scenarioAt(const CalibrationPlan &plan, const QString &url);

} // namespace weir
