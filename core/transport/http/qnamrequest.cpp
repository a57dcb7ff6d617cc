// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamrequest.h"

#include "transport/connectionfailure.h"
#include "transport/http/challenges.h"
#include "transport/http/wirenotes.h"
#include "transport/tls/tlssetting.h"

#include <QHttp2Configuration>

#include <algorithm>
#include <array>

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

/// QNAM would ask without, and again after a 407: a request twice on the wire, and the proxy's time in it.
/// Through a tunnel the socket asks, before there is a request.
void setProxyUser(QNetworkRequest &target, const WireRequest &request)
{
    const QUrl &proxy = request.proxy;
    if (request.url.scheme() != u"http" || proxy.scheme() != u"http" || proxy.userName().isEmpty())
        return;
    const QByteArray pair =
        proxy.userName(QUrl::FullyDecoded).toUtf8() + ':' + proxy.password(QUrl::FullyDecoded).toUtf8();
    target.setRawHeader("Proxy-Authorization", "Basic " + pair.toBase64());
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
    if (!plain && needsQtTls(request))
        target.setSslConfiguration(qtTlsOf(request));
    setHeaders(target, request);
    setProxyUser(target, request);
    return target;
}

bool leavesConnectionOpen(const QNetworkReply &reply)
{
    if (reply.rawHeader("Connection").toLower().contains("close"))
        return false;
    return reply.hasRawHeader("Content-Length") ||
           reply.rawHeader("Transfer-Encoding").toLower().contains("chunked");
}

QNetworkReply *sendOn(QNetworkAccessManager &manager, const WireRequest &request, const WireNotes *notes)
{
    QNetworkRequest target = toNetworkRequest(request);
    if (notes != nullptr) {
        const RawHeader mark = notes->mark();
        target.setRawHeader(mark.first, mark.second);
    }
    const QByteArray &method = std::get<HttpRequest>(request.channel).method;
    if (method == "HEAD")
        return manager.head(target);
    if (method == "GET" && request.body.isEmpty())
        return manager.get(target);
    // Of a request with an upload device, be it an empty one, QNAM tells the sending only when it has sent
    // bytes of the device.
    const bool goesWithHead = notes != nullptr && notes->writer() == WireNotes::Body::WithHead;
    if (request.body.isEmpty() || goesWithHead) {
        QNetworkRequest bodiless = target;
        bodiless.setRawHeader("Content-Length", QByteArray::number(request.body.size()));
        return manager.sendCustomRequest(bodiless, method, static_cast<QIODevice *>(nullptr));
    }
    if (method == "POST")
        return manager.post(target, request.body);
    if (method == "PUT")
        return manager.put(target, request.body);
    return manager.sendCustomRequest(target, method, request.body);
}

/// QNAM's connectToHost() can't switch HTTP/2 off, and QNAM keeps such connections under another key, where
/// no HTTP/1.1 request would find them. So the request behind connectToHost() is made here, with the settings
/// of the real ones.
QNetworkReply *connectOn(QNetworkAccessManager &manager, const WireRequest &request)
{
    QNetworkRequest target = toNetworkRequest(request);
    QUrl url = target.url().adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
    url.setPort(url.port(url.scheme() == u"https" ? 443 : 80));
    url.setScheme(QStringLiteral("preconnect-") + url.scheme());
    target.setUrl(url);
    return manager.get(target);
}

bool beginsChunk(QByteArrayView bytes)
{
    constexpr qsizetype mostDigits = 8;
    constexpr qsizetype longestLine = 256; // extensions are rare, and short
    const QByteArrayView digits("0123456789abcdefABCDEF");
    qsizetype at = 0;
    while (at < bytes.size() && at <= mostDigits && digits.contains(bytes[at]))
        ++at;
    if (at == 0 || at > mostDigits || at == bytes.size())
        return false;
    const qsizetype end = bytes.first(std::min(bytes.size(), longestLine)).indexOf("\r\n");
    return end >= 0 && (end == at || bytes[at] == ';' || bytes[at] == ' ');
}

ResponseHead toResponseHead(const QNetworkReply &reply)
{
    ResponseHead head;
    const int told = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.status = reply.url().scheme() == u"http" ? sentStatus(told) : told;
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

/// QNAM's words for the code of a server's RST_STREAM (RFC 9113, 7; Qt 6.4: qt_error() in http2protocol.cpp).
/// Its error codes are the same for broken frames, and for some those of a status.
bool tellsOfReset(QStringView message)
{
    static constexpr std::array<QStringView, 10> words{
        u"HTTP/2 protocol error",
        u"Internal server error",
        u"SETTINGS ACK timeout error",
        u"Server refused a stream",
        u"Stream is no longer needed",
        u"Server received frame(s) on a half-closed stream",
        u"Server received a frame with an invalid size",
        u"Server dislikes our behavior, excessive load detected.",
        u"The underlying transport has properties that do not meet minimum security requirements",
        u"Server requires that HTTP/1.1 be used instead of HTTP/2."};
    return std::find(words.begin(), words.end(), message) != words.end();
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

bool tellsOfGoodbye(QStringView message)
{
    return message == u"GOAWAY received, cannot start a request" ||
           message == u"Server stopped accepting new streams before this stream was established";
}

WireEnd toWireEnd(QNetworkReply::NetworkError error, ExchangePhase phase, const QString &message)
{
    const bool responding = phase == ExchangePhase::Responding;
    if (error != QNetworkReply::NoError && tellsOfReset(message))
        return {responding ? WireEnd::Kind::Interrupted : WireEnd::Kind::ClosedBeforeResponse,
                Message::verbatim(message)};
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
