// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/stucklistener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weir::test {

namespace {

int bindToLoopback(sockaddr_in &address)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), size) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("No port on loopback");
    return listener;
}

} // namespace

StuckListener::StuckListener()
{
    sockaddr_in address{};
    m_sockets.push_back(bindToLoopback(address));
    if (::listen(m_sockets.front(), 0) != 0)
        qFatal("Can't listen on loopback");
    m_port = ntohs(address.sin_port);
    constexpr int enough =
        8; // a backlog of 0 holds one connection; the kernel drops the SYN of those after it
    for (int i = 0; i < enough; ++i) {
        m_sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(m_sockets.back(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
}

StuckListener::~StuckListener()
{
    for (const int descriptor : m_sockets)
        ::close(descriptor);
}

quint16 closedPort()
{
    sockaddr_in address{};
    ::close(bindToLoopback(address));
    return ntohs(address.sin_port);
}

} // namespace weir::test
