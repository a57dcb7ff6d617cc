// SPDX-License-Identifier: GPL-3.0-or-later
// One attempt of one request: feeds the decoder, keeps the stamps, watches the timers, and ends as one
// record.
#pragma once

#include "engine/runcontext.h"
#include "metrics/batch.h"
#include "protocol/decoder.h"
#include "protocol/judge.h"
#include "transport/transport.h"

#include <functional>
#include <memory>
#include <optional>

namespace weir {

/// What the worker wants to know while a session lives. Called in the worker's thread.
class SessionObserver
{
public:
    virtual ~SessionObserver() = default;
    /// Body bytes were read and decoded into `events` events.
    virtual void onSessionRead(class Session &session, quint64 bytes, quint32 events) = 0;
    /// The first token came; `ttft` counts from `started`.
    virtual void onSessionFirstToken(const RequestRecord &record, TimePoint at) = 0;
    /// A token-bearing chunk came; `gap` since the one before, or nothing for the first.
    virtual void onSessionChunk(const RequestRecord &record, TimePoint at,
                                std::optional<Nanoseconds> gap) = 0;
    /// A raw event, for those who look closely (`Once`).
    virtual void onSessionEvent(TimePoint at, const StreamEvent &event) = 0;
    /// The session has ended; its record is complete. The session may be deleted later, not from within this
    /// call.
    virtual void onSessionEnded(Session &session) = 0;
};

/// Lives in a worker's thread from the moment the request is rendered until its end.
class Session final : public StreamHandler
{
public:
    /// `record` has its ids, intended time and cap wait set; `key` is the observer's own name for the
    /// session. `context` and `observer` must outlive the session.
    Session(const RunContext &context, SessionObserver &observer, quint64 key, RequestRecord record);
    ~Session() override = default;
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// Its user leaves early. Before start().
    void setAbandonment(const Abandonment &abandonment) { m_abandonment = abandonment; }
    /// Takes a slot of `transport`, which must outlive the session.
    void start(Transport &transport, const RenderedRequest &request);
    /// Ends at once without ever having been sent (-> local_error).
    void fail(const Error &error);
    /// Ends the exchange for a reason of Weir's own.
    void end(LocalEnd reason);

    /// When the next of its timers would run out, given what has come so far; nothing once it has ended.
    [[nodiscard]] std::optional<TimePoint> nextTimeout() const;
    /// Ends the exchange if a timer has run out at `now`.
    void checkTimers(TimePoint now);

    [[nodiscard]] quint64 key() const { return m_key; }
    /// The earliest moment at which its owner will call checkTimers(); the owner's note, kept here for speed.
    [[nodiscard]] TimePoint armedFor() const { return m_armedFor; }
    void setArmedFor(TimePoint at) { m_armedFor = at; }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] const RequestRecord &record() const { return m_record; }
    /// Takes the record out; only after the end.
    [[nodiscard]] RequestRecord takeRecord() { return std::move(m_record); }
    /// True when the run file needs more than takeProgress(): a new stamp or figure.
    [[nodiscard]] bool needsUpdate() const;
    /// The record so far with only the chunks since the last call of this or takeProgress(), for the run
    /// file.
    [[nodiscard]] RequestRecord takeUpdate();
    /// Appends the chunks since the last call of this or takeUpdate() and the counts, if anything was read.
    void takeProgress(OpenProgress &progress);
    [[nodiscard]] const ResponseFacts &facts() const { return m_facts; }

    void onConnected(TimePoint at) override;
    void onTlsDone(TimePoint at) override;
    void onSent(TimePoint at) override;
    void onOpened(TimePoint at, const Opening &opening) override;
    void onData(TimePoint at, QByteArrayView bytes) override;
    void onEnded(TimePoint at, const WireEnd &end) override;

private:
    void takeEvent(TimePoint at, const StreamEvent &event);
    void takeChunk(TimePoint at, const StreamEvent &event);
    void keepErrorBody(QByteArrayView bytes);
    void finishRecord(TimePoint at, const Outcome &outcome);
    void applyChecks();
    /// When the user leaves for want of a token; nothing when he does not, or one has come.
    [[nodiscard]] std::optional<TimePoint> leavesAt() const;
    [[nodiscard]] bool hasSeenEnough() const;
    /// Nothing can follow that belongs to this answer; only messages need to be told so.
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] quint64 stage() const;

    const RunContext &m_context;
    SessionObserver &m_observer;
    quint64 m_key;
    TimePoint m_armedFor = TimePoint::max();
    const RequestTemplate &m_template;
    const Target &m_target;
    RequestRecord m_record;
    Redactor m_redactor; ///< The run's, and the credentials of this attempt alone.
    ResponseFacts m_facts;
    std::unique_ptr<Decoder> m_decoder;
    Decoder::Sink m_sink; ///< Made once: feeding must not allocate.
    TimePoint m_readAt;   ///< Stamp of the read that is being decoded.
    Transport *m_transport = nullptr;
    StreamId m_stream;
    LocalEnd m_localEnd = LocalEnd::None;
    Abandonment m_abandonment;
    QByteArray m_bodyHead; ///< First 4 KiB of the body, kept only if the attempt fails.
    QByteArray m_answer;   ///< Text of the answer, where checks or the scenario want it.
    bool m_keepAnswer = false;
    bool m_hasMessages = false; ///< The channel frames by messages, whose stream has no end of its own.
    bool m_ended = false;
    std::size_t m_reportedChunks = 0;
    std::optional<quint64> m_reportedStage;
    quint32 m_reportedReads = 0;
};

} // namespace weir
