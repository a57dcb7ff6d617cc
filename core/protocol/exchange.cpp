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
    const QByteArray value = header("content-type");
    const qsizetype end = value.indexOf(';');
    return (end < 0 ? value : value.left(end)).trimmed().toLower();
}

const ResponseHead &headOf(const Opening &opening)
{
    if (const WebSocketOpening *socket = std::get_if<WebSocketOpening>(&opening))
        return socket->handshake;
    return std::get<ResponseHead>(opening);
}

} // namespace weir
