// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as a stream of events, each when its tokens are due.
#pragma once

#include "service/dialects/eventframer.h"
#include "service/front/exchange.h"

namespace weir {

/// Head and first events go out when the request is placed. While the client does not read, further tokens
/// are only counted, and go out together later: what waits for it never grows.
class StreamedExchange : public Exchange
{
public:
    StreamedExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink, ExchangeOwner &owner);

    void onTokens(const ModelTokens &tokens) override;
    void onDrained() override;

protected:
    /// For a way of sending that is not a body of HTTP.
    StreamedExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink, ExchangeOwner &owner,
                     Framing framing);
    void placed() override;
    void finished() override;

    /// Sends what comes before all tokens, with the events that m_framer holds.
    virtual void openBody();
    /// Sends the events that m_framer holds; they bear so many tokens.
    virtual void sendEvents(quint32 tokens);
    /// Sends the events that m_framer holds, which bear so many tokens, and the end.
    virtual void endBody(quint32 tokens);
    /// The answer ends here, too early.
    virtual void truncateBody() { endBody(0); }
    /// Sends something that breaks the framing.
    virtual void breakBody();

    EventFramer m_framer;

private:
    void pump();
    void writeTokens(quint32 tokens, bool reasoning);
    bool faultDue();
    [[nodiscard]] quint32 tokensToFault() const;
    void writeTail(quint32 tokens);

    std::unique_ptr<StreamWriter> m_writer;
    std::string m_text;
    std::string m_bytes;
    quint32 m_owedReasoning = 0;
    quint32 m_owedContent = 0;
    quint32 m_sent = 0;
    quint32 m_withheld = 0; ///< Given to the writer, which tells them later.
    bool m_modelDone = false;
    bool m_faultDone = false; ///< A fault that lets the stream go on has happened.
};

} // namespace weir
