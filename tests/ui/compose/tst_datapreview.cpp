// SPDX-License-Identifier: GPL-3.0-or-later
// What the data editor shows of a file of rows: the first of them in every form, or why there are none.
#include "compose/datapreview.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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

} // namespace

class TestDataPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryForm()
    {
        const QStringList files = QDir(folder).entryList(QDir::Files);
        QVERIFY(files.size() > 10);
        for (const QString &file : files) {
            const Result<RowPreview> rows = previewRows(sourceOf(file), folder, 1);
            QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
            QCOMPARE(rows->rows.size(), std::size_t{1});
            QVERIFY2(!rows->rows.front().isEmpty(), qPrintable(file));
        }
    }

    /// So that a file of any size is shown in a moment.
    void readsNoFurtherThanItShows()
    {
        const DataSource source =
            sourceOf(QStringLiteral("malformed/element.json")); // broken behind its first row
        QVERIFY(previewRows(source, folder, 1).ok());
        QVERIFY(!previewRows(source, folder, 2).ok());
    }

    /// The right rows beside what is wrong, whatever the source does with those; mapped as they would be.
    void showsMappedRowsAndBadOnes()
    {
        const QTemporaryDir own;
        DataSource source = sourceOf(own.filePath(QStringLiteral("rows.jsonl")));
        QFile file(source.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"maxTokens\": \"8\"}\noops\n{\"maxTokens\": \"many\"}\n{\"maxTokens\": \"9\"}\n");
        file.close();
        source.map = {
            {QStringLiteral("max_tokens"), QStringLiteral("maxTokens"), FieldRule::As::Integer, {}, {}}};
        const Result<RowPreview> preview = previewRows(source, {}, 20);
        QVERIFY2(preview.ok(), preview ? "" : qPrintable(preview.error().text()));
        QCOMPARE(preview->rows.size(), std::size_t{2});
        QCOMPARE(preview->rows[1], (QJsonObject{{QStringLiteral("max_tokens"), 9}}));
        QCOMPARE(preview->badRows, quint64{2});
        QVERIFY(preview->firstBad[0].where.english().contains(QStringLiteral("line 2")));
        QVERIFY2(preview->firstBad[1].text().contains(QStringLiteral("\"max_tokens\" can't be integer")),
                 qPrintable(preview->firstBad[1].text()));
    }

    void aBrokenElementIsABadRow()
    {
        const Result<RowPreview> rows =
            previewRows(sourceOf(QStringLiteral("malformed/inelement.json")), folder, 20);
        QVERIFY2(rows.ok(), rows ? "" : qPrintable(rows.error().text()));
        QCOMPARE(rows->rows.size(), std::size_t{1});
        QCOMPARE(rows->badRows, quint64{1});
        QVERIFY(rows->firstBad[0].where.english().contains(QStringLiteral("line 4")));
    }

    void saysWhyThereIsNothing_data()
    {
        QTest::addColumn<QString>("says");
        QTest::newRow("malformed/openquote.csv") << QStringLiteral("line 3");
        QTest::newRow("malformed/book.csv") << QStringLiteral("Excel workbook");
        QTest::newRow("malformed") << QStringLiteral("it is a folder");
        QTest::newRow("nowhere.jsonl") << QStringLiteral("no such file");
        QTest::newRow("-") << QStringLiteral("standard input");
    }
    void saysWhyThereIsNothing()
    {
        QFETCH(QString, says);
        const Result<RowPreview> rows =
            previewRows(sourceOf(QString::fromLatin1(QTest::currentDataTag())), folder, 20);
        QVERIFY(!rows.ok());
        QVERIFY2(rows.error().message().english().contains(says), qPrintable(rows.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestDataPreview)
#include "tst_datapreview.moc"
