// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the answers.
#pragma once

#include "base/random.h"

#include <string>

namespace weir {

/// What sets an answer's words apart from all else that is drawn from its seed; the same over sockets and in
/// virtual time.
inline constexpr quint64 wordsPurpose = 0x776f726473;

/// Appends `count` tokens like " river" to `out`, drawn by `random`. Plain ASCII letters and spaces.
void appendWords(std::string &out, quint32 count, Random &random);

} // namespace weir
