// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker hands to the collector, at most ten times a second: moved, never shared.
#pragma once

#include "base/ids.h"
#include "metrics/histogram.h"
#include "metrics/requestrecord.h"

#include <vector>

namespace weir {

/// A request that is still running, with everything known so far.
struct OpenRequestUpdate
{
    RequestRecord record; ///< `chunks` holds only those since the last update of any kind.
};

/// How far a running request has come, as in RequestRecord; only ever grows.
struct OpenCounts
{
    quint32 chunks = 0;
    quint32 events = 0;
    quint32 reads = 0;
    quint64 bytesReceived = 0;
    quint32 tokenReads = 0;
    quint32 sharedChunks = 0;
};

/// Running requests of which only chunks and counts are new, as it is with most of them in any second: ten
/// thousand whole records a second would cost more than all their tokens.
struct OpenProgress
{
    struct Request
    {
        RequestId request;
        AttemptNumber attempt{1};
        std::size_t chunks = 0; ///< How many of `chunks` are its own, after those of the requests before it.
        OpenCounts counts{};    ///< Those without stamps included.
    };
    std::vector<Request> requests;
    std::vector<ChunkStamp> chunks;
};

/// The first token of an attempt came, while the attempt still runs.
struct FirstTokenSample
{
    RequestId request;
    AttemptNumber attempt{1};
    TimePoint at;                            ///< When it came.
    Nanoseconds ttft{0};                     ///< Since `started`.
    std::optional<Nanoseconds> responseTtft; ///< Since the user began to wait.
    RunPhase phase = RunPhase::Measure;      ///< Of the request's intended time.
};

/// What an answer's head said of the server, redacted; told once a worker for all that say the same.
struct ServerName
{
    TargetIndex target;
    QString text;
};

/// Everything that happened in one worker since its last batch. All counts are increments.
struct WorkerBatch
{
    WorkerIndex worker;
    TimePoint at;                        ///< When the batch was made.
    std::vector<RequestRecord> finished; ///< Attempts that ended.
    std::vector<FirstTokenSample> firstTokens;
    std::vector<OpenRequestUpdate> open; ///< At most once a second, as ...
    OpenProgress progress;               ///< ... this; no request is in both.
    quint64 planned = 0;                 ///< Requests whose intended time came.
    quint64 started = 0;                 ///< Requests started (first attempts).
    quint64 attempts = 0;                ///< Attempts started, retries included.
    quint64 dropped = 0;                 ///< Planned, will never start; those of the cap included.
    quint64 droppedByCap = 0;
    std::vector<TimePoint> droppedAt; ///< When they were to start.
    std::vector<ServerName> servers;
    quint64 chunks = 0; ///< Token-bearing chunks, warm-up included.
    quint64 bytes = 0;
    quint64 events = 0;
    quint64 reads = 0;
    quint64 openStreams = 0; ///< Not an increment: open now, those that only linger aside.
    quint64 activeUsers = 0; ///< Not an increment: users planned now; closed load only.
    bool capReached = false;
    Stamp lastIntended;      ///< Latest intended time so far in this worker.
    Nanoseconds userBusy{0}; ///< Closed load: user time in requests, measured part.
    Nanoseconds userThinking{0};
    Nanoseconds userPlanned{0}; ///< Time that all users together had, until the plan ended.
    Histogram itl;              ///< Gaps of requests of the measured phase.
    Histogram slip;             ///< schedule_slip of requests started.
    Histogram loopLag;
};

} // namespace weir
