// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker.h"

#include "engine/retrywait.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

constexpr Nanoseconds flushInterval = std::chrono::milliseconds{100};
constexpr quint32 flushesPerOpenUpdate = 9; ///< Just under a second: a run file loses at most the last one.
constexpr Nanoseconds probeInterval = std::chrono::milliseconds{10};
/// A user whose request could not even be made waits this long, or a broken template would spin the loop.
constexpr Nanoseconds localErrorPause = std::chrono::milliseconds{100};

} // namespace

Worker::Worker(const RunContext &context, WorkerIndex index, std::unique_ptr<LoadDriver> driver,
               const TransportFactory &makeTransport, WorkerOutlet outlet)
    : m_context(context)
    , m_clock(*context.clock)
    , m_index(index)
    , m_outlet(std::move(outlet))
    , m_transport(makeTransport(m_clock))
    , m_driver(std::move(driver))
    , m_pacer([this] { pump(); })
{
    m_batch.worker = index;
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
    m_times = times;
    m_begun = true;
    m_batch.at = times.zero;
    RequestLauncher &launcher = *this;
    m_driver->begin(times, launcher);
    m_timers.add(times.zero + probeInterval, [this](TimePoint due) { probeLoop(due); });
    m_transport->allowWaiting(m_pacer.descriptor()); // the probes keep it going off
    pump();
}

void Worker::steer(TimePoint at, double factor)
{
    m_driver->steer(at, factor);
    pump();
}

void Worker::stopArrivals()
{
    m_stopping = true;
    m_driver->stop();
    for (auto &[request, failed] : std::exchange(m_retrying, {}))
        endRequest(std::move(failed.record));
    pump();
}

void Worker::cut()
{
    stopArrivals();
    std::vector<Session *> running;
    running.reserve(m_running.size());
    for (const auto &[key, entry] : m_running)
        running.push_back(entry.session.get());
    for (Session *session : running)
        session->end(LocalEnd::CutByTestEnd);
    pump();
}

void Worker::pump()
{
    m_ended.clear();
    if (!m_begun)
        return;
    m_timers.runDue(m_clock.now());
    // One start a turn: starting fifty at once would keep the transport's own hand-overs waiting behind them,
    // and that wait would hide in TTFT. Waiting here shows as slip.
    m_driver->launchNext(m_clock.now());
    reportProgress();
    setAlarm();
}

void Worker::setAlarm()
{
    if (m_drainedTold)
        return m_pacer.cancel();
    TimePoint next = m_timers.nextDue().value_or(TimePoint::max());
    if (const std::optional<TimePoint> arrival = m_driver->nextDue())
        next = std::min(next, *arrival);
    if (next != TimePoint::max())
        m_pacer.wakeAt(next);
}

void Worker::probeLoop(TimePoint due)
{
    const TimePoint now = m_clock.now();
    m_batch.loopLag.record(now - due);
    if (now - m_batch.at >= flushInterval) {
        flush(++m_flushes % flushesPerOpenUpdate == 0);
        m_batch.at = now;
    }
    // Late probes are made up for: a stall of 100 ms counts as ten late wake-ups, not as one.
    if (!m_drainedTold)
        m_timers.add(due + probeInterval, [this](TimePoint next) { probeLoop(next); });
}

void Worker::reportProgress()
{
    if (!m_planEndedTold && m_driver->planEnded(m_clock.now())) {
        m_planEndedTold = true;
        m_outlet.planEnded();
    }
    if (m_planEndedTold && !m_drainedTold && m_running.empty() && m_retrying.empty() &&
        m_driver->waiting() == 0) {
        m_drainedTold = true;
        flush(false);
        m_transport->allowWaiting(-1);
        m_outlet.drained();
    }
}

bool Worker::launch(const LaunchOrder &order)
{
    const RequestChoice choice = m_context.chooser->choose(order.request);
    if (choice.dataExhausted) {
        const PreparedTemplate &prepared = m_context.templates[choice.requestTemplate.value()];
        if (m_context.data[*prepared.data].source().atEnd == DataSource::AtEnd::Stop)
            return false;
    }
    RequestRecord record;
    record.request = order.request;
    record.worker = m_index;
    record.user = order.user;
    record.requestTemplate = choice.requestTemplate;
    record.target = m_context.templates[choice.requestTemplate.value()].target;
    record.row = choice.row;
    record.phase = order.intended < m_times.measureFrom ? RunPhase::WarmUp : RunPhase::Measure;
    record.openLoad = m_context.groupOf(order.request).isOpen();
    record.intended = order.intended;
    record.capWait = order.capWait;
    ++m_batch.started;
    startAttempt(choice, std::move(record), {order.lengths, order.keepConnection});
    return true;
}

void Worker::startAttempt(const RequestChoice &choice, RequestRecord record, const Sending &sending)
{
    ++m_batch.attempts;
    const Key key = m_nextKey++;
    const RequestId request = record.request;
    const AttemptNumber attempt = record.attempt;
    const TimePoint ready = record.intended + record.capWait;
    SessionObserver &observer = *this;
    Session &session =
        *m_running
             .emplace(key, Running{std::make_unique<Session>(m_context, observer, key, std::move(record)),
                                   sending})
             .first->second.session;

    if (choice.dataExhausted) {
        session.fail({QStringLiteral("the data source has no row left"),
                      {},
                      QStringLiteral("Add rows, or let the source wrap or stop at its end.")});
        return;
    }
    Result<RenderedRequest> rendered = m_context.templates[choice.requestTemplate.value()].renderer.render(
        choice, request, attempt.value(), m_context.runTag, m_context.rowOf(choice), sending.lengths);
    if (!rendered) {
        session.fail(rendered.error());
        return;
    }
    rendered->wire.reuseConnection = rendered->wire.reuseConnection && sending.keepConnection;
    if (const std::optional<Abandonment> leaving =
            abandonmentOf(m_context.groupOf(request), m_context.seed, request))
        session.setAbandonment(*leaving);
    session.start(*m_transport, *rendered);
    if (attempt.value() == 1)
        m_batch.slip.record(*session.record().started - ready);
    arm(session);
}

void Worker::arm(Session &session)
{
    const std::optional<TimePoint> due = session.nextTimeout();
    if (!due || *due >= session.armedFor())
        return;
    session.setArmedFor(*due);
    m_timers.add(*due, [this, key = session.key()](TimePoint) { checkSession(key); });
}

void Worker::checkSession(Key key)
{
    const auto found = m_running.find(key);
    if (found == m_running.end())
        return;
    Session &session = *found->second.session;
    session.setArmedFor(TimePoint::max());
    session.checkTimers(m_clock.now());
    if (!session.ended())
        arm(session);
}

void Worker::drop(TimePoint, bool becauseOfCap)
{
    ++m_batch.dropped;
    m_batch.droppedByCap += becauseOfCap ? 1 : 0;
}

void Worker::planned(TimePoint intended)
{
    ++m_batch.planned;
    m_batch.lastIntended = std::max(m_batch.lastIntended.value_or(intended), intended);
}

void Worker::capReached()
{
    m_batch.capReached = true;
}

void Worker::onSessionRead(Session &session, quint64 bytes, quint32 events)
{
    m_batch.bytes += bytes;
    m_batch.events += events;
    ++m_batch.reads;
    arm(session); // the first token and the terminator start timers that run out sooner
}

void Worker::onSessionFirstToken(const RequestRecord &record, TimePoint at)
{
    FirstTokenSample sample;
    sample.at = at;
    sample.ttft = at - *record.started;
    if (record.openLoad)
        sample.responseTtft = at - record.intended;
    sample.phase = record.phase;
    m_batch.firstTokens.push_back(sample);
}

void Worker::onSessionChunk(const RequestRecord &record, TimePoint, std::optional<Nanoseconds> gap)
{
    ++m_batch.chunks;
    if (gap && record.phase == RunPhase::Measure)
        m_batch.itl.record(*gap);
}

void Worker::onSessionEvent(TimePoint, const StreamEvent &) {}

void Worker::onSessionEnded(Session &session)
{
    const auto running = m_running.find(session.key());
    m_ended.push_back(std::move(running->second.session));
    const Sending sending = running->second.sending;
    m_running.erase(running);

    RequestRecord record = session.takeRecord();
    if (!m_context.scenario.recording.chunkTimes)
        record.chunks.clear();
    const Target &target = m_context.targetOf(record.requestTemplate);
    const std::optional<Nanoseconds> wait =
        m_stopping ? std::nullopt : retryWait(target, record, m_context.seed);
    if (wait)
        retryAfter(*wait, {std::move(record), sending});
    else
        endRequest(std::move(record));
    // Something may have become due (a user, the end of the run); the alarm brings us to pump() outside this
    // call.
    m_pacer.wakeAt(m_clock.now());
}

void Worker::endRequest(RequestRecord record)
{
    const RequestId request = record.request;
    const UserIndex user = record.user;
    const bool local = record.outcome.outcome == OutcomeClass::LocalError;
    m_batch.finished.push_back(std::move(record));
    m_driver->requestEnded(request, user, m_clock.now(), local ? localErrorPause : Nanoseconds{0});
}

void Worker::retryAfter(Nanoseconds wait, Failed failed)
{
    const RequestId request = failed.record.request;
    m_retrying.emplace(request, std::move(failed));
    m_timers.add(m_clock.now() + wait, [this, request](TimePoint) { retry(request); });
}

void Worker::retry(RequestId request)
{
    const auto found = m_retrying.find(request);
    if (found == m_retrying.end())
        return; // the load was stopped in the meantime
    RequestRecord failed = std::move(found->second.record);
    const Sending sending = found->second.sending;
    m_retrying.erase(found);

    RequestRecord next = nextAttemptOf(failed);
    failed.retried = true;
    m_batch.finished.push_back(std::move(failed));
    startAttempt(m_context.chooser->choose(request), std::move(next), sending);
}

void Worker::flush(bool withOpen)
{
    const TimePoint now = m_clock.now();
    if (withOpen) {
        for (auto &[key, entry] : m_running) {
            if (entry.session->needsUpdate())
                m_batch.open.push_back({entry.session->takeUpdate()});
            else
                entry.session->takeProgress(m_batch.progress);
        }
        for (const auto &[request, failed] : m_retrying) {
            m_batch.open.push_back({failed.record});
            m_batch.open.back().record.chunks.clear(); // they were told while they came
        }
    }
    const UserTime time = m_driver->takeUserTime(now);
    m_batch.userBusy = time.busy;
    m_batch.userThinking = time.thinking;
    m_batch.userPlanned = time.planned;
    m_batch.activeUsers = time.users;
    m_batch.openStreams = m_running.size();
    m_batch.at = now;
    WorkerBatch next;
    next.worker = m_index;
    next.at = now;
    next.lastIntended = m_batch.lastIntended;
    m_outlet.batch(std::exchange(m_batch, std::move(next)));
}

} // namespace weir
