// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between a run and those who listen to it: the run file is the first, others stand beside it.
#pragma once

#include "base/result.h"
#include "engine/loaddriver.h"
#include "metrics/batch.h"
#include "store/runfile.h"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace weir {

/// What is known of the run as a whole, about once a second. References that live as long as the call.
struct RunProgress
{
    const RunMilestones &milestones; ///< So far.
    const GeneratorHealth &health;
    const Histogram &loopLag; ///< Of the whole run, as is `itl`.
    const Histogram &itl;
    const std::vector<std::pair<quint32, SeriesPoint>>
        &seconds; ///< Completed since the last call, by number.
};

/// Hears all that happens in a run, in this order: notes that came before the load; begin; batches, notes and
/// progress, with a commit behind every progress; finish. All calls, and the destructor, come in one thread:
/// the collector's, or for a simulation the one that calls simulate(). None may block, since whatever a sink
/// takes is taken from the run's bookkeeping. What is passed lives as long as the call; who needs it longer
/// copies.
///
/// An error ends the sink, not the run: it is destroyed and hears no more, and the run notes why. (The run
/// file's own error is the run's, see RecordSinks.)
class RecordSink
{
public:
    RecordSink() = default;
    RecordSink(const RecordSink &) = delete;
    RecordSink &operator=(const RecordSink &) = delete;
    virtual ~RecordSink() = default;

    virtual Result<void> begin(const RunTimes &times) = 0;
    /// A worker's batch: records that ended, stamps so far of open requests, counts. At most ten a second
    /// from each worker; of a simulation one a virtual second.
    virtual Result<void> batch(const WorkerBatch &batch) = 0;
    virtual Result<void> note(const RunNote &note) = 0;
    virtual Result<void> progress(const RunProgress &progress) = 0;
    /// What came so far should outlast a crash from here on, where the sink keeps anything.
    virtual Result<void> commit() = 0;
    /// Nothing more will come. `summary`: the run's, or why there is none. Not called for a run that never
    /// began or whose process was killed.
    virtual Result<void> finish(RunState state, const Result<Summary> &summary) = 0;
};

/// Makes a sink in the thread in which it will live, before the first request. An error ends the preparation:
/// who asked for a listener is not to find out afterwards that there was none.
using RecordSinkFactory = std::function<Result<std::unique_ptr<RecordSink>>(const RunHeader &header)>;

} // namespace weir
