// SPDX-License-Identifier: GPL-3.0-or-later
// Text of a given length in tokens, for prompts that are as long as those of a trace.
#pragma once

#include <QString>

namespace weir {

/// Longer fillers are cut: a trace with a length of billions must not fill the memory.
inline constexpr quint32 mostFillerTokens = 1'000'000;

/// `tokens` common English words (at most mostFillerTokens), parted by spaces, drawn with `seed`: the same
/// seed and length give the same text. Each word is one token in the vocabularies of today's models, so the
/// text is about `tokens` tokens long; what a service counts stands in its usage.
QString fillerText(quint32 tokens, quint64 seed);

} // namespace weir
