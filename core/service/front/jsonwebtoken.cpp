// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/jsonwebtoken.h"

#include <algorithm>
#include <array>
#include <exception>
#include <jwt/jwt.hpp>

namespace weir {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostSubjectBytes = 256;
constexpr int mostPriority = 1000;

struct TokenParts
{
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signedText; ///< Header and payload.
};

/// Three parts of base64url and nothing else. The library indexes a table with the bytes, so others must not
/// reach it.
std::optional<TokenParts> partsOf(std::string_view token)
{
    const auto isAllowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    };
    if (std::ranges::count(token, '.') != 2 || !std::ranges::all_of(token, isAllowed))
        return std::nullopt;
    const std::size_t first = token.find('.');
    const std::size_t second = token.rfind('.');
    TokenParts parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                     token.substr(second + 1), token.substr(0, second)};
    if (parts.header.empty() || parts.payload.empty())
        return std::nullopt;
    return parts;
}

/// The object in a part; nothing when it is none.
std::optional<Json> objectOf(std::string_view part)
{
    Json json = Json::parse(jwt::base64_uri_decode(part.data(), part.size()), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    return json;
}

/// The text of a member; nothing when there is none or it is no text.
std::optional<std::string> textOf(const Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return std::nullopt;
    return found->get<std::string>();
}

/// In a time that tells nothing about where the two differ; their lengths are no secret.
bool equalInConstantTime(std::string_view one, std::string_view two)
{
    if (one.size() != two.size())
        return false;
    volatile unsigned char differing = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        differing = static_cast<unsigned char>(differing | (one[i] ^ two[i]));
    return differing == 0;
}

template <typename Hash>
bool isSignedWith(const TokenParts &parts, const QByteArray &secret)
{
    const jwt::sign_result_t made =
        jwt::HMACSign<Hash>::sign({secret.constData(), static_cast<std::size_t>(secret.size())},
                                  {parts.signedText.data(), parts.signedText.size()});
    if (made.second)
        return false;
    return equalInConstantTime(made.first,
                               jwt::base64_uri_decode(parts.signature.data(), parts.signature.size()));
}

std::optional<TokenProblem> signatureProblem(const TokenParts &parts, const QByteArray &secret)
{
    const std::optional<Json> header = objectOf(parts.header);
    if (!header)
        return TokenProblem::Malformed;
    // The exact names, as RFC 7515 has them: whatever else a token asks for is not done.
    const std::optional<std::string> algorithm = textOf(*header, "alg");
    bool isSigned = false;
    if (algorithm == "HS256")
        isSigned = isSignedWith<jwt::algo::HS256>(parts, secret);
    else if (algorithm == "HS384")
        isSigned = isSignedWith<jwt::algo::HS384>(parts, secret);
    else if (algorithm == "HS512")
        isSigned = isSignedWith<jwt::algo::HS512>(parts, secret);
    else
        return TokenProblem::Algorithm;
    // RFC 7515, 4.1.11: who does not understand what the token calls critical refuses it.
    if (header->contains("crit"))
        return TokenProblem::Critical;
    return isSigned ? std::nullopt : std::optional(TokenProblem::Signature);
}

std::optional<TokenProblem> timeProblem(const Json &claims, double now, double leeway)
{
    for (const char *name : {"exp", "nbf"}) {
        if (claims.contains(name) && !claims.at(name).is_number())
            return TokenProblem::Times;
    }
    if (claims.contains("exp") && now >= claims.at("exp").get<double>() + leeway)
        return TokenProblem::Expired;
    if (claims.contains("nbf") && now < claims.at("nbf").get<double>() - leeway)
        return TokenProblem::NotYetValid;
    return std::nullopt;
}

bool isForAudience(const Json &claims, const std::string &audience)
{
    const auto found = claims.find("aud");
    if (found == claims.end())
        return false;
    if (found->is_array())
        return std::ranges::find(*found, Json(audience)) != found->end();
    return *found == Json(audience);
}

std::variant<TokenClaims, TokenProblem> claimsOf(const Json &payload, const TokenRules &rules,
                                                 qint64 unixSeconds)
{
    const auto problem =
        timeProblem(payload, static_cast<double>(unixSeconds), static_cast<double>(rules.leewaySeconds));
    if (problem)
        return *problem;
    if (!rules.issuer.empty() && textOf(payload, "iss") != rules.issuer)
        return TokenProblem::Issuer;
    if (!rules.audience.empty() && !isForAudience(payload, rules.audience))
        return TokenProblem::Audience;
    const std::optional<std::string> subject = textOf(payload, "sub");
    if (!subject || subject->empty() || subject->size() > mostSubjectBytes)
        return TokenProblem::Subject;
    TokenClaims claims{*subject, std::nullopt};
    const auto priority = payload.find("priority");
    if (priority == payload.end())
        return claims;
    if (!priority->is_number_integer())
        return TokenProblem::Priority;
    // As a double, since the number may be larger than any type.
    const double wanted = priority->get<double>();
    claims.priority = static_cast<int>(std::clamp(wanted, -1.0 * mostPriority, 1.0 * mostPriority));
    return claims;
}

} // namespace

std::variant<TokenClaims, TokenProblem> checkToken(std::string_view token, const TokenRules &rules,
                                                   qint64 unixSeconds)
{
    if (token.size() > mostTokenBytes)
        return TokenProblem::TooLong;
    const std::optional<TokenParts> parts = partsOf(token);
    if (!parts)
        return TokenProblem::Malformed;
    try {
        if (const std::optional<TokenProblem> problem = signatureProblem(*parts, rules.secret))
            return *problem;
        const std::optional<Json> payload = objectOf(parts->payload);
        if (!payload)
            return TokenProblem::Malformed;
        return claimsOf(*payload, rules, unixSeconds);
    } catch (const std::exception &) { // the library's; it says nothing that helps
        return TokenProblem::Malformed;
    }
}

} // namespace weir
