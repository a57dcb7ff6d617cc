// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the tokens of a text as a model does: for services that tell no usage. Reads Hugging Face's
// `tokenizer.json` and tiktoken's files (docs/tokenizers.md).
#pragma once

#include "base/result.h"
#include "tokens/addedtokens.h"
#include "tokens/normalizers.h"
#include "tokens/pretokenizers.h"
#include "tokens/tokenmodel.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <vector>

namespace weir {

/// What a file says, read and checked.
struct TokenizerParts
{
    std::vector<Normalizer> normalizers;
    std::vector<PreTokenizer> preTokenizers;
    std::unique_ptr<const TokenModel> model; ///< Never null.
    AddedTokens added;
    std::vector<TokenId> before; ///< Put before a text by the post-processor ...
    std::vector<TokenId> behind; ///< ... and behind it.
    bool isByteLevel = false;    ///< Tokens are written in the alphabet of bytes.
    bool isRawBytes = false;     ///< Tokens are bytes, not characters (tiktoken).
};

/// A longer text has no count.
inline constexpr qsizetype mostTokenizedBytes = qsizetype{16} << 20;

/// Immutable; any thread, many at a time.
class Tokenizer
{
public:
    explicit Tokenizer(TokenizerParts parts);

    /// The tokens of `text`; bytes that are no UTF-8 count as U+FFFD. Markers like "<s>" that a server puts
    /// around a text are not added. The error has no place: a text that is too long, one that the
    /// tokenizer's expression takes too long to split, one with a character that it has no token for.
    [[nodiscard]] Result<std::vector<TokenId>> encode(QByteArrayView text) const;
    [[nodiscard]] Result<quint64> count(QByteArrayView text) const;

    /// The markers that the file's post-processor puts before and behind one text.
    [[nodiscard]] const std::vector<TokenId> &before() const { return m_parts.before; }
    [[nodiscard]] const std::vector<TokenId> &behind() const { return m_parts.behind; }

    /// The bytes that a token stands for, as far as its vocabulary tells: "Ġthe" is " the", "<0xE2>" one
    /// byte. Empty for a number that is no token.
    [[nodiscard]] QByteArray bytesOf(TokenId id) const;

private:
    Result<void> encodePart(std::string text, bool isAtStart, std::vector<TokenId> &ids) const;

    TokenizerParts m_parts;
};

/// Reads a tokenizer: `tokenizer.json`, a .tiktoken file whose name tells its expression, or a small JSON
/// file that names both (docs/tokenizers.md). Takes up to a second for the largest. The error's place is the
/// path, and the JSON path in it.
Result<std::shared_ptr<const Tokenizer>> readTokenizer(const QString &path);

/// The same of a file's bytes; `name` tells what a .tiktoken file is. The error's place is at most a JSON
/// path or a line.
Result<std::shared_ptr<const Tokenizer>> tokenizerFrom(const QByteArray &bytes, const QString &name);

} // namespace weir
