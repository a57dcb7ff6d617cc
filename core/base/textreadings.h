// SPDX-License-Identifier: GPL-3.0-or-later
// All that a text may mean to somebody who unpacks it.
#pragma once

#include "base/mappedtext.h"

#include <functional>

namespace weir {

/// Calls `look` with the text itself and with each of its readings until it returns false.
///
/// A reading takes off one thing after the other, up to two: escapes (of any depth), quoted-printable, a
/// packing (`unpackedFrom()`); and first of these perhaps the order of letters (turned round, rotated by
/// 13). Of texts above 4 KiB it takes off one thing.
///
/// Some 200 ns a byte, above 4 KiB some 30: what is kept of errors is short.
void forEachReading(const MappedText &text, const std::function<bool(const MappedText &)> &look);

} // namespace weir
