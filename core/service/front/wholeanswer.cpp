// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/wholeanswer.h"

#include <algorithm>

namespace weir {

Step WholeAnswer::begin(ByteSink &sink)
{
    for (const FaultKind kind : {FaultKind::RateLimit, FaultKind::Http500, FaultKind::BusinessCode}) {
        if (has(kind))
            return sendRefusal(sink, kind);
    }
    const bool early = has(FaultKind::ResetBefore) || has(FaultKind::Empty);
    return {StepAction::WakeAt, at(early ? m_plan.nextOffset() : m_plan.endOffset())};
}

Step WholeAnswer::wake(ByteSink &sink)
{
    if (has(FaultKind::ResetBefore))
        return breakOff(StepAction::Reset);
    quint32 tokens = m_plan.totalTokens();
    if (has(FaultKind::Empty))
        tokens = 0;
    else if (has(FaultKind::Truncate))
        tokens = faultPoint();
    std::string json = body(tokens);
    if (has(FaultKind::ResetInside) || has(FaultKind::Stall))
        return sendHalf(sink, json);
    if (has(FaultKind::BadChunk))
        return sendBadChunk(sink, json);
    if (has(FaultKind::BadJson))
        json.resize(json.size() / 2);
    HttpHead head;
    head.keepAlive = m_order.keepAlive;
    head.length = json.size();
    std::string bytes;
    appendHead(bytes, head);
    bytes += json;
    setStatus(head.status);
    if (tokens > 0 && !has(FaultKind::BadJson))
        sendTokens(sink, bytes, tokens);
    else
        sink.send(bytes);
    return finish();
}

std::string WholeAnswer::body(quint32 tokens)
{
    const quint32 thought = std::min(tokens, m_plan.reasoningTokens());
    std::string reasoning;
    appendWords(reasoning, thought, m_words);
    std::string content;
    appendWords(content, tokens - thought, m_words);
    WholeAnswerText text;
    text.key = m_order.seed;
    text.created = m_order.created;
    text.model = m_order.request.model;
    text.content = content;
    text.reasoning = reasoning;
    if (!has(FaultKind::Truncate))
        text.finishReason = m_plan.cutByCap() && tokens > 0 ? "length" : "stop";
    text.withUsage = m_order.reportUsage;
    text.usage = {m_order.request.promptTokens, tokens, thought};
    return wholeAnswerBody(text);
}

Step WholeAnswer::sendHalf(ByteSink &sink, std::string_view json)
{
    HttpHead head;
    head.length = json.size();
    std::string bytes;
    appendHead(bytes, head);
    bytes += json.substr(0, json.size() / 2);
    setStatus(head.status);
    sink.send(bytes);
    if (has(FaultKind::ResetInside))
        return breakOff(StepAction::Reset);
    markFault();
    return {StepAction::WaitForClient, {}};
}

Step WholeAnswer::sendBadChunk(ByteSink &sink, std::string_view json)
{
    HttpHead head;
    head.chunked = m_order.chunked;
    head.hasLength = false;
    head.keepAlive = m_order.chunked;
    std::string bytes;
    appendHead(bytes, head);
    appendChunk(bytes, json.substr(0, json.size() / 2), m_order.chunked);
    if (m_order.chunked)
        bytes += "zz\r\nnot a chunk\r\n";
    setStatus(head.status);
    sink.send(bytes);
    return breakOff(StepAction::Close);
}

} // namespace weir
