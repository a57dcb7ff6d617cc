// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/answer.h"

#include "service/front/streamedanswer.h"
#include "service/front/wholeanswer.h"

#include <algorithm>

namespace weir {

namespace {

constexpr quint64 planPurpose = 0x706c616e;
constexpr quint64 wordsPurpose = 0x776f726473;
constexpr quint64 pointPurpose = 0x706f696e74;

struct Refusal
{
    int status;
    std::string_view extra;
    std::string body;
};

Refusal refusalOf(FaultKind kind)
{
    if (kind == FaultKind::RateLimit)
        return {429, "Retry-After: 1\r\n",
                errorBody("Rate limit reached. Try again in 1 s.", "rate_limit_error", {},
                          "rate_limit_exceeded")};
    if (kind == FaultKind::BusinessCode)
        return {200, {}, "{\"code\":1001,\"message\":\"The quota of this service is used up.\"}"};
    return {500, {}, errorBody("The server had an error while processing the request.", "server_error")};
}

} // namespace

Answer::Answer(AnswerOrder order, TruthRecord record)
    : m_order(std::move(order))
    , m_plan(m_order.shape, mixSeed({m_order.seed, planPurpose}), m_order.request.maxTokens)
    , m_words(mixSeed({m_order.seed, wordsPurpose}))
    , m_record(std::move(record))
{
    const quint32 total = m_plan.totalTokens();
    if (total > 1)
        m_faultPoint =
            1 + static_cast<quint32>(Random(mixSeed({m_order.seed, pointPurpose})).below(total - 1));
}

UsageCounts Answer::usage() const
{
    return {m_order.request.promptTokens, m_plan.totalTokens(), m_plan.reasoningTokens()};
}

void Answer::sendTokens(ByteSink &sink, std::string_view bytes, quint32 tokens)
{
    m_newTokens += tokens;
    m_record.chunks.push_back({MonotonicClock::now(), tokens});
    sink.send(bytes);
}

Step Answer::sendRefusal(ByteSink &sink, FaultKind kind)
{
    const Refusal refusal = refusalOf(kind);
    HttpHead head;
    head.status = refusal.status;
    head.keepAlive = m_order.keepAlive;
    head.length = refusal.body.size();
    head.extra = refusal.extra;
    std::string bytes;
    appendHead(bytes, head);
    bytes += refusal.body;
    setStatus(refusal.status);
    sink.send(bytes);
    return finish();
}

Step Answer::finish()
{
    m_faultHappened = m_order.fault.has_value();
    m_done = MonotonicClock::now();
    return {m_order.keepAlive ? StepAction::Finish : StepAction::Close, {}};
}

Step Answer::breakOff(StepAction action)
{
    markFault();
    m_done = MonotonicClock::now();
    return {action, {}};
}

TruthRecord Answer::takeRecord(TruthEnd end)
{
    m_record.promptTokens = m_order.request.promptTokens;
    m_record.end = m_faultHappened ? TruthEnd::Fault : end;
    m_record.done = m_done == TimePoint{} ? MonotonicClock::now() : m_done;
    return std::move(m_record);
}

std::unique_ptr<Answer> makeAnswer(AnswerOrder order, TruthRecord record)
{
    if (order.request.stream)
        return std::make_unique<StreamedAnswer>(std::move(order), std::move(record));
    return std::make_unique<WholeAnswer>(std::move(order), std::move(record));
}

} // namespace weir
