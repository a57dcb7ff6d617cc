// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/simulatedtransport.h"

namespace weir::bench {

namespace {

using namespace std::chrono_literals;

constexpr quint64 brokenOneIn = 100;

} // namespace

StreamId SimulatedTransport::start(const WireRequest &, StreamHandler &handler)
{
    const StreamId id{++m_lastId};
    m_open.emplace(id, Exchange{&handler, 0, m_lastId % brokenOneIn == 0});
    schedule(id, 400ms);
    return id;
}

void SimulatedTransport::abort(StreamId id)
{
    const auto found = m_open.find(id);
    if (found != m_open.end())
        end(found, WireEnd::Kind::Aborted);
}

void SimulatedTransport::playUntil(TimePoint until)
{
    while (!m_due.empty() && m_due.top().first <= until) {
        const auto [at, id] = m_due.top();
        m_due.pop();
        const auto found = m_open.find(id);
        if (found == m_open.end())
            continue;
        m_clock.set(at);
        play(found);
    }
    m_clock.set(until);
}

void SimulatedTransport::schedule(StreamId id, Nanoseconds mean)
{
    const double wait = m_random.exponential(static_cast<double>(mean.count()));
    m_due.push({m_clock.now() + Nanoseconds{static_cast<qint64>(wait)}, id});
}

void SimulatedTransport::play(Open::iterator found)
{
    const StreamId id = found->first;
    Exchange &exchange = found->second;
    if (exchange.next == 0) {
        exchange.handler->onSent(m_clock.now());
        exchange.handler->onOpened(m_clock.now(), m_stream.head);
    }
    if (exchange.next == m_stream.events.size())
        return end(found, WireEnd::Kind::Clean);
    if (exchange.breaks && exchange.next == m_stream.events.size() / 2)
        return end(found, WireEnd::Kind::Interrupted);
    schedule(id, 20ms);
    exchange.handler->onData(m_clock.now(), m_stream.events[exchange.next++]);
}

void SimulatedTransport::end(Open::iterator found, WireEnd::Kind kind)
{
    StreamHandler &handler = *found->second.handler;
    m_open.erase(found);
    handler.onEnded(m_clock.now(), {kind, {}});
}

} // namespace weir::bench
