// SPDX-License-Identifier: GPL-3.0-or-later
// A server that does nothing but write tokens at an exact pace and note when it did: the truth of the stream
// benchmarks.
#pragma once

#include "streams/streamlog.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weir::bench {

/// How every response is written.
struct Pace
{
    std::uint32_t streams = 1;     ///< Open at once; one request more is answered with 503.
    std::int64_t gapNs = 20000000; ///< Between two tokens of a stream; rounded down to whole steps.
    std::uint32_t tokens = 1;      ///< Of each response.
};

/// One thread, one epoll set. Answers every POST with `tokens` OpenAI chunks as an event stream, then usage
/// and [DONE]. Stream k of n writes at k n-ths of the gap, so that writes don't come in bursts. Whatever else
/// it is sent closes the connection. Throws std::system_error where the system refuses something.
class PacedServer
{
public:
    /// Listens on a free port of 127.0.0.1.
    explicit PacedServer(const Pace &pace);
    ~PacedServer();
    PacedServer(const PacedServer &) = delete;
    PacedServer &operator=(const PacedServer &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Serves until SIGTERM or SIGINT. Prints `open N` on standard output once all streams are open at once.
    void run();
    [[nodiscard]] const WriteLog &log() const { return m_log; }
    /// Connections closed because their client was too slow to read.
    [[nodiscard]] std::uint64_t overruns() const { return m_overruns; }

private:
    struct Connection
    {
        std::string in;  ///< Of a request that is not complete.
        std::string out; ///< What the socket did not take yet.
        bool open = false;
        bool streaming = false;
        std::uint32_t slot = 0;    ///< While streaming: its place in the gap.
        std::uint32_t stream = 0;  ///< Index of its id in the log.
        std::uint32_t written = 0; ///< Tokens so far.
    };

    void acceptAll();
    void onConnection(int fd, std::uint32_t events);
    void readRequests(int fd);
    bool takeRequest(int fd);
    void startStream(int fd, std::string id);
    void tick();
    void writeToken(int fd, std::int64_t due);
    void endStream(int fd);
    void send(int fd, std::string_view bytes);
    void flush(int fd);
    void watch(int fd, std::uint32_t events, int operation) const;
    void closeConnection(int fd);

    std::uint32_t m_tokens;
    std::int64_t m_stepNs;
    int m_epoll = -1;
    int m_listener = -1;
    int m_timer = -1;
    int m_signals = -1;
    std::uint16_t m_port = 0;
    std::int64_t m_zero = 0;  ///< When step 0 was due.
    std::int64_t m_steps = 0; ///< Steps done so far; step s serves slot s modulo the streams.
    std::vector<int> m_slots; ///< The connection of each slot, -1 for none.
    std::vector<std::uint32_t> m_freeSlots;
    std::vector<Connection> m_connections; ///< By file descriptor.
    std::string m_head;                    ///< What stands before the first token of a response ...
    std::string m_end;                     ///< ... and behind the last.
    std::string m_chunk;                   ///< A token's chunk; its stamp is overwritten each time.
    std::size_t m_stampAt;                 ///< Where in m_chunk the stamp begins.
    bool m_toldOpen = false;
    std::uint64_t m_overruns = 0;
    WriteLog m_log;
};

} // namespace weir::bench
