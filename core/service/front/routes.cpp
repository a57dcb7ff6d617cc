// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/routes.h"

#include "service/front/chatformat.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

enum class Path : quint8
{
    Chat,
    Models,
    Health,
    Unknown
};

Path pathOf(std::string_view target)
{
    const std::string_view path = target.substr(0, target.find('?'));
    if (path == "/v1/chat/completions")
        return Path::Chat;
    if (path == "/v1/models")
        return Path::Models;
    if (path == "/health")
        return Path::Health;
    return Path::Unknown;
}

/// "Bearer KEY"; the scheme's case does not matter (RFC 9110, 11.1).
bool isAdmitted(std::string_view authorization, const QByteArray &apiKey)
{
    static constexpr std::string_view scheme = "bearer ";
    if (apiKey.isEmpty())
        return true;
    if (authorization.size() <= scheme.size())
        return false;
    const bool isBearer =
        std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char want, char is) {
            return want == (is >= 'A' && is <= 'Z' ? static_cast<char>(is + 32) : is);
        });
    const std::string_view key(apiKey.constData(), static_cast<std::size_t>(apiKey.size()));
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

bool isChatPath(std::string_view target)
{
    return pathOf(target) == Path::Chat;
}

std::optional<Reply> plainReply(std::string_view method, std::string_view target,
                                std::string_view authorization, const QByteArray &apiKey)
{
    const Path path = pathOf(target);
    if (path == Path::Unknown)
        return Reply{404, errorBody("This path does not exist.", "invalid_request_error", {}, "unknown_url")};
    const std::string_view allowed = path == Path::Chat ? "POST" : "GET";
    if (method != allowed)
        return wrongMethod(allowed);
    if (path == Path::Health)
        return Reply{200, "{\"status\":\"ok\"}"};
    if (!isAdmitted(authorization, apiKey))
        return Reply{
            401,
            errorBody("The API key is missing or wrong.", "invalid_request_error", {}, "invalid_api_key"),
            "WWW-Authenticate: Bearer\r\n"};
    if (path == Path::Models)
        return Reply{200, "{\"object\":\"list\",\"data\":[{\"id\":\"weir-reference\",\"object\":\"model\","
                          "\"created\":0,\"owned_by\":\"weir\"}]}"};
    return std::nullopt;
}

} // namespace weir
