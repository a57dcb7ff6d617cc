// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots and a scenario with known content for the tests of charts and of the live view.
#pragma once

#include "metrics/snapshot.h"
#include "scenario/scenario.h"

#include <cmath>
#include <memory>

namespace weir::test {

/// An open load of 46 requests a second with a cap of 2,000 streams and limits for TTFT and TPOT.
inline Scenario openScenario()
{
    Scenario scenario;
    scenario.name = QStringLiteral("checkout assistant");
    OpenLoad load;
    load.rate = 46;
    load.cap = 2000;
    scenario.load.first().model = load;
    scenario.load.first().duration = std::chrono::seconds{120};
    scenario.load.warmUp = std::chrono::seconds{5};
    scenario.goals.serviceLevel.ttft = std::chrono::milliseconds{500};
    scenario.goals.serviceLevel.tpot = std::chrono::milliseconds{60};
    return scenario;
}

/// `seconds` whole seconds of a run in its measured phase: each second has 46 requests planned and started,
/// 44 succeeded ones, 9,300 tokens, TTFT samples around 240 ms, gaps around 25 ms, and from a quarter to a
/// third of the time a dip with rate_limited and stream_truncated errors.
inline std::shared_ptr<Snapshot> runningSnapshot(int seconds)
{
    using std::chrono::milliseconds;
    TimeSeries series;
    Histogram ttft;
    Histogram itl;
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
    for (int second = 0; second < seconds; ++second) {
        SeriesPoint &point = series.at(std::chrono::seconds{second});
        const bool dip = second >= seconds / 4 && second < seconds / 3;
        point.planned = 46;
        point.started = 46;
        point.succeeded = dip ? 30 : 44;
        point.outputTokens = dip ? 6100 : 9300 + static_cast<quint64>(200 * std::sin(second / 3.0) + 200);
        point.chunks = point.outputTokens;
        point.openStreamsMax = dip ? 430 : 400 + static_cast<quint64>(12 * std::sin(second / 2.0) + 12);
        point.openStreamsLast = point.openStreamsMax - 5;
        point.slipMax = std::chrono::microseconds{200};
        if (dip) {
            point.errors[OutcomeClass::RateLimited] = 3;
            point.errors[OutcomeClass::StreamTruncated] = 1 + static_cast<quint64>(second % 3);
        }
        for (int i = 0; i < 46; ++i) {
            const double spread =
                160 + 240 * std::pow(i / 46.0, 2) + 12 * std::sin(second / 4.0) + (i >= 45 ? 420 : 0);
            const milliseconds time{static_cast<qint64>(dip ? spread * 1.4 : spread)};
            point.ttft.record(time);
            ttft.record(time);
            point.itl.record(milliseconds{20 + i / 5}, 200);
            itl.record(milliseconds{20 + i / 5}, 200);
        }
        snapshot->requests.planned += 46;
        snapshot->requests.started += 46;
        snapshot->requests.attempts += 46;
        snapshot->requests.succeeded += point.succeeded;
        for (const auto &[outcome, count] : point.errors) {
            snapshot->errors[outcome] += count;
            snapshot->requests.failed += count;
        }
    }
    snapshot->phase = RunPhase::Measure;
    snapshot->elapsed = std::chrono::seconds{seconds};
    snapshot->plannedLength = std::chrono::seconds{125};
    snapshot->openStreams = 412;
    snapshot->ttft = std::make_shared<const Histogram>(ttft);
    snapshot->e2e = snapshot->ttft;
    snapshot->itl = std::make_shared<const Histogram>(itl);
    snapshot->tpot = std::make_shared<const Histogram>();
    snapshot->responseTtft = snapshot->ttft;
    snapshot->series = std::make_shared<const TimeSeries>(series);
    snapshot->outputTokensPerSecond = 9314;
    snapshot->requestsPerSecond = 44;
    snapshot->goodputShare = 0.934;
    const quint64 finished = snapshot->requests.succeeded + snapshot->requests.failed;
    snapshot->errorShare =
        finished > 0 ? static_cast<double>(snapshot->requests.failed) / static_cast<double>(finished) : 0;
    snapshot->health.slipP99 = std::chrono::microseconds{214};
    snapshot->notes = {
        {Nanoseconds{0}, QStringLiteral("phase"), Message::verbatim(QStringLiteral("Warm-up begins"))},
        {std::chrono::seconds{5}, QStringLiteral("phase"),
         Message::verbatim(QStringLiteral("Measuring begins"))},
        {std::chrono::seconds{seconds / 4}, QStringLiteral("error"),
         Message::verbatim(QStringLiteral("rate_limited: 429 Too Many Requests"))}};
    return snapshot;
}

} // namespace weir::test
