// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/huggingface.h"

#include "base/jsonsyntax.h"

#include <QJsonDocument>

namespace weir {

namespace {

constexpr std::size_t mostAddedTokens = 1'000'000;

Error notJson(const QByteArray &bytes)
{
    QJsonParseError error;
    QJsonDocument::fromJson(bytes, &error);
    const Message advice(
        WEIR_TEXT("tokenizer.advice_complete", "Fetch the file again: it is not as it was published."));
    if (error.error == QJsonParseError::NoError)
        return {Message(WEIR_TEXT("tokenizer.json_unreadable", "The file is no JSON that can be read")),
                {},
                advice};
    return {Message(WEIR_TEXT("tokenizer.no_json", "The file is no JSON, at byte %1: %2"), error.offset,
                    syntaxFault(error, bytes)),
            {},
            advice};
}

bool writesBytesAsLetters(const TokenizerParts &parts)
{
    const auto isLetters = [](const Normalizer &step) { return std::holds_alternative<ByteLetters>(step); };
    const auto isByteLevel = [](const PreTokenizer &step) {
        return std::holds_alternative<ByteLevelCut>(step);
    };
    return std::any_of(parts.normalizers.begin(), parts.normalizers.end(), isLetters) ||
           std::any_of(parts.preTokenizers.begin(), parts.preTokenizers.end(), isByteLevel);
}

AddedTokens readAddedTokens(const JsonPart &list, const std::vector<Normalizer> &normalizers)
{
    std::vector<AddedToken> tokens;
    if (list.isMissing())
        return {};
    list.forEachItem([&](const JsonPart &item) {
        AddedToken token;
        token.id = static_cast<TokenId>(item.member("id").whole(0, mostTokenIds));
        token.content = item.member("content").text();
        token.isSingleWord = item.member("single_word").boolean(false);
        token.takesLeftBlanks = item.member("lstrip").boolean(false);
        token.takesRightBlanks = item.member("rstrip").boolean(false);
        token.isNormalized = item.member("normalized").boolean(false);
        if (token.content.size() > longestToken || tokens.size() >= mostAddedTokens)
            item.fault(
                Message(WEIR_TEXT("tokenizer.too_much", "There is more of it than in any known tokenizer")));
        if (token.isNormalized) {
            Result<std::string> content = normalized(token.content, normalizers);
            if (content)
                token.content = std::move(*content);
            else
                item.fault(content.error().what);
        }
        tokens.push_back(std::move(token));
    });
    return AddedTokens(std::move(tokens));
}

/// ["[SEP]", 102]
TokenId readMarker(const JsonPart &pair)
{
    if (pair.item(1).isMissing())
        pair.expected(WEIR_TEXT("tokenizer.expects_marker", "A token and its number are expected"));
    return static_cast<TokenId>(pair.item(1).whole(0, mostTokenIds));
}

void readTemplate(const JsonPart &part, TokenizerParts &parts)
{
    std::vector<TokenId> before;
    bool isBehind = false;
    part.member("single").forEachItem([&](const JsonPart &item) {
        if (!item.member("Sequence").isMissing()) {
            isBehind = true;
            return;
        }
        const std::string_view name = item.member("SpecialToken").member("id").text();
        const JsonPart ids = part.member("special_tokens").member(name).member("ids");
        ids.forEachItem([&](const JsonPart &id) {
            (isBehind ? parts.behind : before).push_back(static_cast<TokenId>(id.whole(0, mostTokenIds)));
        });
    });
    parts.before.insert(parts.before.begin(), before.begin(), before.end());
}

} // namespace

Result<TokenizerParts> readHuggingFace(const QByteArray &bytes)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(bytes.constData(), static_cast<std::size_t>(bytes.size())).get(root) !=
        simdjson::SUCCESS)
        return notJson(bytes);
    JsonFaults faults;
    const JsonPart file(root, faults);
    TokenizerParts parts;
    if (!file.member("model").isObject())
        return Error{
            Message(WEIR_TEXT("tokenizer.no_model", "The file has no \"model\", so it is no tokenizer.json")),
            {},
            Message(WEIR_TEXT("tokenizer.advice_json", "Name the model's tokenizer.json."))};
    parts.model = readModel(file.member("model"));
    readNormalizers(file.member("normalizer"), parts.normalizers);
    readPreTokenizers(file.member("pre_tokenizer"), parts.preTokenizers);
    readPostProcessor(file.member("post_processor"), parts);
    if (faults.isEmpty())
        parts.added = readAddedTokens(file.member("added_tokens"), parts.normalizers);
    if (!faults.isEmpty())
        return faults.first();
    parts.isByteLevel = writesBytesAsLetters(parts);
    return parts;
}

void readPostProcessor(const JsonPart &part, TokenizerParts &parts, int depth)
{
    if (part.isMissing() || !part.faults().isEmpty())
        return;
    const std::string_view type = part.member("type").text();
    if (type == "Sequence" && depth < deepestSteps)
        part.member("processors").forEachItem([&](const JsonPart &item) {
            readPostProcessor(item, parts, depth + 1);
        });
    else if (type == "BertProcessing" || type == "RobertaProcessing") {
        parts.before.insert(parts.before.begin(), readMarker(part.member("cls")));
        parts.behind.push_back(readMarker(part.member("sep")));
    } else if (type == "TemplateProcessing")
        readTemplate(part, parts);
    else if (type != "ByteLevel")
        part.member("type").fault(
            Message(WEIR_TEXT("tokenizer.step_unknown", "Weir doesn't know the step \"%1\""),
                    QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size()))));
}

} // namespace weir
