// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/wirerequest.h"

#include "base/version.h"

#include <QSslSocket>

#include <algorithm>

namespace weir {

namespace {

bool isToken(const QByteArray &text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.contains(c);
    });
}

bool isFieldValue(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isProxy(const QUrl &proxy)
{
    const QString scheme = proxy.scheme();
    return (scheme == u"http" || scheme == u"socks5" || scheme == u"socks5h") && !proxy.host().isEmpty();
}

void addDefault(std::vector<RawHeader> &headers, const QByteArray &name, const QByteArray &value)
{
    const bool given = std::any_of(headers.begin(), headers.end(), [&name](const RawHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (!given)
        headers.emplace_back(name, value);
}

} // namespace

Result<void> checkWireRequest(const WireRequest &request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != u"http" && scheme != u"https"))
        return Error{QStringLiteral("The URL is not a complete http or https URL"), {}, {}};
    if (scheme == u"https" && !QSslSocket::supportsSsl())
        return Error{QStringLiteral("No TLS library was found"), {}, QStringLiteral("Install OpenSSL 3.")};
    if (!isToken(request.method))
        return Error{QStringLiteral("The request method is not an HTTP token"), {}, {}};
    for (const RawHeader &header : request.headers) {
        if (!isToken(header.first))
            return Error{QStringLiteral("A header name is not an HTTP token"), {}, {}};
        if (!isFieldValue(header.second)) {
            return Error{QStringLiteral("The header %1 holds a line break or a zero byte")
                             .arg(QString::fromLatin1(header.first)),
                         {},
                         {}};
        }
    }
    if (!request.proxy.isEmpty() && !isProxy(request.proxy))
        return Error{QStringLiteral("The proxy is not an http, socks5 or socks5h URL"), {}, {}};
    return {};
}

QUrl requestUrl(const WireRequest &request)
{
    return request.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
}

std::vector<RawHeader> headersToSend(const WireRequest &request)
{
    std::vector<RawHeader> headers = request.headers;
    if (!request.url.userName().isEmpty()) {
        const QByteArray pair = request.url.userName(QUrl::FullyDecoded).toUtf8() + ':' +
                                request.url.password(QUrl::FullyDecoded).toUtf8();
        addDefault(headers, "Authorization", "Basic " + pair.toBase64());
    }
    addDefault(headers, "User-Agent", QByteArray("weir/") + versionString);
    addDefault(headers, "Accept-Encoding", "identity");
    addDefault(headers, "Accept-Language",
               "*"); // a library of its own accord would tell the machine's locale
    if (!request.reuseConnection) {
        std::erase_if(headers, [](const RawHeader &header) {
            return header.first.compare("Connection", Qt::CaseInsensitive) == 0;
        });
        headers.emplace_back("Connection", "close");
    }
    return headers;
}

} // namespace weir
