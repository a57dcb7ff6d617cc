// SPDX-License-Identifier: GPL-3.0-or-later
// What a text goes through before it is cut: `tokenizer.json`'s "normalizer". Each is applied to valid UTF-8
// and leaves valid UTF-8.
#pragma once

#include "base/result.h"
#include "tokens/charsmap.h"
#include "tokens/splitpattern.h"

#include <QString>

#include <string>
#include <variant>
#include <vector>

namespace weir {

struct UnicodeForm
{
    QString::NormalizationForm form = QString::NormalizationForm_C;
};
struct Lowercase
{
};
struct StripBlanks
{
    bool left = true;
    bool right = true;
};
struct StripAccents
{
};
/// Control characters go, other blanks become a plain one (SentencePiece's "nmt").
struct NmtBlanks
{
};
struct PrependText
{
    std::string text;
};
struct ReplaceText
{
    SplitPattern pattern;
    std::string by;
};
struct BertCleaning
{
    bool cleanText = true;
    bool spaceChinese = true; ///< A blank around each Chinese character.
    bool stripAccents = true;
    bool lowercase = true;
};
/// Bytes become characters, as in ByteLevelCut.
struct ByteLetters
{
};

using Normalizer = std::variant<UnicodeForm, Lowercase, StripBlanks, StripAccents, NmtBlanks, PrependText,
                                ReplaceText, BertCleaning, ByteLetters, Charsmap>;

/// `text` after all of `normalizers`, in their order. Pure; any thread. Fails where an expression takes too
/// long.
Result<std::string> normalized(std::string text, const std::vector<Normalizer> &normalizers);

} // namespace weir
