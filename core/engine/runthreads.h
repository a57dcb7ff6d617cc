// SPDX-License-Identifier: GPL-3.0-or-later
// The threads of a run: its collector and its workers, made from a plan and ended in the right order.
#pragma once

#include "base/result.h"
#include "engine/loaddriver.h"
#include "engine/memoryguard.h"
#include "engine/recordsink.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"

#include <functional>
#include <memory>
#include <vector>

namespace weir {

class Collector;
class RenderAhead;
class Worker;
class WorkerThread;
struct RunContext;
struct RunHeader;
struct RunPlan;

/// What the threads tell. Called in them, planEnded and drained once by every worker; none may block.
struct RunThreadsOutlet
{
    std::function<void(const SnapshotPtr &)> snapshot;     ///< At most ten a second.
    std::function<void(const Result<Summary> &)> summedUp; ///< Once; the run file is closed.
    std::function<void()> memoryFull;                      ///< The memory guard ends the load.
    std::function<void()> planEnded;                       ///< Once a worker: it plans no more requests.
    std::function<void(const Error &)> unsaved;            ///< As CollectorOutlet::unsaved.
    std::function<void()> nobodyThere; ///< Once at most: nothing has been reached for too long.
    std::function<void()>
        drained; ///< Once a worker: nothing runs any more, and its last batch is on the way.
};

/// Lives in the thread of its run. All work goes to the threads as calls that are posted, in the order of
/// posting.
class RunThreads
{
public:
    /// Starts collector and workers, all of them idle. Fails, without having written anything, where a trace,
    /// a listener or the run file can't be had. `context` must outlive the threads.
    static Result<std::unique_ptr<RunThreads>> start(const RunPlan &plan, const RunContext &context,
                                                     const QString &runPath, const RunHeader &header,
                                                     const std::vector<RecordSinkFactory> &listeners,
                                                     RunThreadsOutlet outlet);
    /// From now on the process may grow by so many bytes: streams that fill more are ended.
    void guardMemory(quint64 limit);
    /// Ends the threads as they are; see finishNow().
    ~RunThreads();

    void toWorkers(const std::function<void(Worker &)> &call);
    void toCollector(const std::function<void(Collector &)> &call);
    /// Cuts what runs, lets the collector save and sum up, and waits for all of it. Only the destructor may
    /// follow.
    void finishNow(RunState state);
    [[nodiscard]] std::size_t workerCount() const { return m_workers.size(); }

private:
    RunThreads(const RunPlan &plan, const RunContext &context, RunThreadsOutlet outlet);
    Result<void> startCollector(const QString &runPath, const RunHeader &header,
                                const std::vector<RecordSinkFactory> &listeners);
    void startWorker(std::unique_ptr<LoadDriver> driver);
    void postToCollector(std::function<void(Collector &)> call);
    void relieveMemory(MemoryRelief step, TimePoint calmUntil);
    Worker *makeWorker(WorkerThread &thread, WorkerIndex index, std::unique_ptr<LoadDriver> driver);

    const RunContext &m_context;
    RunThreadsOutlet m_outlet;
    TicketCounters m_tickets;
    std::unique_ptr<RenderAhead> m_ahead; ///< Null where no request is large.

    // The threads go first: what they use stands above.
    std::unique_ptr<WorkerThread> m_countingThread; ///< Null where no target has a tokenizer.
    std::unique_ptr<WorkerThread> m_collectorThread;
    Collector *m_collector = nullptr; ///< Lives in, and is owned by, m_collectorThread.
    std::vector<std::unique_ptr<WorkerThread>> m_workerThreads;
    std::vector<Worker *> m_workers; ///< Each lives in, and is owned by, the thread of the same index.
    std::shared_ptr<ReliefTally> m_tally = std::make_shared<ReliefTally>();
    std::unique_ptr<MemoryGuard> m_guard; ///< Last: it posts to all of them.
};

} // namespace weir
