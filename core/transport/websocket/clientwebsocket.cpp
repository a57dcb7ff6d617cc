// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/websocket/clientwebsocket.h"

#include "transport/connectionfailure.h"
#include "transport/tls/tlsfailure.h"
#include "transport/tls/tlssetting.h"
#include "transport/websocket/websockethandshake.h"
#include "transport/websocket/websockettransport.h"

#include <QSslSocket>
#include <QTimer>

#include <limits>

namespace weir {

namespace {

/// QWebSocket takes a frame out of the socket's buffer when all of it is there.
constexpr qint64 readAheadBytes = mostMessageBytes + qint64{64} * 1024;
/// Answers to pings that a server has not read.
constexpr qint64 mostUnreadBytes = qint64{1024} * 1024;
/// Of a refusal, as much as a decoder of error bodies keeps.
constexpr qint64 mostRefusalBytes = qint64{64} * 1024;

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr auto errorSignal = &QWebSocket::errorOccurred;
#else
constexpr void (QWebSocket::*errorSignal)(QAbstractSocket::SocketError) = &QWebSocket::error;
#endif

} // namespace

ClientWebSocket::ClientWebSocket(const Clock &clock, WebSocketListener &listener, const WireRequest &request)
    : m_clock(clock), m_listener(listener)
{
    m_socket.setProxy(toNetworkProxy(request.proxy));
    m_socket.setMaxAllowedIncomingFrameSize(mostMessageBytes);
    m_socket.setMaxAllowedIncomingMessageSize(mostMessageBytes);
    m_socket.setReadBufferSize(readAheadBytes);
    if (needsQtTls(request))
        m_socket.setSslConfiguration(qtTlsOf(request));
    m_host = request.url.host();
    m_showsCertificate = request.tls && request.tls->showsCertificate();
    connect(&m_socket, &QWebSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(&m_socket, &QWebSocket::connected, this, &ClientWebSocket::onOpened);
    connect(&m_socket, errorSignal, this, &ClientWebSocket::onError);
    connect(&m_socket, &QWebSocket::stateChanged, this, &ClientWebSocket::onStateChanged);
    connect(&m_socket, &QWebSocket::bytesWritten, this, &ClientWebSocket::tellUploaded);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &message) { onMessage(message, m_clock.now()); });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &message) {
        const TimePoint at = m_clock.now();
        onMessage(message.toUtf8(), at);
    });
    watchFrames();
    QMetaObject::invokeMethod(
        this, [this, handshake = toHandshake(request)] { open(handshake); }, Qt::QueuedConnection);
}

void ClientWebSocket::open(const QNetworkRequest &handshake)
{
    if (m_state == State::Over)
        return;
    m_socket.open(handshake);
    watchSocket();
}

/// QWebSocket tells neither when its socket connected nor what the server answered to a refused handshake.
/// Its socket does: a transaction keeps the head, which QWebSocket takes out, for a second reading.
void ClientWebSocket::watchSocket()
{
    m_tcp = m_socket.findChild<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (m_tcp == nullptr)
        return;
    connect(m_tcp, &QAbstractSocket::connected, this, &ClientWebSocket::onConnected);
    if (const QSslSocket *secure = qobject_cast<const QSslSocket *>(m_tcp.data()))
        connect(secure, &QSslSocket::encrypted, this, &ClientWebSocket::onTlsDone);
}

/// Only what reads the frames knows whether the server closed the connection or QWebSocket did, and of pings.
/// Connected before the socket is opened, so that this hears of them first.
void ClientWebSocket::watchFrames()
{
    for (const QObject *child : m_socket.children()) {
        if (qstrcmp(child->metaObject()->className(), "QWebSocketDataProcessor") != 0)
            continue;
        connect(child, SIGNAL(errorEncountered(QWebSocketProtocol::CloseCode, QString)), this,
                SLOT(onFault(QWebSocketProtocol::CloseCode, QString)));
        connect(child, SIGNAL(pingReceived(QByteArray)), this, SLOT(onPing()));
        // It gives up a message that pauses for five seconds; that is for the target's own timers to judge.
        if (QTimer *patience = child->findChild<QTimer *>())
            patience->setInterval(std::numeric_limits<int>::max());
    }
}

void ClientWebSocket::onConnected()
{
    const TimePoint at = m_clock.now();
    m_isConnected = true;
    const bool isSecure = qobject_cast<const QSslSocket *>(m_tcp.data()) != nullptr;
    if (!isSecure)
        m_tcp->startTransaction();
    m_listener.connected(*this, at);
}

void ClientWebSocket::onTlsDone()
{
    const TimePoint at = m_clock.now();
    m_tcp->startTransaction();
    m_listener.tlsDone(*this, at);
}

void ClientWebSocket::onOpened()
{
    const TimePoint at = m_clock.now();
    if (m_state != State::Connecting)
        return;
    readHead();
    if (m_head.state() == ResponseHeadReader::State::Broken)
        return end({WireEnd::Kind::BrokenFraming, m_head.problem()});
    m_state = State::Open;
    m_listener.opened(*this, at);
}

/// Takes the head, and leaves what follows it to QWebSocket.
void ClientWebSocket::readHead()
{
    if (m_tcp == nullptr || !m_tcp->isTransactionStarted())
        return;
    m_tcp->rollbackTransaction();
    while (m_head.state() == ResponseHeadReader::State::Reading && m_tcp->canReadLine())
        m_head.feed(m_tcp->readLine());
}

ResponseHead ClientWebSocket::head() const
{
    const bool isKnown = m_head.state() == ResponseHeadReader::State::Complete;
    return isKnown ? m_head.head() : ResponseHead{ResponseHeadReader::switchingProtocols, {}};
}

void ClientWebSocket::onError()
{
    if (m_state == State::Over)
        return;
    const QAbstractSocket::SocketError error =
        m_tcp == nullptr ? m_socket.error()
                         : m_tcp->error(); // QWebSocket calls refusals a refused connection
    const bool wasAsked = m_tcp != nullptr && m_tcp->isTransactionStarted(); // the handshake has gone out
    if (m_state == State::Connecting && wasAsked && error == QAbstractSocket::UnknownSocketError)
        return onHandshakeFailed();
    const QString words = m_socket.errorString();
    if (m_state == State::Connecting && m_isConnected && !wasAsked)
        return end(asTlsFailure({WireEnd::Kind::TlsFailure, Message::verbatim(words)}, words));
    if (m_state == State::Connecting) {
        return end(asTlsFailure(
            endWhileConnecting(error, wasAsked ? ExchangePhase::Sent : ExchangePhase::Connecting, words),
            words));
    }
    end({WireEnd::Kind::Interrupted, connectionFailure(error, m_socket.errorString())});
}

WireEnd ClientWebSocket::asTlsFailure(const WireEnd &end, const QString &words) const
{
    if (qobject_cast<const QSslSocket *>(m_tcp.data()) == nullptr)
        return end;
    const std::optional<TlsFinding> found = tlsFaultOf(m_tlsErrors);
    if (!found && end.kind == WireEnd::Kind::TlsFailure &&
        m_tcp->error() == QAbstractSocket::RemoteHostClosedError)
        return withTlsFault(end, TlsFault::BrokenOff, m_host, words);
    return withTlsFault(end, found ? found : tlsFaultOf(words, m_showsCertificate), m_host, words);
}

void ClientWebSocket::onHandshakeFailed()
{
    const TimePoint at = m_clock.now();
    readHead();
    if (m_head.state() == ResponseHeadReader::State::Broken)
        return end({WireEnd::Kind::BrokenFraming, m_head.problem()});
    if (m_head.state() == ResponseHeadReader::State::Reading || m_tcp == nullptr ||
        head().status == ResponseHeadReader::switchingProtocols)
        return end(
            {WireEnd::Kind::BrokenFraming,
             Message(WEIR_TEXT("websocket.bad_handshake", "The server's answer to the handshake is none: %1"),
                     m_socket.errorString())});
    m_state = State::Refused;
    m_bodyLength = *contentLength(m_head.head());          // its reader has found it to be well
    disconnect(m_tcp.data(), nullptr, &m_socket, nullptr); // it would take the body for another answer
    connect(m_tcp, &QIODevice::readyRead, this, &ClientWebSocket::readRefusal);
    connect(m_tcp, &QAbstractSocket::disconnected, this, &ClientWebSocket::endRefusal);
    m_listener.refused(*this, at);
    readRefusal();
}

void ClientWebSocket::readRefusal()
{
    const TimePoint at = m_clock.now();
    if (m_state != State::Refused)
        return;
    const QByteArray body =
        m_tcp->bytesAvailable() > 0 ? m_tcp->read(mostRefusalBytes - m_bodyRead) : QByteArray();
    m_bodyRead += body.size();
    if (!body.isEmpty())
        m_listener.received(*this, at, body);
    if (m_state == State::Refused &&
        m_bodyRead >= std::min(m_bodyLength.value_or(mostRefusalBytes), mostRefusalBytes))
        end({});
}

void ClientWebSocket::endRefusal()
{
    if (m_state != State::Refused)
        return;
    readRefusal();
    if (m_state != State::Refused)
        return;
    if (m_bodyLength)
        return end({WireEnd::Kind::Interrupted,
                    Message(WEIR_TEXT("websocket.refusal_cut",
                                      "The connection closed before the whole refusal had come."))});
    end({});
}

void ClientWebSocket::onFault(QWebSocketProtocol::CloseCode code, const QString &words)
{
    m_fault = endByFault(code, words);
}

void ClientWebSocket::onPing()
{
    if (m_isSending || m_socket.bytesToWrite() <= mostUnreadBytes)
        return;
    const auto giveUp = [this] {
        if (m_state == State::Open)
            end({WireEnd::Kind::BrokenFraming,
                 Message(WEIR_TEXT("websocket.ping_flood", "The server sends pings and reads no answers."))});
    };
    QMetaObject::invokeMethod(this, giveUp, Qt::QueuedConnection); // QWebSocket has an answer to write yet
}

void ClientWebSocket::onStateChanged(QAbstractSocket::SocketState state)
{
    const bool isClosing =
        state == QAbstractSocket::ClosingState || state == QAbstractSocket::UnconnectedState;
    if (m_state != State::Open || !isClosing)
        return;
    end(m_fault ? *m_fault : endByCloseCode(m_socket.closeCode(), m_socket.closeReason()));
}

void ClientWebSocket::onMessage(QByteArrayView message, TimePoint at)
{
    if (m_state == State::Open && !message.isEmpty()) // an empty one says nothing
        m_listener.received(*this, at, message);
}

void ClientWebSocket::send(const QByteArray &message)
{
    m_socket.sendTextMessage(QString::fromUtf8(message));
    m_socket.flush(); // says bytesWritten
    m_isSending = true;
    m_listener.sent(*this, m_clock.now());
    tellUploaded();
}

void ClientWebSocket::tellUploaded()
{
    if (!m_isSending || m_state != State::Open || m_socket.bytesToWrite() > 0)
        return;
    const TimePoint at = m_clock.now();
    m_isSending = false;
    m_listener.uploaded(*this, at);
}

bool ClientWebSocket::isQuiet() const
{
    return m_state == State::Open && !m_isSending && (m_tcp == nullptr || m_tcp->bytesAvailable() == 0);
}

void ClientWebSocket::close()
{
    silence();
    m_socket.close();
}

void ClientWebSocket::silence()
{
    m_state = State::Over;
    disconnect(&m_socket, nullptr, this, nullptr);
    if (m_tcp != nullptr)
        disconnect(m_tcp.data(), nullptr, this, nullptr);
}

void ClientWebSocket::end(const WireEnd &wireEnd)
{
    m_state = State::Over;
    m_listener.over(*this, m_clock.now(), wireEnd);
}

} // namespace weir
