// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a connection at once, and keeps only what the socket did not take.
#pragma once

#include "service/front/bytesink.h"
#include "service/front/servicestream.h"

#include <memory>
#include <string>

namespace weir {

/// The connection that writes.
class SocketWriterOwner
{
public:
    virtual ~SocketWriterOwner() = default;
    /// Held while something waits.
    virtual std::shared_ptr<void> holdOwner() = 0;
    /// Bytes wait for the client to read, anew after each part that it took.
    virtual void writerWaits() = 0;
    /// All that waited is written, or writing failed. Never called from within send().
    virtual void writerDrained() = 0;
};

/// A token's event costs one send() and nothing else while the peer keeps up. When it doesn't, the rest waits
/// here and goes out by itself; answers ask isEmpty() before they go on, so the queue holds one write at
/// most. Service thread only.
class SocketWriter final : public ByteSink
{
public:
    /// Both outlive the writer. `stream` is open.
    SocketWriter(ServiceStream &stream, SocketWriterOwner &owner) : m_stream(stream), m_owner(owner) {}

    void send(std::string_view bytes) override;
    [[nodiscard]] bool isEmpty() const override { return m_waiting.empty(); }
    /// A write failed: the client is gone. Nothing is sent any more.
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    void await();
    void drain();

    ServiceStream &m_stream;
    SocketWriterOwner &m_owner;
    std::string m_waiting;
    std::size_t m_written = 0; ///< Of m_waiting.
    bool m_failed = false;
};

} // namespace weir
