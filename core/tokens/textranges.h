// SPDX-License-Identifier: GPL-3.0-or-later
// A text cut into matches and what lies between them, and the ways to make pieces of these.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace weir {

/// A part of a text, in bytes.
struct TextRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isMatch = false;

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// What becomes of the matches: `tokenizer.json`'s "behavior".
enum class SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous, ///< Neighbouring matches are one piece.
};

/// The pieces that `ranges`, which cover a text from first to last, come to. Pure; any thread.
std::vector<TextRange> piecesOf(const std::vector<TextRange> &ranges, SplitBehavior behavior);

/// Cuts `text` at the characters for which `matches(char32_t)` holds, each a match of its own.
std::vector<TextRange> rangesByCharacter(std::string_view text, bool (*matches)(char32_t));

} // namespace weir
