// SPDX-License-Identifier: GPL-3.0-or-later
// Why no TLS session came about, whichever library tells: which side refused, and what it said.
#pragma once

#include "base/message.h"
#include "protocol/exchange.h"

#include <QList>
#include <QSslError>
#include <QString>

#include <optional>

namespace weir {

enum class TlsFault
{
    UnknownCa,   ///< This machine does not trust who signed the service's certificate.
    SelfSigned,  ///< The service signed its certificate itself, and nobody here trusts that.
    Expired,     ///< The service's certificate, or one above it.
    NotYetValid, ///< The same.
    WrongHost,   ///< The certificate is of another name.
    Revoked,
    Unsuitable, ///< The certificate is not meant for servers, or too weak.
    // What the service refuses:
    CertificateWanted,  ///< That this side shows no certificate.
    CertificateRefused, ///< The one that it shows.
    HandshakeRefused,   ///< Does not say: no certificate, no common version, no common cipher.
    NoCommonVersion,
    NoCommonCipher,
    NoTls, ///< The answer is of another protocol.
};

/// What the words of OpenSSL, as libcurl and Qt hand them on, mean; nothing for words that are none of TLS.
/// `showsCertificate`: this side has one to show.
std::optional<TlsFault> tlsFaultOf(const QString &words, bool showsCertificate);
/// What Qt's own check of the service's certificate found, the worst first; nothing where nothing is known.
std::optional<TlsFault> tlsFaultOf(const QList<QSslError> &errors);

/// The whole sentence. `host`: that was asked for. `words`: of the library, in which an alert has its name.
Message explain(TlsFault fault, const QString &host, const QString &words);

/// A failure before any answer, told as the TLS failure that it is, where `fault` says so. A service refuses
/// a client's certificate only when the handshake of TLS 1.3 is over for the client, on its first read.
WireEnd withTlsFault(const WireEnd &end, std::optional<TlsFault> fault, const QString &host,
                     const QString &words);

/// The fault that a kept English sentence tells of: one of explain()'s, or the words of a library with
/// anything around them.
std::optional<TlsFault> tlsFaultIn(const QString &english);

} // namespace weir
