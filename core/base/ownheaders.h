// SPDX-License-Identifier: GPL-3.0-or-later
// Headers that nobody but Weir sets: those that frame a message or belong to one connection (RFC
// 9110, 7.6.1), the handshake's of a WebSocket (RFC 6455, 11.3), and the names of its requests.
#pragma once

#include <QStringList>

namespace weir {

/// True for a header that neither a target nor a preset may bring, in any case of its letters.
inline bool isOwnHeader(const QString &name)
{
    static const QStringList own{QStringLiteral("connection"),
                                 QStringLiteral("content-length"),
                                 QStringLiteral("keep-alive"),
                                 QStringLiteral("proxy-connection"),
                                 QStringLiteral("sec-websocket-accept"),
                                 QStringLiteral("sec-websocket-extensions"),
                                 QStringLiteral("sec-websocket-key"),
                                 QStringLiteral("sec-websocket-version"),
                                 QStringLiteral("te"),
                                 QStringLiteral("trailer"),
                                 QStringLiteral("transfer-encoding"),
                                 QStringLiteral("upgrade"),
                                 QStringLiteral("x-weir-attempt"),
                                 QStringLiteral("x-weir-request-id")};
    return own.contains(name, Qt::CaseInsensitive);
}

} // namespace weir
