// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/utf8check.h"

#include <simdjson.h>

namespace weir {

namespace {

/// Length of the well-formed sequence at the front, 0 when there is none (table 3-7 of the Unicode standard).
qsizetype sequenceLength(QByteArrayView bytes) noexcept
{
    const auto at = [bytes](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : uchar(0); };
    const auto tail = [&at](qsizetype i) { return (at(i) & 0xC0) == 0x80; };
    const uchar first = at(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const uchar low = first == 0xE0 ? 0xA0 : 0x80;
        const uchar high = first == 0xED ? 0x9F : 0xBF;
        return at(1) >= low && at(1) <= high && tail(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const uchar low = first == 0xF0 ? 0x90 : 0x80;
        const uchar high = first == 0xF4 ? 0x8F : 0xBF;
        return at(1) >= low && at(1) <= high && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

bool isUtf8(QByteArrayView bytes) noexcept
{
    return simdjson::validate_utf8(bytes.data(), std::size_t(bytes.size()));
}

qsizetype firstInvalidUtf8(QByteArrayView bytes) noexcept
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype length = sequenceLength(bytes.sliced(at));
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

} // namespace weir
