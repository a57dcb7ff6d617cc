// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are no tokenizer, or one that Weir can't do exactly: a clear error with its place, never a wrong
// count, never a crash.
#include "core/tokens/smalltokenizers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace weir;
using namespace weir::test;

namespace {

const QByteArray model = R"("model": {"type": "BPE", "vocab": {"a": 0}, "merges": []})";

QByteArray nested(int depth)
{
    return QByteArray(R"({"type": "Sequence", "normalizers": [)").repeated(depth) + R"({"type": "NFC"})" +
           QByteArray("]}").repeated(depth);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestTokenizerFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const QByteArray &file, const char *where, const char *code) {
            QTest::newRow(name) << file << QString::fromLatin1(where) << QByteArray(code);
        };
        const auto ofModel = [](const char *json) { return QByteArray(R"({"model": )") + json + "}"; };
        row("no JSON", R"({"model": )", "", "tokenizer.no_json");
        row("bad UTF-8", "{\"model\": {\"vocab\": {\"\xff\": 0}}}", "", "tokenizer.no_json");
        row("endless number", R"({"model": {"vocab": {"a": 99999999999999999999999}}})", "",
            "tokenizer.json_unreadable");
        row("deep", QByteArray("{\"model\":") + QByteArray(5000, '['), "", "tokenizer.no_json");
        row("no model", R"({"version": "1.0"})", "", "tokenizer.no_model");
        row("model", ofModel(R"({"type": "Rnn"})"), "/model/type", "tokenizer.model_unknown");
        row("no vocabulary", ofModel(R"({"type": "BPE", "merges": []})"), "/model/vocab",
            "tokenizer.expects_object");
        row("huge id", ofModel(R"({"type": "BPE", "vocab": {"a": 4294967295}, "merges": []})"),
            "/model/vocab/a", "tokenizer.expects_whole");
        row("id of text", ofModel(R"({"type": "BPE", "vocab": {"a": "0"}, "merges": []})"), "/model/vocab/a",
            "tokenizer.expects_whole");
        row("missing merge", ofModel(R"({"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": ["a b"]})"),
            "/model/merges/0", "tokenizer.token_missing");
        row("no pair", ofModel(R"({"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]})"), "/model/merges/0",
            "tokenizer.expects_pair");
        row("by chance", ofModel(R"({"type": "BPE", "dropout": 0.1, "vocab": {"a": 0}, "merges": []})"),
            "/model/dropout", "tokenizer.random");
        row("unknown token", ofModel(R"({"type": "WordPiece", "unk_token": "?", "vocab": {"a": 0}})"),
            "/model/unk_token", "tokenizer.token_missing");
        row("unk_id", ofModel(R"({"type": "Unigram", "unk_id": 9, "vocab": [["a", 0]]})"), "/model/unk_id",
            "tokenizer.expects_whole");
        row("no score", ofModel(R"({"type": "Unigram", "vocab": [["a"]]})"), "/model/vocab/0",
            "tokenizer.expects_score");
        row("step", "{" + model + R"(, "normalizer": {"type": "Magic"}})", "/normalizer/type",
            "tokenizer.step_unknown");
        row("cut", "{" + model + R"(, "pre_tokenizer": {"type": "Magic"}})", "/pre_tokenizer/type",
            "tokenizer.step_unknown");
        row("steps in steps", "{" + model + R"(, "normalizer": )" + nested(20) + "}",
            "/normalizer/normalizers/0/normalizers/0/normalizers/0/normalizers/0/normalizers/0/normalizers/0/"
            "normalizers/0/normalizers/0",
            "tokenizer.steps_deep");
        row("charsmap",
            "{" + model + R"(, "normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}})",
            "/normalizer/precompiled_charsmap", "tokenizer.charsmap_invalid");
        const auto ofPattern = [](const char *regex) {
            const QJsonObject split{{QStringLiteral("type"), QStringLiteral("Split")},
                                    {QStringLiteral("pattern"),
                                     QJsonObject{{QStringLiteral("Regex"), QString::fromLatin1(regex)}}}};
            QJsonObject file = QJsonDocument::fromJson("{" + model + "}").object();
            file.insert(QStringLiteral("pre_tokenizer"), split);
            return jsonOf(file);
        };
        const char *regex = "/pre_tokenizer/pattern/Regex";
        row("open bracket", ofPattern("(a"), regex, "tokenizer.pattern_invalid");
        row("sets", ofPattern("[\\p{L}&&[^a]]"), regex, "tokenizer.pattern_foreign");
        row("Ruby's repetition", ofPattern("\\p{N}{1,3}+"), regex, "tokenizer.pattern_foreign");
        for (const char *broken : {"[1,", "\"x", "nul", "{\"ranks\": "})
            row(broken, broken, "", "tokenizer.no_json");
        row("a list", "[1, 2]", "", "tokenizer.no_model");
        row("pointer", "version https://git-lfs.github.com/spec/v1\n", "", "tokenizer.is_pointer");
        row("SentencePiece", QByteArray("\x0a\x0e\x0a\x05<unk>\x15\0\0\0\0\x18\x02", 16), "",
            "tokenizer.is_sentencepiece");
    }
    void wrongFilesAreRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, where);
        QFETCH(QByteArray, code);
        const Result<std::shared_ptr<const Tokenizer>> read =
            tokenizerFrom(file, QStringLiteral("tokenizer.json"));
        QVERIFY(!read);
        QCOMPARE(read.error().what.code(), code);
        QCOMPARE(read.error().where.text(), where);
    }

    void wrongLinesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("text") << QByteArray("hello") << QByteArray("tokenizer.line_invalid");
        QTest::newRow("no Base64") << QByteArray("!! 5") << QByteArray("tokenizer.line_invalid");
        QTest::newRow("no rank") << QByteArray("aGU= x") << QByteArray("tokenizer.line_invalid");
        QTest::newRow("huge rank") << QByteArray("aGU= 4294967295") << QByteArray("tokenizer.line_too_large");
        QTest::newRow("rank twice") << QByteArray("aGU= 7") << QByteArray("tokenizer.line_doubled");
        QTest::newRow("token twice") << QByteArray("YQ== 300") << QByteArray("tokenizer.line_doubled");
    }
    void wrongLinesAreRefused()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, code);
        const Result<std::shared_ptr<const Tokenizer>> read =
            tokenizerFrom(tiktokenFile({}) + line + '\n', QStringLiteral("cl100k_base.tiktoken"));
        QVERIFY(!read);
        QCOMPARE(read.error().what.code(), code);
        QCOMPARE(read.error().where.text(), QStringLiteral("line 257"));
    }

    void everyByteNeedsAToken()
    {
        const QByteArray file = tiktokenFile({}).mid(7); // "AA== 0\n"
        QCOMPARE(tokenizerFrom(file, QStringLiteral("gpt2")).error().what.code(),
                 QByteArray("tokenizer.byte_missing"));
    }

    void anExpressionThatExplodesIsStopped()
    {
        const QByteArray file = R"({"pre_tokenizer": {"type": "Split", "behavior": "Isolated",
            "pattern": {"Regex": "(?:a|a|aa)+[0-9]$"}}, "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}})";
        const Result<quint64> count = made(file)->count(QByteArray(200, 'a') + "1b");
        QVERIFY(!count);
        QCOMPARE(count.error().what.code(), QByteArray("tokenizer.pattern_explodes"));
    }

    void aJsonFileNamesRanksAndExpression()
    {
        const QTemporaryDir folder;
        const QString json = folder.filePath(QStringLiteral("mine.json"));
        write(folder.filePath(QStringLiteral("model.ranks")), tiktokenFile({"he", "ll", "hell"}));
        QCOMPARE(readTokenizer(folder.filePath(QStringLiteral("model.ranks"))).error().what.code(),
                 QByteArray("tokenizer.pattern_unknown"));
        write(json, R"({"ranks": "model.ranks", "pattern": "cl100k_base"})");
        const Result<std::shared_ptr<const Tokenizer>> named = readTokenizer(json);
        QVERIFY2(named, qPrintable(named ? QString() : named.error().text()));
        QCOMPARE(*(*named)->count(QByteArrayView("hello")), quint64{2});
        write(json, R"({"ranks": "model.ranks", "pattern": "\\p{L}|."})");
        QCOMPARE(*(*readTokenizer(json))->count(QByteArrayView("hello")), quint64{5});
        write(json, R"({"ranks": "none.ranks", "pattern": "cl100k_base"})");
        QVERIFY(!readTokenizer(json));
    }

    void thePlaceOfAnErrorIsTheFile()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("tokenizer.json"));
        write(path, R"({"model": {"type": "Rnn"}})");
        const QString text = readTokenizer(path).error().text();
        QVERIFY2(text.startsWith(path) && text.contains(u"/model/type"), qPrintable(text));
        QVERIFY(readTokenizer(folder.path()).error().text().contains(u"folder"));
    }
};

QTEST_APPLESS_MAIN(TestTokenizerFiles)
#include "tst_tokenizerfiles.moc"
