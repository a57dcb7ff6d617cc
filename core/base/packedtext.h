// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what is packed inside a text: digits to other bases, Base64, marks between all letters.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// What stands packed in `text`, each piece as it reads unpacked; a piece that may begin at several places
/// is read from each. Found are pieces of `leastPacked` bytes and more:
/// hexadecimal digits (`6b65 79`, `0x6b, 0x65`), codes to base 10, 8 and 2 (`107 101`), Base64, Base64url and
/// Base32 (their bytes unpacked again where they are gzip's, zlib's or UTF-16's), and letters with one and
/// the same mark behind each (`k-e-y`, UTF-16) or between groups of one size (`abcd-efgh`). Linear in the
/// text.
std::vector<MappedText> unpackedFrom(const MappedText &text);

inline constexpr qsizetype leastPacked = 8;

/// `text` without quoted-printable's `=3D`s and soft line ends. Unchanged when there are none: empty.
MappedText withoutQuotedPrintable(const MappedText &text);
/// From its end to its beginning.
MappedText turnedRound(const MappedText &text);
/// With each Latin letter replaced by the one 13 places on.
MappedText rotated(const MappedText &text);
/// Without blanks, line ends and the marks that group letters (`abcd-efgh`), and without all that is not
/// ASCII.
MappedText ungrouped(const MappedText &text);

/// The letter 13 places on; anything else as it is.
char rotated(char c);

} // namespace weir
