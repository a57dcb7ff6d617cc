// SPDX-License-Identifier: GPL-3.0-or-later
// LEB128 numbers and zigzag coding, of which the blobs of a run file are made (docs/run-file.md).
#pragma once

#include <QByteArray>

#include <algorithm>

namespace weir {

inline constexpr qsizetype longestVarint = 10; ///< Bytes: 64 bits, seven in each.

constexpr quint64 zigzag(qint64 value)
{
    return (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63);
}

constexpr qint64 unzigzag(quint64 value)
{
    return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
}

/// Writes at `to`, which must have room for longestVarint bytes, and returns the place behind.
inline char *writeVarint(char *to, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = static_cast<char>(value | 0x80);
    *to++ = static_cast<char>(value);
    return to;
}

/// How many varints end in `bytes`.
inline qsizetype varintsIn(QByteArrayView bytes)
{
    return std::count_if(bytes.begin(), bytes.end(),
                         [](char byte) { return static_cast<quint8>(byte) < 0x80; });
}

/// Reads one varint at `at` and moves on; false when the bytes end early or hold more than 64 bits.
inline bool readVarint(QByteArrayView bytes, qsizetype &at, quint64 &value)
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

} // namespace weir
