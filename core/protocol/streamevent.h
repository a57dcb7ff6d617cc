// SPDX-License-Identifier: GPL-3.0-or-later
// What a decoder makes of one event of a stream.
#pragma once

#include "metrics/requestrecord.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace weir {

/// How much of a service's own words a record keeps, in characters. Decoders hand on up to mostServerWords:
/// what is secret in them is found before they are cut, or the cut would hide half of it.
inline constexpr qsizetype longestCode = 64;
inline constexpr qsizetype longestMessage = 1024;
inline constexpr qsizetype longestBodyHead = 200; ///< Of a body that is not the format's.
inline constexpr qsizetype mostServerWords = qsizetype{16} * 1024;

/// One decoded event. Several of its parts may be present at once (a vendor may send content, finish reason
/// and usage together).
struct StreamEvent
{
    /// Token-bearing part: null when the event carries none (role, keep-alive, usage, empty delta).
    std::optional<ChunkKind> chunk;
    quint32 textLength = 0; ///< UTF-8 bytes of all token-bearing text of the event, reasoning included.
    bool hasReasoning =
        false; ///< The event carries reasoning (also when `chunk` says Content: both in one event).
    bool hasAnswer = false;       ///< The event carries content, refusal or a tool call.
    bool holdsAnswer = false;     ///< A whole answer without a token is one all the same (embeddings).
    bool repeats = false;         ///< The text repeats that of earlier events, if they had any.
    QByteArrayView text;          ///< The content and refusal text; valid only during the callback.
    QByteArrayView reasoningText; ///< The reasoning's text; valid only during the callback.
    /// Names and arguments of tool calls, those that are no text as JSON; valid only during the callback.
    QByteArrayView toolText;

    bool isComment = false;    ///< Comment or keep-alive; nothing else is set.
    bool isTerminator = false; ///< The protocol's own end mark.
    bool isWhole = false;      ///< One document that is the whole answer.
    bool isCut = false;        ///< The body ended within an event. Nothing else is set.
    bool needsEnd = false;     ///< The stream has an end of its own: a clean end alone is none.
    bool isStray = false; ///< Bytes outside of any event; `errorMessage` holds them. Nothing else is set.
    std::optional<QString> finishReason;
    std::optional<Usage> usage;
    /// The only choice that the event tells of; null where it tells of none or of several. Usage beside it is
    /// that choice's own.
    std::optional<quint32> choice;
    std::optional<ServerTiming> timing;

    Message remark; ///< What is odd about it, and is read all the same.

    bool isError = false;     ///< An error inside the stream.
    bool isRateLimit = false; ///< ... that is the vendor's way to say "too many requests".
    QString errorCode;        ///< Not cut yet, as all words of the service here; longestCode.
    Message errorMessage;     ///< To be cut at messageLength.
    qsizetype messageLength = longestMessage;

    bool isMalformed =
        false; ///< Bytes that the protocol can't be; `errorMessage` says where and why. The last event.
    bool isIncomplete =
        false; ///< Set with isMalformed: the body only ended too early, which a broken connection explains.

    bool isForeign = false;  ///< Set with isMalformed: no answer of this vendor at all (HTML, packed bytes).
    bool isTooLarge = false; ///< Set with isMalformed: the bound is Weir's own, not the protocol's.

    QByteArrayView raw; ///< The event's own bytes (data of an SSE event); valid only during the callback.
};

} // namespace weir
