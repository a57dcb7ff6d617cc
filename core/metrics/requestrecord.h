// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is known about one attempt: raw stamps and counts, from which all figures are derived.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "metrics/outcome.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// A stamp that may be missing: the event did not happen, or the transport can't tell it.
using Stamp = std::optional<TimePoint>;

/// The stage of a run in which a request's intended time lies.
enum class RunPhase : quint8
{
    Idle,
    WarmUp,
    Measure,
    Drain,
    Done
};

/// What a token-bearing chunk carries. Chunks without any of these are never recorded as chunks.
enum class ChunkKind : quint8
{
    Content,
    Reasoning,
    Refusal,
    ToolCall
};

/// Stamps kept of one request, 24 MB; what a flood brings beyond is counted, but has no stamps.
inline constexpr std::size_t mostChunkStamps = 1'000'000;

/// Tokens that a service tells of one chunk, where it counts with each. A value of two bytes, since there are
/// many: more than most() are told as that many.
class ToldTokens
{
public:
    constexpr ToldTokens() = default; ///< Not told.
    constexpr explicit ToldTokens(quint64 tokens) : m_raw(static_cast<quint16>(std::min(tokens, most()) + 1))
    {
    }
    static constexpr quint64 most() { return 65'534; }

    [[nodiscard]] constexpr bool areTold() const { return m_raw != 0; }
    /// 0 where not told.
    [[nodiscard]] constexpr quint64 count() const { return m_raw == 0 ? 0 : quint64{m_raw} - 1; }

    friend bool operator==(ToldTokens, ToldTokens) = default;

private:
    quint16 m_raw = 0;
};

/// One token-bearing chunk.
struct ChunkStamp
{
    TimePoint at;           ///< When the read that completed it began.
    quint32 textLength = 0; ///< UTF-8 bytes of its text; the weight when usage is spread over the chunks.
    ChunkKind kind = ChunkKind::Content;
    ToldTokens tokens{}; ///< The weight, where every chunk has one.

    friend bool operator==(const ChunkStamp &, const ChunkStamp &) = default;
};

/// The parts of a server's usage, as bits.
enum class UsagePart : quint8
{
    Input = 1,
    CachedInput = 2,
    Output = 4,
    Reasoning = 8,
    Total = 16
};

/// More tokens than any request can have; what a server tells beyond is no count.
inline constexpr quint64 mostTokens = 100'000'000;

/// Tokens as the server reports them; nothing where it does not.
struct Usage
{
    std::optional<quint64> input;
    std::optional<quint64> cachedInput;
    std::optional<quint64> output;    ///< Reasoning included.
    std::optional<quint64> reasoning; ///< The part of output that is reasoning.
    std::optional<quint64> total{};   ///< Of the whole request, as the server adds it up.
    /// UsagePart bits of what was told in a form that is no count: negative, a fraction, other than a number,
    /// above mostTokens.
    quint8 unreadable = 0;

    [[nodiscard]] bool isUnreadable(UsagePart part) const
    {
        return (unreadable & static_cast<quint8>(part)) != 0;
    }

    friend bool operator==(const Usage &, const Usage &) = default;
};

/// Tokens as a tokenizer counts them, where the server's own count is missing or can't be true.
struct CountedTokens
{
    std::optional<quint64> input; ///< Of the texts that were sent, without what a server puts around them.
    std::optional<quint64> output;

    friend bool operator==(const CountedTokens &, const CountedTokens &) = default;
};

/// The texts of an attempt on their way to the tokenizer; see engine/tokencounting.h.
struct UncountedText;

/// Times that the server tells of itself.
struct ServerTiming
{
    std::optional<Nanoseconds> inference; ///< All of the server's work on the request.
    std::optional<Nanoseconds> queue;
    std::optional<Nanoseconds> prefill;
    std::optional<Nanoseconds> decode;

    friend bool operator==(const ServerTiming &, const ServerTiming &) = default;
};

/// Where a count of output tokens comes from.
enum class TokenSource : quint8
{
    Usage,
    UsageWithReasoning, ///< The server left reasoning out of its output tokens; it was added.
    Tokenizer,
    Chunks,
    Mixed ///< Of several requests: usage of some, another count of others.
};

/// Plain data of one attempt. Filled by the worker that ran it, then moved to the collector; immutable from
/// there.
struct RequestRecord
{
    RequestId request;
    AttemptNumber attempt{1};
    WorkerIndex worker;
    UserIndex user;
    TargetIndex target;
    TemplateIndex requestTemplate;
    std::optional<RowIndex> row;        ///< The data row that filled the template, if any.
    RunPhase phase = RunPhase::Measure; ///< WarmUp or Measure: where `intended` lies.
    bool openLoad = false; ///< True when starts are planned: open load, and closed load with a pace.
    bool streamed = true;  ///< False where one whole answer was asked for, or came.
    bool retried = false;  ///< True when another attempt of the same request follows this one.

    TimePoint intended; ///< Where starts are planned: the plan's time. Else: the user was ready.
    Stamp due;          ///< When this attempt was to start, of a retry; null: `intended`.
    Stamp firstStarted; ///< Start of the request's first attempt, of a retry; null: `started`.
    Stamp started;      ///< The transport took the request onto a free slot. Null: it never got there.
    Stamp connected;    ///< New connections only.
    Stamp tlsDone;      ///< New connections only.
    Stamp sent;
    Stamp uploaded; ///< The kernel took the request's last byte.
    Stamp headers;
    Stamp firstByte;
    Stamp firstEvent;
    Stamp firstReasoning;
    Stamp firstContent; ///< First content, refusal or tool call.
    Stamp lastToken;
    Stamp terminator;
    Stamp closed;           ///< The exchange was over for Weir, whatever the outcome.
    Nanoseconds capWait{0}; ///< Waited for the cap on open streams, or for the user's answer before.
    std::vector<ChunkStamp>
        chunks; ///< Token-bearing chunks in the order of arrival. May be dropped by the scenario.

    quint32 chunkCount = 0;       ///< Token-bearing chunks, also when `chunks` was dropped.
    quint32 eventCount = 0;       ///< All decoded stream events, comments apart.
    quint32 readCount = 0;        ///< Reads that delivered body bytes; events/reads > 1 tells coalescing.
    quint32 tokenReadCount = 0;   ///< Reads that brought token-bearing chunks.
    quint32 sharedChunkCount = 0; ///< Token-bearing chunks that did not come in a read of their own.
    bool kernelStamps = false;    ///< Stamps of what came are the kernel's, not the process's.
    bool lingered = false; ///< The connection was still open a grace after the terminator, so Weir closed it.
    bool staleConnection = false; ///< Its kept connection ended without a byte of an answer; it went out once
                                  ///< more over a new one, which `connected` to `headers` are of.
    bool reuseGivenUp = false;    ///< Over a connection of its own, since its origin closes kept ones.
    quint32 sendCount = 0;        ///< Times the library sent the request; above 1 it re-sent it by itself.
    quint64 bytesReceived = 0;    ///< Body bytes.
    quint64 bytesSent = 0;        ///< Body bytes.

    Usage usage;
    CountedTokens counted;
    std::shared_ptr<const UncountedText> uncounted; ///< Null once it is counted; never in a file.
    ServerTiming server;
    QString finishReason;
    Outcome outcome;
    std::optional<Nanoseconds> retryAfter; ///< As the server asked for.
    QByteArray errorBody;                  ///< First 4 KiB of the body of a failed attempt, redacted.
    QByteArray prompt;                     ///< Only where the scenario asks to store prompts.
    QByteArray answer;                     ///< Only where the scenario asks to store answers.

    /// First token-bearing chunk of any kind.
    [[nodiscard]] Stamp firstToken() const
    {
        if (firstReasoning && firstContent)
            return std::min(*firstReasoning, *firstContent);
        return firstReasoning ? firstReasoning : firstContent;
    }

    friend bool operator==(const RequestRecord &, const RequestRecord &) = default;
};

} // namespace weir
