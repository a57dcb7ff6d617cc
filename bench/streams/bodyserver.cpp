// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/bodyserver.h"

#include "transport/http/kernelstamps.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace weir::bench {

namespace {

constexpr std::size_t readSize = std::size_t{1} << 20;
constexpr std::string_view lengthHeader = "\r\ncontent-length:";
constexpr std::string_view response =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 13\r\n\r\ndata: token\n\n";

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

/// Of a request whose head is whole; nothing to come has length 0.
std::size_t bodyLength(std::string head)
{
    for (char &letter : head)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    const std::size_t at = head.find(lengthHeader);
    return at == std::string::npos ? 0 : std::strtoull(head.c_str() + at + lengthHeader.size(), nullptr, 10);
}

void sleepUntil(TimePoint at)
{
    const std::int64_t ns = at.time_since_epoch().count();
    const timespec time{ns / 1'000'000'000, ns % 1'000'000'000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr) == EINTR) {
    }
}

} // namespace

BodyServer::BodyServer(Nanoseconds service) : m_service(service)
{
    m_listener = checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    sockaddr *generic = reinterpret_cast<sockaddr *>(&address);
    checked(bind(m_listener, generic, length), "bind");
    checked(listen(m_listener, 16), "listen");
    checked(getsockname(m_listener, generic, &length), "getsockname");
    m_port = ntohs(address.sin_port);
    m_accepting = std::thread([this] { acceptAll(); });
}

BodyServer::~BodyServer()
{
    shutdown(m_listener, SHUT_RDWR);
    m_accepting.join();
    for (const int socket : m_sockets)
        shutdown(socket, SHUT_RDWR);
    for (std::thread &connection : m_connections)
        connection.join();
    for (const int socket : m_sockets)
        close(socket);
    close(m_listener);
}

BodyTruth BodyServer::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void BodyServer::acceptAll()
{
    while (true) {
        const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            return;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        KernelStamps::enable(socket);
        m_sockets.push_back(socket);
        m_connections.emplace_back([this, socket] { serve(socket); });
    }
}

void BodyServer::serve(int socket)
{
    prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    std::vector<char> buffer(readSize);
    std::string head;
    std::size_t missing = 0; // of the body, once the head is whole
    std::optional<TimePoint> begun;
    KernelStamps stamps;
    while (true) {
        // One byte first: a read of several segments would tell when the last of them came.
        const ssize_t count = stamps.receive(socket, buffer.data(), begun ? buffer.size() : 1, 0);
        if (count <= 0)
            return;
        const TimePoint arrival = stamps.arrivalOf(socket).value_or(MonotonicClock::now());
        begun = begun.value_or(arrival);
        std::size_t body = static_cast<std::size_t>(count);
        if (missing == 0) {
            head.append(buffer.data(), body);
            const std::size_t end = head.find("\r\n\r\n");
            if (end == std::string::npos)
                continue;
            body = head.size() - end - 4;
            missing = bodyLength(head.substr(0, end + 2));
            head.clear();
        }
        missing -= std::min(missing, body);
        if (missing > 0)
            continue;
        if (!answer(socket, *begun, arrival))
            return;
        begun.reset();
    }
}

bool BodyServer::answer(int socket, TimePoint begun, TimePoint whole)
{
    sleepUntil(whole + m_service);
    {
        const std::lock_guard lock(m_mutex);
        m_last = {begun, whole, MonotonicClock::now()};
    }
    return send(socket, response.data(), response.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(response.size());
}

} // namespace weir::bench
