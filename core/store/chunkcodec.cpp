// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chunkcodec.h"

#include "store/recordrows.h"
#include "store/varint.h"

#include <limits>

namespace weir {

namespace {

constexpr int kindBits = 2;
constexpr int lengthBits = 32;

quint64 packed(const ChunkStamp &chunk)
{
    const quint64 tokens = chunk.tokens.areTold() ? chunk.tokens.count() + 1 : 0;
    return (tokens << lengthBits | chunk.textLength) << kindBits | static_cast<quint64>(chunk.kind);
}

Error damaged()
{
    return {Message(WEIR_TEXT("run_file.chunks_damaged", "A request's chunk times are damaged")),
            {},
            Message(WEIR_TEXT("file.open_a_copy", "Open a copy of the file, if there is one."))};
}

} // namespace

void appendChunks(QByteArray &bytes, std::span<const ChunkStamp> chunks, TimePoint zero)
{
    const qsizetype before = bytes.size();
    bytes.resize(before + static_cast<qsizetype>(chunks.size()) * 2 * longestVarint);
    char *end = bytes.data() + before;
    TimePoint last = zero;
    for (const ChunkStamp &chunk : chunks) {
        end = writeVarint(end, zigzag((chunk.at - last).count()));
        end = writeVarint(end, packed(chunk));
        last = chunk.at;
    }
    bytes.truncate(end - bytes.constData());
}

QByteArray encodeChunks(std::span<const ChunkStamp> chunks, TimePoint zero)
{
    QByteArray bytes;
    appendChunks(bytes, chunks, zero);
    return bytes;
}

Result<void> decodeChunks(QByteArrayView blob, TimePoint zero, std::vector<ChunkStamp> &chunks)
{
    constexpr quint64 kindMask = (1 << kindBits) - 1;
    if (chunks.empty())
        chunks.reserve(static_cast<std::size_t>(varintsIn(blob) / 2));
    qint64 ns = 0;
    for (qsizetype at = 0; at < blob.size();) {
        quint64 delta = 0;
        quint64 rest = 0;
        if (!readVarint(blob, at, delta) || !readVarint(blob, at, rest))
            return damaged();
        const quint64 length = (rest >> kindBits) & std::numeric_limits<quint32>::max();
        const quint64 tokens = rest >> (kindBits + lengthBits); // and one more
        if (tokens > ToldTokens::most() + 1 || __builtin_add_overflow(ns, unzigzag(delta), &ns) ||
            !isStorableTime(ns) || chunks.size() >= mostChunkStamps) {
            return damaged();
        }
        chunks.push_back({zero + Nanoseconds{ns}, static_cast<quint32>(length),
                          static_cast<ChunkKind>(rest & kindMask),
                          tokens == 0 ? ToldTokens() : ToldTokens(tokens - 1)});
    }
    return {};
}

} // namespace weir
