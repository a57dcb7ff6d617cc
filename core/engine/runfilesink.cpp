// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runfilesink.h"

#include "store/runsummary.h"

namespace weir {

Result<std::unique_ptr<RunFileSink>> RunFileSink::create(const QString &path, const RunHeader &header,
                                                         Durability durability)
{
    Result<std::unique_ptr<RunFileWriter>> writer = RunFileWriter::create(path, header, durability);
    if (!writer)
        return writer.error();
    return std::unique_ptr<RunFileSink>(new RunFileSink(std::move(*writer)));
}

Result<void> RunFileSink::begin(const RunTimes &)
{
    return {}; // the milestones tell it
}

Result<void> RunFileSink::batch(const WorkerBatch &batch)
{
    m_writer->addRecords(batch.finished);
    m_writer->addDropped(batch.droppedAt);
    m_writer->updateOpen(batch.open);
    m_writer->addProgress(batch.progress);
    return {};
}

Result<void> RunFileSink::note(const RunNote &note)
{
    m_writer->addNote(note);
    return {};
}

Result<void> RunFileSink::progress(const RunProgress &progress)
{
    for (const auto &[second, point] : progress.seconds)
        m_writer->addSeriesPoint(second, point);
    m_writer->setMilestones(progress.milestones, progress.health);
    m_writer->setHistogram(QStringLiteral("loop_lag"), progress.loopLag);
    m_writer->setHistogram(QStringLiteral("itl"), progress.itl);
    return {};
}

Result<void> RunFileSink::commit()
{
    return m_writer->commit();
}

Result<Summary> RunFileSink::sumUp(RunState state) const
{
    // The reader is gone when this returns: while it is open the writer can't leave WAL.
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(m_writer->path());
    if (!reader)
        return reader.error();
    // The file itself still says "running" at this point; the state that it is about to get counts.
    Result<SummaryWithSamples> figures = summarize(**reader, {}, state);
    if (!figures)
        return figures.error();
    return std::move(figures->summary);
}

Result<void> RunFileSink::finish(RunState state, const Result<Summary> &summary)
{
    if (!summary)
        return summary.error();
    return m_writer->finish(state, toJson(*summary));
}

} // namespace weir
