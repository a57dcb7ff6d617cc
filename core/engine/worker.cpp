// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker.h"

#include "engine/session.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

constexpr Nanoseconds flushInterval = std::chrono::milliseconds{100};
constexpr quint32 flushesPerOpenUpdate = 9; ///< Just under a second: a run file loses at most the last one.
constexpr Nanoseconds probeInterval = std::chrono::milliseconds{10};

} // namespace

Worker::Worker(const RunContext &context, WorkerIndex index, std::unique_ptr<LoadDriver> driver,
               const TransportFactory &makeTransport, WorkerOutlet outlet, RenderAhead *ahead)
    : m_context(context)
    , m_clock(*context.clock)
    , m_outlet(std::move(outlet))
    , m_transport(makeTransport(m_clock))
    , m_pacer([this] { pump(); })
    , m_book(
          context, index, std::move(driver), m_timers,
          [this](AttemptObserver &observer, quint64 key, RequestRecord record) {
              return std::make_unique<Session>(m_context, *m_transport, observer, key, std::move(record));
          },
          // The alarm brings us to pump() outside the call of whatever has ended.
          [this] { m_pacer.wakeAt(m_clock.now()); }, ahead)
{
}

Worker::~Worker()
{
    m_transport.reset(); // before the sessions that it would call
}

void Worker::prepareConnections(std::size_t connections)
{
    for (const WireRequest &connection : m_context.connections)
        m_transport->prepare(connection, connections);
}

void Worker::begin(const RunTimes &times)
{
    m_begun = true;
    m_flushedAt = times.zero;
    m_book.begin(times);
    m_timers.add(times.zero + probeInterval, [this](TimePoint due) { probeLoop(due); });
    m_transport->allowWaiting(m_pacer.descriptor()); // the probes keep it going off
    pump();
}

void Worker::steer(TimePoint at, double factor)
{
    m_book.steer(at, factor);
    pump();
}

void Worker::stopArrivals()
{
    m_book.stop();
    pump();
}

void Worker::cut()
{
    m_book.cut();
    pump();
}

quint64 Worker::relieve(MemoryRelief step, TimePoint calmUntil)
{
    const quint64 ended = m_book.relieve(step, calmUntil);
    pump();
    return ended;
}

void Worker::pump()
{
    m_book.forgetEnded();
    if (!m_begun)
        return;
    m_timers.runDue(m_clock.now());
    // One start a turn: starting fifty at once would keep the transport's own hand-overs waiting behind them,
    // and that wait would hide in TTFT. Waiting here shows as slip.
    m_book.launchNext(m_clock.now());
    reportProgress();
    setAlarm();
}

void Worker::setAlarm()
{
    if (m_drainedTold)
        return m_pacer.cancel();
    TimePoint next = m_timers.nextDue().value_or(TimePoint::max());
    if (const std::optional<TimePoint> launch = m_book.nextLaunch())
        next = std::min(next, *launch);
    if (next != TimePoint::max())
        m_pacer.wakeAt(next);
}

void Worker::probeLoop(TimePoint due)
{
    const TimePoint now = m_clock.now();
    m_book.noteLoopLag(now - due);
    if (now - m_flushedAt >= flushInterval) {
        if (++m_flushes % flushesPerOpenUpdate == 0)
            m_book.addOpen();
        flush();
        m_flushedAt = now;
    }
    // Late probes are made up for: a stall of 100 ms counts as ten late wake-ups, not as one.
    if (!m_drainedTold)
        m_timers.add(due + probeInterval, [this](TimePoint next) { probeLoop(next); });
}

void Worker::reportProgress()
{
    if (!m_planEndedTold && m_book.planEnded(m_clock.now())) {
        m_planEndedTold = true;
        m_outlet.planEnded();
    }
    if (m_planEndedTold && !m_drainedTold && m_book.isIdle()) {
        m_drainedTold = true;
        flush();
        m_transport->allowWaiting(-1);
        m_outlet.drained();
    }
}

void Worker::flush()
{
    m_outlet.batch(m_book.takeBatch(m_clock.now()));
}

} // namespace weir
