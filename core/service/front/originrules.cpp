// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/originrules.h"

#include <algorithm>
#include <arpa/inet.h>
#include <optional>

namespace weir {

namespace {

struct Parts
{
    std::string scheme;
    std::string host; ///< In small letters; an IPv6 address in brackets.
    std::string port;
};

std::string lowered(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return made;
}

/// "HOST[:PORT]"; nothing for what is neither.
std::optional<Parts> authorityOf(std::string_view text)
{
    const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
    if (text.empty() || bracket == std::string_view::npos)
        return std::nullopt;
    const std::size_t colon = text.find(':', bracket);
    const std::string_view host = text.substr(0, colon);
    const std::string_view port =
        colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isOdd = [](char c) {
        return c <= ' ' || c == '/' || c == '@' || c == '\\' || c == '?' || c == '#';
    };
    if (host.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), isDigit) ||
        std::any_of(host.begin(), host.end(), isOdd))
        return std::nullopt;
    return Parts{{}, lowered(host), std::string(port)};
}

/// "SCHEME://HOST[:PORT]".
std::optional<Parts> originOf(std::string_view text)
{
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos || colon == 0)
        return std::nullopt;
    std::optional<Parts> parts = authorityOf(text.substr(colon + 3));
    if (!parts)
        return std::nullopt;
    parts->scheme = lowered(text.substr(0, colon));
    if (parts->port.empty())
        parts->port = parts->scheme == "https" ? "443" : "80";
    return parts;
}

/// Four numbers, written out: other ways to write an address are no name that anybody uses.
bool isLoopbackAddress(const std::string &host)
{
    in_addr address{};
    return host.starts_with("127.") && inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool isThisMachine(const std::string &host)
{
    // No name below localhost is anybody else's (RFC 6761, 6.3).
    return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || isLoopbackAddress(host);
}

} // namespace

OriginRules::OriginRules(const QStringList &allowed)
{
    for (const QString &text : allowed) {
        const std::string written = text.toStdString();
        if (const std::optional<Parts> origin = originOf(written))
            m_allowed.push_back({origin->scheme, origin->host, origin->port});
        else if (const std::optional<Parts> host = authorityOf(written))
            m_allowed.push_back({{}, host->host, host->port});
    }
}

bool OriginRules::isAllowable(const QString &allowed)
{
    const std::string written = allowed.toStdString();
    return originOf(written).has_value() || authorityOf(written).has_value();
}

bool OriginRules::admitsHost(std::string_view host) const
{
    const std::optional<Parts> parts = authorityOf(host);
    return parts && (isThisMachine(parts->host) ||
                     std::any_of(m_allowed.begin(), m_allowed.end(),
                                 [&](const Allowed &allowed) { return allowed.host == parts->host; }));
}

bool OriginRules::admitsOrigin(std::string_view origin) const
{
    const std::optional<Parts> parts = originOf(origin);
    return parts && (isThisMachine(parts->host) ||
                     std::any_of(m_allowed.begin(), m_allowed.end(), [&](const Allowed &allowed) {
                         return allowed.host == parts->host &&
                                (allowed.scheme.empty() || allowed.scheme == parts->scheme) &&
                                (allowed.port.empty() || allowed.port == parts->port);
                     }));
}

} // namespace weir
