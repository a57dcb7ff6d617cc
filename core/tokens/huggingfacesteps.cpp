// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/characters.h"
#include "tokens/huggingface.h"

#include <functional>
#include <map>

namespace weir {

namespace {

QString wordsOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void unknownStep(const JsonPart &part)
{
    part.member("type").fault(
        Message(WEIR_TEXT("tokenizer.step_unknown", "Weir doesn't know the step \"%1\""),
                wordsOf(part.member("type").text())));
}

bool isTooDeep(const JsonPart &part, int depth)
{
    if (depth >= deepestSteps)
        part.fault(
            Message(WEIR_TEXT("tokenizer.steps_deep", "Lists of steps stand in each other more than %1 deep"),
                    deepestSteps));
    return depth >= deepestSteps;
}

void readCharsmap(const JsonPart &part, std::vector<Normalizer> &normalizers)
{
    const JsonPart text = part.member("precompiled_charsmap");
    const std::string_view coded = text.text();
    if (coded.empty())
        return;
    const QByteArray bytes =
        QByteArray::fromBase64(QByteArray::fromRawData(coded.data(), static_cast<qsizetype>(coded.size())));
    Result<Charsmap> map = Charsmap::read(bytes);
    if (map)
        normalizers.emplace_back(std::move(*map));
    else
        text.fault(map.error().what);
}

BertCleaning readBert(const JsonPart &part)
{
    BertCleaning bert;
    bert.cleanText = part.member("clean_text").boolean(true);
    bert.spaceChinese = part.member("handle_chinese_chars").boolean(true);
    bert.lowercase = part.member("lowercase").boolean(true);
    bert.stripAccents = part.member("strip_accents").boolean(bert.lowercase);
    return bert;
}

std::optional<Normalizer> simpleNormalizer(std::string_view type)
{
    static const std::map<std::string_view, Normalizer> known{
        {"NFC", UnicodeForm{QString::NormalizationForm_C}},
        {"NFD", UnicodeForm{QString::NormalizationForm_D}},
        {"NFKC", UnicodeForm{QString::NormalizationForm_KC}},
        {"NFKD", UnicodeForm{QString::NormalizationForm_KD}},
        {"Lowercase", Lowercase{}},
        {"StripAccents", StripAccents{}},
        {"Nmt", NmtBlanks{}},
        {"ByteLevel", ByteLetters{}}};
    const auto found = known.find(type);
    return found == known.end() ? std::nullopt : std::optional<Normalizer>(found->second);
}

SplitBehavior readBehavior(const JsonPart &part, SplitBehavior fallback)
{
    static const std::map<std::string_view, SplitBehavior> known{
        {"Removed", SplitBehavior::Removed},
        {"Isolated", SplitBehavior::Isolated},
        {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
        {"MergedWithNext", SplitBehavior::MergedWithNext},
        {"Contiguous", SplitBehavior::Contiguous}};
    const JsonPart behavior = part.member("behavior");
    if (behavior.isMissing())
        return fallback;
    const auto found = known.find(behavior.text());
    if (found != known.end())
        return found->second;
    behavior.fault(
        Message(WEIR_TEXT("tokenizer.behavior_unknown", "\"%1\" is no way to split that Weir knows"),
                wordsOf(behavior.text())));
    return fallback;
}

MetaspaceCut readMetaspace(const JsonPart &part)
{
    using enum MetaspaceCut::Prepend;
    MetaspaceCut cut;
    cut.replacement = part.member("replacement").text(cut.replacement);
    cut.splits = part.member("split").boolean(true);
    const std::string_view scheme = part.member("prepend_scheme").text("always");
    cut.prepend = scheme == "first" ? First : scheme == "never" ? Never : Always;
    if (!part.member("add_prefix_space").boolean(true))
        cut.prepend = Never;
    return cut;
}

void readSplit(const JsonPart &part, std::vector<PreTokenizer> &cuts)
{
    if (std::optional<SplitPattern> pattern = readPattern(part.member("pattern")))
        cuts.emplace_back(PatternCut{*std::move(pattern), readBehavior(part, SplitBehavior::Isolated),
                                     part.member("invert").boolean(false)});
}

void readDelimiter(const JsonPart &part, std::vector<PreTokenizer> &cuts)
{
    const std::string_view delimiter = part.member("delimiter").text();
    if (delimiter.empty())
        part.member("delimiter").expected(WEIR_TEXT("tokenizer.expects_text", "A text is expected"));
    cuts.emplace_back(PatternCut{SplitPattern::literal(std::string(delimiter)), SplitBehavior::Removed});
}

} // namespace

std::optional<SplitPattern> readPattern(const JsonPart &pattern)
{
    if (pattern.member("String").isText())
        return SplitPattern::literal(std::string(pattern.member("String").text()));
    const JsonPart expression = pattern.member("Regex");
    if (!expression.isText()) {
        pattern.expected(WEIR_TEXT("tokenizer.expects_pattern", "A \"String\" or a \"Regex\" is expected"));
        return std::nullopt;
    }
    Result<SplitPattern> compiled = SplitPattern::compile(expression.text(), PatternDialect::Oniguruma);
    if (compiled)
        return std::move(*compiled);
    expression.fault(compiled.error().what, compiled.error().advice);
    return std::nullopt;
}

void readNormalizers(const JsonPart &part, std::vector<Normalizer> &normalizers, int depth)
{
    if (part.isMissing() || !part.faults().isEmpty() || isTooDeep(part, depth))
        return;
    const std::string_view type = part.member("type").text();
    if (std::optional<Normalizer> simple = simpleNormalizer(type))
        normalizers.push_back(*std::move(simple));
    else if (type == "Sequence")
        part.member("normalizers").forEachItem([&](const JsonPart &item) {
            readNormalizers(item, normalizers, depth + 1);
        });
    else if (type == "Strip")
        normalizers.emplace_back(
            StripBlanks{part.member("strip_left").boolean(true), part.member("strip_right").boolean(true)});
    else if (type == "Prepend")
        normalizers.emplace_back(PrependText{std::string(part.member("prepend").text())});
    else if (type == "Replace") {
        if (std::optional<SplitPattern> pattern = readPattern(part.member("pattern")))
            normalizers.emplace_back(
                ReplaceText{*std::move(pattern), std::string(part.member("content").text())});
    } else if (type == "BertNormalizer")
        normalizers.emplace_back(readBert(part));
    else if (type == "Precompiled")
        readCharsmap(part, normalizers);
    else
        unknownStep(part);
}

void readPreTokenizers(const JsonPart &part, std::vector<PreTokenizer> &cuts, int depth)
{
    if (part.isMissing() || !part.faults().isEmpty() || isTooDeep(part, depth))
        return;
    const std::string_view type = part.member("type").text();
    if (type == "Sequence")
        part.member("pretokenizers").forEachItem([&](const JsonPart &item) {
            readPreTokenizers(item, cuts, depth + 1);
        });
    else if (type == "ByteLevel")
        cuts.emplace_back(ByteLevelCut{part.member("add_prefix_space").boolean(true),
                                       part.member("use_regex").boolean(true)
                                           ? std::optional<SplitPattern>(gpt2Pattern())
                                           : std::nullopt});
    else if (type == "Split")
        readSplit(part, cuts);
    else if (type == "Digits")
        cuts.emplace_back(CharacterCut{isNumeric, part.member("individual_digits").boolean(false)
                                                      ? SplitBehavior::Isolated
                                                      : SplitBehavior::Contiguous});
    else if (type == "Whitespace")
        cuts.emplace_back(PatternCut{wordPattern(), SplitBehavior::Removed, true});
    else if (type == "WhitespaceSplit")
        cuts.emplace_back(CharacterCut{isWhiteSpace, SplitBehavior::Removed});
    else if (type == "Punctuation")
        cuts.emplace_back(CharacterCut{isPunctuationMark, readBehavior(part, SplitBehavior::Isolated)});
    else if (type == "BertPreTokenizer") {
        cuts.emplace_back(CharacterCut{isWhiteSpace, SplitBehavior::Removed});
        cuts.emplace_back(CharacterCut{isPunctuationMark, SplitBehavior::Isolated});
    } else if (type == "Metaspace")
        cuts.emplace_back(readMetaspace(part));
    else if (type == "UnicodeScripts")
        cuts.emplace_back(ScriptCut{});
    else if (type == "CharDelimiterSplit")
        readDelimiter(part, cuts);
    else if (type == "FixedLength")
        cuts.emplace_back(LengthCut{std::max<std::size_t>(1, part.member("length").whole(5, 1'000'000))});
    else
        unknownStep(part);
}

} // namespace weir
