// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of one attempt, derived from its raw stamps by the rules of docs/metrics.md, section 2.
#pragma once

#include "metrics/tokencount.h"

#include <optional>
#include <vector>

namespace weir {

/// Everything that one record tells. A figure is null where a stamp that it needs is missing or a rule
/// excludes it.
struct DerivedFigures
{
    std::optional<Nanoseconds> connect; ///< TLS included; new connections only.
    std::optional<Nanoseconds> upload;  ///< From the first byte sent to the last that the kernel took.
    std::optional<Nanoseconds> headers; ///< To the end of the response's head.
    std::optional<Nanoseconds> ttfb;
    std::optional<Nanoseconds> ttft;         ///< First token-bearing chunk of any kind.
    std::optional<Nanoseconds> ttfa;         ///< First content, refusal or tool call.
    std::optional<Nanoseconds> responseTtft; ///< Since waitedFrom(), as responseE2e.
    std::optional<Nanoseconds> responseE2e;
    std::optional<Nanoseconds> scheduleSlip; ///< Of a retry: against the end of its back-off.
    std::optional<Nanoseconds> tpot;         ///< Rounded to the nearest nanosecond.
    std::optional<Nanoseconds> tpotAfterFirst;
    std::optional<Nanoseconds> e2e; ///< Streamed: to the last token. Else: to the end of the exchange.
    std::optional<Nanoseconds> closedAfter;
    std::optional<Nanoseconds> longestGap; ///< Of the gaps that ended.
    std::optional<Nanoseconds> openGap; ///< From the last chunk to the end of a stream that hung or was cut.
    std::optional<Nanoseconds> inferenceTime; ///< As the server tells it.
    std::optional<Nanoseconds>
        outsideServer; ///< e2e less inferenceTime; negative where the server claims more.

    quint64 outputTokens = 0;   ///< All output tokens, hidden reasoning included.
    quint64 streamedTokens = 0; ///< outputTokens less reasoning that was not streamed.
    TokenSource tokenSource = TokenSource::Chunks;
    UsageFault usageFault = UsageFault::None; ///< Why the server's usage was not taken as told.
    bool coalesced = false;               ///< Its gaps, and tpot with them, are withheld; see isCoalesced().
    std::optional<double> tokensPerChunk; ///< Streamed requests with usage only.
};

/// All figures of `record`. Pure; any thread.
DerivedFigures derive(const RequestRecord &record);

/// The moment at which the answer was complete: last token, or the end of the exchange where it was not
/// streamed.
Stamp answeredAt(const RequestRecord &record);

/// When the user began to wait: `intended` in open load, the first attempt's start in closed load.
Stamp waitedFrom(const RequestRecord &record);

/// True when the tokens came in one piece, or nearly so, and their gaps tell of a buffer in between: in fewer
/// than a tenth as many reads as there are chunks, or over half of the chunks in reads that brought others
/// too. From two chunks on (one has no gap); a record that does not tell its reads is none.
bool isCoalesced(const RequestRecord &record);

/// Tokens of each chunk, in the order of record.chunks: one each where only chunks are known, as told where
/// the service counts with each, one each where there are as many streamed tokens, else the streamed tokens
/// spread by text length (largest remainder; the sum is exact; evenly where no chunk has text). Counts that
/// were told with each and miss the sum, as by a token of the end, are spread likewise. Empty without chunks.
std::vector<quint64> spreadTokens(const RequestRecord &record);

/// Calls `f(gap, later)` for every gap between successive token-bearing chunks; `later` is the chunk that
/// ends it. Nothing for a request that was not streamed, that is coalesced or whose chunks were dropped.
template <typename F>
void forEachGap(const RequestRecord &record, F &&f)
{
    if (!record.streamed || isCoalesced(record))
        return;
    for (std::size_t i = 1; i < record.chunks.size(); ++i)
        f(record.chunks[i].at - record.chunks[i - 1].at, record.chunks[i]);
}

} // namespace weir
