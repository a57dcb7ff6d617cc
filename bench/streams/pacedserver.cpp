// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/pacedserver.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <limits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <signal.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace weir::bench {

namespace {

constexpr std::size_t requestLimit = std::size_t{64} * 1024;
/// Beyond what the kernel's socket buffers hold. A client that is so far behind measures nothing any more.
constexpr std::size_t pendingLimit = std::size_t{4} * 1024 * 1024;
constexpr std::string_view noStamp = "00000000000000000000";

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

/// One chunk of the chunked coding (RFC 9112, 7.1).
std::string httpChunk(const std::string &body)
{
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", body.size());
    return size.data() + body + "\r\n";
}

/// A chat completion chunk as OpenAI sends it; `rest` are its members after the model.
std::string event(const std::string &rest)
{
    return httpChunk(std::string(chunkStart) + std::string(noStamp) +
                     "\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"paced\","
                     "\"system_fingerprint\":\"fp_0123456789\"," +
                     rest + "}\n\n");
}

std::string choice(const std::string &delta, const std::string &finishReason)
{
    return "\"choices\":[{\"index\":0,\"delta\":{" + delta +
           "},\"logprobs\":null,\"finish_reason\":" + finishReason + "}]";
}

std::string headAndRole()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
           "Transfer-Encoding: chunked\r\n\r\n" +
           event(choice("\"role\":\"assistant\",\"content\":\"\"", "null"));
}

std::string endOfStream(std::uint32_t tokens)
{
    return event(choice({}, "\"stop\"")) +
           event("\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":" +
                 std::to_string(tokens) + ",\"total_tokens\":" + std::to_string(tokens + 20) + "}") +
           httpChunk("data: [DONE]\n\n") + "0\r\n\r\n";
}

/// The value of a header of a request's head, which ends with an empty line.
std::optional<std::string_view> header(std::string_view head, std::string_view name)
{
    for (std::size_t line = head.find("\r\n"); line + 2 < head.size(); line = head.find("\r\n", line + 2)) {
        const std::string_view rest = head.substr(line + 2);
        if (rest.size() <= name.size() || rest[name.size()] != ':' ||
            strncasecmp(rest.data(), name.data(), name.size()) != 0)
            continue;
        std::string_view value = rest.substr(name.size() + 1, rest.find("\r\n") - name.size() - 1);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        return value;
    }
    return std::nullopt;
}

} // namespace

PacedServer::PacedServer(const Pace &pace)
    : m_tokens(pace.tokens)
    , m_stepNs(std::max<std::int64_t>(pace.gapNs / pace.streams, 1))
    , m_slots(pace.streams, -1)
    , m_head(headAndRole())
    , m_end(endOfStream(pace.tokens))
    , m_chunk(event(choice("\"content\":\" token\"", "null")))
    , m_stampAt(m_chunk.find(chunkStart) + chunkStart.size())
{
    for (std::uint32_t slot = pace.streams; slot > 0; --slot)
        m_freeSlots.push_back(slot - 1);
    m_log.writes.reserve(std::size_t{pace.streams} * pace.tokens);
    m_epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
    m_listener = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    sockaddr *generic = reinterpret_cast<sockaddr *>(&address);
    checked(bind(m_listener, generic, length), "bind");
    checked(listen(m_listener, SOMAXCONN), "listen");
    checked(getsockname(m_listener, generic, &length), "getsockname");
    m_port = ntohs(address.sin_port);

    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    sigprocmask(SIG_BLOCK, &endings, nullptr);
    m_signals = checked(signalfd(-1, &endings, SFD_CLOEXEC), "signalfd");
    m_timer = checked(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create");
    for (const int fd : {m_listener, m_signals, m_timer})
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
}

PacedServer::~PacedServer()
{
    for (std::size_t fd = 0; fd < m_connections.size(); ++fd) {
        if (m_connections[fd].open)
            close(static_cast<int>(fd));
    }
    for (const int fd : {m_timer, m_signals, m_listener, m_epoll})
        close(fd);
}

void PacedServer::run()
{
    // A periodic timer: setting one anew for each write would be a system call a token.
    m_zero = monotonicNs() + m_stepNs;
    const timespec step{m_stepNs / 1'000'000'000, m_stepNs % 1'000'000'000};
    const itimerspec spec{step, {m_zero / 1'000'000'000, m_zero % 1'000'000'000}};
    checked(timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr), "timerfd_settime");
    std::array<epoll_event, 256> events{};
    while (true) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event &ready = events[static_cast<std::size_t>(i)];
            if (ready.data.fd == m_timer)
                tick();
            else if (ready.data.fd == m_signals)
                return;
            else if (ready.data.fd == m_listener)
                acceptAll();
            else
                onConnection(ready.data.fd, ready.events);
        }
    }
}

void PacedServer::acceptAll()
{
    while (true) {
        const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (m_connections.size() <= static_cast<std::size_t>(fd))
            m_connections.resize(static_cast<std::size_t>(fd) + 1);
        m_connections[static_cast<std::size_t>(fd)] = {};
        m_connections[static_cast<std::size_t>(fd)].open = true;
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    }
}

void PacedServer::onConnection(int fd, std::uint32_t events)
{
    // One batch of events may name a connection that an earlier event of the batch has closed.
    if (m_connections[static_cast<std::size_t>(fd)].open && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        readRequests(fd);
    if (m_connections[static_cast<std::size_t>(fd)].open && (events & EPOLLOUT))
        flush(fd);
}

void PacedServer::readRequests(int fd)
{
    std::array<char, 16384> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): recv fills it
    const ssize_t count = recv(fd, buffer.data(), buffer.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    if (count <= 0 || connection.in.size() > requestLimit)
        return closeConnection(fd);
    connection.in.append(buffer.data(), static_cast<std::size_t>(count));
    while (connection.open && !connection.streaming && takeRequest(fd)) {
    }
}

/// Takes one whole request off the connection's buffer; false when there is none yet.
bool PacedServer::takeRequest(int fd)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    const std::size_t end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos)
        return false;
    const std::string_view head = std::string_view(connection.in).substr(0, end + 2);
    const std::string_view length = header(head, "Content-Length").value_or("0");
    std::size_t body = 0;
    const std::from_chars_result parsed = std::from_chars(length.data(), length.data() + length.size(), body);
    if (parsed.ec != std::errc{} || body > requestLimit || !head.starts_with("POST ")) {
        closeConnection(fd);
        return false;
    }
    if (connection.in.size() < end + 4 + body)
        return false;
    std::string id(header(head, "X-Weir-Request-Id").value_or(""));
    connection.in.erase(0, end + 4 + body);
    startStream(fd, std::move(id));
    return true;
}

void PacedServer::startStream(int fd, std::string id)
{
    if (m_freeSlots.empty()) {
        send(fd, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    connection.streaming = true;
    connection.slot = m_freeSlots.back();
    connection.stream = static_cast<std::uint32_t>(m_log.ids.size());
    connection.written = 0;
    m_freeSlots.pop_back();
    m_slots[connection.slot] = fd;
    m_log.ids.push_back(std::move(id));
    send(fd, m_head);
    if (m_freeSlots.empty() && !std::exchange(m_toldOpen, true)) {
        std::printf("open %zu\n", m_slots.size());
        std::fflush(stdout);
    }
}

void PacedServer::tick()
{
    std::uint64_t expirations = 0;
    if (read(m_timer, &expirations, sizeof expirations) != sizeof expirations)
        return;
    const std::int64_t now = monotonicNs();
    for (std::int64_t due = m_zero + m_steps * m_stepNs; due <= now; due += m_stepNs) {
        const int fd = m_slots[static_cast<std::size_t>(m_steps++) % m_slots.size()];
        if (fd >= 0)
            writeToken(fd, due);
    }
}

void PacedServer::writeToken(int fd, std::int64_t due)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    const std::int64_t at = monotonicNs();
    std::int64_t rest = at;
    for (std::size_t digit = stampDigits; digit-- > 0; rest /= 10)
        m_chunk[m_stampAt + digit] = static_cast<char>('0' + rest % 10);
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    m_log.writes.push_back({at, connection.stream, static_cast<std::uint32_t>(std::min(at - due, most))});
    ++connection.written;
    send(fd, m_chunk);
    if (connection.streaming && connection.written == m_tokens)
        endStream(fd);
}

void PacedServer::endStream(int fd)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    connection.streaming = false;
    m_slots[connection.slot] = -1;
    m_freeSlots.push_back(connection.slot);
    send(fd, m_end);
    while (connection.open && !connection.streaming && takeRequest(fd)) {
    }
}

void PacedServer::send(int fd, std::string_view bytes)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    if (!connection.out.empty()) {
        connection.out.append(bytes);
        if (connection.out.size() > pendingLimit) {
            ++m_overruns;
            closeConnection(fd);
        }
        return;
    }
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN)
        return closeConnection(fd);
    const std::size_t taken = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    if (taken == bytes.size())
        return;
    connection.out.assign(bytes.substr(taken));
    watch(fd, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

void PacedServer::flush(int fd)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    const std::string pending = std::exchange(connection.out, {});
    watch(fd, EPOLLIN, EPOLL_CTL_MOD);
    send(fd, pending);
}

void PacedServer::watch(int fd, std::uint32_t events, int operation) const
{
    epoll_event interest{};
    interest.events = events;
    interest.data.fd = fd;
    checked(epoll_ctl(m_epoll, operation, fd, &interest), "epoll_ctl");
}

void PacedServer::closeConnection(int fd)
{
    Connection &connection = m_connections[static_cast<std::size_t>(fd)];
    if (connection.streaming) {
        m_slots[connection.slot] = -1;
        m_freeSlots.push_back(connection.slot);
    }
    connection = {};
    close(fd);
}

} // namespace weir::bench
