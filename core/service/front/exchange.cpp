// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/exchange.h"

#include "service/dialects/openaiparts.h"
#include "service/front/refusals.h"
#include "service/front/streamedexchange.h"
#include "service/front/wholeexchange.h"
#include "service/front/words.h"

#include <cstdio>

namespace weir {

namespace {

void appendTiming(std::string &out, const char *name, Nanoseconds time)
{
    char text[64];
    std::snprintf(text, sizeof text, "%s%s;dur=%.3f", out.empty() ? "" : ", ", name,
                  static_cast<double>(time.count()) / 1e6);
    out += text;
}

} // namespace

Exchange::Exchange(ExchangeOrder order, TruthRecord record, ByteSink &sink, ExchangeOwner &owner)
    : m_order(std::move(order))
    , m_sink(sink)
    , m_record(std::move(record))
    , m_owner(owner)
    , m_words(mixSeed({m_order.seed, wordsPurpose}))
    , m_working(true)
{
}

bool Exchange::refuseByFault()
{
    if (!m_order.fault || !isRefusal(*m_order.fault))
        return false;
    m_working = false;
    m_refused = true;
    markFault();
    refuse(refusedByFault(*m_order.dialect, *m_order.fault, m_order.facts.asked.stream),
           retryAfterOf(*m_order.fault));
    finish();
    return true;
}

void Exchange::refuse(const DialectRefusal &refusal, std::optional<quint32> retryAfter)
{
    std::string extra = m_record.canary ? versionLine(true) : std::string();
    if (retryAfter)
        extra += "Retry-After: " + std::to_string(*retryAfter) + "\r\n";
    sendWhole(refusal, extra);
}

void Exchange::onRefused(const ModelRefusal &refusal)
{
    m_working = false;
    m_record.stages = refusal.stages;
    m_isTimed = true;
    m_record.canary = refusal.canary;
    if (m_over)
        return;
    // A refused request meets no fault.
    m_order.fault.reset();
    refuse(refusedByModel(*m_order.dialect, refusal, m_order.facts.asked.stream), retryAfterOf(refusal));
    m_done = MonotonicClock::now();
    m_refused = true;
    end(m_order.keepAlive ? ExchangeEnd::Finish : ExchangeEnd::Close);
}

void Exchange::onPlaced(const ModelPlacement &placement)
{
    m_placement = placement;
    m_isPlaced = true;
    if (!placement.cached)
        m_record.replica = placement.replica;
    m_record.cached = placement.cached;
    m_record.canary = placement.canary;
    m_order.facts.toolCall = placement.toolCall;
    m_order.facts.contentTokens = placement.contentTokens;
    m_faultPoint = faultPoint(m_order.seed, plannedTokens());
    if (!m_over)
        placed();
}

void Exchange::onFinished(const ModelEnd &end)
{
    m_working = false;
    m_record.stages = end.stages;
    m_isTimed = true;
    m_record.preemptions = end.preemptions;
    if (!m_over)
        finished();
}

void Exchange::onBroken(const ModelBreak &broken)
{
    m_working = false;
    m_record.stages = broken.stages;
    m_isTimed = true;
    if (m_over)
        return;
    // Its replica was lost: a gateway knows no more of it, and can't take back the head.
    m_order.fault.reset();
    m_done = MonotonicClock::now();
    if (m_record.status != 0)
        return end(ExchangeEnd::Lost);
    refuse(refusedAsLost(*m_order.dialect, m_order.facts.asked.stream), std::nullopt);
    m_refused = true;
    end(m_order.keepAlive ? ExchangeEnd::Finish : ExchangeEnd::Close);
}

AnswerUsage Exchange::usageOf(quint32 tokens) const
{
    AnswerUsage usage;
    usage.prompt = m_order.facts.asked.promptTokens;
    usage.cachedPrompt = m_placement.cachedPromptTokens;
    usage.completion = tokens;
    usage.reasoning = std::min(tokens, m_placement.reasoningTokens);
    return usage;
}

FinishReason Exchange::reasonFor(quint32 tokens) const
{
    if (m_placement.cutByLimit && tokens > 0)
        return FinishReason::Length;
    return m_placement.toolCall && tokens > 0 ? FinishReason::ToolCall : FinishReason::Stop;
}

const StageTimes *Exchange::toldStages() const
{
    return m_order.facts.timings ? &m_record.stages : nullptr;
}

std::string Exchange::versionLine(bool canary) const
{
    return "X-Weir-Version: " + (canary ? m_order.canaryVersion : std::string("v1")) + "\r\n";
}

std::string Exchange::serviceHeader(bool whole) const
{
    std::string header;
    if (m_order.facts.timings) {
        std::string timing;
        appendTiming(timing, "gateway", m_placement.gateway);
        appendTiming(timing, "queue", whole ? m_record.stages.queue : m_placement.queue);
        if (whole) {
            appendTiming(timing, "prefill", m_record.stages.prefill);
            appendTiming(timing, "decode", m_record.stages.decode + m_record.stages.preempted);
        }
        header += "Server-Timing: " + timing + "\r\n";
    }
    header += versionLine(m_placement.canary);
    if (m_record.replica)
        header += "X-Weir-Replica: " + std::to_string(*m_record.replica) + "\r\n";
    return header;
}

void Exchange::sendTokens(std::string_view bytes, quint32 tokens)
{
    m_owner.tokensWritten(tokens);
    m_record.chunks.push_back({MonotonicClock::now(), tokens});
    m_sink.send(bytes);
}

void Exchange::appendWords(std::string &out, quint32 count)
{
    weir::appendWords(out, count, m_words);
}

void Exchange::sendWhole(const DialectRefusal &refusal, std::string_view extra)
{
    HttpHead head;
    head.status = refusal.status;
    head.contentType = refusal.contentType;
    head.keepAlive = m_order.keepAlive;
    head.oldClient = !m_order.chunked;
    head.length = refusal.body.size();
    head.extra = extra;
    std::string bytes;
    appendHead(bytes, head);
    bytes += refusal.body;
    setStatus(refusal.status);
    m_sink.send(bytes);
}

AnswerEnd Exchange::answerEnd() const
{
    AnswerEnd end;
    end.wholeFirstDue = m_firstDue;
    if (m_isPlaced)
        end.finishReason = m_reason ? openAiFinish(*m_reason) : "abort";
    return end;
}

void Exchange::finish()
{
    m_complete = !m_order.fault && m_record.status == 200;
    markFault();
    m_done = MonotonicClock::now();
    end(m_order.keepAlive ? ExchangeEnd::Finish : ExchangeEnd::Close);
}

void Exchange::markFault()
{
    if (m_order.fault && !std::exchange(m_faultHappened, true))
        m_owner.faultMet(*m_order.fault);
}

void Exchange::breakOff(ExchangeEnd how)
{
    markFault();
    m_done = MonotonicClock::now();
    end(how);
}

void Exchange::hang()
{
    markFault();
    end(ExchangeEnd::WaitForClient);
}

void Exchange::end(ExchangeEnd how)
{
    if (std::exchange(m_over, true))
        return;
    m_owner.exchangeEnded(how, std::exchange(m_working, false));
}

TruthRecord Exchange::takeRecord(TruthEnd why)
{
    m_record.promptTokens = m_order.facts.asked.promptTokens;
    if (!m_faultHappened)
        m_record.fault.reset();
    m_record.end = m_faultHappened ? TruthEnd::Fault : m_refused ? TruthEnd::Error : why;
    m_record.done = m_done == TimePoint{} ? MonotonicClock::now() : m_done;
    return std::move(m_record);
}

std::unique_ptr<Exchange> makeExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink,
                                       ExchangeOwner &owner)
{
    if (order.facts.asked.stream && !order.facts.asked.embedding)
        return std::make_unique<StreamedExchange>(std::move(order), std::move(record), sink, owner);
    return std::make_unique<WholeExchange>(std::move(order), std::move(record), sink, owner);
}

} // namespace weir
