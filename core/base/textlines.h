// SPDX-License-Identifier: GPL-3.0-or-later
// How a text reads whose lines stand in frames: numbers, marks, addresses, the columns of a dump.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// What a text of several lines is when they are put together; nothing of one line.
struct TextOfLines
{
    /// The whole lines; and, where neighbouring lines begin or end alike, each without that: numbers of
    /// lines, quotation marks, a log's times, what holds an array's texts.
    std::vector<MappedText> joined;
    /// Of a dump (`xxd`, `hexdump -C`, `od`), the digits by themselves and the letters beside them.
    std::vector<MappedText> columns;
};
TextOfLines withoutLines(const MappedText &text);

} // namespace weir
