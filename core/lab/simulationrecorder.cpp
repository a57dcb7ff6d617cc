// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/simulationrecorder.h"

#include "plan/plan.h"
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
SimulationRecorder::create(const RunContext &context, const QString &path, const RunHeader &header)
{
    Result<std::unique_ptr<RunFileWriter>> writer = RunFileWriter::create(path, header, Durability::Dropped);
    if (!writer)
        return writer.error();
    return std::unique_ptr<SimulationRecorder>(new SimulationRecorder(context, std::move(*writer)));
}

SimulationRecorder::SimulationRecorder(const RunContext &context, std::unique_ptr<RunFileWriter> writer)
    : m_context(context)
    , m_writer(std::move(writer))
    , m_aggregator(configOf(context))
    , m_tally(plannedLength(context.scenario.load, context.baseFolder))
{
}

void SimulationRecorder::begin(const RunTimes &times, const LoadWindows &windows)
{
    m_tally.milestones.start = times.zero;
    m_tally.milestones.measureFrom = times.measureFrom;
    m_tally.milestones.rampEnd = windows.rampEnd;
    m_tally.milestones.plateaus = windows.plateaus;
    m_saved = times.zero;
    m_aggregator.begin(times.zero);
    m_aggregator.setPhase(RunPhase::Measure);
}

void SimulationRecorder::add(const WorkerBatch &batch)
{
    m_tally.add(batch);
    m_itl.merge(batch.itl);
    m_writer->addRecords(batch.finished);
    m_aggregator.add(batch);
    if (batch.at - m_saved >= saveEvery)
        (void)save(batch.at);
}

void SimulationRecorder::note(TimePoint at, const QString &kind, const Message &text)
{
    m_writer->addNote({at - m_tally.milestones.start, kind, text});
}

Result<void> SimulationRecorder::save(TimePoint now)
{
    m_saved = now;
    for (const auto &[second, point] : m_aggregator.takeCompletedSeconds(now))
        m_writer->addSeriesPoint(second, point);
    const Result<void> committed = m_writer->commit();
    if (!committed && !m_error)
        m_error = committed.error();
    return committed;
}

void SimulationRecorder::setMilestones(TimePoint now)
{
    m_tally.update(now);
    m_writer->setMilestones(m_tally.milestones, GeneratorHealth{});
    m_writer->setHistogram(QStringLiteral("loop_lag"), Histogram{});
    m_writer->setHistogram(QStringLiteral("itl"), m_itl);
}

Result<Summary> SimulationRecorder::finish(TimePoint end, RunState state)
{
    setMilestones(end);
    // The last second is complete only when the next one has begun.
    (void)save(end + std::chrono::seconds(2));
    if (m_error)
        return *m_error;
    Result<SummaryWithSamples> figures = Error{};
    {
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(m_writer->path());
        if (!reader)
            return reader.error();
        figures = summarize(**reader);
    }
    if (!figures)
        return figures.error();
    figures->summary.interrupted = state == RunState::Interrupted; // the file itself still says "running"
    if (const Result<void> done = m_writer->finish(state, toJson(figures->summary)); !done)
        return done.error();
    return figures->summary;
}

} // namespace weir
