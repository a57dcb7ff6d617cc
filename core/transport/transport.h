// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between the engine and what moves its bytes, whatever channel they go by. Transports of one kind
// pass the same conformance tests.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "protocol/exchange.h"

#include <QByteArray>

#include <memory>

namespace weir {

/// Receives what happens to one exchange, in the transport's thread: sent and opened once each before the
/// first data (HTTP: sent, opened; WebSocket: opened by its handshake, then sent), [connected, [tlsDone]]
/// before both, data*, ended; uploaded at most once anywhere behind sent. `ended` comes exactly once and is
/// the last call. Stamps are taken at the top of the read callback, before any parsing; a call whose moment a
/// transport can't tell does not come. Where the request went out on a kept connection that ended without a
/// byte of an answer, stale comes, and all but ended begins anew, once.
class StreamHandler
{
public:
    virtual ~StreamHandler() = default;
    virtual void
    onConnected(TimePoint at) = 0; ///< A new connection's TCP part is done; only where the transport knows.
    virtual void
    onTlsDone(TimePoint at) = 0; ///< A new connection's handshake is done; only where the transport knows.
    /// The first bytes went out. Called again when the library re-sends by itself.
    virtual void onSent(TimePoint at) = 0;
    virtual void
    onUploaded(TimePoint at) = 0; ///< The kernel took the last byte; only where the transport knows.
    virtual void onOpened(TimePoint at, const Opening &opening) = 0;
    /// The kept connection is gone, and the request goes out once more, over a new one.
    virtual void onStale(TimePoint at) = 0;
    /// Bytes of a body, cut anywhere, or one whole message: the opening says which. Valid during the call
    /// only.
    virtual void onData(TimePoint at, QByteArrayView bytes) = 0;
    virtual void onEnded(TimePoint at, const WireEnd &end) = 0;
};

/// Starts exchanges and tells their handlers. Lives in one worker thread and is used from there only.
class Transport
{
public:
    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default; ///< Aborts what is open without calling handlers.

    /// Takes the request onto a free slot at once: no queue hides behind this call. `handler` must outlive
    /// the exchange. Handlers are never called from inside start(): errors come later, through the event
    /// loop.
    virtual StreamId start(const WireRequest &request, StreamHandler &handler) = 0;
    /// Ends an exchange; its handler gets onEnded(Aborted) before abort() returns, unless it has ended
    /// already.
    virtual void abort(StreamId stream) = 0;
    /// The handler has heard the whole answer. Where messages have no end of their own, the exchange ends:
    /// its handler gets onEnded(Clean) before finish() returns, and the connection may serve the next
    /// request. A body ends by itself, so HTTP takes no notice.
    virtual void finish(StreamId /*stream*/) {}
    /// Exchanges that have started and not ended.
    [[nodiscard]] virtual std::size_t openCount() const = 0;
    /// Bytes of an exchange's answer that were read and not handed over yet, as far as the transport knows.
    [[nodiscard]] virtual quint64 heldBytes(StreamId /*stream*/) const { return 0; }
    /// Its library may hold bytes of an answer that heldBytes() can't tell of.
    [[nodiscard]] virtual bool mayHoldUnseen() const { return false; }
    /// Opens up to `connections` connections to `request`'s host before the run, so that handshakes stay out
    /// of it. Best effort; returns at once.
    virtual void prepare(const WireRequest &request, std::size_t connections) = 0;
    /// Allows the transport to wait for its own sockets inside a turn of the event loop, which spares most
    /// turns. It ends the turn as soon as `alarm` is readable: a descriptor of the caller's, open until this
    /// is called again, and expected to go off every few milliseconds, since posted events wait that long
    /// (at most 10 ms a wait). -1 takes the permission back. A transport that can't use it does nothing.
    virtual void allowWaiting(int /*alarm*/) {}
};

/// What a transport can't tell; goes into summaries and documentation.
struct TransportLimits
{
    bool tellsBrokenFraming =
        false; ///< False: a broken chunk header and a reset of a close-delimited body look like clean ends.
};

} // namespace weir
