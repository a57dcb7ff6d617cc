// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the workers' batches into snapshots of the running test; its memory does not grow with the run's
// length.
#pragma once

#include "metrics/batch.h"
#include "metrics/slo.h"
#include "metrics/snapshot.h"

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace weir {

/// What the live view needs to know beforehand.
struct AggregatorConfig
{
    Slo slo;
    std::optional<Nanoseconds> plannedLength;
    std::optional<quint64> plannedRequests;
};

/// Lives in the collector's thread and is used only there; the snapshots it makes may go anywhere. Live
/// figures are for watching: the summary is computed from the records.
class Aggregator
{
public:
    static constexpr std::size_t mostErrorDetails = 100; ///< Further keys count under "other".
    static constexpr std::size_t mostNotes = 200;        ///< The newest are kept.

    explicit Aggregator(const AggregatorConfig &config = {});

    /// The run's zero; all times of snapshots count from it. Before the first add().
    void begin(TimePoint start);
    void setPhase(RunPhase phase);
    void add(const WorkerBatch &batch);
    /// Host and process figures, about once a second. What the aggregator counts itself (events, lag, slip,
    /// silent re-sends, processor time an event) replaces what stands there.
    void addHealth(TimePoint at, const GeneratorHealth &health);
    /// How the load stands against its plan, for snapshots.
    void setSteering(double factor, bool paused);
    void addNote(TimePoint at, const QString &kind, const Message &text);
    /// The run file was committed at `at` and has `bytes` now.
    void setSaved(TimePoint at, quint64 bytes);

    /// The state at `now`. Histograms share memory with the aggregator; the series is copied at most once a
    /// second.
    [[nodiscard]] SnapshotPtr snapshot(TimePoint now);
    /// Seconds (counted from 0) that are over and whose batches have all come by `now`, each once, for the
    /// run file. At most 120 are kept between two calls.
    [[nodiscard]] std::vector<std::pair<quint32, SeriesPoint>> takeCompletedSeconds(TimePoint now);

private:
    using AttemptKey = std::pair<RequestId, AttemptNumber>;
    struct WorkerState
    {
        quint64 openStreams = 0;
        quint64 activeUsers = 0;
    };
    struct RateSlot
    {
        qint64 second = -1;
        quint64 chunks = 0;
        quint64 succeeded = 0;
    };

    /// From where the processor time an event is counted.
    struct CostMark
    {
        TimePoint at;
        Nanoseconds processorTime{0};
        quint64 events = 0;
    };

    [[nodiscard]] Nanoseconds since(TimePoint at) const;
    SeriesPoint &secondAt(Nanoseconds at);
    RateSlot &rateSlot(Nanoseconds at);
    void addToPoint(SeriesPoint &point, const WorkerBatch &batch) const;
    void addCounts(const WorkerBatch &batch);
    void addFinished(const RequestRecord &record, TimePoint batchAt);
    void addFirstToken(const FirstTokenSample &sample);
    void addMeasured(const RequestRecord &record);
    void addUsage(const RequestRecord &record);
    void fillFirstTokens(Snapshot &snapshot) const;
    [[nodiscard]] quint64 openStreams() const;
    [[nodiscard]] quint64 activeUsers() const;
    void fillRates(Snapshot &snapshot) const;
    [[nodiscard]] GeneratorHealth currentHealth() const;

    AggregatorConfig m_config;
    TimePoint m_start;
    RunPhase m_phase = RunPhase::Idle;
    double m_steeringFactor = 1;
    bool m_paused = false;
    RequestCounts m_counts;
    std::map<WorkerIndex, WorkerState> m_workers;
    std::map<OutcomeClass, quint64> m_errors;
    std::map<QString, quint64> m_errorDetails;
    Histogram m_ttft; ///< Of ended requests, those that the summary takes.
    /// Of attempts that still run, of the measured phase: shown until it is known whether they count.
    std::map<AttemptKey, FirstTokenSample> m_running;
    Histogram m_e2e;
    Histogram m_itl;
    Histogram m_tpot;
    Histogram m_responseTtft;
    Histogram m_slip;
    Histogram m_loopLag;
    TimeSeries m_series;
    std::shared_ptr<const TimeSeries> m_seriesCopy;
    std::optional<TimePoint> m_seriesCopiedAt;
    std::map<quint32, SeriesPoint> m_seconds; ///< Not yet taken by takeCompletedSeconds().
    quint32 m_firstOpenSecond = 0;
    std::array<RateSlot, 4> m_rates; ///< By second modulo 4.
    quint64 m_measuredFinished = 0;
    quint64 m_measuredGood = 0;
    double m_usageTokens = 0; ///< Streamed tokens by usage, of requests with ...
    double m_usageChunks = 0; ///< ... this many chunks: the live factor from chunks to tokens.
    quint64 m_events = 0;
    quint64 m_reads = 0;
    quint64 m_tokenChunks = 0; ///< Of ended attempts that tell the reads that brought them ...
    quint64 m_tokenReads = 0;  ///< ... which are these.
    quint64 m_resends = 0;
    GeneratorHealth m_health;
    std::optional<CostMark> m_costFrom;
    double m_microsPerEvent = 0;
    quint64 m_fileBytes = 0;
    std::optional<TimePoint> m_savedAt;
    std::deque<RunNote> m_notes;
};

} // namespace weir
