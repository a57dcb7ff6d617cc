// SPDX-License-Identifier: GPL-3.0-or-later
// Models that look words up: WordPiece (BERT), longest match first, and WordLevel, whole words alone.
#pragma once

#include "tokens/prefixindex.h"
#include "tokens/tokenmodel.h"

#include <string>

namespace weir {

class WordPieceModel final : public TokenModel
{
public:
    /// `continuingPrefix` ("##") stands before tokens that go on with a word. A word of more than
    /// `mostCharacters`, or with a part that no token is, is `unknown` as a whole.
    WordPieceModel(Vocabulary vocabulary, TokenId unknown, const std::string &continuingPrefix,
                   std::size_t mostCharacters);

    Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const override;

private:
    TokenId m_unknown;
    std::size_t m_mostCharacters;
    PrefixIndex m_first;
    PrefixIndex m_later; ///< Without their prefix.
};

class WordLevelModel final : public TokenModel
{
public:
    WordLevelModel(Vocabulary vocabulary, TokenId unknown);

    Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const override;

private:
    TokenId m_unknown;
};

} // namespace weir
