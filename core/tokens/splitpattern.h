// SPDX-License-Identifier: GPL-3.0-or-later
// A regular expression that finds its matches in bounded time. PCRE2 by its own calls: QRegularExpression
// has neither its limits nor UTF-8.
#pragma once

#include "base/result.h"
#include "tokens/patterndialect.h"
#include "tokens/textranges.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

class SplitPattern
{
public:
    /// What one thread needs to look with; made once for many texts.
    class Scratch;
    struct ScratchDeleter
    {
        void operator()(Scratch *scratch) const;
    };
    using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;

    /// The error has no place.
    static Result<SplitPattern> compile(std::string_view pattern, PatternDialect dialect);
    /// Matches `text` itself, which may hold anything.
    static SplitPattern literal(std::string text);

    /// Not for another thread at the same time.
    [[nodiscard]] ScratchPtr scratch() const;
    /// The matches in `text`, which is valid UTF-8, and what lies between them. Any thread. Fails where a
    /// match would take more steps than a sane expression needs.
    Result<std::vector<TextRange>> find(std::string_view text, Scratch &scratch) const;

private:
    struct Code;
    SplitPattern() = default;

    std::shared_ptr<const Code> m_code; ///< Null: a literal.
    std::string m_literal;
};

} // namespace weir
