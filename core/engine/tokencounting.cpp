// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokencounting.h"

#include "engine/answertext.h"
#include "engine/runcontext.h"

namespace weir {

namespace {

/// Among what was odd about a good answer, where the summary finds it.
void tell(const Message &what, RequestRecord &record)
{
    Outcome &outcome = record.outcome;
    if (outcome.outcome != OutcomeClass::Success || what.isEmpty())
        return;
    outcome.message =
        outcome.message.isEmpty() ? what : Message(WEIR_TEXT("judge.and", "%1 %2"), outcome.message, what);
}

std::optional<quint64> counted(const Tokenizer &tokenizer, const QByteArray &text, Message &fault)
{
    if (text.isEmpty())
        return std::nullopt;
    const Result<quint64> count = tokenizer.count(text);
    if (count)
        return *count;
    fault = Message(WEIR_TEXT("tokens.gave_up", "The tokenizer gave up on a text: %1."), count.error().what);
    return std::nullopt;
}

} // namespace

void countTokensOf(RequestRecord &record, const RunContext &context)
{
    if (!record.uncounted)
        return;
    if (const Tokenizer *tokenizer = context.tokenizerOf(record.target)) {
        Message fault = record.uncounted->notKept;
        record.counted.input = counted(*tokenizer, record.uncounted->sent, fault);
        record.counted.output = counted(*tokenizer, record.uncounted->came, fault);
        tell(fault, record);
    }
    record.uncounted.reset();
}

void countTokensOf(WorkerBatch &batch, const RunContext &context)
{
    for (RequestRecord &record : batch.finished)
        countTokensOf(record, context);
}

} // namespace weir
