// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/targetresolver.h"

#include "auth/keyauthorizer.h"
#include "base/httptoken.h"
#include "base/secretreference.h"
#include "protocol/endpoint.h"
#include "scenario/channelkind.h"

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

/// The preset's path is of HTTP; over any other channel the target's URL is the whole address.
Result<Endpoints> resolvedEndpoints(const QString &base, const VendorPreset &vendor, const QString &model)
{
    const QUrl url(base.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || channelOf(url.scheme()) == ChannelKind::Http)
        return endpointsOf(base, {vendor.path, vendor.wholePath}, model);
    if (const Result<void> channel = checkChannel(url.scheme()); !channel)
        return channel.error();
    const QUrl address = url.adjusted(QUrl::RemoveFragment);
    return Endpoints{address, address};
}

} // namespace

Result<ResolvedTarget> resolveTarget(const Target &target, const VendorPreset &vendor,
                                     const QUrl &overrideBase, Redactor &redactor)
{
    const QString base = overrideBase.isEmpty() ? target.url : overrideBase.toString(QUrl::FullyEncoded);
    const Result<Endpoints> endpoints = resolvedEndpoints(base, vendor, target.model);
    if (!endpoints)
        return endpoints.error();
    const QUrl &url = endpoints->streamed;
    if (!url.password().isEmpty())
        redactor.add(url.password(QUrl::FullyDecoded).toUtf8());
    ResolvedTarget resolved{target, vendor, url, vendor.headers, nullptr, endpoints->whole};
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
