// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tiktoken.h"

#include "base/jsonreader.h"
#include "base/jsonsyntax.h"
#include "tokens/bytepairmodel.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace weir {

namespace {

struct NamedPattern
{
    std::string_view name;
    std::string_view pattern;
};

// github.com/openai/tiktoken, tiktoken_ext/openai_public.py; github.com/QwenLM/Qwen, tokenization_qwen.py.
constexpr std::string_view gpt2Expression =
    R"('(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s)";
constexpr std::array<NamedPattern, 7> knownPatterns{{
    {"r50k_base", gpt2Expression},
    {"gpt2", gpt2Expression},
    {"p50k_base", gpt2Expression},
    {"p50k_edit", gpt2Expression},
    {"cl100k_base",
     R"('(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s)"},
    {"o200k_base",
     R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
     R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
     R"(|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {"qwen",
     R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
}};

Error atLine(qsizetype line, MessageText what)
{
    return {Message(what), Message(WEIR_TEXT("tokenizer.line", "line %1"), line),
            Message(WEIR_TEXT("tokenizer.advice_complete",
                              "Fetch the file again: it is not as it was published."))};
}

Result<SplitPattern> patternOf(const QString &asked)
{
    QString name = asked;
    if (name.endsWith(u".tiktoken"))
        name.chop(9);
    for (const NamedPattern &known : knownPatterns) {
        if (name == QLatin1StringView(known.name.data(), static_cast<qsizetype>(known.name.size())))
            return SplitPattern::compile(known.pattern, PatternDialect::Rust);
    }
    // A file's name is no expression; all that are used have one of these.
    if (!asked.contains(u'\\') && !asked.contains(u'['))
        return Error{
            Message(
                WEIR_TEXT(
                    "tokenizer.pattern_unknown",
                    "A tiktoken file doesn't tell how a text is split, and the name \"%1\" doesn't either"),
                asked),
            {},
            Message(WEIR_TEXT("tokenizer.advice_pattern",
                              "Name it cl100k_base.tiktoken or another of the known names, or write a JSON "
                              "file with \"ranks\" and \"pattern\" beside it."))};
    return SplitPattern::compile(asked.toStdString(), PatternDialect::Rust);
}

Result<Vocabulary> readRanks(const QByteArray &bytes)
{
    Vocabulary vocabulary;
    qsizetype line = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        ++line;
        const qsizetype newline = bytes.indexOf('\n', at);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        const QByteArray text = QByteArray::fromRawData(bytes.constData() + at, end - at).trimmed();
        at = end + 1;
        if (text.isEmpty())
            continue;
        const qsizetype blank = text.indexOf(' ');
        const QByteArray::FromBase64Result decoded = QByteArray::fromBase64Encoding(
            text.left(std::max<qsizetype>(blank, 0)), QByteArray::AbortOnBase64DecodingErrors);
        bool isNumber = false;
        const uint rank = text.mid(blank + 1).toUInt(&isNumber);
        const QByteArray token = *decoded;
        if (blank <= 0 || !decoded || token.isEmpty() || !isNumber)
            return atLine(line,
                          WEIR_TEXT("tokenizer.line_invalid",
                                    "It is no tiktoken file: a token in Base64 and its rank were expected"));
        if (rank >= mostTokenIds || static_cast<std::size_t>(token.size()) > longestToken)
            return atLine(line, WEIR_TEXT("tokenizer.line_too_large",
                                          "The token or its rank is larger than any known"));
        const std::string_view view(token.constData(), static_cast<std::size_t>(token.size()));
        if (vocabulary.has(rank) || vocabulary.find(view))
            return atLine(line,
                          WEIR_TEXT("tokenizer.line_doubled", "The token or its rank stands there twice"));
        vocabulary.add(view, rank);
    }
    return vocabulary;
}

} // namespace

Result<std::optional<TiktokenFile>> tiktokenFile(const QByteArray &bytes)
{
    constexpr qsizetype largest = qsizetype{128} * 1024;
    if (bytes.size() > largest || !bytes.contains("\"ranks\""))
        return std::optional<TiktokenFile>();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.object().contains(u"ranks") || document.object().contains(u"model"))
        return std::optional<TiktokenFile>();
    Problems problems;
    JsonReader reader(document.object(), QString(), problems);
    TiktokenFile file{reader.string(u"ranks"_qs), reader.string(u"pattern"_qs)};
    if (file.pattern.isEmpty())
        file.pattern = file.ranks.section(u'/', -1);
    reader.finish();
    if (hasErrors(problems))
        return Error{errorLines(problems), {}, {}};
    return std::optional<TiktokenFile>(std::move(file));
}

Result<TokenizerParts> readTiktoken(const QByteArray &bytes, const QString &pattern)
{
    Result<SplitPattern> split = patternOf(pattern);
    if (!split)
        return split.error();
    Result<Vocabulary> vocabulary = readRanks(bytes);
    if (!vocabulary)
        return vocabulary.error();
    for (int byte = 0; byte < 256; ++byte) {
        const char text = static_cast<char>(byte);
        if (!vocabulary->find({&text, 1}))
            return Error{Message(WEIR_TEXT("tokenizer.byte_missing", "The file has no token for the byte %1"),
                                 QStringLiteral("0x") + QString::number(byte, 16)),
                         {},
                         Message(WEIR_TEXT("tokenizer.advice_complete",
                                           "Fetch the file again: it is not as it was published."))};
    }
    TokenizerParts parts;
    parts.preTokenizers.emplace_back(PatternCut{std::move(*split), SplitBehavior::Isolated, false});
    parts.model = std::make_unique<BytePairModel>(std::move(*vocabulary));
    parts.isRawBytes = true;
    return parts;
}

} // namespace weir
