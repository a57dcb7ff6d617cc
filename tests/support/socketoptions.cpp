// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/socketoptions.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace weir::test {

std::vector<bool> noDelayOfConnectionsTo(quint16 port)
{
    constexpr int mostDescriptors = 4096;
    std::vector<bool> found;
    for (int descriptor = 0; descriptor < mostDescriptors; ++descriptor) {
        sockaddr_in peer{};
        socklen_t length = sizeof peer;
        if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &length) != 0 ||
            peer.sin_family != AF_INET || ntohs(peer.sin_port) != port)
            continue;
        int on = 0;
        socklen_t size = sizeof on;
        ::getsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, &size);
        found.push_back(on != 0);
    }
    return found;
}

} // namespace weir::test
