// SPDX-License-Identifier: GPL-3.0-or-later
// One answer as a sequence of steps on absolute times. Knows no socket: the connection writes, waits and
// closes.
#pragma once

#include "service/front/chatformat.h"
#include "service/front/chatrequest.h"
#include "service/model/answermodel.h"
#include "service/truthlog.h"

#include <string>
#include <string_view>

namespace weir {

/// Takes the bytes of answers; the connection's socket, or a string in tests.
class ByteSink
{
public:
    ByteSink() = default;
    ByteSink(const ByteSink &) = delete;
    ByteSink &operator=(const ByteSink &) = delete;
    virtual ~ByteSink() = default;
    /// Writes at once what the socket takes and keeps the rest. `bytes` may go away after the call.
    virtual void send(std::string_view bytes) = 0;
};

/// What the connection has to do after a step.
enum class StepAction : quint8
{
    WakeAt,        ///< Call wake() at `at`, or when all bytes are written, whichever is later.
    WaitForClient, ///< Nothing more, until the client leaves.
    Finish,        ///< The answer is complete; the connection may take the next request.
    Close,         ///< Close in order after what was sent.
    Reset,         ///< Close with RST at once.
};

struct Step
{
    StepAction action = StepAction::Finish;
    TimePoint at;
};

/// What an answer is made of.
struct AnswerOrder
{
    AnswerShape shape;
    ChatRequest request;
    quint64 seed = 0;   ///< Of this answer alone; also makes its id.
    qint64 created = 0; ///< Unix time, seconds.
    bool reportUsage = true;
    bool chunked = true;            ///< false for HTTP/1.0: a stream then ends with the connection.
    bool keepAlive = true;          ///< What the client wants and may get.
    std::optional<FaultKind> fault; ///< Any but reset-on-accept, which comes before there is an answer.
};

/// The streamed or whole answer to one request, with its fault. One thread.
class Answer
{
public:
    /// `record` has id, attempt, fault and the accepted time, from which all times count.
    Answer(AnswerOrder order, TruthRecord record);
    Answer(const Answer &) = delete;
    Answer &operator=(const Answer &) = delete;
    virtual ~Answer() = default;

    /// Once, when the request was accepted.
    virtual Step begin(ByteSink &sink) = 0;
    /// At each time that a step asked for.
    virtual Step wake(ByteSink &sink) = 0;

    /// The record of what happened. `end` tells why it is over; a fault that has happened goes before it.
    [[nodiscard]] TruthRecord takeRecord(TruthEnd end);
    /// Tokens written since the last call.
    [[nodiscard]] quint32 takeNewTokens() { return std::exchange(m_newTokens, 0); }

protected:
    [[nodiscard]] TimePoint at(Nanoseconds offset) const { return m_record.accepted + offset; }
    [[nodiscard]] bool has(FaultKind kind) const { return m_order.fault == kind; }
    /// Tokens after which a fault inside the answer happens: at least 1, and before the last one where there
    /// are two.
    [[nodiscard]] quint32 faultPoint() const { return m_faultPoint; }
    [[nodiscard]] UsageCounts usage() const;
    /// Stamps, then sends bytes that bear tokens.
    void sendTokens(ByteSink &sink, std::string_view bytes, quint32 tokens);
    /// Sends a complete response that is not an answer: 429, 500 or a business code.
    Step sendRefusal(ByteSink &sink, FaultKind kind);
    /// The answer is complete, with its fault if it has one.
    Step finish();
    /// The fault ends the connection.
    Step breakOff(StepAction action);
    void setStatus(int status) { m_record.status = status; }
    /// The fault has happened: the record says so, whatever the client does from now on.
    void markFault() { m_faultHappened = true; }

    AnswerOrder m_order;
    AnswerPlan m_plan;
    Random m_words;

private:
    TruthRecord m_record;
    bool m_faultHappened = false;
    TimePoint m_done;
    quint32 m_faultPoint = 1;
    quint32 m_newTokens = 0;
};

/// The answer that the request asks for: streamed, or whole after the same time.
std::unique_ptr<Answer> makeAnswer(AnswerOrder order, TruthRecord record);

} // namespace weir
