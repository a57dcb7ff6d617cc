// SPDX-License-Identifier: GPL-3.0-or-later
// An attempt over a transport: what the wire tells becomes the attempt's notes.
#pragma once

#include "engine/attempt.h"
#include "transport/transport.h"

namespace weir {

/// Lives in a worker's thread from the moment its request is chosen until its end.
class Session final : public Attempt, public StreamHandler
{
public:
    /// As Attempt; takes a slot of `transport`, which must outlive the session, when it starts.
    Session(const RunContext &context, Transport &transport, AttemptObserver &observer, quint64 key,
            RequestRecord record)
        : Attempt(context, observer, key, std::move(record)), m_transport(transport)
    {
    }

    [[nodiscard]] quint64 heldBytes() const override;
    [[nodiscard]] bool mayHoldUnseen(TimePoint calmUntil) const override;

    void onConnected(TimePoint at) override;
    void onTlsDone(TimePoint at) override;
    void onSent(TimePoint at) override;
    void onUploaded(TimePoint at) override;
    void onOpened(TimePoint at, const Opening &opening) override;
    void onStale(TimePoint at) override;
    void onData(TimePoint at, QByteArrayView bytes) override;
    void onEnded(TimePoint at, const WireEnd &end) override;

private:
    void send(const WireRequest &wire) override;
    void abort() override;
    void finish() override;

    Transport &m_transport;
    StreamId m_stream;
};

} // namespace weir
