// SPDX-License-Identifier: GPL-3.0-or-later
// One attempt of a simulated run: what the model says becomes the record that a session would have made.
#pragma once

#include "engine/runcontext.h"
#include "protocol/judge.h"
#include "service/faults/faultplan.h"
#include "service/dialects/dialect.h"
#include "service/model/modelrequest.h"
#include "service/config/serviceconfig.h"

namespace weir {

class VirtualExchange;

/// Who runs the exchanges. Called from within the exchange, which must not be deleted then.
class VirtualExchangeOwner
{
public:
    virtual ~VirtualExchangeOwner() = default;
    virtual void exchangeFirstToken(VirtualExchange &exchange, TimePoint at) = 0;
    virtual void exchangeChunk(const RequestRecord &record, std::optional<Nanoseconds> gap) = 0;
    /// The record is complete. `working`: the model still works on it and is to be told.
    virtual void exchangeEnded(VirtualExchange &exchange, bool working) = 0;
};

/// Lives on the virtual clock that its caller tells. One thread.
class VirtualExchange final : public ModelClient
{
public:
    /// `record` has its ids, plan and cap wait. All references outlive the exchange.
    VirtualExchange(const RunContext &context, const ServiceConfig &service, VirtualExchangeOwner &owner,
                    RequestRecord record);

    /// The connection is reset before there is an answer.
    void reset(TimePoint now);
    /// The request goes out at `now`. False: its fault has ended it already, and nothing is to be submitted.
    /// `answerSeed` and `fault`, any but reset-on-accept: as the service draws them from the request's id.
    /// `dialect` outlives the exchange.
    bool start(TimePoint now, const Dialect &dialect, quint64 answerSeed, quint32 promptTokens,
               std::optional<FaultKind> fault);
    /// The service does not take it: a whole response at once, most often an error's. Its body, JSON, is read
    /// as it is from a socket.
    void refuse(TimePoint now, const DialectRefusal &refusal);
    void setAbandonment(const Abandonment &abandonment) { m_abandonment = abandonment; }
    /// Ends without having been sent (local_error).
    void fail(TimePoint now, const Error &error);
    /// Ends it for a reason of the client's own.
    void end(TimePoint now, LocalEnd reason);

    /// When the next of its timers runs out; nothing once it has ended. As Session has it.
    [[nodiscard]] std::optional<TimePoint> nextTimeout() const;
    void checkTimers(TimePoint now);

    [[nodiscard]] bool ended() const { return m_ended; }
    /// It has ended while the model still works on it.
    [[nodiscard]] bool leftEarly() const { return m_leftEarly; }
    [[nodiscard]] const RequestRecord &record() const { return m_record; }
    [[nodiscard]] RequestRecord takeRecord() { return std::move(m_record); }

    /// Its owner's notes.
    TimePoint armedFor = TimePoint::max();
    quint64 key = 0;

    void onRefused(const ModelRefusal &refusal) override;
    void onPlaced(const ModelPlacement &placement) override;
    void onTokens(const ModelTokens &tokens) override;
    void onFinished(const ModelEnd &end) override;
    void onBroken(const ModelBreak &broken) override;

private:
    [[nodiscard]] bool has(FaultKind kind) const { return m_fault == kind; }
    void begin(TimePoint now);
    void head(TimePoint at, int status);
    void answer(TimePoint at, const DialectRefusal &refusal, std::optional<quint32> retryAfter);
    bool faultDue(TimePoint at);
    void takeChunk(TimePoint at, quint32 tokens, bool reasoning);
    void answerWhole(TimePoint at, const StageTimes &stages);
    void endProperly(TimePoint at, quint32 tokens);
    void noteUsage(quint32 tokens, const StageTimes &stages);
    void conclude(TimePoint at, WireEnd::Kind kind, LocalEnd local = LocalEnd::None);
    [[nodiscard]] std::optional<TimePoint> leavesAt() const;

    const RunContext &m_context;
    const ServiceConfig &m_service;
    VirtualExchangeOwner &m_owner;
    const RequestTemplate &m_template;
    const StreamTimers &m_timers;
    RequestRecord m_record;
    ResponseFacts m_facts;
    ModelPlacement m_placement;
    Abandonment m_abandonment;
    const Dialect *m_dialect = nullptr; ///< Once started.
    std::optional<FaultKind> m_fault;
    quint64 m_seed = 0;
    quint32 m_faultPoint = 1;
    quint32 m_sent = 0; ///< Tokens.
    bool m_working = false;
    bool m_hangs = false; ///< A fault: nothing more comes.
    bool m_brokenSent = false;
    bool m_leftEarly = false;
    bool m_ended = false;
    quint32 m_promptTokens = 0;
};

} // namespace weir
