// SPDX-License-Identifier: GPL-3.0-or-later
// The whole model: limits, queue, idempotency, caches, replicas' lives, scaling and drills, seen by clients.
#include "modelclient.h"
#include "service/model/promptkeys.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// One token after 100 ms of prefill, one request at a time.
ModelConfig oneByOne()
{
    ModelConfig config;
    config.scheduler.kind = SchedulerKind::None;
    config.scheduler.workers = 1;
    config.output.tokens = RandomFigure::fixed(1);
    config.replicas.prefillTokensPerSecond = 1000;
    config.replicas.coldStart = 2s;
    config.replicas.warmUp = 10s;
    config.replicas.repair = 5s;
    return config;
}

ModelRequest hundred()
{
    ModelRequest request;
    request.promptTokens = 100;
    return request;
}

Nanoseconds endOf(const NotingClient &client)
{
    return client.end ? client.end->at - TimePoint{} : Nanoseconds(-1);
}

int notesOf(const ModelState &state, const QString &kind)
{
    return static_cast<int>(std::count_if(state.notes.begin(), state.notes.end(),
                                          [&kind](const ModelNote &note) { return note.kind == kind; }));
}

DrillConfig drillOf(DrillKind kind, Nanoseconds at, Nanoseconds length)
{
    DrillConfig drill;
    drill.kind = kind;
    drill.at = at;
    drill.length = length;
    return drill;
}

} // namespace

class TestModelStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsRefuseWithRetryAfter();
    void fullQueueRefuses();
    void waitingTooLongIsEvicted();
    void priorityJumpsTheQueue();
    void repetitionsShareOneAnswer();
    void repetitionsOutliveTheirLeader();
    void cacheAnswersAtOnce();
    void prefixCacheShortensPrefill();
    void grayVersionHasItsReplicas();
    void gatewaysRefusalsAreOfNoVersion();
    void ownQueuesBalanceOnArrival();
    void lostReplicaBreaksOrFailsOver_data();
    void lostReplicaBreaksOrFailsOver();
    void allLostRefuses();
    void coldReplicasWarmUp();
    void slowReplicaTripsItsBreaker();
    void failingReplicaTripsItsBreaker();
    void chanceFailuresComeBack();
    void autoscalerFollowsTheLoad();
    void latencyDrillDelays();
    void slowNetworkStretches();
    void clientPartitionHolds();
    void replicaPartitionLeavesTheOthers();
    void repeatedPartitionsDrawAnew_data();
    void repeatedPartitionsDrawAnew();
    void exhaustionSlows();
    void drillsEndByHand();
    void clientsMayAskAndLeaveFromWithin();
};

void TestModelStack::limitsRefuseWithRetryAfter()
{
    ModelConfig config;
    config.gateway.limits.requestsPerSecond = 2;
    config.gateway.limits.requestBurst = 1;
    ModelRig rig(config);
    rig.ask(0ms);
    NotingClient &second = rig.ask(100ms);
    QVERIFY(second.refusal);
    QCOMPARE(second.refusal->status, 429);
    QCOMPARE(*second.refusal->retryAfter, Nanoseconds(400ms));
    rig.ask(600ms);
    QVERIFY(!rig.clients.back()->refusal);
}

void TestModelStack::fullQueueRefuses()
{
    for (const bool own : {false, true}) {
        ModelConfig config = oneByOne();
        config.queue.capacity = 2;
        config.queue.perReplica = own;
        ModelRig rig(config);
        for (int i = 0; i < 4; ++i)
            rig.ask(0ms, hundred());
        QVERIFY(rig.clients[3]->refusal);
        QCOMPARE(rig.clients[3]->refusal->reason, RefusalReason::QueueFull);
        QCOMPARE(rig.clients[3]->refusal->status, 503);
        QCOMPARE(rig.state(0ms).queued, 2U);
        rig.run(1s);
        QCOMPARE(endOf(*rig.clients[2]), Nanoseconds(300ms));
    }
}

void TestModelStack::waitingTooLongIsEvicted()
{
    ModelConfig config = oneByOne();
    config.queue.timeout = 150ms;
    ModelRig rig(config);
    for (int i = 0; i < 4; ++i)
        rig.ask(0ms, hundred());
    rig.run(1s);
    QCOMPARE(endOf(*rig.clients[1]), Nanoseconds(200ms));
    for (const int late : {2, 3}) {
        QVERIFY(rig.clients[static_cast<std::size_t>(late)]->refusal);
        QCOMPARE(rig.clients[static_cast<std::size_t>(late)]->refusal->status, 504);
        QCOMPARE(rig.clients[static_cast<std::size_t>(late)]->refusal->stages.queue, Nanoseconds(150ms));
    }
}

void TestModelStack::priorityJumpsTheQueue()
{
    ModelRig rig(oneByOne());
    rig.ask(0ms, hundred());
    rig.ask(0ms, hundred());
    ModelRequest urgent = hundred();
    urgent.priority = 1;
    rig.ask(10ms, urgent);
    rig.run(1s);
    QCOMPARE(endOf(*rig.clients[2]), Nanoseconds(200ms));
    QCOMPARE(endOf(*rig.clients[1]), Nanoseconds(300ms));
}

void TestModelStack::repetitionsShareOneAnswer()
{
    ModelConfig config = oneByOne();
    config.output.tokens = RandomFigure::fixed(4);
    config.replicas.stepBase = 9850us;
    config.queue.idempotencyWindow = 10s;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.key = 5;
    request.idempotencyKey = 77;
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &early = rig.ask(50ms, request);
    rig.run(115ms);
    NotingClient &late = rig.ask(115ms, request);
    rig.run(1s);
    NotingClient &after = rig.ask(2s, request);
    rig.run(3s);
    QCOMPARE(endOf(first), Nanoseconds(130ms));
    QCOMPARE(endOf(early), Nanoseconds(130ms));
    QCOMPARE(endOf(late), Nanoseconds(130ms));
    QCOMPARE(late.chunks.front().tokens, 2U); // what had been sent before
    QCOMPARE(endOf(after), Nanoseconds(2s + config.cache.hitTime));
    for (const std::unique_ptr<NotingClient> &client : rig.clients)
        QCOMPARE(client->tokens(), 4U);
    QCOMPARE(rig.state(3s).counts.repeated, quint64{3});
    // The window has passed: it is worked on again.
    NotingClient &again = rig.ask(60s, request);
    rig.run(61s);
    QCOMPARE(endOf(again), Nanoseconds(60s + 130ms));
}

void TestModelStack::repetitionsOutliveTheirLeader()
{
    ModelConfig config = oneByOne();
    config.queue.idempotencyWindow = 10s;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.key = 5;
    request.idempotencyKey = 77;
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &second = rig.ask(10ms, request);
    NotingClient &third = rig.ask(10ms, request);
    rig.model.cancel(TimePoint{} + 20ms, rig.handles[0]);
    rig.model.cancel(TimePoint{} + 30ms, rig.handles[2]);
    rig.run(1s);
    QVERIFY(!first.isOver() && !third.isOver());
    QCOMPARE(endOf(second), Nanoseconds(100ms));
    QCOMPARE(rig.state(1s).running, 0U);
    NotingClient &next = rig.ask(2s, hundred());
    rig.run(3s);
    QCOMPARE(endOf(next), Nanoseconds(2100ms));
}

void TestModelStack::cacheAnswersAtOnce()
{
    ModelConfig config = oneByOne();
    config.cache.entries = 10;
    config.output.tokens = {RandomFigureKind::LogNormal, 50, 20, 1};
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.promptHash = promptKeyOf("river");
    NotingClient &first = rig.ask(0ms, request);
    rig.run(10s);
    NotingClient &second = rig.ask(10s, request);
    rig.run(20s);
    QVERIFY(!first.placement->cached);
    QVERIFY(second.placement->cached);
    QCOMPARE(endOf(second), Nanoseconds(10s + 2ms));
    QCOMPARE(second.tokens(), first.tokens());
    rig.model.flushCaches(TimePoint{} + 20s);
    NotingClient &third = rig.ask(20s, request);
    rig.run(30s);
    QVERIFY(!third.placement->cached);
    QCOMPARE(rig.state(30s).counts.cacheHits, quint64{1});
    QCOMPARE(rig.state(30s).counts.cacheMisses, quint64{2});
}

void TestModelStack::prefixCacheShortensPrefill()
{
    ModelConfig config = oneByOne();
    config.scheduler.kind = SchedulerKind::Continuous;
    config.prefixCache.tokens = 1000;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.prefix = prefixHashes(std::string(400, 'x'), 16); // six whole blocks
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &second = rig.ask(1s, request);
    rig.run(2s);
    QCOMPARE(endOf(first), Nanoseconds(100ms));
    QCOMPARE(endOf(second), Nanoseconds(1004ms));
    QCOMPARE(second.placement->cachedPromptTokens, 96U);
    QCOMPARE(rig.state(2s).counts.cachedPromptTokens, quint64{96});
}

void TestModelStack::grayVersionHasItsReplicas()
{
    ModelConfig config = oneByOne();
    config.gateway.gray.share = 0.5;
    config.gateway.gray.speed = 2;
    config.gateway.gray.errorShare = 0.2;
    ModelRig rig(config);
    int gray = 0;
    int errors = 0;
    for (int i = 0; i < 200; ++i) {
        const NotingClient &client = rig.ask(i * 1s, hundred());
        rig.run(i * 1s + 500ms);
        if (client.refusal) {
            QCOMPARE(client.refusal->status, 500);
            QVERIFY(client.refusal->gray);
            ++errors;
        } else {
            gray += client.placement->gray ? 1 : 0;
            QCOMPARE(endOf(client), Nanoseconds(i * 1s + (client.placement->gray ? 50ms : 100ms)));
        }
    }
    QVERIFY(gray > 55 && gray < 105);
    QVERIFY(errors > 8 && errors < 35);
    QCOMPARE(rig.state(200s).replicas.size(), std::size_t{2});
    QVERIFY(rig.state(200s).replicas[1].gray);
}

void TestModelStack::gatewaysRefusalsAreOfNoVersion()
{
    ModelConfig config = oneByOne();
    config.gateway.gray.share = 1;
    config.gateway.limits.requestsPerSecond = 1;
    config.gateway.limits.requestBurst = 1;
    ModelRig rig(config);
    rig.ask(0ms, hundred());
    const NotingClient &limited = rig.ask(1ms, hundred());
    rig.run(10s);
    QVERIFY(limited.refusal && limited.refusal->reason == RefusalReason::RequestLimit);
    QVERIFY(!limited.refusal->gray);
}

void TestModelStack::ownQueuesBalanceOnArrival()
{
    ModelConfig config = oneByOne();
    config.replicas.count = 2;
    config.queue.perReplica = true;
    config.replicas.balancing = Balancing::RoundRobin;
    ModelRig rig(config);
    ModelRequest brief = hundred();
    brief.promptTokens = 10;
    rig.ask(0ms, hundred());
    rig.ask(0ms, brief);
    NotingClient &third = rig.ask(0ms, brief);
    rig.run(1s);
    // In turn, it stands behind the long one although the other replica is idle at 10 ms.
    QCOMPARE(endOf(third), Nanoseconds(110ms));
}

void TestModelStack::lostReplicaBreaksOrFailsOver_data()
{
    QTest::addColumn<int>("failover");
    QTest::addColumn<bool>("begunSurvives");
    QTest::addColumn<bool>("unbegunSurvives");
    QTest::newRow("none") << int(Failover::None) << false << false;
    QTest::newRow("unbegun") << int(Failover::Unbegun) << false << true;
    QTest::newRow("resume") << int(Failover::Resume) << true << true;
}

void TestModelStack::lostReplicaBreaksOrFailsOver()
{
    QFETCH(int, failover);
    QFETCH(bool, begunSurvives);
    QFETCH(bool, unbegunSurvives);
    ModelConfig config = oneByOne();
    config.scheduler.workers = 2;
    config.output.tokens = RandomFigure::fixed(50);
    config.replicas.failover = static_cast<Failover>(failover);
    config.drills = {drillOf(DrillKind::ReplicaLoss, 300ms, 0s)};
    ModelRig rig(config);
    NotingClient &begun = rig.ask(0ms, hundred());
    NotingClient &unbegun = rig.ask(250ms, hundred());
    rig.run(60s);
    QCOMPARE(begun.end.has_value(), begunSurvives);
    QCOMPARE(begun.broken.has_value(), !begunSurvives);
    QCOMPARE(unbegun.end.has_value(), unbegunSurvives);
    if (!begunSurvives)
        QVERIFY(begun.broken->begun);
    if (!unbegunSurvives)
        QVERIFY(!unbegun.broken->begun);
    for (const NotingClient *client : {&begun, &unbegun}) {
        if (client->end) {
            QCOMPARE(client->tokens(), 50U);
            QVERIFY(client->end->stages.queue >= 7s - 300ms); // repair and cold start
        }
    }
    QCOMPARE(rig.state(60s).counts.failovers, quint64(begunSurvives) + quint64(unbegunSurvives));
    QCOMPARE(rig.state(60s).running, 0U);
}

void TestModelStack::allLostRefuses()
{
    ModelConfig config = oneByOne();
    config.drills = {drillOf(DrillKind::ReplicaLoss, 1s, 0s)};
    ModelRig rig(config);
    rig.run(2s);
    QCOMPARE(rig.state(2s).replicas.front().phase, ReplicaPhase::Lost);
    NotingClient &client = rig.ask(2s, hundred());
    QVERIFY(client.refusal);
    QCOMPARE(client.refusal->status, 503);
    QCOMPARE(client.refusal->reason, RefusalReason::NoReplica);
    rig.run(6500ms);
    NotingClient &waits = rig.ask(6500ms, hundred()); // a cold start is something to wait for
    rig.run(60s);
    QCOMPARE(endOf(waits), Nanoseconds(8100ms));
}

void TestModelStack::coldReplicasWarmUp()
{
    ModelConfig config = oneByOne();
    config.scheduler.workers = 10;
    config.replicas.startCold = true;
    ModelRig rig(config);
    for (int i = 0; i < 12; ++i)
        rig.ask(0ms, hundred());
    QCOMPARE(rig.state(0ms).replicas.front().phase, ReplicaPhase::Starting);
    rig.run(2s);
    QCOMPARE(rig.state(2s).replicas.front().phase, ReplicaPhase::Warming);
    QCOMPARE(rig.state(2s).replicas.front().weight, 0.2);
    QCOMPARE(rig.state(2s).running, 2U);
    rig.run(7s);
    QVERIFY(std::abs(rig.state(7s).replicas.front().weight - 0.6) < 1e-9);
    rig.run(12s);
    QCOMPARE(rig.state(12s).replicas.front().phase, ReplicaPhase::Ready);
}

void TestModelStack::slowReplicaTripsItsBreaker()
{
    ModelConfig config = oneByOne();
    config.replicas.count = 4;
    config.replicas.speedSpread = 1.2;
    config.replicas.balancing = Balancing::RoundRobin;
    config.replicas.breaker.enabled = true;
    config.replicas.breaker.slowFactor = 1.2;
    config.replicas.breaker.open = 5s;
    config.seed = 3;
    ModelRig rig(config);
    bool tripped = false;
    for (int i = 0; i < 400; ++i) {
        rig.ask(i * 50ms, hundred());
        rig.run(i * 50ms);
        for (const ReplicaState &replica : rig.state(i * 50ms).replicas)
            tripped = tripped || replica.phase == ReplicaPhase::Tripped;
    }
    QVERIFY(tripped);
    QVERIFY(notesOf(rig.state(20s), QStringLiteral("breaker")) > 0);
    rig.run(60s);
    QCOMPARE(rig.state(60s).counts.finished, quint64{400});
}

void TestModelStack::failingReplicaTripsItsBreaker()
{
    ModelConfig config = oneByOne();
    config.scheduler.workers = 3;
    config.replicas.breaker.enabled = true;
    config.replicas.breaker.failures = 3;
    config.replicas.breaker.open = 20s;
    config.drills = {drillOf(DrillKind::ReplicaLoss, 50ms, 0s)};
    ModelRig rig(config);
    for (int i = 0; i < 3; ++i)
        rig.ask(0s, hundred());
    rig.run(8s); // repaired and started cold by 7.05 s
    QCOMPARE(rig.state(8s).replicas.front().phase, ReplicaPhase::Tripped);
    QCOMPARE(notesOf(rig.state(8s), QStringLiteral("breaker")), 1);
    // Without a token so far, they started again; one is the trial, and the others follow it.
    rig.run(30s);
    for (const std::unique_ptr<NotingClient> &client : rig.clients)
        QVERIFY(endOf(*client) >= 20s && endOf(*client) < 21s);
    QVERIFY(rig.state(30s).replicas.front().phase != ReplicaPhase::Tripped);
}

void TestModelStack::chanceFailuresComeBack()
{
    ModelConfig config = oneByOne();
    config.replicas.count = 5;
    config.replicas.failuresPerHour = 60;
    ModelRig rig(config);
    rig.run(10min);
    // Five replicas, each once a minute less the 7 s until it is back.
    const int notes = notesOf(rig.state(10min), QStringLiteral("replica"));
    QVERIFY2(notes == 100, qPrintable(QString::number(notes))); // the last hundred
    quint32 lost = 0;
    for (const ReplicaState &replica : rig.state(10min).replicas)
        lost += replica.phase == ReplicaPhase::Lost ? 1 : 0;
    QVERIFY(lost < 5);
}

void TestModelStack::autoscalerFollowsTheLoad()
{
    ModelConfig config = oneByOne();
    config.autoscaler.kind = ScalingKind::Target;
    config.autoscaler.metric = ScalingMetric::RequestsPerSecond;
    config.autoscaler.target = 5;
    config.autoscaler.downWindow = 30s;
    config.autoscaler.most = 4;
    ModelRig rig(config);
    for (int i = 0; i < 1200; ++i) {
        rig.ask(i * 50ms, hundred()); // 20 a second
        rig.run(i * 50ms);
    }
    QCOMPARE(rig.state(60s).replicas.size(), std::size_t{4});
    QVERIFY(notesOf(rig.state(60s), QStringLiteral("scale")) >= 1);
    rig.run(3min);
    QCOMPARE(rig.state(3min).replicas.size(), std::size_t{1});
    QCOMPARE(rig.state(3min).counts.finished, quint64{1200});
    rig.model.scaleTo(TimePoint{} + 3min, 3);
    QCOMPARE(rig.state(3min).replicas.size(), std::size_t{3});
}

void TestModelStack::latencyDrillDelays()
{
    ModelConfig config = oneByOne();
    DrillConfig drill = drillOf(DrillKind::Latency, 1s, 10s);
    drill.network.delay = 500ms;
    config.drills = {drill};
    ModelRig rig(config);
    NotingClient &before = rig.ask(0s, hundred());
    rig.run(2s);
    NotingClient &during = rig.ask(2s, hundred());
    rig.run(20s);
    NotingClient &after = rig.ask(20s, hundred());
    rig.run(30s);
    QCOMPARE(endOf(before), Nanoseconds(100ms));
    QCOMPARE(endOf(during), Nanoseconds(3100ms));
    QCOMPARE(during.end->stages.network, Nanoseconds(1s));
    QCOMPARE(endOf(after), Nanoseconds(20100ms));
    QCOMPARE(notesOf(rig.state(30s), QStringLiteral("drill")), 2);
}

void TestModelStack::slowNetworkStretches()
{
    ModelConfig config = oneByOne();
    config.output.tokens = RandomFigure::fixed(10);
    config.replicas.stepBase = 0ms;
    config.replicas.stepPerSequence = 0ms;
    DrillConfig drill = drillOf(DrillKind::SlowNetwork, 0s, 1h);
    drill.network.bytesPerSecond = 1000;
    config.drills = {drill};
    ModelRig rig(config);
    rig.run(1s);
    ModelRequest request = hundred();
    request.bytesPerToken = 100;
    NotingClient &client = rig.ask(1s, request);
    rig.run(1min);
    QCOMPARE(client.chunks.size(), std::size_t{10});
    QCOMPARE(client.chunks[1].at - client.chunks[0].at, Nanoseconds(100ms));
}

void TestModelStack::clientPartitionHolds()
{
    ModelConfig config = oneByOne();
    config.output.tokens = RandomFigure::fixed(100);
    config.replicas.stepBase = 10ms;
    config.replicas.stepPerSequence = 0ms;
    DrillConfig drill = drillOf(DrillKind::Partition, 500ms, 10s);
    drill.side = PartitionSide::Clients;
    config.drills = {drill};
    ModelRig rig(config);
    NotingClient &begun = rig.ask(0s, hundred());
    rig.run(600ms);
    const std::size_t before = begun.chunks.size();
    NotingClient &late = rig.ask(1s, hundred());
    rig.run(10s);
    QVERIFY(begun.chunks.size() <= before + 1);
    QVERIFY(!late.placement);
    rig.run(1min);
    QCOMPARE(begun.tokens(), 100U); // nothing is lost
    QVERIFY(endOf(begun) >= 10500ms && endOf(begun) < 11s);
    QVERIFY(late.end && late.end->stages.network >= 9500ms);
}

void TestModelStack::replicaPartitionLeavesTheOthers()
{
    ModelConfig config = oneByOne();
    config.replicas.count = 2;
    DrillConfig drill = drillOf(DrillKind::Partition, 0s, 10s);
    drill.share = 0.5;
    config.drills = {drill};
    ModelRig rig(config);
    rig.run(1s);
    for (int i = 0; i < 4; ++i)
        rig.ask(1s, hundred());
    rig.run(20s);
    QCOMPARE(endOf(*rig.clients[3]), Nanoseconds(1400ms));
    for (int i = 0; i < 4; ++i)
        rig.ask(20s, hundred());
    rig.run(30s);
    QCOMPARE(endOf(*rig.clients[7]), Nanoseconds(20200ms));
}

void TestModelStack::repeatedPartitionsDrawAnew_data()
{
    QTest::addColumn<bool>("clients");
    QTest::newRow("clients") << true;
    QTest::newRow("replicas") << false;
}

void TestModelStack::repeatedPartitionsDrawAnew()
{
    QFETCH(bool, clients);
    constexpr quint64 asked = 60;
    ModelConfig config = oneByOne();
    config.replicas.count = 10;
    DrillConfig drill = drillOf(DrillKind::Partition, 10s, 5s);
    drill.every = 20s;
    drill.share = 0.5;
    drill.side = clients ? PartitionSide::Clients : PartitionSide::Replicas;
    // Another one in between changes nothing of who is cut off.
    config.drills = {drill, drillOf(DrillKind::Latency, 12s, 1ms)};
    /// Who was reached during each of ten repetitions: clients by their keys, or the replicas that served.
    const auto reached = [&config, clients](quint64 seed) {
        config.seed = seed;
        ModelRig rig(config);
        std::vector<std::set<quint64>> all;
        for (int repetition = 0; repetition < 10; ++repetition) {
            const Nanoseconds begin = 10s + repetition * 20s;
            rig.run(begin);
            std::set<quint64> now;
            for (quint64 key = 1; key <= asked; ++key) {
                ModelRequest request = hundred();
                request.key = key;
                rig.ask(begin + 50ms, request);
            }
            rig.run(begin + 4s);
            for (quint64 key = 1; key <= asked; ++key) {
                const NotingClient &client = *rig.clients[rig.clients.size() - asked + key - 1];
                if (client.end)
                    now.insert(clients ? key : client.placement->replica);
            }
            all.push_back(now);
            rig.run(begin + 19s);
        }
        return all;
    };
    const std::vector<std::set<quint64>> first = reached(1);
    QCOMPARE(reached(1), first);
    QVERIFY(reached(2) != first);
    std::set<quint64> ever;
    for (const std::set<quint64> &now : first) {
        QCOMPARE(std::ranges::count(first, now), 1);
        ever.insert(now.begin(), now.end());
        if (clients)
            QVERIFY2(now.size() > 15 && now.size() < 45, qPrintable(QString::number(now.size())));
        else
            QCOMPARE(now.size(), std::size_t{5});
    }
    QCOMPARE(ever.size(), clients ? std::size_t{asked} : std::size_t{10});
}

void TestModelStack::exhaustionSlows()
{
    ModelConfig config = oneByOne();
    DrillConfig compute = drillOf(DrillKind::Exhaustion, 0s, 10s);
    compute.severity = 0.75;
    DrillConfig queue = drillOf(DrillKind::Exhaustion, 20s, 10s);
    queue.resource = ExhaustedResource::Queue;
    queue.severity = 1;
    config.queue.capacity = 100;
    config.drills = {compute, queue};
    ModelRig rig(config);
    rig.run(1s);
    NotingClient &slow = rig.ask(1s, hundred());
    rig.run(21s);
    QCOMPARE(endOf(slow), Nanoseconds(1400ms));
    NotingClient &served = rig.ask(21s, hundred());
    NotingClient &refused = rig.ask(21s, hundred());
    rig.run(30s);
    QVERIFY(served.end);
    QVERIFY(refused.refusal && refused.refusal->reason == RefusalReason::QueueFull);
}

void TestModelStack::drillsEndByHand()
{
    ModelConfig config = oneByOne();
    ModelRig rig(config);
    DrillConfig drill = drillOf(DrillKind::Partition, 0s, 1h);
    drill.side = PartitionSide::Clients;
    NotingClient &held = rig.ask(0s, hundred());
    rig.run(50ms);
    rig.model.startDrill(TimePoint{} + 50ms, drill);
    rig.run(10s);
    QVERIFY(!held.isOver());
    NotingClient &asked = rig.ask(10s, hundred());
    QCOMPARE(rig.state(10s).drills.size(), qsizetype{1});
    rig.model.endDrills(TimePoint{} + 20s);
    rig.run(21s);
    QCOMPARE(endOf(held), Nanoseconds(20s));
    QVERIFY(rig.state(21s).drills.isEmpty());
    QCOMPARE(endOf(asked), Nanoseconds(20100ms));
}

void TestModelStack::clientsMayAskAndLeaveFromWithin()
{
    /// Asks again from within its own end, and cancels another from within its first token.
    class Chained final : public ModelClient
    {
    public:
        explicit Chained(ServiceModel &asked) : model(asked) {}
        void onRefused(const ModelRefusal &) override {}
        void onPlaced(const ModelPlacement &) override {}
        void onTokens(const ModelTokens &tokens) override
        {
            if (other)
                model.cancel(tokens.at, *other);
            other.reset();
        }
        void onFinished(const ModelEnd &end) override
        {
            ends.push_back(end.at - TimePoint{});
            if (ends.size() < 3)
                model.submit(end.at, hundred(), *this);
        }
        void onBroken(const ModelBreak &) override {}
        ServiceModel &model;
        std::optional<ModelHandle> other;
        std::vector<Nanoseconds> ends;
    };
    ModelRig rig(oneByOne());
    Chained client(rig.model);
    rig.model.submit(TimePoint{}, hundred(), client);
    NotingClient &waiting = rig.ask(0ms, hundred());
    client.other = rig.handles.back();
    rig.model.advance(TimePoint{} + 10s); // late, all in one call
    QCOMPARE(client.ends, (std::vector<Nanoseconds>{100ms, 200ms, 300ms}));
    QVERIFY(!waiting.isOver());
}

QTEST_APPLESS_MAIN(TestModelStack)
#include "tst_modelstack.moc"
