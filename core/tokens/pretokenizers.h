// SPDX-License-Identifier: GPL-3.0-or-later
// How a text is cut into words before the model sees it: `tokenizer.json`'s "pre_tokenizer".
#pragma once

#include "base/result.h"
#include "tokens/splitpattern.h"
#include "tokens/textranges.h"

#include <string>
#include <variant>
#include <vector>

namespace weir {

/// A piece on its way to the model.
struct ModelPiece
{
    std::string text;
    bool isAtStart = false; ///< Of the whole text.
};

/// By an expression, or by its opposite.
struct PatternCut
{
    SplitPattern pattern;
    SplitBehavior behavior = SplitBehavior::Isolated;
    bool isInverted = false;
};
/// Bytes become characters of a printable alphabet, after a cut by GPT-2's expression, if there is one.
struct ByteLevelCut
{
    bool addPrefixSpace = true;
    std::optional<SplitPattern> pattern{};
};
/// By a class of characters.
struct CharacterCut
{
    bool (*matches)(char32_t) = nullptr;
    SplitBehavior behavior = SplitBehavior::Removed;
};
/// Blanks become "▁", which stands before words.
struct MetaspaceCut
{
    enum class Prepend
    {
        Always,
        First, ///< At the start of the text alone.
        Never,
    };
    std::string replacement = "\xe2\x96\x81";
    Prepend prepend = Prepend::Always;
    bool splits = true;
};
/// Where the script of the letters changes.
struct ScriptCut
{
};
/// So many characters each.
struct LengthCut
{
    std::size_t length = 5;
};

using PreTokenizer = std::variant<PatternCut, ByteLevelCut, CharacterCut, MetaspaceCut, ScriptCut, LengthCut>;

/// The pieces after all of `cuts`, in their order. Pure; any thread. Fails where an expression takes too
/// long.
Result<std::vector<ModelPiece>> cutInto(std::vector<ModelPiece> pieces,
                                        const std::vector<PreTokenizer> &cuts);

/// The expression of GPT-2 (encoder.py), which ByteLevel uses.
SplitPattern gpt2Pattern();
/// Words and what stands between them: the pre-tokenizer "Whitespace".
SplitPattern wordPattern();

} // namespace weir
