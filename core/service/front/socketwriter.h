// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a socket at once, and keeps only what the socket did not take.
#pragma once

#include "service/front/bytesink.h"
#include "service/front/servicetypes.h"

#include <functional>
#include <memory>
#include <string>

namespace weir {

/// A token's event costs one send() and nothing else while the peer keeps up. When it doesn't, the rest waits
/// here; the connection asks isEmpty() before it lets an answer go on, so the queue holds one write at most.
/// Service thread only.
class SocketWriter final : public ByteSink
{
public:
    /// `socket` outlives the writer and is non-blocking.
    explicit SocketWriter(ServiceSocket &socket) : m_socket(socket) {}

    void send(std::string_view bytes) override;
    [[nodiscard]] bool isEmpty() const override { return m_waiting.empty(); }
    /// A write failed: the client is gone. Nothing is sent any more.
    [[nodiscard]] bool failed() const { return m_failed; }
    /// Calls `drained` when all is written or the write failed, holding `owner` until then. Only when not
    /// isEmpty(), and not again before `drained` was called.
    void whenDrained(std::shared_ptr<void> owner, std::function<void()> drained);

private:
    ServiceSocket &m_socket;
    std::string m_waiting;
    bool m_failed = false;
};

} // namespace weir
