// SPDX-License-Identifier: GPL-3.0-or-later
// Drills in the whole model, as clients see them.
#include "modelstack.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestModelDrills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latencyDrillDelays();
    void slowNetworkStretches();
    void clientPartitionHolds();
    void replicaPartitionLeavesTheOthers();
    void repeatedPartitionsDrawAnew_data();
    void repeatedPartitionsDrawAnew();
    void exhaustionSlows();
    void drillsEndByHand();
};

void TestModelDrills::latencyDrillDelays()
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

void TestModelDrills::slowNetworkStretches()
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

void TestModelDrills::clientPartitionHolds()
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

void TestModelDrills::replicaPartitionLeavesTheOthers()
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

void TestModelDrills::repeatedPartitionsDrawAnew_data()
{
    QTest::addColumn<bool>("clients");
    QTest::newRow("clients") << true;
    QTest::newRow("replicas") << false;
}

void TestModelDrills::repeatedPartitionsDrawAnew()
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

void TestModelDrills::exhaustionSlows()
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

void TestModelDrills::drillsEndByHand()
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
    QVERIFY(rig.state(21s).drills.empty());
    QCOMPARE(endOf(asked), Nanoseconds(20100ms));
}

QTEST_APPLESS_MAIN(TestModelDrills)
#include "tst_modeldrills.moc"
