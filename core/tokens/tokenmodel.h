// SPDX-License-Identifier: GPL-3.0-or-later
// The seam of models: how a word that was cut out of a text becomes tokens.
#pragma once

#include "base/result.h"
#include "tokens/tokenid.h"
#include "tokens/vocabulary.h"

#include <string_view>
#include <utility>
#include <vector>

namespace weir {

/// Immutable; any thread.
class TokenModel
{
public:
    explicit TokenModel(Vocabulary vocabulary) : m_vocabulary(std::move(vocabulary)) {}
    virtual ~TokenModel() = default;
    TokenModel(const TokenModel &) = delete;
    TokenModel &operator=(const TokenModel &) = delete;

    /// Appends the tokens of `word`, which is not empty and valid UTF-8. Fails where the model has no token
    /// for a part of it and none for what is unknown.
    virtual Result<void> encode(std::string_view word, std::vector<TokenId> &ids) const = 0;

    [[nodiscard]] const Vocabulary &vocabulary() const { return m_vocabulary; }

private:
    Vocabulary m_vocabulary;
};

/// The error of a text with something that no token stands for.
Error noTokenFor(std::string_view character);

} // namespace weir
