// SPDX-License-Identifier: GPL-3.0-or-later
// Which path answers what, apart from the answers of the model. Pure.
#pragma once

#include "service/front/dialect.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// A complete JSON response.
struct Reply
{
    int status = 200;
    std::string body;
    std::string extra = {}; ///< More header lines, each with its CRLF.
};

/// What a request is for.
struct Route
{
    Dialect *dialect = nullptr; ///< A POST that the model answers, when `reply` is empty.
    std::optional<Reply> reply; ///< The response to a request that needs no model.
    bool webSocket = false;     ///< A GET that is to become a WebSocket, when `reply` is empty.
};

/// The way of a request: a dialect, or a reply at once (other paths, wrong methods, a missing or wrong key).
/// `authorization` and `apiKeyHeader` are the values of those headers; an empty `apiKey` admits all.
Route routeOf(const Dialects &dialects, std::string_view method, std::string_view target,
              std::string_view authorization, std::string_view apiKeyHeader, const QByteArray &apiKey);

} // namespace weir
