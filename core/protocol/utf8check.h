// SPDX-License-Identifier: GPL-3.0-or-later
// Is this valid UTF-8, and if not, from which byte on?
#pragma once

#include <QByteArrayView>

namespace weir {

/// True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF). Any thread.
bool isUtf8(QByteArrayView bytes) noexcept;
/// Offset of the first byte that can't be UTF-8; the size where all is well.
qsizetype firstInvalidUtf8(QByteArrayView bytes) noexcept;

} // namespace weir
