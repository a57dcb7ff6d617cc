// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplerun.h"
#include "store/sqlite.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

/// How a run file keeps up with requests that run on.
class TestOpenRequests : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    QString newPath() { return m_folder.filePath(QStringLiteral("run%1.weirrun").arg(m_files++)); }

    static std::vector<RequestRecord> recordsOf(const RunFileReader &reader, const RecordQuery &query)
    {
        std::vector<RequestRecord> records;
        const Result<void> read = reader.forEachRecord(
            query, [&records](const RequestRecord &record) { records.push_back(record); });
        if (!read)
            qWarning().noquote() << read.error().text();
        return records;
    }

private Q_SLOTS:
    void addsProgressOfOpenRequests()
    {
        const QString path = newPath();
        const RequestRecord whole = sampleRecord(3);
        const std::vector<ChunkStamp> all = whole.chunks;
        QVERIFY(all.size() > 2);
        {
            auto writer = RunFileWriter::create(path, sampleHeader());
            RequestRecord open = whole; // as it was at its first token
            open.closed.reset();
            open.lastToken = all.front().at;
            open.chunkCount = 1;
            open.eventCount = 2;
            open.chunks.assign(all.begin(), all.begin() + 1);
            RequestRecord other = sampleRecord(9);
            other.chunks.clear();
            writer.value()->updateOpen({{open}, {other}});
            OpenProgress progress;
            progress.requests = {{other.request, other.attempt, 1},
                                 {open.request, open.attempt, all.size() - 1}};
            progress.chunks = all;
            writer.value()->addProgress(progress);
            writer.value()->addRecords({sampleRecord(9)});
            QVERIFY(writer.value()->commit().ok());
        }
        auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        for (const bool withChunks : {true, false}) {
            RecordQuery query;
            query.withChunks = withChunks;
            const std::vector<RequestRecord> records = recordsOf(*reader.value(), query);
            QCOMPARE(records.size(), std::size_t{2});
            QCOMPARE(records[1].request.value(), quint64{3});
            QVERIFY(records[1].chunks == (withChunks ? all : std::vector<ChunkStamp>()));
            QVERIFY(records[1].lastToken == all.back().at);
            QVERIFY(records[1].closed >= records[1].lastToken);
            QCOMPARE(records[1].chunkCount, static_cast<quint32>(all.size()));
            QCOMPARE(records[1].eventCount, static_cast<quint32>(all.size() + 1));
        }
    }

    void forgetsProgressOfEndedRequests()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        const auto parts = [&path] {
            Result<std::unique_ptr<SqliteConnection>> connection =
                SqliteConnection::open(path, SqliteConnection::Mode::ReadOnly);
            QSqlQuery query = (*connection)->query();
            return query.exec(QStringLiteral("SELECT count(*) FROM open_chunks")) && query.next()
                       ? query.value(0).toInt()
                       : -1;
        };
        for (const quint64 request : {1, 2, 3})
            writer.value()->updateOpen({{sampleRecord(request)}});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(parts(), 3);
        writer.value()->addRecords({sampleRecord(2)}); // an older one is still open
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(parts(), 3);
        writer.value()->addRecords({sampleRecord(1)});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(parts(), 1);
        writer.value()->addRecords({sampleRecord(3)});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(parts(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOpenRequests)
#include "tst_openrequests.moc"
