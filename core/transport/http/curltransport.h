// SPDX-License-Identifier: GPL-3.0-or-later
// The transport for high rates: libcurl's multi interface in the worker's own event loop, no thread more.
#pragma once

#include "transport/http/kernelstamps.h"
#include "transport/transport.h"

namespace weir {

/// All its sockets lie in one epoll set behind one notifier. What it can tell and how: docs/transports.md.
/// Lives in the worker thread that made it, and must not be destroyed from inside a handler.
class CurlTransport final : public Transport
{
public:
    /// `clock` must outlive the transport. The kernel's stamps are for HTTP/1.1, TLS included; HTTP/2 is
    /// stamped on read. Throws std::system_error when the system has no descriptor left.
    explicit CurlTransport(const Clock &clock, ReceiveStamps stamps = ReceiveStamps::OnRead);
    ~CurlTransport() override;

    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId stream) override;
    [[nodiscard]] std::size_t openCount() const override;
    /// Opens the TCP connections and fills the cache of names. A TLS handshake still comes with the first
    /// request.
    void prepare(const WireRequest &request, std::size_t connections) override;
    void allowWaiting(int alarm) override;
    static TransportLimits limits();

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
