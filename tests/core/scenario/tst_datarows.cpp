// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/datarows.h"

#include <QFile>
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

    void inlinePrompts()
    {
        DataSource source;
        source.format = DataSource::Format::Inline;
        source.prompts = {QStringLiteral("one"), QStringLiteral("two")};
        const Result<DataRows> rows = DataRows::load(source, {});
        QVERIFY(rows.ok());
        QCOMPARE(rows->count(), quint64{2});
        QCOMPARE(rows->at(RowIndex{1}).value(), (QJsonObject{{QStringLiteral("prompt"), QStringLiteral("two")}}));
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
