// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/virtualexchange.h"

#include "service/faults/faultplan.h"
#include "service/front/refusals.h"
#include "service/front/words.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

constexpr quint32 bytesPerToken = 6; ///< About a word of the service's.

/// As the service writes it in its head: milliseconds with three digits.
QByteArray timingText(const char *stage, Nanoseconds time)
{
    return stage + QByteArray(";dur=") + QByteArray::number(static_cast<double>(time.count()) / 1e6, 'f', 3);
}

ResponseHead headOf(int status, std::string_view contentType)
{
    const QByteArray type(contentType.data(), static_cast<qsizetype>(contentType.size()));
    return ResponseHead{status, {{"content-type", type}}};
}

/// What a decoder says at the end of a document that is not all there.
StreamEvent halfDocument()
{
    StreamEvent event;
    event.isMalformed = true;
    event.isIncomplete = true;
    event.errorMessage = Message(WEIR_TEXT("simulation.answer_no_json", "The answer is not JSON."));
    return event;
}

} // namespace

VirtualExchange::VirtualExchange(const RunContext &context, VirtualService &service,
                                 AttemptObserver &observer, quint64 key, RequestRecord record)
    : Attempt(context, observer, key, std::move(record)), m_service(service), m_words(0)
{
}

void VirtualExchange::send(const WireRequest &wire)
{
    noteSent(now());
    noteUploaded(now());
    std::variant<VirtualOrder, VirtualReset, DialectRefusal> read = m_service.read(wire);
    if (const DialectRefusal *refused = std::get_if<DialectRefusal>(&read))
        return answer(now(), *refused, std::nullopt);
    if (std::holds_alternative<VirtualReset>(read))
        return conclude(now(), WireEnd::Kind::ClosedBeforeResponse);
    submit(std::move(std::get<VirtualOrder>(read)));
}

void VirtualExchange::submit(VirtualOrder order)
{
    const ModelRequest request = std::move(order.request);
    m_order = std::move(order);
    m_words = Random(mixSeed({m_order.answerSeed, wordsPurpose}));
    if (m_order.fault && isRefusal(*m_order.fault))
        return answer(now(), refusedByFault(*m_order.dialect, *m_order.fault, record().streamed),
                      retryAfterOf(*m_order.fault));
    m_working = true;
    m_handle = m_service.model().submit(now(), request, *this);
    if (m_leftEarly) // within that call
        m_service.model().cancel(now(), *m_handle);
}

void VirtualExchange::abort()
{
    conclude(now(), WireEnd::Kind::Aborted);
}

/// Vendors that tell errors inside HTTP 200 tell in the body what the status does not.
void VirtualExchange::answer(TimePoint at, const DialectRefusal &refusal, std::optional<quint32> retryAfter)
{
    ResponseHead head = headOf(refusal.status, refusal.contentType);
    if (retryAfter)
        head.headers.emplace_back("retry-after", QByteArray::number(*retryAfter));
    noteHead(at, head);
    decodeBody();
    if (!refusal.body.empty())
        noteBytes(at, {refusal.body.data(), static_cast<qsizetype>(refusal.body.size())});
    conclude(at, WireEnd::Kind::Clean);
}

void VirtualExchange::onRefused(const ModelRefusal &refusal)
{
    m_working = false;
    if (!ended())
        answer(now(), refusedByModel(*m_order.dialect, refusal, record().streamed), retryAfterOf(refusal));
}

void VirtualExchange::onPlaced(const ModelPlacement &placement)
{
    m_placement = placement;
    m_faultPoint = faultPoint(m_order.answerSeed, placement.contentTokens + placement.reasoningTokens);
    if (ended() || !record().streamed || has(FaultKind::ResetBefore))
        return;
    const TimePoint at = now();
    ResponseHead head = headOf(200, "text/event-stream");
    if (m_service.output().timings)
        head.headers.emplace_back("server-timing", timingText("queue", placement.queue));
    noteHead(at, head);
    const StreamEvent role;
    noteEvents(at, 0, {&role, 1});
}

void VirtualExchange::onTokens(const ModelTokens &tokens)
{
    if (ended() || m_hangs)
        return;
    if (!record().streamed) {
        // What a whole answer meets before its end.
        if (has(FaultKind::ResetBefore))
            conclude(tokens.at, WireEnd::Kind::ClosedBeforeResponse);
        return;
    }
    if (m_order.fault && faultDue(tokens.at))
        return;
    // A chunk that goes beyond the fault's point is cut there, and the fault happens with it.
    const bool isCut = m_order.fault && m_sent + tokens.tokens > m_faultPoint;
    takeTokens(tokens.at, isCut ? m_faultPoint - m_sent : tokens.tokens, tokens.reasoning);
    if (isCut && !ended())
        faultDue(tokens.at);
}

bool VirtualExchange::faultDue(TimePoint at)
{
    if (has(FaultKind::ResetBefore)) {
        conclude(at, WireEnd::Kind::ClosedBeforeResponse);
        return true;
    }
    if (has(FaultKind::Empty)) {
        endStream(at, 0, nullptr);
        return true;
    }
    if (m_sent < m_faultPoint)
        return false;
    if (has(FaultKind::ResetInside)) {
        conclude(at, WireEnd::Kind::Interrupted);
    } else if (has(FaultKind::Truncate)) {
        conclude(at, WireEnd::Kind::Clean);
    } else if (has(FaultKind::Stall)) {
        m_hangs = true; // its timers end it
    } else if (has(FaultKind::BadChunk)) {
        conclude(at, WireEnd::Kind::BrokenFraming);
    } else {
        StreamEvent event;
        event.isMalformed = true;
        event.errorMessage = Message(WEIR_TEXT("simulation.event_no_json", "An event is not JSON."));
        noteEvents(at, 0, {&event, 1}); // which ends it
    }
    return true;
}

StreamEvent VirtualExchange::chunkOf(quint32 tokens, bool reasoning)
{
    m_text.clear();
    if (keepsAnswer())
        appendWords(m_text, tokens, m_words);
    StreamEvent event;
    event.chunk = reasoning              ? ChunkKind::Reasoning
                  : m_placement.toolCall ? ChunkKind::ToolCall
                                         : ChunkKind::Content;
    event.textLength = tokens * bytesPerToken;
    event.hasReasoning = reasoning;
    event.hasAnswer = !reasoning;
    if (event.chunk == ChunkKind::Content)
        event.text = {m_text.data(), static_cast<qsizetype>(m_text.size())};
    return event;
}

void VirtualExchange::takeTokens(TimePoint at, quint32 tokens, bool reasoning)
{
    m_sent += tokens;
    const StreamEvent event = chunkOf(tokens, reasoning);
    noteEvents(at, event.textLength, {&event, 1});
}

void VirtualExchange::onFinished(const ModelEnd &end)
{
    m_working = false;
    if (ended() || m_hangs)
        return;
    if (record().streamed) {
        // With a single token a fault inside comes after it.
        if (!m_order.fault || !faultDue(end.at))
            endStream(end.at, m_sent, &end.stages);
        return;
    }
    if (has(FaultKind::ResetBefore))
        return conclude(end.at, WireEnd::Kind::ClosedBeforeResponse);
    answerWhole(end.at, end.stages);
}

void VirtualExchange::endStream(TimePoint at, quint32 tokens, const StageTimes *stages)
{
    std::array<StreamEvent, 3> tail; // finish reason, usage, end mark
    tail[0].finishReason = finishReason(tokens);
    tellUsage(tail[1], tokens, stages);
    tail[2].isTerminator = facts().protocolHasTerminator;
    noteEvents(at, 0, tail);
    conclude(at, WireEnd::Kind::Clean);
}

void VirtualExchange::answerWhole(TimePoint at, const StageTimes &stages)
{
    ResponseHead head = headOf(200, "application/json");
    if (m_service.output().timings)
        head.headers.emplace_back("server-timing",
                                  timingText("queue", stages.queue) + ", " +
                                      timingText("prefill", stages.prefill) + ", " +
                                      timingText("decode", stages.decode + stages.preempted));
    noteHead(at, head);
    const quint32 planned = m_placement.contentTokens + m_placement.reasoningTokens;
    const quint32 tokens = has(FaultKind::Empty) ? 0 : has(FaultKind::Truncate) ? m_faultPoint : planned;
    noteEvents(at, quint64{bytesPerToken} * tokens, {});
    m_isHalf = has(FaultKind::ResetInside) || has(FaultKind::BadChunk) || has(FaultKind::Stall) ||
               has(FaultKind::BadJson);
    if (has(FaultKind::ResetInside))
        return conclude(at, WireEnd::Kind::Interrupted);
    if (has(FaultKind::BadChunk))
        return conclude(at, WireEnd::Kind::BrokenFraming);
    m_hangs = has(FaultKind::Stall); // its timers end it
    if (m_hangs)
        return;
    if (!m_isHalf)
        noteLastEvent(at, documentOf(tokens, stages));
    conclude(at, WireEnd::Kind::Clean);
}

StreamEvent VirtualExchange::documentOf(quint32 tokens, const StageTimes &stages)
{
    const quint32 thought = std::min(tokens, m_placement.reasoningTokens);
    const StreamEvent reasoning = chunkOf(thought, true); // whose words come before the answer's
    StreamEvent document = tokens > thought ? chunkOf(tokens - thought, false) : reasoning;
    document.hasReasoning = thought > 0;
    document.textLength = tokens * bytesPerToken;
    if (tokens == 0)
        document.chunk.reset();
    // A document that is whole is an answer, whatever it leaves out.
    document.isTerminator = true;
    if (!has(FaultKind::Truncate))
        document.finishReason = finishReason(tokens);
    tellUsage(document, tokens, &stages);
    return document;
}

QString VirtualExchange::finishReason(quint32 tokens) const
{
    if (m_placement.cutByLimit && tokens > 0)
        return QStringLiteral("length");
    return m_placement.toolCall && tokens > 0 ? QStringLiteral("tool_calls") : QStringLiteral("stop");
}

void VirtualExchange::tellUsage(StreamEvent &event, quint32 tokens, const StageTimes *stages) const
{
    if (!m_service.output().usage)
        return;
    event.usage = Usage{m_order.promptTokens, m_placement.cachedPromptTokens, tokens,
                        std::min(tokens, m_placement.reasoningTokens)};
    if (stages == nullptr || !m_service.output().timings)
        return;
    ServerTiming timing;
    timing.queue = stages->queue;
    timing.prefill = stages->prefill;
    timing.decode = stages->decode + stages->preempted;
    timing.inference = *timing.prefill + *timing.decode;
    event.timing = timing;
}

void VirtualExchange::onBroken(const ModelBreak &broken)
{
    m_working = false;
    if (ended())
        return;
    if (facts().head)
        return conclude(broken.at, WireEnd::Kind::Interrupted);
    answer(broken.at, refusedAsLost(*m_order.dialect, record().streamed), std::nullopt);
}

void VirtualExchange::conclude(TimePoint at, WireEnd::Kind kind)
{
    if (ended())
        return;
    m_leftEarly = std::exchange(m_working, false);
    if (m_leftEarly && m_handle)
        m_service.model().cancel(now(), *m_handle);
    if (m_isHalf)
        noteLastEvent(at, halfDocument());
    noteEnd(at, WireEnd{kind, {}});
}

} // namespace weir
