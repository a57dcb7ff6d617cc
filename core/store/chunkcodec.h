// SPDX-License-Identifier: GPL-3.0-or-later
// The compact form of a request's chunk times in the run file: a few bytes a chunk.
#pragma once

#include "base/result.h"
#include "metrics/requestrecord.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace weir {

/// For each chunk two LEB128 varints: the zigzag-coded nanoseconds since the chunk before (the first: since
/// `zero`), and text length * 4 + kind, with 2^34 * (tokens + 1) where the service told the chunk's tokens.
/// The format is described in docs/run-file.md.
QByteArray encodeChunks(std::span<const ChunkStamp> chunks, TimePoint zero);

/// Appends what encodeChunks() gives to `bytes`.
void appendChunks(QByteArray &bytes, std::span<const ChunkStamp> chunks, TimePoint zero);

/// Appends the chunks in `blob` to `chunks`. Fails on bytes that encodeChunks() can't have written: cut
/// varints, more than 64 bits, tokens above 16 bits, times outside of +-2^61 ns, more than mostChunkStamps
/// in `chunks`.
Result<void> decodeChunks(QByteArrayView blob, TimePoint zero, std::vector<ChunkStamp> &chunks);

} // namespace weir
