// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what is packed inside a text: digits to other bases, Base64, marks between all letters.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// What stands packed in `text`, each piece as it reads unpacked; a piece that may begin at several places
/// is read from each. Found are pieces of `leastPacked` bytes and more:
/// hexadecimal digits (`6b65 79`, `0x6b, 0x65`; of words of two and four bytes also in the order of most
/// machines), codes to base 10, 8 and 2 (`107 101`), Base64, Base64url, Base32, uuencode and Base85 (their
/// bytes unpacked again where they are gzip's, zlib's or UTF-16's), gzip and zlib printed as characters, and
/// letters with one and the same mark behind each (`k-e-y`, UTF-16) or between groups of one size
/// (`abcd-efgh`). Linear in the text.
std::vector<MappedText> unpackedFrom(const MappedText &text);

inline constexpr qsizetype leastPacked = 8;

} // namespace weir
