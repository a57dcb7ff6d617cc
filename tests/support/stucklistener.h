// SPDX-License-Identifier: GPL-3.0-or-later
// A port on loopback that takes no connection: its backlog is full, so a connect hangs until somebody gives
// up.
#pragma once

#include <QtGlobal>

#include <vector>

namespace weir::test {

/// Holds the port and the connections that fill it from construction to destruction.
class StuckListener
{
public:
    StuckListener();
    ~StuckListener();
    StuckListener(const StuckListener &) = delete;
    StuckListener &operator=(const StuckListener &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    std::vector<int> m_sockets;
    quint16 m_port = 0;
};

/// A port on 127.0.0.1 that nobody listens on.
quint16 closedPort();

} // namespace weir::test
