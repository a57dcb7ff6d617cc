// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/normalizers.h"

#include "tokens/bytealphabet.h"
#include "tokens/characters.h"

#include <optional>

namespace weir {

namespace {

/// The characters of `text` as `map(char32_t)` gives them, an std::optional<char32_t>.
template <typename Map>
std::string mapped(std::string_view text, Map map)
{
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); at += lengthOfCharacter(text[at])) {
        if (const std::optional<char32_t> character = map(characterAt(text, at)))
            appendCharacter(made, *character);
    }
    return made;
}

template <typename Leaves>
std::string without(std::string_view text, Leaves leaves)
{
    return mapped(text, [&leaves](char32_t character) {
        return leaves(character) ? std::nullopt : std::optional<char32_t>(character);
    });
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string inForm(const std::string &text, QString::NormalizationForm form)
{
    return isAscii(text) ? text : wideText(text).normalized(form).toStdString();
}

std::string lowered(const std::string &text)
{
    return wideText(text).toLower().toStdString();
}

std::string stripped(std::string_view text, StripBlanks sides)
{
    while (sides.left && !text.empty() && isWhiteSpace(characterAt(text, 0)))
        text.remove_prefix(lengthOfCharacter(text.front()));
    while (sides.right && !text.empty()) {
        const std::size_t last = characterBefore(text, text.size());
        if (!isWhiteSpace(characterAt(text, last)))
            break;
        text = text.substr(0, last);
    }
    return std::string(text);
}

std::optional<char32_t> nmtCharacter(char32_t c)
{
    if ((c >= 0x01 && c <= 0x08) || c == 0x0b || (c >= 0x0e && c <= 0x1f) || c == 0x7f || c == 0x8f ||
        c == 0x9f)
        return std::nullopt;
    const bool isBlank = c == 0x09 || c == 0x0a || c == 0x0c || c == 0x0d || c == 0x1680 ||
                         (c >= 0x200b && c <= 0x200f) || c == 0x2028 || c == 0x2029 || c == 0x2581 ||
                         c == 0xfeff || c == 0xfffd;
    return isBlank ? U' ' : c;
}

std::optional<char32_t> bertCharacter(char32_t c)
{
    if (c == U'\t' || c == U'\n' || c == U'\r')
        return U' ';
    const QChar::Category category = QChar::category(c);
    const bool isControl = category == QChar::Other_Control || category == QChar::Other_Format ||
                           category == QChar::Other_PrivateUse;
    if (c == 0xfffd || isControl)
        return std::nullopt;
    return isWhiteSpace(c) ? U' ' : c;
}

/// The blocks of CJK ideographs, as BERT's own tokenizer has them (google-research/bert, tokenization.py).
bool isChinese(char32_t c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x2a6df) ||
           (c >= 0x2a700 && c <= 0x2b73f) || (c >= 0x2b740 && c <= 0x2b81f) ||
           (c >= 0x2b920 && c <= 0x2ceaf) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

std::string spacedChinese(std::string_view text)
{
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); at += lengthOfCharacter(text[at])) {
        const std::string_view character = text.substr(at, lengthOfCharacter(text[at]));
        if (isChinese(characterAt(text, at)))
            made.append(" ").append(character).append(" ");
        else
            made.append(character);
    }
    return made;
}

class Applier
{
public:
    explicit Applier(std::string text) : m_text(std::move(text)) {}

    Result<void> operator()(const UnicodeForm &form) { return become(inForm(m_text, form.form)); }
    Result<void> operator()(Lowercase) { return become(lowered(m_text)); }
    Result<void> operator()(StripBlanks sides) { return become(stripped(m_text, sides)); }
    Result<void> operator()(StripAccents)
    {
        return become(without(m_text, [](char32_t c) { return QChar::isMark(c); }));
    }
    Result<void> operator()(NmtBlanks) { return become(mapped(m_text, nmtCharacter)); }
    Result<void> operator()(const PrependText &prepend)
    {
        return become(m_text.empty() ? m_text : prepend.text + m_text);
    }
    Result<void> operator()(const ReplaceText &replace)
    {
        const SplitPattern::ScratchPtr scratch = replace.pattern.scratch();
        const Result<std::vector<TextRange>> ranges = replace.pattern.find(m_text, *scratch);
        if (!ranges)
            return ranges.error();
        std::string made;
        made.reserve(m_text.size());
        for (const TextRange &range : *ranges)
            made.append(range.isMatch
                            ? std::string_view(replace.by)
                            : std::string_view(m_text).substr(range.begin, range.end - range.begin));
        return become(std::move(made));
    }
    Result<void> operator()(const BertCleaning &bert)
    {
        if (bert.cleanText)
            m_text = mapped(m_text, bertCharacter);
        if (bert.spaceChinese)
            m_text = spacedChinese(m_text);
        if (bert.stripAccents)
            m_text = without(inForm(m_text, QString::NormalizationForm_D),
                             [](char32_t c) { return QChar::category(c) == QChar::Mark_NonSpacing; });
        if (bert.lowercase)
            m_text = lowered(m_text);
        return {};
    }
    Result<void> operator()(ByteLetters) { return become(inByteAlphabet(m_text)); }
    Result<void> operator()(const Charsmap &map) { return become(map.applied(m_text)); }

    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    Result<void> become(std::string text)
    {
        m_text = std::move(text);
        return {};
    }

    std::string m_text;
};

} // namespace

Result<std::string> normalized(std::string text, const std::vector<Normalizer> &normalizers)
{
    Applier applier(std::move(text));
    for (const Normalizer &normalizer : normalizers) {
        if (const Result<void> done = std::visit(applier, normalizer); !done)
            return done.error();
    }
    return applier.take();
}

} // namespace weir
