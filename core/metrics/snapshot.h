// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a run at one moment, as the window and the progress line show it. Immutable and shared.
#pragma once

#include "base/clock.h"
#include "metrics/histogram.h"
#include "metrics/outcome.h"
#include "metrics/requestrecord.h"
#include "metrics/timeseries.h"

#include <QString>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// planned = started + dropped (of those whose time has come); started = succeeded + failed + cut + still
/// open.
struct RequestCounts
{
    quint64 planned = 0; ///< Requests whose intended time has come.
    quint64 started =
        0; ///< Requests of which an attempt was handed to a transport, or that failed before (local_error).
    quint64 attempts = 0; ///< Attempts, retries included.
    quint64 retried = 0;  ///< Requests that took more than one attempt.
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 cut = 0;     ///< cut_by_test_end and abandoned.
    quint64 dropped = 0; ///< Planned but never started: cap with policy drop, or the run was stopped.

    friend bool operator==(const RequestCounts &, const RequestCounts &) = default;
};

/// How well the generator itself kept up; the inputs of Validity.
struct GeneratorHealth
{
    double processorShare = 0; ///< Share of all the host's processors in use, 0 to 1, over the last second.
    Nanoseconds processorTime{0};       ///< The process's processor time since the run began.
    double processorMicrosPerEvent = 0; ///< The process's processor time over events, in the last second.
    Nanoseconds loopLagP99{0};          ///< Lateness of a periodic timer in the workers' event loops.
    Nanoseconds slipP99{0};             ///< schedule_slip, see docs/metrics.md.
    quint64 events = 0;                 ///< Stream events decoded.
    double eventsPerRead = 0;           ///< Coalescing; 1 is ideal.
    quint64 silentResends = 0;
    quint64 residentBytes = 0;
    quint64 peakResidentBytes = 0;
    double throttledShare = 0;  ///< cgroup: throttled periods over all periods, 0 to 1.
    Nanoseconds hostBusyFor{0}; ///< Longest time that the host was above 95 % processor use.
    /// Token-bearing chunks of ended attempts over the reads that brought them, live; 0 where unknown.
    double chunksPerRead = 0;

    friend bool operator==(const GeneratorHealth &, const GeneratorHealth &) = default;
};

/// A notable moment on the run's time line.
struct RunNote
{
    Nanoseconds at{0}; ///< Since the run began.
    QString kind;      ///< "phase", "steer", "mark", "error", "warning".
    Message text;

    friend bool operator==(const RunNote &, const RunNote &) = default;
};

/// What a run looks like now. Produced by the collector at most ten times a second; times count from the
/// run's start.
struct Snapshot
{
    RunPhase phase = RunPhase::Idle;
    Nanoseconds elapsed{0};
    std::optional<Nanoseconds>
        plannedLength; ///< Warm-up and measuring; nothing when requests are counted instead.
    std::optional<quint64> plannedRequests; ///< Where the scenario counts requests.
    double steeringFactor = 1;              ///< Times the planned load, while the run is steered.
    bool paused = false;                    ///< Steered to no arrivals at all.

    RequestCounts requests;
    quint64 openStreams = 0;
    std::map<OutcomeClass, quint64> errors;  ///< Failed and cut, whole run, by class.
    std::map<QString, quint64> errorDetails; ///< By Outcome::key(), bounded (the rest under "other").

    std::shared_ptr<const Histogram> ttft; ///< Whole run, measured phase only; never null once a run began.
    std::shared_ptr<const Histogram> e2e;
    std::shared_ptr<const Histogram> itl;
    std::shared_ptr<const Histogram> tpot;
    std::shared_ptr<const Histogram> responseTtft; ///< Empty in closed load.
    std::shared_ptr<const TimeSeries> series;      ///< Bounded; never null once a run began.

    double outputTokensPerSecond = 0; ///< Over the last full second; chunks until usage arrives.
    double requestsPerSecond = 0;     ///< Successes over the last full second.
    double goodputShare = 1;          ///< Of finished requests of the measured phase.
    double errorShare = 0;            ///< Failed over finished.
    bool tokensAreChunks = true;      ///< True while live token counts are counts of chunks.

    GeneratorHealth health;
    quint64 runFileBytes = 0;
    std::optional<TimePoint> savedAt; ///< When the run file was committed last.
    std::vector<RunNote> notes;       ///< The newest 200.
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace weir
