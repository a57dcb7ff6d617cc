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

/// UTF-8 bytes of the text of those chunks whose stamps were kept.
quint64 textBytes(const RequestRecord &record, bool ofReasoning)
{
    return std::accumulate(record.chunks.begin(), record.chunks.end(), quint64{0},
                           [ofReasoning](quint64 so, const ChunkStamp &chunk) {
                               const bool counts = !ofReasoning || chunk.kind == ChunkKind::Reasoning;
                               return so + (counts ? chunk.textLength : 0);
                           });
}

/// Fewer than half as many tokens as chunks, which are not explained by little text in each.
bool isBelowWhatWasStreamed(const RequestRecord &record, quint64 streamed)
{
    if (record.chunkCount / mostChunksPerToken < streamed ||
        record.chunkCount <= mostChunksPerToken * streamed)
        return false;
    return record.chunks.empty() || textBytes(record, false) > mostBytesPerToken * streamed;
}

/// More tokens than the text has room for, reasoning that was told apart.
bool isAboveWhatTextHolds(const RequestRecord &record, quint64 output)
{
    const quint64 reasoning = record.usage.reasoning.value_or(0);
    const quint64 ofText = output - std::min(reasoning, output);
    if (record.chunkCount == 0) // an answer in one piece may be a picture
        return record.streamed && ofText > 0;
    if (ofText <= mostUnseenTokens)
        return false;
    if (record.chunks.size() < record.chunkCount) // their lengths are not known; the body held them all
        return ofText - mostUnseenTokens > record.bytesReceived;
    const quint64 summarized =
        reasoning == 0 ? textBytes(record, true) * (mostTokensPerReasoningByte - 1) : 0;
    return ofText - mostUnseenTokens > textBytes(record, false) + summarized;
}

UsageFault faultOf(const RequestRecord &record, const TokenCount &told, bool isWhole)
{
    if (record.chunkCount > 0 && told.output == 0)
        return UsageFault::ZeroBesideText;
    if (record.streamed && !isWhole && told.streamed < record.chunkCount)
        return UsageFault::Placeholder;
    if (record.streamed && record.chunkCount > 0 && isBelowWhatWasStreamed(record, told.streamed))
        return UsageFault::BelowStreamed;
    if (isAboveWhatTextHolds(record, told.output))
        return record.chunkCount == 0 && !isWhole ? UsageFault::Placeholder : UsageFault::AboveText;
    return UsageFault::None;
}

/// Where usage does not tell: a tokenizer's count, or the chunks.
TokenCount countWithoutUsage(const RequestRecord &record)
{
    TokenCount count;
    const quint64 counted = record.counted.output.value_or(0);
    count.source = counted > 0 ? TokenSource::Tokenizer : TokenSource::Chunks;
    count.output = count.streamed = counted > 0 ? counted : record.chunkCount;
    return count;
}

} // namespace

QString toString(TokenSource source)
{
    switch (source) {
    case TokenSource::Usage:
        return QStringLiteral("usage");
    case TokenSource::UsageWithReasoning:
        return QStringLiteral("usage_with_reasoning");
    case TokenSource::Tokenizer:
        return QStringLiteral("tokenizer");
    case TokenSource::Chunks:
        return QStringLiteral("chunks");
    case TokenSource::Mixed:
        return QStringLiteral("mixed");
    }
    Q_UNREACHABLE();
}

TokenCount countTokens(const RequestRecord &record, bool isWhole)
{
    const Usage &usage = record.usage;
    TokenCount without = countWithoutUsage(record);
    if (usage.isUnreadable(UsagePart::Output))
        without.fault = UsageFault::Unreadable;
    if (!usage.output)
        return without;

    TokenCount told{*usage.output, *usage.output, TokenSource::Usage, UsageFault::None};
    if (leavesReasoningOut(usage)) {
        told.output += *usage.reasoning;
        told.source = TokenSource::UsageWithReasoning;
        told.fault = UsageFault::WithoutReasoning;
    }
    const quint64 hidden = record.firstReasoning ? 0 : usage.reasoning.value_or(0);
    told.streamed = told.output - std::min(hidden, told.output);

    without.fault = faultOf(record, told, isWhole);
    return without.fault == UsageFault::None ? told : without;
}

TokenCount countTokens(const RequestRecord &record)
{
    const OutcomeClass outcome = record.outcome.outcome;
    return countTokens(record, outcome == OutcomeClass::Success || outcome == OutcomeClass::CheckFailed ||
                                   outcome == OutcomeClass::EmptyStream);
}

std::optional<quint64> inputTokens(const RequestRecord &record)
{
    return record.usage.input ? record.usage.input : record.counted.input;
}

TokenSource commonSource(const std::map<TokenSource, quint64> &sources)
{
    std::optional<TokenSource> common;
    for (const auto &[source, count] : sources) {
        if (count == 0)
            continue;
        const TokenSource kind = restsOnUsage(source) ? TokenSource::Usage : source;
        if (common && common != kind)
            return TokenSource::Mixed;
        common = kind;
    }
    return common.value_or(TokenSource::Chunks);
}

std::optional<quint64> cachedTokens(const Usage &usage)
{
    return usage.input && !isCachedAboveInput(usage) ? usage.cachedInput : std::nullopt;
}

bool isCachedAboveInput(const Usage &usage)
{
    return usage.input && usage.cachedInput && *usage.cachedInput > *usage.input;
}

} // namespace weir
