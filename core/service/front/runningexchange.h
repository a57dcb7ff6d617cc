// SPDX-License-Identifier: GPL-3.0-or-later
// The answer that a connection is giving, and the model's work on it.
#pragma once

#include "service/front/exchange.h"
#include "service/front/frontcontext.h"

namespace weir {

/// Keeps exchange, model and truth file in step; at most one exchange runs. Service thread only.
class RunningExchange
{
public:
    /// `context` outlives it.
    explicit RunningExchange(FrontContext &context) : m_context(context) {}

    /// Refuses by fault, or submits; the exchange may be over when this returns.
    void begin(std::unique_ptr<Exchange> exchange, const ModelRequest &request);
    /// Part of ExchangeOwner::exchangeEnded(): takes back what the model still works on.
    void release(bool working);
    /// The exchange is over, or nobody waits for it any more: it goes into the truth file. Does nothing when
    /// none runs. May be called from within the exchange.
    void end(TruthEnd end);
    [[nodiscard]] Exchange *get() const { return m_exchange.get(); }

private:
    FrontContext &m_context;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_ended;   ///< Until the next one ends: it may be on the stack.
    std::optional<ModelHandle> m_handle; ///< While the model works on it.
    bool m_cancelWhenKnown = false;      ///< The exchange ended before its handle was known.
};

} // namespace weir
