// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requestbook.h"

#include "base/turns.h"
#include "engine/renderahead.h"
#include "engine/retrywait.h"
#include "scenario/conversation.h"
#include "store/runfile.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

/// A user whose request could not even be made waits this long, or a broken template would spin the loop.
constexpr Nanoseconds localErrorPause = std::chrono::milliseconds{100};
/// To end a stream that holds less would not help: many hold so much for a moment.
constexpr quint64 worthEnding = quint64{256} * 1024;

} // namespace

RequestBook::RequestBook(const RunContext &context, WorkerIndex worker, std::unique_ptr<LoadDriver> driver,
                         TimerQueue &timers, AttemptMaker makeAttempt, std::function<void()> onEnded,
                         RenderAhead *ahead)
    : m_context(context)
    , m_clock(*context.clock)
    , m_worker(worker)
    , m_driver(std::move(driver))
    , m_timers(timers)
    , m_makeAttempt(std::move(makeAttempt))
    , m_onEnded(std::move(onEnded))
    , m_ahead(ahead)
    , m_redactor(context.redactor.remembering())
{
    m_batch.worker = worker;
}

void RequestBook::begin(const RunTimes &times)
{
    m_times = times;
    m_batch.at = times.zero;
    RequestLauncher &launcher = *this;
    m_driver->begin(times, launcher);
}

bool RequestBook::isIdle() const
{
    return m_running.empty() && m_retrying.empty() && m_nextTurns.empty() && m_driver->waiting() == 0;
}

void RequestBook::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_driver->stop(m_clock.now());
    for (auto &[request, failed] : std::exchange(m_retrying, {}))
        endRequest(std::move(failed.record), failed.sending);
    m_nextTurns.clear(); // never planned, so not dropped either
}

/// So that the same simulated run is the same file.
std::vector<Attempt *> RequestBook::runningInOrder() const
{
    std::vector<Attempt *> running;
    running.reserve(m_running.size());
    for (const auto &[key, entry] : m_running)
        running.push_back(entry.attempt.get());
    std::sort(running.begin(), running.end(),
              [](const Attempt *a, const Attempt *b) { return a->key() < b->key(); });
    return running;
}

void RequestBook::cut(LocalEnd reason)
{
    stop();
    for (Attempt *attempt : runningInOrder())
        attempt->end(reason);
}

std::vector<Attempt *> RequestBook::fillingMemory(MemoryRelief step, TimePoint calmUntil) const
{
    std::vector<Attempt *> running = runningInOrder();
    if (step == MemoryRelief::EndQuiet) {
        std::erase_if(running, [calmUntil](const Attempt *a) { return !a->mayHoldUnseen(calmUntil); });
        return running;
    }
    quint64 most = 0;
    for (const Attempt *attempt : running)
        most = std::max(most, attempt->heldBytes());
    const quint64 least = std::max(most / 2, worthEnding);
    std::erase_if(running, [least](const Attempt *attempt) { return attempt->heldBytes() < least; });
    return running;
}

quint64 RequestBook::relieve(MemoryRelief step, TimePoint calmUntil)
{
    if (step == MemoryRelief::EndAll) {
        const quint64 running = m_running.size();
        cut(LocalEnd::MemoryGuard);
        return running;
    }
    const std::vector<Attempt *> filling = fillingMemory(step, calmUntil);
    for (Attempt *attempt : filling)
        attempt->end(LocalEnd::MemoryGuard);
    return filling.size();
}

bool RequestBook::launch(const LaunchOrder &order)
{
    const RequestChoice choice = m_context.chooser->choose(order.request);
    if (choice.dataExhausted) {
        const PreparedTemplate &prepared = m_context.templates[choice.requestTemplate.value()];
        if (m_context.data[*prepared.data].source().atEnd == DataSource::AtEnd::Stop)
            return false;
    }
    ++m_batch.started;
    const Sending sending{order.lengths, order.keepConnection,
                          abandonmentOf(m_context.groupOf(order.request), m_context.seed, order.request),
                          dialogueOf(order.request, choice)};
    startAttempt(choice, recordFor(order, choice), sending,
                 m_ahead ? m_ahead->take(order.request, order.lengths) : std::nullopt);
    return true;
}

std::shared_ptr<Dialogue> RequestBook::dialogueOf(RequestId request, const RequestChoice &choice) const
{
    const RequestTemplate &asked = m_context.scenario.requests[choice.requestTemplate.value()];
    quint32 turns = turnsOf(asked);
    if (turns == 0)
        return nullptr;
    if (const QString &field = asked.conversation.field; !field.isEmpty()) {
        // Where the row or its turns can't be had, the first turn fails with the reason.
        const Result<std::optional<QJsonObject>> row = m_context.rowOf(choice);
        const Result<QStringList> said =
            row && *row ? saidIn(**row, field) : Result<QStringList>(QStringList());
        const quint32 count = said ? static_cast<quint32>(said->size()) : 0U;
        turns = std::clamp(count, 1U, turns);
    }
    return std::make_shared<Dialogue>(m_context.runTag + u'-' + QString::number(request.value()), turns,
                                      quint64{asked.conversation.historyKib} * 1024);
}

/// False where the conversation is over.
bool RequestBook::planNextTurn(const RequestRecord &record, const Sending &sending)
{
    if (m_stopped || !sending.dialogue->goOn())
        return false;
    const RequestId next = nextTurnOf(record.request, m_context.scenario.load.groups.size());
    const RequestTemplate &asked = m_context.scenario.requests[record.requestTemplate.value()];
    // The turn's own number draws, so that nothing depends on which user is first.
    const Nanoseconds think =
        thinkTimeOf(asked.conversation.think, m_context.seed, UserIndex{0}, next.value());
    m_nextTurns.emplace(next, NextTurn{record.user, sending});
    m_timers.add(m_clock.now() + think, [this, next](TimePoint due) { sayNextTurn(next, due); });
    return true;
}

void RequestBook::sayNextTurn(RequestId request, TimePoint due)
{
    const auto found = m_nextTurns.find(request);
    if (found == m_nextTurns.end())
        return; // the load was stopped in the meantime
    const NextTurn turn = std::move(found->second);
    m_nextTurns.erase(found);
    Sending sending = turn.sending;
    sending.abandonment = abandonmentOf(m_context.groupOf(request), m_context.seed, request);
    LaunchOrder order;
    order.request = request;
    order.user = turn.user;
    order.intended = due;
    order.byClock = false;
    ++m_batch.planned;
    // What is said in the drain must not move the measured part's end.
    if (!m_context.length || due < m_times.zero + *m_context.length)
        m_batch.lastIntended = std::max(m_batch.lastIntended.value_or(due), due);
    ++m_batch.started;
    const RequestChoice choice = m_context.chooser->choose(request);
    startAttempt(choice, recordFor(order, choice), sending);
}

RequestRecord RequestBook::recordFor(const LaunchOrder &order, const RequestChoice &choice) const
{
    RequestRecord record;
    record.request = order.request;
    record.worker = m_worker;
    record.user = order.user;
    record.requestTemplate = choice.requestTemplate;
    record.target = m_context.templates[choice.requestTemplate.value()].target;
    record.row = choice.row;
    record.phase = order.intended < m_times.measureFrom ? RunPhase::WarmUp : RunPhase::Measure;
    record.openLoad = order.byClock;
    record.intended = order.intended;
    record.capWait = order.capWait;
    return record;
}

void RequestBook::startAttempt(const RequestChoice &choice, RequestRecord record, const Sending &sending,
                               std::optional<RenderedRequest> ready)
{
    ++m_batch.attempts;
    const Key key = m_nextKey++;
    const TimePoint due = record.due.value_or(record.intended + record.capWait);
    AttemptObserver &observer = *this;
    Attempt &attempt =
        *m_running.emplace(key, Running{m_makeAttempt(observer, key, std::move(record)), sending})
             .first->second.attempt;
    attempt.setRedactor(m_redactor);
    // It may end within this call, but is not deleted.
    const std::optional<TimePoint> started = attempt.begin(choice, sending, std::move(ready));
    if (started)
        m_batch.slip.record(*started - due);
    arm(attempt);
}

void RequestBook::arm(Attempt &attempt)
{
    const std::optional<TimePoint> due = attempt.nextTimeout();
    if (!due || *due >= attempt.armedFor())
        return;
    attempt.setArmedFor(*due);
    m_timers.add(*due, [this, key = attempt.key()](TimePoint) { checkAttempt(key); });
}

void RequestBook::checkAttempt(Key key)
{
    const auto found = m_running.find(key);
    if (found == m_running.end())
        return;
    Attempt &attempt = *found->second.attempt;
    attempt.setArmedFor(TimePoint::max());
    attempt.checkTimers(m_clock.now());
    arm(attempt);
}

void RequestBook::drop(TimePoint intended, bool becauseOfCap)
{
    ++m_batch.dropped;
    m_batch.droppedAt.push_back(intended);
    m_batch.droppedByCap += becauseOfCap ? 1 : 0;
}

void RequestBook::planned(TimePoint intended)
{
    ++m_batch.planned;
    m_batch.lastIntended = std::max(m_batch.lastIntended.value_or(intended), intended);
}

void RequestBook::capReached()
{
    m_batch.capReached = true;
}

void RequestBook::onAttemptRead(Attempt &attempt, quint64 bytes, quint32 events)
{
    m_batch.bytes += bytes;
    m_batch.events += events;
    ++m_batch.reads;
    arm(attempt); // the first token and the terminator start timers that run out sooner
}

void RequestBook::onAttemptFirstToken(const RequestRecord &record, TimePoint at)
{
    FirstTokenSample sample;
    sample.request = record.request;
    sample.attempt = record.attempt;
    sample.at = at;
    sample.ttft = at - *record.started;
    sample.responseTtft =
        at - (record.openLoad ? record.intended : record.firstStarted.value_or(*record.started));
    sample.phase = record.phase;
    m_batch.firstTokens.push_back(sample);
}

void RequestBook::onAttemptChunk(const RequestRecord &record, std::optional<Nanoseconds> gap)
{
    ++m_batch.chunks;
    if (gap && record.phase == RunPhase::Measure)
        m_batch.itl.record(*gap);
}

std::optional<Nanoseconds> RequestBook::waitBeforeRetry(const RequestRecord &record,
                                                        OutcomeClass outcome) const
{
    if (m_stopped)
        return std::nullopt;
    return retryWait(m_context.targetOf(record.requestTemplate), record, outcome, m_context.seed);
}

void RequestBook::tellServer(const Attempt &attempt)
{
    if (!attempt.facts().head)
        return;
    const TargetIndex target = attempt.record().target;
    const QByteArray words = serverWordsOf(*attempt.facts().head);
    if (m_serversTold.isNews(target, words))
        m_batch.servers.push_back({target, attempt.cleaned(words, mostServerCharacters)});
}

void RequestBook::freeUser(const RequestRecord &record, OutcomeClass outcome, const Sending &sending)
{
    if (sending.dialogue && outcome == OutcomeClass::Success && planNextTurn(record, sending))
        return;
    const Nanoseconds pause =
        outcome == OutcomeClass::LocalError ? localErrorPause : m_pause.after(record.user, outcome);
    m_driver->requestEnded(record.request, record.user, m_clock.now(), pause);
}

void RequestBook::onAttemptAnswered(Attempt &attempt)
{
    const OutcomeClass outcome = attempt.settledOutcome().outcome;
    // What is tried again needs its record, which is complete when the wire has ended.
    if (waitBeforeRetry(attempt.record(), outcome))
        return;
    Running &running = m_running.at(attempt.key());
    running.isAnswered = true;
    ++m_answered;
    freeUser(attempt.record(), outcome, running.sending);
    if (m_onEnded)
        m_onEnded();
}

void RequestBook::onAttemptEnded(Attempt &attempt)
{
    const auto running = m_running.find(attempt.key());
    m_ended.push_back(std::move(running->second.attempt));
    const Sending sending = running->second.sending;
    const bool wasAnswered = running->second.isAnswered;
    m_running.erase(running);
    m_batch.events += attempt.eventsOfTheEnd();
    tellServer(attempt);

    RequestRecord record = attempt.takeRecord();
    if (!m_context.scenario.recording.chunkTimes)
        record.chunks.clear();
    if (wasAnswered) {
        --m_answered;
        m_batch.finished.push_back(std::move(record));
    } else if (const std::optional<Nanoseconds> wait = waitBeforeRetry(record, record.outcome.outcome))
        retryAfter(*wait, {std::move(record), sending});
    else
        endRequest(std::move(record), sending);
    if (m_onEnded)
        m_onEnded();
}

void RequestBook::endRequest(RequestRecord record, const Sending &sending)
{
    m_batch.finished.push_back(std::move(record));
    const RequestRecord &ended = m_batch.finished.back();
    freeUser(ended, ended.outcome.outcome, sending);
}

void RequestBook::retryAfter(Nanoseconds wait, Failed failed)
{
    const RequestId request = failed.record.request;
    m_retrying.emplace(request, std::move(failed));
    m_timers.add(m_clock.now() + wait, [this, request](TimePoint due) { retry(request, due); });
}

void RequestBook::retry(RequestId request, TimePoint due)
{
    const auto found = m_retrying.find(request);
    if (found == m_retrying.end())
        return; // the load was stopped in the meantime
    Failed failed = std::move(found->second);
    m_retrying.erase(found);

    RequestRecord next = nextAttemptOf(failed.record, due);
    failed.record.retried = true;
    m_batch.finished.push_back(std::move(failed.record));
    startAttempt(m_context.chooser->choose(request), std::move(next), failed.sending);
}

void RequestBook::addOpen()
{
    for (auto &[key, entry] : m_running) {
        if (entry.attempt->needsUpdate())
            m_batch.open.push_back({entry.attempt->takeUpdate()});
        else
            entry.attempt->takeProgress(m_batch.progress);
    }
    for (const auto &[request, failed] : m_retrying) {
        m_batch.open.push_back({failed.record});
        m_batch.open.back().record.chunks.clear(); // they were told while they came
    }
}

WorkerBatch RequestBook::takeBatch(TimePoint now)
{
    const UserTime time = m_driver->takeUserTime(now);
    m_batch.userBusy = time.busy;
    m_batch.userThinking = time.thinking;
    m_batch.userPlanned = time.planned;
    m_batch.activeUsers = time.users;
    m_batch.openStreams = m_running.size() - m_answered;
    m_batch.at = now;
    WorkerBatch next;
    next.worker = m_worker;
    next.at = now;
    next.lastIntended = m_batch.lastIntended;
    return std::exchange(m_batch, std::move(next));
}

} // namespace weir
