// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as WebSocket messages, one for each event.
#pragma once

#include "service/front/streamedexchange.h"

namespace weir {

/// Takes whole messages instead of bytes.
class MessageSink : public ByteSink
{
public:
    /// Something that is no frame. Nothing can follow it.
    virtual void sendBrokenFrame() = 0;
};

/// The events of StreamedExchange without HTTP around them; a refusal is a message, too. Ends with Close
/// where HTTP would end a body too early.
class WebSocketExchange final : public StreamedExchange
{
public:
    /// As Exchange; each send() of `sink` is a message.
    WebSocketExchange(ExchangeOrder order, TruthRecord record, MessageSink &sink, ExchangeOwner &owner)
        : StreamedExchange(std::move(order), std::move(record), sink, owner, Framing::Lines), m_messages(sink)
    {
    }

protected:
    void openBody() override;
    void sendEvents(quint32 tokens) override;
    void endBody(quint32 tokens) override { sendEvents(tokens); }
    void truncateBody() override { m_order.keepAlive = false; }
    void breakBody() override { m_messages.sendBrokenFrame(); }
    void sendWhole(const DialectRefusal &refusal, std::string_view extra) override;

private:
    MessageSink &m_messages;
};

} // namespace weir
