// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/streamedanswer.h"

namespace weir {

StreamedAnswer::StreamedAnswer(AnswerOrder order, TruthRecord record)
    : Answer(std::move(order), std::move(record))
    , m_events(m_order.seed, m_order.created, m_order.request.model)
{
    m_order.keepAlive = m_order.keepAlive && m_order.chunked;
}

Step StreamedAnswer::begin(ByteSink &sink)
{
    for (const FaultKind kind : {FaultKind::RateLimit, FaultKind::Http500, FaultKind::BusinessCode}) {
        if (has(kind))
            return sendRefusal(sink, kind);
    }
    const Step first{StepAction::WakeAt, at(m_plan.nextOffset())};
    if (has(FaultKind::ResetBefore))
        return first;
    HttpHead head;
    head.contentType = "text/event-stream; charset=utf-8";
    head.keepAlive = m_order.keepAlive;
    head.chunked = m_order.chunked;
    head.hasLength = false;
    std::string bytes;
    appendHead(bytes, head);
    appendChunk(bytes, m_events.role(), m_order.chunked);
    setStatus(head.status);
    sink.send(bytes);
    return first;
}

Step StreamedAnswer::wake(ByteSink &sink)
{
    if (has(FaultKind::ResetBefore))
        return breakOff(StepAction::Reset);
    if (has(FaultKind::Empty))
        return writeTail(sink, 0);
    if (m_plan.taken() >= faultPoint()) {
        if (const std::optional<Step> step = faultDue(sink))
            return *step;
    }
    // With a single token a fault inside comes one gap after it.
    if (m_plan.atEnd())
        return writeTail(sink, m_plan.totalTokens());
    return writeChunk(sink);
}

Step StreamedAnswer::writeChunk(ByteSink &sink)
{
    const AnswerChunk chunk = m_plan.take();
    std::string words;
    appendWords(words, chunk.tokens, m_words);
    std::string event;
    m_events.appendTokens(event, words, chunk.isReasoning);
    std::string bytes;
    bytes.reserve(event.size() + 16);
    appendChunk(bytes, event, m_order.chunked);
    sendTokens(sink, bytes, chunk.tokens);
    const bool faultToCome = m_order.fault.has_value() && !m_brokenSent;
    if (m_plan.atEnd() && !faultToCome)
        return writeTail(sink, m_plan.totalTokens());
    return {StepAction::WakeAt, at(m_plan.nextOffset())};
}

std::optional<Step> StreamedAnswer::faultDue(ByteSink &sink)
{
    if (has(FaultKind::ResetInside))
        return breakOff(StepAction::Reset);
    if (has(FaultKind::Truncate))
        return closeBody(sink);
    if (has(FaultKind::Stall)) {
        markFault();
        return Step{StepAction::WaitForClient, {}};
    }
    if (has(FaultKind::BadChunk)) {
        // A body without chunks has no framing to break; it just ends here.
        if (m_order.chunked)
            sink.send("zz\r\nnot a chunk\r\n");
        return breakOff(StepAction::Close);
    }
    if (has(FaultKind::BadJson) && !m_brokenSent) {
        m_brokenSent = true;
        markFault();
        std::string bytes;
        appendChunk(bytes, m_events.brokenJson(), m_order.chunked);
        sink.send(bytes);
    }
    return std::nullopt;
}

Step StreamedAnswer::writeTail(ByteSink &sink, quint32 tokens)
{
    std::string tail = m_events.finish(m_plan.cutByCap() && tokens > 0 ? "length" : "stop");
    if (m_order.reportUsage && m_order.request.includeUsage) {
        UsageCounts counts = usage();
        counts.completion = tokens;
        counts.reasoning = tokens == 0 ? 0 : counts.reasoning;
        tail += m_events.usage(counts);
    }
    tail += ChatEvents::terminator();
    std::string bytes;
    appendChunk(bytes, tail, m_order.chunked);
    if (m_order.chunked)
        bytes += "0\r\n\r\n";
    sink.send(bytes);
    return finish();
}

Step StreamedAnswer::closeBody(ByteSink &sink)
{
    if (m_order.chunked)
        sink.send("0\r\n\r\n");
    return finish();
}

} // namespace weir
