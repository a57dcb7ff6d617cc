// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/targeturl.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace weir {

namespace {

constexpr int highestPort = 65535;
constexpr std::array privateNets = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}; ///< RFC 1918

/// Machines of one's own mostly speak without TLS.
bool isNearby(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return address.isLoopback() || address.isUniqueLocalUnicast() || address.isLinkLocal() ||
               std::any_of(privateNets.begin(), privateNets.end(), [&address](const char *net) {
                   return address.isInSubnet(QHostAddress::parseSubnet(QLatin1String(net)));
               });
    return !host.contains(u'.') || host.endsWith(u".local") || host.endsWith(u".localhost") ||
           host.endsWith(u".internal") || host.endsWith(u".lan");
}

QString withScheme(const QString &text)
{
    const QString https = QStringLiteral("https://") + text;
    const QUrl url(https);
    const bool plain = isNearby(url.host()) && url.port() != 443 && url.port() != 8443;
    return plain ? QStringLiteral("http://") + text : https;
}

/// The digits behind the host, which QUrl takes only where they are a port.
std::optional<QString> writtenPort(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[^:/?#]+://(?:[^/?#@]*@)?(?:\\[[^\\]]*\\]|[^:/?#]*)"
                                                        ":(\\d+)(?:[/?#]|$)"));
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

} // namespace

std::optional<Message> urlFault(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.contains(u"://"))
        return Message(WEIR_TEXT("url.no_scheme", "\"%1\" has no scheme. Write %2."), trimmed,
                       withScheme(trimmed));
    if (const std::optional<QString> port = writtenPort(trimmed)) {
        bool fits = false;
        const int number = port->toInt(&fits);
        if (!fits || number > highestPort)
            return Message(WEIR_TEXT("url.port_too_high", "Port %1 is above 65535."), *port);
        if (number == 0)
            return Message(WEIR_TEXT("url.port_zero", "Nothing can listen on port 0."));
    }
    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Message(WEIR_TEXT("scenario.url_without_host",
                                 "This is not a URL with a host, like https://api.example.com/v1."));
    return std::nullopt;
}

} // namespace weir
