// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that stand for prompts and their beginnings, for the caches.
#pragma once

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace weir {

/// Stands for a prompt: all its texts in order. FNV-1a over the bytes, then mixed.
quint64 promptKeyOf(std::string_view text);

/// One hash for each whole block of the text (a token is taken for four bytes), chained: it stands for the
/// block and all before it. Source: vLLM's design of automatic prefix caching.
std::vector<quint64> prefixHashes(std::string_view text, quint32 blockTokens);

} // namespace weir
