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

    /// Who writes the body of a request into its socket.
    enum class Body
    {
        OfQnam,   ///< In pieces of 16 KiB, for each of which its thread asks the worker.
        WithHead, ///< The thread that writes the head, in one call where the kernel takes it: QNAM has none.
    };

    /// Of a request with that body. They can be found by their mark as long as they live.
    static std::shared_ptr<WireNotes> make(const QByteArray &body, Body writer);
    /// Those with that mark's value; null when they are gone. Any thread; once a request, under a lock.
    static std::shared_ptr<WireNotes> find(quint64 id);
    ~WireNotes();
    WireNotes(const WireNotes &) = delete;
    WireNotes &operator=(const WireNotes &) = delete;

    /// The header to send with the request.
    [[nodiscard]] RawHeader mark() const;
    /// As it stands before its value in the bytes of a head, line end in front: the same for all.
    static const QByteArray &markPrefix();
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] Body writer() const { return m_writer; }
    [[nodiscard]] TimePoint made() const { return m_made; }

    // Of the HTTP thread.

    /// The request is about to be written, over a connection that gave it no answer yet.
    void noteBegun();
    /// The kernel has the first bytes of it, once more where it goes again. `isKept`: its connection has
    /// served another request, or was opened before there was this one.
    void noteSent(TimePoint at, bool isKept);
    void noteUploaded(TimePoint at);
    void noteHead(const Read &read);
    /// Where the worker is too far behind, the bytes count for the next read: a stamp may be late, never
    /// early.
    void noteBody(const Read &read);

    // Of the worker. Nothing: it has not happened.

    /// Of the first time that it was sent.
    [[nodiscard]] std::optional<bool> wasFirstOnKept() const;
    /// How often the request has gone out.
    [[nodiscard]] int sentCount() const { return m_sentCount; }
    [[nodiscard]] std::optional<TimePoint> sent() const { return momentOf(m_sent); }
    [[nodiscard]] std::optional<TimePoint> uploaded() const { return momentOf(m_uploaded); }
    [[nodiscard]] std::optional<Read> head() const;
    /// The read that brought that byte of the body. `position` never goes back.
    [[nodiscard]] std::optional<Read> readOf(qint64 position);

    /// For make() alone.
    WireNotes(quint64 id, const QByteArray &body, Body writer)
        : m_id(id), m_body(body), m_writer(writer), m_made(MonotonicClock::now())
    {
    }

private:
    static constexpr std::size_t capacity = 64;

    static std::optional<TimePoint> momentOf(const std::atomic<qint64> &ns);

    const quint64 m_id;
    const QByteArray m_body;
    const Body m_writer;
    const TimePoint m_made;
    enum class Place : quint8
    {
        Nowhere,
        OnNew,
        OnKept
    };
    std::atomic<Place> m_first = Place::Nowhere;
    std::atomic<int> m_sentCount = 0;
    std::atomic<qint64> m_sent = 0; ///< Nanoseconds of the monotonic clock; 0: not yet.
    std::atomic<qint64> m_uploaded = 0;
    std::atomic<qint64> m_head = 0;
    std::atomic<bool> m_isHeadByKernel = false;
    std::array<Read, capacity> m_reads; ///< A ring; entries from m_taken to m_written are the worker's.
    std::atomic<std::size_t> m_written = 0;
    std::atomic<std::size_t> m_taken = 0;
};

} // namespace weir
