// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokenmodel.h"

namespace weir {

Error noTokenFor(std::string_view character)
{
    return {
        Message(WEIR_TEXT("tokenizer.no_token",
                          "The tokenizer has no token for \"%1\" and none for what is unknown"),
                QString::fromUtf8(character.data(), static_cast<qsizetype>(character.size()))),
        {},
        Message(WEIR_TEXT("tokenizer.advice_other_model", "Use the tokenizer of the model that is served."))};
}

} // namespace weir
