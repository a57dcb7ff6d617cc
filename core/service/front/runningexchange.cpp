// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/runningexchange.h"

namespace weir {

void RunningExchange::begin(std::unique_ptr<Exchange> exchange, const ModelRequest &request)
{
    m_context.counters.openStreams.fetch_add(1, std::memory_order_relaxed);
    m_exchange = std::move(exchange);
    Exchange &begun = *m_exchange;
    if (begun.refuseByFault())
        return;
    const ModelHandle handle = m_context.clock.submit(request, begun);
    if (std::exchange(m_cancelWhenKnown, false))
        m_context.clock.cancel(handle);
    else if (m_exchange.get() == &begun && !begun.isOver())
        m_handle = handle;
}

void RunningExchange::release(bool working)
{
    m_cancelWhenKnown = working && !m_handle;
    if (working && m_handle)
        m_context.clock.cancel(*m_handle);
    m_handle.reset();
}

void RunningExchange::end(TruthEnd end)
{
    if (!m_exchange)
        return;
    m_ended = std::move(m_exchange);
    // Cancelling lets the model catch up first, which may still tell the exchange something.
    m_ended->abandon();
    if (m_handle)
        m_context.clock.cancel(*std::exchange(m_handle, std::nullopt));
    TruthRecord record = m_ended->takeRecord(end);
    m_context.metrics.note(record, m_ended->answerEnd());
    m_context.log(std::move(record));
    m_context.counters.openStreams.fetch_sub(1, std::memory_order_relaxed);
}

} // namespace weir
