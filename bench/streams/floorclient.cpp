// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/floorclient.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace weir::bench {

namespace {

constexpr std::size_t readSize = std::size_t{64} * 1024;
constexpr std::string_view lineStart = "data: ";
constexpr std::string_view doneLine = "data: [DONE]";
/// What a scan needs of a line to know all about it.
constexpr std::size_t wanted = chunkStart.size() + stampDigits;

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

std::string requestOf(std::uint32_t index)
{
    const std::string body =
        R"({"model": "paced", "messages": [{"role": "user", "content": "How does a weir )"
        R"(gauge a river?"}], "stream": true, "stream_options": {"include_usage": true}})";
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
           "Accept: text/event-stream\r\nX-Weir-Request-Id: floor-" +
           std::to_string(index) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

FloorClient::FloorClient(const FloorLoad &load) : m_load(load), m_streams(load.streams), m_buffer(readSize)
{
    m_epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
}

FloorClient::~FloorClient()
{
    for (const Stream &stream : m_streams) {
        if (stream.fd >= 0)
            close(stream.fd);
    }
    close(m_epoll);
}

void FloorClient::run()
{
    const std::int64_t zero = monotonicNs();
    const std::int64_t gap = m_load.rampNs / std::max<std::uint32_t>(m_load.streams, 1);
    std::array<epoll_event, 256> events{};
    while (m_ended < m_load.streams) {
        int wait = -1;
        if (m_started < m_load.streams) {
            const std::int64_t left = zero + m_started * gap - monotonicNs();
            if (left <= 0)
                startNext();
            wait = static_cast<int>(std::max<std::int64_t>(left, 0) / 1'000'000);
        }
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), wait);
        for (int i = 0; i < count; ++i)
            read(events[static_cast<std::size_t>(i)].data.u32);
    }
}

void FloorClient::startNext()
{
    const std::uint32_t index = m_started++;
    const int fd = checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    m_streams[index].fd = fd;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(m_load.port);
    checked(connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address), "connect");
    const std::string request = requestOf(index);
    if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        throw std::system_error(errno, std::generic_category(), "send");
    epoll_event interest{};
    interest.events = EPOLLIN;
    interest.data.u32 = index;
    checked(epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &interest), "epoll_ctl");
}

void FloorClient::read(std::uint32_t index)
{
    const std::int64_t at = monotonicNs();
    Stream &stream = m_streams[index];
    const std::size_t kept = stream.rest.size();
    std::copy(stream.rest.begin(), stream.rest.end(), m_buffer.begin());
    const ssize_t count = recv(stream.fd, m_buffer.data() + kept, m_buffer.size() - kept, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        ++m_broken;
        end(index);
    } else if (scan({m_buffer.data(), kept + static_cast<std::size_t>(count)}, at, stream.rest)) {
        end(index);
    }
}

/// True once the stream's last line has come.
bool FloorClient::scan(std::string_view bytes, std::int64_t at, std::string &rest)
{
    rest.clear();
    std::size_t line = bytes.find(lineStart);
    for (; line != std::string_view::npos && line + wanted <= bytes.size();
         line = bytes.find(lineStart, line + lineStart.size())) {
        const std::string_view digits = bytes.substr(line + chunkStart.size(), stampDigits);
        std::int64_t written = 0;
        for (const char digit : digits)
            written = written * 10 + (digit - '0');
        if (written > 0 && bytes[line + lineStart.size()] == '{')
            m_arrivals.push_back({written, at});
    }
    if (line == std::string_view::npos)
        line = bytes.size() - std::min(bytes.size(), lineStart.size() - 1);
    if (bytes.substr(line).starts_with(doneLine))
        return true;
    rest = bytes.substr(line);
    return false;
}

void FloorClient::end(std::uint32_t index)
{
    close(m_streams[index].fd);
    m_streams[index].fd = -1;
    ++m_ended;
}

} // namespace weir::bench
