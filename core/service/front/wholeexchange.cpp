// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/wholeexchange.h"

#include <algorithm>

namespace weir {

void WholeExchange::onTokens(const ModelTokens &tokens)
{
    if (isOver())
        return;
    if (!m_firstDue)
        m_firstDue = tokens.at;
    if (has(FaultKind::ResetBefore))
        breakOff(ExchangeEnd::Reset);
    else if (has(FaultKind::Empty))
        write(0);
}

void WholeExchange::finished()
{
    if (has(FaultKind::ResetBefore))
        return breakOff(ExchangeEnd::Reset);
    write(has(FaultKind::Empty) ? 0 : has(FaultKind::Truncate) ? m_faultPoint : plannedTokens());
}

void WholeExchange::write(quint32 tokens)
{
    markFault();
    std::string json = body(tokens);
    if (has(FaultKind::ResetInside) || has(FaultKind::Stall))
        return sendHalf(json);
    if (has(FaultKind::BadChunk))
        return sendBadChunk(json);
    if (has(FaultKind::BadJson))
        json.resize(json.size() / 2);
    const std::string extra = serviceHeader(true);
    HttpHead head;
    head.keepAlive = m_order.keepAlive;
    head.oldClient = !m_order.chunked;
    head.length = json.size();
    head.extra = extra;
    std::string bytes;
    appendHead(bytes, head);
    bytes += json;
    setStatus(head.status);
    if (!has(FaultKind::Truncate) && !has(FaultKind::BadJson))
        tellReason(reasonFor(tokens)); // The others' JSON has none, or is cut before it.
    if (tokens > 0 && !has(FaultKind::BadJson))
        sendTokens(bytes, tokens);
    else
        m_sink.send(bytes);
    finish();
}

std::string WholeExchange::body(quint32 tokens)
{
    const quint32 thought = std::min(tokens, m_placement.reasoningTokens);
    std::string reasoning;
    appendWords(reasoning, thought);
    std::string content;
    appendWords(content, tokens - thought);
    WholeText text;
    text.content = content;
    text.reasoning = reasoning;
    if (!has(FaultKind::Truncate))
        text.reason = reasonFor(tokens);
    text.usage = usageOf(tokens);
    text.stages = toldStages();
    return m_order.dialect->whole(m_order.facts, text);
}

void WholeExchange::sendHalf(std::string_view json)
{
    HttpHead head;
    head.length = json.size();
    std::string bytes;
    appendHead(bytes, head);
    bytes += json.substr(0, json.size() / 2);
    setStatus(head.status);
    m_sink.send(bytes);
    if (has(FaultKind::ResetInside))
        return breakOff(ExchangeEnd::Reset);
    hang();
}

void WholeExchange::sendBadChunk(std::string_view json)
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
    m_sink.send(bytes);
    breakOff(ExchangeEnd::Close);
}

} // namespace weir
