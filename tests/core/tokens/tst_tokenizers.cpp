// SPDX-License-Identifier: GPL-3.0-or-later
// What the models and the steps before them make of a text; expectations are made by hand.
#include "core/tokens/smalltokenizers.h"
#include "tokens/splitpattern.h"

#include <QRandomGenerator>

using namespace weir;
using namespace weir::test;

namespace {

const QStringList helloMerges{QStringLiteral("h e"), QStringLiteral("l l"), QStringLiteral("he ll"),
                              QStringLiteral("hell o"), QStringLiteral("Ġ w")};

QJsonObject parsed(const char *json)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", json);
    return object;
}

QString randomText(QRandomGenerator &random)
{
    const QString letters = QStringLiteral("hello wow \n\t12.'sé中文🙂");
    QString text;
    for (int i = random.bounded(40); i > 0; --i)
        text += letters.at(random.bounded(static_cast<int>(letters.size())));
    return QString::fromUtf8(text.toUtf8()); // half a pair is no character
}

std::string joined(const std::string &text, const std::vector<TextRange> &pieces)
{
    std::string all;
    for (const TextRange &piece : pieces)
        all += (all.empty() ? "" : "|") + text.substr(piece.begin, piece.end - piece.begin);
    return all;
}

} // namespace

class TestTokenizers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreMergedByRank()
    {
        const std::shared_ptr<const Tokenizer> tokenizer = made(byteLevelJson(helloMerges));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("hello wow")), QStringLiteral("hello| w|o|w"));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("hellohell")), QStringLiteral("hello|hell"));
        // "l l" comes before "he ll", so the last l of "helll" is alone.
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("helll")), QStringLiteral("hell|l"));
        QCOMPARE(*tokenizer->count(QByteArrayView("\xe4\xb8\xad")), quint64{3});
        QCOMPARE(*tokenizer->count(QByteArrayView("")), quint64{0});
    }

    void aWholeWordGoesBeforeMerges()
    {
        QJsonObject file = parsed(R"({"model": {"type": "BPE", "ignore_merges": true, "merges": [["a", "b"]],
            "vocab": {"a": 0, "b": 1, "ab": 2, "bab": 3}}})");
        QCOMPARE(piecesOf(*made(jsonOf(file)), QStringLiteral("bab")), QStringLiteral("bab"));
        QJsonObject model = file[u"model"].toObject();
        model.insert(QStringLiteral("ignore_merges"), false);
        file.insert(QStringLiteral("model"), model);
        QCOMPARE(piecesOf(*made(jsonOf(file)), QStringLiteral("bab")), QStringLiteral("b|ab"));
    }

    void unknownCharactersFallBackOnBytes()
    {
        const std::shared_ptr<const Tokenizer> tokenizer = made(jsonOf(parsed(R"({
            "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"},
                {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
            "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": true,
                "vocab": {"<unk>": 0, "<0xE2>": 1, "<0x82>": 2, "<0xAC>": 3, "▁": 4, "a": 5, "▁a": 6},
                "merges": ["▁ a"]}})")));
        const Result<std::vector<TokenId>> ids = tokenizer->encode(QByteArrayView("a \xe2\x82\xac"));
        QVERIFY(*ids == (std::vector<TokenId>{6, 4, 1, 2, 3}));
        // é has bytes without a token: unknown, and its neighbours with it.
        QVERIFY(*tokenizer->encode(QByteArrayView("a\xc3\xa9\xc3\xa9")) == (std::vector<TokenId>{6, 0}));
    }

    void wordPiecesAreTheLongest()
    {
        const std::shared_ptr<const Tokenizer> tokenizer = made(jsonOf(parsed(R"({
            "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                "strip_accents": null, "lowercase": true},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [7], "tokens": ["[CLS]"]},
                    "[SEP]": {"id": "[SEP]", "ids": [8], "tokens": ["[SEP]"]}}},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 10,
                "vocab": {"[UNK]": 0, "un": 1, "##aff": 2, "##able": 3, ",": 4, "中": 5, "##a": 6, "[CLS]": 7,
                    "[SEP]": 8}}})")));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("UNàffable, xyz")),
                 QStringLiteral("un|##aff|##able|,|[UNK]"));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("中中un")), QStringLiteral("中|中|un"));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("unaffableaffable")), QStringLiteral("[UNK]"));
        QVERIFY(tokenizer->before() == std::vector<TokenId>{7} &&
                tokenizer->behind() == std::vector<TokenId>{8});
    }

    void theBestSumOfScoresWins()
    {
        const std::shared_ptr<const Tokenizer> tokenizer = made(jsonOf(parsed(R"({
            "model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", 0], ["b", 0], ["c", 0], ["d", 0],
                ["cd", 1], ["ab", 2], ["abc", 5], ["abcd", 10]]}})")));
        QVERIFY(*tokenizer->encode(QByteArrayView("abcdacdxx")) == (std::vector<TokenId>{8, 1, 5, 0}));
        const std::shared_ptr<const Tokenizer> strict =
            made(jsonOf(parsed(R"({"model": {"type": "Unigram", "vocab": [["a", 0]]}})")));
        QCOMPARE(*strict->count(QByteArrayView("aa")), quint64{2});
        QCOMPARE(strict->count(QByteArrayView("ab")).error().what.code(), QByteArray("tokenizer.no_token"));
    }

    void tiktokenMergesByRank()
    {
        const std::shared_ptr<const Tokenizer> tokenizer =
            made(tiktokenFile({"he", "ll", "hell", " w"}), QStringLiteral("cl100k_base.tiktoken"));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("hello wow")), QStringLiteral("hell|o| w|o|w"));
        // Numbers are cut into three digits each, which no token joins here.
        QCOMPARE(piecesOf(*made(tiktokenFile({"12", "123", "45"}), QStringLiteral("o200k_base")),
                          QStringLiteral("12345")),
                 QStringLiteral("123|45"));
    }

    void matchesBecomePieces_data()
    {
        QTest::addColumn<int>("behavior");
        QTest::addColumn<QString>("pieces");
        QTest::newRow("removed") << int(SplitBehavior::Removed) << "the|final|countdown";
        QTest::newRow("isolated") << int(SplitBehavior::Isolated) << "the|-|final|-|-|countdown";
        QTest::newRow("previous") << int(SplitBehavior::MergedWithPrevious) << "the-|final-|-|countdown";
        QTest::newRow("next") << int(SplitBehavior::MergedWithNext) << "the|-final|-|-countdown";
        QTest::newRow("contiguous") << int(SplitBehavior::Contiguous) << "the|-|final|--|countdown";
    }
    void matchesBecomePieces()
    {
        QFETCH(int, behavior);
        QFETCH(QString, pieces);
        const std::string text = "the-final--countdown";
        const SplitPattern dash = SplitPattern::literal("-");
        const Result<std::vector<TextRange>> ranges = dash.find(text, *dash.scratch());
        QCOMPARE(QString::fromStdString(
                     joined(text, weir::piecesOf(*ranges, static_cast<SplitBehavior>(behavior)))),
                 pieces);
    }

    void stepsBeforeTheModel_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *steps, const char *text, const char *words) {
            QTest::newRow(name) << QByteArray(steps) << QString::fromUtf8(text) << QString::fromUtf8(words);
        };
        row("digits", R"("pre_tokenizer": {"type": "Digits", "individual_digits": true})", "a12b", "a|1|2|b");
        row("numbers", R"("pre_tokenizer": {"type": "Digits"})", "a12b½", "a|12|b|½");
        row("words", R"("pre_tokenizer": {"type": "Whitespace"})", "héllo_1, w\xcc\x81!",
            "héllo_1|,|w\xcc\x81|!");
        row("blanks", R"("pre_tokenizer": {"type": "WhitespaceSplit"})", " a,\n b\u3000c", "a,|b|c");
        row("signs", R"("pre_tokenizer": {"type": "Punctuation"})", "a.b$、c", "a|.|b|$|、|c");
        row("delimiter", R"("pre_tokenizer": {"type": "CharDelimiterSplit", "delimiter": "x"})", "axbxx",
            "a|b");
        row("scripts", R"("pre_tokenizer": {"type": "UnicodeScripts"})", "どこ go 中", "どこ |go |中");
        row("lengths", R"("pre_tokenizer": {"type": "FixedLength", "length": 2})", "éab中", "éa|b中");
        row("metaspace", R"("pre_tokenizer": {"type": "Metaspace", "replacement": "▁"})", "a  b", " a| | b");
        row("metaspace never",
            R"("pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"})", "a b",
            "a| b");
        row("han alone",
            R"("pre_tokenizer": {"type": "Split", "pattern": {"Regex": "\\p{Han}+"}, "behavior": "Isolated",
            "invert": false})",
            "中、文", "中|、|文");
        row("NFKC", R"("normalizer": {"type": "NFKC"})", "ﬁ①", "fi1");
        row("NFD",
            R"("normalizer": {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}]})",
            "éç", "ec");
        row("lower", R"("normalizer": {"type": "Lowercase"})", "ÀB", "àb");
        row("strip", R"("normalizer": {"type": "Strip", "strip_left": true, "strip_right": true})",
            "\n a \u3000", "a");
        row("mark of byte order", R"("normalizer": {"type": "NFC"})",
            "\xef\xbb\xbf"
            "e\xcc\x81",
            "\xef\xbb\xbf"
            "é");
        row("replaced", R"("normalizer": {"type": "Replace", "pattern": {"Regex": " +"}, "content": "_"})",
            "a  b c", "a_b_c");
    }
    void stepsBeforeTheModel()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QString, text);
        QFETCH(QString, words);
        // Each word that comes out is a token.
        QJsonObject file = parsed(("{" + steps + "}").constData());
        QStringList tokens = words.split(u'|');
        tokens.replaceInStrings(QStringLiteral(" "), QStringLiteral("▁"));
        if (!steps.contains("Metaspace"))
            tokens = words.split(u'|');
        tokens.prepend(QStringLiteral("?"));
        file.insert(QStringLiteral("model"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("WordLevel")},
                                {QStringLiteral("unk_token"), QStringLiteral("?")},
                                {QStringLiteral("vocab"), vocabularyOf(tokens)}});
        QCOMPARE(piecesOf(*made(jsonOf(file)), text), words);
    }

    void addedTokensAreFoundFirst()
    {
        const QJsonObject more = parsed(R"({"added_tokens": [
            {"id": 900, "content": "<|end|>", "special": true},
            {"id": 901, "content": "<|end|>>", "special": true},
            {"id": 902, "content": "<m>", "lstrip": true, "rstrip": true},
            {"id": 903, "content": "he", "single_word": true}]})");
        const std::shared_ptr<const Tokenizer> tokenizer = made(byteLevelJson(helloMerges, more));
        QCOMPARE(piecesOf(*tokenizer, QStringLiteral("hello<|end|>hell<|end|>>")),
                 QStringLiteral("hello|<|end|>|hell|<|end|>>"));
        QCOMPARE(*tokenizer->count(QByteArrayView("hell \n<m> \nhell")), quint64{3});
        const Result<std::vector<TokenId>> ids = tokenizer->encode(QByteArrayView("he hello"));
        QCOMPARE(ids->front(), TokenId{903});
        QCOMPARE(std::count(ids->begin(), ids->end(), TokenId{903}), 1);
    }

    void tokensJoinToTheText()
    {
        const QJsonObject more =
            parsed(R"({"added_tokens": [{"id": 900, "content": "<|end|>", "special": true}]})");
        const std::shared_ptr<const Tokenizer> json = made(byteLevelJson(helloMerges, more));
        const std::shared_ptr<const Tokenizer> ranks =
            made(tiktokenFile({"he", "ll", "hell", " w"}), QStringLiteral("gpt2"));
        QRandomGenerator random(7);
        for (int i = 0; i < 200; ++i) {
            const QByteArray text = randomText(random).toUtf8();
            const QByteArray other = randomText(random).toUtf8();
            for (const std::shared_ptr<const Tokenizer> &tokenizer : {json, ranks}) {
                QByteArray all;
                const Result<std::vector<TokenId>> ids = tokenizer->encode(text);
                for (const TokenId id : *ids)
                    all += tokenizer->bytesOf(id);
                QCOMPARE(all, text);
            }
            // An added token cuts: what stands before and behind it counts by itself.
            QCOMPARE(*json->count(text + "<|end|>" + other), *json->count(text) + 1 + *json->count(other));
        }
    }

    void longTextsWithoutABlankAreCounted()
    {
        // 2^17 bytes, each pair merged again and again.
        const std::shared_ptr<const Tokenizer> tokenizer = made(
            byteLevelJson({QStringLiteral("a a"), QStringLiteral("aa aa"), QStringLiteral("aaaa aaaa")}));
        QCOMPARE(*tokenizer->count(QByteArray(1 << 17, 'a')), quint64{1 << 14});
        QCOMPARE(tokenizer->count(QByteArray(mostTokenizedBytes + 1, 'a')).error().what.code(),
                 QByteArray("tokenizer.text_long"));
    }

    void bytesThatAreNoTextCountAsTheReplacement()
    {
        const std::shared_ptr<const Tokenizer> tokenizer = made(byteLevelJson({}));
        QCOMPARE(*tokenizer->count(QByteArrayView("a\xff")), quint64{4});
    }
};

QTEST_APPLESS_MAIN(TestTokenizers)
#include "tst_tokenizers.moc"
