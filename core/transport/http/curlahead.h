// SPDX-License-Identifier: GPL-3.0-or-later
// TCP connections that are opened before anybody needs them, and handed to libcurl when it asks for a socket.
#pragma once

#include "transport/http/epollset.h"

#include <QByteArray>

#include <unordered_map>
#include <vector>

namespace weir {

/// An address as the system wants it: the bytes of a sockaddr.
struct SocketAddress
{
    int family = 0;
    QByteArray bytes;
};

/// libcurl 7.88 uses no connection of CURLOPT_CONNECT_ONLY for a later transfer, but it takes a socket that
/// is connected already (CURLOPT_OPENSOCKETFUNCTION, CURL_SOCKOPT_ALREADY_CONNECTED). Lives in the
/// transport's thread; closes what nobody has taken.
class CurlAhead
{
public:
    /// `epoll` must outlive this. It is asked to call onReady() for `owner`.
    CurlAhead(EpollSet &epoll, quint32 owner);
    ~CurlAhead();
    CurlAhead(const CurlAhead &) = delete;
    CurlAhead &operator=(const CurlAhead &) = delete;

    /// Begins to open `count` connections to the first of `addresses` that takes them; best effort.
    void open(const std::vector<SocketAddress> &addresses, std::size_t count);
    void onReady(int descriptor);
    /// A connected socket to that address, now the caller's, or -1. One that the other side has closed
    /// meanwhile is never handed out.
    int take(const SocketAddress &address);

private:
    struct Attempt
    {
        std::vector<SocketAddress> addresses;
        std::size_t current = 0;
    };

    void connectNext(Attempt attempt);

    EpollSet &m_epoll;
    quint32 m_owner;
    std::unordered_map<int, Attempt> m_connecting;
    std::unordered_map<QByteArray, std::vector<int>> m_ready; ///< By address.
};

} // namespace weir
