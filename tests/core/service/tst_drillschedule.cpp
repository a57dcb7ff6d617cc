// SPDX-License-Identifier: GPL-3.0-or-later
// When drills begin and end, and what they are called.
#include "service/model/drillschedule.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

TimePoint at(Nanoseconds since)
{
    return timePointFromNs(1'000'000'000'000) + since;
}

DrillConfig drillOf(Nanoseconds begin, Nanoseconds length, std::optional<Nanoseconds> every = std::nullopt)
{
    DrillConfig drill;
    drill.at = begin;
    drill.length = length;
    drill.every = every;
    return drill;
}

/// Everything up to `end`, each at its own time: "+10 -30 ..." in seconds.
QString course(DrillSchedule &schedule, Nanoseconds end)
{
    QStringList parts;
    while (schedule.nextChange() && *schedule.nextChange() <= at(end)) {
        const TimePoint next = *schedule.nextChange();
        const QString second =
            QString::number(std::chrono::duration_cast<std::chrono::seconds>(next - at(0s)).count());
        const DrillSchedule::Changes changes = schedule.advance(next);
        for (std::size_t i = 0; i < changes.ended.size(); ++i)
            parts.append(u'-' + second);
        for (std::size_t i = 0; i < changes.begun.size(); ++i)
            parts.append(u'+' + second);
    }
    return parts.join(u' ');
}

using Drills = std::vector<DrillConfig>;

} // namespace

class TestDrillSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schedules_data();
    void schedules();
    void nothingHappensEarly();
    void repetitionsAreCounted();
    void byHand();
    void endsAll();
    void drillsAreBounded();
    void texts_data();
    void texts();
};

void TestDrillSchedule::schedules_data()
{
    QTest::addColumn<Drills>("drills");
    QTest::addColumn<QString>("expected"); ///< Up to 100 s.
    QTest::newRow("none") << Drills{} << QString();
    QTest::newRow("once") << Drills{drillOf(10s, 20s)} << u"+10 -30"_qs;
    QTest::newRow("from the start") << Drills{drillOf(0s, 5s)} << u"+0 -5"_qs;
    QTest::newRow("not yet over") << Drills{drillOf(90s, 20s)} << u"+90"_qs;
    QTest::newRow("later") << Drills{drillOf(101s, 20s)} << QString();
    QTest::newRow("again and again") << Drills{drillOf(10s, 5s, 40s)} << u"+10 -15 +50 -55 +90 -95"_qs;
    QTest::newRow("side by side") << Drills{drillOf(20s, 30s), drillOf(10s, 30s)} << u"+10 +20 -40 -50"_qs;
    QTest::newRow("one after the other")
        << Drills{drillOf(30s, 5s), drillOf(10s, 20s)} << u"+10 -30 +30 -35"_qs;
}

void TestDrillSchedule::schedules()
{
    QFETCH(Drills, drills);
    DrillSchedule schedule(drills, at(0s));
    QTEST(course(schedule, 100s), "expected");
}

void TestDrillSchedule::nothingHappensEarly()
{
    DrillSchedule schedule({drillOf(10s, 5s, 17s), drillOf(3s, 20s, 41s)}, at(0s));
    std::size_t changes = 0;
    while (*schedule.nextChange() <= at(1h)) {
        const TimePoint next = *schedule.nextChange();
        const DrillSchedule::Changes early = schedule.advance(next - 1ns);
        QVERIFY(early.begun.empty() && early.ended.empty());
        const DrillSchedule::Changes due = schedule.advance(next);
        QVERIFY(!due.begun.empty() || !due.ended.empty());
        changes += due.begun.size() + due.ended.size();
    }
    // Every 17 s from 10 s and every 41 s from 3 s: 212 and 88 times in an hour, each but the last with its
    // end.
    QCOMPARE(changes, std::size_t{2 * (212 + 88) - 1});
}

void TestDrillSchedule::repetitionsAreCounted()
{
    DrillSchedule schedule({drillOf(10s, 5s, 20s), drillOf(200s, 5s)}, at(0s));
    for (const quint32 repetition : {0U, 1U, 2U}) {
        schedule.advance(at(10s + repetition * 20s));
        QCOMPARE(schedule.active().size(), std::size_t{1});
        QCOMPARE(schedule.active().front().repetition, repetition);
    }
    schedule.endAll(at(60s));
    // By hand it is the same drill that is started once more.
    for (const quint32 repetition : {0U, 1U}) {
        schedule.start(at(60s), drillOf(0s, 1s));
        schedule.advance(at(60s));
        QCOMPARE(schedule.active().back().repetition, repetition);
    }
}

void TestDrillSchedule::byHand()
{
    DrillSchedule schedule({}, at(0s));
    QVERIFY(!schedule.nextChange());
    schedule.start(at(50s), drillOf(0s, 10s));
    schedule.start(at(50s), drillOf(5s, 10s));
    QCOMPARE(schedule.nextChange(), std::optional(at(50s)));
    QCOMPARE(course(schedule, 50s), u"+50"_qs);
    QCOMPARE(schedule.active().front().until, at(60s));
    QCOMPARE(course(schedule, 100s), u"+55 -60 -65"_qs);
    QVERIFY(!schedule.nextChange());
}

void TestDrillSchedule::endsAll()
{
    DrillSchedule schedule({drillOf(10s, 20s, 50s), drillOf(12s, 60s), drillOf(40s, 5s)}, at(0s));
    QCOMPARE(course(schedule, 12s), u"+10 +12"_qs);
    schedule.endAll(at(15s));
    QCOMPARE(course(schedule, 15s), u"-15 -15"_qs);
    QVERIFY(schedule.active().empty());
    QCOMPARE(course(schedule, 70s), u"+40 -45 +60"_qs); // what waits and what repeats still comes
}

void TestDrillSchedule::drillsAreBounded()
{
    DrillSchedule schedule({}, at(0s));
    DrillConfig drill;
    drill.length = 1h;
    for (int second = 0; second < 3; ++second) {
        for (int i = 0; i < 900; ++i)
            schedule.start(at(std::chrono::seconds(second)), drill);
        schedule.advance(at(std::chrono::seconds(second)));
    }
    QCOMPARE(schedule.active().size(), std::size_t{1000});
}

void TestDrillSchedule::texts_data()
{
    QTest::addColumn<DrillConfig>("drill");
    QTest::addColumn<QString>("expected");
    DrillConfig drill = drillOf(0s, 1s);
    drill.network = {200ms, 50ms, 0, 10'000};
    QTest::newRow("latency") << drill << u"latency 200ms \u00b1 50ms"_qs;
    drill.kind = DrillKind::SlowNetwork;
    QTest::newRow("slow network") << drill << u"slow network, 10000 bytes/s a connection"_qs;
    drill.kind = DrillKind::Partition;
    drill.share = 0.5;
    QTest::newRow("replicas") << drill << u"partition from 50 % of the replicas"_qs;
    drill.side = PartitionSide::Clients;
    QTest::newRow("clients") << drill << u"partition from 50 % of the clients"_qs;
    drill.kind = DrillKind::ReplicaLoss;
    QTest::newRow("loss") << drill << u"loss of 1 replica"_qs;
    drill.replicas = 3;
    QTest::newRow("losses") << drill << u"loss of 3 replicas"_qs;
    drill.kind = DrillKind::Exhaustion;
    drill.severity = 0.8;
    QTest::newRow("compute") << drill << u"80 % of the computing power gone"_qs;
    drill.resource = ExhaustedResource::Kv;
    QTest::newRow("kv") << drill << u"80 % of the KV cache gone"_qs;
    drill.resource = ExhaustedResource::Queue;
    QTest::newRow("queue") << drill << u"80 % of the queue gone"_qs;
}

void TestDrillSchedule::texts()
{
    QFETCH(DrillConfig, drill);
    QTEST(drillText(drill).english(), "expected");
}

QTEST_APPLESS_MAIN(TestDrillSchedule)
#include "tst_drillschedule.moc"
