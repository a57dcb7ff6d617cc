// SPDX-License-Identifier: GPL-3.0-or-later
// Letters with marks among them, and letters in another order.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// Adds what stands in `text` with one mark behind each letter or between groups of one size: pieces of
/// `leastPacked` bytes and more.
void unpackMarks(const MappedText &text, std::vector<MappedText> &found);

/// `text` without quoted-printable's `=3D`s and soft line ends. Unchanged when there are none: empty.
MappedText withoutQuotedPrintable(const MappedText &text);
/// `text` without the tags of HTML and BBCode, the colours of a terminal and characters by names that no key
/// has (`&shy;`). Unchanged when there are none: empty.
MappedText withoutMarkup(const MappedText &text);
/// From its end to its beginning.
MappedText turnedRound(const MappedText &text);
/// With each Latin letter replaced by the one 13 places on.
MappedText rotated(const MappedText &text);

/// The letter 13 places on; anything else as it is.
char rotated(char c);

} // namespace weir
