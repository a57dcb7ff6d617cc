// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokencounting.h"

#include "engine/answertext.h"
#include "engine/runcontext.h"

namespace weir {

namespace {

std::optional<quint64> counted(const Tokenizer &tokenizer, const QByteArray &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const Result<quint64> count = tokenizer.count(text);
    return count ? std::optional<quint64>(*count) : std::nullopt;
}

} // namespace

void countTokensOf(RequestRecord &record, const RunContext &context)
{
    if (!record.uncounted)
        return;
    if (const Tokenizer *tokenizer = context.tokenizerOf(record.target)) {
        record.counted.input = counted(*tokenizer, record.uncounted->sent);
        record.counted.output = counted(*tokenizer, record.uncounted->came);
    }
    record.uncounted.reset();
}

void countTokensOf(WorkerBatch &batch, const RunContext &context)
{
    for (RequestRecord &record : batch.finished)
        countTokensOf(record, context);
}

} // namespace weir
