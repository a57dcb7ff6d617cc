// SPDX-License-Identifier: GPL-3.0-or-later
// Pure translations between Weir's wire types and QNetworkAccessManager's: request, proxy, head and error.
#pragma once

#include "base/result.h"
#include "protocol/exchange.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace weir {

/// An error when the request can't be sent as it stands: no http(s) URL, no host, a method or header that
/// would break out of its line (RFC 9110, 5.1 and 5.5), a proxy scheme other than http and socks5. The text
/// holds no header value.
Result<void> checkWireRequest(const WireRequest &request);

/// The request with every default of QNAM that Weir doesn't want switched off. User and password of the URL
/// become an Authorization header (unless there is one), since QNAM would send the request without them first
/// and then again.
QNetworkRequest toNetworkRequest(const WireRequest &request);

/// The proxy that the request asks for, or NoProxy. System proxies are never asked: the lookup blocks.
QNetworkProxy toNetworkProxy(const QUrl &proxy);

/// Status and headers of a reply whose metadata have arrived.
ResponseHead toResponseHead(const QNetworkReply &reply);

/// How far an exchange had come when it ended.
enum class ExchangePhase
{
    Connecting, ///< Not one byte of the request was sent.
    Sent,       ///< The request was sent, no response head has come.
    Responding, ///< The response head has come.
};

/// The end of an exchange by QNAM's error and the phase it came in. A status of 4xx or 5xx is a clean end.
/// `message` is QNAM's text; it is dropped for clean ends, where it would hold the URL's query.
WireEnd toWireEnd(QNetworkReply::NetworkError error, ExchangePhase phase, const QString &message);

} // namespace weir
