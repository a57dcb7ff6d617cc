// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/simulationrecorder.h"

#include "store/runsummary.h"

#include <algorithm>

namespace weir {

namespace {

// The aggregator keeps 120 completed seconds.
constexpr std::chrono::seconds saveEvery{100};

AggregatorConfig configOf(const RunContext &context)
{
    AggregatorConfig config;
    config.slo = sloOf(context.scenario.goals.serviceLevel);
    return config;
}

} // namespace

Result<std::unique_ptr<SimulationRecorder>>
SimulationRecorder::create(const RunContext &context, const QString &path, const RunHeader &header,
                           const std::vector<RecordSinkFactory> &listeners)
{
    Result<std::unique_ptr<RecordSinks>> sinks =
        RecordSinks::create(path, header, Durability::Dropped, listeners);
    if (!sinks)
        return sinks.error();
    return std::unique_ptr<SimulationRecorder>(new SimulationRecorder(context, std::move(*sinks)));
}

SimulationRecorder::SimulationRecorder(const RunContext &context, std::unique_ptr<RecordSinks> sinks)
    : m_context(context), m_sinks(std::move(sinks)), m_aggregator(configOf(context)), m_tally(context.length)
{
}

void SimulationRecorder::begin(const RunTimes &times, const LoadWindows &windows)
{
    m_tally.milestones.start = times.zero;
    m_tally.milestones.measureFrom = times.measureFrom;
    if (windows.rampEnd)
        m_tally.milestones.rampEnd = times.zero + *windows.rampEnd;
    m_tally.milestones.plateaus = windows.plateaus;
    m_saved = times.zero;
    m_aggregator.begin(times.zero);
    m_aggregator.setPhase(RunPhase::Measure);
    m_sinks->begin(times);
}

void SimulationRecorder::add(const WorkerBatch &batch)
{
    m_tally.add(batch);
    m_itl.merge(batch.itl);
    m_sinks->batch(batch);
    m_aggregator.add(batch);
    for (const FailureNote &failure : m_failureNotes.firstOf(batch))
        note(failure.at, QStringLiteral("error"), failure.text);
    if (batch.at - m_saved >= saveEvery)
        save(batch.at, batch.at);
}

void SimulationRecorder::note(TimePoint at, const QString &kind, const Message &text)
{
    m_sinks->note({at - m_tally.milestones.start, kind, text});
}

void SimulationRecorder::save(TimePoint now, TimePoint secondsUntil)
{
    m_saved = now;
    m_tally.update(now);
    const std::vector<std::pair<quint32, SeriesPoint>> seconds =
        m_aggregator.takeCompletedSeconds(secondsUntil);
    m_sinks->progress({m_tally.milestones, GeneratorHealth{}, Histogram{}, m_itl, seconds});
    (void)m_sinks->commit(); // finish() tells what failed
    for (const Message &failure : m_sinks->takeFailures())
        note(now, QStringLiteral("error"), failure);
}

Result<Summary> SimulationRecorder::finish(TimePoint end, RunState state)
{
    // The last second is complete only when the next one has begun.
    save(end, end + std::chrono::seconds(2));
    const Result<Summary> summary = m_sinks->finish(state, end - m_tally.milestones.start);
    return isLost() ? Result<Summary>(*m_sinks->fileError()) : summary;
}

} // namespace weir
