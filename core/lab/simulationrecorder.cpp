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
    , m_plannedLength(plannedLength(context.scenario.load, context.baseFolder))
{
}

void SimulationRecorder::begin(const RunTimes &times, const LoadWindows &windows)
{
    m_milestones.start = times.zero;
    m_milestones.measureFrom = times.measureFrom;
    m_milestones.rampEnd = windows.rampEnd;
    m_milestones.plateaus = windows.plateaus;
    m_saved = times.zero;
    m_aggregator.begin(times.zero);
    m_aggregator.setPhase(RunPhase::Measure);
}

void SimulationRecorder::add(const WorkerBatch &batch)
{
    m_milestones.planned += batch.planned;
    m_milestones.dropped += batch.dropped;
    m_milestones.droppedByCap += batch.droppedByCap;
    m_milestones.capReached = m_milestones.capReached || batch.capReached;
    if (batch.lastIntended)
        m_milestones.lastIntended =
            std::max(m_milestones.lastIntended.value_or(*batch.lastIntended), *batch.lastIntended);
    m_userBusy += batch.userBusy;
    m_userThinking += batch.userThinking;
    m_userPlanned += batch.userPlanned;
    m_itl.merge(batch.itl);
    m_writer->addRecords(batch.finished);
    m_aggregator.add(batch);
    if (batch.at - m_saved >= saveEvery)
        (void)save(batch.at);
}

void SimulationRecorder::note(TimePoint at, const QString &kind, const QString &text)
{
    m_writer->addNote({at - m_milestones.start, kind, text});
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
    TimePoint until = m_measureEnd.value_or(now);
    if (m_plannedLength)
        until = std::min(until, m_milestones.start + *m_plannedLength);
    const Nanoseconds measured = until - m_milestones.measureFrom;
    if (m_userPlanned > Nanoseconds{0} && measured > Nanoseconds{0}) {
        const double length = static_cast<double>(measured.count());
        m_milestones.meanBusyUsers = static_cast<double>(m_userBusy.count()) / length;
        m_milestones.plannedBusyUsers =
            static_cast<double>((m_userPlanned - m_userThinking).count()) / length;
    }
    m_milestones.end = now;
    m_writer->setMilestones(m_milestones, GeneratorHealth{});
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
