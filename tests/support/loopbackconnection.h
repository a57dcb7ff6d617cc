// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weir::test {

/// Two connected TCP sockets on loopback; a socket pair of the system would not be TCP.
class LoopbackConnection
{
public:
    LoopbackConnection()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        sockaddr *plain = reinterpret_cast<sockaddr *>(&address);
        client = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::bind(listener, plain, size) != 0 || ::listen(listener, 1) != 0 ||
            ::getsockname(listener, plain, &size) != 0 || ::connect(client, plain, size) != 0)
            qFatal("No connection on loopback");
        server = ::accept(listener, nullptr, nullptr);
        ::close(listener);
    }
    ~LoopbackConnection()
    {
        ::close(client);
        ::close(server);
    }
    LoopbackConnection(const LoopbackConnection &) = delete;
    LoopbackConnection &operator=(const LoopbackConnection &) = delete;

    int client = -1;
    int server = -1;
};

} // namespace weir::test
