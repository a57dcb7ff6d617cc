// SPDX-License-Identifier: GPL-3.0-or-later
// A server on loopback that does to each connection exactly what a script says, in a thread of its own.
#pragma once

#include "support/serverscript.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace weir::test {

/// A request as it came off the wire.
struct ReceivedRequest
{
    int connection = 0; ///< Index of its connection, from 0 in the order of accepting.
    QByteArray head;    ///< Request line and headers, with the empty line.
    QByteArray body;

    /// The value of that header, trimmed, or a null array. `name` in any case.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    /// How many lines carry that header.
    [[nodiscard]] int headerCount(QByteArrayView name) const;
};

/// Listens on 127.0.0.1 from construction to destruction. All functions are for the thread that made it; the
/// answers are copies.
class ScriptedServer
{
public:
    enum class Security
    {
        Plain,
        Tls
    }; ///< Tls: with the self-signed certificate of tests/data/tls.
    /// Gives the script of a connection by its index. Called in the server's thread.
    using ScriptSource = std::function<ServerScript(int connection)>;

    explicit ScriptedServer(const ServerScript &script, Security security = Security::Plain);
    explicit ScriptedServer(ScriptSource source, Security security = Security::Plain);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;

    [[nodiscard]] quint16 port() const;
    /// "http://127.0.0.1:PORT" (or https) plus `path`.
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    /// Whole requests read so far, in the order of arrival.
    [[nodiscard]] std::vector<ReceivedRequest> requests() const;
    [[nodiscard]] int requestCount() const;
    /// Connections accepted so far; with TLS those whose handshake was done.
    [[nodiscard]] int connectionCount() const;
    /// Connections that the peer or the script has not closed yet.
    [[nodiscard]] int openConnectionCount() const;
    /// Waits until `count` requests have been read; false when `limit` passes first.
    [[nodiscard]] bool waitForRequests(int count, std::chrono::milliseconds limit) const;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir::test
