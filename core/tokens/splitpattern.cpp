// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/splitpattern.h"

#include "tokens/characters.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <array>
#include <chrono>
#include <pcre2.h>

namespace weir {

namespace {

/// Steps of one match: a long text needs several for each of its bytes, an expression that explodes as many
/// as it is given.
constexpr quint32 leastSteps = 1'000'000;
constexpr quint32 stepsPerByte = 16;
constexpr quint32 mostSteps = 400'000'000;
/// All matches of a text together.
constexpr std::chrono::seconds longestSearch{20};
constexpr std::size_t smallStack = std::size_t{32} * 1024;
constexpr std::size_t largeStack = std::size_t{8} << 20;
constexpr std::size_t longestPattern = std::size_t{64} * 1024;

Error takesTooLong()
{
    return {
        Message(WEIR_TEXT("tokenizer.pattern_explodes",
                          "The tokenizer's expression takes too long to split this text")),
        {},
        Message(WEIR_TEXT("tokenizer.advice_other_model", "Use the tokenizer of the model that is served."))};
}

Error notCompiled(int error, std::size_t offset)
{
    std::array<PCRE2_UCHAR, 256> words{};
    pcre2_get_error_message(error, words.data(), words.size());
    return {
        Message(WEIR_TEXT("tokenizer.pattern_invalid", "The regular expression can't be read at byte %1: %2"),
                offset, QString::fromUtf8(reinterpret_cast<const char *>(words.data()))),
        {},
        {}};
}

} // namespace

struct SplitPattern::Code
{
    explicit Code(pcre2_code *compiled) : code(compiled) {}
    ~Code() { pcre2_code_free(code); }
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;

    pcre2_code *code;
};

class SplitPattern::Scratch
{
public:
    Scratch()
        : m_data(pcre2_match_data_create(1, nullptr))
        , m_context(pcre2_match_context_create(nullptr))
        , m_stack(pcre2_jit_stack_create(smallStack, largeStack, nullptr))
    {
        pcre2_jit_stack_assign(m_context, nullptr, m_stack);
    }
    ~Scratch()
    {
        pcre2_match_data_free(m_data);
        pcre2_match_context_free(m_context);
        pcre2_jit_stack_free(m_stack);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;

    void prepareFor(std::size_t bytes)
    {
        pcre2_set_match_limit(m_context, static_cast<quint32>(std::min<std::size_t>(
                                             mostSteps, leastSteps + bytes * stepsPerByte)));
    }
    /// The first match from `from` on; none where the text has no more.
    Result<std::optional<TextRange>> match(const pcre2_code *code, std::string_view text, std::size_t from)
    {
        const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                                      PCRE2_NO_UTF_CHECK, m_data, m_context);
        if (found == PCRE2_ERROR_NOMATCH)
            return std::optional<TextRange>();
        if (found < 0)
            return takesTooLong();
        const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(m_data);
        // \K may set the beginning behind the end.
        return std::optional<TextRange>({std::min(offsets[0], offsets[1]), offsets[1], true});
    }

private:
    pcre2_match_data *m_data;
    pcre2_match_context *m_context;
    pcre2_jit_stack *m_stack;
};

void SplitPattern::ScratchDeleter::operator()(Scratch *scratch) const
{
    delete scratch; // NOLINT(cppcoreguidelines-owning-memory): this is its deleter
}

Result<SplitPattern> SplitPattern::compile(std::string_view pattern, PatternDialect dialect)
{
    if (pattern.size() > longestPattern)
        return Error{Message(WEIR_TEXT("tokenizer.pattern_long",
                                       "The regular expression has %1 bytes, more than any tokenizer needs"),
                             pattern.size()),
                     {},
                     {}};
    const Result<std::string> translated = inPcreDialect(pattern, dialect);
    if (!translated)
        return translated.error();
    int error = 0;
    PCRE2_SIZE offset = 0;
    // Ruby's ^ and $ are those of lines, Rust's $ is the end alone.
    const quint32 anchors =
        dialect == PatternDialect::Oniguruma ? PCRE2_MULTILINE : quint32{PCRE2_DOLLAR_ENDONLY};
    pcre2_code *code =
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated->data()), translated->size(),
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | anchors, &error, &offset, nullptr);
    if (code == nullptr)
        return notCompiled(error, offset);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // without, it is slower and nothing else
    SplitPattern made;
    made.m_code = std::make_shared<const Code>(code);
    return made;
}

SplitPattern SplitPattern::literal(std::string text)
{
    SplitPattern made;
    made.m_literal = std::move(text);
    return made;
}

SplitPattern::ScratchPtr SplitPattern::scratch() const
{
    return ScratchPtr(new Scratch);
}

Result<std::vector<TextRange>> SplitPattern::find(std::string_view text, Scratch &scratch) const
{
    const std::chrono::steady_clock::time_point until = std::chrono::steady_clock::now() + longestSearch;
    std::vector<TextRange> ranges;
    std::size_t rest = 0; // behind the last match
    std::size_t from = 0;
    if (m_code)
        scratch.prepareFor(text.size());
    while (from <= text.size()) {
        std::optional<TextRange> match;
        if (m_code) {
            Result<std::optional<TextRange>> found = scratch.match(m_code->code, text, from);
            if (!found)
                return found.error();
            match = *found;
        } else if (const std::size_t at =
                       m_literal.empty() ? std::string_view::npos : text.find(m_literal, from);
                   at != std::string_view::npos) {
            match = TextRange{at, at + m_literal.size(), true};
        }
        if (!match)
            break;
        const bool isEmpty = match->begin == match->end;
        // An empty match right behind another is none.
        if (!isEmpty || ranges.empty() || match->begin != rest) {
            if (rest < match->begin)
                ranges.push_back({rest, match->begin, false});
            ranges.push_back(*match);
            rest = match->end;
        }
        from = isEmpty ? match->end + (match->end < text.size() ? lengthOfCharacter(text[match->end]) : 1)
                       : match->end;
        if (std::chrono::steady_clock::now() > until)
            return takesTooLong();
    }
    if (rest < text.size())
        ranges.push_back({rest, text.size(), false});
    return ranges;
}

} // namespace weir
