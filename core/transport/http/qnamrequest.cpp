// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamrequest.h"

#include "transport/connectionfailure.h"

#include <QHttp2Configuration>
#include <QSslConfiguration>
#include <QSslSocket>

namespace weir {

namespace {

void setHeaders(QNetworkRequest &target, const WireRequest &request)
{
    for (const RawHeader &header : headersToSend(request)) {
        // QNAM keeps one line a name; RFC 9110, 5.3 allows joining lines of one name by a comma.
        const QByteArray before = target.rawHeader(header.first);
        target.setRawHeader(header.first, before.isEmpty() ? header.second : before + ", " + header.second);
    }
}

} // namespace

QNetworkRequest toNetworkRequest(const WireRequest &request)
{
    QNetworkRequest target(requestUrl(request));
    const bool plain = request.url.scheme() == u"http";
    const bool http2 = std::get<HttpRequest>(request.channel).http2;
    target.setAttribute(QNetworkRequest::Http2AllowedAttribute, http2);
    target.setAttribute(QNetworkRequest::Http2DirectAttribute, http2 && plain);
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

ResponseHead toResponseHead(const QNetworkReply &reply)
{
    ResponseHead head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QList<QNetworkReply::RawHeaderPair> &pairs = reply.rawHeaderPairs();
    head.headers.assign(pairs.begin(), pairs.end());
    return head;
}

namespace {

WireEnd::Kind kindWhileConnecting(QNetworkReply::NetworkError error)
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
        return WireEnd::Kind::LocalError;
    case QNetworkReply::ProtocolFailure:
        return WireEnd::Kind::BrokenFraming;
    case QNetworkReply::TimeoutError:
        return WireEnd::Kind::ConnectTimeout;
    default:
        return WireEnd::Kind::ConnectFailed;
    }
}

/// Behind the request errors of connecting are those of QNAM's own next attempt: the server is gone.
WireEnd::Kind kindBeforeResponse(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::OperationNotImplementedError:
    case QNetworkReply::ProtocolFailure:
        return WireEnd::Kind::BrokenFraming;
    default:
        return WireEnd::Kind::ClosedBeforeResponse;
    }
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
        return {WireEnd::Kind::ClosedBeforeResponse,
                Message(WEIR_TEXT("qnam.no_response", "The exchange ended without a response"))};
    if (error == QNetworkReply::NoError || (responding && standsForStatus(error)))
        return {};
    if (phase == ExchangePhase::Connecting)
        return {kindWhileConnecting(error), connectionFailure(error, message)};
    if (phase == ExchangePhase::Sent)
        return {kindBeforeResponse(error), connectionFailure(error, message)};
    const bool protocol =
        error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError;
    return {protocol ? WireEnd::Kind::BrokenFraming : WireEnd::Kind::Interrupted,
            connectionFailure(error, message)};
}

} // namespace weir
