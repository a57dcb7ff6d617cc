// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/textranges.h"

#include "tokens/characters.h"

#include <algorithm>
#include <iterator>

namespace weir {

namespace {

/// Ranges in either direction, each match joined to the piece before it, as huggingface/tokenizers has it
/// (tokenizer/normalizer.rs): of matches in a row only the first is joined.
template <typename Iterator, typename Join>
std::vector<TextRange> joined(Iterator begin, Iterator end, Join join)
{
    std::vector<TextRange> pieces;
    bool previous = false;
    for (Iterator range = begin; range != end; ++range) {
        if (range->isMatch && !previous && !pieces.empty())
            join(pieces.back(), *range);
        else
            pieces.push_back(*range);
        previous = range->isMatch;
    }
    return pieces;
}

std::vector<TextRange> contiguous(const std::vector<TextRange> &ranges)
{
    std::vector<TextRange> pieces;
    for (const TextRange &range : ranges) {
        if (!pieces.empty() && pieces.back().isMatch == range.isMatch)
            pieces.back().end = range.end;
        else
            pieces.push_back(range);
    }
    return pieces;
}

} // namespace

std::vector<TextRange> piecesOf(const std::vector<TextRange> &ranges, SplitBehavior behavior)
{
    std::vector<TextRange> pieces;
    switch (behavior) {
    case SplitBehavior::Removed:
        std::copy_if(ranges.begin(), ranges.end(), std::back_inserter(pieces),
                     [](const TextRange &range) { return !range.isMatch; });
        break;
    case SplitBehavior::Isolated:
        pieces = ranges;
        break;
    case SplitBehavior::Contiguous:
        pieces = contiguous(ranges);
        break;
    case SplitBehavior::MergedWithPrevious:
        pieces = joined(ranges.begin(), ranges.end(),
                        [](TextRange &piece, const TextRange &match) { piece.end = match.end; });
        break;
    case SplitBehavior::MergedWithNext:
        pieces = joined(ranges.rbegin(), ranges.rend(),
                        [](TextRange &piece, const TextRange &match) { piece.begin = match.begin; });
        std::reverse(pieces.begin(), pieces.end());
        break;
    }
    std::erase_if(pieces, [](const TextRange &piece) { return piece.begin == piece.end; });
    return pieces;
}

std::vector<TextRange> rangesByCharacter(std::string_view text, bool (*matches)(char32_t))
{
    std::vector<TextRange> ranges;
    std::size_t rest = 0;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); at += length) {
        length = std::min(lengthOfCharacter(text[at]), text.size() - at);
        if (!matches(characterAt(text, at)))
            continue;
        if (rest < at)
            ranges.push_back({rest, at, false});
        rest = at + length;
        ranges.push_back({at, rest, true});
    }
    if (rest < text.size())
        ranges.push_back({rest, text.size(), false});
    return ranges;
}

} // namespace weir
