// SPDX-License-Identifier: GPL-3.0-or-later
// One attempt of one request as it happens, over sockets or in virtual time: stamps, timers, the user who
// leaves, checks, and the one record that comes of it.
#pragma once

#include "engine/answertext.h"
#include "engine/openreport.h"
#include "engine/runcontext.h"
#include "protocol/decoder.h"
#include "protocol/judge.h"
#include "protocol/usagesum.h"

#include <memory>
#include <optional>
#include <span>

namespace weir {

class Attempt;

/// What is told while an attempt lasts; called in the attempt's thread.
class AttemptObserver
{
public:
    virtual ~AttemptObserver() = default;
    /// It goes out now, for those who look closely (`Once`). Secrets are values in it.
    virtual void onAttemptSends(const RenderedRequest & /*request*/) {}
    /// Body bytes were read and decoded into `events` events.
    virtual void onAttemptRead(Attempt &attempt, quint64 bytes, quint32 events) = 0;
    virtual void onAttemptFirstToken(const RequestRecord &record, TimePoint at) = 0;
    /// A token-bearing chunk came; `gap` since the one before, or nothing for the first.
    virtual void onAttemptChunk(const RequestRecord &record, std::optional<Nanoseconds> gap) = 0;
    /// The whole answer has come and its outcome stands, while the wire is still open: whoever waited for it
    /// need not wait any longer. Once at most, and only before onAttemptEnded(), which follows within a
    /// grace.
    virtual void onAttemptAnswered(Attempt & /*attempt*/) {}
    /// A raw event, for those who look closely.
    virtual void onAttemptEvent(TimePoint /*at*/, const StreamEvent & /*event*/) {}
    /// It has ended; its record is complete. It may be deleted later, not from within this call.
    virtual void onAttemptEnded(Attempt &attempt) = 0;
};

/// What the attempts of a request need beside their records; the same for all of them.
struct Sending
{
    std::optional<TraceLengths> lengths{};    ///< Of a trace.
    bool keepConnection = true;               ///< False: over a connection of its own.
    std::optional<Abandonment> abandonment{}; ///< Its user leaves early.
    std::shared_ptr<Dialogue> dialogue{};     ///< Whose turn it is; null: it is no conversation's.
};

/// How a request is carried out is the business of those who derive from this (`Session`, `VirtualExchange`):
/// they tell by the note functions what has happened, and close the wire when they are told to. One thread.
class Attempt
{
public:
    /// `record` has its ids, intended time and cap wait set; `key` is the observer's own name for the
    /// attempt. `context` and `observer` must outlive it.
    Attempt(const RunContext &context, AttemptObserver &observer, quint64 key, RequestRecord record);
    virtual ~Attempt() = default;
    Attempt(const Attempt &) = delete;
    Attempt &operator=(const Attempt &) = delete;

    /// Takes this one, which knows the run's secrets, in the place of the context's. Before begin().
    void setRedactor(const Redactor &redactor) { m_redactor = redactor; }
    /// Renders what `choice` asks for, or takes it where it is `ready`, and starts. Returns when it went out;
    /// nothing where the request can't be made, and the attempt has ended at once (local_error).
    std::optional<TimePoint> begin(const RequestChoice &choice, const Sending &sending,
                                   std::optional<RenderedRequest> ready = std::nullopt);
    /// Sends a request that is rendered; `onAttemptSends` is not told. Returns when.
    TimePoint start(const RenderedRequest &request);
    /// Ends the exchange for a reason of Weir's own; nothing once it has ended.
    void end(LocalEnd reason);

    /// When the next of its timers would run out, given what has come so far; nothing once it has ended.
    [[nodiscard]] std::optional<TimePoint> nextTimeout() const;
    /// Ends the exchange if a timer has run out at `now`.
    void checkTimers(TimePoint now);

    /// Bytes of the answer that wait to be handed over or decoded.
    [[nodiscard]] virtual quint64 heldBytes() const
    {
        return m_text.size() + (m_decoder ? m_decoder->heldBytes() : 0);
    }
    /// Its library may hold more than heldBytes() tells: nothing was heard of it since `calmUntil`.
    [[nodiscard]] virtual bool mayHoldUnseen(TimePoint /*calmUntil*/) const { return false; }

    [[nodiscard]] quint64 key() const { return m_key; }
    /// The earliest moment at which its owner will call checkTimers(); the owner's note, kept here for speed.
    [[nodiscard]] TimePoint armedFor() const { return m_armedFor; }
    void setArmedFor(TimePoint at) { m_armedFor = at; }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] const RequestRecord &record() const { return m_record; }
    [[nodiscard]] const ResponseFacts &facts() const { return m_facts; }
    /// The outcome that the record will have, given that nothing can change it any more: from
    /// onAttemptAnswered() on. Its words are not redacted.
    [[nodiscard]] Outcome settledOutcome() const;
    /// The first `longest` bytes of what the service said, without the secrets that the attempt knows.
    [[nodiscard]] QString cleaned(QByteArrayView words, qsizetype longest) const
    {
        return QString::fromUtf8(m_redactor.redactedHead(words, longest));
    }
    /// Decoded events that only the end brought, so that no read told of them: whole answers, error bodies.
    [[nodiscard]] quint32 eventsOfTheEnd() const { return m_record.eventCount - m_eventsTold; }
    /// Takes the record out; only after the end.
    [[nodiscard]] RequestRecord takeRecord() { return std::move(m_record); }

    /// True when the run file needs more than takeProgress(): a new stamp or figure.
    [[nodiscard]] bool needsUpdate() const { return m_report.isBehind(m_record); }
    /// The record so far with only the chunks since the last call of this or takeProgress(), for the run
    /// file.
    [[nodiscard]] RequestRecord takeUpdate() { return m_report.takeUpdate(m_record, keepsChunkTimes()); }
    /// Appends the chunks since the last call of this or takeUpdate() and the counts, if anything was read.
    void takeProgress(OpenProgress &progress)
    {
        m_report.takeProgress(m_record, keepsChunkTimes(), progress);
    }

protected:
    /// Puts the request on its way; the stamp `started` was taken just before.
    virtual void send(const WireRequest &wire) = 0;
    /// Closes the wire, and tells noteEnd() of it before it returns.
    virtual void abort() = 0;
    /// The answer is over on a channel whose stream goes on: leaves the wire to others, and tells noteEnd().
    virtual void finish() {}

    // What has happened. In this order: [connected, [tlsDone]], sent, head, bytes or events, end; the end
    // comes once. After stale, all but the end begins anew.
    void noteConnected(TimePoint at) { m_record.connected = at; }
    void noteTlsDone(TimePoint at) { m_record.tlsDone = at; }
    /// Again where a library re-sends by itself.
    void noteSent(TimePoint at);
    /// The kernel has all of the request; anywhere behind sent.
    void noteUploaded(TimePoint at) { m_record.uploaded = at; }
    /// The channel is open; what comes from now on is decoded as it and its head say.
    void noteOpened(TimePoint at, const Opening &opening);
    /// The kept connection ended without a byte of an answer; the request goes out anew over another one.
    void noteStale();
    void noteHead(TimePoint at, const ResponseHead &head);
    /// After noteHead(): the bytes that come are decoded as the head says. Without, what comes is told as
    /// events.
    void decodeBody();
    /// A read. May end the attempt: when it can't be decoded any further, or its user has seen enough.
    void noteBytes(TimePoint at, QByteArrayView bytes);
    /// The same with `events` in the place of what `bytes` bytes would have been decoded into.
    void noteEvents(TimePoint at, quint64 bytes, std::span<const StreamEvent> events);
    /// An event that only the end of the body brings, before noteEnd().
    void noteLastEvent(TimePoint at, const StreamEvent &event) { takeEvent(at, event); }
    /// The record is finished, and the observer told.
    void noteEnd(TimePoint at, const WireEnd &end);

    /// The newest stamp of what came from the wire, or of the start.
    [[nodiscard]] TimePoint lastNews() const;
    [[nodiscard]] const RunContext &context() const { return m_context; }
    /// The text of the answer is wanted: by checks, or by the scenario.
    [[nodiscard]] bool keepsAnswer() const { return m_keepAnswer; }

private:
    [[nodiscard]] Result<RenderedRequest> rendered(const RequestChoice &choice, const Sending &sending,
                                                   std::optional<RenderedRequest> ready) const;
    void fail(const Error &error);
    void beginRead(TimePoint at, quint64 bytes);
    void endRead(TimePoint at, quint64 bytes);
    void takeEvent(TimePoint at, const StreamEvent &event);
    void takeChunk(TimePoint at, const StreamEvent &event);
    ToldTokens tokensOfChunk(const StreamEvent &event);
    void keepBody(QByteArrayView bytes);
    void finishRecord(TimePoint at, const Outcome &outcome);
    void tellDialogue() const;
    void cleanWords();
    [[nodiscard]] QByteArray cleanBody() const;
    [[nodiscard]] Outcome checked(Outcome outcome) const;
    /// When the user leaves for want of a token; nothing when he does not, or one has come.
    [[nodiscard]] std::optional<TimePoint> leavesAt() const;
    [[nodiscard]] bool hasSeenEnough() const;
    /// A finish reason where the protocol has no other end: nothing can follow that belongs to this answer.
    [[nodiscard]] bool isWhole() const;
    /// Nothing that still comes changes the outcome.
    [[nodiscard]] bool isSettled() const { return m_facts.decided() || isWhole(); }
    [[nodiscard]] bool keepsChunkTimes() const { return m_context.scenario.recording.chunkTimes; }

    const RunContext &m_context;
    AttemptObserver &m_observer;
    quint64 m_key;
    TimePoint m_armedFor = TimePoint::max();
    const PreparedTemplate &m_prepared;
    const RequestTemplate &m_template;
    const Target &m_target;
    RequestRecord m_record;
    UsageSum m_usage;
    quint64 m_tokensOfChunks = 0; ///< As told with the last chunk that the service counted.
    Redactor m_redactor;          ///< The run's, and the credentials of this attempt alone.
    ResponseFacts m_facts;
    std::unique_ptr<Decoder> m_decoder;
    Decoder::Sink m_sink; ///< Made once: feeding must not allocate.
    TimePoint m_lastRead;
    TimePoint m_readAt;         ///< Stamp of the read that is being decoded.
    quint32 m_chunksBefore = 0; ///< Token-bearing chunks before that read.
    quint32 m_eventsTold = 0;   ///< Events that reads have told the observer of.
    Stamp m_settledAt;          ///< The read since which isSettled().
    bool m_answeredTold = false;
    LocalEnd m_localEnd = LocalEnd::None;
    Abandonment m_abandonment;
    QByteArray m_bodyHead; ///< First 4 KiB of the body, kept only if the attempt fails.
    QByteArray m_headText; ///< Text of the events in it, where there are secrets to be found.
    QByteArray m_answer;   ///< Text of the answer, where it is wanted.
    QByteArray m_body;     ///< The body up to the end of the answer, where a check looks at it.
    std::shared_ptr<Dialogue> m_dialogue; ///< Null: nobody carries the answer on.
    bool m_isAnswerCut = false;           ///< m_answer lacks its end.
    bool m_isBodyCut = false;             ///< m_body lacks its end.
    AnswerText m_text;                    ///< For the tokenizer of the target, if it has one.
    bool m_isHead = false;                ///< The read that is being decoded has a part in m_bodyHead.
    bool m_keepAnswer = false;
    bool m_keepBody = false;
    bool m_hasMessages = false; ///< The channel frames by messages, whose stream has no end of its own.
    bool m_ended = false;
    OpenReport m_report;
};

} // namespace weir
