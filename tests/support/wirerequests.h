// SPDX-License-Identifier: GPL-3.0-or-later
// The request that tests of transports send when nothing about it matters.
#pragma once

#include "protocol/exchange.h"
#include "support/scriptedserver.h"

namespace weir::test {

/// What only HTTP knows of a request.
inline HttpRequest &httpPart(WireRequest &request)
{
    return std::get<HttpRequest>(request.channel);
}

/// A POST of an empty JSON object.
inline WireRequest requestTo(const QUrl &url)
{
    WireRequest request;
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = "{}";
    return request;
}

inline WireRequest requestTo(const ScriptedServer &server)
{
    return requestTo(server.url());
}

} // namespace weir::test
