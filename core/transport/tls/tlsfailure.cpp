// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tlsfailure.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <openssl/x509_vfy.h>
#include <utility>

namespace weir {

namespace {

using Fault = TlsFault;

struct Words
{
    QStringView part; ///< In lower case.
    Fault fault;
};

/// Alerts about a certificate: about ours, or that there is none (Go's servers say "bad certificate" then).
constexpr std::array<QStringView, 10> aboutOurs{
    u"alert bad certificate",      u"alert unsupported certificate", u"alert certificate revoked",
    u"alert certificate expired",  u"alert certificate unknown",     u"alert unknown ca",
    u"alert certificate required", u"alert access denied",           u"alert no certificate",
    u"alert decrypt error"};

/// OpenSSL's reasons (ssl_err.c), those of its checks of certificates (x509_txt.c) and libcurl's.
constexpr std::array<Words, 34> known{{
    {u"alert handshake failure", Fault::HandshakeRefused},
    {u"alert protocol version", Fault::NoCommonVersion},
    {u"unsupported protocol", Fault::NoCommonVersion},
    {u"no protocols available", Fault::NoCommonVersion},
    {u"version too low", Fault::NoCommonVersion},
    {u"alert insufficient security", Fault::NoCommonCipher},
    {u"no shared cipher", Fault::NoCommonCipher},
    {u"no ciphers available", Fault::NoCommonCipher},
    {u"sigalg disallowed", Fault::NoCommonCipher},
    {u"dh key too small", Fault::NoCommonCipher},
    {u"wrong version number", Fault::NoTls},
    {u"unknown protocol", Fault::NoTls},
    {u"packet length too long", Fault::NoTls},
    {u"http request", Fault::NoTls},
    {u"record layer failure", Fault::NoTls},
    {u"self-signed certificate in certificate chain", Fault::UnknownCa},
    {u"root certificate of the certificate chain is self-signed", Fault::UnknownCa},
    {u"self-signed", Fault::SelfSigned},
    {u"self signed", Fault::SelfSigned},
    {u"issuer certificate", Fault::UnknownCa},
    {u"verify the first certificate", Fault::UnknownCa},
    {u"no certificates could be verified", Fault::UnknownCa},
    {u"invalid ca certificate", Fault::UnknownCa},
    {u"certificate has expired", Fault::Expired},
    {u"not yet valid", Fault::NotYetValid},
    {u"certificate revoked", Fault::Revoked},
    {u"does not match target host name", Fault::WrongHost},
    {u"subject name matches target host name", Fault::WrongHost},
    {u"host name did not match", Fault::WrongHost},
    {u"unsuitable certificate purpose", Fault::Unsuitable},
    {u"key too small", Fault::Unsuitable},
    {u"key too weak", Fault::Unsuitable},
    {u"md too weak", Fault::Unsuitable},
    {u"unexpected eof", Fault::BrokenOff},
}};

/// What nothing but an alert of the other side tells.
constexpr std::array<Fault, 4> toldByAlert{Fault::CertificateWanted, Fault::CertificateRefused,
                                           Fault::HandshakeRefused, Fault::Alerted};

/// "unknown ca" of "...:SSL routines::tlsv1 alert unknown ca, errno 0".
QString alertIn(const QString &words)
{
    static const QRegularExpression alert(QStringLiteral("alert ([a-z ]+)"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = alert.match(words);
    return match.hasMatch() ? match.captured(1).trimmed() : words;
}

MessageText textOf(Fault fault)
{
    switch (fault) {
    case Fault::NoRoot:
        return WEIR_TEXT("tls.no_root",
                         "The certificate of %1 was followed up to \"%2\", but the certificate of \"%3\", "
                         "which signed that, is not among those that are trusted here.");
    case Fault::UnknownIssuer:
        return WEIR_TEXT("tls.unknown_issuer",
                         "The certificate of %1 is signed by \"%2\", which is not trusted here, and the "
                         "service did not send the certificate of that.");
    case Fault::UnknownCa:
        return WEIR_TEXT("tls.unknown_ca",
                         "The certificate of %1 is signed by a CA that is not trusted here.");
    case Fault::SelfSigned:
        return WEIR_TEXT("tls.self_signed", "The certificate of %1 is self-signed and not trusted here.");
    case Fault::Expired:
        return WEIR_TEXT("tls.expired", "The certificate of %1 has expired.");
    case Fault::NotYetValid:
        return WEIR_TEXT("tls.not_yet_valid", "The certificate of %1 is not valid yet.");
    case Fault::WrongHost:
        return WEIR_TEXT("tls.wrong_host", "The certificate is not for the host %1, which was asked for.");
    case Fault::Revoked:
        return WEIR_TEXT("tls.revoked", "The certificate of %1 was revoked.");
    case Fault::Unsuitable:
        return WEIR_TEXT("tls.unsuitable", "The certificate of %1 is not meant for servers, or too weak.");
    case Fault::CertificateWanted:
        return WEIR_TEXT("tls.certificate_wanted",
                         "%1 wants a client certificate, and none was shown (TLS alert: %2).");
    case Fault::CertificateRefused:
        return WEIR_TEXT("tls.certificate_refused", "%1 refuses the client certificate (TLS alert: %2).");
    case Fault::HandshakeRefused:
        return WEIR_TEXT("tls.handshake_refused",
                         "%1 refuses the handshake and does not say why (TLS alert: %2): it wants a client "
                         "certificate or another one, or no version or cipher of TLS is common to both.");
    case Fault::NoCommonVersion:
        return WEIR_TEXT("tls.no_common_version",
                         "%1 and this machine have no version of TLS in common (%2).");
    case Fault::NoCommonCipher:
        return WEIR_TEXT("tls.no_common_cipher",
                         "%1 and this machine have no cipher or signature of TLS in common (%2).");
    case Fault::Alerted:
        return WEIR_TEXT("tls.alerted", "%1 ended the TLS session (TLS alert: %2).");
    case Fault::BrokenOff:
        return WEIR_TEXT("tls.broken_off",
                         "%1 closed the connection in the middle of the TLS handshake and did not say why.");
    case Fault::NoTls:
        return WEIR_TEXT("tls.no_tls", "What %1 answers is no TLS (%2).");
    }
    return WEIR_TEXT("tls.no_tls", "What %1 answers is no TLS (%2).");
}

constexpr std::array<Fault, 17> allFaults{Fault::NoRoot,
                                          Fault::UnknownIssuer,
                                          Fault::UnknownCa,
                                          Fault::SelfSigned,
                                          Fault::Expired,
                                          Fault::NotYetValid,
                                          Fault::WrongHost,
                                          Fault::Revoked,
                                          Fault::Unsuitable,
                                          Fault::CertificateWanted,
                                          Fault::CertificateRefused,
                                          Fault::HandshakeRefused,
                                          Fault::NoCommonVersion,
                                          Fault::NoCommonCipher,
                                          Fault::Alerted,
                                          Fault::BrokenOff,
                                          Fault::NoTls};

/// What stands between the places of the sentence, in lower case.
bool isSentenceOf(Fault fault, const QString &english)
{
    static const QRegularExpression places(QStringLiteral("%\\d"));
    const QStringList parts = QString::fromUtf8(textOf(fault).english).split(places, Qt::SkipEmptyParts);
    return std::all_of(parts.begin(), parts.end(), [&english](const QString &part) {
        return part == u"." || part == u")." || english.contains(part, Qt::CaseInsensitive);
    });
}

std::optional<Fault> faultOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
        return Fault::SelfSigned;
    case QSslError::UnableToGetIssuerCertificate:
        return Fault::NoRoot;
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
        return Fault::UnknownIssuer;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
    case QSslError::NoPeerCertificate:
        return Fault::UnknownCa;
    case QSslError::CertificateExpired:
        return Fault::Expired;
    case QSslError::CertificateNotYetValid:
        return Fault::NotYetValid;
    case QSslError::CertificateRevoked:
        return Fault::Revoked;
    case QSslError::InvalidPurpose:
        return Fault::Unsuitable;
    case QSslError::HostNameMismatch:
        return Fault::WrongHost;
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<TlsFault> tlsFaultOf(const QString &words, bool showsCertificate)
{
    const QString lower = words.toLower();
    for (const QStringView alert : aboutOurs) {
        if (lower.contains(alert))
            return showsCertificate ? Fault::CertificateRefused : Fault::CertificateWanted;
    }
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&lower](const Words &one) { return lower.contains(one.part); });
    if (found != known.end())
        return found->fault;
    return lower.contains(u"alert ") ? std::optional(Fault::Alerted) : std::nullopt;
}

/// libcurl checks who signed before it checks the name, and tells the first fault alone.
std::optional<TlsFinding> tlsFaultOf(const QList<QSslError> &errors)
{
    std::optional<TlsFinding> worst;
    for (const QSslError &error : errors) {
        const std::optional<TlsFault> fault = faultOf(error.error());
        if (fault && (!worst || *fault < worst->fault))
            worst = TlsFinding(*fault, error.certificate().subjectDisplayName(),
                               error.certificate().issuerDisplayName());
    }
    return worst;
}

std::optional<TlsFinding> tlsFaultOf(int verifyError, const QString &certificate, const QString &issuer)
{
    switch (verifyError) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        return TlsFinding(Fault::NoRoot, certificate, issuer);
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return TlsFinding(Fault::UnknownIssuer, certificate, issuer);
    default:
        return std::nullopt;
    }
}

Message explain(const TlsFinding &finding, const QString &host, const QString &words)
{
    const bool isNamed = !finding.issuer.isEmpty();
    switch (finding.fault) {
    case Fault::NoRoot:
        return isNamed ? Message(textOf(Fault::NoRoot), host, finding.certificate, finding.issuer)
                       : Message(textOf(Fault::UnknownCa), host);
    case Fault::UnknownIssuer:
        return isNamed ? Message(textOf(Fault::UnknownIssuer), host, finding.issuer)
                       : Message(textOf(Fault::UnknownCa), host);
    default:
        break;
    }
    const MessageText text = textOf(finding.fault);
    return QByteArrayView(text.english).contains("%2") ? Message(text, host, alertIn(words))
                                                       : Message(text, host);
}

WireEnd withTlsFault(const WireEnd &end, const std::optional<TlsFinding> &finding, const QString &host,
                     const QString &words)
{
    const bool isTold =
        finding && std::find(toldByAlert.begin(), toldByAlert.end(), finding->fault) != toldByAlert.end();
    if (!finding || (end.kind != WireEnd::Kind::TlsFailure && !isTold))
        return end;
    WireEnd told = end;
    told.kind = WireEnd::Kind::TlsFailure;
    told.message = explain(*finding, host, words);
    return told;
}

std::optional<TlsFault> tlsFaultIn(const QString &english)
{
    for (const Fault fault : allFaults) {
        if (isSentenceOf(fault, english))
            return fault;
    }
    return tlsFaultOf(english, false);
}

} // namespace weir
