// SPDX-License-Identifier: GPL-3.0-or-later
// A TLS server of OpenSSL on loopback, as services have them: it may want a certificate of its client, and
// refuses by alerts.
#pragma once

#include "support/certificates.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace weir::test {

/// Answers each HTTP request with 200 and "ok", in a thread of its own, from construction to destruction.
class TlsServer
{
public:
    struct Setup
    {
        MadeCertificate certificate;
        QByteArray clientCa{};              ///< PEM; empty: no certificate is asked for.
        bool isTls12 = false;               ///< Not newer than 1.2.
        bool isTls11 = false;               ///< 1.1 alone, which nobody speaks any more.
        bool leavesBehindHandshake = false; ///< Says nothing more, not even goodbye.
        bool leavesAtOnce = false; ///< Closes with what its client says unread: an RST follows the alert.
    };
    explicit TlsServer(const Setup &setup);
    ~TlsServer();
    TlsServer(const TlsServer &) = delete;
    TlsServer &operator=(const TlsServer &) = delete;

    [[nodiscard]] quint16 port() const;
    /// "SCHEME://localhost:PORT/".
    [[nodiscard]] QString url(const QString &scheme = QStringLiteral("https")) const;
    /// The names in the certificates that clients showed, one for each connection whose handshake was done;
    /// empty for one without.
    [[nodiscard]] QStringList clients() const;

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace weir::test
