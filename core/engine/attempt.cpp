// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attempt.h"

#include "base/credentials.h"
#include "metrics/tokencount.h"
#include "protocol/servertimingheader.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

constexpr qsizetype errorBodyLimit = 4096;
constexpr qsizetype answerLimit = 1 << 20;
/// What is read of an answer whose status is the outcome; one that is longer may have no end. A WebSocket's
/// refusal has the same bound.
constexpr quint64 mostRefusalBytes = quint64{64} * 1024;
/// Status of a handshake that gave another channel.
constexpr int switchingProtocols = 101;
/// After the terminator the server may take this long to end the response properly; the outcome is decided
/// anyway, and nobody waits for it.
constexpr Nanoseconds endGrace = std::chrono::seconds{1};

/// How many of `bytes` still fit behind `kept`.
qsizetype roomFor(QByteArrayView bytes, const QByteArray &kept, qsizetype most)
{
    return std::clamp<qsizetype>(most - kept.size(), 0, bytes.size());
}

/// The head of a stream is sent before the answer is made, so what it may tell of the whole is of the time
/// until then.
ServerTiming timingOfHead(const QByteArray &header, bool streamed)
{
    ServerTiming timing = serverTimingOf(header);
    if (streamed) {
        timing.inference.reset();
        timing.decode.reset();
    }
    return timing;
}

} // namespace

Attempt::Attempt(const RunContext &context, AttemptObserver &observer, quint64 key, RequestRecord record)
    : m_context(context)
    , m_observer(observer)
    , m_key(key)
    , m_prepared(context.templates[record.requestTemplate.value()])
    , m_template(context.scenario.requests[record.requestTemplate.value()])
    , m_target(context.targetOf(record.requestTemplate))
    , m_record(std::move(record))
    , m_redactor(context.redactor)
{
    m_record.streamed = m_template.stream;
    m_facts.streamed = m_template.stream;
    const VendorPreset &vendor = m_prepared.decoders->preset();
    m_facts.protocolHasTerminator = vendor.hasTerminator();
    m_facts.cleanEndEnds = vendor.cleanEndEnds();
    m_facts.acceptedTypes = vendor.accepts;
    m_keepAnswer = context.scenario.recording.answers || m_prepared.checks.wantsText();
    m_keepBody = m_prepared.checks.wantsBody();
    if (context.tokenizerOf(m_record.target) != nullptr)
        m_text = AnswerText(context.waitingText);
    m_sink = [this](const StreamEvent &event) { takeEvent(m_readAt, event); };
}

Result<RenderedRequest> Attempt::rendered(const RequestChoice &choice, const Sending &sending,
                                          std::optional<RenderedRequest> ready) const
{
    const RequestRenderer &renderer = m_prepared.renderer;
    const quint32 attempt = m_record.attempt.value();
    if (!ready) {
        const Result<std::optional<QJsonObject>> row = m_context.rowOf(choice);
        if (!row)
            return row.error();
        return renderer.render(choice, m_record.request, attempt, m_context.runTag, *row ? &**row : nullptr,
                               sending.lengths, sending.dialogue.get());
    }
    if (const Result<void> authorized = renderer.authorize(*ready, attempt); !authorized)
        return authorized.error();
    return std::move(*ready);
}

std::optional<TimePoint> Attempt::begin(const RequestChoice &choice, const Sending &sending,
                                        std::optional<RenderedRequest> ready)
{
    if (choice.dataExhausted) {
        fail({Message(WEIR_TEXT("attempt.no_row_left", "The data source has no row left")),
              {},
              Message(WEIR_TEXT("attempt.advice_more_rows",
                                "Add rows, or let the source wrap or stop at its end."))});
        return std::nullopt;
    }
    Result<RenderedRequest> request = rendered(choice, sending, std::move(ready));
    if (!request) {
        fail(request.error());
        return std::nullopt;
    }
    request->wire.reuseConnection = request->wire.reuseConnection && sending.keepConnection;
    m_dialogue = sending.dialogue;
    m_keepAnswer = m_keepAnswer || m_dialogue;
    if (m_dialogue)
        m_dialogue->beginAnswer();
    m_abandonment = sending.abandonment.value_or(Abandonment{});
    m_observer.onAttemptSends(*request);
    return start(*request);
}

TimePoint Attempt::start(const RenderedRequest &request)
{
    if (!request.secrets.isEmpty())
        m_redactor = m_redactor.with(request.secrets);
    m_record.bytesSent = static_cast<quint64>(request.wire.body.size());
    if (m_context.scenario.recording.prompts)
        m_record.prompt = m_redactor.redacted(request.prompt);
    m_text.begin(request.countedText);
    m_facts.awaitedStatus = request.wire.awaitedStatus();
    const TimePoint now = m_context.clock->now();
    m_record.started = now;
    send(request.wire);
    return now;
}

void Attempt::fail(const Error &error)
{
    const TimePoint now = m_context.clock->now();
    m_record.started = now;
    Outcome outcome;
    outcome.outcome = OutcomeClass::LocalError;
    outcome.message = error.message();
    finishRecord(now, outcome);
}

void Attempt::end(LocalEnd reason)
{
    if (m_ended)
        return;
    m_localEnd = reason;
    abort();
}

std::optional<TimePoint> Attempt::nextTimeout() const
{
    if (m_ended || !m_record.started)
        return std::nullopt;
    if (m_settledAt)
        return *m_settledAt + endGrace;
    const StreamTimers &timers = m_target.timers;
    TimePoint next = *m_record.started + timers.deadline;
    if (m_template.stream) {
        const Stamp last = m_record.lastToken;
        next = std::min(next, last ? *last + timers.stall : *m_record.started + timers.firstToken);
    }
    return std::min(next, leavesAt().value_or(next));
}

void Attempt::checkTimers(TimePoint now)
{
    const std::optional<TimePoint> due = nextTimeout();
    if (!due || now < *due)
        return;
    const std::optional<TimePoint> leaves = leavesAt();
    if (m_settledAt) {
        m_record.lingered = true;
        end(LocalEnd::None);
    } else if (leaves && now >= *leaves)
        end(LocalEnd::Abandoned);
    else if (now >= *m_record.started + m_target.timers.deadline)
        end(LocalEnd::Deadline);
    else
        end(m_record.lastToken ? LocalEnd::StallTimeout : LocalEnd::FirstTokenTimeout);
}

std::optional<TimePoint> Attempt::leavesAt() const
{
    if (!m_abandonment.withoutToken || m_record.lastToken)
        return std::nullopt;
    return *m_record.started + *m_abandonment.withoutToken;
}

bool Attempt::hasSeenEnough() const
{
    return m_abandonment.afterChunks && m_record.chunkCount >= *m_abandonment.afterChunks;
}

TimePoint Attempt::lastNews() const
{
    TimePoint last = std::max(m_lastRead, m_record.started.value_or(TimePoint{}));
    for (const Stamp &stamp : {m_record.sent, m_record.headers})
        last = std::max(last, stamp.value_or(last));
    return last;
}

bool Attempt::isWhole() const
{
    return !m_facts.protocolHasTerminator && m_facts.sawFinishReason;
}

void Attempt::noteSent(TimePoint at)
{
    if (!m_record.sent)
        m_record.sent = at;
    ++m_record.sendCount;
}

void Attempt::noteOpened(TimePoint at, const Opening &opening)
{
    const WebSocketOpening *socket = std::get_if<WebSocketOpening>(&opening);
    m_hasMessages = socket != nullptr;
    noteHead(at, headOf(opening));
    if (socket != nullptr && socket->isReused)
        m_record.headers.reset(); // the handshake was another request's
    m_decoder = m_prepared.decoders->decoderFor(opening, m_template.stream);
}

/// The user has waited since `started`, so that stamp stays; those of the connection are the new one's.
void Attempt::noteStale()
{
    m_record.staleConnection = true;
    m_record.connected.reset();
    m_record.tlsDone.reset();
    m_record.sent.reset();
    m_record.uploaded.reset();
    m_record.headers.reset();
    m_record.sendCount = 0;
    m_facts.head.reset();
}

void Attempt::noteHead(TimePoint at, const ResponseHead &head)
{
    m_record.headers = at;
    // The head is part of the response; the answer to a handshake comes before the request went.
    if (!m_record.firstByte && m_facts.awaitedStatus != switchingProtocols)
        m_record.firstByte = at;
    m_facts.head = head;
    m_record.outcome.httpStatus = head.status;
    if (const QByteArray retryAfter = head.header("retry-after"); !retryAfter.isEmpty())
        m_record.retryAfter = parseRetryAfter(retryAfter, m_context.clock->wallTime());
    if (const QByteArray timing = head.header("server-timing"); !timing.isEmpty())
        takeTiming(timingOfHead(timing, m_record.streamed), m_record.server);
    const bool waited = m_prepared.decoders->preset().headMeans == HeadMeaning::ServiceBegan;
    if (waited && !m_record.server.queue && m_record.started && m_facts.awaitedStatus != switchingProtocols)
        m_record.server.queue = at - *m_record.started;
}

void Attempt::decodeBody()
{
    m_decoder = m_prepared.decoders->decoderFor(*m_facts.head, m_template.stream);
}

void Attempt::noteBytes(TimePoint at, QByteArrayView bytes)
{
    const quint64 size = static_cast<quint64>(bytes.size());
    beginRead(at, size);
    m_isHead = m_bodyHead.size() < errorBodyLimit;
    keepBody(bytes);
    if (m_decoder && !m_facts.sawMalformed) {
        m_readAt = at;
        m_decoder->feed(bytes, m_sink);
        m_facts.form = m_decoder->form();
    }
    endRead(at, size);
}

void Attempt::noteEvents(TimePoint at, quint64 bytes, std::span<const StreamEvent> events)
{
    beginRead(at, bytes);
    for (const StreamEvent &event : events)
        takeEvent(at, event);
    endRead(at, bytes);
}

void Attempt::beginRead(TimePoint at, quint64 bytes)
{
    if (!m_record.firstByte)
        m_record.firstByte = at;
    m_lastRead = at;
    ++m_record.readCount;
    m_record.bytesReceived += bytes;
    m_chunksBefore = m_record.chunkCount;
}

void Attempt::endRead(TimePoint at, quint64 bytes)
{
    const quint32 chunks = m_record.chunkCount - m_chunksBefore;
    m_record.tokenReadCount += chunks > 0 ? 1 : 0;
    m_record.sharedChunkCount += chunks > 1 ? chunks : 0;
    if (!m_settledAt && isSettled())
        m_settledAt = at;
    m_observer.onAttemptRead(*this, bytes, eventsOfTheEnd());
    m_eventsTold = m_record.eventCount;
    // A stream that can't be read any further is not worth its connection.
    if (m_facts.sawMalformed || (m_facts.isRefusal() && m_record.bytesReceived >= mostRefusalBytes))
        end(LocalEnd::None);
    else if (hasSeenEnough() && !m_settledAt)
        end(LocalEnd::Abandoned);
    else if (m_hasMessages && m_facts.sawTerminator && !m_facts.sawError)
        finish(); // calls noteEnd()
    else if (m_hasMessages && (m_facts.decided() || isWhole()))
        end(LocalEnd::None); // what may still come of it must meet no other request
    else if (m_settledAt && !std::exchange(m_answeredTold, true)) {
        tellDialogue();
        m_observer.onAttemptAnswered(*this);
    }
}

void Attempt::tellDialogue() const
{
    if (m_dialogue)
        m_dialogue->noteAnswer(m_answer, !m_isAnswerCut);
}

Outcome Attempt::settledOutcome() const
{
    return checked(judge(m_facts, {}, m_localEnd));
}

void Attempt::keepBody(QByteArrayView bytes)
{
    if (m_bodyHead.isEmpty())
        m_bodyHead.reserve(errorBodyLimit); // growing bit by bit ends at twice that
    m_bodyHead.append(bytes.first(roomFor(bytes, m_bodyHead, errorBodyLimit)));
    if (!m_keepBody || m_facts.sawTerminator)
        return;
    const qsizetype fits = roomFor(bytes, m_body, answerLimit);
    m_body.append(bytes.first(fits));
    m_isBodyCut = m_isBodyCut || fits < bytes.size();
}

void Attempt::takeEvent(TimePoint at, const StreamEvent &event)
{
    if (m_facts.sawTerminator)
        return; // bytes after the terminator never change anything
    // DashScope puts a comment into each of its events: counted, every read would seem to bring two.
    m_record.eventCount += event.isComment ? 0 : 1;
    if (!m_record.firstEvent && !event.isComment)
        m_record.firstEvent = at;
    m_facts.note(event);
    if (event.isWhole)
        m_record.streamed = false; // whatever was asked for
    if (event.usage) {
        m_usage.take(*event.usage, event.choice);
        m_record.usage = m_usage.sum();
    }
    if (event.chunk)
        takeChunk(at, event);
    if (event.isTerminator)
        m_record.terminator = at;
    if (event.finishReason)
        m_record.finishReason = *event.finishReason;
    if (event.timing)
        takeTiming(*event.timing, m_record.server);
    m_observer.onAttemptEvent(at, event);
}

void Attempt::takeChunk(TimePoint at, const StreamEvent &event)
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
        m_record.chunks.push_back({at, event.textLength, *event.chunk, tokensOfChunk(event)});
    if (m_isHead && !m_redactor.isEmpty() && m_headText.size() < errorBodyLimit)
        m_headText.append(event.hasAnswer ? event.text : event.reasoningText);
    if (m_keepAnswer && event.hasAnswer) {
        const qsizetype fits = roomFor(event.text, m_answer, answerLimit);
        m_answer.append(event.text.first(fits));
        m_isAnswerCut = m_isAnswerCut || fits < event.text.size();
    }
    m_text.add(event);
    if (first)
        m_observer.onAttemptFirstToken(m_record, at);
    m_observer.onAttemptChunk(m_record, gap);
}

/// What came since the chunk before, where the service counts with each.
ToldTokens Attempt::tokensOfChunk(const StreamEvent &event)
{
    if (!event.usage || !event.usage->output || !m_record.usage.output)
        return {};
    const quint64 hidden = m_record.firstReasoning ? 0 : m_record.usage.reasoning.value_or(0);
    const quint64 streamed = *m_record.usage.output - std::min(hidden, *m_record.usage.output);
    const quint64 before = std::exchange(m_tokensOfChunks, std::max(streamed, m_tokensOfChunks));
    return ToldTokens(m_tokensOfChunks - before);
}

void Attempt::noteEnd(TimePoint at, const WireEnd &end)
{
    if (m_decoder && !m_facts.sawMalformed) {
        m_readAt = at;
        m_facts.isCut = end.kind != WireEnd::Kind::Clean;
        m_decoder->finish(m_sink);
        m_facts.form = m_decoder->form();
    }
    m_record.kernelStamps = end.kernelStamps;
    m_record.reuseGivenUp = end.reuseGivenUp;
    finishRecord(at, judge(m_facts, end, m_localEnd));
}

void Attempt::finishRecord(TimePoint at, const Outcome &outcome)
{
    m_ended = true;
    m_record.closed = at;
    const int status = m_record.outcome.httpStatus;
    m_record.outcome = outcome;
    if (outcome.httpStatus == 0)
        m_record.outcome.httpStatus = status;
    m_record.outcome = checked(std::move(m_record.outcome));
    if (m_record.outcome.outcome == OutcomeClass::EmptyStream && m_record.usage.output)
        m_record.outcome.message =
            Message(WEIR_TEXT("attempt.empty_with_usage",
                              "A proper end, but not one token; the service's own count of them is %1."),
                    *m_record.usage.output);
    cleanWords();
    if (m_record.outcome.outcome != OutcomeClass::Success)
        m_record.errorBody = cleanBody();
    if (m_context.scenario.recording.answers)
        m_record.answer = m_redactor.redactedHead(m_answer, answerLimit);
    m_record.uncounted = m_text.takeFor(m_record);
    m_decoder.reset();
    if (!m_answeredTold)
        tellDialogue(); // else the conversation may be further by now
    m_observer.onAttemptEnded(*this);
}

/// The service's own words may repeat the request's key: it goes before they are cut.
void Attempt::cleanWords()
{
    // A media type ends at its first semicolon, which an escape may have.
    const bool isCut = m_record.outcome.outcome == OutcomeClass::UnexpectedResponse;
    const auto clean = [this, isCut](const QString &text, qsizetype longest) {
        const QByteArray bytes = isCut ? text.toUtf8() : QByteArray();
        return (isCut ? QString::fromUtf8(m_redactor.redactedHead(bytes, bytes.size()))
                      : m_redactor.redactedWords(text))
            .left(longest);
    };
    const qsizetype longest = m_facts.messageLength;
    m_record.outcome.message = m_record.outcome.message.mapped(
        [&clean, longest](const QString &words) { return clean(words, longest); });
    m_record.outcome.detail = clean(m_record.outcome.detail, longestCode);
    m_record.finishReason = clean(m_record.finishReason, longestCode);
}

QByteArray Attempt::cleanBody() const
{
    // A key that came in pieces, each in an event of its own, stands in pieces in the body.
    if (!m_redactor.secretsIn(m_headText).empty())
        return redactedText.toUtf8();
    return m_redactor.redactedHead(m_bodyHead, errorBodyLimit);
}

/// `outcome`, or what it becomes where one of the template's checks does not let a success stand.
Outcome Attempt::checked(Outcome outcome) const
{
    if (m_prepared.checks.isEmpty() || outcome.outcome != OutcomeClass::Success)
        return outcome;
    std::optional<Outcome> failed = m_prepared.checks.failure({{m_answer, m_isAnswerCut},
                                                               {m_body, m_isBodyCut},
                                                               m_decoder ? &*m_facts.head : nullptr,
                                                               countTokens(m_record, true).output,
                                                               m_record.finishReason});
    if (!failed)
        return outcome;
    failed->httpStatus = outcome.httpStatus;
    return *std::move(failed);
}

} // namespace weir
