// SPDX-License-Identifier: GPL-3.0-or-later
// Text that makes prompts as long as wanted, in tokens.
#pragma once

#include "base/result.h"
#include "tokens/tokenizer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <functional>
#include <memory>

namespace weir {

/// Longer fillers are cut: a trace with a length of billions must not fill the memory.
inline constexpr quint32 mostFillerTokens = 1'000'000;

/// Common English words, parted by spaces. Immutable; any thread.
class Filler
{
public:
    /// `tokenizer`: what lengths are measured by. Null: by words, which are a token each in the vocabularies
    /// of today's models; a letter of a script without blanks counts as a word.
    explicit Filler(std::shared_ptr<const Tokenizer> tokenizer = nullptr);

    /// The length of a text; by words where the tokenizer can't read it.
    [[nodiscard]] quint64 lengthOf(QByteArrayView text) const;
    /// A text of `tokens` tokens, at most mostFillerTokens, drawn with `seed`: the same seed and length give
    /// the same text, and a longer one begins like it.
    [[nodiscard]] QString text(quint64 tokens, quint64 seed) const;
    /// The text that makes the prompt `wanted` tokens long; empty where it is that long without. `prompt`
    /// makes the prompt with a filler in it, and what it fails with is returned. Up to 2,048 tokens the
    /// result is measured and corrected; beyond, the few tokens that may join at the seams don't count.
    [[nodiscard]] Result<QString>
    textFor(quint32 wanted, quint64 seed,
            const std::function<Result<QByteArray>(const QString &)> &prompt) const;

    static constexpr std::size_t wordCount = 64;

private:
    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::array<quint32, wordCount> m_costs{}; ///< Tokens of each word behind another one.
};

} // namespace weir
