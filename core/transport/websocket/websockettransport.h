// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket as a channel: a request is a message, an event of the answer is a message.
#pragma once

#include "transport/transport.h"

namespace weir {

/// The longest message that is taken, as the longest event of an event stream.
inline constexpr qint64 mostMessageBytes = qint64{4} * 1024 * 1024;

/// Opens a connection for each request, or takes one that an earlier request with the same handshake has
/// left. What it can tell and how: docs/transports.md. Lives in the worker thread that made it, and must not
/// be destroyed from inside a handler.
class WebSocketTransport final : public Transport
{
public:
    /// `clock` must outlive the transport.
    explicit WebSocketTransport(const Clock &clock);
    ~WebSocketTransport() override;

    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId stream) override;
    void finish(StreamId stream) override;
    [[nodiscard]] std::size_t openCount() const override;
    void prepare(const WireRequest &request, std::size_t connections) override;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
