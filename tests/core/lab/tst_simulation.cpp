// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated runs against figures worked out by hand.
#include "labrig.h"
#include "metrics/derived.h"

#include <QFile>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QString anywhere = QStringLiteral("http://127.0.0.1:1");

/// 50 ms to the first of five tokens, 20 ms between them: 130 ms in all.
ServiceConfig fixed()
{
    return fixedService(50ms, 20ms, 5);
}

Scenario users(quint32 count, quint64 requests)
{
    Scenario scenario = scenarioFor(anywhere, requests);
    ClosedLoad closed;
    closed.users = count;
    scenario.load.first().model = closed;
    return scenario;
}

Scenario arrivals(double rate, Nanoseconds duration)
{
    Scenario scenario = scenarioFor(anywhere);
    OpenLoad open;
    open.rate = rate;
    scenario.load.first().model = open;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = duration;
    return scenario;
}

/// One request at a time: 100 ms each, as the prompt takes no time.
ServiceConfig oneWorker()
{
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::None;
    config.model.scheduler.workers = 1;
    config.model.output.tokens = RandomFigure::fixed(1);
    config.model.replicas.prefillTokensPerSecond = 1e9;
    config.model.replicas.hostPerRequest = 100ms;
    return config;
}

ServiceConfig with(FaultKind kind)
{
    ServiceConfig config = fixed();
    config.faults = {{kind, 1}};
    return config;
}

} // namespace

class TestSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedPaceIsExact();
    void openLoadArrivesAsPlanned();
    void aStallCountsAgainstThePace();
    void capsQueueAndDrop();
    void wholeAnswersHaveNoFirstToken();
    void faultsAreTheirClasses_data();
    void faultsAreTheirClasses();
    void theFirstFailureIsNoted();
    void timersEndRequests();
    void usersLeave();
    void retriesWaitAsAsked();
    void refusalsAreTheirClasses();
    void drainCuts();
    void warmUpIsKeptApart();
    void thresholdsFail();
    void sameSeedSameFigures();
    void eachSeedMeetsAnotherService();
    void aLiveRunsTagDrawsItsAnswers();
    void runFileHasItAll();
    void whereTheTargetIsDoesNotMatter();
    void credentialsAreNotNeeded();
    void stopCutsAndSumsUp();
    void unpreparedScenariosAreErrors();
};

void TestSimulation::fixedPaceIsExact()
{
    const LabRun run = simulated(users(3, 30), fixed());
    QCOMPARE(run.records.size(), std::size_t(30));
    for (const RequestRecord &record : run.records) {
        QVERIFY(record.outcome.outcome == OutcomeClass::Success);
        QCOMPARE(*record.started, record.intended);
        QCOMPARE(*record.firstToken() - *record.started, Nanoseconds(50ms));
        QCOMPARE(*record.lastToken - *record.started, Nanoseconds(130ms));
        QCOMPARE(record.chunks.size(), std::size_t(5));
        QCOMPARE(*record.usage.output, quint64(5));
        QCOMPARE(*record.server.prefill, Nanoseconds(50ms));
        QCOMPARE(*record.server.decode, Nanoseconds(80ms));
        QCOMPARE(record.finishReason, QStringLiteral("stop"));
    }
    QVERIFY(run.summary.simulated);
    QCOMPARE(run.summary.transport, QStringLiteral("simulated"));
    QCOMPARE(run.summary.requests.succeeded, quint64(30));
    QCOMPARE(toJson(run.summary).value(QStringLiteral("simulated")).toBool(), true);
    QVERIFY(run.summary.verdict == Verdict::Pass);
    // Three users, 130 ms each, one after the other.
    QCOMPARE(*run.records.back().closed - run.records.front().intended, Nanoseconds(1300ms));
}

void TestSimulation::openLoadArrivesAsPlanned()
{
    const LabRun run = simulated(arrivals(10, 5s), fixed());
    QCOMPARE(run.records.size(), std::size_t(50));
    for (std::size_t i = 0; i < run.records.size(); ++i) {
        QVERIFY(run.records[i].openLoad);
        QCOMPARE(run.records[i].intended - run.records[0].intended, Nanoseconds(100ms) * qint64(i));
        QCOMPARE(*run.records[i].started, run.records[i].intended);
    }
}

void TestSimulation::aStallCountsAgainstThePace()
{
    // Two users that ask every 500 ms; for 4 s nothing gets through.
    Scenario scenario = users(2, 0);
    scenario.load.first().requests.reset();
    scenario.load.first().duration = 20s;
    std::get<ClosedLoad>(scenario.load.first().model).pace = 500ms;
    scenario.goals.serviceLevel.e2e = 1s;
    ServiceConfig frozen = fixed();
    DrillConfig drill;
    drill.kind = DrillKind::Partition;
    drill.side = PartitionSide::Clients;
    drill.at = 5s;
    drill.length = 4s;
    frozen.model.drills = {drill};
    const LabRun run = simulated(scenario, frozen);
    QCOMPARE(run.summary.requests.planned, quint64(80));
    QCOMPARE(run.summary.requests.succeeded, quint64(80));
    int slow = 0;
    int waited = 0;
    for (const RequestRecord &record : run.records) {
        const DerivedFigures figures = derive(record);
        slow += *figures.e2e > 1s;
        waited += *figures.responseE2e > 1s;
        QCOMPARE(figures.scheduleSlip->count(), qint64(0));
    }
    QCOMPARE(slow, 2); // all that a closed load without planned starts would have seen
    QCOMPARE(waited, 18);
    QVERIFY(run.summary.verdict == Verdict::Pass); // the generator is not to blame
    QVERIFY(run.summary.capWait.max > 3e9);
    // Frozen until the end: what was never asked counts against goodput.
    frozen.model.drills.front().at = 15s;
    frozen.model.drills.front().length = 1h;
    scenario.load.drain = 1s;
    const LabRun stuck = simulated(scenario, frozen);
    QCOMPARE(stuck.summary.requests.planned, quint64(80));
    QCOMPARE(stuck.summary.requests.dropped, quint64(18));
    QVERIFY(*stuck.summary.goodputShare < 0.76);
}

void TestSimulation::capsQueueAndDrop()
{
    Scenario scenario = arrivals(20, 1s); // 50 ms apart, each takes 130 ms
    OpenLoad open = std::get<OpenLoad>(scenario.load.first().model);
    open.cap = 1;
    scenario.load.first().model = open;
    const LabRun queued = simulated(scenario, fixed());
    QCOMPARE(queued.records.size(), std::size_t(20));
    QCOMPARE(queued.records[1].capWait, Nanoseconds(80ms));
    QCOMPARE(queued.records[2].capWait, Nanoseconds(160ms));
    QVERIFY(queued.summary.verdict == Verdict::Fail); // the cap was reached
    open.capPolicy = CapPolicy::Drop;
    scenario.load.first().model = open;
    const LabRun dropped = simulated(scenario, fixed());
    QCOMPARE(dropped.summary.requests.started, quint64(7));
    QCOMPARE(dropped.summary.requests.dropped, quint64(13));
}

void TestSimulation::wholeAnswersHaveNoFirstToken()
{
    Scenario scenario = users(1, 3);
    scenario.requests.front().stream = false;
    const LabRun run = simulated(scenario, fixed());
    QCOMPARE(run.summary.requests.succeeded, quint64(3));
    QCOMPARE(run.summary.ttft.count, quint64(0));
    QCOMPARE(*run.records[0].closed - *run.records[0].started, Nanoseconds(130ms));
    QCOMPARE(*run.records[0].usage.output, quint64(5));
}

void TestSimulation::faultsAreTheirClasses_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("stream");
    const auto row = [](const char *name, FaultKind kind, OutcomeClass outcome, OutcomeClass whole) {
        QTest::newRow(name) << int(kind) << int(outcome) << true;
        QTest::addRow("%s, whole", name) << int(kind) << int(whole) << false;
    };
    using O = OutcomeClass;
    row("reset-on-accept", FaultKind::ResetOnAccept, O::ClosedBeforeResponse, O::ClosedBeforeResponse);
    row("reset-before", FaultKind::ResetBefore, O::ClosedBeforeResponse, O::ClosedBeforeResponse);
    row("reset-inside", FaultKind::ResetInside, O::StreamInterrupted, O::StreamInterrupted);
    row("truncate", FaultKind::Truncate, O::StreamTruncated, O::Success); // a document is an answer
    row("stall", FaultKind::Stall, O::StallTimeout, O::Deadline);
    row("bad-json", FaultKind::BadJson, O::MalformedStream, O::MalformedStream);
    row("bad-chunk", FaultKind::BadChunk, O::MalformedStream, O::MalformedStream);
    row("rate-limit", FaultKind::RateLimit, O::RateLimited, O::RateLimited);
    row("http-500", FaultKind::Http500, O::Http5xx, O::Http5xx);
    row("business-code", FaultKind::BusinessCode, O::ApiError, O::ApiError);
    row("empty", FaultKind::Empty, O::EmptyStream, O::EmptyStream);
}

void TestSimulation::faultsAreTheirClasses()
{
    QFETCH(int, kind);
    QFETCH(int, outcome);
    QFETCH(bool, stream);
    Scenario scenario = users(1, 4);
    scenario.requests.front().stream = stream;
    scenario.targets.front().timers.stall = 300ms;
    scenario.targets.front().timers.deadline = 2s;
    const ServiceConfig service = with(static_cast<FaultKind>(kind));
    // The same over sockets: what a simulation says of a fault is what Weir sees of it.
    for (const LabRun &run : {simulated(scenario, service), live(scenario, service)}) {
        QCOMPARE(run.records.size(), std::size_t(4));
        for (const RequestRecord &record : run.records)
            QCOMPARE(toString(record.outcome.outcome), toString(static_cast<OutcomeClass>(outcome)));
    }
}

void TestSimulation::theFirstFailureIsNoted()
{
    const QTemporaryDir folder;
    SimulationRequest request;
    request.scenario = users(1, 4);
    request.service = with(FaultKind::Http500);
    request.runPath = folder.filePath(QStringLiteral("failing.weirrun"));
    QVERIFY(simulate(request).ok());
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(request.runPath);
    QStringList errors;
    for (const RunNote &note : (*reader)->notes()) {
        if (note.kind == u"error")
            errors << note.text.english();
    }
    QCOMPARE(errors.size(), 1);
    QVERIFY2(errors[0].startsWith(QStringLiteral("The first http_5xx:500, request 0")),
             qPrintable(errors[0]));
}

void TestSimulation::timersEndRequests()
{
    Scenario scenario = users(1, 1);
    scenario.targets.front().timers.firstToken = 40ms;
    const LabRun first = simulated(scenario, fixed());
    QVERIFY(first.records[0].outcome.outcome == OutcomeClass::FirstTokenTimeout);
    QCOMPARE(*first.records[0].closed - *first.records[0].started, Nanoseconds(40ms));
    scenario.targets.front().timers.firstToken = 50ms; // the token comes at that very moment
    scenario.targets.front().timers.stall = 10ms;
    const LabRun stall = simulated(scenario, fixed());
    QVERIFY(stall.records[0].outcome.outcome == OutcomeClass::StallTimeout);
    QCOMPARE(*stall.records[0].closed - *stall.records[0].started, Nanoseconds(60ms));
    scenario.targets.front().timers = {};
    scenario.targets.front().timers.deadline = 100ms;
    const LabRun late = simulated(scenario, fixed());
    QVERIFY(late.records[0].outcome.outcome == OutcomeClass::Deadline);
    QCOMPARE(late.records[0].chunkCount, 3U);
}

void TestSimulation::usersLeave()
{
    Scenario scenario = users(1, 5);
    Abandonment leaving;
    leaving.share = 1;
    leaving.afterChunks = 2;
    scenario.load.first().abandon = leaving;
    const LabRun run = simulated(scenario, fixed());
    QCOMPARE(countOf(run, OutcomeClass::Abandoned), quint64(5));
    QCOMPARE(run.records[0].chunkCount, 2U);
    QCOMPARE(run.records[1].intended - run.records[0].intended, Nanoseconds(70ms));
}

void TestSimulation::retriesWaitAsAsked()
{
    Scenario scenario = users(1, 1);
    scenario.targets.front().retry.attempts = 3;
    scenario.targets.front().retry.jitter = 0;
    scenario.targets.front().retry.backoff = 400ms;
    const LabRun run = simulated(scenario, with(FaultKind::Http500));
    QCOMPARE(run.records.size(), std::size_t(3));
    QCOMPARE(*run.records[1].started - *run.records[0].closed, Nanoseconds(400ms));
    QCOMPARE(*run.records[2].started - *run.records[1].closed, Nanoseconds(800ms));
    QCOMPARE(run.summary.requests.attempts, quint64(3));
    QCOMPARE(run.summary.requests.failed, quint64(1));
    // The service asks for a second.
    const LabRun limited = simulated(scenario, with(FaultKind::RateLimit));
    QCOMPARE(*limited.records[1].started - *limited.records[0].closed, Nanoseconds(1s));
}

void TestSimulation::refusalsAreTheirClasses()
{
    ServiceConfig service = oneWorker();
    service.model.queue.capacity = 1;
    const LabRun full = simulated(users(3, 3), service);
    QCOMPARE(countOf(full, OutcomeClass::Http5xx), quint64(1));
    QCOMPARE(full.summary.errorDetails.at(QStringLiteral("http_5xx:503")), quint64(1));
    service.model.queue.capacity = 0;
    service.model.queue.timeout = 50ms;
    const LabRun late = simulated(users(3, 3), service);
    QCOMPARE(late.summary.errorDetails.at(QStringLiteral("http_5xx:504")), quint64(2));
    service = fixed();
    service.model.gateway.limits.requestsPerSecond = 1;
    const LabRun limited = simulated(users(2, 2), service);
    QCOMPARE(countOf(limited, OutcomeClass::RateLimited), quint64(1));
    QCOMPARE(*limited.records[1].retryAfter, Nanoseconds(1s));
}

void TestSimulation::drainCuts()
{
    Scenario scenario = arrivals(10, 1s);
    scenario.load.drain = 100ms;
    ServiceConfig service = fixed();
    service.model.scheduler.itl = 1s;
    const LabRun run = simulated(scenario, service);
    QCOMPARE(run.summary.requests.cut, quint64(10));
    QCOMPARE(*run.records.back().closed - run.records.front().intended, Nanoseconds(1100ms));
}

void TestSimulation::warmUpIsKeptApart()
{
    Scenario scenario = arrivals(10, 2s);
    scenario.load.warmUp = 1s;
    const LabRun run = simulated(scenario, fixed());
    QCOMPARE(run.records.size(), std::size_t(30));
    QVERIFY(run.records[9].phase == RunPhase::WarmUp);
    QVERIFY(run.records[10].phase == RunPhase::Measure);
}

void TestSimulation::thresholdsFail()
{
    Scenario scenario = users(2, 40);
    scenario.goals.thresholds = {QStringLiteral("ttft p(50) < 60ms"), QStringLiteral("e2e p(50) < 100ms")};
    const LabRun run = simulated(scenario, fixed());
    QVERIFY(run.summary.verdict == Verdict::Fail);
    QVERIFY(run.summary.thresholds[0].ok);
    QVERIFY(!run.summary.thresholds[1].ok);
    QCOMPARE(*run.summary.thresholds[1].value, 130.0);
}

void TestSimulation::sameSeedSameFigures()
{
    const Result<ServiceConfig> service = presetConfig(QStringLiteral("vllm-like"));
    Scenario scenario = arrivals(6, 60s);
    std::get<OpenLoad>(scenario.load.first().model).arrivals = Arrivals::Poisson;
    const auto jsonOf = [&service, &scenario] {
        QJsonObject json = toJson(simulated(scenario, *service).summary);
        json.remove(QStringLiteral("run")); // this one and the next tell when
        json.remove(QStringLiteral("started"));
        return json;
    };
    const QJsonObject first = jsonOf();
    QCOMPARE(jsonOf(), first);
    scenario.seed = 2;
    QVERIFY(jsonOf() != first);
}

void TestSimulation::eachSeedMeetsAnotherService()
{
    // Closed load without pauses: nothing in the plan hangs on the seed.
    Result<ServiceConfig> service = presetConfig(QStringLiteral("flaky"));
    Scenario scenario = users(5, 100);
    const auto seen = [&scenario, &service](quint64 seed) {
        scenario.seed = seed;
        QStringList lines;
        for (const RequestRecord &record : simulated(scenario, *service).records)
            lines.append(QStringLiteral("%1 %2 %3 %4")
                             .arg(record.request.value())
                             .arg(toString(record.outcome.outcome))
                             .arg(record.usage.output.value_or(0))
                             .arg((*record.closed - *record.started).count()));
        return lines;
    };
    const QStringList first = seen(1);
    QCOMPARE(first.size(), 100);
    QCOMPARE(seen(1), first);
    QVERIFY(seen(2) != first && seen(3) != first && seen(2) != seen(3));
    service->model.seed = 9; // the service's own wins
    QCOMPARE(seen(2), seen(3));
    QVERIFY(seen(2) != first);
}

void TestSimulation::aLiveRunsTagDrawsItsAnswers()
{
    ServiceConfig service = fixedService(1ms, 100us, 5);
    service.model.output.tokens = RandomFigure{RandomFigureKind::Normal, 60, 30, 1, 200};
    const Scenario scenario = users(4, 24);
    const auto tokensOf = [](const LabRun &run) {
        std::map<quint64, quint64> tokens;
        for (const RequestRecord &record : run.records)
            tokens[record.request.value()] = record.usage.output.value_or(0);
        return tokens;
    };
    const LabRun real = live(scenario, service);
    QCOMPARE(real.records.size(), std::size_t(24));
    QVERIFY(tokensOf(simulated(scenario, service, real.summary.run.right(10))) == tokensOf(real));
    QVERIFY(tokensOf(simulated(scenario, service)) != tokensOf(real));
}

void TestSimulation::runFileHasItAll()
{
    ServiceConfig service = oneWorker();
    service.model.replicas.coldStart = 1s;
    service.model.replicas.repair = 1s;
    DrillConfig loss;
    loss.kind = DrillKind::ReplicaLoss;
    loss.at = 2s;
    loss.length = 0s;
    service.model.drills = {loss};
    const QTemporaryDir folder;
    SimulationRequest request;
    request.scenario = arrivals(5, 10s);
    request.service = service;
    request.runPath = folder.filePath(QStringLiteral("kept.weirrun"));
    request.warnings = {Message::verbatim(QStringLiteral("Mind the gap."))};
    const Result<SimulationResult> result = simulate(request);
    QVERIFY(result.ok());
    QCOMPARE(result->service.counts.submitted, quint64(50));
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(request.runPath);
    QVERIFY(reader.ok());
    QVERIFY((*reader)->state() == RunState::Finished);
    QCOMPARE((*reader)->header().transport, QStringLiteral("simulated"));
    QCOMPARE((*reader)->recordCount(), quint64(50));
    QVERIFY((*reader)->series().points().size() >= 10);
    QStringList kinds;
    for (const RunNote &note : (*reader)->notes())
        kinds.append(note.kind);
    QVERIFY(kinds.contains(QStringLiteral("drill")));
    QVERIFY(kinds.contains(QStringLiteral("replica")));
    QVERIFY(englishOf(result->summary.warnings).contains(QStringLiteral("Mind the gap.")));
    QVERIFY(!simulate(request).ok()); // runs are never overwritten
}

void TestSimulation::whereTheTargetIsDoesNotMatter()
{
    Scenario scenario = users(1, 2);
    scenario.targets.front().url = QStringLiteral("http://127.0.0.1:1/elsewhere");
    const LabRun run = simulated(scenario, fixed());
    // The service's own place of the preset's path is what counts.
    QCOMPARE(run.summary.requests.succeeded, quint64(2));
}

void TestSimulation::credentialsAreNotNeeded()
{
    Scenario scenario = users(1, 2);
    scenario.targets.front().auth.scheme = AuthScheme::Bearer;
    scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_NO_SUCH_KEY");
    const QTemporaryDir folder;
    SimulationRequest request;
    request.scenario = scenario;
    request.service = fixed();
    request.runPath = folder.filePath(QStringLiteral("kept.weirrun"));
    const Result<SimulationResult> result = simulate(request);
    QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().text()));
    QCOMPARE(result->summary.requests.succeeded, quint64(2));
    // The run is of the scenario as it was given.
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(request.runPath);
    QVERIFY(reader.ok());
    QCOMPARE((*reader)->header().scenario.targets.front().auth.key, scenario.targets.front().auth.key);
}

void TestSimulation::stopCutsAndSumsUp()
{
    const QTemporaryDir folder;
    std::stop_source stop;
    stop.request_stop();
    SimulationRequest request;
    request.scenario = users(3, 30);
    request.service = fixed();
    request.runPath = folder.filePath(QStringLiteral("cut.weirrun"));
    request.stop = stop.get_token();
    const Result<SimulationResult> result = simulate(request);
    QVERIFY(result.ok());
    QVERIFY(result->summary.interrupted);
    QVERIFY(result->summary.verdict == Verdict::Incomplete);
    QCOMPARE(result->length, Nanoseconds(0));
    QCOMPARE(result->summary.requests.started, quint64(3));
    QCOMPARE(result->summary.requests.cut, quint64(3));
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(request.runPath);
    QVERIFY(reader.ok());
    QVERIFY((*reader)->state() == RunState::Interrupted);
    QVERIFY(!(*reader)->summaryJson().isEmpty()); // ended in order, not broken off
}

void TestSimulation::unpreparedScenariosAreErrors()
{
    SimulationRequest request;
    request.scenario = users(1, 1);
    request.scenario.requests.front().data = QStringLiteral("nothing");
    request.service = fixed();
    QVERIFY(!simulate(request).ok());
    request.scenario = users(1, 1);
    request.service = fixed();
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    request.runPath = file.fileName() + QStringLiteral("/x.weirrun");
    QVERIFY(!simulate(request).ok());
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
