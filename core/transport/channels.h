// SPDX-License-Identifier: GPL-3.0-or-later
// The transport of a worker whose targets speak in different ways: chooses a channel by each request's
// scheme.
#pragma once

#include "scenario/channelkind.h"
#include "scenario/scenario.h"
#include "transport/transport.h"

#include <array>
#include <functional>
#include <memory>
#include <utility>

namespace weir {

/// Makes the transport of a kind when the first request of that kind comes: never null for HTTP, null for a
/// kind that this build has no channel for.
using ChannelMaker = std::function<std::unique_ptr<Transport>(ChannelKind)>;

/// Hands each request on to the transport of its kind. Lives in one worker thread, as they do.
class Channels final : public Transport
{
public:
    explicit Channels(ChannelMaker maker) : m_make(std::move(maker)) {}

    /// What has a scheme without a channel goes to HTTP's, which ends it as LocalError.
    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId stream) override;
    void finish(StreamId stream) override;
    [[nodiscard]] std::size_t openCount() const override;
    [[nodiscard]] quint64 heldBytes(StreamId stream) const override;
    [[nodiscard]] bool mayHoldUnseen() const override;
    void prepare(const WireRequest &request, std::size_t connections) override;
    /// Only while there is one channel: one that waits for its own sockets would keep another's waiting.
    void allowWaiting(int alarm) override;

private:
    static constexpr std::size_t kindCount = static_cast<std::size_t>(ChannelKind::Kafka) + 1;

    /// The position of the request's channel, made if need be.
    std::size_t indexFor(const WireRequest &request);
    /// The channel whose exchange that is, and the exchange's id there; null where there is none.
    [[nodiscard]] std::pair<Transport *, StreamId> ownerOf(StreamId stream) const;
    void shareWaiting();

    ChannelMaker m_make;
    std::array<std::unique_ptr<Transport>, kindCount> m_channels;
    int m_alarm = -1;
};

/// The channels that a scenario's targets need, made for the calling thread, which must run an event loop.
/// `clock` must outlive them.
std::unique_ptr<Transport> makeChannels(const Scenario &scenario, const Clock &clock);

} // namespace weir
