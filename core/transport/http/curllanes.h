// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl's multi handles of one transport, and which of them takes a request.
#pragma once

#include "base/clock.h"
#include "protocol/exchange.h"
#include "transport/http/curlhandles.h"
#include "transport/http/curlnews.h"
#include "transport/http/epollset.h"

#include <memory>
#include <vector>

namespace weir {

/// One multi handle: its sockets and its timer lie in the transport's epoll set, under the lane's number.
class CurlLane
{
public:
    /// Each start walks over all connections of its host in the multi handle, so a handle has only so many.
    static constexpr int slotCount = 256;

    /// `epoll` must outlive the lane. `timer` is a timerfd, which the lane will close.
    CurlLane(EpollSet &epoll, quint32 number, int timer);
    ~CurlLane();
    CurlLane(const CurlLane &) = delete;
    CurlLane &operator=(const CurlLane &) = delete;

    /// Takes a slot. False when libcurl refuses the handle; then no slot is taken.
    bool add(CURL *easy);
    /// Gives the slot back. An exchange that runs is broken off: on HTTP/1.1 its connection closes.
    void remove(CURL *easy);
    [[nodiscard]] bool isFull() const { return m_used >= slotCount; }

    [[nodiscard]] bool isTimer(int descriptor) const { return descriptor == m_timer; }
    /// Lets libcurl work on a descriptor of this lane, or on what is due when it is the timer's.
    void work(int descriptor, quint32 events);
    /// Calls `visit(easy, code)` for each transfer that has ended since the last call.
    template <typename Visitor>
    void collectEnded(Visitor &&visit)
    {
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE)
                visit(message->easy_handle, message->data.result);
        }
    }

private:
    static int setSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *known);
    static int setTimer(CURLM *multi, long milliseconds, void *self);

    EpollSet &m_epoll;
    quint32 m_number;
    int m_timer;
    CurlMultiHandle m_multi;
    int m_used = 0;
};

/// All lanes of a transport. Each serves one origin, proxy, HTTP version and TLS setting; the first one with
/// a free slot takes a request, so that idle connections are where the next request comes to.
class CurlLanes
{
public:
    /// `epoll` must outlive this.
    explicit CurlLanes(EpollSet &epoll) : m_epoll(epoll) {}

    /// A lane with a free slot; a new one when all are full. Null when that needs a descriptor and the system
    /// has none left.
    CurlLane *laneFor(const WireRequest &request);
    /// The lane of that number.
    [[nodiscard]] CurlLane &lane(quint32 number) { return *m_lanes[number]; }

private:
    struct Key
    {
        QString scheme, host;
        int port = 0;
        QUrl proxy;
        bool http2 = false;
        bool verifyTls = true;
        QByteArray tls; ///< TlsSetting::id()
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Pool
    {
        Key key;
        std::vector<CurlLane *> lanes; ///< Owned by m_lanes.
    };

    EpollSet &m_epoll;
    std::vector<std::unique_ptr<CurlLane>> m_lanes; ///< By number.
    std::vector<Pool> m_pools;
};

} // namespace weir
