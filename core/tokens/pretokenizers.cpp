// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/pretokenizers.h"

#include "tokens/bytealphabet.h"
#include "tokens/characters.h"

#include <QChar>

namespace weir {

namespace {

using Pieces = std::vector<ModelPiece>;

void appendRanges(std::string_view text, bool isAtStart, const std::vector<TextRange> &ranges, Pieces &pieces)
{
    for (const TextRange &range : ranges)
        pieces.push_back(
            {std::string(text.substr(range.begin, range.end - range.begin)), isAtStart && range.begin == 0});
}

/// Kana belong to Han, and a blank to whatever it stands in, as in SentencePiece's training.
QChar::Script scriptOf(char32_t character)
{
    if (character == U' ')
        return QChar::Script_Unknown;
    if (character == 0x30fc)
        return QChar::Script_Han;
    const QChar::Script script = QChar::script(character);
    return script == QChar::Script_Hiragana || script == QChar::Script_Katakana ? QChar::Script_Han : script;
}

/// What stands before the first character with a script is in no piece: huggingface/tokenizers loses it.
std::vector<TextRange> rangesByScript(std::string_view text)
{
    std::vector<TextRange> ranges;
    std::optional<QChar::Script> last;
    for (std::size_t at = 0; at < text.size(); at += lengthOfCharacter(text[at])) {
        const QChar::Script script = scriptOf(characterAt(text, at));
        if (script == QChar::Script_Unknown)
            continue;
        if (last != script) {
            if (!ranges.empty())
                ranges.back().end = at;
            ranges.push_back({at, text.size(), false});
        }
        last = script;
    }
    return ranges;
}

std::vector<TextRange> rangesByLength(std::string_view text, std::size_t length)
{
    std::vector<TextRange> ranges;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += lengthOfCharacter(text[at]), ++count) {
        if (count % length != 0)
            continue;
        if (!ranges.empty())
            ranges.back().end = at;
        ranges.push_back({at, text.size(), false});
    }
    return ranges;
}

std::string replacedBlanks(std::string_view text, std::string_view by)
{
    std::string made;
    made.reserve(text.size() + text.size() / 4);
    for (const char byte : text) {
        if (byte == ' ')
            made.append(by);
        else
            made.push_back(byte);
    }
    return made;
}

class Cutter
{
public:
    explicit Cutter(Pieces pieces) : m_pieces(std::move(pieces)) {}

    Result<void> operator()(const PatternCut &cut)
    {
        const SplitPattern::ScratchPtr scratch = cut.pattern.scratch();
        return each([&](const ModelPiece &piece, Pieces &made) -> Result<void> {
            Result<std::vector<TextRange>> ranges = cut.pattern.find(piece.text, *scratch);
            if (!ranges)
                return ranges.error();
            for (TextRange &range : *ranges)
                range.isMatch = range.isMatch != cut.isInverted;
            appendRanges(piece.text, piece.isAtStart, piecesOf(*ranges, cut.behavior), made);
            return {};
        });
    }
    Result<void> operator()(const ByteLevelCut &cut)
    {
        if (cut.addPrefixSpace) {
            for (ModelPiece &piece : m_pieces) {
                if (!piece.text.starts_with(' '))
                    piece.text.insert(0, 1, ' ');
            }
        }
        if (cut.pattern) {
            if (Result<void> done = (*this)(PatternCut{*cut.pattern}); !done)
                return done;
        }
        for (ModelPiece &piece : m_pieces)
            piece.text = inByteAlphabet(piece.text);
        return {};
    }
    Result<void> operator()(const CharacterCut &cut)
    {
        return each([&cut](const ModelPiece &piece, Pieces &made) -> Result<void> {
            appendRanges(piece.text, piece.isAtStart,
                         piecesOf(rangesByCharacter(piece.text, cut.matches), cut.behavior), made);
            return {};
        });
    }
    Result<void> operator()(const MetaspaceCut &cut)
    {
        using enum MetaspaceCut::Prepend;
        return each([&cut](const ModelPiece &piece, Pieces &made) -> Result<void> {
            std::string text = replacedBlanks(piece.text, cut.replacement);
            const bool prepends = cut.prepend == Always || (cut.prepend == First && piece.isAtStart);
            if (prepends && !text.starts_with(cut.replacement))
                text.insert(0, cut.replacement);
            if (!cut.splits) {
                made.push_back({std::move(text), piece.isAtStart});
                return {};
            }
            const SplitPattern mark = SplitPattern::literal(cut.replacement);
            const Result<std::vector<TextRange>> ranges = mark.find(text, *mark.scratch());
            if (!ranges)
                return ranges.error();
            appendRanges(text, piece.isAtStart, piecesOf(*ranges, SplitBehavior::MergedWithNext), made);
            return {};
        });
    }
    Result<void> operator()(ScriptCut)
    {
        return each([](const ModelPiece &piece, Pieces &made) -> Result<void> {
            appendRanges(piece.text, piece.isAtStart, rangesByScript(piece.text), made);
            return {};
        });
    }
    Result<void> operator()(const LengthCut &cut)
    {
        return each([&cut](const ModelPiece &piece, Pieces &made) -> Result<void> {
            appendRanges(piece.text, piece.isAtStart, rangesByLength(piece.text, cut.length), made);
            return {};
        });
    }

    [[nodiscard]] Pieces take() { return std::move(m_pieces); }

private:
    template <typename Cut>
    Result<void> each(Cut cut)
    {
        Pieces made;
        made.reserve(m_pieces.size());
        for (const ModelPiece &piece : m_pieces) {
            if (Result<void> done = cut(piece, made); !done)
                return done;
        }
        m_pieces = std::move(made);
        return {};
    }

    Pieces m_pieces;
};

SplitPattern compiled(std::string_view pattern)
{
    Result<SplitPattern> made = SplitPattern::compile(pattern, PatternDialect::Rust);
    return std::move(made).value();
}

} // namespace

Result<std::vector<ModelPiece>> cutInto(std::vector<ModelPiece> pieces, const std::vector<PreTokenizer> &cuts)
{
    std::erase_if(pieces, [](const ModelPiece &piece) { return piece.text.empty(); });
    Cutter cutter(std::move(pieces));
    for (const PreTokenizer &cut : cuts) {
        if (const Result<void> done = std::visit(cutter, cut); !done)
            return done.error();
    }
    return cutter.take();
}

SplitPattern gpt2Pattern()
{
    return compiled(R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)");
}

SplitPattern wordPattern()
{
    return compiled(R"(\w+|[^\w\s]+)");
}

} // namespace weir
