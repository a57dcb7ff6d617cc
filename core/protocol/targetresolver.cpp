// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/targetresolver.h"

#include "auth/keyauthorizer.h"
#include "base/credentials.h"
#include "base/httptoken.h"
#include "base/secretreference.h"
#include "protocol/endpoint.h"
#include "scenario/channelkind.h"

#include <algorithm>

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

/// Tags in a header's value are of the scenario; what looks like one in a secret is the secret's own.
Result<HeaderTemplate> resolveTemplate(const Header &header, Redactor &redactor)
{
    const Result<std::vector<ResolvedPiece>> pieces = resolvedPieces(header.value, redactor);
    if (!pieces)
        return pieces.error();
    HeaderTemplate made{header.name.toLatin1(), {}, {}};
    for (const ResolvedPiece &piece : *pieces) {
        if (piece.secret.isEmpty()) {
            made.text += piece.text;
            continue;
        }
        const QString name = QStringLiteral("secret:%1").arg(made.secrets.size());
        made.text += QStringLiteral("{{{%1}}}").arg(name);
        made.secrets.insert(name, QString::fromUtf8(piece.secret));
    }
    return made;
}

/// The preset's headers, which a user's file may have put a key into, but for those that the target has.
std::vector<Header> headersFor(const Target &target, const VendorPreset &vendor)
{
    std::vector<Header> headers;
    for (const Header &own : vendor.headers) {
        const bool isReplaced =
            std::any_of(target.headers.begin(), target.headers.end(), [&own](const Header &header) {
                return header.name.compare(own.name, Qt::CaseInsensitive) == 0;
            });
        if (!isReplaced)
            headers.push_back(own);
    }
    headers.insert(headers.end(), target.headers.begin(), target.headers.end());
    return headers;
}

Result<void> resolveHeaders(ResolvedTarget &resolved, Redactor &redactor)
{
    for (const Header &header : headersFor(resolved.target, resolved.vendor)) {
        if (!isSecretReference(header.value) && header.value.contains(u"{{"_qs) && isHttpToken(header.name)) {
            Result<HeaderTemplate> made = resolveTemplate(header, redactor);
            if (!made)
                return made.error();
            resolved.headerTemplates.push_back(std::move(*made));
            continue;
        }
        Result<RawHeader> made = resolveHeader(header, redactor);
        if (!made)
            return made.error();
        if (isCredentialHeader(header.name))
            redactor.add(made->second);
        resolved.headers.push_back(std::move(*made));
    }
    return {};
}

/// The URL with its password's value; `redactor` learns what it carries, in the form that is sent, too.
Result<QUrl> withPassword(QUrl url, Redactor &redactor)
{
    QString password = url.password(QUrl::FullyDecoded);
    if (isSecretReference(password)) {
        const Result<QByteArray> secret = resolveSecret(password);
        if (!secret)
            return secret.error();
        password = QString::fromUtf8(*secret);
        url.setPassword(password, QUrl::DecodedMode);
    }
    if (!password.isEmpty()) {
        redactor.add(password.toUtf8());
        redactor.add((url.userName(QUrl::FullyDecoded) + u':' + password).toUtf8().toBase64());
    } else if (looksLikeKey(url.userName(QUrl::FullyDecoded))) {
        redactor.add(url.userName(QUrl::FullyDecoded).toUtf8());
    }
    return url;
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
    const Result<QUrl> url = withPassword(endpoints->streamed, redactor);
    if (!url)
        return url.error();
    const Result<QUrl> wholeUrl = withPassword(endpoints->whole, redactor);
    if (!wholeUrl)
        return wholeUrl.error();
    const Result<QUrl> proxy = withPassword(QUrl(target.proxy), redactor);
    if (!proxy)
        return proxy.error();
    ResolvedTarget resolved{target, vendor, *url, {}, nullptr, *proxy, {}, *wholeUrl};
    if (const Result<void> headers = resolveHeaders(resolved, redactor); !headers)
        return headers.error();
    Result<std::shared_ptr<const Authorizer>> authorizer =
        makeAuthorizer(settledAuth(target.auth, vendor.auth), redactor);
    if (!authorizer)
        return authorizer.error();
    resolved.authorizer = std::move(*authorizer);
    return resolved;
}

} // namespace weir
