// SPDX-License-Identifier: GPL-3.0-or-later
// All who listen to one run: the run file, which the run stands and falls with, and any others.
#pragma once

#include "engine/recordsink.h"

#include <memory>
#include <optional>
#include <vector>

namespace weir {

class RunFileSink;

/// Hands on what a run tells, to the run file first. Lives in the thread of its sinks.
class RecordSinks
{
public:
    /// Makes the others, then the run file: where one of them can't be had, nothing has been written.
    static Result<std::unique_ptr<RecordSinks>> create(const QString &runPath, const RunHeader &header,
                                                       Durability durability,
                                                       const std::vector<RecordSinkFactory> &others);
    ~RecordSinks();

    void begin(const RunTimes &times);
    void batch(const WorkerBatch &batch);
    void note(const RunNote &note);
    void progress(const RunProgress &progress);
    /// Fails with what the run file could not do; the others' failures are for takeFailures().
    Result<void> commit();
    /// Sums the run up from its file, tells everybody of the end and closes the file. `at`: since the run's
    /// start. Where fileError() tells of a file that could not be written to its end, the summary is that of
    /// what was saved, as of an interrupted run; fails where that can't be read either.
    Result<Summary> finish(RunState state, Nanoseconds at);
    /// The first thing that the run file could not do: nothing of what came later is in it.
    [[nodiscard]] const std::optional<Error> &fileError() const { return m_fileError; }

    /// Why a listener hears no more, for each that was lost since the last call; they are sentences for the
    /// run's notes (kind "error").
    [[nodiscard]] Messages takeFailures();
    /// Of the run file.
    [[nodiscard]] quint64 bytes() const;

private:
    explicit RecordSinks(std::vector<std::unique_ptr<RecordSink>> others);
    template <typename Call>
    void tellOthers(const Call &call);
    void heed(const Result<void> &ofFile);
    [[nodiscard]] Result<Summary> sumUpWhatIsSaved() const;

    std::unique_ptr<RunFileSink> m_file;
    std::vector<std::unique_ptr<RecordSink>> m_others;
    Messages m_failures;
    std::optional<Error> m_fileError; ///< The first.
};

} // namespace weir
