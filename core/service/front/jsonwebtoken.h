// SPDX-License-Identifier: GPL-3.0-or-later
// JSON Web Tokens (RFC 7519) with an HMAC signature, checked. The library behind it stays in one file: it
// trusts its input more than a service may.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace weir {

/// Longer tokens are refused unread.
inline constexpr std::size_t mostTokenBytes = 8192;

/// What a token must be.
struct TokenRules
{
    QByteArray secret;        ///< Of the HMAC; not empty.
    std::string issuer;       ///< Must be the claim iss, where not empty.
    std::string audience;     ///< Must be, or be among, the claim aud, where not empty.
    qint64 leewaySeconds = 0; ///< For exp and nbf.
};

/// What a valid token says.
struct TokenClaims
{
    std::string subject;         ///< 1 to 256 bytes of UTF-8.
    std::optional<int> priority; ///< The claim "priority", a whole number, cut to -1,000 to 1,000.
};

enum class TokenProblem : quint8
{
    Malformed, ///< No token, or parts that are no JSON objects.
    TooLong,   ///< Beyond mostTokenBytes.
    Critical,  ///< Its header has "crit": what that names is not understood here.
    Algorithm, ///< Not HS256, HS384 or HS512: "none" above all.
    Signature,
    Expired,
    NotYetValid,
    Issuer,
    Audience,
    Subject,  ///< None, or too long.
    Times,    ///< exp or nbf is no number.
    Priority, ///< The claim is no whole number.
};

/// Checks algorithm and signature before any claim is read, then the claims at `unixSeconds`. A token without
/// exp does not expire. Any bytes; never throws. Any thread.
std::variant<TokenClaims, TokenProblem> checkToken(std::string_view token, const TokenRules &rules,
                                                   qint64 unixSeconds);

} // namespace weir
