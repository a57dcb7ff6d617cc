// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/exchange.h"

namespace weir {

namespace {

constexpr int okStatus = 200;
constexpr int switchingProtocols = 101;

} // namespace

QByteArray WireRequest::method() const
{
    const HttpRequest *http = std::get_if<HttpRequest>(&channel);
    return http == nullptr ? QByteArray("GET") : http->method;
}

int WireRequest::awaitedStatus() const
{
    return std::holds_alternative<WebSocketRequest>(channel) ? switchingProtocols : okStatus;
}

QByteArray ResponseHead::header(QByteArrayView name) const
{
    for (const RawHeader &header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    }
    return {};
}

QByteArray ResponseHead::contentType() const
{
    return contentTypes().value(0);
}

QByteArrayList ResponseHead::contentTypes() const
{
    QByteArrayList types;
    for (const RawHeader &header : headers) {
        if (header.first.compare("content-type", Qt::CaseInsensitive) != 0)
            continue;
        // Qt joins equal names by a comma or a line's end.
        for (const QByteArray &value : QByteArray(header.second).replace('\n', ',').split(',')) {
            const QByteArray type = value.split(';').front().trimmed().toLower();
            if (!type.isEmpty())
                types << type;
        }
    }
    return types;
}

const ResponseHead &headOf(const Opening &opening)
{
    if (const WebSocketOpening *socket = std::get_if<WebSocketOpening>(&opening))
        return socket->handshake;
    return std::get<ResponseHead>(opening);
}

} // namespace weir
