// SPDX-License-Identifier: GPL-3.0-or-later
// The number of a token in its vocabulary.
#pragma once

#include <QtGlobal>

namespace weir {

using TokenId = quint32;

/// Numbers are below it: sixteen times the largest vocabulary that is known.
inline constexpr TokenId mostTokenIds = TokenId{1} << 22;
/// Bytes of one token; the longest known have a few hundred.
inline constexpr std::size_t longestToken = 4096;

} // namespace weir
