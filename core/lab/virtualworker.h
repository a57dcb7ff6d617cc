// SPDX-License-Identifier: GPL-3.0-or-later
// The worker of a simulated run: load driver, exchanges and the service's model on one virtual clock.
#pragma once

#include "engine/requestbook.h"
#include "lab/simulationrecorder.h"
#include "lab/virtualservice.h"

#include <stop_token>

namespace weir {

/// One thread. run() goes from event to event until nothing runs any more.
class VirtualWorker
{
public:
    /// All references outlive the worker; `clock` is the context's.
    VirtualWorker(const RunContext &context, VirtualService &service, ManualClock &clock,
                  std::unique_ptr<LoadDriver> driver, SimulationRecorder &recorder);

    /// False: `stop` cut it short.
    [[nodiscard]] bool run(const RunTimes &times, const std::stop_token &stop);

private:
    [[nodiscard]] bool isDrained() const { return m_drainEnd && m_book.isIdle(); }
    [[nodiscard]] TimePoint nextDue() const;
    void step(TimePoint now);
    void endPlan(TimePoint now);
    void cut();
    void flush(TimePoint now);

    const RunContext &m_context;
    VirtualService &m_service;
    ManualClock &m_clock;
    SimulationRecorder &m_recorder;
    TimerQueue m_timers;
    RequestBook m_book;
    std::optional<TimePoint> m_drainEnd; ///< Once the plan has ended.
    TimePoint m_flushAt;
    quint64 m_notesTold = 0;
    bool m_cut = false;
};

} // namespace weir
