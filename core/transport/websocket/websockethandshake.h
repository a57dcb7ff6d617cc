// SPDX-License-Identifier: GPL-3.0-or-later
// Pure translations between Weir's wire types and QWebSocket's: handshake, errors, close codes.
#pragma once

#include "transport/wirerequest.h"

#include <QAbstractSocket>
#include <QNetworkRequest>
#include <QWebSocketProtocol>

namespace weir {

/// The handshake that opens a connection for the request: its headers but those that speak of an HTTP body.
QNetworkRequest toHandshake(const WireRequest &request);

/// Requests with one key may use one connection after the other: the same URL, proxy and check of
/// certificates, and the same handshake but for headers that name the single request (X-Weir-...,
/// traceparent). Holds secrets.
QByteArray connectionKey(const WireRequest &request);

/// How an exchange ended whose socket failed before the WebSocket was open. `words`: the library's.
WireEnd endWhileConnecting(QAbstractSocket::SocketError error, ExchangePhase phase, const QString &words);

/// How an exchange ended that the server closed with that code: 1000 is a clean end, any other a status
/// ("ws-1011"). A close frame without a code is 1000 to QWebSocket.
WireEnd endByCloseCode(int code, const QString &reason);

/// What QWebSocket found wrong with the server's frames, before it closed the connection by itself.
WireEnd endByFault(QWebSocketProtocol::CloseCode code, const QString &words);

} // namespace weir
