// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverscript.h"

#include <QCryptographicHash>

namespace weir::test {

ServerScript &ServerScript::add(ServerStep step)
{
    m_steps.push_back(std::move(step));
    return *this;
}

ServerScript &ServerScript::sendSlowly(QByteArray bytes, qint64 slice, std::chrono::milliseconds pause)
{
    return add(
        {.kind = ServerStep::Kind::SendSlowly, .bytes = std::move(bytes), .count = slice, .pause = pause});
}

ServerScript &ServerScript::flood(QByteArray bytes, qint64 times)
{
    return add({.kind = ServerStep::Kind::Flood, .bytes = std::move(bytes), .count = times});
}

QByteArray httpResponse(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray sseHead(const QByteArray &headers)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + headers +
           "Transfer-Encoding: chunked\r\n\r\n";
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray lastChunk()
{
    return "0\r\n\r\n";
}

QByteArray sse(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

QByteArray frame(quint8 first, const QByteArray &payload)
{
    constexpr qsizetype mostInOneByte = 125;
    QByteArray bytes(1, static_cast<char>(first));
    const quint64 size = static_cast<quint64>(payload.size());
    const int lengthBytes = payload.size() <= mostInOneByte ? 0 : size <= 0xffff ? 2 : 8;
    bytes += static_cast<char>(lengthBytes == 0 ? payload.size() : lengthBytes == 2 ? 126 : 127);
    for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(size >> shift);
    return bytes + payload;
}

QByteArray textMessage(const QByteArray &data)
{
    return frame(0x81, data);
}

QByteArray closeFrame(quint16 code, const QByteArray &reason)
{
    const char bytes[] = {static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    return frame(0x88, QByteArray(bytes, 2) + reason);
}

QByteArray switchingProtocols(const QByteArray &key)
{
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accept.toBase64() + "\r\n\r\n";
}

} // namespace weir::test
