// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/targetresolver.h"

#include "auth/keyauthorizer.h"
#include "base/httptoken.h"
#include "base/secretreference.h"

namespace weir {

namespace {

Result<RawHeader> resolveHeader(const Header &header, Redactor &redactor)
{
    if (!isHttpToken(header.name))
        return Error{
            Message(WEIR_TEXT("target.no_header_name", "\"%1\" is no header name"), header.name), {}, {}};
    const Result<QByteArray> value = resolveSecretsIn(header.value, redactor);
    if (!value)
        return value.error();
    if (value->contains('\n') || value->contains('\r') || value->contains('\0'))
        return Error{
            Message(WEIR_TEXT("target.header_is_one_line", "The value of header \"%1\" is not one line"),
                    header.name),
            {},
            {}};
    return RawHeader{header.name.toLatin1(), *value};
}

} // namespace

Result<ResolvedTarget> resolveTarget(const Target &target, const VendorPreset &vendor,
                                     const QUrl &overrideBase, Redactor &redactor)
{
    Result<QUrl> url = endpointUrl(
        overrideBase.isEmpty() ? target.url : overrideBase.toString(QUrl::FullyEncoded), vendor.path);
    if (!url)
        return url.error();
    if (!url->password().isEmpty())
        redactor.add(url->password(QUrl::FullyDecoded).toUtf8());
    ResolvedTarget resolved{target, vendor, *url, vendor.headers, nullptr};
    for (const Header &header : target.headers) {
        Result<RawHeader> made = resolveHeader(header, redactor);
        if (!made)
            return made.error();
        resolved.headers.push_back(*made);
    }
    Result<std::shared_ptr<const Authorizer>> authorizer =
        makeAuthorizer(settledAuth(target.auth, vendor.auth), redactor);
    if (!authorizer)
        return authorizer.error();
    resolved.authorizer = std::move(*authorizer);
    return resolved;
}

} // namespace weir
