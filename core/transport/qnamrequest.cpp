// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/qnamrequest.h"

#include "base/version.h"

#include <QHttp2Configuration>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>

namespace weir {

namespace {

bool isToken(const QByteArray &text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.contains(c);
    });
}

bool isFieldValue(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void setDefaultHeader(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    if (!request.hasRawHeader(name))
        request.setRawHeader(name, value);
}

void setHeaders(QNetworkRequest &target, const WireRequest &request)
{
    for (const RawHeader &header : request.headers) {
        // QNAM keeps one line a name; RFC 9110, 5.3 allows joining lines of one name by a comma.
        const QByteArray before = target.rawHeader(header.first);
        target.setRawHeader(header.first, before.isEmpty() ? header.second : before + ", " + header.second);
    }
    if (!request.url.userName().isEmpty()) {
        const QByteArray pair = request.url.userName(QUrl::FullyDecoded).toUtf8() + ':' +
                                request.url.password(QUrl::FullyDecoded).toUtf8();
        setDefaultHeader(target, "Authorization", "Basic " + pair.toBase64());
    }
    setDefaultHeader(target, "User-Agent", QByteArray("weir/") + versionString);
    setDefaultHeader(target, "Accept-Encoding", "identity");
    setDefaultHeader(target, "Accept-Language", "*"); // QNAM would tell the machine's locale
    if (!request.reuseConnection)
        target.setRawHeader("Connection", "close");
}

} // namespace

Result<void> checkWireRequest(const WireRequest &request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != u"http" && scheme != u"https"))
        return Error{QStringLiteral("The URL is not a complete http or https URL"), {}, {}};
    if (scheme == u"https" && !QSslSocket::supportsSsl())
        return Error{QStringLiteral("No TLS library was found"), {}, QStringLiteral("Install OpenSSL 3.")};
    if (!isToken(request.method))
        return Error{QStringLiteral("The request method is not an HTTP token"), {}, {}};
    for (const RawHeader &header : request.headers) {
        if (!isToken(header.first))
            return Error{QStringLiteral("A header name is not an HTTP token"), {}, {}};
        if (!isFieldValue(header.second)) {
            return Error{QStringLiteral("The header %1 holds a line break or a zero byte")
                             .arg(QString::fromLatin1(header.first)),
                         {},
                         {}};
        }
    }
    const QString proxy = request.proxy.scheme();
    if (!request.proxy.isEmpty() &&
        ((proxy != u"http" && proxy != u"socks5") || request.proxy.host().isEmpty()))
        return Error{QStringLiteral("The proxy is not an http or socks5 URL"), {}, {}};
    return {};
}

QNetworkRequest toNetworkRequest(const WireRequest &request)
{
    QNetworkRequest target(request.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment));
    const bool plain = request.url.scheme() == u"http";
    target.setAttribute(QNetworkRequest::Http2AllowedAttribute, request.http2);
    target.setAttribute(QNetworkRequest::Http2DirectAttribute, request.http2 && plain);
    target.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    target.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    target.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    target.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    target.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    target.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    target.setAttribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute, false);
    target.setTransferTimeout(0); // QNAM's own timer costs an event a chunk and can't be told from an abort
    target.setDecompressedSafetyCheckThreshold(-1);
    if (!plain && !request.verifyTls) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        target.setSslConfiguration(tls);
    }
    setHeaders(target, request);
    return target;
}

QNetworkProxy toNetworkProxy(const QUrl &proxy)
{
    if (proxy.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool socks = proxy.scheme() == u"socks5";
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.host(),
                         static_cast<quint16>(proxy.port(socks ? 1080 : 8080)),
                         proxy.userName(QUrl::FullyDecoded), proxy.password(QUrl::FullyDecoded));
}

ResponseHead toResponseHead(const QNetworkReply &reply)
{
    ResponseHead head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QList<QNetworkReply::RawHeaderPair> &pairs = reply.rawHeaderPairs();
    head.headers.assign(pairs.begin(), pairs.end());
    return head;
}

namespace {

WireEnd::Kind kindBeforeResponse(QNetworkReply::NetworkError error, ExchangePhase phase)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return WireEnd::Kind::DnsFailure;
    case QNetworkReply::ConnectionRefusedError:
        return WireEnd::Kind::ConnectRefused;
    case QNetworkReply::SslHandshakeFailedError:
        return WireEnd::Kind::TlsFailure;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::OperationNotImplementedError:
        return phase == ExchangePhase::Connecting ? WireEnd::Kind::LocalError : WireEnd::Kind::BrokenFraming;
    case QNetworkReply::ProtocolFailure:
        return WireEnd::Kind::BrokenFraming;
    case QNetworkReply::TimeoutError:
        if (phase == ExchangePhase::Connecting)
            return WireEnd::Kind::ConnectTimeout;
        break;
    default:
        break;
    }
    return phase == ExchangePhase::Connecting ? WireEnd::Kind::ConnectFailed
                                              : WireEnd::Kind::ClosedBeforeResponse;
}

/// Errors that stand for a status of the response: the ranges 201-299 and 401-499, 407 and (of 400 and 418)
/// this one.
bool standsForStatus(QNetworkReply::NetworkError error)
{
    return (error > 200 && error < 300) || (error > 400 && error < 500) ||
           error == QNetworkReply::ProxyAuthenticationRequiredError ||
           error == QNetworkReply::ProtocolInvalidOperationError;
}

} // namespace

WireEnd toWireEnd(QNetworkReply::NetworkError error, ExchangePhase phase, const QString &message)
{
    const bool responding = phase == ExchangePhase::Responding;
    if (error == QNetworkReply::NoError && phase != ExchangePhase::Responding)
        return {WireEnd::Kind::ClosedBeforeResponse, QStringLiteral("The exchange ended without a response")};
    if (error == QNetworkReply::NoError || (responding && standsForStatus(error)))
        return {};
    if (!responding)
        return {kindBeforeResponse(error, phase), message};
    const bool protocol =
        error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError;
    return {protocol ? WireEnd::Kind::BrokenFraming : WireEnd::Kind::Interrupted, message};
}

} // namespace weir
