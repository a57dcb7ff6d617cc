// SPDX-License-Identifier: GPL-3.0-or-later
// The server of bench-bodies: reads a request to its last byte, waits, answers, and notes when.
#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <list>
#include <mutex>
#include <thread>

namespace weir::bench {

/// What really happened to a request.
struct BodyTruth
{
    TimePoint begun;   ///< The kernel had its first bytes; when they were read, where it doesn't tell.
    TimePoint whole;   ///< The kernel had its last byte.
    TimePoint written; ///< Just before the answer was written.
};

/// Listens on 127.0.0.1 from construction to destruction, with a thread for each connection and blocking
/// reads: nothing shares their time. Throws std::system_error without a socket.
class BodyServer
{
public:
    /// `service`: from whole to written.
    explicit BodyServer(Nanoseconds service);
    ~BodyServer();
    BodyServer(const BodyServer &) = delete;
    BodyServer &operator=(const BodyServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Of the newest request that was answered. Any thread.
    [[nodiscard]] BodyTruth last() const;

private:
    void acceptAll();
    void serve(int socket);
    bool answer(int socket, TimePoint begun, TimePoint whole);

    Nanoseconds m_service;
    int m_listener = -1;
    quint16 m_port = 0;
    mutable std::mutex m_mutex; ///< Of what follows.
    BodyTruth m_last;
    std::list<int> m_sockets;
    std::list<std::thread> m_connections;
    std::thread m_accepting;
};

} // namespace weir::bench
