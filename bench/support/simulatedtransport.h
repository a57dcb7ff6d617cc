// SPDX-License-Identifier: GPL-3.0-or-later
// A transport on a clock that is moved by hand.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "support/samplestream.h"
#include "transport/transport.h"

#include <queue>

#include <unordered_map>
#include <vector>

namespace weir::bench {

/// Answers from memory at times of its own making: each read's stamp is exact on the simulated clock. Times
/// to the first token are exponential around 400 ms, gaps exponential around 20 ms; one stream in a hundred
/// breaks half-way.
class SimulatedTransport final : public Transport
{
public:
    /// Both must outlive the transport.
    SimulatedTransport(ManualClock &clock, const SampleStream &stream) : m_clock(clock), m_stream(stream) {}

    StreamId start(const WireRequest &request, StreamHandler &handler) override;
    void abort(StreamId id) override;
    [[nodiscard]] std::size_t openCount() const override { return m_open.size(); }
    /// There is nothing to connect.
    void prepare(const WireRequest &, std::size_t) override {}

    /// Plays all that happens until `until`, moving the clock along.
    void playUntil(TimePoint until);

private:
    struct Exchange
    {
        StreamHandler *handler = nullptr;
        std::size_t next = 0; ///< Event to come.
        bool breaks = false;
    };
    using Open = std::unordered_map<StreamId, Exchange>;
    using Due = std::pair<TimePoint, StreamId>;

    void schedule(StreamId id, Nanoseconds mean);
    void play(Open::iterator found);
    void end(Open::iterator found, WireEnd::Kind kind);

    ManualClock &m_clock;
    const SampleStream &m_stream;
    Random m_random{7};
    Open m_open;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    quint64 m_lastId = 0;
};

} // namespace weir::bench
