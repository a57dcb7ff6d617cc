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
/// here and `blocked` is called; who writes asks isEmpty() before it goes on, so little more than one write
/// ever waits. Service thread only.
class SocketWriter final : public ByteSink
{
public:
    /// `socket` outlives the writer and is non-blocking. `blocked` is called whenever bytes begin to wait.
    SocketWriter(ServiceSocket &socket, std::function<void()> blocked)
        : m_socket(socket), m_blocked(std::move(blocked))
    {
    }

    void send(std::string_view bytes) override;
    [[nodiscard]] bool isEmpty() const override { return m_waiting.empty() && m_sending.empty(); }
    /// A write failed: the client is gone. Nothing is sent any more.
    [[nodiscard]] bool failed() const { return m_failed; }
    /// Calls `drained` when all is written or the write failed, holding `owner` until then. Only when not
    /// isEmpty(), and not again before `drained` was called.
    void whenDrained(std::shared_ptr<void> owner, std::function<void()> drained);

private:
    ServiceSocket &m_socket;
    std::function<void()> m_blocked;
    std::string m_waiting;
    std::string m_sending; ///< Not to be touched: the system reads from it.
    bool m_failed = false;
};

} // namespace weir
