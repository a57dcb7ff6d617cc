// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/routes.h"

#include "service/front/chatformat.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

/// "Bearer KEY", or the key in X-Api-Key as Anthropic has it; the scheme's case does not matter (RFC
/// 9110, 11.1).
bool isAdmitted(std::string_view authorization, std::string_view apiKeyHeader, const QByteArray &apiKey)
{
    static constexpr std::string_view scheme = "bearer ";
    if (apiKey.isEmpty())
        return true;
    const std::string_view key(apiKey.constData(), static_cast<std::size_t>(apiKey.size()));
    if (apiKeyHeader == key)
        return true;
    if (authorization.size() <= scheme.size())
        return false;
    const bool isBearer =
        std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char want, char is) {
            return want == (is >= 'A' && is <= 'Z' ? static_cast<char>(is + 32) : is);
        });
    return isBearer && authorization.substr(scheme.size()) == key;
}

Reply wrongMethod(std::string_view allowed)
{
    return {
        405,
        errorBody("This path does not take that method.", "invalid_request_error", {}, "method_not_allowed"),
        "Allow: " + std::string(allowed) + "\r\n"};
}

} // namespace

namespace {

std::string_view pathOf(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

Reply modelsReply()
{
    return Reply{200, "{\"object\":\"list\",\"data\":[{\"id\":\"weir-reference\",\"object\":\"model\","
                      "\"created\":0,\"owned_by\":\"weir\"}]}"};
}

Reply unauthorized(const Dialect &dialect)
{
    return Reply{401, dialect.error(401, "invalid_api_key", "The API key is missing or wrong."),
                 "WWW-Authenticate: Bearer\r\n"};
}

} // namespace

Route routeOf(const Dialects &dialects, std::string_view method, std::string_view target,
              std::string_view authorization, std::string_view apiKeyHeader, const QByteArray &apiKey)
{
    Dialect *dialect = dialects.find(target);
    const std::string_view path = pathOf(target);
    const bool isModels = path == "/v1/models";
    const bool isHealth = path == "/health";
    const bool isWebSocket = path == "/v1/stream" || path == "/ws";
    if (dialect == nullptr && !isModels && !isHealth && !isWebSocket)
        return {nullptr, Reply{404, errorBody("This path does not exist.", "invalid_request_error", {},
                                              "unknown_url")}};
    const std::string_view allowed = dialect != nullptr ? "POST" : "GET";
    if (method != allowed)
        return {nullptr, wrongMethod(allowed)};
    if (isHealth)
        return {nullptr, Reply{200, "{\"status\":\"ok\"}"}};
    if (!isAdmitted(authorization, apiKeyHeader, apiKey))
        return {nullptr, unauthorized(dialect != nullptr ? *dialect : dialects.standard())};
    if (isModels)
        return {nullptr, modelsReply()};
    if (isWebSocket)
        return {nullptr, std::nullopt, true};
    return {dialect, std::nullopt, false};
}

} // namespace weir
