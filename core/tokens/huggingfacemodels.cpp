// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bpemodel.h"
#include "tokens/huggingface.h"
#include "tokens/unigrammodel.h"
#include "tokens/wordmodels.h"

namespace weir {

namespace {

constexpr std::size_t mostMerges = std::size_t{1} << 23;

QString wordsOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Message tooMuch()
{
    return Message(WEIR_TEXT("tokenizer.too_much", "There is more of it than in any known tokenizer"));
}

Vocabulary readVocabulary(const JsonPart &part)
{
    Vocabulary vocabulary;
    part.forEachMember([&vocabulary](std::string_view text, const JsonPart &id) {
        if (id.isMissing())
            id.expected(WEIR_TEXT("tokenizer.expects_number", "A number is expected"));
        const TokenId number = static_cast<TokenId>(id.whole(0, mostTokenIds));
        if (text.size() > longestToken)
            id.fault(tooMuch());
        else
            vocabulary.add(text, number);
    });
    return vocabulary;
}

std::optional<TokenId> readUnknown(const JsonPart &part, const Vocabulary &vocabulary)
{
    const std::optional<TokenId> found = vocabulary.find(part.text());
    if (!found && !part.text().empty())
        part.fault(Message(WEIR_TEXT("tokenizer.token_missing", "\"%1\" is not in the vocabulary"),
                           wordsOf(part.text())));
    return found;
}

/// "Ġ the", or ["Ġ", "the"].
std::pair<std::string_view, std::string_view> readPair(const JsonPart &merge)
{
    if (merge.isArray() && merge.size() == 2)
        return {merge.item(0).text(), merge.item(1).text()};
    const std::string_view text = merge.isText() ? merge.text() : std::string_view();
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos || text.find(' ', blank + 1) != std::string_view::npos) {
        merge.expected(WEIR_TEXT("tokenizer.expects_pair", "Two tokens that are merged are expected"));
        return {};
    }
    return {text.substr(0, blank), text.substr(blank + 1)};
}

BpeMerges readMerges(const JsonPart &part, const Vocabulary &vocabulary, std::string_view prefix)
{
    BpeMerges merges;
    if (part.size() > mostMerges)
        part.fault(tooMuch());
    merges.reserve(part.size());
    quint32 rank = 0;
    std::string both;
    part.forEachItem([&](const JsonPart &merge) {
        const auto [left, right] = readPair(merge);
        if (!merge.faults().isEmpty())
            return;
        both.assign(left).append(right.substr(std::min(prefix.size(), right.size())));
        std::array<std::optional<TokenId>, 3> ids;
        std::size_t index = 0;
        for (const std::string_view text : {left, right, std::string_view(both)}) {
            ids[index] = vocabulary.find(text);
            if (!ids[index++])
                merge.fault(Message(WEIR_TEXT("tokenizer.token_missing", "\"%1\" is not in the vocabulary"),
                                    wordsOf(text)));
        }
        if (merge.faults().isEmpty())
            merges.insert_or_assign(pairKey(*ids[0], *ids[1]), PairMerge{rank++, *ids[2]});
    });
    return merges;
}

std::unique_ptr<const TokenModel> readBpe(const JsonPart &model)
{
    Vocabulary vocabulary = readVocabulary(model.member("vocab"));
    BpeRules rules;
    rules.unknown = readUnknown(model.member("unk_token"), vocabulary);
    rules.continuingPrefix = model.member("continuing_subword_prefix").text();
    rules.endOfWord = model.member("end_of_word_suffix").text();
    rules.fuseUnknown = model.member("fuse_unk").boolean(false);
    rules.byteFallback = model.member("byte_fallback").boolean(false);
    rules.ignoreMerges = model.member("ignore_merges").boolean(false);
    if (model.member("dropout").number(0) != 0)
        model.member("dropout").fault(
            Message(WEIR_TEXT("tokenizer.random",
                              "The tokenizer leaves merges out by chance, so a text has no "
                              "one count")),
            Message(WEIR_TEXT("tokenizer.advice_no_dropout", "Set it to null, as a server has it.")));
    BpeMerges merges = readMerges(model.member("merges"), vocabulary, rules.continuingPrefix);
    if (!model.faults().isEmpty())
        return nullptr;
    return std::make_unique<BpeModel>(std::move(vocabulary), std::move(merges), std::move(rules));
}

std::unique_ptr<const TokenModel> readWordModel(const JsonPart &model, bool isPieces)
{
    Vocabulary vocabulary = readVocabulary(model.member("vocab"));
    const std::optional<TokenId> unknown = readUnknown(model.member("unk_token"), vocabulary);
    if (!unknown)
        model.member("unk_token").expected(WEIR_TEXT("tokenizer.expects_text", "A text is expected"));
    const std::string prefix(model.member("continuing_subword_prefix").text("##"));
    const std::size_t most = model.member("max_input_chars_per_word").whole(100, mostTokenizedBytes + 1);
    if (!model.faults().isEmpty())
        return nullptr;
    if (isPieces)
        return std::make_unique<WordPieceModel>(std::move(vocabulary), *unknown, prefix, most);
    return std::make_unique<WordLevelModel>(std::move(vocabulary), *unknown);
}

std::unique_ptr<const TokenModel> readUnigram(const JsonPart &model)
{
    Vocabulary vocabulary;
    std::vector<double> scores;
    model.member("vocab").forEachItem([&](const JsonPart &entry) {
        const std::string_view text = entry.item(0).text();
        if (!entry.item(0).isText() || entry.item(1).isMissing())
            entry.expected(WEIR_TEXT("tokenizer.expects_score", "A token and its score are expected"));
        if (text.size() > longestToken || scores.size() >= mostTokenIds)
            return entry.fault(tooMuch());
        vocabulary.add(text, static_cast<TokenId>(scores.size()));
        scores.push_back(entry.item(1).number(0));
    });
    const JsonPart unknown = model.member("unk_id");
    const std::optional<TokenId> id =
        unknown.isMissing() ? std::nullopt
                            : std::optional<TokenId>(static_cast<TokenId>(unknown.whole(0, scores.size())));
    const bool byteFallback = model.member("byte_fallback").boolean(false);
    if (!model.faults().isEmpty())
        return nullptr;
    return std::make_unique<UnigramModel>(std::move(vocabulary), std::move(scores), id, byteFallback);
}

/// Older files don't say it.
std::string_view typeOf(const JsonPart &model)
{
    if (!model.member("type").isMissing())
        return model.member("type").text();
    if (!model.member("merges").isMissing())
        return "BPE";
    if (model.member("vocab").isArray())
        return "Unigram";
    return model.member("continuing_subword_prefix").isMissing() ? "WordLevel" : "WordPiece";
}

} // namespace

std::unique_ptr<const TokenModel> readModel(const JsonPart &model)
{
    const std::string_view type = typeOf(model);
    if (type == "BPE")
        return readBpe(model);
    if (type == "WordPiece" || type == "WordLevel")
        return readWordModel(model, type == "WordPiece");
    if (type == "Unigram")
        return readUnigram(model);
    model.member("type").fault(
        Message(WEIR_TEXT("tokenizer.model_unknown", "Weir doesn't know the model \"%1\""), wordsOf(type)));
    return nullptr;
}

} // namespace weir
