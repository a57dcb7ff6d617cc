// SPDX-License-Identifier: GPL-3.0-or-later
// What every HTTP transport makes of a WireRequest, whatever library sends it.
#pragma once

#include "base/result.h"
#include "protocol/exchange.h"

#include <vector>

namespace weir {

/// How far an exchange had come when it ended.
enum class ExchangePhase
{
    Connecting, ///< Not one byte of the request was sent.
    Sent,       ///< The request was sent, no response head has come.
    Responding, ///< The response head has come.
};

/// An error when the request can't be sent as it stands: no http(s) URL, no host, a method or header that
/// would break out of its line (RFC 9110, 5.1 and 5.5), a proxy scheme other than http, socks5 and socks5h.
/// The text holds no header value.
Result<void> checkWireRequest(const WireRequest &request);

/// The URL to ask for: no user, no password, no fragment.
QUrl requestUrl(const WireRequest &request);

/// The request's own headers and, where it has none of that name, Weir's: `User-Agent: weir/VERSION`,
/// `Accept-Encoding: identity`, `Accept-Language: *`. User and password of the URL become an Authorization
/// header, `Connection: close` stands for a connection that must not be used again.
std::vector<RawHeader> headersToSend(const WireRequest &request);

} // namespace weir
