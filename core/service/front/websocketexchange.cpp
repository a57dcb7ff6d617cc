// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/websocketexchange.h"

namespace weir {

void WebSocketExchange::openBody()
{
    setStatus(200);
    sendEvents(0);
}

void WebSocketExchange::sendEvents(quint32 tokens)
{
    // A line is an event; the first one bears the tokens.
    std::string_view rest = m_framer.bytes();
    for (quint32 borne = tokens; !rest.empty(); borne = 0) {
        const std::string_view message = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), message.size() + 1));
        if (borne > 0)
            sendTokens(message, borne);
        else
            m_sink.send(message);
    }
    m_framer.clear();
}

void WebSocketExchange::sendWhole(const DialectRefusal &refusal, std::string_view /*extra*/)
{
    setStatus(refusal.status);
    m_sink.send(refusal.body);
}

} // namespace weir
