// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/virtualworker.h"

#include "engine/tokencounting.h"
#include "lab/virtualexchange.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::chrono::seconds flushEvery{1};

} // namespace

VirtualWorker::VirtualWorker(const RunContext &context, VirtualService &service, ManualClock &clock,
                             std::unique_ptr<LoadDriver> driver, SimulationRecorder &recorder)
    : m_context(context)
    , m_service(service)
    , m_clock(clock)
    , m_recorder(recorder)
    , m_book(context, WorkerIndex{0}, std::move(driver), m_timers,
             [this](AttemptObserver &observer, quint64 key, RequestRecord record) {
                 return std::make_unique<VirtualExchange>(m_context, m_service, observer, key,
                                                          std::move(record));
             },
             {})
{
}

bool VirtualWorker::run(const RunTimes &times, const std::stop_token &stop)
{
    m_flushAt = times.zero + flushEvery;
    m_book.begin(times);
    step(m_clock.now());
    bool whole = true;
    while (!isDrained()) {
        if (whole && (stop.stop_requested() || m_recorder.isLost())) {
            whole = false;
            if (!m_drainEnd)
                endPlan(m_clock.now());
            if (!m_cut)
                cut();
            continue;
        }
        const TimePoint now = std::max(m_clock.now(), nextDue());
        m_clock.set(now);
        step(now);
    }
    flush(m_clock.now());
    return whole;
}

TimePoint VirtualWorker::nextDue() const
{
    TimePoint next = m_flushAt;
    for (const std::optional<TimePoint> &due :
         {m_book.nextLaunch(), m_service.model().nextDue(), m_timers.nextDue(), m_drainEnd})
        next = std::min(next, due.value_or(next));
    return next;
}

void VirtualWorker::step(TimePoint now)
{
    // What the service has done by now comes before what a client does about its absence.
    m_service.model().advance(now);
    m_timers.runDue(now);
    while (m_book.launchNext(now)) {
    }
    m_book.forgetEnded();
    if (!m_drainEnd && m_book.planEnded(now))
        endPlan(now);
    if (m_drainEnd && now >= *m_drainEnd && !m_cut)
        cut();
    if (now >= m_flushAt) {
        flush(now);
        m_flushAt = now + flushEvery;
    }
}

void VirtualWorker::endPlan(TimePoint now)
{
    m_drainEnd = now + m_context.scenario.load.drain;
    m_recorder.measureEnded(now);
}

void VirtualWorker::cut()
{
    m_cut = true;
    m_book.cut();
    m_book.forgetEnded();
}

void VirtualWorker::flush(TimePoint now)
{
    WorkerBatch batch = m_book.takeBatch(now);
    countTokensOf(batch, m_context);
    m_recorder.add(batch);
    for (const ModelNote &note : m_service.model().notesSince(m_notesTold)) {
        m_recorder.note(note.at, note.kind, note.text);
        m_notesTold = note.number + 1;
    }
}

} // namespace weir
