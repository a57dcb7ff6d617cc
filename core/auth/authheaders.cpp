// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/authheaders.h"

#include "base/secretreference.h"

namespace weir {

Result<std::vector<std::pair<QByteArray, QByteArray>>> authHeaders(const Auth &auth, Redactor &redactor)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    if (auth.scheme == AuthScheme::None)
        return headers;
    Result<QByteArray> key = resolveSecret(auth.key);
    if (!key)
        return key.error();
    redactor.add(*key);
    if (auth.scheme == AuthScheme::Bearer) {
        headers.emplace_back("Authorization", "Bearer " + *key);
        return headers;
    }
    if (auth.header.isEmpty())
        return Error{QStringLiteral("The auth scheme \"header\" needs the header's name"), {}, {}};
    headers.emplace_back(auth.header.toUtf8(), *key);
    return headers;
}

} // namespace weir
