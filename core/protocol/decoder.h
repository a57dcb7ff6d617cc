// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a response body in, decoded events out. No socket, no clock, no vendor's name.
#pragma once

#include "protocol/exchange.h"
#include "protocol/linesplitter.h"
#include "protocol/streamevent.h"
#include "protocol/vendorpreset.h"

#include <functional>
#include <memory>

namespace weir {

/// What the bytes of an answer turned out to be.
enum class AnswerForm
{
    Unknown,         ///< Not told, or nothing came.
    Events,          ///< Server-Sent Events.
    Lines,           ///< One JSON document a line.
    Document,        ///< One JSON document.
    Elements,        ///< The elements of one JSON array, one after the other.
    AwsMessages,     ///< Messages of Amazon's binary event stream.
    ChannelMessages, ///< A channel's messages, which no content type names.
};

/// Decodes one response. Made for each attempt; lives in the thread that reads the stream.
class Decoder
{
public:
    using Sink = std::function<void(const StreamEvent &)>;

    Decoder() = default;
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;
    virtual ~Decoder() = default;

    /// Decodes the next bytes of the body, or the next whole message where the channel has messages, calling
    /// `sink` for each complete event. After a malformed event further bytes are ignored. Memory is bounded
    /// by the limits of the preset's framing.
    virtual void feed(QByteArrayView bytes, const Sink &sink) = 0;
    /// The body has ended, cleanly or not: decodes what may be decoded only now (a whole JSON answer). Called
    /// at most once. A sink must not delete the decoder.
    virtual void finish(const Sink &sink) = 0;
    /// As far as the bytes have told yet.
    [[nodiscard]] virtual AnswerForm form() const = 0;
    /// Bytes that wait for what completes them.
    [[nodiscard]] virtual quint64 heldBytes() const { return 0; }
};

/// A preset compiled once and shared by all workers (immutable, callable from any thread).
class DecoderFactory
{
public:
    /// Fails when a rule of the preset can't be compiled. `mostEventBytes`: the scenario's bound of one
    /// event, one line or one whole answer.
    static Result<std::shared_ptr<const DecoderFactory>> compile(const VendorPreset &preset,
                                                                 quint64 mostEventBytes = usualEventBytes);
    virtual ~DecoderFactory() = default;

    /// The decoder for an answer that opens so: message by message behind a WebSocket's handshake, else by
    /// what the bytes are, whatever the content type says; the type decides only where both would do.
    /// `streamed`: what the request asked for. A head of no 2xx gets a decoder for error bodies. Never null.
    [[nodiscard]] virtual std::unique_ptr<Decoder> decoderFor(const Opening &opening,
                                                              bool streamed) const = 0;
    [[nodiscard]] virtual const VendorPreset &preset() const = 0;
};

} // namespace weir
