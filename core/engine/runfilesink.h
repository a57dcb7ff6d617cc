// SPDX-License-Identifier: GPL-3.0-or-later
// The run file as a listener to its run, and the one whose records the summary is made from.
#pragma once

#include "engine/recordsink.h"

namespace weir {

/// Errors of writing show at the next commit, which is when they would cost something.
class RunFileSink final : public RecordSink
{
public:
    static Result<std::unique_ptr<RunFileSink>> create(const QString &path, const RunHeader &header,
                                                       Durability durability);

    Result<void> begin(const RunTimes &times) override;
    Result<void> batch(const WorkerBatch &batch) override;
    Result<void> note(const RunNote &note) override;
    Result<void> progress(const RunProgress &progress) override;
    Result<void> commit() override;
    /// Completes and closes the file; returns the summary's error where there is no summary.
    Result<void> finish(RunState state, const Result<Summary> &summary) override;

    /// No batches come any more.
    void endRecords() { m_writer->endRecords(); }
    /// Reads back what is committed and sums it up, as a run that ended in `state`.
    [[nodiscard]] Result<Summary> sumUp(RunState state) const;
    [[nodiscard]] quint64 bytes() const { return m_writer->bytes(); }
    [[nodiscard]] bool isInPlace() const { return m_writer->isInPlace(); }

private:
    explicit RunFileSink(std::unique_ptr<RunFileWriter> writer) : m_writer(std::move(writer)) {}

    std::unique_ptr<RunFileWriter> m_writer;
};

} // namespace weir
