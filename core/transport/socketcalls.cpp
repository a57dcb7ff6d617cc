// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/socketcalls.h"

#include "transport/http/challenges.h"
#include "transport/http/kernelstamps.h"
#include "transport/http/qnamsockets.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace weir {

namespace {

using ConnectCall = int (*)(int, const sockaddr *, socklen_t);
using PollCall = int (*)(pollfd *, nfds_t, int);

constexpr int noSocket = -1;

/// What a thread's `recv()` does beside receiving.
struct Receiving
{
    KernelStamps *stamps = nullptr;
    bool isBounded = false;
    std::size_t left = 0;
    int emptied = noSocket; ///< The socket of the last `recv()`, where that left nothing.
};

thread_local Receiving receiving;

/// What a thread reads by `read()` at most until it is told once that no more has come.
constexpr std::size_t mostOnEnd = std::size_t{64} << 10;
/// Since a `read()` of this thread last found nothing.
thread_local std::size_t readOnEnd = 0;

std::atomic<bool> mayHideChallenges = true;

/// Files and pipes have no such answer, and who reads a socket that blocks waits for bytes.
bool isWaitedForElsewhere(int descriptor)
{
    const int kept = errno;
    int family = AF_UNSPEC;
    socklen_t size = sizeof family;
    const bool isTcp = ::getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size) == 0 &&
                       (family == AF_INET || family == AF_INET6);
    const bool isWaitedFor = isTcp && (::fcntl(descriptor, F_GETFL) & O_NONBLOCK) != 0;
    errno = kept;
    return isWaitedFor;
}

/// A local variable: another library's constructor may connect before this program's own variables are made.
ConnectCall nextConnect()
{
    static const ConnectCall next = reinterpret_cast<ConnectCall>(::dlsym(RTLD_NEXT, "connect"));
    return next;
}

PollCall nextPoll()
{
    static const PollCall next = reinterpret_cast<PollCall>(::dlsym(RTLD_NEXT, "poll"));
    return next;
}

bool asksForMoreOf(int socket, const pollfd *watched, nfds_t count, int timeout)
{
    return socket != noSocket && count == 1 && timeout == 0 && watched->fd == socket &&
           (watched->events & POLLOUT) == 0;
}

/// Fails on whatever is not TCP, which is no harm.
void sendWithoutDelay(int socket)
{
    const int kept = errno;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    errno = kept;
}

/// `flags` as of send(2); nothing: write(2).
ssize_t passOn(int descriptor, const void *bytes, std::size_t size, std::optional<int> flags)
{
    if (const std::optional<ssize_t> count = writeOfQnam(descriptor, bytes, size, flags))
        return *count;
    if (flags)
        return ::sendto(descriptor, bytes, size, *flags, nullptr, 0);
    const iovec piece{const_cast<void *>(bytes), size}; // an iovec serves reads as well
    return ::writev(descriptor, &piece, 1);
}

} // namespace

void keepSocketCalls() {}

void leaveChallenges()
{
    mayHideChallenges = false;
}

NotedReceives::NotedReceives(KernelStamps *stamps)
{
    receiving.stamps = stamps;
}

NotedReceives::~NotedReceives()
{
    receiving.stamps = nullptr;
}

BoundedReceives::BoundedReceives(std::size_t bytes)
{
    receiving.isBounded = true;
    receiving.left = bytes;
    receiving.emptied = noSocket;
}

BoundedReceives::~BoundedReceives()
{
    receiving.isBounded = false;
    receiving.emptied = noSocket;
}

} // namespace weir

// Under names of their own, since the C library's headers may define the real ones as inline functions.
extern "C" {
__attribute__((visibility("default"))) int weirConnect(int socket, const sockaddr *address,
                                                       socklen_t length) __asm__("connect");
__attribute__((visibility("default"))) ssize_t weirRead(int descriptor, void *bytes,
                                                        std::size_t size) __asm__("read");
__attribute__((visibility("default"))) ssize_t weirReceive(int socket, void *bytes, std::size_t size,
                                                           int flags) __asm__("recv");
__attribute__((visibility("default"))) ssize_t weirWrite(int descriptor, const void *bytes,
                                                         std::size_t size) __asm__("write");
__attribute__((visibility("default"))) ssize_t weirSend(int socket, const void *bytes, std::size_t size,
                                                        int flags) __asm__("send");
__attribute__((visibility("default"))) int weirPoll(pollfd *watched, nfds_t count,
                                                    int timeout) __asm__("poll");

int weirConnect(int socket, const sockaddr *address, socklen_t length)
{
    if (address != nullptr && (address->sa_family == AF_INET || address->sa_family == AF_INET6))
        weir::sendWithoutDelay(socket);
    if (weir::isThreadOfQnam())
        weir::beforeQnamConnects(socket);
    return weir::nextConnect()(socket, address, length);
}

ssize_t weirReceive(int socket, void *bytes, std::size_t size, int flags)
{
    weir::Receiving &receiving = weir::receiving;
    if (receiving.isBounded && receiving.left == 0) {
        errno = EAGAIN;
        return -1;
    }
    const ssize_t count = receiving.stamps != nullptr
                              ? receiving.stamps->receive(socket, bytes, size, flags)
                              : ::recvfrom(socket, bytes, size, flags, nullptr, nullptr);
    if (receiving.isBounded && count > 0) {
        const std::size_t got = static_cast<std::size_t>(count);
        receiving.left -= std::min(receiving.left, got);
        receiving.emptied = got < size ? socket : weir::noSocket;
    }
    return count;
}

int weirPoll(pollfd *watched, nfds_t count, int timeout)
{
    if (weir::asksForMoreOf(weir::receiving.emptied, watched, count, timeout)) {
        watched->revents = 0;
        return 0;
    }
    return weir::nextPoll()(watched, count, timeout);
}

ssize_t weirRead(int descriptor, void *bytes, std::size_t size)
{
    using weir::mostOnEnd;
    using weir::readOnEnd;
    if (readOnEnd + size > mostOnEnd && weir::isWaitedForElsewhere(descriptor)) {
        if (readOnEnd >= mostOnEnd) {
            readOnEnd = 0;
            errno = EAGAIN;
            return -1;
        }
        size = mostOnEnd - readOnEnd;
    }
    const bool isQnams = weir::isThreadOfQnam();
    const std::optional<ssize_t> followed =
        isQnams ? weir::readOfQnam(descriptor, bytes, size) : std::nullopt;
    const iovec piece{bytes, size};
    const ssize_t count = followed ? *followed : ::readv(descriptor, &piece, 1);
    if (count > 0 && isQnams && weir::mayHideChallenges)
        weir::hideChallenge(static_cast<char *>(bytes), static_cast<std::size_t>(count));
    readOnEnd = count > 0 ? std::min(readOnEnd + static_cast<std::size_t>(count), mostOnEnd) : 0;
    return count;
}

ssize_t weirWrite(int descriptor, const void *bytes, std::size_t size)
{
    return weir::passOn(descriptor, bytes, size, std::nullopt);
}

ssize_t weirSend(int socket, const void *bytes, std::size_t size, int flags)
{
    return weir::passOn(socket, bytes, size, flags);
}
}
