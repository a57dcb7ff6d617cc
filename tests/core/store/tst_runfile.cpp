// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/windowfinder.h"
#include "samplerun.h"
#include "store/runschema.h"
#include "store/runsummary.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace weir;
using namespace std::chrono_literals;

class TestRunFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_files = 0;

    QString newPath() { return m_folder.filePath(QStringLiteral("run%1.weirrun").arg(m_files++)); }

    static std::vector<RequestRecord> recordsOf(const RunFileReader &reader, const RecordQuery &query = {})
    {
        std::vector<RequestRecord> records;
        const Result<void> read = reader.forEachRecord(
            query, [&records](const RequestRecord &record) { records.push_back(record); });
        if (!read)
            qWarning().noquote() << read.error().text();
        return records;
    }

    /// A finished run with 30 requests, written in reverse order.
    QString finishedRun()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        std::vector<RequestRecord> records;
        for (quint64 i = 30; i-- > 0;)
            records.push_back(sampleRecord(i));
        writer.value()->addRecords(records);
        const Result<void> finished =
            writer.value()->finish(RunState::Finished, {{QStringLiteral("verdict"), QStringLiteral("pass")}});
        return finished ? path : QString();
    }

private Q_SLOTS:
    void givesBackWhatItGot()
    {
        const RunHeader header = sampleHeader();
        const QString path = newPath();
        RunMilestones milestones;
        milestones.start = header.zero;
        milestones.measureFrom = header.zero + 2s;
        milestones.rampEnd = header.zero + 3s;
        milestones.plateaus = {{3s, 5s, 8.0, {}}, {5s, 9s, {}, 12.5}};
        milestones.lastIntended = header.zero + 9s;
        milestones.planned = 30;
        milestones.capReached = true;
        milestones.meanBusyUsers = 1.5;
        milestones.servers = {{TargetIndex{0}, {QStringLiteral("uvicorn"), QStringLiteral("nginx")}}};
        GeneratorHealth health;
        health.events = 77;
        health.loopLagP99 = 3ms;
        SeriesPoint point;
        point.started = 4;
        point.errors[OutcomeClass::RateLimited] = 2;
        point.ttft.record(50ms);
        {
            auto writer = RunFileWriter::create(path, header);
            QVERIFY2(writer.ok(), qPrintable(writer ? QString() : writer.error().text()));
            writer.value()->addRecords({sampleRecord(1), sampleRecord(0)});
            writer.value()->addNote({3s, QStringLiteral("mark"), Message::verbatim(QStringLiteral("here"))});
            writer.value()->addSeriesPoint(2, point);
            writer.value()->setHistogram(QStringLiteral("ttft"), point.ttft);
            writer.value()->setMilestones(milestones, health);
            QVERIFY(writer.value()->finish(RunState::Stopped, {{QStringLiteral("seed"), 1}}).ok());
            QVERIFY(writer.value()->bytes() > 0);
        }
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
        auto reader = RunFileReader::open(path);
        QVERIFY2(reader.ok(), qPrintable(reader ? QString() : reader.error().text()));
        QVERIFY(reader.value()->state() == RunState::Stopped);
        QCOMPARE(reader.value()->header().id, header.id);
        QCOMPARE(reader.value()->header().seed, header.seed);
        QCOMPARE(reader.value()->header().startedAt, header.startedAt);
        QVERIFY(reader.value()->header().zero == header.zero);
        QVERIFY(reader.value()->header().scenario == header.scenario);
        QCOMPARE(reader.value()->header().environment, header.environment);
        QCOMPARE(reader.value()->summaryJson().value(QStringLiteral("seed")).toInt(), 1);
        QVERIFY(reader.value()->milestones().lastIntended == milestones.lastIntended);
        QVERIFY(reader.value()->milestones().rampEnd == milestones.rampEnd);
        QVERIFY(reader.value()->milestones().plateaus == milestones.plateaus);
        QCOMPARE(reader.value()->milestones().meanBusyUsers, 1.5);
        QVERIFY(reader.value()->milestones().servers == milestones.servers);
        QCOMPARE(factsOf(*reader.value()).origin.targets.at(0).server, QStringLiteral("uvicorn, nginx"));
        QVERIFY(reader.value()->milestones().capReached);
        QVERIFY(reader.value()->health() == health);
        QCOMPARE(reader.value()->notes().size(), std::size_t{1});
        QVERIFY(reader.value()->histograms().at(QStringLiteral("ttft")) == point.ttft);
        const TimeSeries series = reader.value()->series();
        QCOMPARE(series.points().size(), std::size_t{3});
        QCOMPARE(series.points()[2].started, quint64{4});
        QCOMPARE(series.points()[2].errors.at(OutcomeClass::RateLimited), quint64{2});
        QVERIFY(series.points()[2].ttft == point.ttft);
        const std::vector<RequestRecord> records = recordsOf(*reader.value());
        QCOMPARE(records.size(), std::size_t{2});
        QVERIFY(records[0] == sampleRecord(0));
        QVERIFY(records[1] == sampleRecord(1));
    }

    void theWalkForTheWindowReadsAllThatTheSearchLooksAt()
    {
        RunHeader header = sampleHeader();
        header.scenario.targets.push_back(header.scenario.targets.front());
        const QString path = newPath();
        std::vector<RequestRecord> records;
        for (quint64 i = 0; i < 400; ++i) {
            records.push_back(sampleRecord(i, header.zero));
            RequestRecord &record = records.back();
            record.intended = header.zero + i * 50ms;
            record.openLoad = i % 2 == 0;
            record.streamed = i % 7 != 0;
            record.target = TargetIndex{static_cast<quint32>(i % 2)};
            record.usage.output = i % 5 == 0 ? std::optional<quint64>() : 4 + i % 3;
            record.usage.reasoning = i % 3;
            record.usage.total = 16 + i % 3;
            record.usage.unreadable = i % 11 == 0 ? 4 : 0;
            record.firstReasoning = i % 4 == 0 ? record.firstEvent : Stamp();
            if (i % 13 == 0) { // a retry, which decides its request
                RequestRecord retry = record;
                retry.attempt = AttemptNumber{2};
                record.retried = true;
                records.push_back(retry);
            }
        }
        {
            auto writer = RunFileWriter::create(path, header);
            QVERIFY(writer.ok());
            writer.value()->addRecords(records);
            RunMilestones milestones;
            milestones.start = milestones.measureFrom = header.zero;
            milestones.end = header.zero + 21s;
            writer.value()->setMilestones(milestones, {});
            QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        }
        const auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        RecordQuery query;
        query.withChunks = false;
        query.forWindow = true;
        const std::vector<RequestRecord> looked = recordsOf(**reader, query);
        QCOMPARE(looked.size(), records.size());
        QVERIFY(looked[5].outcome.httpStatus == 0 &&
                looked[5].finishReason.isEmpty()); // the rest is not read
        const RunFacts facts = factsOf(**reader);
        WindowFinder partly(facts);
        WindowFinder wholly(facts);
        query.forWindow = false;
        for (const RequestRecord &record : looked)
            partly.add(record);
        for (const RequestRecord &record : recordsOf(**reader, query))
            wholly.add(record);
        QVERIFY(partly.window() == wholly.window());
        QCOMPARE(partly.records(), quint64{431});
        for (const RequestRecord &record : records)
            QCOMPARE(partly.isDeciding(record), !record.retried);
        // The figures are those of a search that has everything.
        const Result<SummaryWithSamples> summary = summarize(**reader);
        QVERIFY(summary.ok());
        const Result<SummaryWithSamples> same = SummaryBuilder(facts).build(
            [&](const RecordVisitor &visit) { return (*reader)->forEachRecord(RecordQuery{}, visit); });
        QVERIFY(same.ok());
        QVERIFY(summary->summary.window == same->summary.window);
        QVERIFY(summary->summary.e2e == same->summary.e2e);
        QCOMPARE(summary->summary.tokensPerSecond, same->summary.tokensPerSecond);
    }

    void plateausThatCantBeAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kept");
        QTest::newRow("none (files of older programs)") << QByteArray("{}") << 0;
        QTest::newRow("two") << QByteArray("{'plateaus_ns':[[0,5],[5,9]]}") << 2;
        QTest::newRow("no array") << QByteArray("{'plateaus_ns':7}") << 0;
        QTest::newRow("no pairs") << QByteArray("{'plateaus_ns':[[1],[],{},null]}") << 0;
        QTest::newRow("backwards") << QByteArray("{'plateaus_ns':[[0,5],[9,7]]}") << 1;
        QTest::newRow("overlapping") << QByteArray("{'plateaus_ns':[[0,5],[4,9]]}") << 1;
        QTest::newRow("negative") << QByteArray("{'plateaus_ns':[[-5,5]]}") << 0;
        QTest::newRow("beyond all time")
            << QByteArray("{'plateaus_ns':[[0,1e300],[0,9223372036854775807]]}") << 0;
        QByteArray many("{'plateaus_ns':[");
        for (int i = 0; i < 5000; ++i)
            many += (i ? ",[" : "[") + QByteArray::number(i) + ',' + QByteArray::number(i + 1) + ']';
        QTest::newRow("too many") << many + "]}" << 1000;
    }
    void plateausThatCantBeAreLeftOut()
    {
        QFETCH(QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json.replace('\'', '"')).object();
        QCOMPARE(object.isEmpty(), json == "{}");
        const RunMilestones milestones = milestonesFromJson(object, timePointFromNs(0));
        QTEST(static_cast<int>(milestones.plateaus.size()), "kept");
        QVERIFY(!milestones.rampEnd);
    }

    void serversAreBounded()
    {
        const auto read = [](QByteArray json) {
            const QJsonObject object = QJsonDocument::fromJson(json.replace('\'', '"')).object();
            return milestonesFromJson(object, timePointFromNs(0)).servers;
        };
        QVERIFY(read("{'servers': 7}").empty());
        QVERIFY(read("{'servers': [[-1, ['a']], [1e300, ['a']]]}").empty());
        const TargetIndex second{1};
        QCOMPARE(read("{'servers': [[1, ['a', 'a', 5, '', 'b']]]}").at(second),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        // What still fits stands; nothing is cut in the middle.
        std::map<TargetIndex, QStringList> servers;
        addServer(servers, second, QString(150, u'x'));
        addServer(servers, second, QString(51, u'y'));
        addServer(servers, second, QString(50, u'z'));
        QCOMPARE(servers.at(second), (QStringList{QString(150, u'x'), QString(50, u'z')}));
    }

    void theEndOfTheRecordsMakesTheIndexes()
    {
        const QString path = newPath();
        const auto indexesOf = [&path] {
            const auto connection = SqliteConnection::open(path, SqliteConnection::Mode::ReadOnly);
            QSqlQuery query = (*connection)->query();
            QStringList names;
            query.exec(QStringLiteral("SELECT name FROM sqlite_master WHERE name LIKE '%_by_id' ORDER BY 1"));
            while (query.next())
                names << query.value(0).toString();
            return names;
        };
        const QStringList both{QStringLiteral("chunks_by_id"), QStringLiteral("requests_by_id")};
        auto writer = RunFileWriter::create(path, sampleHeader());
        QVERIFY(writer.ok());
        writer.value()->addRecords({sampleRecord(1), sampleRecord(0)});
        writer.value()->endRecords();
        QCOMPARE(indexesOf(), both);
        // What was there is committed, and the rest of the file may still be written.
        QCOMPARE(RunFileReader::open(path).value()->recordCount(), quint64{2});
        writer.value()->addNote({3s, QStringLiteral("mark"), Message::verbatim(QStringLiteral("here"))});
        QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        QCOMPARE(indexesOf(), both);
        const auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        QCOMPARE(reader.value()->notes().size(), std::size_t{1});
        QCOMPARE(recordsOf(*reader.value()).size(), std::size_t{2});
    }

    void ordersFiltersAndPages_data()
    {
        QTest::addColumn<quint64>("offset");
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("errorsOnly");
        QTest::addColumn<QList<int>>("numbers");
        QTest::newRow("first three") << quint64{0} << 3 << false << QList<int>{0, 1, 2};
        QTest::newRow("a page") << quint64{10} << 2 << false << QList<int>{10, 11};
        QTest::newRow("past the end") << quint64{29} << 5 << false << QList<int>{29};
        QTest::newRow("errors") << quint64{0} << -1 << true << QList<int>{7, 17, 27};
        QTest::newRow("an error page") << quint64{1} << 1 << true << QList<int>{17};
    }
    void ordersFiltersAndPages()
    {
        QFETCH(quint64, offset);
        QFETCH(int, limit);
        QFETCH(bool, errorsOnly);
        QFETCH(QList<int>, numbers);
        auto reader = RunFileReader::open(finishedRun());
        QVERIFY(reader.ok());
        RecordQuery query;
        query.offset = offset;
        if (limit >= 0)
            query.limit = static_cast<quint64>(limit);
        if (errorsOnly)
            query.outcome = OutcomeClass::ApiError;
        QList<int> found;
        for (const RequestRecord &record : recordsOf(*reader.value(), query)) {
            found << static_cast<int>(record.request.value());
            QVERIFY(record == sampleRecord(record.request.value()));
        }
        QCOMPARE(found, numbers);
    }

    void showsOpenRequestsLast()
    {
        const QString path = newPath();
        {
            auto writer = RunFileWriter::create(path, sampleHeader());
            RequestRecord open = sampleRecord(3);
            const std::vector<ChunkStamp> all = open.chunks;
            open.closed.reset();
            open.chunks.assign(all.begin(), all.begin() + 2);
            writer.value()->updateOpen({{open}});
            open.chunks.assign(all.begin() + 2, all.end());
            writer.value()->updateOpen({{open}});
            writer.value()->updateOpen({{sampleRecord(9)}});
            writer.value()->addRecords({sampleRecord(9)}); // ended: its own row replaces the open one
            QVERIFY(writer.value()->commit().ok());
            auto live = RunFileReader::open(path); // while it is being written
            QVERIFY(live.ok());
            QVERIFY(live.value()->state() == RunState::Running);
            QCOMPARE(live.value()->recordCount(), quint64{2});
            writer.value()->addRecords({sampleRecord(50)}); // never committed
        }
        auto reader = RunFileReader::open(path);
        QVERIFY(reader.ok());
        QVERIFY(reader.value()->state() == RunState::Interrupted);
        const std::vector<RequestRecord> records = recordsOf(*reader.value());
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(records[0].request.value(), quint64{9});
        QCOMPARE(records[1].request.value(), quint64{3});
        QVERIFY(records[1].chunks == sampleRecord(3).chunks);
        QVERIFY(records[1].outcome.outcome == OutcomeClass::CutByTestEnd);
        QVERIFY(records[1].outcome.message.english().contains(QStringLiteral("interrupted")));
        QVERIFY(records[1].closed >= records[1].lastToken);
    }

    void neverStoresSecretValues()
    {
        const QString path = newPath();
        RunHeader header = sampleHeader();
        header.scenario.targets.front().auth.key = QStringLiteral("sk-very-secret-value");
        header.scenario.targets.front().headers.push_back(
            {QStringLiteral("Authorization"), QStringLiteral("Bearer other-secret-value")});
        {
            auto writer = RunFileWriter::create(path, header);
            QVERIFY(writer.ok());
            QVERIFY(writer.value()->finish(RunState::Finished, {}).ok());
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret-value"));
    }

    void reportsAFullDisk()
    {
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        QVERIFY(writer.ok());
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{writer.value()->bytes() + 100'000, before.rlim_max};
        void (*const handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &tight);
        std::optional<Error> failure;
        for (quint64 i = 0; i < 200 && !failure; ++i) {
            writer.value()->addRecords({sampleRecord(i, timePointFromNs(5'000'000'000), 5000)});
            if (const Result<void> done = writer.value()->commit(); !done)
                failure = done.error();
        }
        writer.value()->addRecords({sampleRecord(500)});
        const bool stillFails = !writer.value()->commit().ok();
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(failure.has_value());
        QVERIFY(!failure->advice.isEmpty());
        QVERIFY(stillFails);
    }

    void reportsARemovedFolder()
    {
        const QString folder = m_folder.filePath(QStringLiteral("gone"));
        auto writer = RunFileWriter::create(folder + QStringLiteral("/run.weirrun"), sampleHeader());
        QVERIFY(writer.ok());
        QVERIFY(QDir(folder).removeRecursively());
        writer.value()->addRecords({sampleRecord(0)});
        const Result<void> done = writer.value()->commit();
        QVERIFY(!done.ok());
        QVERIFY(!done.error().advice.isEmpty());
    }

    /// SQLite would go on writing into files that nobody can find any more.
    void reportsFilesThatWereReplaced_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("removed") << QString() << false;
        QTest::newRow("replaced") << QString() << true;
        QTest::newRow("log removed") << QStringLiteral("-wal") << false;
        QTest::newRow("log replaced") << QStringLiteral("-wal") << true;
    }
    void reportsFilesThatWereReplaced()
    {
        QFETCH(const QString, ending);
        QFETCH(const bool, isReplaced);
        const QString path = newPath();
        auto writer = RunFileWriter::create(path, sampleHeader());
        QVERIFY(writer.ok());
        writer.value()->addRecords({sampleRecord(0)});
        QVERIFY(writer.value()->commit().ok());
        if (isReplaced) {
            QVERIFY(QFile::copy(path + ending, path + QStringLiteral(".copy")));
            QVERIFY(QFile::rename(path + ending, path + QStringLiteral(".old")));
            QVERIFY(QFile::rename(path + QStringLiteral(".copy"), path + ending));
        } else {
            QVERIFY(QFile::remove(path + ending));
        }
        const Result<void> done = writer.value()->commit();
        QVERIFY(!done.ok());
        QVERIFY2(done.error().text().contains(QStringLiteral("removed, renamed or replaced")),
                 qPrintable(done.error().text()));
    }

    void refusesTheLogOfAFileThatIsGone_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("log") << QStringLiteral("-wal");
        QTest::newRow("journal") << QStringLiteral("-journal");
    }
    void refusesTheLogOfAFileThatIsGone()
    {
        QFETCH(const QString, ending);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("run.weirrun"));
        QFile left(path + ending);
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("of another run");
        left.close();
        const Result<std::unique_ptr<RunFileWriter>> refused = RunFileWriter::create(path, RunHeader());
        QVERIFY(!refused);
        QVERIFY(refused.error().text().contains(QStringLiteral("run.weirrun") + ending));
        QVERIFY(!QFile::exists(path));
        QVERIFY(left.open(QIODevice::ReadOnly));
        QCOMPARE(left.readAll(), QByteArray("of another run"));
    }

    void refusesToOverwrite()
    {
        const QString path = finishedRun();
        QVERIFY(!RunFileWriter::create(path, sampleHeader()).ok());
        QVERIFY(RunFileReader::open(path).ok());
        const QStringList drafts =
            QDir(m_folder.path()).entryList({QStringLiteral(".weir-*")}, QDir::Files | QDir::Hidden);
        QVERIFY2(drafts.isEmpty(), qPrintable(drafts.join(u' ')));
    }

    void opensReadOnlyFolders()
    {
        const QString folder = m_folder.filePath(QStringLiteral("fixed"));
        QVERIFY(QDir().mkpath(folder));
        const QString path = folder + QStringLiteral("/run #1 100%?.weirrun");
        QVERIFY(QFile::copy(finishedRun(), path));
        QCOMPARE(::chmod(m_folder.path().toLocal8Bit().constData(), 0755), 0);
        QCOMPARE(::chmod(path.toLocal8Bit().constData(), 0444), 0);
        QCOMPARE(::chmod(folder.toLocal8Bit().constData(), 0555), 0);
        const bool isRoot = ::geteuid() == 0; // may write anywhere, so it must step down for this test
        if (isRoot)
            QCOMPARE(::setresuid(65534, 65534, 0), 0);
        auto reader = RunFileReader::open(path);
        const QString error = reader ? QString() : reader.error().text();
        const std::size_t count = reader ? recordsOf(*reader.value()).size() : 0;
        if (isRoot)
            QCOMPARE(::setresuid(0, 0, 0), 0);
        ::chmod(folder.toLocal8Bit().constData(), 0755);
        QVERIFY2(reader.ok(), qPrintable(error));
        QCOMPARE(count, std::size_t{30});
    }

    void namesRuns()
    {
        const QDateTime at = sampleHeader().startedAt;
        QCOMPARE(newRunId(at).size(), 26);
        QVERIFY(newRunId(at) < newRunId(at.addMSecs(1)));
        QCOMPARE(defaultRunPath(QStringLiteral("/a/b.weir"), at, QStringLiteral("X")),
                 QStringLiteral("/a/b.runs/20261121T003000Z-X.weirrun"));
        QCOMPARE(defaultRunPath(QString(), at, QStringLiteral("X")),
                 QStringLiteral("weir-runs/20261121T003000Z-X.weirrun"));
    }
};

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_runfile.moc"
