// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of tokenizers, written for Oniguruma (`tokenizer.json`) or Rust (tiktoken), put into
// PCRE2's words. What PCRE2 would read as something else, and so split otherwise, is refused.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace weir {

enum class PatternDialect
{
    Oniguruma, ///< As huggingface/tokenizers uses it, in Ruby's syntax.
    Rust,      ///< fancy-regex, of tiktoken.
};

/// The same expression for PCRE2 with PCRE2_UTF and PCRE2_UCP. Pure; any thread. The error names what can't
/// be said and has no place.
Result<std::string> inPcreDialect(std::string_view pattern, PatternDialect dialect);

} // namespace weir
