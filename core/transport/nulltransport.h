// SPDX-License-Identifier: GPL-3.0-or-later
// A transport without sockets: every exchange plays the same script. For benchmarks of the generator's own
// cost and for engine tests that need no server.
#pragma once

#include "transport/transport.h"

#include <QObject>

#include <memory>
#include <vector>

namespace weir {

/// What each exchange of a NullTransport does.
struct NullScript
{
    Opening opening = ResponseHead{200, {}};
    std::vector<QByteArray> chunks; ///< One onData() each.
    Nanoseconds headDelay{0}; ///< From start() to sent and headers; the first chunk comes one gap later.
    Nanoseconds gap{0};       ///< Between chunks and before the end; 0: all in one go, one event a loop turn.
    WireEnd end{};            ///< The last word.
};

/// Plays the script through the event loop of the thread that made it, with all the rules of Transport.
class NullTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    /// `clock` must outlive the transport. Delays run on it, at the event loop's resolution of 1 ms.
    NullTransport(const Clock &clock, NullScript script, QObject *parent = nullptr);
    ~NullTransport() override;

    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId stream) override;
    [[nodiscard]] std::size_t openCount() const override;
    void prepare(const WireRequest &request,
                 std::size_t connections) override; ///< There is nothing to connect.

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir
