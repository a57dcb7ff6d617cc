// SPDX-License-Identifier: GPL-3.0-or-later
// tiktoken's files: a line for each token, its bytes in Base64 and its rank. How a text is split stands in
// none of them: the name tells it, or a small JSON file beside it.
#pragma once

#include "tokens/tokenizer.h"

#include <optional>

namespace weir {

/// A JSON file {"ranks": "x.tiktoken", "pattern": "cl100k_base" or an expression}.
struct TiktokenFile
{
    QString ranks; ///< Path, relative to the JSON file.
    QString pattern;
};

/// What such a JSON file says; nothing where `bytes` is something else. The error's place is a JSON path.
Result<std::optional<TiktokenFile>> tiktokenFile(const QByteArray &bytes);

/// `pattern`: one of the names r50k_base, gpt2, p50k_base, p50k_edit, cl100k_base, o200k_base and qwen, with
/// or without the ending .tiktoken, or an expression. The error's place is a line.
Result<TokenizerParts> readTiktoken(const QByteArray &bytes, const QString &pattern);

} // namespace weir
