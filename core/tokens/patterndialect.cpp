// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/patterndialect.h"

#include <algorithm>

namespace weir {

namespace {

/// Members of a class: what \w stands for in both dialects. PCRE2 10.42 has letters, numbers and "_" alone.
constexpr std::string_view wordMembers = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}";
constexpr std::string_view hexMembers = "0-9a-fA-F";

class Translator
{
public:
    Translator(std::string_view pattern, PatternDialect dialect) : m_left(pattern), m_dialect(dialect) {}

    Result<std::string> run()
    {
        while (!m_left.empty() && !m_fault) {
            if (m_left.front() == '\\')
                escape();
            else if (m_isInClass)
                inClass();
            else
                outside();
        }
        if (m_fault)
            return *std::move(m_fault);
        return std::move(m_out);
    }

private:
    void take(std::size_t count)
    {
        m_out.append(m_left.substr(0, count));
        m_left.remove_prefix(std::min(count, m_left.size()));
    }
    void refuse(std::string_view part)
    {
        m_fault = Error{
            Message(WEIR_TEXT("tokenizer.pattern_foreign",
                              "The expression holds \"%1\", which Weir can't read as its author meant it"),
                    QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()))),
            {},
            Message(WEIR_TEXT("tokenizer.advice_report",
                              "Use another tokenizer of the same model, if there is one."))};
    }

    void outside()
    {
        if (m_left.front() == '[') {
            m_isInClass = true;
            take(m_left.starts_with("[^") ? 2 : 1);
            m_isClassStart = true;
            return;
        }
        // Ruby takes {1,3}+ for a repeated repetition, PCRE2 for a possessive one.
        if (m_dialect == PatternDialect::Oniguruma && m_left.starts_with("}+"))
            return refuse("}+");
        take(1);
    }

    void inClass()
    {
        if (m_left.starts_with("[:"))
            return take(std::min(m_left.find(":]"), m_left.size() - 2) + 2);
        // Sets inside of sets, which PCRE2 doesn't have.
        if (m_left.front() == '[' || m_left.starts_with("&&"))
            return refuse(m_left.front() == '[' ? "[...[" : "&&");
        if (m_dialect == PatternDialect::Rust && (m_left.starts_with("--") || m_left.starts_with("~~")))
            return refuse(m_left.substr(0, 2));
        if (m_left.front() == ']' && !m_isClassStart)
            m_isInClass = false;
        m_isClassStart = false;
        take(1);
    }

    void escape()
    {
        m_isClassStart = false;
        const char kind = m_left.size() > 1 ? m_left[1] : '\0';
        switch (kind) {
        case 'p':
        case 'P':
            return property();
        case 'w':
        case 'W':
            return members(wordMembers, kind == 'W');
        case 'h':
        case 'H':
            if (m_dialect == PatternDialect::Oniguruma)
                return members(hexMembers, kind == 'H');
            return refuse(m_left.substr(0, 2));
        default:
            take(2);
        }
    }

    void members(std::string_view members, bool isNegated)
    {
        if (m_isInClass && isNegated)
            return refuse(m_left.substr(0, 2));
        m_left.remove_prefix(2);
        if (!m_isInClass)
            m_out.append(isNegated ? "[^" : "[");
        m_out.append(members);
        if (!m_isInClass)
            m_out.push_back(']');
    }

    /// A script's name stands for the script itself; PCRE2 takes it for all characters that it is used with.
    void property()
    {
        const std::size_t end = m_left.find('}');
        if (m_left.size() < 3 || m_left[2] != '{' || end == std::string_view::npos)
            return take(3);
        std::string_view name = m_left.substr(3, end - 3);
        const bool isNegated = name.starts_with('^');
        name.remove_prefix(isNegated ? 1 : 0);
        for (const std::string_view prefix : {"Script=", "sc="}) {
            if (name.starts_with(prefix))
                name.remove_prefix(prefix.size());
        }
        m_out.append(m_left.substr(0, 3)).append(isNegated ? "^" : "");
        if (isScript(name))
            m_out.append("sc:");
        m_out.append(name).push_back('}');
        m_left.remove_prefix(end + 1);
    }

    /// Longer names that are none: properties that tokenizers use.
    static bool isScript(std::string_view name)
    {
        constexpr std::string_view properties[] = {"Any",         "Alphabetic", "Alpha",
                                                   "ASCII",       "Lowercase",  "Uppercase",
                                                   "White_Space", "Emoji",      "Ideographic"};
        return name.size() > 2 && name.find_first_of("=:&") == std::string_view::npos &&
               std::find(std::begin(properties), std::end(properties), name) == std::end(properties);
    }

    std::string_view m_left;
    PatternDialect m_dialect;
    std::string m_out;
    bool m_isInClass = false;
    bool m_isClassStart = false; ///< A bracket there is a member.
    std::optional<Error> m_fault;
};

} // namespace

Result<std::string> inPcreDialect(std::string_view pattern, PatternDialect dialect)
{
    return Translator(pattern, dialect).run();
}

} // namespace weir
