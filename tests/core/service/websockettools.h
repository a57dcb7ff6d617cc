// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of the reference service's WebSocket: Qt's own, and frames by hand.
#pragma once

#include "service/referenceservice.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>
#include <QWebSocket>

namespace weir::test {

inline const QByteArray body = R"({"messages":[{"role":"user","content":"Hello there, river"}]})";
inline const QByteArray bodyWithUsage =
    R"({"messages":[{"role":"user","content":"Hello"}],"stream_options":{"include_usage":true}})";

/// Qt's client, and everything that it heard.
class WebSocketClient
{
public:
    explicit WebSocketClient(const ReferenceService &service,
                             const QString &path = QStringLiteral("/v1/stream"), const QByteArray &key = {})
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { messages.append(text.toUtf8()); });
        QUrl url = service.url();
        url.setScheme(service.certificatePem().isEmpty() ? QStringLiteral("ws") : QStringLiteral("wss"));
        url.setPath(path);
        QNetworkRequest request(url);
        if (!key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + key);
        if (!service.certificatePem().isEmpty()) {
            QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
            trust.setCaCertificates({QSslCertificate(service.certificatePem())});
            socket.setSslConfiguration(trust);
        }
        socket.open(request);
    }

    bool opens() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }
    bool closes() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }
    void ask(const QByteArray &json = body) { socket.sendTextMessage(QString::fromUtf8(json)); }
    bool hears(const QByteArray &message, qsizetype times = 1) const
    {
        return QTest::qWaitFor([&] { return messages.count(message) >= times; });
    }
    qsizetype tokens() const
    {
        qsizetype count = 0;
        for (const QByteArray &message : messages) {
            // A token is a word behind a blank; a busy machine gets several in one message.
            const qsizetype at = message.indexOf("\"content\":\" ");
            if (at >= 0 && !message.endsWith(" bro"))
                count += message.mid(at + 11, message.indexOf('"', at + 11) - at - 11).count(' ');
        }
        return count;
    }

    QWebSocket socket;
    QByteArrayList messages;
};

/// A handshake by hand; the client then speaks frames of its own making.
inline QByteArray handshake(const QByteArray &path = "/ws", const QByteArray &headers = {})
{
    return "GET " + path +
           " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           headers + "\r\n";
}

/// A frame with the mask 0, which changes nothing. `first`: FIN and opcode.
inline QByteArray frame(quint8 first, const QByteArray &payload)
{
    QByteArray bytes(1, static_cast<char>(first));
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0xff);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<quint64>(payload.size()) >> shift);
    }
    return bytes + QByteArray(4, '\0') + payload;
}

/// A close frame from the service.
inline QByteArray closeFrame(quint16 code)
{
    return QByteArray("\x88\x02", 2) + static_cast<char>(code >> 8) + static_cast<char>(code & 0xff);
}

} // namespace weir::test
