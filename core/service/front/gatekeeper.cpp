// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/gatekeeper.h"

#include <algorithm>

namespace weir {

/// "Bearer KEY", or the key in X-Api-Key as Anthropic has it; the scheme's case does not matter (RFC
/// 9110, 11.1).
bool Gatekeeper::hasStartKey(std::string_view authorization, std::string_view apiKey) const
{
    static constexpr std::string_view scheme = "bearer ";
    const std::string_view key(m_apiKey.constData(), static_cast<std::size_t>(m_apiKey.size()));
    if (apiKey == key)
        return true;
    if (authorization.size() <= scheme.size())
        return false;
    const bool isBearer =
        std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char want, char is) {
            return want == (is >= 'A' && is <= 'Z' ? static_cast<char>(is + 32) : is);
        });
    return isBearer && authorization.substr(scheme.size()) == key;
}

std::variant<Caller, AuthRefusal> Gatekeeper::admit(std::string_view authorization, std::string_view apiKey,
                                                    qint64 unixSeconds)
{
    if (!m_apiKey.isEmpty() && hasStartKey(authorization, apiKey))
        return Caller{};
    if (!m_apiKey.isEmpty() && m_authenticator.isOpen())
        return AuthRefusal{401, "invalid_api_key", "The API key is missing or wrong."};
    return m_authenticator.authenticate(authorization, apiKey, unixSeconds);
}

} // namespace weir
