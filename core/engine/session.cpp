// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session.h"

#include "metrics/derived.h"

#include <algorithm>

namespace weir {

namespace {

constexpr qsizetype errorBodyLimit = 4096;
constexpr qsizetype answerLimit = 1 << 20;
/// After the terminator the server may take this long to end the response properly; the outcome is decided
/// anyway.
constexpr Nanoseconds endGrace = std::chrono::seconds{1};

/// What a later event leaves out stays: some vendors tell input and output in different ones.
void takeUsage(Usage &usage, const Usage &later)
{
    const auto take = [](std::optional<quint64> &place, const std::optional<quint64> &told) {
        if (told)
            place = told;
    };
    take(usage.input, later.input);
    take(usage.cachedInput, later.cachedInput);
    take(usage.output, later.output);
    take(usage.reasoning, later.reasoning);
}

bool wantsText(const std::vector<Check> &checks)
{
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check &check) { return check.kind == Check::Kind::Contains; });
}

} // namespace

Session::Session(const RunContext &context, SessionObserver &observer, quint64 key, RequestRecord record)
    : m_context(context)
    , m_observer(observer)
    , m_key(key)
    , m_template(context.scenario.requests[record.requestTemplate.value()])
    , m_target(context.targetOf(record.requestTemplate))
    , m_record(std::move(record))
    , m_redactor(context.redactor)
{
    m_record.streamed = m_template.stream;
    m_facts.streamed = m_template.stream;
    m_facts.protocolHasTerminator =
        context.templates[m_record.requestTemplate.value()].decoders->preset().hasTerminator();
    m_keepAnswer = context.scenario.recording.answers || wantsText(m_template.checks);
    m_sink = [this](const StreamEvent &event) { takeEvent(m_readAt, event); };
}

void Session::start(Transport &transport, const RenderedRequest &request)
{
    m_transport = &transport;
    if (!request.secrets.isEmpty())
        m_redactor = m_redactor.with(request.secrets);
    m_record.bytesSent = static_cast<quint64>(request.wire.body.size());
    if (m_context.scenario.recording.prompts)
        m_record.prompt = m_redactor.redacted(request.prompt);
    m_facts.awaitedStatus = request.wire.awaitedStatus();
    m_record.started = m_context.clock->now();
    m_stream = transport.start(request.wire, *this);
}

void Session::fail(const Error &error)
{
    const TimePoint now = m_context.clock->now();
    m_record.started = now;
    Outcome outcome;
    outcome.outcome = OutcomeClass::LocalError;
    outcome.message = error.message();
    finishRecord(now, outcome);
}

void Session::end(LocalEnd reason)
{
    if (m_ended)
        return;
    m_localEnd = reason;
    m_transport->abort(m_stream); // calls onEnded()
}

std::optional<TimePoint> Session::nextTimeout() const
{
    if (m_ended || !m_record.started)
        return std::nullopt;
    if (m_facts.decided())
        return m_record.terminator.value_or(*m_record.started) + endGrace;
    const StreamTimers &timers = m_target.timers;
    TimePoint next = *m_record.started + timers.deadline;
    if (m_record.streamed) {
        const Stamp last = m_record.lastToken;
        next = std::min(next, last ? *last + timers.stall : *m_record.started + timers.firstToken);
    }
    return std::min(next, leavesAt().value_or(next));
}

void Session::checkTimers(TimePoint now)
{
    const std::optional<TimePoint> due = nextTimeout();
    if (!due || now < *due)
        return;
    const std::optional<TimePoint> leaves = leavesAt();
    if (m_facts.decided())
        end(LocalEnd::None);
    else if (leaves && now >= *leaves)
        end(LocalEnd::Abandoned);
    else if (now >= *m_record.started + m_target.timers.deadline)
        end(LocalEnd::Deadline);
    else
        end(m_record.lastToken ? LocalEnd::StallTimeout : LocalEnd::FirstTokenTimeout);
}

/// Grows with everything but progress that an update may tell.
quint64 Session::stage() const
{
    quint64 sum = m_record.sendCount + m_record.usage.input.value_or(0) + m_record.usage.output.value_or(0);
    for (const Stamp *stamp :
         {&m_record.connected, &m_record.tlsDone, &m_record.sent, &m_record.headers, &m_record.firstByte,
          &m_record.firstEvent, &m_record.firstReasoning, &m_record.firstContent, &m_record.terminator})
        sum += stamp->has_value() ? 1 : 0;
    return sum + (m_record.finishReason.isEmpty() ? 0 : 1) + (m_record.server.inference ? 1 : 0);
}

bool Session::needsUpdate() const
{
    return m_reportedStage != stage();
}

void Session::takeProgress(OpenProgress &progress)
{
    if (m_record.readCount == m_reportedReads)
        return;
    std::size_t count = m_record.chunks.size() - m_reportedChunks;
    if (!m_context.scenario.recording.chunkTimes)
        count = std::min<std::size_t>(count, 1); // the last one: until when the request was alive
    progress.requests.push_back(
        {m_record.request,
         m_record.attempt,
         count,
         {m_record.chunkCount, m_record.eventCount, m_record.readCount, m_record.bytesReceived}});
    progress.chunks.insert(progress.chunks.end(), m_record.chunks.end() - static_cast<std::ptrdiff_t>(count),
                           m_record.chunks.end());
    m_reportedChunks = m_record.chunks.size();
    m_reportedReads = m_record.readCount;
}

RequestRecord Session::takeUpdate()
{
    m_reportedStage = stage();
    m_reportedReads = m_record.readCount;
    // Long streams have thousands of chunks: only the new ones are copied.
    std::vector<ChunkStamp> chunks;
    chunks.swap(m_record.chunks);
    RequestRecord update = m_record;
    if (m_context.scenario.recording.chunkTimes)
        update.chunks.assign(chunks.begin() + static_cast<qsizetype>(m_reportedChunks), chunks.end());
    m_reportedChunks = chunks.size();
    m_record.chunks.swap(chunks);
    return update;
}

void Session::onConnected(TimePoint at)
{
    m_record.connected = at;
}

void Session::onTlsDone(TimePoint at)
{
    m_record.tlsDone = at;
}

void Session::onSent(TimePoint at)
{
    if (!m_record.sent)
        m_record.sent = at;
    ++m_record.sendCount;
}

void Session::onOpened(TimePoint at, const Opening &opening)
{
    const WebSocketOpening *socket = std::get_if<WebSocketOpening>(&opening);
    m_hasMessages = socket != nullptr;
    if (socket == nullptr || !socket->isReused) // else the handshake was another request's
        m_record.headers = at;
    const ResponseHead &head = headOf(opening);
    m_facts.head = head;
    m_record.outcome.httpStatus = head.status;
    if (const QByteArray retryAfter = head.header("retry-after"); !retryAfter.isEmpty())
        m_record.retryAfter = parseRetryAfter(retryAfter, m_context.clock->wallTime());
    m_decoder = m_context.templates[m_record.requestTemplate.value()].decoders->decoderFor(opening,
                                                                                           m_record.streamed);
    m_facts.knownContentType = m_decoder != nullptr;
}

void Session::onData(TimePoint at, QByteArrayView bytes)
{
    if (!m_record.firstByte)
        m_record.firstByte = at;
    ++m_record.readCount;
    m_record.bytesReceived += static_cast<quint64>(bytes.size());
    keepErrorBody(bytes);
    const quint32 eventsBefore = m_record.eventCount;
    if (m_decoder && !m_facts.sawMalformed) {
        m_readAt = at;
        m_decoder->feed(bytes, m_sink);
    }
    m_observer.onSessionRead(*this, static_cast<quint64>(bytes.size()), m_record.eventCount - eventsBefore);
    // A stream that can't be read any further is not worth its connection.
    if (m_facts.sawMalformed)
        end(LocalEnd::None);
    else if (hasSeenEnough() && !m_facts.decided())
        end(LocalEnd::Abandoned);
    else if (m_hasMessages && m_facts.decided())
        m_transport->finish(m_stream); // calls onEnded()
    else if (m_hasMessages && isWhole())
        end(LocalEnd::None); // what may still come of it must meet no other request
}

std::optional<TimePoint> Session::leavesAt() const
{
    if (!m_abandonment.withoutToken || m_record.lastToken)
        return std::nullopt;
    return *m_record.started + *m_abandonment.withoutToken;
}

bool Session::hasSeenEnough() const
{
    return m_abandonment.afterChunks && m_record.chunkCount >= *m_abandonment.afterChunks;
}

bool Session::isWhole() const
{
    return !m_facts.protocolHasTerminator && m_facts.sawFinishReason;
}

void Session::keepErrorBody(QByteArrayView bytes)
{
    const qsizetype room = errorBodyLimit - m_bodyHead.size();
    if (m_bodyHead.isEmpty())
        m_bodyHead.reserve(errorBodyLimit); // growing bit by bit ends at twice that
    if (room > 0)
        m_bodyHead.append(bytes.first(std::min(room, bytes.size())));
}

void Session::takeEvent(TimePoint at, const StreamEvent &event)
{
    if (m_facts.sawTerminator)
        return; // bytes after the terminator never change anything
    // DashScope puts a comment into each of its events: counted, every read would seem to bring two.
    m_record.eventCount += event.isComment ? 0 : 1;
    if (!m_record.firstEvent && !event.isComment)
        m_record.firstEvent = at;
    m_facts.note(event);
    if (event.chunk)
        takeChunk(at, event);
    if (event.isTerminator)
        m_record.terminator = at;
    if (event.finishReason)
        m_record.finishReason = *event.finishReason;
    if (event.usage)
        takeUsage(m_record.usage, *event.usage);
    if (event.timing)
        m_record.server = *event.timing;
    m_observer.onSessionEvent(at, event);
}

void Session::takeChunk(TimePoint at, const StreamEvent &event)
{
    std::optional<Nanoseconds> gap;
    if (m_record.lastToken)
        gap = at - *m_record.lastToken;
    const bool first = !m_record.lastToken;
    if (event.hasReasoning && !m_record.firstReasoning)
        m_record.firstReasoning = at;
    if (event.hasAnswer && !m_record.firstContent)
        m_record.firstContent = at;
    m_record.lastToken = at;
    ++m_record.chunkCount;
    if (m_record.chunks.size() < mostChunkStamps)
        m_record.chunks.push_back({at, event.textLength, *event.chunk});
    if (m_keepAnswer && event.hasAnswer && m_answer.size() < answerLimit)
        m_answer.append(event.text.first(std::min(event.text.size(), answerLimit - m_answer.size())));
    if (first)
        m_observer.onSessionFirstToken(m_record, at);
    m_observer.onSessionChunk(m_record, at, gap);
}

void Session::onEnded(TimePoint at, const WireEnd &wireEnd)
{
    if (m_decoder && !m_facts.sawMalformed) {
        m_readAt = at;
        m_decoder->finish(m_sink);
    }
    Outcome outcome = judge(m_facts, wireEnd, m_localEnd);
    finishRecord(at, outcome);
}

void Session::finishRecord(TimePoint at, const Outcome &outcome)
{
    m_ended = true;
    m_record.closed = at;
    const int status = m_record.outcome.httpStatus;
    m_record.outcome = outcome;
    if (outcome.httpStatus == 0)
        m_record.outcome.httpStatus = status;
    if (outcome.outcome == OutcomeClass::Success)
        applyChecks();
    // All three may repeat what the server said.
    const auto redacted = [this](const QString &text) {
        return QString::fromUtf8(m_redactor.redacted(text.toUtf8()));
    };
    m_record.outcome.message = m_record.outcome.message.mapped(redacted);
    m_record.outcome.detail = redacted(m_record.outcome.detail);
    m_record.finishReason = redacted(m_record.finishReason);
    if (m_record.outcome.outcome != OutcomeClass::Success)
        m_record.errorBody = m_redactor.redactedHead(m_bodyHead, errorBodyLimit);
    if (m_context.scenario.recording.answers)
        m_record.answer = m_redactor.redactedHead(m_answer, answerLimit);
    m_decoder.reset();
    m_observer.onSessionEnded(*this);
}

void Session::applyChecks()
{
    if (m_template.checks.empty())
        return;
    const std::optional<Outcome> failed =
        failedCheck(m_template.checks, m_answer, derive(m_record).outputTokens, m_record.finishReason);
    if (!failed)
        return;
    const int status = m_record.outcome.httpStatus;
    m_record.outcome = *failed;
    m_record.outcome.httpStatus = status;
}

} // namespace weir
