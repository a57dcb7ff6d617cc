// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP thread of a QNetworkAccessManager sees of one exchange on its socket, for the worker.
//
// QNAM tells a worker what came, not when: between the kernel and the worker's slot lie its thread and three
// rounds of event loops, 0.3 ms on a quiet machine and as long as the worker is late on a busy one. The
// socket calls of this program (socketcalls.h) run in that thread and know the moments, but not whose socket
// it is. So a request carries a mark, a header of a name that no one else can know, which is taken out again
// on its way to the socket: no server ever sees it. From there on the thread knows whose answer it reads.
// HTTP/1.1 without TLS only: of the rest no one but QNAM sees the head.
#pragma once

#include "base/clock.h"
#include "protocol/exchange.h"

#include <array>
#include <atomic>
#include <memory>
#include <optional>

namespace weir {

/// Written by one HTTP thread at a time, read by the worker; no call waits for the other thread.
class WireNotes
{
public:
    /// Up to which byte of the body a read had come, and when.
    struct Read
    {
        qint64 bodyEnd = 0;
        TimePoint at;
        bool byKernel = false; ///< When the kernel had the bytes; else when they were read.
    };

    /// Of a request whose body has that many bytes. They can be found by their mark as long as they live.
    static std::shared_ptr<WireNotes> make(qint64 bodyBytes);
    /// Those with that mark's value; null when they are gone. Any thread; once a request, under a lock.
    static std::shared_ptr<WireNotes> find(quint64 id);
    ~WireNotes();
    WireNotes(const WireNotes &) = delete;
    WireNotes &operator=(const WireNotes &) = delete;

    /// The header to send with the request.
    [[nodiscard]] RawHeader mark() const;
    /// As it stands before its value in the bytes of a head, line end in front: the same for all.
    static const QByteArray &markPrefix();
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }

    // Of the HTTP thread.

    /// The kernel has the first bytes of the request, over a connection that gave no answer yet.
    void noteSent(TimePoint at);
    void noteUploaded(TimePoint at);
    void noteHead(const Read &read);
    /// Where the worker is too far behind, the bytes count for the next read: a stamp may be late, never
    /// early.
    void noteBody(const Read &read);

    // Of the worker. Nothing: it has not happened.

    [[nodiscard]] std::optional<TimePoint> sent() const { return momentOf(m_sent); }
    [[nodiscard]] std::optional<TimePoint> uploaded() const { return momentOf(m_uploaded); }
    [[nodiscard]] std::optional<Read> head() const;
    /// The read that brought that byte of the body. `position` never goes back.
    [[nodiscard]] std::optional<Read> readOf(qint64 position);

    /// For make() alone.
    WireNotes(quint64 id, qint64 bodyBytes) : m_id(id), m_bodyBytes(bodyBytes) {}

private:
    static constexpr std::size_t capacity = 64;

    static std::optional<TimePoint> momentOf(const std::atomic<qint64> &ns);

    const quint64 m_id;
    const qint64 m_bodyBytes;
    std::atomic<qint64> m_sent = 0; ///< Nanoseconds of the monotonic clock; 0: not yet.
    std::atomic<qint64> m_uploaded = 0;
    std::atomic<qint64> m_head = 0;
    std::atomic<bool> m_isHeadByKernel = false;
    std::array<Read, capacity> m_reads; ///< A ring; entries from m_taken to m_written are the worker's.
    std::atomic<std::size_t> m_written = 0;
    std::atomic<std::size_t> m_taken = 0;
};

} // namespace weir
