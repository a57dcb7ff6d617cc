// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curllanes.h"

#include "transport/http/curlexchange.h"
#include "transport/tls/tlssetting.h"

#include <algorithm>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace weir {

namespace {

/// Idle connections are kept for as many streams as ever ran; libcurl's own limit is four a running one.
constexpr long mostConnections = 1'000'000;

/// Errors are left to libcurl's next read, which knows their cause and comes after all bytes.
int toCurlEvents(quint32 events)
{
    const bool broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    int what = 0;
    if (broken || (events & EPOLLIN) != 0)
        what |= CURL_CSELECT_IN;
    if (broken || (events & EPOLLOUT) != 0)
        what |= CURL_CSELECT_OUT;
    return what;
}

quint32 toEpollEvents(int what)
{
    quint32 events = 0;
    if ((what & CURL_POLL_IN) != 0)
        events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0)
        events |= EPOLLOUT;
    return events;
}

} // namespace

CurlLane::CurlLane(EpollSet &epoll, quint32 number, int timer)
    : m_epoll(epoll), m_number(number), m_timer(timer), m_multi(curl_multi_init())
{
    m_epoll.watch(m_timer, EPOLLIN, m_number);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, &CurlLane::setSocket);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, &CurlLane::setTimer);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, long{CURLPIPE_MULTIPLEX});
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, mostConnections);
}

CurlLane::~CurlLane()
{
    m_multi.reset(); // calls back to forget its sockets
    m_epoll.forget(m_timer);
    ::close(m_timer);
}

bool CurlLane::add(CURL *easy)
{
    if (curl_multi_add_handle(m_multi.get(), easy) != CURLM_OK)
        return false;
    ++m_used;
    return true;
}

void CurlLane::remove(CURL *easy)
{
    curl_multi_remove_handle(m_multi.get(), easy);
    --m_used;
}

void CurlLane::work(int descriptor, quint32 events)
{
    int running = 0;
    if (!isTimer(descriptor)) {
        curl_multi_socket_action(m_multi.get(), descriptor, toCurlEvents(events), &running);
        return;
    }
    quint64 expirations = 0;
    if (::read(m_timer, &expirations, sizeof expirations) == sizeof expirations)
        curl_multi_socket_action(m_multi.get(), CURL_SOCKET_TIMEOUT, 0, &running);
}

int CurlLane::setSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *known)
{
    CurlLane &lane = *static_cast<CurlLane *>(self);
    if (what == CURL_POLL_REMOVE) {
        lane.m_epoll.forget(socket);
        return 0;
    }
    if (CurlExchange *exchange = CurlExchange::of(easy))
        exchange->setSocket(socket);
    if (known != nullptr) {
        lane.m_epoll.change(socket, toEpollEvents(what), lane.m_number);
    } else {
        lane.m_epoll.watch(socket, toEpollEvents(what), lane.m_number);
        curl_multi_assign(lane.m_multi.get(), socket, self); // marks it as watched
    }
    return 0;
}

int CurlLane::setTimer(CURLM * /*multi*/, long milliseconds, void *self)
{
    itimerspec spec{}; // all zero: no alarm
    if (milliseconds >= 0) {
        spec.it_value.tv_sec = milliseconds / 1000;
        spec.it_value.tv_nsec = milliseconds == 0 ? 1 : milliseconds % 1000 * 1'000'000;
    }
    timerfd_settime(static_cast<CurlLane *>(self)->m_timer, 0, &spec, nullptr);
    return 0;
}

CurlLane *CurlLanes::laneFor(const WireRequest &request)
{
    const Key key{request.url.scheme(),
                  request.url.host(),
                  request.url.port(),
                  request.proxy,
                  std::get<HttpRequest>(request.channel).http2,
                  request.verifyTls,
                  tlsIdOf(request)};
    auto pool = std::find_if(m_pools.begin(), m_pools.end(), [&key](const Pool &p) { return p.key == key; });
    if (pool == m_pools.end())
        pool = m_pools.insert(m_pools.end(), Pool{key, {}});
    const auto free = std::find_if(pool->lanes.begin(), pool->lanes.end(),
                                   [](const CurlLane *lane) { return !lane->isFull(); });
    if (free != pool->lanes.end())
        return *free;
    const quint32 number = static_cast<quint32>(m_lanes.size());
    const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (timer < 0)
        return nullptr;
    m_lanes.push_back(std::make_unique<CurlLane>(m_epoll, number, timer));
    pool->lanes.push_back(m_lanes.back().get());
    return m_lanes.back().get();
}

} // namespace weir
