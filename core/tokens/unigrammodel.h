// SPDX-License-Identifier: GPL-3.0-or-later
// SentencePiece's Unigram model (T5, XLM-R): of all ways to cut a word into tokens the one with the highest
// sum of scores (Viterbi).
#pragma once

#include "tokens/prefixindex.h"
#include "tokens/tokenmodel.h"

#include <array>

namespace weir {

class UnigramModel final : public TokenModel
{
public:
    /// `scores` by number. `unknown`: its neighbours are one token; without it such a text is an error.
    UnigramModel(Vocabulary vocabulary, std::vector<double> scores, std::optional<TokenId> unknown,
                 bool byteFallback);

    Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const override;

private:
    struct Node
    {
        double score = 0;
        qint64 begin = -1; ///< Of the token that ends here, on the best way; -1: no way leads here.
        TokenId id = 0;
        bool isUnknown = false;
    };

    [[nodiscard]] std::vector<Node> bestWays(std::string_view word) const;
    bool appendBytes(std::string_view text, std::vector<TokenId> &ids) const;

    std::vector<double> m_scores;
    double m_unknownScore;
    std::optional<TokenId> m_unknown;
    bool m_byteFallback;
    PrefixIndex m_index;
    std::array<std::optional<TokenId>, 256> m_bytes;
};

} // namespace weir
