// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one outcome of how the wire ended and what the decoder saw: the rules of docs/metrics.md, section 3.
#pragma once

#include "metrics/outcome.h"
#include "protocol/decoder.h"
#include "protocol/exchange.h"
#include "protocol/streamevent.h"
#include "scenario/scenario.h"

#include <QDateTime>

#include <optional>

namespace weir {

/// Why Weir itself ended an exchange.
enum class LocalEnd
{
    None,
    FirstTokenTimeout,
    StallTimeout,
    Deadline,
    Abandoned,
    CutByTestEnd,
    MemoryGuard ///< It held too much of Weir's own memory.
};

/// What is known about one response when it has ended; filled event by event with note().
struct ResponseFacts
{
    std::optional<ResponseHead> head; ///< Nothing when no response came.
    int awaitedStatus = 200; ///< WireRequest::awaitedStatus(); any other but a 2xx decides by itself.
    AnswerForm form = AnswerForm::Unknown; ///< What the bytes turned out to be.
    bool streamed = true;                  ///< What the request asked for.
    quint64 tokenChunks = 0;
    bool sawTerminator = false;
    bool sawFinishReason = false;
    bool sawError = false;
    bool sawRateLimit = false;
    bool sawMalformed = false;
    bool sawIncomplete = false; ///< Malformed only because the body ended too early.
    bool isCut = false; ///< What is noted from here on is of bytes whose rest is missing: that they are not
                        ///< whole, or nothing that is known, is the cut's doing.
    bool sawForeign = false;      ///< Malformed since it is no answer of this vendor at all.
    bool sawTooLarge = false;     ///< Malformed by a bound of Weir's own.
    bool sawWhole = false;        ///< The answer was one document.
    bool holdsAnswer = false;     ///< A whole answer without a token is one all the same.
    bool sawAnything = false;     ///< Any event, comments aside.
    bool sawVendorsParts = false; ///< Anything at a place of the preset's.
    bool sawCut = false;          ///< The body ended within an event.
    bool needsEnd = false;        ///< An event told of an end to come.
    Message strayText;            ///< What stood outside of any event.
    QString errorCode;            ///< As StreamEvent has it: not cut yet.
    Message errorMessage;         ///< To be cut at messageLength.
    qsizetype messageLength = longestMessage;
    bool protocolHasTerminator = true;
    bool cleanEndEnds = false; ///< VendorPreset::cleanEndEnds().
    bool isRecord = false;     ///< A recorded answer: nobody knows how its connection ended.
    bool hasOwnHead = true;    ///< False: a recorded body alone, whose head is made up.
    QStringList acceptedTypes; ///< VendorPreset::accepts.
    Messages remarks;          ///< What was odd and read all the same, each kind once.

    /// Takes in one decoded event. After the terminator nothing changes the facts any more.
    void note(const StreamEvent &event);
    /// True when the status alone decides, whatever else comes.
    [[nodiscard]] bool isRefusal() const;
    /// True when nothing that still may come can change the outcome: the exchange can be closed.
    [[nodiscard]] bool decided() const;
};

/// The one class, its detail and its message. A success has a message where something was not as it should be
/// and the answer was read all the same. The service's words in them are not cut yet (longestCode,
/// ResponseFacts::messageLength): who keeps the outcome takes secrets out first. `end` is what the transport
/// said; `local` wins over Aborted.
Outcome judge(const ResponseFacts &facts, const WireEnd &end, LocalEnd local);

/// Seconds or an HTTP date of a Retry-After header; nothing when it is neither or in the past. `now` is UTC.
std::optional<Nanoseconds> parseRetryAfter(const QByteArray &value, const QDateTime &now);

} // namespace weir
