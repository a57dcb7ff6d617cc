// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/tokencount.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace weir {

namespace {

/// Nothing where the sum does not fit, which no true count does.
std::optional<quint64> sum(quint64 a, quint64 b)
{
    return a > std::numeric_limits<quint64>::max() - b ? std::nullopt : std::optional<quint64>(a + b);
}

bool leavesReasoningOut(const Usage &usage)
{
    if (!usage.input || !usage.output || !usage.total || usage.reasoning.value_or(0) == 0)
        return false;
    const std::optional<quint64> parts = sum(*usage.input, *usage.output);
    return parts && sum(*parts, *usage.reasoning) == usage.total;
}

/// Fewer than half as many tokens as chunks, which are not explained by little text in each.
bool isBelowWhatWasStreamed(const RequestRecord &record, quint64 streamed)
{
    if (record.chunkCount / mostChunksPerToken < streamed ||
        record.chunkCount <= mostChunksPerToken * streamed)
        return false;
    const quint64 bytes =
        std::accumulate(record.chunks.begin(), record.chunks.end(), quint64{0},
                        [](quint64 so, const ChunkStamp &chunk) { return so + chunk.textLength; });
    return record.chunks.empty() || bytes > mostBytesPerToken * streamed;
}

UsageFault faultOf(const RequestRecord &record, const TokenCount &told, bool isWhole)
{
    if (record.chunkCount == 0)
        return UsageFault::None;
    if (told.output == 0)
        return UsageFault::ZeroBesideText;
    if (record.streamed && !isWhole && told.streamed < record.chunkCount)
        return UsageFault::Placeholder;
    if (record.streamed && isBelowWhatWasStreamed(record, told.streamed))
        return UsageFault::BelowStreamed;
    return UsageFault::None;
}

} // namespace

TokenCount countTokens(const RequestRecord &record, bool isWhole)
{
    const Usage &usage = record.usage;
    TokenCount chunks;
    chunks.output = chunks.streamed = record.chunkCount;
    if (!usage.output)
        return chunks;

    TokenCount told{*usage.output, *usage.output, TokenSource::Usage, UsageFault::None};
    if (leavesReasoningOut(usage)) {
        told.output += *usage.reasoning;
        told.source = TokenSource::UsageWithReasoning;
        told.fault = UsageFault::WithoutReasoning;
    }
    const quint64 hidden = record.firstReasoning ? 0 : usage.reasoning.value_or(0);
    told.streamed = told.output - std::min(hidden, told.output);

    chunks.fault = faultOf(record, told, isWhole);
    return chunks.fault == UsageFault::None ? told : chunks;
}

TokenCount countTokens(const RequestRecord &record)
{
    const OutcomeClass outcome = record.outcome.outcome;
    return countTokens(record, outcome == OutcomeClass::Success || outcome == OutcomeClass::CheckFailed);
}

} // namespace weir
