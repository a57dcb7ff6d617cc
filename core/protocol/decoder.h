// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a response body in, decoded events out. No socket, no clock, no vendor's name.
#pragma once

#include "protocol/exchange.h"
#include "protocol/streamevent.h"
#include "protocol/vendorpreset.h"

#include <functional>
#include <memory>

namespace weir {

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
    /// Bytes that wait for what completes them.
    [[nodiscard]] virtual quint64 heldBytes() const { return 0; }
};

/// A preset compiled once and shared by all workers (immutable, callable from any thread).
class DecoderFactory
{
public:
    /// Fails when a rule of the preset can't be compiled.
    static Result<std::shared_ptr<const DecoderFactory>> compile(const VendorPreset &preset);
    virtual ~DecoderFactory() = default;

    /// The decoder for an answer that opens so: by the content type of a response head, message by message
    /// behind a WebSocket's handshake. `streamed`: what the request asked for. Nothing when the content type
    /// is none that the protocol knows (-> unexpected_response). A non-2xx head gets a decoder for error
    /// bodies.
    [[nodiscard]] virtual std::unique_ptr<Decoder> decoderFor(const Opening &opening,
                                                              bool streamed) const = 0;
    [[nodiscard]] virtual const VendorPreset &preset() const = 0;
};

} // namespace weir
