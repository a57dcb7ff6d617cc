// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/authenticator.h"

#include "base/secretreference.h"

#include <QCryptographicHash>

#include <algorithm>
#include <chrono>

namespace weir {

namespace {

std::string digestOf(std::string_view secret)
{
    return QCryptographicHash::hash(
               QByteArray::fromRawData(secret.data(), static_cast<qsizetype>(secret.size())),
               QCryptographicHash::Sha256)
        .toStdString();
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What stands after "Bearer", whose case does not matter (RFC 9110, 11.1); empty for any other scheme.
std::string_view bearerOf(std::string_view authorization)
{
    static constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size())
        return {};
    const bool isBearer =
        std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char want, char is) {
            return want == (is >= 'A' && is <= 'Z' ? static_cast<char>(is + 32) : is);
        });
    if (!isBearer)
        return {};
    const std::size_t begin = authorization.find_first_not_of(' ', scheme.size());
    return begin == std::string_view::npos ? std::string_view{} : authorization.substr(begin);
}

AuthRefusal refusalOf(TokenProblem problem)
{
    switch (problem) {
    case TokenProblem::Malformed:
        return {401, "invalid_token", "The token is no JSON Web Token."};
    case TokenProblem::TooLong:
        return {401, "invalid_token", "The token is longer than 8,192 bytes."};
    case TokenProblem::Critical:
        return {401, "invalid_token", "The token's header has crit, which this service does not understand."};
    case TokenProblem::Algorithm:
        return {401, "invalid_token", "The token's algorithm is not HS256, HS384 or HS512."};
    case TokenProblem::Signature:
        return {401, "invalid_token", "The token's signature is wrong."};
    case TokenProblem::Expired:
        return {401, "token_expired", "The token has expired."};
    case TokenProblem::NotYetValid:
        return {401, "token_not_yet_valid", "The token is not valid yet."};
    case TokenProblem::Issuer:
        return {401, "invalid_token", "The token is of another issuer."};
    case TokenProblem::Audience:
        return {401, "invalid_token", "The token is for another audience."};
    case TokenProblem::Subject:
        return {401, "invalid_token", "The token has no subject, or one that is too long."};
    case TokenProblem::Times:
        return {401, "invalid_token", "The token's exp or nbf is not a number."};
    case TokenProblem::Priority:
        return {401, "invalid_token", "The token's priority is not a whole number."};
    }
    return {401, "invalid_token", "The token is invalid."};
}

QString pathOfKey(std::size_t index)
{
    return QStringLiteral("/gateway/keys/%1/key").arg(index);
}

/// Who asks with it could be one of the two only; the other's figures would be empty without a word.
Error sameSecret(std::size_t first, std::size_t second)
{
    return {Message(WEIR_TEXT(
                        "service.same_secret",
                        "The secret is the same as that of %1, so only one of the two tenants could be met."),
                    pathOfKey(first)),
            Message::verbatim(pathOfKey(second)),
            WEIR_TEXT("service.secret_for_each", "Give each tenant a secret of its own.")};
}

} // namespace

Result<Authenticator> Authenticator::make(const GatewayConfig &config)
{
    Authenticator authenticator;
    for (std::size_t i = 0; i < config.keys.size(); ++i) {
        const ApiKeyConfig &key = config.keys[i];
        const Result<QByteArray> secret = resolveSecret(key.key);
        if (!secret)
            return secret.error().within(Message::verbatim(pathOfKey(i)));
        const auto [place, isNew] =
            authenticator.m_keys.emplace(digestOf(viewOf(*secret)), static_cast<quint32>(i));
        if (!isNew)
            return sameSecret(place->second, i);
        authenticator.m_priorities.push_back(key.priority);
        authenticator.m_names.push_back(key.name);
        authenticator.m_subjects.emplace(key.name.toStdString(), static_cast<quint32>(i));
    }
    if (!config.jwt.secret.isEmpty()) {
        const Result<QByteArray> secret = resolveSecret(config.jwt.secret);
        if (!secret)
            return secret.error().within(Message::verbatim(QStringLiteral("/gateway/jwt/secret")));
        authenticator.m_rules =
            TokenRules{*secret, config.jwt.issuer.toStdString(), config.jwt.audience.toStdString(),
                       std::chrono::duration_cast<std::chrono::seconds>(config.jwt.leeway).count()};
    }
    if (authenticator.isOpen())
        authenticator.m_names.push_back(QStringLiteral("all"));
    return authenticator;
}

std::variant<Caller, AuthRefusal> Authenticator::authenticate(std::string_view authorization,
                                                              std::string_view apiKey, qint64 unixSeconds)
{
    if (isOpen())
        return Caller{};
    const std::string_view bearer = bearerOf(authorization);
    const std::string_view credential = bearer.empty() ? apiKey : bearer;
    if (credential.empty())
        return AuthRefusal{401, "missing_api_key",
                           "The API key is missing: send Authorization: Bearer KEY, or x-api-key: KEY."};
    if (const std::optional<Caller> caller = callerOfKey(credential))
        return *caller;
    // What looks like no token at all was meant as a key, where there are keys.
    const bool isToken = std::ranges::count(credential, '.') == 2;
    if (!m_rules || (!isToken && !m_keys.empty()))
        return AuthRefusal{401, "invalid_api_key", "The API key is wrong."};
    const std::variant<TokenClaims, TokenProblem> checked = checkToken(credential, *m_rules, unixSeconds);
    if (const TokenProblem *problem = std::get_if<TokenProblem>(&checked))
        return refusalOf(*problem);
    return callerOfToken(std::get<TokenClaims>(checked));
}

const QString &Authenticator::tenantName(quint32 tenant) const
{
    static const QString none;
    if (m_names.empty())
        return none;
    return m_names[std::min<std::size_t>(tenant, m_names.size() - 1)];
}

std::optional<Caller> Authenticator::callerOfKey(std::string_view credential) const
{
    const auto found = m_keys.find(digestOf(credential));
    if (found == m_keys.end())
        return std::nullopt;
    return Caller{found->second, m_priorities[found->second]};
}

Caller Authenticator::callerOfToken(const TokenClaims &claims)
{
    const quint32 keys = static_cast<quint32>(m_priorities.size());
    const auto found = m_subjects.find(claims.subject);
    if (found != m_subjects.end()) {
        // A token whose subject is a key's name is that tenant's.
        const int own = found->second < keys ? m_priorities[found->second] : 0;
        return {found->second, claims.priority.value_or(own)};
    }
    const quint32 next = static_cast<quint32>(m_names.size());
    const quint32 shared = keys + mostTokenTenants;
    if (next < shared) {
        m_names.push_back(QString::fromStdString(claims.subject));
        m_subjects.emplace(claims.subject, next);
        return {next, claims.priority.value_or(0)};
    }
    if (next == shared)
        m_names.push_back(QStringLiteral("others"));
    return {shared, claims.priority.value_or(0)};
}

} // namespace weir
