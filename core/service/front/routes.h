// SPDX-License-Identifier: GPL-3.0-or-later
// Which path answers what, apart from the answers of the model. Pure.
#pragma once

#include "service/dialects/dialect.h"
#include "service/front/gatekeeper.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// A complete response.
struct Reply
{
    int status = 200;
    std::string body;
    std::string extra = {}; ///< More header lines, each with its CRLF.
    std::string_view contentType = "application/json";
};

/// What a request's header says. Any bytes.
struct RequestLine
{
    std::string_view method;
    std::string_view target;        ///< Query and all.
    std::string_view authorization; ///< The value of that header; empty where there is none.
    std::string_view apiKey;        ///< Of X-Api-Key.
    qint64 unixSeconds = 0;         ///< Wall time.
};

/// What is asked of the tasks.
enum class TaskCall : quint8
{
    None,
    Submit, ///< With `dialect`.
    Poll,
    Cancel,
};

/// What a request is for: one of these.
struct Route
{
    Dialect *dialect = nullptr; ///< A POST that the model answers ...
    Caller caller;              ///< ... for this caller, who also has the WebSocket or asks of a task.
    bool webSocket = false;     ///< A GET that is to become a WebSocket.
    bool metrics = false;       ///< A scrape of the metrics.
    TaskCall task = TaskCall::None;
    std::string_view taskId;    ///< Of Poll and Cancel; points into the target.
    std::optional<Reply> reply; ///< Needs no model: other paths, wrong methods, a missing or wrong key.

    static Route with(Reply reply)
    {
        Route route;
        route.reply = std::move(reply);
        return route;
    }
};

/// The format of a POST to this target, or null: a vendor's path, or that of the tasks.
Dialect *dialectOf(const Dialects &dialects, std::string_view target);

/// The way of a request.
Route routeOf(const Dialects &dialects, Gatekeeper &gate, const RequestLine &line);

} // namespace weir
