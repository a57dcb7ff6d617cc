// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/routes.h"

#include "service/dialects/listings.h"
#include "service/dialects/openaiparts.h"

namespace weir {

namespace {

Reply wrongMethod(std::string_view allowed)
{
    return {405,
            openAiError("This path does not take that method.", "invalid_request_error", {},
                        "method_not_allowed"),
            "Allow: " + std::string(allowed) + "\r\n"};
}

std::string_view pathOf(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

/// What clients ask before they ask for text; nothing for another path.
std::optional<std::string> listingOf(std::string_view path)
{
    if (path == "/v1/models")
        return modelsBody();
    if (path == "/api/tags")
        return ollamaTagsBody();
    if (path == "/api/version")
        return ollamaVersionBody();
    return std::nullopt;
}

Reply unauthorized(const Dialect &dialect, const AuthRefusal &refusal)
{
    return Reply{dialect.errorStatus(refusal.status),
                 dialect.error(refusal.status, refusal.code, refusal.message),
                 "WWW-Authenticate: Bearer\r\n"};
}

constexpr std::string_view tasksPath = "/v1/tasks";

Route taskRoute(const Dialects &dialects, Gatekeeper &gate, const RequestLine &line, std::string_view id)
{
    Route route;
    route.taskId = id;
    route.task = line.method == "GET"      ? TaskCall::Poll
                 : line.method == "DELETE" ? TaskCall::Cancel
                                           : TaskCall::None;
    if (route.task == TaskCall::None)
        return Route::with(wrongMethod("GET, DELETE"));
    const std::variant<Caller, AuthRefusal> admitted =
        gate.admit(line.authorization, line.apiKey, line.unixSeconds);
    if (const AuthRefusal *refusal = std::get_if<AuthRefusal>(&admitted))
        return Route::with(unauthorized(dialects.standard(), *refusal));
    route.caller = std::get<Caller>(admitted);
    return route;
}

} // namespace

Dialect *dialectOf(const Dialects &dialects, std::string_view target)
{
    return pathOf(target) == tasksPath ? &dialects.standard() : dialects.find(target);
}

Route routeOf(const Dialects &dialects, Gatekeeper &gate, const RequestLine &line)
{
    const std::string_view path = pathOf(line.target);
    const bool isTasks = path == tasksPath;
    Dialect *dialect = dialectOf(dialects, line.target);
    if (path.size() > tasksPath.size() + 1 && path.starts_with(tasksPath) && path[tasksPath.size()] == '/')
        return taskRoute(dialects, gate, line, path.substr(tasksPath.size() + 1));
    std::optional<std::string> listing = listingOf(path);
    const bool isHealth = path == "/health";
    const bool isMetrics = path == "/metrics";
    const bool isWebSocket = path == "/v1/stream" || path == "/ws";
    if (dialect == nullptr && !listing && !isHealth && !isMetrics && !isWebSocket)
        return Route::with(
            Reply{404, openAiError("This path does not exist.", "invalid_request_error", {}, "unknown_url")});
    const std::string_view allowed = dialect != nullptr ? "POST" : "GET";
    if (line.method != allowed)
        return Route::with(wrongMethod(allowed));
    if (isHealth)
        return Route::with(Reply{200, "{\"status\":\"ok\"}"});
    Route route;
    route.metrics = isMetrics; // as with vLLM, scrapers need no key
    if (isMetrics)
        return route;
    const std::variant<Caller, AuthRefusal> admitted =
        gate.admit(line.authorization, line.apiKey, line.unixSeconds);
    if (const AuthRefusal *refusal = std::get_if<AuthRefusal>(&admitted))
        return Route::with(unauthorized(dialect != nullptr ? *dialect : dialects.standard(), *refusal));
    if (listing)
        return Route::with(Reply{200, std::move(*listing)});
    route.dialect = dialect;
    route.task = isTasks ? TaskCall::Submit : TaskCall::None;
    route.webSocket = isWebSocket;
    route.caller = std::get<Caller>(admitted);
    return route;
}

} // namespace weir
