// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens beside the model's own ("<|endoftext|>"), which are found in a text before anything else is done.
#pragma once

#include "tokens/prefixindex.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

struct AddedToken
{
    TokenId id = 0;
    std::string content;       ///< Normalized as texts are, where `isNormalized`.
    bool isSingleWord = false; ///< Only where no letter stands beside it.
    bool takesLeftBlanks = false;
    bool takesRightBlanks = false;
    bool isNormalized = false; ///< Looked for in the normalized text.
};

/// A part of a text: an added token, or what lies between two.
struct AddedPart
{
    std::string_view text;
    std::optional<TokenId> id; ///< Nothing: it is no added token.
};

/// Immutable; any thread. Finds the leftmost of them, and of these the longest.
class AddedTokens
{
public:
    AddedTokens() = default;
    explicit AddedTokens(std::vector<AddedToken> tokens);

    /// The parts of `text`, which are none for an empty one; views into it. `ofNormalized`: those that are
    /// looked for in normalized text, else the others.
    [[nodiscard]] std::vector<AddedPart> split(std::string_view text, bool ofNormalized) const;
    /// Empty for a number that is none.
    [[nodiscard]] std::string_view textOf(TokenId id) const;

private:
    [[nodiscard]] bool isTaken(const AddedToken &token, std::string_view text, std::size_t begin,
                               std::size_t end) const;

    std::vector<AddedToken> m_tokens;
    std::array<PrefixIndex, 2> m_indices; ///< Ids are positions in m_tokens. By isNormalized.
    std::array<std::array<bool, 256>, 2> m_firstBytes{};
};

} // namespace weir
