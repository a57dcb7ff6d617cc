// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at the certificate that a service shows, so that a person can decide to trust it.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

class QSslSocket;

namespace weir {

/// A certificate that vouches for itself: the service's own, or that of the CA above it where the service
/// shows it.
struct ShownCertificate
{
    QString subject;
    QString issuer;
    QString fingerprint; ///< SHA-256, "AB:CD:...".
    QDateTime from;
    QDateTime until;
    QByteArray pem; ///< To be saved as the target's `ca`.
};

/// One connection that is closed after its handshake; nothing is sent over it. One thread with an event loop.
class CertificateFetch : public QObject
{
    Q_OBJECT

public:
    explicit CertificateFetch(QObject *parent = nullptr);
    ~CertificateFetch() override;

    /// Asks the host of a https or wss URL, through `proxy` where that is not empty; gives up after ten
    /// seconds. An earlier question is forgotten.
    void start(const QUrl &url, const QUrl &proxy);

Q_SIGNALS:
    /// Once for each start(). An error where no handshake came about, and where no certificate that is shown
    /// vouches for itself: to trust another would not help.
    void finished(const weir::Result<weir::ShownCertificate> &certificate);

private:
    void look();
    void fail();

    std::unique_ptr<QSslSocket> m_socket;
    QString m_host;
};

} // namespace weir
