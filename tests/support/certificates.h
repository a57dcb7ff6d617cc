// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates of any kind, made where they are needed, so that none in the tree expires.
#pragma once

#include <QByteArray>

#include <memory>

namespace weir::test {

/// A certificate with its private key (EC P-256).
struct MadeCertificate
{
    QByteArray pem;
    QByteArray keyPem;
};

/// What makes a certificate differ from one of a server on this machine that is fine.
struct CertificateWish
{
    QByteArray name = "localhost"; ///< Its common name.
    /// As OpenSSL writes them; empty: none.
    QByteArray alternatives = "DNS:localhost,IP:127.0.0.1";
    bool isCa = false;
    long fromSeconds = -3600; ///< From now.
    long untilSeconds = 86400;
};

/// Signed by `issuer`; by itself where that is null.
MadeCertificate makeCertificate(const CertificateWish &wish, const MadeCertificate *issuer = nullptr);

/// The key, locked with a password.
QByteArray lockedKey(const MadeCertificate &certificate, const QByteArray &password);

} // namespace weir::test
