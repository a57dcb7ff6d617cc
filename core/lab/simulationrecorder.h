// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the run file of a simulation and sums it up: what the collector does for a real run, on the virtual
// clock.
#pragma once

#include "engine/loaddriver.h"
#include "engine/loadwindows.h"
#include "engine/milestonetally.h"
#include "engine/runcontext.h"
#include "metrics/aggregator.h"
#include "store/runfile.h"

#include <memory>

namespace weir {

/// One thread. Batches come a virtual second each; the file is committed far more rarely, since what a crash
/// costs can be computed again.
class SimulationRecorder
{
public:
    /// Creates the run file. `context` outlives the recorder.
    static Result<std::unique_ptr<SimulationRecorder>> create(const RunContext &context, const QString &path,
                                                              const RunHeader &header);

    void begin(const RunTimes &times, const LoadWindows &windows);
    void add(const WorkerBatch &batch);
    void note(TimePoint at, const QString &kind, const Message &text);
    /// The planned load is over.
    void measureEnded(TimePoint at) { m_tally.measureEnded(at); }
    /// Completes the file. `end`: nothing runs any more. `state`: Finished or Interrupted.
    Result<Summary> finish(TimePoint end, RunState state);

private:
    SimulationRecorder(const RunContext &context, std::unique_ptr<RunFileWriter> writer);
    Result<void> save(TimePoint now);
    void setMilestones(TimePoint now);

    const RunContext &m_context;
    std::unique_ptr<RunFileWriter> m_writer;
    Aggregator m_aggregator;
    MilestoneTally m_tally;
    Histogram m_itl;
    TimePoint m_saved;
    std::optional<Error> m_error; ///< The first.
};

} // namespace weir
