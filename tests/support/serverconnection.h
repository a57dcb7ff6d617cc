// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of a ScriptedServer and its place in the script.
#pragma once

#include "support/scriptedserver.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace weir::test {

/// Plays a script on a socket, which it owns. Lives in the server's thread.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    /// `socket` is open; `index` goes into the requests.
    ServerConnection(QTcpSocket *socket, ServerScript script, int index, QObject *parent);

    /// Plays on as far as it goes without waiting. `totalRequests`: requests read by the whole server.
    void play(qint64 totalRequests);

Q_SIGNALS:
    void requestRead(const weir::test::ReceivedRequest &request);
    /// Bytes came or went, or a pause is over: play() has something to do.
    void movable();
    void closed();

private:
    enum class Progress
    {
        Done,
        Waiting
    };

    Progress playStep(const ServerStep &step, qint64 totalRequests);
    Progress readRequest();
    Progress upgrade();
    Progress readMessage();
    Progress sendSlice(const ServerStep &step);
    Progress sendAgain(const ServerStep &step);
    Progress pauseFor(std::chrono::milliseconds pause);
    void resetConnection();

    QTcpSocket *m_socket;
    const ServerScript m_script;
    const int m_index;
    QTimer m_timer;
    QByteArray m_received;
    QByteArray m_webSocketKey; ///< Of the last request.
    std::size_t m_step = 0;
    qint64 m_progress = 0; ///< Of a step that has parts: bytes, times, or 1 for "begun".
    bool m_playing = false;
    bool m_over = false;
};

} // namespace weir::test
