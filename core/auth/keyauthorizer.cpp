// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/keyauthorizer.h"

#include "base/httptoken.h"
#include "base/secretreference.h"

namespace weir {

namespace {

/// The same header for every attempt. The redactor has known its secret since the run was prepared.
class KeyAuthorizer final : public Authorizer
{
public:
    KeyAuthorizer(QByteArray header, QByteArray value) : m_header(std::move(header), std::move(value)) {}

    [[nodiscard]] Result<Proof> prove(const UnsignedRequest &) const override
    {
        return Proof{{m_header}, {}};
    }

private:
    std::pair<QByteArray, QByteArray> m_header;
};

} // namespace

Auth settledAuth(const Auth &auth, const Auth &usual)
{
    if (auth.scheme != AuthScheme::Vendor)
        return auth;
    if (auth.key.isEmpty())
        return {AuthScheme::None, {}, {}};
    const bool wantsHeader = usual.scheme == AuthScheme::Header;
    return {wantsHeader ? AuthScheme::Header : AuthScheme::Bearer, auth.key,
            wantsHeader ? usual.header : auth.header};
}

Result<std::shared_ptr<const Authorizer>> makeAuthorizer(const Auth &auth, Redactor &redactor)
{
    if (!auth.usesKey())
        return std::shared_ptr<const Authorizer>();
    const Result<QByteArray> key = resolveSecret(auth.key);
    if (!key)
        return key.error();
    redactor.add(*key);
    if (auth.scheme != AuthScheme::Header)
        return std::shared_ptr<const Authorizer>(
            std::make_shared<KeyAuthorizer>("Authorization", "Bearer " + *key));
    if (!isHttpToken(auth.header))
        return Error{
            WEIR_TEXT("auth.header_needed", "The auth scheme \"header\" needs the header's name"), {}, {}};
    return std::shared_ptr<const Authorizer>(std::make_shared<KeyAuthorizer>(auth.header.toLatin1(), *key));
}

} // namespace weir
