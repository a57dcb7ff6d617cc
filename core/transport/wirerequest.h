// SPDX-License-Identifier: GPL-3.0-or-later
// What every transport makes of a WireRequest, whatever library sends it.
#pragma once

#include "base/result.h"
#include "protocol/exchange.h"
#include "scenario/channelkind.h"

#include <QNetworkProxy>

#include <vector>

namespace weir {

/// How far an exchange had come when it ended.
enum class ExchangePhase
{
    Connecting, ///< Not one byte of the request was sent.
    Sent,       ///< The request was sent, no response head has come.
    Responding, ///< The response head has come.
};

/// For a connection that does not come about in time.
inline constexpr MessageText connectTimeoutText =
    WEIR_TEXT("wire.connect_timeout", "No connection within the time limit");

/// For a request that was to go out anew, its kept connection being gone.
inline constexpr MessageText noSecondConnectionText =
    WEIR_TEXT("wire.no_second_connection",
              "The kept connection closed without a response, and no new one came about. %1");

/// An error when a channel of that kind can't send the request as it stands: no URL of its schemes, no host,
/// a method or header that would break out of its line (RFC 9110, 5.1 and 5.5), a proxy scheme other than
/// http, socks5 and socks5h. The text holds no header value.
Result<void> checkWireRequest(const WireRequest &request, ChannelKind kind);

/// The URL to ask for: no user, no password, no fragment.
QUrl requestUrl(const WireRequest &request);

/// The request's own headers and, where it has none of that name, Weir's: `User-Agent: weir/VERSION`,
/// `Accept-Encoding: identity`, `Accept-Language: *`. User and password of the URL become an Authorization
/// header, `Connection: close` stands for an HTTP connection that must not be used again.
std::vector<RawHeader> headersToSend(const WireRequest &request);

/// The proxy that a request asks for, or NoProxy. System proxies are never asked: the lookup blocks.
QNetworkProxy toNetworkProxy(const QUrl &proxy);

} // namespace weir
