// SPDX-License-Identifier: GPL-3.0-or-later
// Every drill is seen by Weir as what it is: over sockets and in virtual time alike. Bounds are half of what
// the model adds, so that a busy machine does not matter.
#include "labrig.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::hours forever{1};

DrillConfig drillOf(DrillKind kind, Nanoseconds at, Nanoseconds length)
{
    DrillConfig drill;
    drill.kind = kind;
    drill.at = at;
    drill.length = length;
    return drill;
}

/// 20 ms to the first of ten tokens, 10 ms between them.
ServiceConfig paced(const DrillConfig &drill)
{
    ServiceConfig config = fixedService(20ms, 10ms, 10);
    config.model.drills = {drill};
    return config;
}

/// Two replicas of continuous batching: ten tokens, 10 ms a step.
ServiceConfig batching(const DrillConfig &drill)
{
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::Continuous;
    config.model.output.tokens = RandomFigure::fixed(10);
    config.model.replicas.count = 2;
    config.model.replicas.stepBase = 10ms;
    config.model.replicas.stepPerSequence = 0ms;
    config.model.replicas.coldStart = 200ms;
    config.model.replicas.repair = 200ms;
    config.model.drills = {drill};
    return config;
}

Scenario users(quint32 count, quint64 requests)
{
    Scenario scenario = scenarioFor(QStringLiteral("http://127.0.0.1:1"), requests);
    ClosedLoad closed;
    closed.users = count;
    scenario.load.first().model = closed;
    return scenario;
}

double milliseconds(const Distribution &distribution)
{
    return distribution.rank(50).value / 1e6;
}

} // namespace

class TestDrills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("virtual") << false;
        QTest::newRow("live") << true;
    }
    void latencyIsLateness();
    void slowNetworkStretchesGaps();
    void longPartitionRunsTimersOut();
    void partitionInsideStalls();
    void shortPartitionOnlyDelays();
    void replicaLossInterrupts();
    void failoverHidesTheLoss();
    void partitionedReplicasLeaveTheQueue();
    void computeExhaustionSlowsTokens();
    void queueExhaustionRefuses();
    void kvExhaustionPreempts();
    void limitsAreRateLimited();
    void canaryErrorsAreServerErrors();

private:
    static LabRun run(const Scenario &scenario, const ServiceConfig &service)
    {
        QFETCH_GLOBAL(bool, live);
        return live ? weir::test::live(scenario, service) : simulated(scenario, service);
    }
};

void TestDrills::latencyIsLateness()
{
    DrillConfig drill = drillOf(DrillKind::Latency, 0s, forever);
    drill.network.delay = 250ms;
    drill.network.jitter = 20ms;
    drill.network.correlation = 0.3;
    const LabRun slow = run(users(5, 10), paced(drill));
    QCOMPARE(slow.summary.requests.succeeded, quint64(10));
    QVERIFY2(milliseconds(slow.summary.ttft) > 350,
             qPrintable(QString::number(milliseconds(slow.summary.ttft))));
    // The server knows nothing of it: the difference is what lies outside.
    QVERIFY(milliseconds(slow.summary.outsideServer) > 350);
}

void TestDrills::slowNetworkStretchesGaps()
{
    DrillConfig drill = drillOf(DrillKind::SlowNetwork, 0s, forever);
    drill.network.bytesPerSecond = 2000; // an event of 200 bytes takes 100 ms
    const LabRun slow = run(users(4, 4), paced(drill));
    QCOMPARE(slow.summary.requests.succeeded, quint64(4));
    QVERIFY2(milliseconds(slow.summary.itl) > 50,
             qPrintable(QString::number(milliseconds(slow.summary.itl))));
}

void TestDrills::longPartitionRunsTimersOut()
{
    DrillConfig drill = drillOf(DrillKind::Partition, 0s, forever);
    drill.side = PartitionSide::Clients;
    Scenario scenario = users(3, 3);
    scenario.targets.front().timers.firstToken = 400ms;
    QCOMPARE(countOf(run(scenario, paced(drill)), OutcomeClass::FirstTokenTimeout), quint64(3));
}

void TestDrills::partitionInsideStalls()
{
    DrillConfig drill = drillOf(DrillKind::Partition, 2s, forever);
    drill.side = PartitionSide::Clients;
    ServiceConfig service = paced(drill);
    service.model.scheduler.itl = 50ms;
    service.model.output.tokens = RandomFigure::fixed(100);
    Scenario scenario = users(3, 3);
    scenario.targets.front().timers.stall = 1s;
    const LabRun stalled = run(scenario, service);
    QCOMPARE(countOf(stalled, OutcomeClass::StallTimeout), quint64(3));
    for (const RequestRecord &record : stalled.records)
        QVERIFY(record.chunkCount > 0);
}

void TestDrills::shortPartitionOnlyDelays()
{
    DrillConfig drill = drillOf(DrillKind::Partition, 0s, 1500ms);
    drill.side = PartitionSide::Clients;
    const LabRun late = run(users(3, 3), paced(drill));
    QCOMPARE(late.summary.requests.succeeded, quint64(3));
    QVERIFY(late.summary.ttft.max / 1e6 > 500);
}

void TestDrills::replicaLossInterrupts()
{
    DrillConfig drill = drillOf(DrillKind::ReplicaLoss, 1s, forever);
    drill.replicas = 2;
    ServiceConfig service = batching(drill);
    service.model.output.tokens = RandomFigure::fixed(1000);
    service.model.replicas.failover = Failover::None;
    const LabRun lost = run(users(4, 8), service);
    QCOMPARE(countOf(lost, OutcomeClass::StreamInterrupted), quint64(4));
    QCOMPARE(lost.summary.errorDetails.at(QStringLiteral("http_5xx:503")), quint64(4));
}

void TestDrills::failoverHidesTheLoss()
{
    DrillConfig drill = drillOf(DrillKind::ReplicaLoss, 700ms, 1ms);
    ServiceConfig service = batching(drill);
    service.model.output.tokens = RandomFigure::fixed(100);
    service.model.replicas.failover = Failover::Resume;
    const LabRun survived = run(users(4, 8), service);
    QCOMPARE(survived.summary.requests.succeeded, quint64(8));
    QCOMPARE(survived.summary.totalOutputTokens, quint64(800));
}

void TestDrills::partitionedReplicasLeaveTheQueue()
{
    ServiceConfig service = batching(drillOf(DrillKind::Partition, 0s, forever));
    service.model.queue.timeout = 300ms;
    const LabRun cut = run(users(2, 4), service);
    QCOMPARE(cut.summary.errorDetails.at(QStringLiteral("http_5xx:504")), quint64(4));
}

void TestDrills::computeExhaustionSlowsTokens()
{
    DrillConfig drill = drillOf(DrillKind::Exhaustion, 0s, forever);
    drill.severity = 0.9; // 100 ms a step instead of 10
    const LabRun slow = run(users(2, 4), batching(drill));
    QCOMPARE(slow.summary.requests.succeeded, quint64(4));
    QVERIFY(milliseconds(slow.summary.tpot) > 50);
}

void TestDrills::queueExhaustionRefuses()
{
    DrillConfig drill = drillOf(DrillKind::Exhaustion, 0s, forever);
    drill.resource = ExhaustedResource::Queue;
    drill.severity = 1;
    ServiceConfig service = batching(drill);
    service.model.queue.capacity = 100;
    service.model.scheduler.maxBatch = 1;
    const LabRun refused = run(users(6, 6), service);
    QCOMPARE(refused.summary.errorDetails.at(QStringLiteral("http_5xx:503")), quint64(4));
    QCOMPARE(refused.summary.requests.succeeded, quint64(2));
}

void TestDrills::kvExhaustionPreempts()
{
    DrillConfig drill = drillOf(DrillKind::Exhaustion, 0s, forever);
    drill.resource = ExhaustedResource::Kv;
    drill.severity = 0.9; // 60 tokens are left for prompts of a few and answers of 40
    ServiceConfig service = batching(drill);
    service.model.replicas.count = 1;
    service.model.scheduler.kvTokens = 600;
    service.model.output.tokens = RandomFigure::fixed(40);
    const LabRun crowded = run(users(3, 3), service);
    const LabRun roomy = [&service] {
        service.model.drills.clear();
        return run(users(3, 3), service);
    }();
    QCOMPARE(crowded.summary.requests.succeeded, quint64(3));
    // Who is thrown out falls silent until others are done.
    QVERIFY(crowded.summary.longestGap.max > 1.5 * roomy.summary.longestGap.max);
}

void TestDrills::limitsAreRateLimited()
{
    ServiceConfig service = fixedService(20ms, 10ms, 10);
    service.model.gateway.limits.requestsPerSecond = 0.01;
    service.model.gateway.limits.requestBurst = 2;
    const LabRun limited = run(users(5, 5), service);
    QCOMPARE(countOf(limited, OutcomeClass::RateLimited), quint64(3));
    QCOMPARE(limited.summary.requests.succeeded, quint64(2));
    for (const RequestRecord &record : limited.records)
        QCOMPARE(record.retryAfter.has_value(), record.outcome.outcome == OutcomeClass::RateLimited);
}

void TestDrills::canaryErrorsAreServerErrors()
{
    ServiceConfig service = fixedService(20ms, 1ms, 2);
    service.model.gateway.canary.share = 0.5;
    service.model.gateway.canary.errorShare = 1;
    const LabRun canary = run(users(5, 60), service);
    const quint64 errors = countOf(canary, OutcomeClass::Http5xx);
    QVERIFY(errors > 10 && errors < 50);
    QCOMPARE(canary.summary.requests.succeeded + errors, quint64(60));
    QCOMPARE(canary.summary.errorDetails.at(QStringLiteral("http_5xx:500")), errors);
}

QTEST_GUILESS_MAIN(TestDrills)
#include "tst_drills.moc"
