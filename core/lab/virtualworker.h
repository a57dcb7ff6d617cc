// SPDX-License-Identifier: GPL-3.0-or-later
// The worker of a simulated run: load driver, exchanges and the service's model on one virtual clock.
#pragma once

#include "engine/loaddriver.h"
#include "engine/timerqueue.h"
#include "lab/simulationrecorder.h"
#include "lab/virtualexchange.h"
#include "service/faults/faultdraw.h"
#include "service/front/routes.h"
#include "service/model/servicemodel.h"

#include <stop_token>
#include <unordered_map>

namespace weir {

/// What stands between the client and the model.
struct VirtualFront
{
    const ServiceConfig &service; ///< Outlives the worker.
    Gatekeeper gate;
    QDateTime startedAt; ///< Wall time of the clock's present, for tokens that expire.
};

/// One thread. run() goes from event to event until nothing runs any more.
class VirtualWorker final : private RequestLauncher, private VirtualExchangeOwner
{
public:
    /// All references outlive the worker; `clock` is the context's.
    VirtualWorker(const RunContext &context, VirtualFront front, ManualClock &clock,
                  std::unique_ptr<LoadDriver> driver, SimulationRecorder &recorder);

    /// False: `stop` cut it short.
    [[nodiscard]] bool run(const RunTimes &times, const std::stop_token &stop);
    [[nodiscard]] ModelState serviceState() const;

private:
    struct Running
    {
        std::unique_ptr<VirtualExchange> exchange;
        std::optional<TraceLengths> lengths;
        std::optional<ModelHandle> handle;
    };
    struct Failed
    {
        RequestRecord record;
        std::optional<TraceLengths> lengths;
    };
    using Key = quint64;

    bool launch(const LaunchOrder &order) override;
    void drop(TimePoint intended, bool becauseOfCap) override;
    void planned(TimePoint intended) override;
    void capReached() override;
    void exchangeFirstToken(VirtualExchange &exchange, TimePoint at) override;
    void exchangeChunk(const RequestRecord &record, std::optional<Nanoseconds> gap) override;
    void exchangeEnded(VirtualExchange &exchange, bool working) override;

    void startAttempt(const RequestChoice &choice, RequestRecord record,
                      const std::optional<TraceLengths> &lengths);
    void send(Key key, VirtualExchange &exchange, const WireRequest &wire);
    void ask(Key key, VirtualExchange &exchange, const ModelRequest &request);
    [[nodiscard]] qint64 unixSeconds(TimePoint now) const;
    void endRequest(RequestRecord record);
    void retry(RequestId request);
    void arm(VirtualExchange &exchange);
    void check(Key key);
    [[nodiscard]] bool isDrained() const;
    [[nodiscard]] TimePoint nextDue() const;
    void step(TimePoint now);
    void endPlan(TimePoint now);
    void cut(TimePoint now);
    void flush(TimePoint now);

    const RunContext &m_context;
    const ServiceConfig &m_service;
    ManualClock &m_clock;
    SimulationRecorder &m_recorder;
    std::unique_ptr<LoadDriver> m_driver;
    ServiceModel m_model;
    Gatekeeper m_gate;
    const qint64 m_unixStart; ///< Seconds.
    const TimePoint m_start;
    Dialects m_dialects;
    FaultDraw m_faults;
    const bool m_keepsText;
    TimerQueue m_timers;
    std::unordered_map<Key, Running> m_running;
    std::vector<std::unique_ptr<VirtualExchange>> m_ended; ///< May still be on the stack.
    std::unordered_map<RequestId, Failed> m_retrying;
    WorkerBatch m_batch;
    RunTimes m_times;
    std::optional<TimePoint> m_drainEnd; ///< Once the plan has ended.
    TimePoint m_flushAt;
    quint64 m_notesTold = 0;
    Key m_nextKey = 0;
    bool m_stopping = false;
};

} // namespace weir
