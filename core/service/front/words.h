// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the answers.
#pragma once

#include "base/random.h"

#include <string>

namespace weir {

/// Appends `count` tokens like " river" to `out`, drawn by `random`. Plain ASCII letters and spaces.
void appendWords(std::string &out, quint32 count, Random &random);

} // namespace weir
