// SPDX-License-Identifier: GPL-3.0-or-later
// What a request's count of output tokens rests on: the server's usage as told, set right, or set aside where
// it can't be true; then a tokenizer's count, then chunks. The one place for this rule (docs/metrics.md,
// "Output tokens").
#pragma once

#include "metrics/requestrecord.h"

#include <map>

namespace weir {

/// What is wrong with the usage that a server told.
enum class UsageFault : quint8
{
    None,
    WithoutReasoning, ///< Set right: input + output + reasoning = total, so output lacks the reasoning.
    ZeroBesideText,   ///< Set aside: no token beside chunks that bear some.
    Placeholder,      ///< Set aside: of an answer that was not whole, fewer tokens than came in chunks.
    BelowStreamed,    ///< Set aside: of a whole answer, too few tokens for what was streamed.
    AboveText,        ///< Set aside: more tokens than the text can hold, and no reasoning told beside it.
    Unreadable        ///< Set aside: told in a form that is no count.
};

/// Output tokens of one attempt.
struct TokenCount
{
    quint64 output = 0;   ///< All, reasoning that was not streamed included.
    quint64 streamed = 0; ///< `output` less reasoning that was not streamed.
    TokenSource source = TokenSource::Chunks;
    UsageFault fault = UsageFault::None;

    friend bool operator==(const TokenCount &, const TokenCount &) = default;
};

/// A token may be spread over two chunks, so up to twice as many chunks as tokens are taken for true ...
inline constexpr quint64 mostChunksPerToken = 2;
/// ... and more of them where the text that was streamed has at most so many bytes a token, as with services
/// that send each character by itself.
inline constexpr quint64 mostBytesPerToken = 16;

/// A token is a byte of text at least, but for the marks that a service counts and does not send (the end of
/// the answer, what frames a call of a tool) ...
inline constexpr quint64 mostUnseenTokens = 32;
/// ... and but for reasoning that was streamed and not told apart: its text may be a summary of it.
inline constexpr quint64 mostTokensPerReasoningByte = 16;

/// All are pure; any thread. `isWhole`: the answer came to its end, so what the server told last is meant as
/// its count.
TokenCount countTokens(const RequestRecord &record, bool isWhole);
/// The same of a record that has ended: whole are a success, an answer that only failed a check and one
/// without a token.
TokenCount countTokens(const RequestRecord &record);

/// Input tokens as told, or else as a tokenizer counted them.
std::optional<quint64> inputTokens(const RequestRecord &record);

/// Input tokens from a cache, where they can be true: a part of the input that was told with them.
std::optional<quint64> cachedTokens(const Usage &usage);
/// True when more cached than input tokens were told.
bool isCachedAboveInput(const Usage &usage);

/// "usage", "chunks": as in the summary and in CSV.
QString toString(TokenSource source);

/// What the counts of several requests rest on together; Chunks where there is none.
TokenSource commonSource(const std::map<TokenSource, quint64> &sources);

/// True when the count rests on what the server told.
[[nodiscard]] constexpr bool restsOnUsage(TokenSource source)
{
    return source == TokenSource::Usage || source == TokenSource::UsageWithReasoning;
}
/// True when tokens were counted, and not chunks in their place.
[[nodiscard]] constexpr bool countsTokens(TokenSource source)
{
    return restsOnUsage(source) || source == TokenSource::Tokenizer;
}
/// True when usage was told and not taken.
[[nodiscard]] constexpr bool isSetAside(UsageFault fault)
{
    return fault != UsageFault::None && fault != UsageFault::WithoutReasoning;
}

} // namespace weir
