// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverscript.h"

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

} // namespace weir::test
