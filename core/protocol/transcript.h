// SPDX-License-Identifier: GPL-3.0-or-later
// How a recorded answer decodes by a preset: what `weir-cli vendors --check FILE --against TRANSCRIPT` and
// the window show to whoever writes one. The same decoders and the same judge as in a run.
#pragma once

#include "metrics/requestrecord.h"
#include "protocol/transcriptform.h"
#include "protocol/unreadplaces.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <optional>
#include <vector>

namespace weir {

/// One event as it was understood.
struct DecodedEvent
{
    QString kind;   ///< eventKind().
    QByteArray raw; ///< Its data, at most 64 KiB.
    QString text;   ///< Content and refusal.
    QString reasoning;
    QString toolCall;   ///< Names and arguments.
    quint32 tokens = 0; ///< As Weir counts them where the server tells no usage: 1 where it bears any.
    std::optional<QString> finishReason;
    std::optional<quint32> choice;
    std::optional<Usage> usage;
    std::optional<ServerTiming> timing;
    QString errorCode;
    Message words; ///< Of an error, of what is malformed, or of what is odd and read all the same.
    bool isTerminator = false; ///< The stream's own end, beside what the kind says.
    bool isBehindEnd = false;  ///< The answer had ended, so this counts for nothing.
};

/// The answer as a whole.
struct DecodedAnswer
{
    std::vector<DecodedEvent> events; ///< At most 10,000; `eventCount` has all.
    quint64 eventCount = 0;
    bool streamed = true; ///< As the transcript was asked for.
    Outcome outcome;      ///< As if the connection had been closed properly behind it, which nobody knows.
    QString finishReason;
    QString content;                 ///< All texts, at most 1 MiB.
    QString reasoning;               ///< The same.
    QString toolCalls;               ///< The same.
    std::array<quint64, 4> chunks{}; ///< Token-bearing events by ChunkKind.
    Usage usage;
    ServerTiming timing;
    std::vector<UnreadPlace> unread; ///< What no rule has read.
};

/// Decodes it. Fails where a preset can't be compiled. Pure; any thread.
Result<DecodedAnswer> decodeTranscript(const VendorPreset &preset, const Transcript &transcript);

/// What came out at the end, as JSON: `outcome`, `finish_reason`, `content`, `reasoning`, `tool_calls`,
/// `chunks` by kind, `usage`, `timing_ms`, `message`; what there was nothing of is left out.
QJsonObject endToJson(const DecodedAnswer &answer);
/// That under `end`, with `events` and `unread`.
QJsonObject decodingToJson(const DecodedAnswer &answer);

} // namespace weir
