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

bool isSecure(const QUrl &url)
{
    return url.scheme() == u"https" || url.scheme() == u"wss";
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

Result<void> checkWireRequest(const WireRequest &request, ChannelKind kind)
{
    const QString scheme = request.url.scheme();
    const bool isWebSocket = std::holds_alternative<WebSocketRequest>(request.channel);
    if (!request.url.isValid() || request.url.host().isEmpty() || channelOf(scheme) != kind ||
        isWebSocket != (kind == ChannelKind::WebSocket)) {
        return Error{
            kind == ChannelKind::WebSocket
                ? Message(WEIR_TEXT("wire.no_websocket_url", "The URL is not a complete ws or wss URL"))
                : Message(WEIR_TEXT("wire.no_http_url", "The URL is not a complete http or https URL")),
            {},
            {}};
    }
    if (isSecure(request.url) && !QSslSocket::supportsSsl()) {
        return Error{Message(WEIR_TEXT("wire.no_tls_library", "No TLS library was found")),
                     {},
                     Message(WEIR_TEXT("wire.install_openssl", "Install OpenSSL 3."))};
    }
    if (!isToken(request.method()))
        return Error{
            Message(WEIR_TEXT("wire.method_no_token", "The request method is not an HTTP token")), {}, {}};
    for (const RawHeader &header : request.headers) {
        if (!isToken(header.first))
            return Error{
                Message(WEIR_TEXT("wire.header_no_token", "A header name is not an HTTP token")), {}, {}};
        if (!isFieldValue(header.second)) {
            return Error{Message(WEIR_TEXT("wire.header_breaks_line",
                                           "The header %1 holds a line break or a zero byte"),
                                 QString::fromLatin1(header.first)),
                         {},
                         {}};
        }
    }
    if (!request.proxy.isEmpty() && !isProxy(request.proxy)) {
        return Error{
            Message(WEIR_TEXT("wire.proxy_scheme", "The proxy is not an http, socks5 or socks5h URL")),
            {},
            {}};
    }
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
    if (!request.reuseConnection && std::holds_alternative<HttpRequest>(request.channel)) {
        std::erase_if(headers, [](const RawHeader &header) {
            return header.first.compare("Connection", Qt::CaseInsensitive) == 0;
        });
        headers.emplace_back("Connection", "close");
    }
    return headers;
}

QNetworkProxy toNetworkProxy(const QUrl &proxy)
{
    if (proxy.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool socks = proxy.scheme() != u"http";
    QNetworkProxy made(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxy.host(),
                       static_cast<quint16>(proxy.port(socks ? 1080 : 8080)),
                       proxy.userName(QUrl::FullyDecoded), proxy.password(QUrl::FullyDecoded));
    if (proxy.scheme() == u"socks5") // with socks5h the proxy resolves names
        made.setCapabilities(made.capabilities() & ~QNetworkProxy::HostNameLookupCapability);
    return made;
}

} // namespace weir
