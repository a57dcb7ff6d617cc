// SPDX-License-Identifier: GPL-3.0-or-later
// Files of rows in every form that people bring, and those that are refused.
#include "scenario/datarows.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <unistd.h>

using namespace weir;

namespace {

const QString folder = QStringLiteral(WEIR_TEST_DATA "/rows");

DataSource sourceOf(const QString &path)
{
    DataSource source;
    source.name = QStringLiteral("rows");
    source.path = path;
    return source;
}

Result<DataRows> rowsOf(const QString &path)
{
    return DataRows::load(sourceOf(path), folder);
}

} // namespace

class TestRowFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("values");
        const auto row = [](const char *file, const char *field, const QStringList &values) {
            QTest::newRow(file) << QString::fromLatin1(field) << values;
        };
        row("sharegpt.json", "prompt", {u"What is a \"weir\"?"_qs, u"漢 𝄞"_qs});
        row("sharegpt.jsonl", "prompt", {u"What is a weir?"_qs, u"Go on."_qs});
        row("lines.jsonl.gz", "prompt", {u"What is a weir?"_qs, u"Go on."_qs});
        row("nameless", "prompt", {u"What is a weir?"_qs, u"Go on."_qs});
        row("members.jsonl.gz", "question", {u"one"_qs, u"two"_qs});
        row("messages.jsonl", "prompt", {u"What is a weir?"_qs, QString()});
        row("semicolon.csv", "question", {u"What is a \"weir\"?\nAnd; why?"_qs, u"Wo liegt der Rhein?"_qs});
        row("tabs.tsv", "question", {u"What is it?"_qs});
        row("sep.csv", "question", {u"Hi, there"_qs});
        row("onecolumn.csv", "question", {u"What is a weir?"_qs, u"Hi, there"_qs});
        row("oldmac.csv", "max", {u"1"_qs, u"2"_qs});
        row("lines.jsonl.zst", "prompt", {u"What is a weir?"_qs, u"Go on."_qs});
        row("frames.jsonl.zst", "question", {u"one"_qs, u"two"_qs});
        row("prose.txt", "prompt", {u"What is a weir, and why?"_qs, u"<b>Go</b> on."_qs});
        row("rows.xml", "prompt", {u"What is a \"weir\"?"_qs, u"漢 & <b>"_qs});
        row("feed.xml", "title", {u"One"_qs, u"Two"_qs});
        row("texts.xml", "prompt", {u"one"_qs, u"two"_qs});
        row("only.xml", "prompt", {u"What is a weir?"_qs});
        row("latin.xml", "prompt", {u"Wo liegt Köln?"_qs});
        row("unnamed.csv", "question", {u"What?"_qs});
        row("utf16le.csv", "question", {u"漢字 𝄞\nzwei"_qs});
        row("utf16be.csv", "question", {u"漢字 𝄞\nzwei"_qs});
    }
    void readsEveryForm()
    {
        QFETCH(QString, field);
        QFETCH(QStringList, values);
        const Result<DataRows> rows = rowsOf(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QStringList found;
        for (quint64 i = 0; i < rows->count(); ++i)
            found.append(rows->at(RowIndex{i})->value(field).toString());
        QCOMPARE(found, values);
        QVERIFY(rows->largestRow() > 0);
    }

    void conversationsKeepTheirTurns()
    {
        const Result<DataRows> rows = rowsOf(QStringLiteral("sharegpt.json"));
        QVERIFY(rows.ok());
        const QJsonArray first = rows->at(RowIndex{0})->value(u"messages").toArray();
        QCOMPARE(first.size(), 3); // up to the last thing that the person says
        QCOMPARE(first[1].toObject().value(u"role").toString(), u"assistant"_qs);
        QCOMPARE(first[2].toObject(),
                 (QJsonObject{{u"role"_qs, u"user"_qs}, {u"content"_qs, u"And a gauge?"_qs}}));
        QCOMPARE(
            rows->at(RowIndex{1})->value(u"messages").toArray().first().toObject().value(u"role").toString(),
            u"system"_qs);
        quint64 seen = 0;
        const Result<RowTally> tally = forEachRow(sourceOf(QStringLiteral("sharegpt.json")), folder,
                                                  [&](QJsonObject &&) { return ++seen > 0; });
        QVERIFY(tally.ok());
        QCOMPARE(tally->rows, quint64{2});
        QCOMPARE(tally->withoutQuestion, quint64{1});
    }

    void messagesStayAsTheyAre()
    {
        const Result<DataRows> rows = rowsOf(QStringLiteral("messages.jsonl"));
        QVERIFY(rows.ok());
        // More than the question alone: to ask the last text only would be another request.
        QVERIFY(!rows->at(RowIndex{1})->contains(u"prompt"));
        const QJsonArray messages = rows->at(RowIndex{1})->value(u"messages").toArray();
        QCOMPARE(messages[1].toObject().value(u"content").toArray().size(), 2);
    }

    void refusesWithPlaceAndAdvice_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *file, const char *place, const char *what) {
            QTest::newRow(file) << QString::fromLatin1(place) << QString::fromLatin1(what);
        };
        row("escape.jsonl", "line 2, column 15", "no escape \\x");
        row("lowhalf.jsonl", "line 1, column 13", "half a character");
        row("highhalf.jsonl", "line 1, column 15", "half a character");
        row("digits.jsonl", "line 1, column 13", "four digits");
        row("marks.jsonl", "line 2, column 1", "byte order mark");
        row("control.jsonl", "line 1, column 14", "\\u0009");
        row("twice.jsonl", "line 2", "/meta/id stands there more than once");
        row("bignumber.jsonl", "line 1", "64 bits");
        row("unsigned.jsonl", "line 1", "64 bits");
        row("openquote.csv", "line 3", "not closed");
        row("behindquote.csv", "line 2", "behind its closing quote");
        row("fields.csv", "line 2", "3 fields");
        row("names.csv", "line 1", "\"question\"");
        row("ambiguous.csv", "line 1", "comma, semicolon and tab");
        row("latin1.csv", "line 2", "not UTF-8");
        row("prose", "line 1", "neither JSON nor CSV");
        row("list.json", "line 3, column 1", "ends too early");
        row("element.json", "line 2, column 2", "ends too early");
        row("strings.json", "line 1, column 2", "no object");
        row("comma.json", "line 1, column 18", "not a JSON object");
        row("nocomma.json", "line 1, column 1", "behind its end");
        row("behind.json", "line 1, column 19", "behind the end of the list");
        row("inelement.json", "line 4, column 15", "value");
        row("speaker.json", "line 1, /conversations/1/from", "\"alien\"");
        row("cut.jsonl.gz", "byte ", "ends in the middle");
        row("damaged.jsonl.gz", "byte ", "damaged");
        row("checksum.jsonl.gz", "byte ", "damaged");
        row("behind.jsonl.gz", "byte ", "damaged");
        row("book.csv", "byte 0", "Excel workbook");
        row("table.parquet", "byte 0", "Parquet");
        row("packed.jsonl.zst", "byte ", "ends in the middle");
        row("cut.jsonl.zst", "byte ", "ends in the middle");
        row("behind.jsonl.zst", "byte ", "behind its end");
        row("checksum.jsonl.zst", "byte ", "damaged");
        row("entities.xml", "line 4", "entities of its own");
        row("deep.xml", "line 1", "100 elements");
        row("open.xml", "line 4, column 1", "broken");
        row("attribute.xml", "line 3", "\"id\"");
        row("bytes.xml", "line ", "not UTF-8");
        row("bytes.txt", "line 2", "not UTF-8");
        row("trees.db", "byte 0", "SQLite");
        row("utf32.csv", "byte 0", "UTF-32");
        row("nomark.csv", "byte 1", "zero byte");
        row("odd.csv", "byte 6", "half a character");
        row("half.csv", "byte 4", "half a character");
    }
    void refusesWithPlaceAndAdvice()
    {
        QFETCH(QString, place);
        QFETCH(QString, what);
        const QString file = QStringLiteral("malformed/") + QString::fromLatin1(QTest::currentDataTag());
        const Result<DataRows> rows = rowsOf(file);
        QVERIFY(!rows.ok());
        const QString where = rows.error().where.english();
        QVERIFY2(where.contains(file + QStringLiteral(", ") + place), qPrintable(rows.error().text()));
        QVERIFY2(rows.error().what.english().contains(what), qPrintable(rows.error().text()));
    }

    /// Each form's example in docs/scenario-format.md is one, and asks what it says.
    void examplesOfTheDocs()
    {
        QFile docs(QStringLiteral(WEIR_TEST_DATA "/../../docs/scenario-format.md"));
        QVERIFY(docs.open(QIODevice::ReadOnly));
        const QString page = QString::fromUtf8(docs.readAll());
        const qsizetype begin = page.indexOf(u"### Files of rows");
        const QString table = page.mid(begin, page.indexOf(u"\nTemplates look into", begin) - begin);
        static const QRegularExpression row(QStringLiteral("^\\| ([^|]+) \\| (`[^|]+`) \\|"),
                                            QRegularExpression::MultilineOption);
        const QTemporaryDir own;
        int forms = 0;
        for (auto match = row.globalMatch(table); match.hasNext();) {
            const QRegularExpressionMatch form = match.next();
            QString example = form.captured(2).sliced(1).chopped(1);
            example.replace(QString::fromUtf8("` ⏎ `"), QStringLiteral("\n"));
            QFile file(own.filePath(QString::number(forms++)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(example.toUtf8());
            file.close();
            const Result<DataRows> rows = DataRows::load(sourceOf(file.fileName()), {});
            QVERIFY2(rows.ok(),
                     rows ? "" : qPrintable(form.captured(1) + QStringLiteral(": ") + rows.error().text()));
            const QJsonObject first = rows->at(RowIndex{0}).value();
            QString asked = first.value(u"prompt").toString(first.value(u"question").toString());
            QVERIFY2(asked.remove(u'"') == u"What is a weir?", qPrintable(form.captured(1)));
        }
        QCOMPARE(forms, 6);
    }

    void oneBrokenLineAmongMany()
    {
        const QTemporaryDir own;
        QFile file(own.filePath(QStringLiteral("rows.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 1; i <= 10'000; ++i)
            file.write(i == 7'003 ? "{\"prompt\": oops}\n" : "{\"prompt\": \"What is a weir?\"}\n");
        file.close();
        const Result<DataRows> rows = DataRows::load(sourceOf(file.fileName()), {});
        QVERIFY(!rows.ok());
        QVERIFY2(rows.error().where.english().endsWith(QStringLiteral("line 7003, column 12")),
                 qPrintable(rows.error().text()));
    }

    void unpackedSizeIsBounded()
    {
        RowLimits limits;
        limits.fileBytes = 100;
        const Result<RowTally> read = forEachRow(
            sourceOf(QStringLiteral("lines.jsonl.gz")), folder, [](QJsonObject &&) { return true; }, limits);
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text().contains(QStringLiteral("larger than 100")),
                 qPrintable(read.error().text()));
    }

    void copiesReadOn_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<bool>("isWide");
        QTest::newRow("lines") << QByteArray() << false;
        QTest::newRow("marked") << QByteArray("\xef\xbb\xbf") << false;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe") << true;
    }
    /// Beyond one piece of the file.
    void copiesReadOn()
    {
        QFETCH(QByteArray, begin);
        QFETCH(bool, isWide);
        const QTemporaryDir own;
        QFile file(own.filePath(QStringLiteral("rows.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QString text;
        for (int i = 0; i < 5'000; ++i)
            text += QStringLiteral("{\"n\": %1, \"pad\": \"漢漢漢漢\"}\n").arg(i);
        file.write(begin + (isWide ? QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2)
                                   : text.toUtf8()));
        file.close();
        Result<RowReader> reader = RowReader::open(file.fileName());
        QVERIFY(reader.ok());
        for (int i = 0; i < 2'000; ++i)
            QVERIFY((*reader->next())->value(u"n").toInt() == i);
        RowReader copy = *reader;
        for (int i = 2'000; i < 5'000; ++i) {
            QCOMPARE((*copy.next())->value(u"n").toInt(), i);
            QCOMPARE((*reader->next())->value(u"n").toInt(), i);
        }
        QVERIFY(!*copy.next());
    }

    void noTextIsToldByItsName()
    {
        const QTemporaryDir own;
        const QString path = own.filePath(QStringLiteral("rows.parquet"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b\n1,2\n");
        file.close();
        const Result<DataRows> rows = rowsOf(path);
        QVERIFY(!rows.ok());
        QVERIFY2(rows.error().text().contains(QStringLiteral("read_parquet")),
                 qPrintable(rows.error().text()));
    }

    /// 16 KiB of Zstandard can unpack to gigabytes; the bound on the text holds before they do.
    void aBombEndsAtTheBound()
    {
        RowLimits limits;
        limits.fileBytes = qint64{8} << 20;
        const Result<RowTally> read = forEachRow(
            sourceOf(QStringLiteral("malformed/bomb.jsonl.zst")), folder, [](QJsonObject &&) { return true; },
            limits);
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text().contains(QStringLiteral("larger than 8")),
                 qPrintable(read.error().text()));
    }

    void aListInsideADocument()
    {
        DataSource source = sourceOf(QStringLiteral("inner/document.json"));
        source.rows = QStringLiteral("/result/rows");
        source.map = {{QStringLiteral("prompt"), QStringLiteral("/row/question"), {}, {}, {}}};
        const Result<DataRows> rows = DataRows::load(source, folder);
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QCOMPARE(rows->count(), quint64{2});
        QCOMPARE(rows->at(RowIndex{1})->value(u"prompt").toString(), u"two"_qs);
        source.rows = QStringLiteral("/result/lines");
        const Result<DataRows> none = DataRows::load(source, folder);
        QVERIFY(!none.ok());
        QVERIFY2(none.error().text().contains(QStringLiteral("There is no \"lines\"")),
                 qPrintable(none.error().text()));
    }

    void elementsAreRowsAsNamed()
    {
        DataSource source = sourceOf(QStringLiteral("feed.xml"));
        source.rows = QStringLiteral("/rss/channel/item/tag");
        const Result<DataRows> rows = DataRows::load(source, folder);
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QCOMPARE(rows->count(), quint64{3});
        QCOMPARE(rows->at(RowIndex{2})->value(u"tag").toString(), u"c"_qs);
        const Result<DataRows> items = rowsOf(QStringLiteral("feed.xml"));
        QVERIFY(items.ok());
        QCOMPARE(items->at(RowIndex{0})->value(u"tag").toArray(), (QJsonArray{u"a"_qs, u"b"_qs}));
        QCOMPARE(items->at(RowIndex{0})->value(u"id").toString(), u"1"_qs);
        QCOMPARE(items->at(RowIndex{1})->value(u"by").toObject(),
                 (QJsonObject{{u"mail"_qs, u"a@b"_qs}, {u"text"_qs, u"Ann"_qs}}));
    }

    void badRowsAreCounted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("rows.jsonl") << QByteArray("{\"a\": 1}\n{\"a\": }\n{\"a\": 2}\n[]\n{\"a\": 3}\n")
                                    << u"line 2"_qs;
        QTest::newRow("rows.json") << QByteArray("[{\"a\": 1},\n3,\n{\"a\": 2},\n\"x\",\n{\"a\": 3}]")
                                   << u"line 2"_qs;
        QTest::newRow("rows.csv") << QByteArray("a,b\n1,2\n1,2,3\n2,3\n4\n3,4\n") << u"line 3"_qs;
        QTest::newRow("rows.xml")
            << QByteArray("<r>\n<x a='1'/>\n<x a='1'><a/></x>\n<x a='2'/>\n<x b='1'><b/></x>\n<x a='3'/></r>")
            << u"line 3"_qs;
        QTest::newRow("rows.txt") << QByteArray("1\n\xff\n2\n\xfe\n3\n") << u"line 2"_qs;
    }
    void badRowsAreCounted()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const QTemporaryDir own;
        DataSource source = sourceOf(own.filePath(QString::fromLatin1(QTest::currentDataTag())));
        QFile file(source.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const Result<DataRows> strict = DataRows::load(source, {});
        QVERIFY(!strict.ok());
        QVERIFY2(strict.error().where.english().contains(place), qPrintable(strict.error().text()));
        source.badRows = DataSource::BadRows::Skip;
        const Result<RowTally> tally = forEachRow(source, {}, [](QJsonObject &&) { return true; });
        QVERIFY2(tally.ok(), tally ? "" : qPrintable(tally.error().text()));
        QCOMPARE(tally->rows, quint64{3});
        QCOMPARE(tally->badRows, quint64{2});
        QCOMPARE(tally->firstBad.size(), std::size_t{2});
        QCOMPARE(tally->firstBad.front(), strict.error());
    }

    /// More than memory holds, and read as they are asked for.
    void largeFilesAreReadAsTheyAreAskedFor()
    {
        const QTemporaryDir own;
        DataSource source = sourceOf(own.filePath(QStringLiteral("rows.jsonl")));
        QFile file(source.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray pad(7'000, 'x');
        constexpr int lines = 6'000;
        for (int i = 0; i < lines; ++i)
            file.write("{\"n\": " + QByteArray::number(i) + ", \"pad\": \"" + pad + "\"}\n");
        file.close();
        QVERIFY(readsAsItGoes(source, {}));
        const Result<DataRows> rows = DataRows::load(source, {});
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QVERIFY(!rows->isWhole());
        QCOMPARE(rows->count(), quint64{1'000});
        QVERIFY(rows->countBeyond(4'000) > 4'000);
        QCOMPARE(rows->at(RowIndex{4'000})->value(u"n").toInt(), 4'000);
        QCOMPARE(rows->at(RowIndex{3})->value(u"n").toInt(), 3);
        QVERIFY(!rows->isWhole());
        QCOMPARE(rows->countBeyond(1'000'000), quint64{lines});
        QVERIFY(rows->isWhole());
        QCOMPARE(rows->at(RowIndex{lines - 1})->value(u"n").toInt(), lines - 1);

        // What is wrong further on fails whoever asks for it, and is no end of the rows.
        QVERIFY(file.open(QIODevice::Append));
        file.write("oops\n{\"n\": 1}\n");
        file.close();
        const Result<DataRows> broken = DataRows::load(source, {});
        QVERIFY(broken.ok());
        QCOMPARE(broken->countBeyond(8'000), quint64{8'001});
        const Result<QJsonObject> row = broken->at(RowIndex{8'000});
        QVERIFY(!row.ok());
        QVERIFY2(row.error().text().contains(QStringLiteral("line 6001")), qPrintable(row.error().text()));
    }

    /// Read by check(), by the run and by whoever else wants it, though a pipe gives its bytes once.
    void pipesAreReadOnceAndKept()
    {
        std::array<int, 2> ends{};
        QCOMPARE(::pipe(ends.data()), 0);
        const QByteArray text = "{\"prompt\": \"one\"}\n{\"prompt\": \"two\"}\n";
        QCOMPARE(::write(ends[1], text.constData(), std::size_t(text.size())), ssize_t(text.size()));
        ::close(ends[1]);
        const QString path = QStringLiteral("/dev/fd/%1").arg(ends[0]);
        for (int i = 0; i < 3; ++i) {
            const Result<DataRows> rows = rowsOf(path);
            QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
            QCOMPARE(rows->count(), quint64{2});
        }
        ::close(ends[0]);
    }
};

QTEST_GUILESS_MAIN(TestRowFiles)
#include "tst_rowfiles.moc"
