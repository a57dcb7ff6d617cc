// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/targetresolver.h"

#include "auth/authheaders.h"
#include "base/secretreference.h"
#include "scenario/channelkind.h"

namespace weir {

namespace {

/// The token characters of RFC 9110, 5.6.2.
bool isHeaderName(const QByteArray &name)
{
    const auto isToken = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isToken);
}

Result<RawHeader> resolveHeader(const Header &header, Redactor &redactor)
{
    const QByteArray name = header.name.toUtf8();
    if (!isHeaderName(name))
        return Error{QStringLiteral("\"%1\" is no header name").arg(header.name), {}, {}};
    QByteArray value = header.value.toUtf8();
    if (const std::optional<SecretReference> reference = parseSecretReference(header.value)) {
        Result<QByteArray> secret = resolveSecret(*reference);
        if (!secret)
            return secret.error();
        redactor.add(*secret);
        value = *secret;
    }
    if (value.contains('\n') || value.contains('\r') || value.contains('\0'))
        return Error{QStringLiteral("The value of header \"%1\" is not one line").arg(header.name), {}, {}};
    return RawHeader{name, value};
}

/// The preset's path is of HTTP; over any other channel the target's URL is the whole address.
Result<QUrl> resolvedUrl(const QString &base, const VendorPreset &vendor)
{
    const QUrl url(base.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || channelOf(url.scheme()) == ChannelKind::Http)
        return endpointUrl(base, vendor.path);
    if (const Result<void> channel = checkChannel(url.scheme()); !channel)
        return channel.error();
    return url.adjusted(QUrl::RemoveFragment);
}

} // namespace

Result<ResolvedTarget> resolveTarget(const Target &target, const VendorPreset &vendor,
                                     const QUrl &overrideBase, Redactor &redactor)
{
    const QString base = overrideBase.isEmpty() ? target.url : overrideBase.toString(QUrl::FullyEncoded);
    Result<QUrl> url = resolvedUrl(base, vendor);
    if (!url)
        return url.error();
    if (!url->password().isEmpty())
        redactor.add(url->password(QUrl::FullyDecoded).toUtf8());
    ResolvedTarget resolved{target, vendor, *url, vendor.headers};
    for (const Header &header : target.headers) {
        Result<RawHeader> made = resolveHeader(header, redactor);
        if (!made)
            return made.error();
        resolved.headers.push_back(*made);
    }
    Result<std::vector<RawHeader>> auth = authHeaders(target.auth, redactor);
    if (!auth)
        return auth.error();
    resolved.headers.insert(resolved.headers.end(), auth->begin(), auth->end());
    return resolved;
}

} // namespace weir
