// SPDX-License-Identifier: GPL-3.0-or-later
// All that a text may mean to somebody who unpacks it.
#pragma once

#include "base/mappedtext.h"

#include <functional>

namespace weir {

/// Calls `look` with the text itself and with each of its readings until it returns false.
///
/// A reading takes off one thing after the other, up to two: escapes (of any depth), quoted-printable,
/// markup, a packing (`unpackedFrom()`), what stands between values (`valuesTogether()`); and first of these
/// perhaps the order of letters (turned round, rotated by 13). Lines are put together on the way
/// (`withoutLines()`), once, and one thing more is taken off what that gives. Of texts above 4 KiB it takes
/// off one thing.
///
/// Some 300 ns a byte of calm text, and 1,200 of pages of many lines and tags; above 4 KiB 100 to 500. What
/// is kept of errors is short. However a text is packed, all its readings together are bounded: by 1 MiB and
/// 256 times its size, behind which nothing more is read.
void forEachReading(const MappedText &text, const std::function<bool(const MappedText &)> &look);

} // namespace weir
