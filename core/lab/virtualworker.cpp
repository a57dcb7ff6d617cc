// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/virtualworker.h"

#include "engine/retrywait.h"
#include "service/front/modelrequests.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::chrono::seconds flushEvery{1};
constexpr Nanoseconds localErrorPause = std::chrono::milliseconds{100};

std::string_view headerOf(const void *of, std::string_view name)
{
    const QByteArrayView wanted(name.data(), static_cast<qsizetype>(name.size()));
    for (const RawHeader &header : static_cast<const WireRequest *>(of)->headers) {
        if (wanted.compare(header.first, Qt::CaseInsensitive) == 0)
            return {header.second.constData(), static_cast<std::size_t>(header.second.size())};
    }
    return {};
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

VirtualWorker::VirtualWorker(const RunContext &context, VirtualFront front, ManualClock &clock,
                             std::unique_ptr<LoadDriver> driver, SimulationRecorder &recorder)
    : m_context(context)
    , m_service(front.service)
    , m_clock(clock)
    , m_recorder(recorder)
    , m_driver(std::move(driver))
    , m_model(m_service.model, clock.now())
    , m_gate(std::move(front.gate))
    , m_unixStart(front.startedAt.toSecsSinceEpoch())
    , m_start(clock.now())
    , m_faults(m_service.faults, m_service.model.seed)
    , m_keepsText(m_service.model.cache.entries > 0 || m_service.model.prefixCache.tokens > 0)
{
}

bool VirtualWorker::run(const RunTimes &times, const std::stop_token &stop)
{
    m_times = times;
    m_batch.at = times.zero;
    m_flushAt = times.zero + flushEvery;
    RequestLauncher &launcher = *this;
    m_driver->begin(times, launcher);
    step(m_clock.now());
    bool whole = true;
    while (!isDrained()) {
        if (whole && stop.stop_requested()) {
            whole = false;
            if (!m_drainEnd)
                endPlan(m_clock.now());
            if (!m_stopping)
                cut(m_clock.now());
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
         {m_driver->nextDue(), m_model.nextDue(), m_timers.nextDue(), m_drainEnd})
        next = std::min(next, due.value_or(next));
    return next;
}

void VirtualWorker::step(TimePoint now)
{
    // What the service has done by now comes before what a client does about its absence.
    m_model.advance(now);
    m_timers.runDue(now);
    while (m_driver->launchNext(now)) {
    }
    m_ended.clear();
    if (!m_drainEnd && m_driver->planEnded(now))
        endPlan(now);
    if (m_drainEnd && now >= *m_drainEnd && !m_stopping)
        cut(now);
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

bool VirtualWorker::isDrained() const
{
    return m_drainEnd && m_running.empty() && m_retrying.empty() && m_driver->waiting() == 0;
}

void VirtualWorker::cut(TimePoint now)
{
    m_stopping = true;
    m_driver->stop();
    for (auto &[request, failed] : std::exchange(m_retrying, {}))
        endRequest(std::move(failed.record));
    std::vector<VirtualExchange *> running;
    for (const auto &[key, entry] : m_running)
        running.push_back(entry.exchange.get());
    // In the order of their beginning, so that the same run is the same file.
    std::sort(running.begin(), running.end(),
              [](const VirtualExchange *a, const VirtualExchange *b) { return a->key < b->key; });
    for (VirtualExchange *exchange : running)
        exchange->end(now, LocalEnd::CutByTestEnd);
    m_ended.clear();
}

bool VirtualWorker::launch(const LaunchOrder &order)
{
    const RequestChoice choice = m_context.chooser->choose(order.request);
    if (choice.dataExhausted) {
        const PreparedTemplate &prepared = m_context.templates[choice.requestTemplate.value()];
        if (m_context.data[*prepared.data].source().atEnd == DataSource::AtEnd::Stop)
            return false;
    }
    RequestRecord record;
    record.request = order.request;
    record.user = order.user;
    record.requestTemplate = choice.requestTemplate;
    record.target = m_context.templates[choice.requestTemplate.value()].target;
    record.row = choice.row;
    record.phase = order.intended < m_times.measureFrom ? RunPhase::WarmUp : RunPhase::Measure;
    record.openLoad = m_context.groupOf(order.request).isOpen();
    record.intended = order.intended;
    record.capWait = order.capWait;
    ++m_batch.started;
    startAttempt(choice, std::move(record), order.lengths);
    return true;
}

void VirtualWorker::startAttempt(const RequestChoice &choice, RequestRecord record,
                                 const std::optional<TraceLengths> &lengths)
{
    ++m_batch.attempts;
    const Key key = m_nextKey++;
    const RequestId request = record.request;
    const AttemptNumber attempt = record.attempt;
    VirtualExchangeOwner &owner = *this;
    std::unique_ptr<VirtualExchange> made =
        std::make_unique<VirtualExchange>(m_context, m_service, owner, std::move(record));
    VirtualExchange &exchange = *made;
    exchange.key = key;
    m_running.emplace(key, Running{std::move(made), lengths, std::nullopt});
    const TimePoint now = m_clock.now();
    if (choice.dataExhausted)
        return exchange.fail(now, {QStringLiteral("the data source has no row left"),
                                   {},
                                   QStringLiteral("Add rows, or let the source wrap or stop at its end.")});
    const Result<RenderedRequest> rendered =
        m_context.templates[choice.requestTemplate.value()].renderer.render(
            choice, request, attempt.value(), m_context.runTag, m_context.rowOf(choice), lengths);
    if (!rendered)
        return exchange.fail(now, rendered.error());
    if (const std::optional<Abandonment> leaving =
            abandonmentOf(m_context.groupOf(request), m_context.seed, request))
        exchange.setAbandonment(*leaving);
    if (attempt.value() == 1)
        m_batch.slip.record(Nanoseconds{0});
    send(key, exchange, rendered->wire);
}

qint64 VirtualWorker::unixSeconds(TimePoint now) const
{
    return m_unixStart + std::chrono::duration_cast<std::chrono::seconds>(now - m_start).count();
}

void VirtualWorker::send(Key key, VirtualExchange &exchange, const WireRequest &wire)
{
    const TimePoint now = m_clock.now();
    const QByteArray method = wire.method();
    const QByteArray path = wire.url.path(QUrl::FullyEncoded).toUtf8();
    const quint64 id = requestKey(headerOf(&wire, "X-Weir-Request-Id"));
    const RequestLine line{viewOf(method), viewOf(path), headerOf(&wire, "Authorization"),
                           headerOf(&wire, "X-Api-Key"), unixSeconds(now)};
    const Route route = routeOf(m_dialects, m_gate, line);
    if (route.reply)
        return exchange.refuse(now, {route.reply->status, route.reply->body});
    // Tasks and WebSockets have no exchange here, the metrics no model.
    if (route.dialect == nullptr || route.task != TaskCall::None)
        return exchange.refuse(now, {404, {}});
    const std::optional<FaultKind> fault = m_faults.draw(id);
    if (fault == FaultKind::ResetOnAccept) // before the body is looked at
        return exchange.reset(now);
    std::variant<AskedRequest, DialectRefusal> read =
        route.dialect->read(viewOf(path), {&wire, headerOf}, viewOf(wire.body), m_keepsText);
    if (const DialectRefusal *refused = std::get_if<DialectRefusal>(&read))
        return exchange.refuse(now, *refused);
    AskedRequest &asked = std::get<AskedRequest>(read);
    const ModelRequest request = modelRequestOf(asked, {id, true, route.caller}, m_service.model);
    if (exchange.start(now, *route.dialect, answerSeedOf(m_service.model.seed, id), asked.promptTokens,
                       fault))
        ask(key, exchange, request);
}

void VirtualWorker::ask(Key key, VirtualExchange &exchange, const ModelRequest &request)
{
    const TimePoint now = m_clock.now();
    const ModelHandle handle = m_model.submit(now, request, exchange);
    const auto running = m_running.find(key);
    if (running != m_running.end() && running->second.exchange.get() == &exchange)
        running->second.handle = handle;
    else if (exchange.leftEarly())
        m_model.cancel(now, handle);
    if (!exchange.ended())
        arm(exchange);
}

void VirtualWorker::arm(VirtualExchange &exchange)
{
    const std::optional<TimePoint> due = exchange.nextTimeout();
    if (!due || *due >= exchange.armedFor)
        return;
    exchange.armedFor = *due;
    m_timers.add(*due, [this, key = exchange.key](TimePoint) { check(key); });
}

void VirtualWorker::check(Key key)
{
    const auto found = m_running.find(key);
    if (found == m_running.end())
        return;
    VirtualExchange &exchange = *found->second.exchange;
    exchange.armedFor = TimePoint::max();
    exchange.checkTimers(m_clock.now());
    if (!exchange.ended())
        arm(exchange);
}

void VirtualWorker::drop(TimePoint, bool becauseOfCap)
{
    ++m_batch.dropped;
    m_batch.droppedByCap += becauseOfCap ? 1 : 0;
}

void VirtualWorker::planned(TimePoint intended)
{
    ++m_batch.planned;
    m_batch.lastIntended = std::max(m_batch.lastIntended.value_or(intended), intended);
}

void VirtualWorker::capReached()
{
    m_batch.capReached = true;
}

void VirtualWorker::exchangeFirstToken(VirtualExchange &exchange, TimePoint at)
{
    arm(exchange); // from now on silence may end it sooner
    const RequestRecord &record = exchange.record();
    FirstTokenSample sample;
    sample.at = at;
    sample.ttft = at - *record.started;
    if (record.openLoad)
        sample.responseTtft = at - record.intended;
    sample.phase = record.phase;
    m_batch.firstTokens.push_back(sample);
}

void VirtualWorker::exchangeChunk(const RequestRecord &record, std::optional<Nanoseconds> gap)
{
    ++m_batch.chunks;
    ++m_batch.events;
    ++m_batch.reads;
    if (gap && record.phase == RunPhase::Measure)
        m_batch.itl.record(*gap);
}

void VirtualWorker::exchangeEnded(VirtualExchange &exchange, bool working)
{
    const auto running = m_running.find(exchange.key);
    const std::optional<TraceLengths> lengths = running->second.lengths;
    const std::optional<ModelHandle> handle = running->second.handle;
    m_ended.push_back(std::move(running->second.exchange));
    m_running.erase(running);
    if (working && handle)
        m_model.cancel(m_clock.now(), *handle);

    RequestRecord record = exchange.takeRecord();
    m_batch.bytes += record.bytesReceived;
    if (!m_context.scenario.recording.chunkTimes)
        record.chunks.clear();
    const std::optional<Nanoseconds> wait =
        m_stopping ? std::nullopt
                   : retryWait(m_context.targetOf(record.requestTemplate), record, m_context.seed);
    if (!wait)
        return endRequest(std::move(record));
    const RequestId request = record.request;
    m_retrying.emplace(request, Failed{std::move(record), lengths});
    m_timers.add(m_clock.now() + *wait, [this, request](TimePoint) { retry(request); });
}

void VirtualWorker::endRequest(RequestRecord record)
{
    const RequestId request = record.request;
    const UserIndex user = record.user;
    const bool local = record.outcome.outcome == OutcomeClass::LocalError;
    m_batch.finished.push_back(std::move(record));
    m_driver->requestEnded(request, user, m_clock.now(), local ? localErrorPause : Nanoseconds{0});
}

void VirtualWorker::retry(RequestId request)
{
    const auto found = m_retrying.find(request);
    if (found == m_retrying.end())
        return;
    Failed failed = std::move(found->second);
    m_retrying.erase(found);
    RequestRecord next = nextAttemptOf(failed.record);
    failed.record.retried = true;
    m_batch.finished.push_back(std::move(failed.record));
    startAttempt(m_context.chooser->choose(request), std::move(next), failed.lengths);
}

void VirtualWorker::flush(TimePoint now)
{
    const UserTime time = m_driver->takeUserTime(now);
    m_batch.userBusy = time.busy;
    m_batch.userThinking = time.thinking;
    m_batch.userPlanned = time.planned;
    m_batch.activeUsers = time.users;
    m_batch.openStreams = m_running.size();
    m_batch.at = now;
    m_recorder.add(m_batch);
    WorkerBatch next;
    next.at = now;
    next.lastIntended = m_batch.lastIntended;
    m_batch = std::move(next);
    for (const ModelNote &note : m_model.notesSince(m_notesTold)) {
        m_recorder.note(note.at, note.kind, note.text);
        m_notesTold = note.number + 1;
    }
}

ModelState VirtualWorker::serviceState() const
{
    return m_model.state(m_clock.now());
}

} // namespace weir
