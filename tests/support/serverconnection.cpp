// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverconnection.h"

#include <sys/socket.h>

namespace weir::test {

ServerConnection::ServerConnection(QTcpSocket *socket, ServerScript script, int index, QObject *parent)
    : QObject(parent), m_socket(socket), m_script(std::move(script)), m_index(index)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // a slice is a packet
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ServerConnection::movable);
    connect(m_socket, &QTcpSocket::readyRead, this, &ServerConnection::movable);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ServerConnection::movable);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        m_over = true;
        Q_EMIT closed();
    });
}

void ServerConnection::play(qint64 totalRequests)
{
    if (m_playing) // writing emits signals that come back here
        return;
    m_playing = true;
    m_received += m_socket->readAll();
    while (!m_over && m_step < m_script.steps().size()) {
        if (playStep(m_script.steps()[m_step], totalRequests) == Progress::Waiting)
            break;
        const bool again = m_script.steps()[m_step].kind == ServerStep::Kind::Repeat;
        m_step = again ? 0 : m_step + 1;
        m_progress = 0;
    }
    m_playing = false;
}

ServerConnection::Progress ServerConnection::playStep(const ServerStep &step, qint64 totalRequests)
{
    switch (step.kind) {
    case ServerStep::Kind::ReadRequest:
        return readRequest();
    case ServerStep::Kind::Upgrade:
        return upgrade();
    case ServerStep::Kind::ReadMessage:
        return readMessage();
    case ServerStep::Kind::Send:
        if (m_progress == 0) {
            m_progress = 1;
            m_socket->write(step.bytes);
            m_socket->flush();
        }
        return m_socket->bytesToWrite() == 0 ? Progress::Done : Progress::Waiting;
    case ServerStep::Kind::SendSlowly:
        return sendSlice(step);
    case ServerStep::Kind::Flood:
        return sendAgain(step);
    case ServerStep::Kind::Sleep:
        if (m_progress == 1)
            return m_timer.isActive() ? Progress::Waiting : Progress::Done;
        m_progress = 1;
        return pauseFor(step.pause);
    case ServerStep::Kind::AwaitRequests:
        return totalRequests >= step.count ? Progress::Done : Progress::Waiting;
    case ServerStep::Kind::HalfClose:
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        return Progress::Done;
    case ServerStep::Kind::Close:
        m_over = true;
        m_socket->disconnectFromHost();
        return Progress::Waiting;
    case ServerStep::Kind::Reset:
        resetConnection();
        return Progress::Waiting;
    case ServerStep::Kind::Repeat:
        return Progress::Done;
    }
    return Progress::Waiting;
}

ServerConnection::Progress ServerConnection::readRequest()
{
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return Progress::Waiting;
    ReceivedRequest request{m_index, m_received.left(headEnd + 4), {}};
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (m_received.size() < headEnd + 4 + length)
        return Progress::Waiting;
    request.body = m_received.mid(headEnd + 4, length);
    m_received.remove(0, headEnd + 4 + length);
    m_webSocketKey = request.header("Sec-WebSocket-Key");
    Q_EMIT requestRead(request);
    return Progress::Done;
}

ServerConnection::Progress ServerConnection::upgrade()
{
    if (readRequest() == Progress::Waiting)
        return Progress::Waiting;
    m_socket->write(switchingProtocols(m_webSocketKey));
    m_socket->flush();
    return Progress::Done;
}

/// A client's frames are masked (RFC 6455, 5.3); those of one message are put together.
ServerConnection::Progress ServerConnection::readMessage()
{
    const auto byteAt = [this](qsizetype at) { return static_cast<quint8>(m_received[at]); };
    QByteArray message;
    for (qsizetype begin = 0; begin + 2 <= m_received.size();) {
        const int shortLength = byteAt(begin + 1) & 0x7f;
        const qsizetype lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
        const qsizetype maskAt = begin + 2 + lengthBytes;
        if (maskAt + 4 > m_received.size())
            break;
        qsizetype length = lengthBytes == 0 ? shortLength : 0;
        for (qsizetype i = 0; i < lengthBytes; ++i)
            length = length << 8 | byteAt(begin + 2 + i);
        const qsizetype end = maskAt + 4 + length;
        if (end > m_received.size())
            break;
        for (qsizetype i = 0; i < length; ++i)
            message += static_cast<char>(byteAt(maskAt + 4 + i) ^ byteAt(maskAt + i % 4));
        if ((byteAt(begin) & 0x80) != 0) {
            m_received.remove(0, end);
            Q_EMIT requestRead({m_index, {}, message});
            return Progress::Done;
        }
        begin = end;
    }
    return Progress::Waiting;
}

ServerConnection::Progress ServerConnection::sendSlice(const ServerStep &step)
{
    if (m_timer.isActive())
        return Progress::Waiting;
    if (m_progress >= step.bytes.size())
        return Progress::Done;
    m_socket->write(step.bytes.mid(m_progress, step.count));
    m_socket->flush();
    m_progress += step.count;
    return pauseFor(step.pause);
}

ServerConnection::Progress ServerConnection::sendAgain(const ServerStep &step)
{
    constexpr qint64 heldBack = 256 * 1024; // the server must not bloat either
    for (; m_progress < step.count; ++m_progress) {
        if (m_socket->bytesToWrite() > heldBack)
            return Progress::Waiting;
        m_socket->write(step.bytes);
    }
    return m_socket->bytesToWrite() == 0 ? Progress::Done : Progress::Waiting;
}

ServerConnection::Progress ServerConnection::pauseFor(std::chrono::milliseconds pause)
{
    m_timer.start(pause);
    return Progress::Waiting;
}

void ServerConnection::resetConnection()
{
    m_over = true;
    const linger now{1, 0}; // close() sends RST: socket(7), SO_LINGER
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
}

} // namespace weir::test
