// SPDX-License-Identifier: GPL-3.0-or-later
// The state machine of a run: its phases, every way to end it, what it shows meanwhile and what it leaves in
// the file.
#include "engine/run.h"
#include "quickservice.h"
#include "store/runfile.h"
#include "store/runsummary.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/resource.h>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::RunPhase)
Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

/// When a run is destroyed.
enum class Moment
{
    NeverStarted,
    JustStarted,
    Connecting,
    Running, ///< All streams are open, as in the next.
    Draining,
};

Scenario closedLoad(const QString &url, quint32 users, Nanoseconds duration)
{
    QFETCH_GLOBAL(const TransportKind, transport);
    Scenario scenario = scenarioFor(url);
    scenario.transport = transport;
    ClosedLoad closed;
    closed.users = users;
    scenario.load.first().model = closed;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = duration;
    return scenario;
}

std::unique_ptr<RunFileReader> opened(const QString &path)
{
    Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().text()));
    return std::move(*reader);
}

QStringList notesOf(const QString &path, const QString &kind)
{
    QStringList texts;
    for (const RunNote &note : opened(path)->notes()) {
        if (note.kind == kind)
            texts.append(note.text.english());
    }
    return texts;
}

/// What a report says of the saved run.
QJsonObject reportOf(const QString &path)
{
    return toJson(summarize(*opened(path)).value().summary);
}

/// Does something once the run is in a phase, and then some.
void inPhase(Run &run, RunPhase wanted, const std::function<void()> &action)
{
    const auto later = [&run, action] { QTimer::singleShot(150ms, &run, action); };
    if (run.phase() == wanted)
        return later();
    QObject::connect(&run, &Run::phaseChanged, &run, [wanted, later](RunPhase phase) {
        if (phase == wanted)
            later();
    });
}

} // namespace

Q_DECLARE_METATYPE(Moment)

class TestRun : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QuickService m_quick{10ms, 2ms, 5};
    const QuickService m_endless{10ms, 20ms, 100'000};

    FinishedRun run(const Scenario &scenario, const std::function<void(Run &)> &whileRunning = {})
    {
        Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), whileRunning);
        if (!finished)
            qFatal("%s", qPrintable(finished.error().text()));
        return std::move(*finished);
    }

    Result<std::unique_ptr<Run>> prepared(const Scenario &scenario, const QString &name)
    {
        RunRequest request;
        request.scenario = scenario;
        request.runPath = m_folder.filePath(name);
        request.warnings = {Message::verbatim(QStringLiteral("a warning of check()"))};
        return Run::prepare(request);
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
    }
    void cleanup() // each test begins with an empty folder
    {
        const QDir folder(m_folder.path());
        for (const QString &name : folder.entryList(QDir::Files))
            QFile::remove(folder.filePath(name));
    }

    void goesThroughItsPhases()
    {
        Scenario scenario = closedLoad(m_quick.url(), 2, 700ms);
        scenario.load.warmUp = 400ms;
        const FinishedRun finished = run(scenario, [](Run &run) { run.mark(QStringLiteral("a mark")); });
        const std::vector<RunPhase> phases{RunPhase::WarmUp, RunPhase::Measure, RunPhase::Drain,
                                           RunPhase::Done};
        QVERIFY(finished.phases == phases);
        QCOMPARE(notesOf(finished.path, QStringLiteral("phase")),
                 (QStringList{QStringLiteral("warm-up"), QStringLiteral("measuring"),
                              QStringLiteral("draining"), QStringLiteral("done")}));
        QCOMPARE(notesOf(finished.path, QStringLiteral("mark")), QStringList{QStringLiteral("a mark")});
        QVERIFY(opened(finished.path)->state() == RunState::Finished);
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QCOMPARE(finished.summary.requests.cut, quint64{0});
        QCOMPARE(reportOf(finished.path), toJson(finished.summary));
        for (const char *window : {"0s..100s", "50s..60s"}) {
            const Result<SummaryWithSamples> past =
                summarize(*opened(finished.path), *parseWindow(QString::fromLatin1(window)));
            QVERIFY(!past);
            QCOMPARE(past.error().what.code(), QByteArray("window.past_end"));
        }
        QVERIFY(summarize(*opened(finished.path), *parseWindow(QStringLiteral("0s..100ms"))));
    }

    /// As curl's kernel stamps and QNAM's reads tell it.
    void theHeadComesBeforeTheTokens()
    {
        const QByteArray token = chunk(sse(R"({"choices":[{"delta":{"content":"a"}}]})"));
        ServerScript script;
        script.readRequest()
            .send(sseHead("Server: scripted/1\r\nVia: 1.1 edge\r\n"))
            .sleep(300ms)
            .send(token + chunk(sse("[DONE]")) + lastChunk())
            .repeat();
        const ScriptedServer server(script);
        Scenario scenario = closedLoad(server.url().toString(), 1, 60s);
        scenario.load.first().requests = 1;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{1});
        const RequestRecord &record = finished.records.front();
        QVERIFY(record.outcome.outcome == OutcomeClass::Success);
        QVERIFY(record.headers && record.firstByte && record.firstContent);
        QVERIFY(*record.firstByte <= *record.headers);
        QVERIFY(*record.headers < *record.firstContent);
        QVERIFY(finished.summary.ttfb.max < finished.summary.ttft.min);
        QCOMPARE(finished.summary.origin.targets.at(0).server, QStringLiteral("scripted/1, via: 1.1 edge"));
        QCOMPARE(reportOf(finished.path), toJson(finished.summary));
    }

    void theFirstFailureIsNoted()
    {
        const ScriptedServer server(ServerScript().readRequest().send(httpResponse(503, "{}")).repeat());
        Scenario scenario = closedLoad(server.url().toString(), 1, 60s);
        scenario.load.first().requests = 3;
        const QStringList notes = notesOf(run(scenario).path, QStringLiteral("error"));
        QCOMPARE(notes.size(), 1);
        QVERIFY2(notes[0].startsWith(QStringLiteral("The first http_5xx:503, request 0")),
                 qPrintable(notes[0]));
    }

    void warmUpStaysOutOfTheFigures()
    {
        Scenario scenario = closedLoad(m_quick.url(), 2, 600ms);
        scenario.load.warmUp = 600ms;
        const FinishedRun finished = run(scenario);
        const auto measured =
            std::count_if(finished.records.begin(), finished.records.end(),
                          [](const RequestRecord &r) { return r.phase == RunPhase::Measure; });
        const quint64 all = finished.records.size();
        QVERIFY(measured > 0 && static_cast<quint64>(measured) < all);
        QCOMPARE(finished.summary.ttft.count, static_cast<quint64>(measured));
        QCOMPARE(finished.summary.requests.started, all);
    }

    void stopsGently()
    {
        SnapshotPtr last;
        const FinishedRun finished = run(closedLoad(m_quick.url(), 3, 60s), [&last](Run &run) {
            QObject::connect(&run, &Run::snapshotReady, &run, [&] { last = run.snapshot(); });
            inPhase(run, RunPhase::Measure, [&run] {
                QTimer::singleShot(400ms, &run, [&run] {
                    run.stopGently();
                    run.stopGently();
                });
            });
        });
        QVERIFY(finished.records.size() > 3);
        QVERIFY(opened(finished.path)->state() == RunState::Stopped);
        QVERIFY(!finished.summary.interrupted);
        QVERIFY2(finished.summary.verdict == Verdict::Incomplete ||
                     finished.summary.verdict == Verdict::Invalid,
                 qPrintable(toString(finished.summary.verdict))); // invalid where this machine was too busy
        QVERIFY(englishOf(finished.summary.reasons).back().contains(u"stopped before its plan was over"));
        QCOMPARE(finished.summary.requests.cut, quint64{0});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(last->requests == finished.summary.requests);
    }

    void stopsAtOnce()
    {
        const FinishedRun finished = run(closedLoad(m_endless.url(), 3, 60s), [](Run &run) {
            QTimer::singleShot(900ms, &run, [&run] {
                run.stopNow();
                run.stopNow();
            });
        });
        QCOMPARE(finished.records.size(), std::size_t{3});
        for (const RequestRecord &record : finished.records) {
            QCOMPARE(record.outcome.key(), QStringLiteral("cut_by_test_end"));
            QVERIFY(record.chunkCount > 1);
            QCOMPARE(record.chunks.size(), static_cast<std::size_t>(record.chunkCount));
        }
        QCOMPARE(finished.summary.requests.cut, quint64{3});
        QCOMPARE(imbalance(finished.summary.requests), QString());
    }

    void stopsBeforeItsFirstRequest()
    {
        const FinishedRun finished = run(closedLoad(m_quick.url(), 3, 60s), [](Run &run) { run.stopNow(); });
        QCOMPARE(finished.records.size(), std::size_t{0});
        QCOMPARE(finished.summary.requests.planned, quint64{0});
        QVERIFY(finished.summary.verdict == Verdict::Incomplete);
    }

    void cutsWhatOutlivesTheDrain()
    {
        Scenario scenario = closedLoad(m_endless.url(), 2, 200ms);
        scenario.load.drain = 200ms;
        const FinishedRun finished = run(scenario);
        QVERIFY(opened(finished.path)->state() == RunState::Finished);
        QCOMPARE(finished.summary.requests.cut, quint64{2});
        QCOMPARE(imbalance(finished.summary.requests), QString());
    }

    void isInterrupted_data()
    {
        QTest::addColumn<RunPhase>("phase");
        QTest::newRow("warm-up") << RunPhase::WarmUp;
        QTest::newRow("measuring") << RunPhase::Measure;
        QTest::newRow("draining") << RunPhase::Drain;
    }
    void isInterrupted()
    {
        QFETCH(RunPhase, phase);
        Scenario scenario = closedLoad(m_endless.url(), 2, phase == RunPhase::Drain ? 100ms : 60s);
        scenario.load.warmUp = phase == RunPhase::Measure ? 100ms : 400ms;
        const FinishedRun finished =
            run(scenario, [phase](Run &run) { inPhase(run, phase, [&run] { run.interrupt(); }); });
        QVERIFY(finished.summary.interrupted);
        QVERIFY2(finished.summary.verdict == Verdict::Incomplete ||
                     finished.summary.verdict == Verdict::Invalid,
                 qPrintable(toString(finished.summary.verdict))); // invalid where this machine was too busy
        QVERIFY(englishOf(finished.summary.reasons).back().contains(u"was interrupted"));
        QVERIFY(opened(finished.path)->state() == RunState::Interrupted);
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QCOMPARE(reportOf(finished.path), toJson(finished.summary)); // its warnings, too
        QVERIFY(finished.phases.back() == RunPhase::Done);
    }

    void isDestroyed_data()
    {
        QTest::addColumn<Moment>("moment");
        QTest::newRow("never started") << Moment::NeverStarted;
        QTest::newRow("just started") << Moment::JustStarted;
        QTest::newRow("connecting") << Moment::Connecting;
        QTest::newRow("running") << Moment::Running;
        QTest::newRow("draining") << Moment::Draining;
    }
    void isDestroyed()
    {
        QFETCH(Moment, moment);
        const bool isStarted = moment != Moment::NeverStarted;
        const QString name = QStringLiteral("destroyed-%1.weirrun").arg(static_cast<int>(moment));
        Result<std::unique_ptr<Run>> made = prepared(closedLoad(m_endless.url(), 3, 1s), name);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        std::unique_ptr<Run> run = std::move(*made);
        bool finished = false;
        bool isSeen = false;
        connect(run.get(), &Run::finished, this, [&finished] { finished = true; });
        connect(run.get(), &Run::snapshotReady, this, [&isSeen] { isSeen = true; });
        if (isStarted)
            run->start();
        if (moment == Moment::Connecting) // the first snapshot comes before the first request
            QTRY_VERIFY_WITH_TIMEOUT(isSeen, 10'000);
        else if (moment == Moment::Running)
            QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->openStreams == 3, 10'000);
        else if (moment == Moment::Draining)
            QTRY_VERIFY_WITH_TIMEOUT(run->phase() == RunPhase::Drain, 10'000);
        run.reset();
        QVERIFY(!finished);
        const std::unique_ptr<RunFileReader> reader = opened(m_folder.filePath(name));
        QVERIFY(reader->state() == (isStarted ? RunState::Stopped : RunState::Interrupted));
        QCOMPARE(reader->summaryJson().isEmpty(), !isStarted);
        if (moment >= Moment::Running)
            QCOMPARE(reader->recordCount(), quint64{3});
        if (isStarted)
            QCOMPARE(notesOf(reader->path(), QStringLiteral("warning")),
                     QStringList{QStringLiteral("a warning of check()")});
    }

    void isDestroyedWhileItsEndIsOnTheWay()
    {
        Result<std::unique_ptr<Run>> made =
            prepared(closedLoad(m_quick.url(), 1, 60s), QStringLiteral("late.weirrun"));
        QVERIFY(made);
        std::unique_ptr<Run> run = std::move(*made);
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(run->snapshot()->requests.succeeded > 0, 10'000);
        run->stopNow();
        // Every few milliseconds from here a message of a worker or of the collector is under way.
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        run.reset();
        QVERIFY(opened(m_folder.filePath(QStringLiteral("late.weirrun")))->state() == RunState::Stopped);
    }

    void showsSnapshots()
    {
        std::vector<SnapshotPtr> seen;
        QElapsedTimer watch;
        watch.start();
        const FinishedRun finished = run(closedLoad(m_quick.url(), 3, 1500ms), [&seen](Run &run) {
            QVERIFY(run.snapshot() != nullptr);
            QObject::connect(&run, &Run::snapshotReady, &run, [&] { seen.push_back(run.snapshot()); });
        });
        QVERIFY(seen.size() >= 5);
        // At most ten a second and the last one; a timer of Qt may be 5 % early.
        QVERIFY(static_cast<qint64>(seen.size()) <= watch.elapsed() / 95 + 2);
        for (std::size_t i = 1; i < seen.size(); ++i) {
            const RequestCounts &before = seen[i - 1]->requests;
            const RequestCounts &after = seen[i]->requests;
            QVERIFY(after.planned >= before.planned && after.started >= before.started &&
                    after.attempts >= before.attempts);
            QVERIFY(after.succeeded >= before.succeeded && after.failed >= before.failed &&
                    after.cut >= before.cut);
            QVERIFY(seen[i]->phase >= seen[i - 1]->phase && seen[i]->elapsed >= seen[i - 1]->elapsed);
            QCOMPARE(after.planned, after.started + after.dropped);
            QVERIFY(after.started >= after.succeeded + after.failed + after.cut);
        }
        QVERIFY(seen.back()->phase == RunPhase::Done);
        QVERIFY(seen.back()->requests == finished.summary.requests);
        QCOMPARE(seen.back()->openStreams, quint64{0});
        QCOMPARE(seen.back()->ttft->count(), finished.summary.ttft.count);
    }

    void neverOverwritesAFile()
    {
        QFile file(m_folder.filePath(QStringLiteral("taken.weirrun")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        const auto made = prepared(closedLoad(m_quick.url(), 1, 1s), QStringLiteral("taken.weirrun"));
        QVERIFY(!made);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
    }

    void saysWhenItCouldNotBeSaved()
    {
        const Result<FinishedRun> finished = runToEnd(closedLoad(m_quick.url(), 1, 500ms), m_folder.path(),
                                                      [](Run &run) { QFile::remove(run.runPath()); });
        QVERIFY(!finished);
        QVERIFY2(finished.error().text().contains(u"run file"), qPrintable(finished.error().text()));
    }

    /// A load that nobody records costs the service and gives nothing: the run ends long before its plan
    /// does, and tells what was saved.
    void endsAtOnceWhenTheDiskIsFull()
    {
        const QuickService chatty(1ms, 1ms, 400);
        Result<std::unique_ptr<Run>> run =
            prepared(closedLoad(chatty.url(), 4, 60s), QStringLiteral("full.weirrun"));
        QVERIFY2(run.ok(), qPrintable(run ? QString() : run.error().text()));
        std::optional<Result<RunResult>> ended;
        std::optional<Error> told;
        connect(run->get(), &Run::saveFailed, this, [&told](const Error &error) { told = error; });
        connect(run->get(), &Run::finished, this,
                [&ended](const Result<RunResult> &result) { ended = result; });
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        void (*const handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
        (*run)->start();
        // Some of it is saved, then no file may grow any more.
        const bool hasSaved =
            QTest::qWaitFor([&] { return (*run)->snapshot()->requests.succeeded >= 4; }, 30'000) &&
            QTest::qWaitFor(
                [&run, at = (*run)->snapshot()->savedAt] { return (*run)->snapshot()->savedAt > at; },
                30'000);
        const rlimit full{static_cast<rlim_t>(QFileInfo((*run)->runPath() + u"-wal"_qs).size()),
                          before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
        const bool isOver = QTest::qWaitFor([&ended] { return ended.has_value(); }, 40'000);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(hasSaved);
        QVERIFY(isOver);
        QVERIFY(told.has_value());
        QVERIFY2(ended->ok(), qPrintable(ended->ok() ? QString() : ended->error().text()));
        const RunResult &result = ended->value();
        QVERIFY(result.unsaved == told);
        QVERIFY(result.summary.requests.succeeded >= 4);
        QVERIFY(result.summary.verdict != Verdict::Pass);
        // The file is that of an interrupted run, and says the same.
        const std::unique_ptr<RunFileReader> reader = opened(result.runPath);
        const Result<SummaryWithSamples> again = summarize(*reader, {}, RunState::Interrupted);
        QVERIFY(again.ok());
        QCOMPARE(again->summary.requests.succeeded, result.summary.requests.succeeded);
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
