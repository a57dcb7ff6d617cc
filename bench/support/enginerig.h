// SPDX-License-Identifier: GPL-3.0-or-later
// Worker, collector and run file in threads of their own, as Run puts them together, but without sockets.
#pragma once

#include "base/workerthread.h"
#include "engine/collector.h"
#include "engine/worker.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "transport/nulltransport.h"

#include <QEventLoop>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace weir::bench {

/// Closed load without think time.
struct RigLoad
{
    quint32 streams = 1;
    Nanoseconds length{0}; ///< No request starts after that.
    Nanoseconds gap{0};    ///< Between two events of a stream; 0: one at each turn of the event loop.
};

/// What a run cost from the moment on when all streams were open to the end of the load, and what came out of
/// it.
struct RigCost
{
    quint64 events = 0;
    Nanoseconds worker{0};
    Nanoseconds collector{0};
    Nanoseconds process{0}; ///< All threads, what the event loops of the others need included.
    quint64 allEvents = 0;  ///< From the first request to the last.
    Nanoseconds summary{0}; ///< Of the collector's thread afterwards: read the file back, sum up, close it.
    quint64 fileBytes = 0;
};

/// One run. Ends the program with a message when something breaks, or when a chunk's stamp is missing in the
/// file.
class EngineRig
{
public:
    EngineRig(const SampleStream &stream, const RigLoad &load);
    /// Once; takes `length` and the time that the streams need to end. Needs a QCoreApplication.
    RigCost run();

private:
    /// Where the figures stood.
    struct Mark
    {
        quint64 events = 0;
        Nanoseconds worker{0};
        Nanoseconds collector{0};
        Nanoseconds process{0};
    };

    void makeCollector();
    void makeWorker();
    [[nodiscard]] Mark mark() const;
    void onBatch(WorkerBatch &&batch);
    void onPlanEnded();
    void finish();
    void checkFile();

    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(QStringLiteral("bench.weirrun"));
    const RigLoad m_load;
    std::shared_ptr<const RunContext> m_context;
    const NullScript m_script;
    TicketCounters m_tickets;
    QEventLoop m_loop;
    RigCost m_cost;
    TimePoint m_loadEnd;
    quint64 m_chunks = 0;
    quint64 m_started = 0;
    std::optional<Mark> m_from;
    std::optional<Mark> m_to;
    std::optional<ThreadClock> m_workerClock;
    std::optional<ThreadClock> m_collectorClock;
    // The threads go first: what they use stands above.
    WorkerThread m_collectorThread{QStringLiteral("collector")};
    Collector *m_collector = nullptr; ///< Owned by its thread.
    WorkerThread m_workerThread{QStringLiteral("worker-0")};
    Worker *m_worker = nullptr; ///< Owned by its thread.
};

} // namespace weir::bench
