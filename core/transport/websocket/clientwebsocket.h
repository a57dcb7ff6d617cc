// SPDX-License-Identifier: GPL-3.0-or-later
// One QWebSocket with what it leaves out: the moments of its socket, the head of the server's answer to the
// handshake, and who ended it.
#pragma once

#include "base/clock.h"
#include "transport/responsehead.h"
#include "transport/wirerequest.h"

#include <QNetworkRequest>
#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>

#include <optional>

namespace weir {

class ClientWebSocket;

/// What happens to a connection, in its thread: [connected, [tlsDone]], then opened or refused, then sent
/// and uploaded once for each send(), received* (an answer may come before the message is out), over. `over`
/// comes once at most and is the last call.
class WebSocketListener
{
public:
    virtual ~WebSocketListener() = default;
    virtual void connected(ClientWebSocket &connection, TimePoint at) = 0;
    virtual void tlsDone(ClientWebSocket &connection, TimePoint at) = 0;
    virtual void opened(ClientWebSocket &connection, TimePoint at) = 0;
    /// The server answered the handshake with another status than 101; what is received is its body.
    virtual void refused(ClientWebSocket &connection, TimePoint at) = 0;
    virtual void sent(ClientWebSocket &connection, TimePoint at) = 0;     ///< The message's first bytes.
    virtual void uploaded(ClientWebSocket &connection, TimePoint at) = 0; ///< The kernel has its last.
    /// One whole message, valid during the call.
    virtual void received(ClientWebSocket &connection, TimePoint at, QByteArrayView message) = 0;
    virtual void over(ClientWebSocket &connection, TimePoint at, const WireEnd &end) = 0;
};

/// Lives in the transport's thread. Because QWebSocket works on after its signals, one that has spoken is
/// deleted from the event loop only: silence() and deleteLater().
class ClientWebSocket final : public QObject
{
    Q_OBJECT

public:
    /// Opens from the event loop; nothing is told before. `clock` and `listener` must outlive it.
    ClientWebSocket(const Clock &clock, WebSocketListener &listener, const WireRequest &request);

    /// Sends a text message; only while it is open, and one after the other.
    void send(const QByteArray &message);
    /// Says goodbye (close frame 1000) without waiting for the answer.
    void close();
    /// The listener hears nothing more.
    void silence();

    /// Open, and nothing is under way in either direction: the next request may use it.
    [[nodiscard]] bool isQuiet() const;
    /// The head of the server's answer to the handshake, once it is opened or refused; no more than the
    /// status 101 where Qt does not let it be read.
    [[nodiscard]] ResponseHead head() const;

private Q_SLOTS:
    // By name, since their sender is a class of Qt's own.
    void onFault(QWebSocketProtocol::CloseCode code, const QString &words);
    void onPing();

private:
    enum class State
    {
        Connecting,
        Open,
        Refused,
        Over
    };

    void open(const QNetworkRequest &handshake);
    void watchSocket();
    void watchFrames();
    void onConnected();
    void onTlsDone();
    void onOpened();
    void onError();
    [[nodiscard]] WireEnd asTlsFailure(const WireEnd &end, const QString &words) const;
    void onHandshakeFailed();
    void onStateChanged(QAbstractSocket::SocketState state);
    void onMessage(QByteArrayView message, TimePoint at);
    void readHead();
    void readRefusal();
    void endRefusal();
    void tellUploaded();
    void end(const WireEnd &end);

    const Clock &m_clock;
    WebSocketListener &m_listener;
    QWebSocket m_socket;
    QPointer<QTcpSocket> m_tcp; ///< QWebSocket's own; null where a version of Qt keeps it elsewhere.
    ResponseHeadReader m_head;
    std::optional<WireEnd> m_fault;     ///< Why QWebSocket is about to close the connection.
    std::optional<qint64> m_bodyLength; ///< Of a refusal, where it tells its length.
    qint64 m_bodyRead = 0;
    State m_state = State::Connecting;
    QString m_host;
    QList<QSslError> m_tlsErrors;    ///< What Qt found wrong with the service's certificate.
    bool m_showsCertificate = false; ///< To a service that asks for one.
    bool m_isConnected = false;
    bool m_isSending = false;
};

} // namespace weir
