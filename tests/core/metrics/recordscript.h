// SPDX-License-Identifier: GPL-3.0-or-later
// Records from short scripts, so that a table row can say what arrived when.
#pragma once

#include "metrics/requestrecord.h"

#include <QStringList>

namespace weir::test {

/// The zero of all scripted times.
inline constexpr TimePoint zero = timePointFromNs(1'000'000'000'000);

inline TimePoint atMs(double ms)
{
    return zero + Nanoseconds{static_cast<qint64>(ms * 1e6)};
}

/// Applies one item: "c50:4" content at 50 ms with 4 bytes of text; r reasoning, f refusal, t tool call.
inline void applyChunk(RequestRecord &record, const QString &item)
{
    const QStringList parts = item.mid(1).split(u':');
    ChunkStamp chunk;
    chunk.at = atMs(parts.at(0).toDouble());
    chunk.textLength = parts.size() > 1 ? parts.at(1).toUInt() : 1;
    const QChar kind = item.at(0);
    chunk.kind = kind == u'r'   ? ChunkKind::Reasoning
                 : kind == u'f' ? ChunkKind::Refusal
                 : kind == u't' ? ChunkKind::ToolCall
                                : ChunkKind::Content;
    Stamp &first = chunk.kind == ChunkKind::Reasoning ? record.firstReasoning : record.firstContent;
    if (!first)
        first = chunk.at;
    record.lastToken = chunk.at;
    record.chunks.push_back(chunk);
    ++record.chunkCount;
}

/// A successful streamed record: chunks separated by spaces, started at `startedMs`, closed at `closedMs`.
inline RequestRecord scripted(const QString &chunks, double startedMs = 0, double closedMs = 1000)
{
    RequestRecord record;
    record.intended = atMs(startedMs);
    record.started = atMs(startedMs);
    record.closed = atMs(closedMs);
    record.outcome.outcome = OutcomeClass::Success;
    for (const QString &item : chunks.split(u' ', Qt::SkipEmptyParts))
        applyChunk(record, item);
    return record;
}

} // namespace weir::test
