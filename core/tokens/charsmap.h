// SPDX-License-Identifier: GPL-3.0-or-later
// SentencePiece's compiled rules of normalization: a trie of what is replaced (darts-clone's double array)
// and the texts that take its place. Read as huggingface/tokenizers reads them (spm_precompiled), whose
// tokens are those of `tokenizer.json`.
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Immutable; any thread.
class Charsmap
{
public:
    /// The bytes as the file has them, decoded from Base64. The error has no place.
    static Result<Charsmap> read(const QByteArray &bytes);

    /// `text` with every grapheme, or else every character, that has a rule replaced.
    [[nodiscard]] std::string applied(std::string_view text) const;

private:
    Charsmap() = default;
    [[nodiscard]] std::optional<std::string_view> replacementOf(std::string_view part) const;

    std::vector<quint32> m_units;
    std::string m_texts; ///< Each ends in a zero byte.
};

} // namespace weir
