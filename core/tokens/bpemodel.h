// SPDX-License-Identifier: GPL-3.0-or-later
// Byte-pair encoding by a list of merges, as `tokenizer.json` has it ("type": "BPE"): byte-level (GPT-2,
// Llama 3, Qwen) and with SentencePiece's byte fallback (Llama 2, Mistral, Gemma).
#pragma once

#include "tokens/pairmerging.h"
#include "tokens/tokenmodel.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <string>

namespace weir {

/// How a BPE model begins with a word.
struct BpeRules
{
    std::optional<TokenId> unknown{}; ///< For characters without a token; without, they are left out.
    std::string continuingPrefix{};   ///< Before every character but the first.
    std::string endOfWord{};          ///< Behind the last.
    bool fuseUnknown = false;         ///< Unknown neighbours are one token.
    bool byteFallback = false;        ///< A character without a token becomes "<0xE2>" and so on.
    bool ignoreMerges = false;        ///< A word that is a token as a whole is that one.
};

/// Tokens that become one; by the two numbers of a pair.
using BpeMerges = boost::unordered_flat_map<quint64, PairMerge>;

[[nodiscard]] constexpr quint64 pairKey(TokenId left, TokenId right) noexcept
{
    return quint64{left} << 32 | right;
}

class BpeModel final : public TokenModel
{
public:
    BpeModel(Vocabulary vocabulary, BpeMerges merges, BpeRules rules);

    Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const override;

private:
    void beginWith(std::string_view word, std::vector<MergePart> &parts) const;
    bool appendBytes(std::string_view text, quint32 begin, std::vector<MergePart> &parts) const;

    BpeMerges m_merges;
    BpeRules m_rules;
    std::array<std::optional<TokenId>, 256> m_bytes; ///< Of the fallback.
};

} // namespace weir
