// SPDX-License-Identifier: GPL-3.0-or-later
// What libcurl's callbacks saw, kept until libcurl has returned: a handler may then start and abort
// exchanges, which libcurl forbids inside its callbacks.
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <QByteArrayView>

#include <vector>

namespace weir {

class CurlExchange;

/// One thing that happened to one exchange.
struct CurlEvent
{
    enum class Kind
    {
        Connected,
        TlsDone,
        Sent,
        Uploaded,
        Head,
        Data,  ///< Bytes `offset` to `offset + size` of the news.
        Ended, ///< libcurl is done with it: `code`.
    };
    /// Of that exchange, as long as it still has this id: a handler may have ended it meanwhile, and given it
    /// to a new request.
    CurlExchange *exchange = nullptr;
    StreamId stream;
    Kind kind = Kind::Ended;
    TimePoint at;
    std::size_t offset = 0;
    std::size_t size = 0;
    int code = 0; ///< A CURLcode.
};

/// Events in the order in which they happened, and the bytes that came with them. Lives in one thread.
class CurlNews
{
public:
    void add(const CurlEvent &event) { m_events.push_back(event); }
    /// Bytes of a body, as an event of their own.
    void addData(CurlExchange &exchange, StreamId stream, TimePoint at, QByteArrayView bytes);
    /// More bytes of the read that the newest event is of.
    void extendData(QByteArrayView bytes);
    /// True when the newest event is data of that exchange.
    [[nodiscard]] bool endsWithDataOf(StreamId stream) const;

    [[nodiscard]] bool isEmpty() const { return m_events.empty(); }
    [[nodiscard]] std::size_t count() const { return m_events.size(); }
    [[nodiscard]] CurlEvent event(std::size_t index) const { return m_events[index]; }
    [[nodiscard]] QByteArrayView bytes(const CurlEvent &event) const;
    /// Forgets all of it, and gives memory back after a flood.
    void clear();

private:
    std::vector<CurlEvent> m_events;
    std::vector<char> m_bytes;
};

} // namespace weir
