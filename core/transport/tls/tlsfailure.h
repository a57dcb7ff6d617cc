// SPDX-License-Identifier: GPL-3.0-or-later
// Why no TLS session came about, whichever library tells: which side refused, and what it said.
#pragma once

#include "base/message.h"
#include "protocol/exchange.h"

#include <QList>
#include <QSslError>
#include <QString>

#include <optional>
#include <utility>

namespace weir {

enum class TlsFault
{
    // What this machine does not take, the worst first:
    NoRoot,        ///< What is trusted here ends below a root certificate.
    UnknownIssuer, ///< Nobody here knows who signed, and the service shows no certificate of that one.
    UnknownCa,     ///< This machine does not trust who signed the service's certificate.
    SelfSigned,    ///< The service signed its certificate itself, and nobody here trusts that.
    Expired,       ///< The service's certificate, or one above it.
    NotYetValid,   ///< The same.
    WrongHost,     ///< The certificate is of another name.
    Revoked,
    Unsuitable,         ///< The certificate is not meant for servers, or too weak.
                        // What the service refuses:
    CertificateWanted,  ///< That this side shows no certificate.
    CertificateRefused, ///< The one that it shows.
    HandshakeRefused,   ///< Does not say: no certificate, no common version, no common cipher.
    NoCommonVersion,
    NoCommonCipher,
    Alerted,   ///< Another alert than these.
    BrokenOff, ///< The connection ended inside the handshake, without an alert.
    NoTls,     ///< The answer is of another protocol.
};

/// A fault, and what is known of the certificates that it is about.
struct TlsFinding
{
    TlsFinding(TlsFault found) : fault(found) {} // NOLINT(google-explicit-constructor): most are just that
    TlsFinding(TlsFault found, QString certificateName, QString issuerName)
        : fault(found), certificate(std::move(certificateName)), issuer(std::move(issuerName))
    {
    }
    TlsFault fault;
    QString certificate; ///< The highest one that was found; empty: not known.
    QString issuer;      ///< Who signed that; empty: not known.
};

/// What the words of OpenSSL, as libcurl and Qt hand them on, mean; nothing for words that are none of TLS.
/// `showsCertificate`: this side has one to show.
std::optional<TlsFault> tlsFaultOf(const QString &words, bool showsCertificate);
/// What Qt's own check of the service's certificate found, the worst first; nothing where nothing is known.
std::optional<TlsFinding> tlsFaultOf(const QList<QSslError> &errors);
/// What OpenSSL's check of the certificate at that place of the chain (X509_V_ERR_...) found; nothing for
/// what tlsFaultOf() tells by the words.
std::optional<TlsFinding> tlsFaultOf(int verifyError, const QString &certificate, const QString &issuer);

/// The whole sentence. `host`: that was asked for. `words`: of the library, in which an alert has its name.
Message explain(const TlsFinding &finding, const QString &host, const QString &words);

/// A failure before any answer, told as the TLS failure that it is, where `finding` says so. What a service
/// refuses of the client's part of the handshake, above all its certificate, comes with TLS 1.3 as an alert
/// when the handshake is over for the client.
WireEnd withTlsFault(const WireEnd &end, const std::optional<TlsFinding> &finding, const QString &host,
                     const QString &words);

/// The fault that a kept English sentence tells of: one of explain()'s, or the words of a library with
/// anything around them.
std::optional<TlsFault> tlsFaultIn(const QString &english);

} // namespace weir
