// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a client of token streams can do: one epoll set, one recv() and one stamp a read, and a scan
// for the frames. What any real client costs is told as a multiple of this.
#pragma once

#include "streams/streamlog.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weir::bench {

/// What the client asks for.
struct FloorLoad
{
    std::uint16_t port = 0;    ///< On 127.0.0.1.
    std::uint32_t streams = 1; ///< One request each.
    std::int64_t rampNs = 0;   ///< The requests start evenly over this time.
};

/// One thread. Throws std::system_error where the system refuses something.
class FloorClient
{
public:
    explicit FloorClient(const FloorLoad &load);
    ~FloorClient();
    FloorClient(const FloorClient &) = delete;
    FloorClient &operator=(const FloorClient &) = delete;

    /// Returns when every stream has ended.
    void run();
    /// Every token that came, in the order of reading.
    [[nodiscard]] const std::vector<Arrival> &arrivals() const { return m_arrivals; }
    /// Streams that ended without [DONE].
    [[nodiscard]] std::uint32_t broken() const { return m_broken; }

private:
    struct Stream
    {
        int fd = -1;
        std::string rest; ///< The beginning of a frame whose end has not come yet; shorter than a scan needs.
    };

    void startNext();
    void read(std::uint32_t index);
    bool scan(std::string_view bytes, std::int64_t at, std::string &rest);
    void end(std::uint32_t index);

    FloorLoad m_load;
    int m_epoll = -1;
    std::vector<Stream> m_streams;
    std::vector<Arrival> m_arrivals;
    std::vector<char> m_buffer;
    std::uint32_t m_started = 0;
    std::uint32_t m_ended = 0;
    std::uint32_t m_broken = 0;
};

} // namespace weir::bench
