// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/aggregator.h"

#include "metrics/derived.h"

#include <algorithm>

namespace weir {

namespace {

using namespace std::chrono_literals;

/// Batches come ten times a second; a second is complete when the batch that straddles its end has come.
constexpr Nanoseconds batchGrace = 200ms;
constexpr Nanoseconds shortestCostStretch = 500ms; ///< Batches of events come in lumps of 100 ms.
constexpr std::size_t mostOpenSeconds = 120;

} // namespace

Aggregator::Aggregator(const AggregatorConfig &config)
    : m_config(config), m_series(TimeSeries::usualCapacity, 1s, Histogram::Precision::Coarse)
{
}

void Aggregator::begin(TimePoint start)
{
    m_start = start;
}

void Aggregator::setPhase(RunPhase phase)
{
    m_phase = phase;
}

Nanoseconds Aggregator::since(TimePoint at) const
{
    return std::max(at - m_start, Nanoseconds{0});
}

SeriesPoint &Aggregator::secondAt(Nanoseconds at)
{
    if (m_seconds.size() >= mostOpenSeconds)
        m_seconds.erase(m_seconds.begin());
    // What comes too late for its second counts in the next one, so that no second is handed out twice.
    return m_seconds[std::max(static_cast<quint32>(at / 1s), m_firstOpenSecond)];
}

Aggregator::RateSlot &Aggregator::rateSlot(Nanoseconds at)
{
    const qint64 second = at / 1s;
    RateSlot &slot = m_rates[static_cast<std::size_t>(second) % m_rates.size()];
    if (slot.second != second)
        slot = RateSlot{second, 0, 0};
    return slot;
}

quint64 Aggregator::openStreams() const
{
    quint64 sum = 0;
    for (const auto &[worker, state] : m_workers)
        sum += state.openStreams;
    return sum;
}

quint64 Aggregator::activeUsers() const
{
    quint64 sum = 0;
    for (const auto &[worker, state] : m_workers)
        sum += state.activeUsers;
    return sum;
}

void Aggregator::addToPoint(SeriesPoint &point, const WorkerBatch &batch) const
{
    point.planned += batch.planned;
    point.started += batch.started;
    point.chunks += batch.chunks;
    point.outputTokens += batch.chunks; // corrected when usage comes
    point.bytes += batch.bytes;
    point.openStreamsLast = openStreams();
    point.openStreamsMax = std::max(point.openStreamsMax, point.openStreamsLast);
    point.plannedUsers = static_cast<double>(activeUsers());
    point.itl.merge(batch.itl);
    point.slipMax = std::max(point.slipMax, batch.slip.max());
    point.loopLagMax = std::max(point.loopLagMax, batch.loopLag.max());
}

void Aggregator::addCounts(const WorkerBatch &batch)
{
    m_counts.planned += batch.planned;
    m_counts.started += batch.started;
    m_counts.attempts += batch.attempts;
    m_counts.dropped += batch.dropped;
    m_events += batch.events;
    m_reads += batch.reads;
    m_itl.merge(batch.itl);
    m_slip.merge(batch.slip);
    m_loopLag.merge(batch.loopLag);
}

void Aggregator::add(const WorkerBatch &batch)
{
    const Nanoseconds at = since(batch.at);
    m_workers[batch.worker] = {batch.openStreams, batch.activeUsers};
    addCounts(batch);
    addToPoint(m_series.at(at), batch);
    addToPoint(secondAt(at), batch);
    rateSlot(at).chunks += batch.chunks;
    for (const FirstTokenSample &sample : batch.firstTokens)
        addFirstToken(sample);
    for (const RequestRecord &record : batch.finished)
        addFinished(record, batch.at);
}

void Aggregator::addFirstToken(const FirstTokenSample &sample)
{
    m_series.at(since(sample.at)).ttft.record(sample.ttft);
    secondAt(since(sample.at)).ttft.record(sample.ttft);
    if (sample.phase == RunPhase::Measure)
        m_running.insert_or_assign({sample.request, sample.attempt}, sample);
}

void Aggregator::addFinished(const RequestRecord &record, TimePoint batchAt)
{
    if (record.sendCount > 1)
        m_resends += record.sendCount - 1;
    if (record.tokenReadCount > 0) {
        m_tokenChunks += record.chunkCount;
        m_tokenReads += record.tokenReadCount;
    }
    addUsage(record);
    m_running.erase({record.request, record.attempt});
    // Only the last attempt decides how its request is counted.
    if (record.retried)
        return;
    if (record.attempt > AttemptNumber{1})
        ++m_counts.retried;
    // A connection that lingers does not delay its answer.
    const Nanoseconds at = since(record.terminator ? *record.terminator : record.closed.value_or(batchAt));
    const OutcomeClass outcome = record.outcome.outcome;
    if (outcome == OutcomeClass::Success) {
        ++m_counts.succeeded;
        ++m_series.at(at).succeeded;
        if (record.server != ServerTiming())
            m_series.at(at).server.add(record, derive(record));
        ++secondAt(at).succeeded;
        ++rateSlot(since(batchAt)).succeeded;
    } else {
        ++(standingOf(outcome) == Standing::Cut ? m_counts.cut : m_counts.failed);
        ++m_errors[outcome];
        ++m_series.at(at).errors[outcome];
        ++secondAt(at).errors[outcome];
        const QString key = record.outcome.key();
        const bool hasRoom = m_errorDetails.contains(key) || m_errorDetails.size() < mostErrorDetails;
        ++m_errorDetails[hasRoom ? key : QStringLiteral("other")];
    }
    if (record.phase == RunPhase::Measure)
        addMeasured(record);
}

void Aggregator::addMeasured(const RequestRecord &record)
{
    ++m_measuredFinished;
    const OutcomeClass outcome = record.outcome.outcome;
    if (outcome != OutcomeClass::Success && !isCensored(outcome))
        return;
    const DerivedFigures figures = derive(record);
    if (figures.ttft)
        m_ttft.record(*figures.ttft);
    if (figures.responseTtft)
        m_responseTtft.record(*figures.responseTtft);
    if (outcome != OutcomeClass::Success)
        return;
    if (m_config.slo.isMetBy(figures))
        ++m_measuredGood;
    if (figures.e2e)
        m_e2e.record(*figures.e2e);
    if (figures.tpot)
        m_tpot.record(*figures.tpot);
}

void Aggregator::addUsage(const RequestRecord &record)
{
    if (record.chunks.empty() || !countsTokens(countTokens(record).source))
        return;
    // The chunks were counted as one token each when they came; now their true number is known.
    const std::vector<quint64> tokens = spreadTokens(record);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        quint64 &counted = m_series.at(since(record.chunks[i].at)).outputTokens;
        counted = tokens[i] == 0 ? counted - std::min<quint64>(counted, 1) : counted + (tokens[i] - 1);
        m_usageTokens += static_cast<double>(tokens[i]);
    }
    m_usageChunks += static_cast<double>(record.chunks.size());
}

void Aggregator::addHealth(TimePoint at, const GeneratorHealth &health)
{
    if (!m_costFrom || at - m_costFrom->at >= shortestCostStretch) {
        const CostMark from = m_costFrom.value_or(CostMark{at, Nanoseconds{0}, 0});
        const double micros = static_cast<double>((health.processorTime - from.processorTime).count()) / 1e3;
        m_microsPerEvent = m_events > from.events ? micros / static_cast<double>(m_events - from.events) : 0;
        m_costFrom = {at, health.processorTime, m_events};
    }
    m_health = health;
    for (SeriesPoint *point : {&m_series.at(since(at)), &secondAt(since(at))})
        point->processorShareMax = std::max(point->processorShareMax, health.processorShare);
}

void Aggregator::setSteering(double factor, bool paused)
{
    m_steeringFactor = factor;
    m_paused = paused;
}

void Aggregator::addNote(TimePoint at, const QString &kind, const Message &text)
{
    m_notes.push_back({since(at), kind, text});
    if (m_notes.size() > mostNotes)
        m_notes.pop_front();
}

void Aggregator::setSaved(TimePoint at, quint64 bytes)
{
    m_savedAt = at;
    m_fileBytes = bytes;
}

GeneratorHealth Aggregator::currentHealth() const
{
    GeneratorHealth health = m_health;
    health.events = m_events;
    health.eventsPerRead = m_reads > 0 ? static_cast<double>(m_events) / static_cast<double>(m_reads) : 0;
    if (m_tokenReads > 0)
        health.chunksPerRead = static_cast<double>(m_tokenChunks) / static_cast<double>(m_tokenReads);
    health.loopLagP99 = m_loopLag.percentile(99);
    health.slipP99 = m_slip.percentile(99);
    health.silentResends = m_resends;
    health.processorMicrosPerEvent = m_microsPerEvent;
    return health;
}

void Aggregator::fillRates(Snapshot &snapshot) const
{
    snapshot.tokensAreChunks = m_usageChunks == 0;
    const double tokensPerChunk = m_usageChunks > 0 ? m_usageTokens / m_usageChunks : 1;
    const qint64 lastFull = (snapshot.elapsed - batchGrace) / 1s - 1;
    for (const RateSlot &slot : m_rates) {
        if (lastFull < 0 || slot.second != lastFull)
            continue;
        snapshot.outputTokensPerSecond = static_cast<double>(slot.chunks) * tokensPerChunk;
        snapshot.requestsPerSecond = static_cast<double>(slot.succeeded);
    }
    const quint64 finished = m_counts.succeeded + m_counts.failed + m_counts.cut;
    if (finished > 0)
        snapshot.errorShare = static_cast<double>(m_counts.failed) / static_cast<double>(finished);
    if (m_measuredFinished > 0)
        snapshot.goodputShare = static_cast<double>(m_measuredGood) / static_cast<double>(m_measuredFinished);
}

void Aggregator::fillFirstTokens(Snapshot &snapshot) const
{
    std::shared_ptr<Histogram> ttft = std::make_shared<Histogram>(m_ttft);
    std::shared_ptr<Histogram> response = std::make_shared<Histogram>(m_responseTtft);
    for (const auto &[key, sample] : m_running) {
        ttft->record(sample.ttft);
        if (sample.responseTtft)
            response->record(*sample.responseTtft);
    }
    snapshot.ttft = std::move(ttft);
    snapshot.responseTtft = std::move(response);
}

SnapshotPtr Aggregator::snapshot(TimePoint now)
{
    if (!m_seriesCopiedAt || now - *m_seriesCopiedAt >= 1s || m_phase == RunPhase::Done) {
        m_seriesCopy = std::make_shared<const TimeSeries>(m_series);
        m_seriesCopiedAt = now;
    }
    std::shared_ptr<Snapshot> result = std::make_shared<Snapshot>();
    result->phase = m_phase;
    result->elapsed = since(now);
    result->steeringFactor = m_steeringFactor;
    result->paused = m_paused;
    result->plannedLength = m_config.plannedLength;
    result->plannedRequests = m_config.plannedRequests;
    result->requests = m_counts;
    result->openStreams = openStreams();
    result->errors = m_errors;
    result->errorDetails = m_errorDetails;
    result->e2e = std::make_shared<const Histogram>(m_e2e);
    result->itl = std::make_shared<const Histogram>(m_itl);
    result->tpot = std::make_shared<const Histogram>(m_tpot);
    fillFirstTokens(*result);
    result->series = m_seriesCopy;
    fillRates(*result);
    result->health = currentHealth();
    result->runFileBytes = m_fileBytes;
    result->savedAt = m_savedAt;
    result->notes.assign(m_notes.begin(), m_notes.end());
    return result;
}

std::vector<std::pair<quint32, SeriesPoint>> Aggregator::takeCompletedSeconds(TimePoint now)
{
    std::vector<std::pair<quint32, SeriesPoint>> completed;
    const qint64 firstOpen =
        m_phase == RunPhase::Done ? std::numeric_limits<qint64>::max() : (since(now) - batchGrace) / 1s;
    while (!m_seconds.empty() && m_seconds.begin()->first < firstOpen) {
        m_firstOpenSecond = m_seconds.begin()->first + 1;
        completed.emplace_back(m_seconds.begin()->first, std::move(m_seconds.begin()->second));
        m_seconds.erase(m_seconds.begin());
    }
    return completed;
}

} // namespace weir
