// SPDX-License-Identifier: GPL-3.0-or-later
// A bare TCP client that sees every byte and tells FIN from RST, which no HTTP library does.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weir::test {

enum class WireEnd
{
    Open,
    Fin,
    Rst
};

/// A blocking connection to 127.0.0.1. Reads give up after ten seconds of silence, far beyond any wait of the
/// tests.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval patience{10, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    bool isConnected() const { return m_connected; }
    int descriptor() const { return m_socket; }
    WireEnd end() const { return m_end; }
    const QByteArray &received() const { return m_received; }
    void forget() { m_received.clear(); }

    /// False when the peer would not take it all.
    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t now = ::send(m_socket, bytes.constData() + sent,
                                       static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (now <= 0)
                return false;
            sent += now;
        }
        return true;
    }

    /// Reads until `mark` was received; false when the connection ended or fell silent before.
    bool readUntil(const QByteArray &mark)
    {
        while (!m_received.contains(mark)) {
            if (!readSome())
                return false;
        }
        return true;
    }

    /// Reads until the peer closes, and tells how.
    WireEnd readToEnd()
    {
        while (readSome()) {
        }
        return m_end;
    }

    /// True when nothing arrives for `ms` and the connection stays open.
    bool staysSilent(int ms)
    {
        const timeval patience{ms / 1000, (ms % 1000) * 1000};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        return !readSome() && m_end == WireEnd::Open;
    }

    void close()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

private:
    bool readSome()
    {
        char buffer[16384];
        const ssize_t size = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (size > 0)
            m_received.append(buffer, size);
        else if (size == 0)
            m_end = WireEnd::Fin;
        else if (errno == ECONNRESET)
            m_end = WireEnd::Rst;
        return size > 0;
    }

    int m_socket = -1;
    bool m_connected = false;
    WireEnd m_end = WireEnd::Open;
    QByteArray m_received;
};

inline QByteArray httpRequest(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                              const QByteArray &headers = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A chat request; `members` are more members of the body, beginning with a comma.
inline QByteArray chatRequest(const QByteArray &members = {}, const QByteArray &headers = {})
{
    const QByteArray body =
        R"({"model":"m","messages":[{"role":"user","content":"Hello there, river"}])" + members + '}';
    return httpRequest("POST", "/v1/chat/completions", body, headers);
}

/// A streamed chat request with an id.
inline QByteArray streamRequest(const QByteArray &id, const QByteArray &members = {})
{
    return chatRequest(R"(,"stream":true)" + members,
                       "X-Weir-Request-Id: " + id + "\r\nX-Weir-Attempt: 1\r\n");
}

/// The body of a response, chunked framing removed. `proper` tells whether that framing was whole, last chunk
/// included.
inline QByteArray dechunked(const QByteArray &response, bool *proper)
{
    *proper = false;
    qsizetype at = response.indexOf("\r\n\r\n") + 4;
    QByteArray body;
    while (at >= 4 && at < response.size()) {
        const qsizetype lineEnd = response.indexOf("\r\n", at);
        bool isSize = false;
        const qsizetype size = lineEnd < 0 ? 0 : response.mid(at, lineEnd - at).toLongLong(&isSize, 16);
        if (!isSize || lineEnd + 2 + size + 2 > response.size())
            return body;
        body += response.mid(lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
        if (size == 0) {
            *proper = at == response.size();
            return body;
        }
    }
    return body;
}

/// The data of each event of a stream, one line each as the service writes them.
inline QByteArrayList eventData(const QByteArray &body)
{
    QByteArrayList events;
    for (const QByteArray &line : body.split('\n')) {
        if (line.startsWith("data: "))
            events.append(line.mid(6));
    }
    return events;
}

} // namespace weir::test
