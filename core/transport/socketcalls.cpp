// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/socketcalls.h"

#include "transport/http/kernelstamps.h"

#include <cerrno>
#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace weir {

namespace {

using ConnectCall = int (*)(int, const sockaddr *, socklen_t);

thread_local KernelStamps *noting = nullptr;

/// A local variable: another library's constructor may connect before this program's own variables are made.
ConnectCall nextConnect()
{
    static const ConnectCall next = reinterpret_cast<ConnectCall>(::dlsym(RTLD_NEXT, "connect"));
    return next;
}

/// Fails on whatever is not TCP, which is no harm.
void sendWithoutDelay(int socket)
{
    const int kept = errno;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    errno = kept;
}

} // namespace

void keepSocketCalls() {}

NotedReceives::NotedReceives(KernelStamps *stamps)
{
    noting = stamps;
}

NotedReceives::~NotedReceives()
{
    noting = nullptr;
}

} // namespace weir

// Under names of their own, since the C library's headers may define the real ones as inline functions.
extern "C" {
__attribute__((visibility("default"))) int weirConnect(int socket, const sockaddr *address,
                                                       socklen_t length) __asm__("connect");
__attribute__((visibility("default"))) ssize_t weirReceive(int socket, void *bytes, std::size_t size,
                                                           int flags) __asm__("recv");

int weirConnect(int socket, const sockaddr *address, socklen_t length)
{
    if (address != nullptr && (address->sa_family == AF_INET || address->sa_family == AF_INET6))
        weir::sendWithoutDelay(socket);
    return weir::nextConnect()(socket, address, length);
}

ssize_t weirReceive(int socket, void *bytes, std::size_t size, int flags)
{
    if (weir::noting != nullptr)
        return weir::noting->receive(socket, bytes, size, flags);
    return ::recvfrom(socket, bytes, size, flags, nullptr, nullptr);
}
}
