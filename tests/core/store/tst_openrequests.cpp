// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "samplerun.h"
#include "store/openchunkreader.h"
#include "store/rowcheck.h"
#include "store/runsummary.h"
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

    /// What a query tells that has one number for its answer; -1 when it fails.
    static int number(const QString &path, const QString &sql)
    {
        Result<std::unique_ptr<SqliteConnection>> connection =
            SqliteConnection::open(path, SqliteConnection::Mode::ReadOnly);
        QSqlQuery query = (*connection)->query();
        return query.exec(sql) && query.next() ? query.value(0).toInt() : -1;
    }

    static void giveCheck(const SqliteConnection &connection)
    {
        QSqlQuery part = connection.query();
        QVERIFY(part.exec(u"SELECT part, sections FROM open_chunks"_qs) && part.next());
        const qint64 check = checkOf({part.value(0), part.value(1)});
        part.clear();
        QVERIFY(connection.run(u"UPDATE open_chunks SET row_check = %1"_qs.arg(check)).ok());
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
                                 {open.request, open.attempt, all.size() - 1, {7, 9, 8, 5000}}};
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
            QCOMPARE(records[1].chunkCount, quint32{7}); // some have no stamp
            QCOMPARE(records[1].eventCount, quint32{9});
            QCOMPARE(records[1].readCount, quint32{8});
            QCOMPARE(records[1].bytesReceived, quint64{5000});
        }
    }

    void showsNoChunksWhereTheScenarioDropsThem()
    {
        const QString path = newPath();
        RunHeader header = sampleHeader();
        header.scenario.recording.chunkTimes = false;
        auto writer = RunFileWriter::create(path, header);
        RequestRecord open = sampleRecord(3, header.zero, 0);
        open.terminator.reset();
        open.closed.reset();
        writer.value()->updateOpen({{open}});
        OpenProgress progress;
        progress.requests = {{open.request, open.attempt, 1, {12, 14, 12, 900}}};
        progress.chunks = {{*open.firstContent + std::chrono::seconds{9}, 3, ChunkKind::Content}};
        writer.value()->addProgress(progress);
        QVERIFY(writer.value()->commit().ok());
        auto reader = RunFileReader::open(path);
        const std::vector<RequestRecord> records = recordsOf(*reader.value(), {});
        QCOMPARE(records.size(), std::size_t{1});
        QVERIFY(records[0].chunks.empty());
        QCOMPARE(records[0].chunkCount, quint32{12});
        QVERIFY(records[0].closed == progress.chunks.front().at);
    }

    void forgetsProgressOfEndedRequests()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        const auto parts = [&path] {
            return number(path, QStringLiteral("SELECT count(*) FROM open_chunks"));
        };
        for (const quint64 request : {1, 2, 3}) {
            writer.value()->updateOpen({{sampleRecord(request)}});
            QVERIFY(writer.value()->commit().ok());
        }
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

    void writesOneRowForAllRequests()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        for (int commits = 1; commits <= 3; ++commits) {
            for (quint64 request = 0; request < 1000; ++request)
                writer.value()->updateOpen({{sampleRecord(request)}});
            QVERIFY(writer.value()->commit().ok());
            QCOMPARE(number(path, QStringLiteral("SELECT count(*) FROM open_chunks")), commits);
        }
    }

    void splitsPartsThatGrowLarge()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        const RequestRecord large = sampleRecord(1, sampleHeader().zero, 300'000);
        const RequestRecord other = sampleRecord(2);
        writer.value()->updateOpen({{large}, {other}});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(number(path, QStringLiteral("SELECT count(*) FROM open_chunks")), 2);
        auto reader = RunFileReader::open(path);
        const std::vector<RequestRecord> records = recordsOf(*reader.value(), {});
        QCOMPARE(records.size(), std::size_t{2});
        QVERIFY(records[0].chunks == large.chunks);
        QVERIFY(records[1].chunks == other.chunks);
    }

    void dropsPartsThatNobodyNeeds()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        writer.value()->updateOpen({{sampleRecord(1)}});
        writer.value()->addRecords({sampleRecord(1)});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(number(path, QStringLiteral("SELECT count(*) FROM open_chunks")), 0);
    }

    /// An hour in which one stream never ends, so that no part may go: even then there is less in them than
    /// in the rows of the requests that have ended.
    void staysBoundedBesideAnEndlessStream()
    {
        constexpr quint64 endless = 1'000'000;
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        RequestRecord open = sampleRecord(endless, sampleHeader().zero, 0);
        writer.value()->updateOpen({{open}});
        for (quint64 second = 0; second < 3600; ++second) {
            const RequestRecord passing = sampleRecord(second, sampleHeader().zero, 20);
            const RequestRecord next = sampleRecord(second + 1, sampleHeader().zero, 0);
            writer.value()->updateOpen({{next}});
            OpenProgress progress;
            progress.requests = {{open.request, open.attempt, 1}, {passing.request, passing.attempt, 20}};
            progress.chunks = {{*open.firstContent + std::chrono::seconds{second}, 3, ChunkKind::Content}};
            progress.chunks.insert(progress.chunks.end(), passing.chunks.begin(), passing.chunks.end());
            open.chunks.push_back(progress.chunks.front());
            writer.value()->addProgress(progress);
            writer.value()->addRecords({passing});
            if (second % 100 == 99)
                QVERIFY(writer.value()->commit().ok());
        }
        const qint64 inChunks = number(path, QStringLiteral("SELECT sum(length(times)) FROM chunks"));
        const qint64 inParts = number(path, QStringLiteral("SELECT sum(length(sections)) FROM open_chunks"));
        QVERIFY2(inParts < inChunks * 3 / 2,
                 qPrintable(QStringLiteral("%1 of %2").arg(inParts).arg(inChunks)));
        {
            auto reader = RunFileReader::open(path);
            const std::vector<RequestRecord> records = recordsOf(*reader.value(), {});
            QVERIFY(records.back().request == open.request);
            QVERIFY(records.back().chunks == open.chunks);
        }
        writer.value()->addRecords({open, sampleRecord(3600)});
        QVERIFY(writer.value()->commit().ok());
        QCOMPARE(number(path, QStringLiteral("SELECT count(*) FROM open_chunks")), 0);
    }

    void readsInGroupsWhereMemoryIsShort_data()
    {
        QTest::addColumn<qint64>("memory");
        QTest::newRow("one request at a time") << qint64{0};
        QTest::newRow("some") << qint64{300};
        QTest::newRow("all") << OpenChunkReader::usualMemory;
    }
    void readsInGroupsWhereMemoryIsShort()
    {
        QFETCH(qint64, memory);
        constexpr quint64 requests = 50;
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        for (int part = 0; part < 3; ++part) {
            for (quint64 request = 0; request < requests; ++request)
                writer.value()->updateOpen({{sampleRecord(request)}});
            QVERIFY(writer.value()->commit().ok());
        }
        Result<std::unique_ptr<SqliteConnection>> connection =
            SqliteConnection::open(path, SqliteConnection::Mode::ReadOnly);
        OpenChunkReader reader(**connection, sampleHeader().zero, memory);
        for (quint64 request = 0; request < requests; request += 3) { // not everything is asked for
            const std::vector<ChunkStamp> once = sampleRecord(request).chunks;
            std::vector<ChunkStamp> thrice;
            for (int part = 0; part < 3; ++part)
                thrice.insert(thrice.end(), once.begin(), once.end());
            RequestRecord record;
            record.request = RequestId{request};
            QVERIFY(reader.take(record).ok());
            QVERIFY(record.chunks == thrice);
        }
    }

    void refusesDamagedParts_data()
    {
        QTest::addColumn<QString>("sections");
        const auto row = [](const char *name, const QString &blob) { QTest::newRow(name) << blob; };
        row("cut in the request", u"x'80'"_qs);
        row("no attempt", u"x'03'"_qs);
        row("no length", u"x'030101010101'"_qs);
        row("longer than the part", u"x'03010101010105020202'"_qs);
        row("length of 64 bits", u"x'030101010101ffffffffffffffffff01'"_qs);
        row("attempt above 32 bits", u"x'0380808080100101010100'"_qs);
        row("count above 32 bits", u"x'0301018080808010010100'"_qs);
        row("bytes above 63 bits", u"x'0301010101ffffffffffffffffff0100'"_qs);
        row("times cut", u"x'0301010101010180'"_qs);
        row("second section cut", u"x'030101010101020202030101'"_qs);
        row("text", u"'what is this'"_qs);
        row("too large", u"zeroblob(%1)"_qs.arg(largestOpenPart + 1));
    }
    void refusesDamagedParts()
    {
        QFETCH(QString, sections);
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        writer.value()->updateOpen({{sampleRecord(3)}});
        QVERIFY(writer.value()->finish(RunState::Stopped, {}).ok());
        {
            Result<std::unique_ptr<SqliteConnection>> connection =
                SqliteConnection::open(path, SqliteConnection::Mode::ReadWrite);
            QVERIFY((*connection)->run(u"UPDATE open_chunks SET sections = %1"_qs.arg(sections)).ok());
            giveCheck(**connection); // what the row's own check lets pass is looked at, too
        }
        auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        const Result<void> read = reader.value()->forEachRecord({}, [](const RequestRecord &) {});
        QVERIFY(!read.ok());
        QVERIFY2(read.error().text().contains(u"open requests are damaged"), qPrintable(read.error().text()));
        QVERIFY(!read.error().advice.isEmpty());
    }

    /// A stream that hung from its second second until the process was killed in the tenth.
    void letsOpenRequestsEndWithTheLastCommit()
    {
        using namespace std::chrono_literals;
        const QString path = newPath();
        const RunHeader header = sampleHeader();
        {
            auto writer = RunFileWriter::create(path, header);
            RequestRecord open = sampleRecord(0, header.zero, 1);
            open.started = open.intended = header.zero + 1s;
            open.firstContent = open.lastToken = header.zero + 2s;
            open.chunks = {{*open.firstContent, 3, ChunkKind::Content}};
            open.terminator.reset();
            open.closed.reset();
            RequestRecord waiting = sampleRecord(1, header.zero, 0);
            waiting.started = waiting.intended = header.zero + 4s;
            waiting.firstEvent.reset();
            waiting.firstContent.reset();
            waiting.lastToken.reset();
            waiting.terminator.reset();
            waiting.closed.reset();
            writer.value()->updateOpen({{open}, {waiting}});
            RunMilestones milestones;
            milestones.start = milestones.measureFrom = header.zero;
            milestones.end = header.zero + 10s;
            milestones.planned = 2;
            writer.value()->setMilestones(milestones, {});
            QVERIFY(writer.value()->commit().ok());
        }
        auto reader = RunFileReader::open(path);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        const std::vector<RequestRecord> records = recordsOf(*reader.value(), {});
        QCOMPARE(records.size(), std::size_t{2});
        QVERIFY(records[0].closed == header.zero + 10s);
        QVERIFY(records[1].closed == header.zero + 10s);
        const Result<SummaryWithSamples> figures = summarize(*reader.value(), Window::Kind::All);
        QVERIFY(figures.ok());
        const QJsonObject summary = toJson(figures->summary);
        QCOMPARE(summary[u"requests"_qs].toObject()[u"cut"_qs].toInt(), 2);
        QCOMPARE(summary[u"stalls"_qs].toInt(), 1); // of 8 s, and it had not ended
        const QJsonObject gap = summary[u"longest_gap_ms"_qs].toObject();
        QCOMPARE(gap[u"censored"_qs].toInt(), 1);
        QCOMPARE(summary[u"ttft_ms"_qs].toObject()[u"censored"_qs].toInt(), 1); // waited for 6 s at least
    }

    void refusesMoreChunksThanARequestKeeps()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        writer.value()->updateOpen({{sampleRecord(3, sampleHeader().zero, int{mostChunkStamps})}});
        writer.value()->updateOpen({{sampleRecord(3)}});
        QVERIFY(writer.value()->commit().ok());
        auto reader = RunFileReader::open(path);
        QVERIFY(!reader.value()->forEachRecord({}, [](const RequestRecord &) {}).ok());
    }

    void survivesRandomSections()
    {
        Random random(3);
        for (int round = 0; round < 5000; ++round) {
            QByteArray sections;
            for (quint64 i = random.below(40); i > 0; --i)
                sections += static_cast<char>(random.nextWord() & (round % 2 == 0 ? 0xff : 0x07));
            qsizetype seen = 0;
            [[maybe_unused]] const Result<void> read =
                forEachOpenSection(sections, [&seen](const OpenSection &section) {
                    seen += 7 + section.times.size(); // at least: seven numbers of a byte and more
                });
            QVERIFY(seen <= sections.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestOpenRequests)
#include "tst_openrequests.moc"
