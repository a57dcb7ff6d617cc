// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/virtualexchange.h"

#include "metrics/derived.h"
#include "service/front/refusals.h"
#include "service/front/words.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr quint64 wordsPurpose = 0x776f726473;
constexpr quint32 bytesPerToken = 6; ///< About a word of the service's.
constexpr quint32 mostCheckedTokens = 10'000;

ResponseHead headOf(int status, bool streamed)
{
    const QByteArray type = status == 200 && streamed ? "text/event-stream" : "application/json";
    return ResponseHead{status, {{"content-type", type}}};
}

} // namespace

VirtualExchange::VirtualExchange(const RunContext &context, const ServiceConfig &service,
                                 VirtualExchangeOwner &owner, RequestRecord record)
    : m_context(context)
    , m_service(service)
    , m_owner(owner)
    , m_template(context.scenario.requests[record.requestTemplate.value()])
    , m_timers(context.targetOf(record.requestTemplate).timers)
    , m_record(std::move(record))
{
    m_record.streamed = m_template.stream;
    m_facts.streamed = m_template.stream;
    m_facts.protocolHasTerminator =
        context.templates[m_record.requestTemplate.value()].decoders->preset().hasTerminator();
}

void VirtualExchange::begin(TimePoint now)
{
    m_record.started = now;
    m_record.sent = now;
    m_record.sendCount = 1;
}

void VirtualExchange::reset(TimePoint now)
{
    begin(now);
    conclude(now, WireEnd::Kind::ClosedBeforeResponse);
}

void VirtualExchange::refuse(TimePoint now, const DialectRefusal &refusal)
{
    begin(now);
    answer(now, refusal, std::nullopt);
}

/// Vendors that tell errors inside HTTP 200 tell in the body what the status does not.
void VirtualExchange::answer(TimePoint at, const DialectRefusal &refusal, std::optional<quint32> retryAfter)
{
    if (retryAfter)
        m_record.retryAfter = std::chrono::seconds(*retryAfter);
    head(at, refusal.status);
    m_facts.head = headOf(refusal.status, false);
    m_record.bytesReceived += refusal.body.size();
    const std::unique_ptr<Decoder> decoder =
        m_context.templates[m_record.requestTemplate.value()].decoders->decoderFor(*m_facts.head,
                                                                                   m_record.streamed);
    m_facts.knownContentType = decoder != nullptr;
    if (decoder) {
        const Decoder::Sink sink = [this](const StreamEvent &event) {
            ++m_record.eventCount;
            m_facts.note(event);
        };
        decoder->feed({refusal.body.data(), static_cast<qsizetype>(refusal.body.size())}, sink);
        decoder->finish(sink);
    }
    conclude(at, WireEnd::Kind::Clean);
}

bool VirtualExchange::start(TimePoint now, const Dialect &dialect, quint64 answerSeed, quint32 promptTokens,
                            std::optional<FaultKind> fault)
{
    m_dialect = &dialect;
    m_promptTokens = promptTokens;
    m_seed = answerSeed;
    m_fault = fault;
    begin(now);
    if (m_fault && isRefusal(*m_fault)) {
        answer(now, refusedByFault(dialect, *m_fault, m_record.streamed), retryAfterOf(*m_fault));
        return false;
    }
    m_working = true;
    return true;
}

void VirtualExchange::fail(TimePoint now, const Error &error)
{
    m_record.started = now;
    m_ended = true;
    m_record.closed = now;
    m_record.outcome.outcome = OutcomeClass::LocalError;
    m_record.outcome.message = error.message();
    m_owner.exchangeEnded(*this, false);
}

void VirtualExchange::end(TimePoint now, LocalEnd reason)
{
    conclude(now, WireEnd::Kind::Aborted, reason);
}

std::optional<TimePoint> VirtualExchange::nextTimeout() const
{
    if (m_ended || !m_record.started)
        return std::nullopt;
    TimePoint next = *m_record.started + m_timers.deadline;
    if (m_record.streamed) {
        const Stamp last = m_record.lastToken;
        next = std::min(next, last ? *last + m_timers.stall : *m_record.started + m_timers.firstToken);
    }
    return std::min(next, leavesAt().value_or(next));
}

void VirtualExchange::checkTimers(TimePoint now)
{
    const std::optional<TimePoint> due = nextTimeout();
    if (!due || now < *due)
        return;
    const std::optional<TimePoint> leaves = leavesAt();
    if (leaves && now >= *leaves)
        end(now, LocalEnd::Abandoned);
    else if (now >= *m_record.started + m_timers.deadline)
        end(now, LocalEnd::Deadline);
    else
        end(now, m_record.lastToken ? LocalEnd::StallTimeout : LocalEnd::FirstTokenTimeout);
}

std::optional<TimePoint> VirtualExchange::leavesAt() const
{
    if (!m_abandonment.withoutToken || m_record.lastToken)
        return std::nullopt;
    return *m_record.started + *m_abandonment.withoutToken;
}

void VirtualExchange::head(TimePoint at, int status)
{
    m_record.headers = at;
    m_record.firstByte = at;
    m_record.outcome.httpStatus = status;
    m_facts.head = headOf(status, m_record.streamed);
    ++m_record.readCount;
}

void VirtualExchange::onRefused(const ModelRefusal &refusal)
{
    m_working = false;
    if (m_ended)
        return;
    answer(m_context.clock->now(), refusedByModel(*m_dialect, refusal, m_record.streamed),
           retryAfterOf(refusal));
}

void VirtualExchange::onPlaced(const ModelPlacement &placement)
{
    m_placement = placement;
    m_faultPoint = faultPoint(m_seed, placement.contentTokens + placement.reasoningTokens);
    if (m_ended || !m_record.streamed || has(FaultKind::ResetBefore))
        return;
    const TimePoint at = m_context.clock->now();
    head(at, 200);
    m_record.firstEvent = at; // the role
    ++m_record.eventCount;
}

void VirtualExchange::onTokens(const ModelTokens &tokens)
{
    if (m_ended || m_hangs)
        return;
    if (!m_record.streamed) {
        // What a whole answer meets before its end.
        if (has(FaultKind::ResetBefore))
            conclude(tokens.at, WireEnd::Kind::ClosedBeforeResponse);
        return;
    }
    if (m_fault && faultDue(tokens.at))
        return;
    // A chunk that goes beyond the fault's point is cut there, and the fault happens with it.
    const bool isCut = m_fault && !m_brokenSent && m_sent + tokens.tokens > m_faultPoint;
    takeChunk(tokens.at, isCut ? m_faultPoint - m_sent : tokens.tokens, tokens.reasoning);
    if (isCut && !m_ended)
        faultDue(tokens.at);
}

bool VirtualExchange::faultDue(TimePoint at)
{
    if (has(FaultKind::ResetBefore)) {
        conclude(at, WireEnd::Kind::ClosedBeforeResponse);
        return true;
    }
    if (has(FaultKind::Empty)) {
        endProperly(at, 0);
        return true;
    }
    if (m_sent < m_faultPoint || m_brokenSent)
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
        m_brokenSent = true;
        StreamEvent event;
        event.isMalformed = true;
        event.errorMessage = Message(WEIR_TEXT("simulation.event_no_json", "An event is not JSON."));
        m_facts.note(event);
        conclude(at, WireEnd::Kind::Aborted);
    }
    return true;
}

void VirtualExchange::takeChunk(TimePoint at, quint32 tokens, bool reasoning)
{
    std::optional<Nanoseconds> gap;
    if (m_record.lastToken)
        gap = at - *m_record.lastToken;
    const bool first = !m_record.lastToken;
    Stamp &firstOfKind = reasoning ? m_record.firstReasoning : m_record.firstContent;
    if (!firstOfKind)
        firstOfKind = at;
    m_record.lastToken = at;
    m_sent += tokens;
    ++m_record.chunkCount;
    ++m_record.eventCount;
    ++m_record.readCount;
    ++m_facts.tokenChunks;
    m_record.bytesReceived += quint64{bytesPerToken} * tokens;
    const ChunkKind kind = reasoning              ? ChunkKind::Reasoning
                           : m_placement.toolCall ? ChunkKind::ToolCall
                                                  : ChunkKind::Content;
    if (m_record.chunks.size() < mostChunkStamps)
        m_record.chunks.push_back({at, tokens * bytesPerToken, kind});
    if (first)
        m_owner.exchangeFirstToken(*this, at);
    m_owner.exchangeChunk(m_record, gap);
    if (m_abandonment.afterChunks && m_record.chunkCount >= *m_abandonment.afterChunks)
        end(at, LocalEnd::Abandoned);
}

void VirtualExchange::onFinished(const ModelEnd &end)
{
    m_working = false;
    if (m_ended || m_hangs)
        return;
    if (m_record.streamed) {
        // With a single token a fault inside comes after it.
        if (m_fault && faultDue(end.at))
            return;
        noteUsage(m_sent, end.stages);
        return endProperly(end.at, m_sent);
    }
    if (has(FaultKind::ResetBefore))
        return conclude(end.at, WireEnd::Kind::ClosedBeforeResponse);
    answerWhole(end.at, end.stages);
}

void VirtualExchange::answerWhole(TimePoint at, const StageTimes &stages)
{
    head(at, 200);
    if (has(FaultKind::ResetInside))
        return conclude(at, WireEnd::Kind::Interrupted);
    if (has(FaultKind::BadChunk))
        return conclude(at, WireEnd::Kind::BrokenFraming);
    if (has(FaultKind::Stall)) {
        m_hangs = true;
        return;
    }
    if (has(FaultKind::BadJson)) {
        m_facts.sawIncomplete = true;
        m_facts.sawMalformed = true;
        m_facts.errorMessage = Message(WEIR_TEXT("simulation.answer_no_json", "The answer is not JSON."));
        return conclude(at, WireEnd::Kind::Clean);
    }
    const quint32 planned = m_placement.contentTokens + m_placement.reasoningTokens;
    const quint32 tokens = has(FaultKind::Empty) ? 0 : has(FaultKind::Truncate) ? m_faultPoint : planned;
    noteUsage(tokens, stages);
    if (tokens > 0)
        takeChunk(at, tokens, false);
    if (m_ended)
        return;
    // A document that is whole is an answer, whatever it leaves out.
    endProperly(at, m_sent);
}

void VirtualExchange::noteUsage(quint32 tokens, const StageTimes &stages)
{
    const OutputConfig &output = m_service.model.output;
    if (!output.usage)
        return;
    m_record.usage.input = m_promptTokens;
    m_record.usage.output = tokens;
    m_record.usage.reasoning = std::min(tokens, m_placement.reasoningTokens);
    m_record.usage.cachedInput = m_placement.cachedPromptTokens;
    if (!output.timings)
        return;
    m_record.server.queue = stages.queue;
    m_record.server.prefill = stages.prefill;
    m_record.server.decode = stages.decode + stages.preempted;
    m_record.server.inference = *m_record.server.prefill + *m_record.server.decode;
}

void VirtualExchange::endProperly(TimePoint at, quint32 tokens)
{
    if (tokens == 0 && m_service.model.output.usage)
        m_record.usage.output = 0;
    if (!has(FaultKind::Truncate))
        m_record.finishReason = m_placement.cutByLimit && tokens > 0 ? QStringLiteral("length")
                                : m_placement.toolCall && tokens > 0 ? QStringLiteral("tool_calls")
                                                                     : QStringLiteral("stop");
    m_record.terminator = m_record.streamed ? Stamp(at) : std::nullopt;
    m_record.eventCount += 3; // finish reason, usage, end mark
    m_facts.sawFinishReason = true;
    m_facts.sawTerminator = m_record.streamed;
    conclude(at, WireEnd::Kind::Clean);
}

void VirtualExchange::onBroken(const ModelBreak &broken)
{
    m_working = false;
    if (m_ended)
        return;
    if (m_facts.head)
        return conclude(broken.at, WireEnd::Kind::Interrupted);
    answer(broken.at, refusedAsLost(*m_dialect, m_record.streamed), std::nullopt);
}

void VirtualExchange::conclude(TimePoint at, WireEnd::Kind kind, LocalEnd local)
{
    if (std::exchange(m_ended, true))
        return;
    m_record.closed = at;
    const int status = m_record.outcome.httpStatus;
    m_record.outcome = judge(m_facts, WireEnd{kind, {}}, local);
    if (m_record.outcome.outcome == OutcomeClass::Success && !m_template.checks.empty()) {
        Random random(mixSeed({m_seed, wordsPurpose}));
        std::string thought;
        appendWords(thought, std::min(m_placement.reasoningTokens, mostCheckedTokens), random);
        std::string text;
        appendWords(text, std::min(m_placement.contentTokens, mostCheckedTokens), random);
        const std::optional<Outcome> failed =
            failedCheck(m_template.checks, {text.data(), static_cast<qsizetype>(text.size())},
                        derive(m_record).outputTokens, m_record.finishReason);
        m_record.outcome = failed.value_or(m_record.outcome);
    }
    m_record.outcome.httpStatus = status;
    m_leftEarly = std::exchange(m_working, false);
    m_owner.exchangeEnded(*this, m_leftEarly);
}

} // namespace weir
