// SPDX-License-Identifier: GPL-3.0-or-later
// One worker thread's world: its transport, its pacer, its share of the load, its requests. Shares nothing
// with the others.
#pragma once

#include "engine/pacer.h"
#include "engine/requestbook.h"
#include "transport/transport.h"

#include <QObject>

#include <functional>
#include <memory>

namespace weir {

/// Makes the transport of a worker, in the worker's thread.
using TransportFactory = std::function<std::unique_ptr<Transport>(const Clock &)>;

/// Where a worker's results go. All three are called in the worker's thread and must not block.
struct WorkerOutlet
{
    std::function<void(WorkerBatch &&)> batch; ///< At most ten a second, and one at the end.
    std::function<void()> planEnded;           ///< Once: no new request will be planned.
    std::function<void()> drained;             ///< Once, after the last batch: nothing runs any more.
};

/// Lives in its own thread: made, used and destroyed there.
class Worker final : public QObject
{
    Q_OBJECT

public:
    /// `context` must outlive the worker, as what `driver` uses must, and `ahead`, which may be null.
    Worker(const RunContext &context, WorkerIndex index, std::unique_ptr<LoadDriver> driver,
           const TransportFactory &makeTransport, WorkerOutlet outlet, RenderAhead *ahead = nullptr);
    ~Worker() override;

    /// Opens connections ahead of the run.
    void prepareConnections(std::size_t connections);
    void begin(const RunTimes &times);
    /// See LoadDriver::steer().
    void steer(TimePoint at, double factor);
    /// No new requests, no new attempts.
    void stopArrivals();
    /// Ends everything that runs as cut_by_test_end.
    void cut();
    /// Ends what fills the memory; returns how many streams. See RequestBook::relieve().
    quint64 relieve(MemoryRelief step, TimePoint calmUntil);

private:
    void pump();
    void setAlarm();
    void probeLoop(TimePoint due);
    void flush();
    void reportProgress();

    const RunContext &m_context;
    const Clock &m_clock;
    WorkerOutlet m_outlet;
    std::unique_ptr<Transport> m_transport;
    Pacer m_pacer;
    TimerQueue m_timers;
    RequestBook m_book;
    TimePoint m_flushedAt;
    quint32 m_flushes = 0;
    bool m_begun = false;
    bool m_planEndedTold = false;
    bool m_drainedTold = false;
};

} // namespace weir
