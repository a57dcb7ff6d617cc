// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are none, are cut, or were made to do harm: an error each, never a crash.
#include "base/random.h"
#include "samplerun.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestRunFileMalformed : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_good;
    int m_files = 0;

    QString write(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(QStringLiteral("bad%1.weirrun").arg(m_files++));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }

    /// Reads all that there is; true when everything succeeded.
    static bool readsAll(const QString &path)
    {
        auto reader = RunFileReader::open(path);
        if (!reader)
            return false;
        [[maybe_unused]] const auto series = reader.value()->series();
        [[maybe_unused]] const auto histograms = reader.value()->histograms();
        [[maybe_unused]] const auto notes = reader.value()->notes();
        [[maybe_unused]] const quint64 count = reader.value()->recordCount();
        return reader.value()->forEachRecord({}, [](const RequestRecord &) {}).ok();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_folder.filePath(QStringLiteral("good.weirrun"));
        {
            auto writer = RunFileWriter::create(path, sampleHeader());
            QVERIFY(writer.ok());
            for (quint64 i = 0; i < 200; ++i)
                writer.value()->addRecords({sampleRecord(i)});
            for (quint64 i = 1000; i < 1100; ++i)
                writer.value()->updateOpen({{sampleRecord(i)}});
            SeriesPoint point;
            point.ttft.record(std::chrono::milliseconds{50});
            writer.value()->addSeriesPoint(0, point);
            QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_good = file.readAll();
        QVERIFY(readsAll(path));
    }

    void refusesForeignFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QByteArray otherProgram = m_good;
        otherProgram.replace(68, 4, QByteArray::fromHex("0f055112"));
        QByteArray newer = m_good;
        newer.replace(60, 4, QByteArray::fromHex("00000009"));
        QTest::newRow("empty") << QByteArray() << QStringLiteral("no run file");
        QTest::newRow("text") << QByteArray(500, 'x') << QStringLiteral("no run file");
        QTest::newRow("header only") << m_good.first(100) << QString();
        QTest::newRow("another program's") << otherProgram << QStringLiteral("no run file");
        QTest::newRow("newer") << newer << QStringLiteral("version 9");
        QTest::newRow("first page only") << m_good.first(4096) << QString();
    }
    void refusesForeignFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const auto reader = RunFileReader::open(write(bytes));
        QVERIFY(!reader.ok());
        QVERIFY2(reader.error().text().contains(says), qPrintable(reader.error().text()));
        QVERIFY(!reader.error().advice.isEmpty());
    }

    void survivesTruncation()
    {
        for (qsizetype size = m_good.size() - 1; size > 0; size -= 3001)
            QVERIFY2(!readsAll(write(m_good.first(size))), qPrintable(QString::number(size)));
    }

    void survivesRandomDamage()
    {
        Random random(5);
        for (int round = 0; round < 150; ++round) {
            QByteArray bytes = m_good;
            for (int i = 0; i < 20; ++i)
                bytes[static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size())))] =
                    static_cast<char>(random.nextWord());
            [[maybe_unused]] const bool ok = readsAll(write(bytes)); // some bytes matter to nobody
        }
    }

    void refusesHostileContent_data()
    {
        QTest::addColumn<QString>("statement");
        const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
        row("negative count", u"UPDATE requests SET chunk_count = -1 WHERE request = 5"_qs);
        row("count too large", u"UPDATE requests SET event_count = 4294967296 WHERE request = 5"_qs);
        row("text for a number", u"UPDATE requests SET http_status = 'many' WHERE request = 5"_qs);
        row("time too large", u"UPDATE requests SET closed_ns = 9223372036854775807 WHERE request = 5"_qs);
        row("unknown outcome", u"UPDATE requests SET outcome = 'fine' WHERE request = 5"_qs);
        row("unknown phase", u"UPDATE requests SET phase = 'lunch' WHERE request = 5"_qs);
        row("damaged chunks", u"UPDATE chunks SET times = x'ffffffffffffffffffffff' WHERE request = 5"_qs);
        row("damaged part", u"UPDATE open_chunks SET sections = x'03010500'"_qs);
        row("no state", u"DELETE FROM meta WHERE key = 'state'"_qs);
        row("no zero", u"UPDATE meta SET value = '9223372036854775807' WHERE key = 'zero_ns'"_qs);
        row("environment", u"UPDATE meta SET value = '[' WHERE key = 'environment'"_qs);
        row("summary", u"UPDATE documents SET json = 'x' WHERE name = 'summary'"_qs);
        row("missing table", u"DROP TABLE series"_qs);
        row("added view", u"CREATE VIEW extra AS SELECT 1"_qs);
        row("other columns", u"ALTER TABLE notes ADD COLUMN more TEXT"_qs);
    }
    void refusesHostileContent()
    {
        QFETCH(QString, statement);
        const QString path = write(m_good);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_qs, u"hostile"_qs);
            database.setDatabaseName(path);
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"hostile"_qs);
        QVERIFY(!readsAll(path));
    }
};

QTEST_GUILESS_MAIN(TestRunFileMalformed)
#include "tst_runfilemalformed.moc"
