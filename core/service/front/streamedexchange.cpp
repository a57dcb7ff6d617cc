// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/streamedexchange.h"

#include <algorithm>
#include <limits>

namespace weir {

namespace {

// What went unread is made up for in events of at most this many tokens.
constexpr quint32 mostTokensAnEvent = 1000;

} // namespace

StreamedExchange::StreamedExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink,
                                   ExchangeOwner &owner)
    : Exchange(std::move(order), std::move(record), sink, owner), m_framer(m_order.dialect->framing())
{
    m_order.keepAlive = m_order.keepAlive && m_order.chunked;
}

StreamedExchange::StreamedExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink,
                                   ExchangeOwner &owner, Framing framing)
    : Exchange(std::move(order), std::move(record), sink, owner), m_framer(framing)
{
}

void StreamedExchange::placed()
{
    m_writer = m_order.dialect->streamWriter(m_order.facts);
    if (has(FaultKind::ResetBefore))
        return;
    m_writer->begin(m_framer, m_order.facts.asked.promptTokens);
    openBody();
}

void StreamedExchange::openBody()
{
    const std::string extra = serviceHeader(false);
    HttpHead head;
    head.contentType = EventFramer::contentType(m_order.dialect->framing());
    head.keepAlive = m_order.keepAlive;
    head.chunked = m_order.chunked;
    head.hasLength = false;
    head.extra = extra;
    m_bytes.clear();
    appendHead(m_bytes, head);
    setStatus(head.status);
    if (!m_framer.bytes().empty())
        appendChunk(m_bytes, m_framer.bytes(), m_order.chunked);
    m_framer.clear();
    m_sink.send(m_bytes);
}

void StreamedExchange::onTokens(const ModelTokens &tokens)
{
    if (isOver())
        return;
    (tokens.reasoning ? m_owedReasoning : m_owedContent) += tokens.tokens;
    pump();
}

void StreamedExchange::finished()
{
    m_modelDone = true;
    pump();
}

void StreamedExchange::onDrained()
{
    if (!isOver())
        pump();
}

void StreamedExchange::pump()
{
    while (!isOver() && m_sink.isEmpty()) {
        const bool owes = m_owedReasoning + m_owedContent > 0;
        if (!owes && !m_modelDone)
            return;
        if (faultDue())
            return;
        if (!owes)
            return writeTail(m_sent);
        quint32 &owed = m_owedReasoning > 0 ? m_owedReasoning : m_owedContent;
        const bool reasoning = m_owedReasoning > 0;
        const quint32 tokens = std::min({owed, mostTokensAnEvent, tokensToFault()});
        owed -= tokens;
        writeTokens(tokens, reasoning);
    }
}

/// However many tokens have piled up before a slow client, a fault inside comes after the same one.
quint32 StreamedExchange::tokensToFault() const
{
    const bool isAhead = m_order.fault && !m_faultDone && m_sent < m_faultPoint;
    return isAhead ? m_faultPoint - m_sent : std::numeric_limits<quint32>::max();
}

void StreamedExchange::writeTokens(quint32 tokens, bool reasoning)
{
    const bool cut = m_framer.cutsNext();
    m_text.clear();
    appendWords(m_text, tokens);
    m_writer->tokens(m_framer, m_text, tokens, reasoning);
    m_sent += tokens;
    m_withheld += tokens;
    // A vendor that tells tool calls only as a whole has nothing to say yet; an empty chunk would be the
    // last.
    if (m_framer.bytes().empty())
        return;
    const quint32 borne = std::exchange(m_withheld, 0);
    sendEvents(cut ? 0 : borne); // nobody can read those of a cut event
}

bool StreamedExchange::faultDue()
{
    if (!m_order.fault || m_faultDone)
        return false;
    if (has(FaultKind::ResetBefore)) {
        breakOff(ExchangeEnd::Reset);
        return true;
    }
    if (has(FaultKind::Empty)) {
        markFault();
        writeTail(0);
        return true;
    }
    // With a single token a fault inside comes after it.
    if (m_sent < m_faultPoint)
        return false;
    markFault();
    if (has(FaultKind::ResetInside)) {
        breakOff(ExchangeEnd::Reset);
    } else if (has(FaultKind::Truncate)) {
        truncateBody();
        finish();
    } else if (has(FaultKind::Stall)) {
        hang();
    } else if (has(FaultKind::BadChunk)) {
        breakBody();
        breakOff(ExchangeEnd::Close);
    } else {
        m_faultDone = true;
        m_framer.cutNext();
        return false;
    }
    return true;
}

void StreamedExchange::sendEvents(quint32 tokens)
{
    m_bytes.clear();
    appendChunk(m_bytes, m_framer.bytes(), m_order.chunked);
    m_framer.clear();
    if (tokens > 0)
        sendTokens(m_bytes, tokens);
    else
        m_sink.send(m_bytes);
}

void StreamedExchange::writeTail(quint32 tokens)
{
    m_writer->end(m_framer, reasonFor(tokens), usageOf(tokens), toldStages());
    tellReason(reasonFor(tokens));
    // What the vendor tells only as a whole comes with the end.
    endBody(tokens > 0 ? std::exchange(m_withheld, 0) : 0);
    finish();
}

void StreamedExchange::endBody(quint32 tokens)
{
    m_bytes.clear();
    if (!m_framer.bytes().empty())
        appendChunk(m_bytes, m_framer.bytes(), m_order.chunked);
    m_framer.clear();
    if (m_order.chunked)
        m_bytes += "0\r\n\r\n";
    if (tokens > 0)
        sendTokens(m_bytes, tokens);
    else if (!m_bytes.empty())
        m_sink.send(m_bytes);
}

void StreamedExchange::breakBody()
{
    // A body without chunks has no framing to break; it just ends here.
    if (m_order.chunked)
        m_sink.send("zz\r\nnot a chunk\r\n");
}

} // namespace weir
