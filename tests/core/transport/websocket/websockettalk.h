// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket's exchange with a scripted server, as a session has one.
#pragma once

#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/websocket/websockettransport.h"

namespace weir::test {

inline const QByteArray doneMessage = "[DONE]";
inline const QByteArray hello = textMessage("hello") + textMessage(doneMessage);

inline ServerScript asked()
{
    return ServerScript().upgrade().readMessage();
}

inline QUrl webSocketUrl(const ScriptedServer &server, const QString &path = QStringLiteral("/v1/stream"))
{
    QUrl url = server.url(path);
    url.setScheme(url.scheme() == u"https" ? QStringLiteral("wss") : QStringLiteral("ws"));
    return url;
}

inline WireRequest messageTo(const QUrl &url)
{
    WireRequest request = requestTo(url);
    request.channel = WebSocketRequest{};
    return request;
}

/// One exchange whose handler finishes it at the end mark, as a session does.
class Talk
{
public:
    Talk(Transport &transport, const WireRequest &request) : m_transport(transport)
    {
        handler.sendsFirst = false;
        handler.dataHook = [this] {
            if (handler.body.endsWith(doneMessage))
                m_transport.finish(stream);
        };
        stream = transport.start(request, handler);
    }

    RecordingHandler handler;
    StreamId stream;

private:
    Transport &m_transport;
};

} // namespace weir::test
