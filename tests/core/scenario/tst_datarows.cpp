// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/datarows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace weir;

namespace {

DataSource jsonl(const QString &path)
{
    DataSource source;
    source.name = QStringLiteral("rows");
    source.path = path;
    return source;
}

} // namespace

class TestDataRows : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    void write(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QStringLiteral("rows.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), qint64{content.size()});
    }

private Q_SLOTS:
    void readsRows_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("values"); ///< Of the field `a`.
        QTest::newRow("two lines") << QByteArray("{\"a\": \"x\"}\n{\"a\": \"y\"}\n")
                                   << QStringList{u"x"_qs, u"y"_qs};
        QTest::newRow("no final newline")
            << QByteArray("{\"a\": \"x\"}\n{\"a\": \"y\"}") << QStringList{u"x"_qs, u"y"_qs};
        QTest::newRow("CRLF") << QByteArray("{\"a\": \"x\"}\r\n{\"a\": \"y\"}\r\n")
                              << QStringList{u"x"_qs, u"y"_qs};
        QTest::newRow("byte order mark")
            << QByteArray("\xEF\xBB\xBF{\"a\": \"x\"}\n") << QStringList{u"x"_qs};
        QTest::newRow("mark alone") << QByteArray("\xEF\xBB\xBF\n{\"a\": \"x\"}\n") << QStringList{u"x"_qs};
        QTest::newRow("blank lines") << QByteArray("\n \t\n{\"a\": \"x\"}\n\n\n") << QStringList{u"x"_qs};
        QTest::newRow("unicode") << QByteArray("{\"a\": \"漢\xF0\x9D\x84\x9E\"}\n")
                                 << QStringList{QString::fromUtf8("漢𝄞")};
        QTest::newRow("empty file") << QByteArray() << QStringList{};
    }

    void readsRows()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, values);
        write(content);
        const Result<DataRows> rows = DataRows::load(jsonl(QStringLiteral("rows.jsonl")), m_folder.path());
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QCOMPARE(rows->count(), static_cast<quint64>(values.size()));
        for (qsizetype i = 0; i < values.size(); ++i)
            QCOMPARE(rows->at(RowIndex{static_cast<quint64>(i)})->value(u"a").toString(), values[i]);
    }

    void errorsNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("line");
        QTest::newRow("first") << QByteArray("oops\n") << u"line 1"_qs;
        QTest::newRow("after blank lines") << QByteArray("{}\n\n\r\n{\"a\": }\n") << u"line 4"_qs;
        QTest::newRow("array") << QByteArray("{}\n[]\n") << u"line 2"_qs;
        QTest::newRow("number") << QByteArray("{}\n7\n") << u"line 2"_qs;
        QTest::newRow("two on a line") << QByteArray("{} {}\n") << u"line 1"_qs;
        QTest::newRow("not UTF-8") << QByteArray("{}\n{\"a\": \"\xff\"}\n") << u"line 2"_qs;
        QTest::newRow("mark inside") << QByteArray("{}\n\xEF\xBB\xBF[]\n") << u"line 2"_qs;
        QTest::newRow("zeros") << QByteArray("{}\n\0\0\0\n", 7) << u"line 2"_qs;
        QTest::newRow("deep") << "{}\n{\"a\":" + QByteArray(5000, '[') + '\n' << u"line 2"_qs;
    }

    void errorsNameTheLine()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, line);
        write(content);
        const Result<DataRows> rows = DataRows::load(jsonl(QStringLiteral("rows.jsonl")), m_folder.path());
        QVERIFY(!rows.ok());
        QVERIFY2(rows.error().where.english().contains(QStringLiteral("rows.jsonl, ") + line),
                 qPrintable(rows.error().text()));
    }

    void boundsAreKept_data()
    {
        QTest::addColumn<qint64>("fileBytes");
        QTest::addColumn<qint64>("lineBytes");
        QTest::addColumn<bool>("ok");
        QTest::newRow("exactly") << qint64{22} << qint64{10} << true;
        QTest::newRow("line too long") << qint64{22} << qint64{9} << false;
        QTest::newRow("file too long") << qint64{21} << qint64{10} << false;
    }

    void boundsAreKept()
    {
        QFETCH(qint64, fileBytes);
        QFETCH(qint64, lineBytes);
        QFETCH(bool, ok);
        write("{\"a\": \"x\"}\n{\"a\": \"y\"}\n");
        const Result<RowTally> read = forEachRow(jsonl(QStringLiteral("rows.jsonl")), m_folder.path(),
                                                 [](QJsonObject &&) { return true; }, {fileBytes, lineBytes});
        QCOMPARE(read.ok(), ok);
    }

    void unusableFiles()
    {
        QVERIFY(!DataRows::load(jsonl(QStringLiteral("missing.jsonl")), m_folder.path()).ok());
        QVERIFY(!DataRows::load(jsonl(QStringLiteral(".")), m_folder.path()).ok());
        QVERIFY(!DataRows::load(jsonl({}), m_folder.path()).ok());
        // Opening a pipe that nobody writes to would block for ever.
        const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const Result<DataRows> rows = DataRows::load(jsonl(pipe), {});
        QVERIFY(!rows.ok());
        QVERIFY(rows.error().text().contains(QStringLiteral("regular file")));
    }

    void rulesMakeFields_data()
    {
        QTest::addColumn<int>("as");
        QTest::addColumn<QString>("timeFormat");
        QTest::addColumn<QByteArray>("value"); ///< JSON; empty: the row has none.
        QTest::addColumn<QByteArray>("made");  ///< JSON; empty: it can't be.
        const auto row = [](const char *name, FieldRule::As as, const char *value, const char *made,
                            const QString &timeFormat = {}) {
            QTest::newRow(name) << static_cast<int>(as) << timeFormat << QByteArray(value)
                                << QByteArray(made);
        };
        using As = FieldRule::As;
        row("kept", As::Keep, "[1, {\"a\": null}]", "[1,{\"a\":null}]");
        row("null stays null", As::Integer, "null", "null");
        row("text of a number", As::Text, "12.5", "\"12.5\"");
        row("text of a large number", As::Text, "9007199254740993", "\"9007199254740993\"");
        row("text of an object", As::Text, "{\"a\": 1}", "\"{\\\"a\\\":1}\"");
        row("number", As::Number, "\" 1e3 \"", "1000");
        row("no number", As::Number, "\"12 tokens\"", "");
        row("no finite number", As::Number, "\"inf\"", "");
        row("comma in a number", As::Number, "\"1,5\"", "");
        row("integer", As::Integer, "\"9007199254740993\"", "9007199254740993");
        row("integer of a number", As::Integer, "64.0", "64");
        row("half an integer", As::Integer, "64.5", "");
        row("an integer of too many digits", As::Integer, "\"99999999999999999999\"", "");
        row("true", As::Boolean, "\"Yes\"", "true");
        row("false", As::Boolean, "0", "false");
        row("no boolean", As::Boolean, "\"maybe\"", "");
        row("time", As::Time, "\"2026-01-02T03:04:05+01:00\"", "\"2026-01-02T02:04:05.000Z\"");
        row("time without a zone", As::Time, "\"2026-01-02T03:04:05\"", "\"2026-01-02T03:04:05.000Z\"");
        row("seconds of a time", As::UnixSeconds, "\"1970-01-01T00:00:01.5Z\"", "1.5");
        row("time of seconds", As::Time, "1.5", "\"1970-01-01T00:00:01.500Z\"", QStringLiteral("unix"));
        row("milliseconds in a form", As::UnixMilliseconds, "\"02.01.1970 00:00\"", "86400000",
            QStringLiteral("dd.MM.yyyy HH:mm"));
        row("no time", As::Time, "\"soon\"", "");
        row("no time of the form", As::Time, "\"2026-01-02\"", "", QStringLiteral("dd.MM.yyyy"));
        row("a time far away", As::Time, "1e300", "", QStringLiteral("unix"));
    }
    void rulesMakeFields()
    {
        QFETCH(int, as);
        QFETCH(QString, timeFormat);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, made);
        DataSource source;
        source.map = {
            {QStringLiteral("to"), QStringLiteral("/in/0"), static_cast<FieldRule::As>(as), timeFormat, {}}};
        QJsonObject row = QJsonDocument::fromJson("{\"in\": [" + value + "]}").object();
        const Result<void> mapped = RowMap(source).apply(row);
        QCOMPARE(mapped.ok(), !made.isEmpty());
        if (mapped)
            QCOMPARE(QJsonDocument(QJsonArray{row.value(u"to")}).toJson(QJsonDocument::Compact),
                     '[' + made + ']');
        else
            QVERIFY(mapped.error().text().contains(QStringLiteral("\"to\"")));
    }

    void rulesRenameAndFillIn()
    {
        DataSource source;
        source.names = DataSource::Names::Snake;
        source.map = {{QStringLiteral("prompt"), QStringLiteral("theQuestion"), {}, {}, {}},
                      {QStringLiteral("max"), {}, FieldRule::As::Integer, {}, QStringLiteral("64")},
                      {QStringLiteral("note"), QStringLiteral("/meta/note"), {}, {}, QString()}};
        QJsonObject row{{QStringLiteral("theQuestion"), QStringLiteral("q")},
                        {QStringLiteral("userID"), 1},
                        {QStringLiteral("HTTPStatusCode"), 200},
                        {QStringLiteral("max"), QJsonValue::Null},
                        {QStringLiteral("meta"), QJsonObject{{QStringLiteral("camelCase"), 1}}}};
        QVERIFY(RowMap(source).apply(row).ok());
        const QJsonObject wanted{{QStringLiteral("prompt"), QStringLiteral("q")},
                                 {QStringLiteral("user_id"), 1},
                                 {QStringLiteral("http_status_code"), 200},
                                 {QStringLiteral("max"), 64},
                                 {QStringLiteral("note"), QString()},
                                 {QStringLiteral("meta"), QJsonObject{{QStringLiteral("camelCase"), 1}}}};
        QCOMPARE(row, wanted);

        source.map.clear();
        source.names = DataSource::Names::Camel;
        row = {{QStringLiteral("max_tokens"), 1}, {QStringLiteral("_id"), 2}, {QStringLiteral("topP"), 3}};
        QVERIFY(RowMap(source).apply(row).ok());
        QCOMPARE(row.keys(), (QStringList{u"id"_qs, u"maxTokens"_qs, u"topP"_qs}));

        // Two that get one name: neither is lost without a word.
        row = {{QStringLiteral("max_tokens"), 1}, {QStringLiteral("maxTokens"), 2}};
        const QJsonObject before = row;
        const Result<void> twice = RowMap(source).apply(row);
        QVERIFY(!twice.ok());
        QVERIFY(twice.error().text().contains(QStringLiteral("\"maxTokens\"")));
        QCOMPARE(row, before);
    }

    void wrongRulesAreTold()
    {
        Problems problems;
        DataSource source;
        source.map = {
            {{}, {}, {}, {}, {}},
            {QStringLiteral("a"), QStringLiteral("/x~2"), {}, {}, {}},
            {QStringLiteral("a"), {}, FieldRule::As::Integer, QStringLiteral("unix"), QStringLiteral("x")}};
        QVERIFY(!RowMap::check(source, Findings(problems, QStringLiteral("/data/0"))));
        QStringList paths;
        for (const Problem &problem : problems)
            paths.append(problem.path);
        QCOMPARE(paths,
                 (QStringList{u"/data/0/map/0/field"_qs, u"/data/0/map/1/from"_qs, u"/data/0/map/2/field"_qs,
                              u"/data/0/map/2/time_format"_qs, u"/data/0/map/2/default"_qs}));
    }

    void inlinePrompts()
    {
        DataSource source;
        source.format = DataSource::Format::Inline;
        source.prompts = {QStringLiteral("one"), QStringLiteral("two")};
        const Result<DataRows> rows = DataRows::load(source, {});
        QVERIFY(rows.ok());
        QCOMPARE(rows->count(), quint64{2});
        QCOMPARE(rows->at(RowIndex{1}).value(),
                 (QJsonObject{{QStringLiteral("prompt"), QStringLiteral("two")}}));
        QCOMPARE(rows->source(), source);
    }

    void pathsStartAtTheProject()
    {
        QCOMPARE(dataFilePath(jsonl(QStringLiteral("a/../b.jsonl")), QStringLiteral("/p")),
                 QStringLiteral("/p/b.jsonl"));
        QCOMPARE(dataFilePath(jsonl(QStringLiteral("/x.jsonl")), QStringLiteral("/p")),
                 QStringLiteral("/x.jsonl"));
    }
};

QTEST_GUILESS_MAIN(TestDataRows)
#include "tst_datarows.moc"
