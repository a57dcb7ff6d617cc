// SPDX-License-Identifier: GPL-3.0-or-later
// One worker thread's world: its transport, its pacer, its share of the load, its sessions. Shares nothing
// with the others.
#pragma once

#include "engine/loaddriver.h"
#include "engine/pacer.h"
#include "engine/runcontext.h"
#include "engine/session.h"
#include "engine/timerqueue.h"
#include "metrics/batch.h"
#include "transport/transport.h"

#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

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
class Worker final : public QObject, private RequestLauncher, private SessionObserver
{
    Q_OBJECT

public:
    /// `context` must outlive the worker, as what `driver` uses must.
    Worker(const RunContext &context, WorkerIndex index, std::unique_ptr<LoadDriver> driver,
           const TransportFactory &makeTransport, WorkerOutlet outlet);
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

private:
    using Key = quint64;

    /// What an attempt needs beside its record; the same for a request's next attempts.
    struct Sending
    {
        std::optional<TraceLengths> lengths;
        bool keepConnection = true;
    };
    struct Running
    {
        std::unique_ptr<Session> session;
        Sending sending;
    };
    struct Failed
    {
        RequestRecord record;
        Sending sending;
    };

    bool launch(const LaunchOrder &order) override;
    void drop(TimePoint intended, bool becauseOfCap) override;
    void planned(TimePoint intended) override;
    void capReached() override;
    void onSessionRead(Session &session, quint64 bytes, quint32 events) override;
    void onSessionFirstToken(const RequestRecord &record, TimePoint at) override;
    void onSessionChunk(const RequestRecord &record, TimePoint at, std::optional<Nanoseconds> gap) override;
    void onSessionEvent(TimePoint at, const StreamEvent &event) override;
    void onSessionEnded(Session &session) override;

    void startAttempt(const RequestChoice &choice, RequestRecord record, const Sending &sending);
    void endRequest(RequestRecord record);
    void retryAfter(Nanoseconds wait, Failed failed);
    void retry(RequestId request);
    void arm(Session &session);
    void checkSession(Key key);
    void pump();
    void setAlarm();
    void probeLoop(TimePoint due);
    void flush(bool withOpen);
    void reportProgress();

    const RunContext &m_context;
    const Clock &m_clock;
    WorkerIndex m_index;
    WorkerOutlet m_outlet;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<LoadDriver> m_driver;
    Pacer m_pacer;
    TimerQueue m_timers;
    std::unordered_map<Key, Running> m_running;
    std::vector<std::unique_ptr<Session>>
        m_ended; ///< Deleted from the loop, never from within their own calls.
    /// Failed attempts whose next one waits for its time. Handed on when it starts, or as the last one when
    /// it never does.
    std::unordered_map<RequestId, Failed> m_retrying;
    WorkerBatch m_batch;
    RunTimes m_times;
    Key m_nextKey = 0;
    quint32 m_flushes = 0;
    bool m_begun = false;
    bool m_stopping = false;
    bool m_planEndedTold = false;
    bool m_drainedTold = false;
};

} // namespace weir
