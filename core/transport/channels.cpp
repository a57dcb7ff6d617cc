// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/channels.h"

#include "transport/http/httptransports.h"
#include "transport/websocket/websockettransport.h"

#include <algorithm>

namespace weir {

std::size_t Channels::indexFor(const WireRequest &request)
{
    const ChannelKind kind = channelOf(request.url.scheme()).value_or(ChannelKind::Http);
    const std::size_t index = static_cast<std::size_t>(kind);
    if (!m_channels[index]) {
        m_channels[index] = m_make(kind);
        if (!m_channels[index]) {
            Q_ASSERT(kind != ChannelKind::Http);
            return indexFor({});
        }
        shareWaiting();
    }
    return index;
}

std::pair<Transport *, StreamId> Channels::ownerOf(StreamId stream) const
{
    return {m_channels[stream.value() % kindCount].get(), StreamId{stream.value() / kindCount}};
}

StreamId Channels::start(const WireRequest &request, StreamHandler &handler)
{
    const std::size_t index = indexFor(request);
    return StreamId{m_channels[index]->start(request, handler).value() * kindCount + index};
}

void Channels::abort(StreamId stream)
{
    if (const auto [channel, inner] = ownerOf(stream); channel != nullptr)
        channel->abort(inner);
}

void Channels::finish(StreamId stream)
{
    if (const auto [channel, inner] = ownerOf(stream); channel != nullptr)
        channel->finish(inner);
}

std::size_t Channels::openCount() const
{
    std::size_t count = 0;
    for (const std::unique_ptr<Transport> &channel : m_channels)
        count += channel ? channel->openCount() : 0;
    return count;
}

quint64 Channels::heldBytes(StreamId stream) const
{
    const auto [channel, inner] = ownerOf(stream);
    return channel != nullptr ? channel->heldBytes(inner) : 0;
}

bool Channels::mayHoldUnseen() const
{
    return std::any_of(m_channels.begin(), m_channels.end(), [](const std::unique_ptr<Transport> &channel) {
        return channel && channel->mayHoldUnseen();
    });
}

void Channels::prepare(const WireRequest &request, std::size_t connections)
{
    m_channels[indexFor(request)]->prepare(request, connections);
}

void Channels::allowWaiting(int alarm)
{
    m_alarm = alarm;
    shareWaiting();
}

void Channels::shareWaiting()
{
    const auto count =
        std::count_if(m_channels.begin(), m_channels.end(),
                      [](const std::unique_ptr<Transport> &channel) { return channel != nullptr; });
    for (const std::unique_ptr<Transport> &channel : m_channels) {
        if (channel)
            channel->allowWaiting(count == 1 ? m_alarm : -1);
    }
}

std::unique_ptr<Transport> makeChannels(const Scenario &scenario, const Clock &clock)
{
    const TransportKind http = scenario.transport;
    const ReceiveStamps stamps = scenario.kernelStamps ? ReceiveStamps::Kernel : ReceiveStamps::OnRead;
    return std::make_unique<Channels>([http, stamps, &clock](ChannelKind kind) -> std::unique_ptr<Transport> {
        switch (kind) {
        case ChannelKind::Http:
            return makeTransport(http, clock, stamps);
        case ChannelKind::WebSocket:
            return std::make_unique<WebSocketTransport>(clock);
        case ChannelKind::Grpc:
        case ChannelKind::Amqp:
        case ChannelKind::Kafka:
            break;
        }
        return nullptr;
    });
}

} // namespace weir
