// SPDX-License-Identifier: GPL-3.0-or-later
// Tells those who listen to a simulation (the run file first) and sums it up: what the collector does for a
// real run, on the virtual clock.
#pragma once

#include "engine/failurenotes.h"
#include "engine/loaddriver.h"
#include "engine/loadwindows.h"
#include "engine/milestonetally.h"
#include "engine/recordsinks.h"
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
    /// Makes the listeners, the run file last. `context` outlives the recorder.
    static Result<std::unique_ptr<SimulationRecorder>>
    create(const RunContext &context, const QString &path, const RunHeader &header,
           const std::vector<RecordSinkFactory> &listeners);

    void begin(const RunTimes &times, const LoadWindows &windows);
    void add(const WorkerBatch &batch);
    void note(TimePoint at, const QString &kind, const Message &text);
    /// The planned load is over.
    void measureEnded(TimePoint at) { m_tally.measureEnded(at); }
    /// The file can't be written any more, so that there is no use in going on.
    [[nodiscard]] bool isLost() const { return m_sinks->fileError().has_value(); }
    /// Completes the file. Fails where it could not be written to the end. `end`: nothing runs any more.
    /// `state`: Finished or Interrupted.
    Result<Summary> finish(TimePoint end, RunState state);

private:
    SimulationRecorder(const RunContext &context, std::unique_ptr<RecordSinks> sinks);
    /// `secondsUntil`: what of the time line is complete by then is told.
    void save(TimePoint now, TimePoint secondsUntil);

    const RunContext &m_context;
    std::unique_ptr<RecordSinks> m_sinks;
    Aggregator m_aggregator;
    FailureNotes m_failureNotes;
    MilestoneTally m_tally;
    Histogram m_itl;
    TimePoint m_saved;
};

} // namespace weir
