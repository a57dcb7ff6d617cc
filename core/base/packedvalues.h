// SPDX-License-Identifier: GPL-3.0-or-later
// A text that was handed out in pieces: the strings and numbers of a list, or of one member of many objects.
#pragma once

#include "base/mappedtext.h"

#include <vector>

namespace weir {

/// The values of `text` put together, where there are several: all strings (`{"0": "k", "1": "e"}`,
/// `[b'k', b'e']`), all numbers with a blank behind each, and those of each name that stands there often
/// (`[{"token": "ke", "logprob": -0.1}, {"token": "y", ...}]`). Names are what a colon or an equals sign
/// follows. What the text's end cuts is a value, too. Linear in the text.
std::vector<MappedText> valuesTogether(const MappedText &text);

} // namespace weir
