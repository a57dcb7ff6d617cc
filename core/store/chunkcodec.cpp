// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chunkcodec.h"

#include "store/recordrows.h"

#include <limits>

namespace weir {

namespace {

constexpr int kindBits = 2;

constexpr quint64 zigzag(qint64 value)
{
    return (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63);
}

constexpr qint64 unzigzag(quint64 value)
{
    return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
}

constexpr qsizetype longestVarint = 10; ///< 64 bits, seven in a byte.

/// Writes at `to`, which must have room for longestVarint bytes, and returns the place behind.
char *writeVarint(char *to, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = static_cast<char>(value | 0x80);
    *to++ = static_cast<char>(value);
    return to;
}

/// Reads one varint at `at` and moves on; false when the bytes end early or hold more than 64 bits.
bool readVarint(const QByteArray &bytes, qsizetype &at, quint64 &value)
{
    value = 0;
    for (int shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
        const quint64 byte = static_cast<quint8>(bytes[at++]);
        if (shift == 63 && byte > 1)
            return false;
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

Error damaged()
{
    return {QStringLiteral("a request's chunk times are damaged"), QString(),
            QStringLiteral("Open a copy of the file, if there is one.")};
}

} // namespace

QByteArray encodeChunks(std::span<const ChunkStamp> chunks, TimePoint zero)
{
    QByteArray bytes(static_cast<qsizetype>(chunks.size()) * 2 * longestVarint, Qt::Uninitialized);
    char *end = bytes.data();
    TimePoint before = zero;
    for (const ChunkStamp &chunk : chunks) {
        end = writeVarint(end, zigzag((chunk.at - before).count()));
        end = writeVarint(end, quint64{chunk.textLength} << kindBits | static_cast<quint64>(chunk.kind));
        before = chunk.at;
    }
    bytes.truncate(end - bytes.constData());
    return bytes;
}

Result<void> decodeChunks(const QByteArray &blob, TimePoint zero, std::vector<ChunkStamp> &chunks)
{
    constexpr quint64 kindMask = (1 << kindBits) - 1;
    qint64 ns = 0;
    for (qsizetype at = 0; at < blob.size();) {
        quint64 delta = 0;
        quint64 lengthAndKind = 0;
        if (!readVarint(blob, at, delta) || !readVarint(blob, at, lengthAndKind))
            return damaged();
        const quint64 length = lengthAndKind >> kindBits;
        if (length > std::numeric_limits<quint32>::max() ||
            __builtin_add_overflow(ns, unzigzag(delta), &ns) || !isStorableTime(ns) ||
            chunks.size() >= mostChunkStamps) {
            return damaged();
        }
        chunks.push_back({zero + Nanoseconds{ns}, static_cast<quint32>(length),
                          static_cast<ChunkKind>(lengthAndKind & kindMask)});
    }
    return {};
}

} // namespace weir
