// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a tokenizer's file: what is read counts a text, or says why it can't.
#include "tokens/tokenizer.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const weir::Result<std::shared_ptr<const weir::Tokenizer>> tokenizer =
        weir::tokenizerFrom(bytes, QStringLiteral("cl100k_base.tiktoken"));
    if (!tokenizer)
        return 0;
    const QByteArray text = "Héllo, wörld 123  \n\tweir's 中文 🙂 <s> a\xff";
    const weir::Result<std::vector<weir::TokenId>> ids = (*tokenizer)->encode(text);
    const weir::Result<quint64> count = (*tokenizer)->count(text);
    if (ids.ok() != count.ok() || (ids && ids->size() != *count))
        std::abort();
    return 0;
}
