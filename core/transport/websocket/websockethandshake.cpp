// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/websocket/websockethandshake.h"

#include "transport/connectionfailure.h"
#include "transport/tls/tlssetting.h"
#include "transport/websocket/websockettransport.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir {

namespace {

bool isOneOf(const QByteArray &name, std::initializer_list<QByteArrayView> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&name](QByteArrayView one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

QString inQtsWords(const char *words)
{
    return QCoreApplication::translate("QWebSocketDataProcessor", words);
}

/// Qt's frame reader takes a close code that it does not know, those of 1012 to 1014 among them, for a broken
/// protocol, puts words of its own in the place of the reason, and forgets the code (it names 1002).
bool isCodeThatQtForgot(const QString &reason)
{
    return reason ==
           inQtsWords("Invalid close code %1 detected.").arg(QWebSocketProtocol::CloseCodeProtocolError);
}

/// What Qt says of a close frame that can't be, as if the server had said it.
bool isQtsOwnReason(const QString &reason)
{
    return reason == inQtsWords("Payload of close frame is too small.") ||
           reason == inQtsWords("Invalid UTF-8 code encountered.");
}

bool namesTheRequest(const QByteArray &name)
{
    return name.toLower().startsWith("x-weir-") || isOneOf(name, {"traceparent"});
}

/// The headers of a handshake: nothing of a body that does not come, and nothing that QWebSocket writes
/// itself.
std::vector<RawHeader> handshakeHeaders(const WireRequest &request)
{
    std::vector<RawHeader> headers = headersToSend(request);
    std::erase_if(headers, [](const RawHeader &header) {
        return isOneOf(header.first,
                       {"Content-Type", "Content-Length", "Accept", "Connection", "Upgrade",
                        "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions"});
    });
    return headers;
}

} // namespace

QNetworkRequest toHandshake(const WireRequest &request)
{
    QNetworkRequest handshake(requestUrl(request));
    for (const auto &[name, value] : handshakeHeaders(request)) {
        const QByteArray before = handshake.rawHeader(name); // one line a name (RFC 9110, 5.3)
        handshake.setRawHeader(name, before.isEmpty() ? value : before + ", " + value);
    }
    return handshake;
}

QByteArray connectionKey(const WireRequest &request)
{
    QByteArrayList lines;
    for (const auto &[name, value] : handshakeHeaders(request)) {
        if (!namesTheRequest(name))
            lines.append(name.toLower() + ": " + value);
    }
    std::sort(lines.begin(), lines.end());
    lines.append(requestUrl(request).toEncoded());
    lines.append(request.proxy.toEncoded());
    lines.append(request.verifyTls ? "checked" : "unchecked");
    lines.append(tlsIdOf(request));
    return lines.join('\n');
}

WireEnd endWhileConnecting(QAbstractSocket::SocketError error, ExchangePhase phase, const QString &words)
{
    const Message message = connectionFailure(error, words);
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return {WireEnd::Kind::DnsFailure, message};
    case QAbstractSocket::ConnectionRefusedError:
        return {WireEnd::Kind::ConnectRefused, message};
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return {WireEnd::Kind::TlsFailure, message};
    case QAbstractSocket::SocketTimeoutError:
        return {WireEnd::Kind::ConnectTimeout, message};
    case QAbstractSocket::SocketResourceError:
        return {WireEnd::Kind::LocalError, message};
    default:
        return {phase == ExchangePhase::Connecting ? WireEnd::Kind::ConnectFailed
                                                   : WireEnd::Kind::ClosedBeforeResponse,
                message};
    }
}

WireEnd endByCloseCode(int code, const QString &reason)
{
    if (code == QWebSocketProtocol::CloseCodeNormal)
        return {};
    if (isCodeThatQtForgot(reason))
        return {WireEnd::Kind::ProtocolStatus,
                Message(WEIR_TEXT(
                    "websocket.closed_with_unknown_code",
                    "The server closed the WebSocket with a code that Qt does not tell: 1012, 1013, 1014, or "
                    "one that may not be sent.")),
                QStringLiteral("ws-unknown")};
    if (isQtsOwnReason(reason))
        return endByFault(QWebSocketProtocol::CloseCodeProtocolError, reason);
    const QString status = QStringLiteral("ws-%1").arg(code);
    if (reason.isEmpty()) {
        return {
            WireEnd::Kind::ProtocolStatus,
            Message(WEIR_TEXT("websocket.closed_with_code", "The server closed the WebSocket with code %1."),
                    code),
            status};
    }
    return {
        WireEnd::Kind::ProtocolStatus,
        Message(WEIR_TEXT("websocket.closed_with_reason", "The server closed the WebSocket with code %1: %2"),
                code, reason),
        status};
}

WireEnd endByFault(QWebSocketProtocol::CloseCode code, const QString &words)
{
    switch (code) {
    case QWebSocketProtocol::CloseCodeTooMuchData:
        return {WireEnd::Kind::BrokenFraming,
                Message(WEIR_TEXT("websocket.message_too_large",
                                  "A message is larger than Weir's own limit of %1 MiB."),
                        mostMessageBytes / (1024 * 1024))};
    case QWebSocketProtocol::CloseCodeGoingAway: // could not be read to its end
    case QWebSocketProtocol::CloseCodeAbnormalDisconnection:
        return {WireEnd::Kind::Interrupted, Message::verbatim(words)};
    default:
        return {WireEnd::Kind::BrokenFraming,
                Message(WEIR_TEXT("websocket.broken_frame", "The server broke the WebSocket protocol: %1"),
                        words)};
    }
}

} // namespace weir
