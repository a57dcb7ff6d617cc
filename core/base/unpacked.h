// SPDX-License-Identifier: GPL-3.0-or-later
// What was packed inside a text, and what of it may be text again.
#pragma once

#include "base/mappedtext.h"

#include <QByteArray>

#include <vector>

namespace weir {

/// Bytes of a text: [from, to).
struct PackedPiece
{
    qsizetype from = 0;
    qsizetype to = 0;
    [[nodiscard]] qsizetype size() const { return to - from; }
};

/// Bytes, and where each of them stood in the text that they were packed in.
struct Unpacked
{
    QByteArray bytes;
    std::vector<PackedPiece> places;
    bool reachesEnd = false;
};

/// Adds the stretches of `leastPacked` bytes and more that may be text: what was no packing at all becomes
/// bytes of all kinds.
void addReadable(const MappedText &text, const Unpacked &unpacked, std::vector<MappedText> &found);
/// Adds those, and what the bytes hold that are packed once more: gzip's, zlib's, UTF-16's.
void addUnpacked(const MappedText &text, const Unpacked &unpacked, std::vector<MappedText> &found);
/// Adds what gzip and zlib packed where their bytes stand in `text` as they are, or printed as characters of
/// Latin-1 or Windows-1252.
void unpackBytes(const MappedText &text, std::vector<MappedText> &found);

} // namespace weir
