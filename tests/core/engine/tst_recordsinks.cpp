// SPDX-License-Identifier: GPL-3.0-or-later
// A second listener hears of a run, live or simulated, all that the run file keeps; one that fails is dropped
// and the run goes on.
#include "engine/run.h"
#include "engine/runplan.h"
#include "lab/simulation.h"
#include "quickservice.h"
#include "store/runfile.h"
#include "support/runtoend.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <set>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// All that a listener was told. Read it when the run is over.
struct Heard
{
    QString runId;
    std::vector<RequestRecord> records;
    std::vector<RunNote> notes;
    std::optional<RunTimes> times;
    RunMilestones milestones; ///< The last.
    quint64 started = 0;
    quint64 openChunks = 0; ///< Told of requests while they ran.
    std::set<quint32> seconds;
    quint64 commits = 0;
    quint64 progresses = 0;
    std::optional<RunState> state;
    std::optional<Summary> summary;
    std::set<QThread *> threads;
    bool isInOrder = true; ///< No batch before begin, nothing after finish.
    bool isGone = false;
};

enum class Call
{
    Begin,
    Batch,
    Note,
    Progress,
    Commit,
    Finish,
};

/// Takes notes; fails in one kind of call where asked to.
class NotingSink final : public RecordSink
{
public:
    NotingSink(std::shared_ptr<Heard> heard, std::optional<Call> failing)
        : m_heard(std::move(heard)), m_failing(failing)
    {
    }
    ~NotingSink() override { m_heard->isGone = true; }

    Result<void> begin(const RunTimes &times) override
    {
        m_heard->times = times;
        return answer(Call::Begin);
    }
    Result<void> batch(const WorkerBatch &batch) override
    {
        m_heard->isInOrder = m_heard->isInOrder && m_heard->times;
        m_heard->records.insert(m_heard->records.end(), batch.finished.begin(), batch.finished.end());
        m_heard->started += batch.started;
        m_heard->openChunks += batch.progress.chunks.size();
        for (const OpenRequestUpdate &open : batch.open)
            m_heard->openChunks += open.record.chunks.size();
        return answer(Call::Batch);
    }
    Result<void> note(const RunNote &note) override
    {
        m_heard->notes.push_back(note);
        return answer(Call::Note);
    }
    Result<void> progress(const RunProgress &progress) override
    {
        m_heard->milestones = progress.milestones;
        for (const auto &[second, point] : progress.seconds)
            m_heard->seconds.insert(second);
        ++m_heard->progresses;
        return answer(Call::Progress);
    }
    Result<void> commit() override
    {
        ++m_heard->commits;
        return answer(Call::Commit);
    }
    Result<void> finish(RunState state, const Result<Summary> &summary) override
    {
        m_heard->state = state;
        if (summary)
            m_heard->summary = *summary;
        return answer(Call::Finish);
    }

private:
    Result<void> answer(Call call)
    {
        m_heard->threads.insert(QThread::currentThread());
        m_heard->isInOrder = m_heard->isInOrder && (call == Call::Finish || !m_heard->state);
        if (call == m_failing)
            return Error{Message::verbatim(QStringLiteral("the pipe is broken")), {}, {}};
        return {};
    }

    std::shared_ptr<Heard> m_heard;
    std::optional<Call> m_failing;
};

RecordSinkFactory noting(const std::shared_ptr<Heard> &heard, std::optional<Call> failing = {})
{
    return [heard, failing](const RunHeader &header) -> Result<std::unique_ptr<RecordSink>> {
        heard->runId = header.id;
        return std::unique_ptr<RecordSink>(std::make_unique<NotingSink>(heard, failing));
    };
}

RecordSinkFactory impossible()
{
    return [](const RunHeader &) -> Result<std::unique_ptr<RecordSink>> {
        return Error{Message::verbatim(QStringLiteral("the port is taken")), {}, {}};
    };
}

Scenario scenarioOf(const QString &url, Nanoseconds duration)
{
    Scenario scenario = scenarioFor(url);
    scenario.targets.front().retry.attempts = 2;
    scenario.targets.front().retry.backoff = 50ms;
    scenario.goals.validity = toleratingAll();
    scenario.load.first().model = OpenLoad{.rate = 30, .arrivals = Arrivals::Poisson, .cap = {}};
    scenario.load.first().requests.reset();
    scenario.load.first().duration = duration;
    return scenario;
}

/// Some answers fail, so that there are retries too.
ServiceConfig failingNowAndThen()
{
    ServiceConfig config = fixedService(20ms, 10ms, 5);
    config.faults = {{FaultKind::Http500, 0.2}};
    return config;
}

/// What of a record a listener and the file must agree in.
QString described(const RequestRecord &record)
{
    return QStringLiteral("%1/%2 %3 %4 %5 %6 %7")
        .arg(record.request.value(), 8)
        .arg(record.attempt.value())
        .arg(record.outcome.key())
        .arg(record.chunkCount)
        .arg(record.chunks.size())
        .arg(toNs(record.intended))
        .arg(record.closed ? toNs(*record.closed) : -1);
}

QStringList described(const std::vector<RequestRecord> &records)
{
    QStringList texts;
    for (const RequestRecord &record : records)
        texts << described(record);
    texts.sort();
    return texts;
}

QStringList described(const std::vector<RunNote> &notes)
{
    QStringList texts;
    for (const RunNote &note : notes)
        texts << QStringLiteral("%1 %2 %3").arg(note.at.count()).arg(note.kind, note.text.english());
    texts.sort();
    return texts;
}

/// The listener heard what the file at `path` says; what differs, else nothing.
QString differenceFrom(const QString &path, const Heard &heard)
{
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader)
        return reader.error().text();
    std::vector<RequestRecord> records;
    (void)(*reader)->forEachRecord({}, [&](const RequestRecord &record) { records.push_back(record); });
    if (described(records) != described(heard.records))
        return QStringLiteral("records: %1 heard, %2 in the file")
            .arg(heard.records.size())
            .arg(records.size());
    if (described((*reader)->notes()) != described(heard.notes))
        return described(heard.notes).join(u'\n') + u"\nis not\n"_qs +
               described((*reader)->notes()).join(u'\n');
    const RunMilestones milestones = (*reader)->milestones();
    if (milestones.planned != heard.milestones.planned || milestones.end != heard.milestones.end)
        return QStringLiteral("milestones");
    if ((*reader)->header().id != heard.runId)
        return QStringLiteral("id");
    return {};
}

QStringList errorNotes(const QString &path)
{
    QStringList texts;
    for (const RunNote &note : RunFileReader::open(path).value()->notes()) {
        if (note.kind == u"error")
            texts << note.text.english();
    }
    return texts;
}

} // namespace

Q_DECLARE_METATYPE(Call)

class TestRecordSinks : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;

    [[nodiscard]] QString newPath()
    {
        return m_folder.filePath(QStringLiteral("run-%1.weirrun").arg(++m_count));
    }

    /// Of a run against a service in this process.
    Result<RunResult> liveRun(const Scenario &scenario, const QString &path,
                              const std::vector<RecordSinkFactory> &listeners)
    {
        RunRequest request;
        request.scenario = scenario;
        request.runPath = path;
        request.warnings = {Message::verbatim(QStringLiteral("a warning of check()"))};
        request.listeners = listeners;
        Result<std::unique_ptr<Run>> run = Run::prepare(request);
        if (!run)
            return run.error();
        Result<RunResult> outcome = Error{Message::verbatim(QStringLiteral("the run did not end")), {}, {}};
        bool isOver = false;
        connect(run->get(), &Run::finished, this, [&](const Result<RunResult> &result) {
            outcome = result;
            isOver = true;
        });
        (*run)->start();
        (*run)->mark(QStringLiteral("a mark"));
        (void)QTest::qWaitFor([&] { return isOver; }, 60'000);
        return outcome;
    }

    Result<SimulationResult> simulatedRun(const QString &path,
                                          const std::vector<RecordSinkFactory> &listeners)
    {
        SimulationRequest request;
        request.scenario = scenarioOf(QStringLiteral("http://127.0.0.1:9"), 250s);
        request.service = failingNowAndThen();
        request.runPath = path;
        request.warnings = {Message::verbatim(QStringLiteral("a warning of check()"))};
        request.listeners = listeners;
        return simulate(request);
    }

private Q_SLOTS:
    void hearsALiveRun()
    {
        const Result<std::unique_ptr<ReferenceService>> service =
            ReferenceService::start(failingNowAndThen());
        QVERIFY(service.ok());
        const std::shared_ptr<Heard> heard = std::make_shared<Heard>();
        const QString path = newPath();
        Scenario scenario = scenarioOf((*service)->url().toString(), 2s);
        scenario.workers = 2;
        const Result<RunResult> result = liveRun(scenario, path, {noting(heard)});
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QCOMPARE(differenceFrom(path, *heard), QString());
        QVERIFY(heard->records.size() > heard->started); // retries
        QCOMPARE(heard->started, result->summary.requests.started);
        QVERIFY(heard->isInOrder && heard->isGone);
        QVERIFY(heard->state == RunState::Finished);
        QVERIFY(toJson(*heard->summary) == toJson(result->summary));
        QVERIFY(heard->commits >= 2 && heard->progresses == heard->commits);
        QVERIFY(heard->seconds.contains(0));
        // One thread for all calls, and not the run's.
        QCOMPARE(heard->threads.size(), std::size_t{1});
        QVERIFY(!heard->threads.contains(QThread::currentThread()));
    }

    void hearsStreamsWhileTheyRun()
    {
        const QuickService slow(10ms, 20ms, 120); // 2.4 s each
        const std::shared_ptr<Heard> heard = std::make_shared<Heard>();
        const QString path = newPath();
        const Result<RunResult> result = liveRun(scenarioFor(slow.url()), path, {noting(heard)});
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QVERIFY(heard->openChunks > 20);
        QCOMPARE(differenceFrom(path, *heard), QString());
    }

    void hearsASimulatedRun()
    {
        const std::shared_ptr<Heard> heard = std::make_shared<Heard>();
        const QString path = newPath();
        const Result<SimulationResult> result = simulatedRun(path, {noting(heard)});
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QCOMPARE(differenceFrom(path, *heard), QString());
        QVERIFY(heard->records.size() > heard->started);
        QCOMPARE(heard->started, result->summary.requests.started);
        QVERIFY(heard->isInOrder && heard->isGone);
        QVERIFY(heard->state == RunState::Finished);
        QVERIFY(toJson(*heard->summary) == toJson(result->summary));
        QVERIFY(heard->commits >= 3 && heard->progresses == heard->commits);
        QVERIFY(heard->seconds.size() >= 250);
        QVERIFY(heard->threads == std::set<QThread *>{QThread::currentThread()});
    }

    void oneThatFailsIsDropped_data()
    {
        QTest::addColumn<Call>("failing");
        QTest::newRow("begin") << Call::Begin;
        QTest::newRow("batch") << Call::Batch;
        QTest::newRow("note") << Call::Note;
        QTest::newRow("progress") << Call::Progress;
        QTest::newRow("commit") << Call::Commit;
        QTest::newRow("finish") << Call::Finish;
    }
    void oneThatFailsIsDropped()
    {
        QFETCH(const Call, failing);
        const std::shared_ptr<Heard> broken = std::make_shared<Heard>();
        const std::shared_ptr<Heard> whole = std::make_shared<Heard>();
        const QString path = newPath();
        const Result<SimulationResult> result = simulatedRun(path, {noting(broken, failing), noting(whole)});
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QVERIFY(RunFileReader::open(path).value()->state() == RunState::Finished);
        // The first failure of a request is noted, too.
        QCOMPARE(errorNotes(path).count(QStringLiteral(
                     "A listener to the run has failed and hears no more of it: the pipe is broken")),
                 1);
        QVERIFY(broken->isGone && broken->isInOrder);
        QVERIFY(broken->state.has_value() == (failing == Call::Finish));
        QVERIFY(whole->summary.has_value());
        if (failing != Call::Finish) // what is noted behind the end only the file can tell
            QCOMPARE(differenceFrom(path, *whole), QString());
    }

    void oneThatFailsDoesNotEndALiveRun()
    {
        const QuickService service(10ms, 2ms, 5);
        const std::shared_ptr<Heard> broken = std::make_shared<Heard>();
        const QString path = newPath();
        const Result<RunResult> result =
            liveRun(scenarioFor(service.url(), 5), path, {noting(broken, Call::Batch)});
        QVERIFY2(result.ok(), qPrintable(result ? QString() : result.error().text()));
        QCOMPARE(result->summary.requests.succeeded, quint64{5});
        QCOMPARE(errorNotes(path).size(), 1);
    }

    void oneThatCantBeHadEndsThePreparation()
    {
        const QuickService service(10ms, 2ms, 5);
        const std::shared_ptr<Heard> heard = std::make_shared<Heard>();
        const QString path = newPath();
        const Result<RunResult> result =
            liveRun(scenarioFor(service.url()), path, {noting(heard), impossible()});
        QVERIFY(!result.ok());
        QCOMPARE(result.error().what.english(), QStringLiteral("the port is taken"));
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(heard->isGone);
        QVERIFY(!simulatedRun(path, {impossible()}).ok());
        QVERIFY(!QFileInfo::exists(path));
    }

    void theFilesOwnFailureIsTheRuns()
    {
        const QuickService service(10ms, 2ms, 5);
        const std::shared_ptr<Heard> heard = std::make_shared<Heard>();
        const QString path = newPath();
        RunRequest request;
        request.scenario = scenarioFor(service.url(), 5);
        request.runPath = path;
        request.listeners = {noting(heard)};
        const std::unique_ptr<Run> run = Run::prepare(request).value();
        bool isSaved = true;
        bool isOver = false;
        connect(run.get(), &Run::finished, this, [&](const Result<RunResult> &result) {
            isSaved = result.ok();
            isOver = true;
        });
        QVERIFY(QFile::remove(path));
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(isOver, 30'000);
        QVERIFY(!isSaved);
        QVERIFY(heard->state.has_value()); // it is told of the end, and that there is no summary
        QVERIFY(!heard->summary.has_value());
        QCOMPARE(heard->records.size(), std::size_t{5});
    }
};

QTEST_GUILESS_MAIN(TestRecordSinks)
#include "tst_recordsinks.moc"
