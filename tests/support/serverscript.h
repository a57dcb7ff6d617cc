// SPDX-License-Identifier: GPL-3.0-or-later
// What a ScriptedServer does on one connection, byte by byte, and builders for the usual bytes.
#pragma once

#include <QByteArray>

#include <chrono>
#include <utility>
#include <vector>

namespace weir::test {

/// One thing that the server does before the next.
struct ServerStep
{
    enum class Kind
    {
        ReadRequest,   ///< Waits for a whole request (head, and a body by Content-Length) and records it.
        Upgrade,       ///< As ReadRequest, and answers a WebSocket's handshake with 101.
        ReadMessage,   ///< Waits for a whole WebSocket message and records it as a request without a head.
        Send,          ///< Writes `bytes` and waits until the kernel has them.
        SendSlowly,    ///< Writes `bytes` in slices of `count` bytes, one every `pause`.
        Flood,         ///< Writes `bytes` again and again, `count` times, as fast as the peer reads.
        Sleep,         ///< Does nothing for `pause`.
        AwaitRequests, ///< Waits until the server has read `count` requests on all connections together.
        HalfClose,     ///< FIN, but reads on.
        Close,         ///< Orderly close: FIN after all bytes.
        Reset,         ///< RST. What the peer has not read yet is lost to it.
        Repeat,        ///< Starts over with the first step, as a keep-alive server does.
    };
    Kind kind = Kind::Close;
    QByteArray bytes{};
    qint64 count = 0;
    std::chrono::milliseconds pause{0};
};

/// A list of steps, built by chaining. After the last one the connection stays open until the peer closes it.
class ServerScript
{
public:
    ServerScript &readRequest() { return add({.kind = ServerStep::Kind::ReadRequest}); }
    ServerScript &upgrade() { return add({.kind = ServerStep::Kind::Upgrade}); }
    ServerScript &readMessage() { return add({.kind = ServerStep::Kind::ReadMessage}); }
    ServerScript &send(QByteArray bytes)
    {
        return add({.kind = ServerStep::Kind::Send, .bytes = std::move(bytes)});
    }
    ServerScript &sendSlowly(QByteArray bytes, qint64 slice, std::chrono::milliseconds pause);
    ServerScript &flood(QByteArray bytes, qint64 times);
    ServerScript &sleep(std::chrono::milliseconds pause)
    {
        return add({.kind = ServerStep::Kind::Sleep, .pause = pause});
    }
    ServerScript &awaitRequests(qint64 count)
    {
        return add({.kind = ServerStep::Kind::AwaitRequests, .count = count});
    }
    ServerScript &halfClose() { return add({.kind = ServerStep::Kind::HalfClose}); }
    ServerScript &close() { return add({.kind = ServerStep::Kind::Close}); }
    ServerScript &reset() { return add({.kind = ServerStep::Kind::Reset}); }
    ServerScript &repeat() { return add({.kind = ServerStep::Kind::Repeat}); }

    [[nodiscard]] const std::vector<ServerStep> &steps() const { return m_steps; }

private:
    ServerScript &add(ServerStep step);

    std::vector<ServerStep> m_steps;
};

/// A whole response with Content-Length. `headers` are complete lines, each with its CRLF.
QByteArray httpResponse(int status, const QByteArray &body, const QByteArray &headers = {});
/// The head of a chunked event stream, status 200.
QByteArray sseHead(const QByteArray &headers = {});
/// `bytes` as one chunk of chunked transfer coding.
QByteArray chunk(const QByteArray &bytes);
/// The chunk that ends a chunked body.
QByteArray lastChunk();
/// `data` as one server-sent event: "data: ...\n\n".
QByteArray sse(const QByteArray &data);
/// A WebSocket frame of a server (RFC 6455, 5.2). `first`: FIN, reserved bits and opcode; 0x81 is a whole
/// text.
QByteArray frame(quint8 first, const QByteArray &payload);
/// `data` as one WebSocket message.
QByteArray textMessage(const QByteArray &data);
QByteArray closeFrame(quint16 code, const QByteArray &reason = {});
/// The 101 that accepts a handshake with that Sec-WebSocket-Key.
QByteArray switchingProtocols(const QByteArray &key);

} // namespace weir::test
