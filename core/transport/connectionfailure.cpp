// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/connectionfailure.h"

namespace weir {

Message connectionFailure(QAbstractSocket::SocketError error, const QString &words)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return WEIR_TEXT("connection.no_such_host", "There is no host of this name.");
    case QAbstractSocket::ConnectionRefusedError:
        return WEIR_TEXT("connection.refused", "The host refuses connections to this port.");
    case QAbstractSocket::RemoteHostClosedError:
        return WEIR_TEXT("connection.closed", "The other side closed the connection.");
    case QAbstractSocket::SocketTimeoutError:
        return WEIR_TEXT("connection.timed_out", "The network did not answer in time.");
    case QAbstractSocket::SocketResourceError:
        return WEIR_TEXT("connection.no_room", "This machine has no room for another connection.");
    case QAbstractSocket::ProxyConnectionRefusedError:
        return WEIR_TEXT("connection.proxy_refuses", "The proxy refuses connections.");
    case QAbstractSocket::ProxyConnectionClosedError:
        return WEIR_TEXT("connection.proxy_closed", "The proxy closed the connection.");
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return WEIR_TEXT("connection.proxy_timed_out", "The proxy did not answer in time.");
    case QAbstractSocket::ProxyNotFoundError:
        return WEIR_TEXT("connection.no_such_proxy", "There is no proxy of this name.");
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return WEIR_TEXT("connection.proxy_wants_name", "The proxy wants to know who asks.");
    default:
        return Message::verbatim(words);
    }
}

Message connectionFailure(QNetworkReply::NetworkError error, const QString &words)
{
    using Socket = QAbstractSocket;
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return connectionFailure(Socket::HostNotFoundError, words);
    case QNetworkReply::ConnectionRefusedError:
        return connectionFailure(Socket::ConnectionRefusedError, words);
    case QNetworkReply::RemoteHostClosedError:
        return connectionFailure(Socket::RemoteHostClosedError, words);
    case QNetworkReply::TimeoutError:
        return connectionFailure(Socket::SocketTimeoutError, words);
    case QNetworkReply::ProxyConnectionRefusedError:
        return connectionFailure(Socket::ProxyConnectionRefusedError, words);
    case QNetworkReply::ProxyConnectionClosedError:
        return connectionFailure(Socket::ProxyConnectionClosedError, words);
    case QNetworkReply::ProxyTimeoutError:
        return connectionFailure(Socket::ProxyConnectionTimeoutError, words);
    case QNetworkReply::ProxyNotFoundError:
        return connectionFailure(Socket::ProxyNotFoundError, words);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return connectionFailure(Socket::ProxyAuthenticationRequiredError, words);
    default:
        return Message::verbatim(words);
    }
}

} // namespace weir
