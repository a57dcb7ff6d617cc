// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks: API keys and JSON Web Tokens of the modelled gateway.
#pragma once

#include "base/result.h"
#include "service/front/jsonwebtoken.h"
#include "service/model/modelconfig.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace weir {

/// Tenants by JSON Web Token have numbers of their own up to this many; the others share one.
inline constexpr quint32 mostTokenTenants = 10'000;

/// Somebody who may ask.
struct Caller
{
    quint32 tenant = 0; ///< As Admission numbers them.
    int priority = 0;
};

/// Why somebody may not. Answered with 401; texts are static and never hold what was sent.
struct AuthRefusal
{
    int status = 401;
    std::string_view code;    ///< "missing_api_key", "invalid_api_key", "invalid_token", "token_expired", ...
    std::string_view message; ///< A sentence for people.
};

/// Takes the values of the secrets once and then knows every caller by one of them: of keys it keeps digests
/// only. Tenants are numbered in the order of the keys, then as subjects of tokens appear, mostTokenTenants
/// of them; all later ones are one. One thread.
class Authenticator
{
public:
    /// Resolves the references; the error's `where` is the reference's path in the configuration. Two keys of
    /// one secret are an error, too.
    static Result<Authenticator> make(const GatewayConfig &config);

    /// `authorization`: value of that header ("Bearer ..."), `apiKey`: of x-api-key or a header like it;
    /// empty where there is none. What is in the former counts first. Any bytes. `unixSeconds`: wall time,
    /// for tokens.
    std::variant<Caller, AuthRefusal> authenticate(std::string_view authorization, std::string_view apiKey,
                                                   qint64 unixSeconds);

    /// Neither keys nor tokens: everybody is let in, as tenant 0.
    [[nodiscard]] bool isOpen() const { return m_keys.empty() && !m_rules; }
    /// For people and metrics; a number that is not known has the last one's name.
    [[nodiscard]] const QString &tenantName(quint32 tenant) const;

private:
    Authenticator() = default;
    [[nodiscard]] std::optional<Caller> callerOfKey(std::string_view credential) const;
    Caller callerOfToken(const TokenClaims &claims);

    /// By SHA-256: how long a look-up takes tells at most about a digest, from which no key can be guessed.
    std::unordered_map<std::string, quint32> m_keys;
    std::vector<int> m_priorities; ///< Of the keys, by tenant.
    std::optional<TokenRules> m_rules;
    std::vector<QString> m_names; ///< By tenant.
    std::unordered_map<std::string, quint32> m_subjects;
};

} // namespace weir
