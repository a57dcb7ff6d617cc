// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recordsinks.h"

#include "engine/runfilesink.h"

#include <utility>

namespace weir {

Result<std::unique_ptr<RecordSinks>> RecordSinks::create(const QString &runPath, const RunHeader &header,
                                                         Durability durability,
                                                         const std::vector<RecordSinkFactory> &others)
{
    std::vector<std::unique_ptr<RecordSink>> made;
    for (const RecordSinkFactory &make : others) {
        Result<std::unique_ptr<RecordSink>> sink = make(header);
        if (!sink)
            return sink.error();
        made.push_back(std::move(*sink));
    }
    std::unique_ptr<RecordSinks> sinks(new RecordSinks(std::move(made)));
    Result<std::unique_ptr<RunFileSink>> file = RunFileSink::create(runPath, header, durability);
    if (!file)
        return file.error();
    sinks->m_file = std::move(*file);
    return sinks;
}

RecordSinks::RecordSinks(std::vector<std::unique_ptr<RecordSink>> others) : m_others(std::move(others)) {}

RecordSinks::~RecordSinks() = default;

template <typename Call>
void RecordSinks::tellOthers(const Call &call)
{
    std::erase_if(m_others, [&](const std::unique_ptr<RecordSink> &sink) {
        const Result<void> told = call(*sink);
        if (!told)
            m_failures.push_back(
                Message(WEIR_TEXT("run.listener_lost",
                                  "A listener to the run has failed and hears no more of it: %1"),
                        told.error().message()));
        return !told;
    });
}

void RecordSinks::heed(const Result<void> &ofFile)
{
    if (!ofFile && !m_fileError)
        m_fileError = ofFile.error();
}

void RecordSinks::begin(const RunTimes &times)
{
    heed(m_file->begin(times));
    tellOthers([&](RecordSink &sink) { return sink.begin(times); });
}

void RecordSinks::batch(const WorkerBatch &batch)
{
    heed(m_file->batch(batch));
    tellOthers([&](RecordSink &sink) { return sink.batch(batch); });
}

void RecordSinks::note(const RunNote &note)
{
    heed(m_file->note(note));
    tellOthers([&](RecordSink &sink) { return sink.note(note); });
}

void RecordSinks::progress(const RunProgress &progress)
{
    heed(m_file->progress(progress));
    tellOthers([&](RecordSink &sink) { return sink.progress(progress); });
}

Result<void> RecordSinks::commit()
{
    const Result<void> committed = m_file->commit();
    heed(committed);
    tellOthers([](RecordSink &sink) { return sink.commit(); });
    return committed;
}

Result<Summary> RecordSinks::finish(RunState state, Nanoseconds at)
{
    if (!m_fileError)
        m_file->endRecords();
    const Result<Summary> summary = m_fileError ? sumUpWhatIsSaved() : m_file->sumUp(state);
    tellOthers([&](RecordSink &sink) { return sink.finish(state, summary); });
    for (const Message &failure : takeFailures())
        heed(m_file->note({at, QStringLiteral("error"), failure}));
    if (!summary || m_fileError)
        return summary;
    const Result<void> finished = m_file->finish(state, summary);
    heed(finished);
    return finished ? summary : sumUpWhatIsSaved();
}

Result<Summary> RecordSinks::sumUpWhatIsSaved() const
{
    // Another file of that name is another run's.
    if (!m_file->isInPlace())
        return *m_fileError;
    Result<Summary> summary = m_file->sumUp(RunState::Interrupted);
    return summary ? summary : Result<Summary>(*m_fileError);
}

Messages RecordSinks::takeFailures()
{
    return std::exchange(m_failures, {});
}

quint64 RecordSinks::bytes() const
{
    return m_file->bytes();
}

} // namespace weir
