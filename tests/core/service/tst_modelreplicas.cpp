// SPDX-License-Identifier: GPL-3.0-or-later
// The lives of replicas: balance, loss, warm-up, breakers, scaling, as clients see it.
#include "modelstack.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestModelReplicas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownQueuesBalanceOnArrival();
    void lostReplicaBreaksOrFailsOver_data();
    void lostReplicaBreaksOrFailsOver();
    void allLostRefuses();
    void coldReplicasWarmUp();
    void slowReplicaTripsItsBreaker();
    void failingReplicaTripsItsBreaker();
    void chanceFailuresComeBack();
    void autoscalerFollowsTheLoad();
};

void TestModelReplicas::ownQueuesBalanceOnArrival()
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

void TestModelReplicas::lostReplicaBreaksOrFailsOver_data()
{
    QTest::addColumn<int>("failover");
    QTest::addColumn<bool>("begunSurvives");
    QTest::addColumn<bool>("unbegunSurvives");
    QTest::newRow("none") << int(Failover::None) << false << false;
    QTest::newRow("unbegun") << int(Failover::Unbegun) << false << true;
    QTest::newRow("resume") << int(Failover::Resume) << true << true;
}

void TestModelReplicas::lostReplicaBreaksOrFailsOver()
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

void TestModelReplicas::allLostRefuses()
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

void TestModelReplicas::coldReplicasWarmUp()
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

void TestModelReplicas::slowReplicaTripsItsBreaker()
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

void TestModelReplicas::failingReplicaTripsItsBreaker()
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

void TestModelReplicas::chanceFailuresComeBack()
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

void TestModelReplicas::autoscalerFollowsTheLoad()
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

QTEST_APPLESS_MAIN(TestModelReplicas)
#include "tst_modelreplicas.moc"
