// SPDX-License-Identifier: GPL-3.0-or-later
// tiktoken's model: bytes are merged as long as two neighbours together are a token, those of the lowest rank
// first. Ranks are numbers, so there is no list of merges.
#pragma once

#include "tokens/tokenmodel.h"

namespace weir {

class BytePairModel final : public TokenModel
{
public:
    /// Has a token for each of the 256 bytes.
    explicit BytePairModel(Vocabulary vocabulary) : TokenModel(std::move(vocabulary)) {}

    Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const override;
};

} // namespace weir
