// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens "<0x00>" to "<0xFF>" of SentencePiece's vocabularies, for characters without a token.
#pragma once

#include "tokens/vocabulary.h"

#include <array>

namespace weir {

/// By byte; nothing where the vocabulary lacks one. Pure; any thread.
std::array<std::optional<TokenId>, 256> byteTokens(const Vocabulary &vocabulary);
/// The byte that "<0xE2>" stands for.
std::optional<char> byteOfToken(std::string_view token);

} // namespace weir
