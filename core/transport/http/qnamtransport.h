// SPDX-License-Identifier: GPL-3.0-or-later
// The default transport: QNetworkAccessManager, kept to its public contract of six HTTP/1.1 requests a
// manager and host.
#pragma once

#include "transport/http/kernelstamps.h"
#include "transport/transport.h"

#include <QObject>

namespace weir {

/// Admits every request itself and never hands a manager more than it can start at once; a manager more is
/// made when all are full. Rules and their reasons: docs/transports.md. Lives in the worker thread that made
/// it.
class QnamTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    /// `clock` must outlive the transport. The kernel's stamps are those of HTTP/1.1 without TLS.
    explicit QnamTransport(const Clock &clock, ReceiveStamps stamps = ReceiveStamps::OnRead,
                           QObject *parent = nullptr);
    ~QnamTransport() override;

    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId stream) override;
    [[nodiscard]] std::size_t openCount() const override;
    [[nodiscard]] quint64 heldBytes(StreamId stream) const override;
    /// QNAM keeps the body of a 401 or 407 to itself until it ends, and chunk lines and frames of HTTP/2 too.
    [[nodiscard]] bool mayHoldUnseen() const override { return true; }
    void prepare(const WireRequest &request, std::size_t connections) override;
    static TransportLimits limits();

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
