// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curlahead.h"

#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace weir {

namespace {

/// True when nothing has come and the other side has not closed.
bool isQuiet(int descriptor)
{
    char byte = 0;
    return ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

CurlAhead::CurlAhead(EpollSet &epoll, quint32 owner) : m_epoll(epoll), m_owner(owner) {}

CurlAhead::~CurlAhead()
{
    for (const auto &[descriptor, attempt] : m_connecting) {
        m_epoll.forget(descriptor);
        ::close(descriptor);
    }
    for (const auto &[address, descriptors] : m_ready) {
        for (const int descriptor : descriptors)
            ::close(descriptor);
    }
}

void CurlAhead::open(const std::vector<SocketAddress> &addresses, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        connectNext({addresses, 0});
}

void CurlAhead::connectNext(Attempt attempt)
{
    for (; attempt.current < attempt.addresses.size(); ++attempt.current) {
        const SocketAddress &to = attempt.addresses[attempt.current];
        const int descriptor = ::socket(to.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (descriptor < 0)
            return;
        const int answer = ::connect(descriptor, reinterpret_cast<const sockaddr *>(to.bytes.constData()),
                                     static_cast<socklen_t>(to.bytes.size()));
        if (answer == 0 || errno == EINPROGRESS) {
            m_epoll.watch(descriptor, EPOLLOUT, m_owner);
            m_connecting.emplace(descriptor, std::move(attempt));
            return;
        }
        ::close(descriptor);
    }
}

void CurlAhead::onReady(int descriptor)
{
    const auto found = m_connecting.find(descriptor);
    if (found == m_connecting.end())
        return;
    Attempt attempt = std::move(found->second);
    m_connecting.erase(found);
    m_epoll.forget(descriptor);
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0) {
        m_ready[attempt.addresses[attempt.current].bytes].push_back(descriptor);
        return;
    }
    ::close(descriptor);
    ++attempt.current;
    connectNext(std::move(attempt));
}

int CurlAhead::take(const SocketAddress &address)
{
    const auto found = m_ready.find(address.bytes);
    if (found == m_ready.end())
        return -1;
    std::vector<int> &descriptors = found->second;
    while (!descriptors.empty()) {
        const int descriptor = descriptors.back();
        descriptors.pop_back();
        if (isQuiet(descriptor))
            return descriptor;
        ::close(descriptor);
    }
    return -1;
}

} // namespace weir
