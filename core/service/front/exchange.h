// SPDX-License-Identifier: GPL-3.0-or-later
// One request's answer as the model gives it: what is written when, and the fault that it meets. Knows no
// socket.
#pragma once

#include "base/random.h"
#include "service/dialects/dialect.h"
#include "service/faults/faultplan.h"
#include "service/front/bytesink.h"
#include "service/front/httphead.h"
#include "service/front/truthlog.h"

namespace weir {

/// What the connection has to do when an exchange is over.
enum class ExchangeEnd : quint8
{
    Finish,        ///< The answer is complete; the connection may take the next request.
    Close,         ///< Close in order after what was sent.
    Reset,         ///< Close with RST at once.
    Lost,          ///< Close as after an error of the service: what works on the answer is gone.
    WaitForClient, ///< Nothing more, until the client leaves.
};

/// What an answer is made of.
struct ExchangeOrder
{
    AnswerFacts facts;
    Dialect *dialect = nullptr;     ///< Outlives the exchange.
    quint64 seed = 0;               ///< answerSeedOf().
    bool chunked = true;            ///< false for HTTP/1.0: a stream then ends with the connection.
    bool keepAlive = true;          ///< What the client wants and may get.
    std::optional<FaultKind> fault; ///< Any but reset-on-accept, which comes before there is an answer.
    std::string canaryVersion;      ///< Name of the second version.
};

/// What the metrics want to know of an exchange that is over, beside its record.
struct AnswerEnd
{
    /// "stop", "length" or "tool_calls" as the answer told it, "abort" when it came to tell none; empty: the
    /// model never took the request.
    std::string_view finishReason;
    /// When the first tokens of an answer that is written as a whole were due.
    std::optional<TimePoint> wholeFirstDue;
};

/// The connection, or whoever else waits for an answer.
class ExchangeOwner
{
public:
    virtual ~ExchangeOwner() = default;
    /// Called once. The model may still work on the request: `working`, the owner then cancels it. The owner
    /// must not delete the exchange from within.
    virtual void exchangeEnded(ExchangeEnd end, bool working) = 0;
    virtual void tokensWritten(quint32 tokens) = 0;
    /// The exchange's fault happens now; called at most once, and before the client can see it.
    virtual void faultMet(FaultKind kind) = 0;
};

/// The streamed or whole answer to one request, with its fault. Service thread only.
class Exchange : public ModelClient
{
public:
    /// `record` has id, attempt, fault and the accepted time. `sink` and `owner` outlive the exchange.
    Exchange(ExchangeOrder order, TruthRecord record, ByteSink &sink, ExchangeOwner &owner);

    /// Refuses at once where the fault says so: then nothing is to be submitted.
    bool refuseByFault();
    /// The client has read what waited.
    virtual void onDrained() = 0;
    /// The record of what happened. `end` tells why it is over; a fault that has happened goes before it, one
    /// that has not is not in it.
    [[nodiscard]] TruthRecord takeRecord(TruthEnd end);
    [[nodiscard]] bool isOver() const { return m_over; }
    /// A whole answer without a fault has gone out.
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /// An error status has gone out instead of an answer.
    [[nodiscard]] bool isRefused() const { return m_refused; }
    /// The model works on it, or has.
    [[nodiscard]] bool isPlaced() const { return m_isPlaced; }
    /// Where the time went, as soon as the model has told it, if clients may know; else null.
    [[nodiscard]] const StageTimes *stages() const { return m_isTimed ? toldStages() : nullptr; }
    /// For the metrics.
    [[nodiscard]] AnswerEnd answerEnd() const;
    /// The client has left: nothing is written or told to the owner any more.
    void abandon() { m_over = true; }

    void onRefused(const ModelRefusal &refusal) override;
    void onPlaced(const ModelPlacement &placement) override;
    void onFinished(const ModelEnd &end) override;
    void onBroken(const ModelBreak &broken) override;

protected:
    /// The head may go out; `m_placement` is set.
    virtual void placed() = 0;
    /// The model is done; `m_record.stages` is set.
    virtual void finished() = 0;

    [[nodiscard]] bool has(FaultKind kind) const { return m_order.fault == kind; }
    [[nodiscard]] quint32 plannedTokens() const
    {
        return m_placement.contentTokens + m_placement.reasoningTokens;
    }
    [[nodiscard]] AnswerUsage usageOf(quint32 tokens) const;
    [[nodiscard]] FinishReason reasonFor(quint32 tokens) const;
    [[nodiscard]] const StageTimes *toldStages() const;
    /// Header lines of the service: Server-Timing, version, replica.
    [[nodiscard]] std::string serviceHeader(bool whole) const;
    /// Stamps, then sends bytes that bear tokens.
    void sendTokens(std::string_view bytes, quint32 tokens);
    /// Appends `count` words.
    void appendWords(std::string &out, quint32 count);
    /// A complete answer with an error's status, or one in place of a stream.
    virtual void sendWhole(const DialectRefusal &refusal, std::string_view extra);
    /// The answer is complete, with its fault if it has one.
    void finish();
    /// The fault, or a lost replica, ends the connection.
    void breakOff(ExchangeEnd end);
    /// The fault leaves the client waiting.
    void hang();
    /// The fault, if there is one, happens.
    void markFault();
    /// The answer tells its client how it ended.
    void tellReason(FinishReason reason) { m_reason = reason; }
    void setStatus(int status) { m_record.status = status; }

    ExchangeOrder m_order;
    ByteSink &m_sink;
    ModelPlacement m_placement;
    TruthRecord m_record;
    quint32 m_faultPoint = 1;
    std::optional<TimePoint> m_firstDue; ///< Of a whole answer: see AnswerEnd.

private:
    void refuse(const DialectRefusal &refusal, std::optional<quint32> retryAfter);
    void end(ExchangeEnd end);
    [[nodiscard]] std::string versionLine(bool canary) const;

    ExchangeOwner &m_owner;
    Random m_words;
    TimePoint m_done;
    std::optional<FinishReason> m_reason; ///< As the answer told it.
    bool m_complete = false;
    bool m_isPlaced = false;
    bool m_isTimed = false; ///< The model has told the stages.
    bool m_faultHappened = false;
    bool m_refused = false; ///< With a status, by the model.
    bool m_working = false; ///< The model has it.
    bool m_over = false;
};

/// The answer that the request asks for.
std::unique_ptr<Exchange> makeExchange(ExchangeOrder order, TruthRecord record, ByteSink &sink,
                                       ExchangeOwner &owner);

} // namespace weir
