// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/derived.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace weir {

namespace {

std::optional<Nanoseconds> between(const Stamp &from, const Stamp &to)
{
    if (!from || !to)
        return std::nullopt;
    return *to - *from;
}

std::optional<Nanoseconds> spanPerToken(const std::optional<Nanoseconds> &span, quint64 tokens)
{
    if (!span || tokens == 0)
        return std::nullopt;
    const long double perToken = static_cast<long double>(span->count()) / static_cast<long double>(tokens);
    return Nanoseconds{std::llroundl(perToken)};
}

/// Each chunk came with a count of its own: told with all of them, and growing with most, unlike a
/// placeholder that is repeated until the end.
bool areAllTold(const RequestRecord &record)
{
    const auto count = [&record](auto holds) {
        return static_cast<std::size_t>(std::count_if(record.chunks.begin(), record.chunks.end(), holds));
    };
    return count([](const ChunkStamp &chunk) { return chunk.tokens.areTold(); }) == record.chunks.size() &&
           2 * count([](const ChunkStamp &chunk) { return chunk.tokens.count() > 0; }) >=
               record.chunks.size();
}

std::optional<quint64> tokensAfterFirstChunk(const RequestRecord &record, quint64 streamed)
{
    // One token in each chunk needs no spreading, so it is known even where the chunks were dropped.
    const bool isTold = !record.chunks.empty() && areAllTold(record);
    if (streamed == record.chunkCount && !isTold)
        return record.chunkCount > 0 ? std::optional<quint64>(record.chunkCount - 1) : std::nullopt;
    const std::vector<quint64> tokens = spreadTokens(record);
    if (tokens.empty())
        return std::nullopt;
    return streamed - tokens.front();
}

/// By what streamed tokens are spread over the chunks; the sum is not zero.
std::vector<quint64> weightsOf(const RequestRecord &record, quint64 tokens)
{
    std::vector<quint64> weights;
    weights.reserve(record.chunks.size());
    const bool isTold = areAllTold(record);
    for (const ChunkStamp &chunk : record.chunks)
        weights.push_back(isTold ? chunk.tokens.count() : chunk.textLength);
    const bool isZero =
        std::all_of(weights.begin(), weights.end(), [](quint64 weight) { return weight == 0; });
    if (isZero || (!isTold && tokens == weights.size()))
        weights.assign(weights.size(), 1);
    return weights;
}

void deriveStreamFigures(const RequestRecord &record, DerivedFigures &figures)
{
    const Stamp firstToken = record.firstToken();
    figures.ttft = between(record.started, firstToken);
    figures.ttfa = between(record.started, record.firstContent);
    figures.responseTtft = between(waitedFrom(record), firstToken);
    if (isCensored(record.outcome.outcome) && !figures.coalesced)
        figures.openGap = between(record.lastToken, record.closed);
    forEachGap(record, [&figures](Nanoseconds gap, const ChunkStamp &) {
        figures.longestGap = std::max(gap, figures.longestGap.value_or(gap));
    });
    const std::optional<Nanoseconds> span = between(firstToken, record.lastToken);
    // One chunk has no span: whatever it holds, it tells no pace.
    if (figures.streamedTokens >= 2 && record.chunkCount >= 2 && !figures.coalesced) {
        figures.tpot = spanPerToken(span, figures.streamedTokens - 1);
        if (const std::optional<quint64> later = tokensAfterFirstChunk(record, figures.streamedTokens))
            figures.tpotAfterFirst = spanPerToken(span, *later);
    }
    if (countsTokens(figures.tokenSource) && record.chunkCount > 0)
        figures.tokensPerChunk = static_cast<double>(figures.streamedTokens) / record.chunkCount;
}

} // namespace

Stamp answeredAt(const RequestRecord &record)
{
    return record.streamed ? record.lastToken : record.closed;
}

Stamp waitedFrom(const RequestRecord &record)
{
    if (record.openLoad)
        return record.intended;
    return record.firstStarted ? record.firstStarted : record.started;
}

DerivedFigures derive(const RequestRecord &record)
{
    DerivedFigures figures;
    const TokenCount count = countTokens(record);
    figures.tokenSource = count.source;
    figures.usageFault = count.fault;
    figures.outputTokens = count.output;
    figures.streamedTokens = count.streamed;
    figures.coalesced = isCoalesced(record);

    const Stamp connectedAt = record.tlsDone ? record.tlsDone : record.connected;
    figures.connect = between(record.started, connectedAt);
    figures.upload = between(record.sent, record.uploaded);
    figures.headers = between(record.started, record.headers);
    figures.ttfb = between(record.started, record.firstByte);
    figures.e2e = between(record.started, answeredAt(record));
    figures.closedAfter = between(record.started, record.closed);
    figures.responseE2e = between(waitedFrom(record), answeredAt(record));
    // A retry starts late on purpose, but not later than when its back-off ends; the wait for the cap is that
    // of its first attempt.
    const bool isFirst = record.attempt == AttemptNumber{1};
    const Stamp due = isFirst ? Stamp(record.intended + record.capWait) : record.due;
    figures.scheduleSlip = between(due, record.started);
    if (record.streamed)
        deriveStreamFigures(record, figures);

    figures.inferenceTime = record.server.inference;
    if (!figures.inferenceTime && record.server.prefill && record.server.decode)
        figures.inferenceTime =
            record.server.queue.value_or(Nanoseconds{0}) + *record.server.prefill + *record.server.decode;
    if (figures.e2e && figures.inferenceTime)
        figures.outsideServer = *figures.e2e - *figures.inferenceTime;
    return figures;
}

std::vector<quint64> spreadTokens(const RequestRecord &record)
{
    __extension__ typedef unsigned __int128 Wide;
    const std::size_t count = record.chunks.size();
    const TokenCount counted = countTokens(record);
    if (count == 0 || !countsTokens(counted.source))
        return std::vector<quint64>(count, 1);

    const quint64 tokens = counted.streamed;
    const std::vector<quint64> weights = weightsOf(record, tokens);
    const quint64 total = std::accumulate(weights.begin(), weights.end(), quint64{0});

    std::vector<quint64> spread(count);
    std::vector<quint64> remainders(count);
    quint64 left = tokens;
    for (std::size_t i = 0; i < count; ++i) {
        const Wide quota = static_cast<Wide>(tokens) * weights[i];
        spread[i] = static_cast<quint64>(quota / total);
        remainders[i] = static_cast<quint64>(quota % total);
        left -= spread[i];
    }
    if (left == 0)
        return spread;
    // The largest remainders get one token more; of equal ones the earlier chunk.
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto lastServed = order.begin() + static_cast<std::ptrdiff_t>(left) - 1;
    std::nth_element(order.begin(), lastServed, order.end(), [&remainders](std::size_t a, std::size_t b) {
        return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
    });
    for (std::size_t i = 0; i < left; ++i)
        ++spread[order[i]];
    return spread;
}

bool isCoalesced(const RequestRecord &record)
{
    constexpr quint64 chunksPerRead = 10;
    if (!record.streamed || record.chunkCount < 2 || record.tokenReadCount == 0)
        return false;
    return quint64{record.tokenReadCount} * chunksPerRead < record.chunkCount ||
           quint64{record.sharedChunkCount} * 2 > record.chunkCount;
}

} // namespace weir
