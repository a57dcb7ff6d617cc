// SPDX-License-Identifier: GPL-3.0-or-later
// Open and closed load against a launcher that only takes notes; time is turned by hand.
#include "driverrig.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestLoadDriver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openLaunchesWhenDueAndNotBefore()
    {
        const Load load = openLoad(10, 1s);
        DriverRig rig(load, 1, 100);
        QVERIFY(rig.driver().nextDue().has_value());
        const TimePoint first = *rig.driver().nextDue();
        rig.launchAll(first - 1ns);
        QCOMPARE(rig.launches.size(), std::size_t{0});
        rig.launchAll(first);
        QCOMPARE(rig.launches.size(), std::size_t{1});
        QCOMPARE(rig.launches[0].order.intended, first);
        rig.launchAll(zero + 10s); // late: everything that was due starts, each with its own intended time
        QCOMPARE(rig.launches.size(), std::size_t{10});
        for (std::size_t i = 1; i < rig.launches.size(); ++i)
            QCOMPARE((rig.launches[i].order.intended - rig.launches[i - 1].order.intended).count(),
                     Nanoseconds(100ms).count());
        QVERIFY(rig.driver().planEnded(zero + 10s));
        QCOMPARE(rig.plannedCount, 10);
    }

    void openQueuesAtTheCap()
    {
        const Load load = openLoad(10, 1s);
        DriverRig rig(load, 1, 2);
        rig.launchAll(zero + 1s);
        QCOMPARE(rig.launches.size(), std::size_t{2});
        QCOMPARE(rig.driver().waiting(), std::size_t{8});
        QCOMPARE(rig.capReachedCount, 8);
        rig.endRequestOf(0, zero + 1500ms);
        QCOMPARE(rig.launches.size(), std::size_t{3});
        // It met the cap at zero + 1 s; before that it was late by the generator's own fault.
        QCOMPARE(rig.launches[2].order.capWait.count(), Nanoseconds(500ms).count());
        rig.driver().stop(zero + 1500ms);
        QCOMPARE(rig.droppedByCap, 7);
        QCOMPARE(rig.plannedCount, static_cast<int>(rig.launches.size()) + rig.droppedByCap);
    }

    void openDropsAtTheCapWhereThePolicySaysSo()
    {
        const Load load = openLoad(10, 1s, CapPolicy::Drop);
        DriverRig rig(load, 1, 3);
        rig.launchAll(zero + 1s);
        QCOMPARE(rig.launches.size(), std::size_t{3});
        QCOMPARE(rig.droppedByCap, 7);
        QCOMPARE(rig.driver().waiting(), std::size_t{0});
    }

    void openSharesUniteToTheWhole()
    {
        const Load load = openLoad(97, 3s);
        DriverRig rig(load, 3);
        rig.launchAll(zero + 10s);
        QCOMPARE(rig.launches.size(), std::size_t{291});
        QCOMPARE(rig.plan().size(), std::size_t{291});
        QCOMPARE(rig.plan(), [&load] {
            DriverRig alone(load);
            alone.launchAll(zero + 10s);
            return alone.plan();
        }());
    }

    void openStopsWhenTheLauncherHasNothingMore()
    {
        const Load load = openLoad(10, 1s);
        DriverRig rig(load, 1, 100);
        rig.refuseAfter = 4;
        rig.launchAll(zero + 1s);
        QCOMPARE(rig.launches.size(), std::size_t{4});
        QCOMPARE(rig.plannedCount, 4); // the end of the data is the end of the plan
        QCOMPARE(rig.droppedElse, 0);
        QVERIFY(rig.driver().planEnded(zero + 1s));
    }

    void manyThatCanNotBeMadeNeedNoStack()
    {
        const Load load = openLoad(100'000, 10s);
        DriverRig rig(load, 1, 1);
        rig.launchAll(zero + 10s);
        QCOMPARE(rig.driver().waiting(), std::size_t{999'999});
        rig.whenLaunched = [&rig](const LaunchOrder &) { rig.endRequestOf(0, zero + 10s); };
        rig.endRequestOf(0, zero + 10s);
        QCOMPARE(rig.driver().waiting(), std::size_t{0});
        QCOMPARE(rig.launches.size(), std::size_t{1'000'000});
    }

    void dataThatEndsLeavesNothingWaiting()
    {
        const Load load = openLoad(10, 1s);
        DriverRig rig(load, 1, 3);
        rig.refuseAfter = 4;
        rig.launchAll(zero + 1s);
        rig.endRequestOf(0, zero + 1s);
        rig.endRequestOf(0, zero + 1s);
        QCOMPARE(rig.driver().waiting(), std::size_t{0});
        QCOMPARE(rig.launches.size(), std::size_t{4});
        QCOMPARE(rig.plannedCount, 10);
        QCOMPARE(rig.droppedByCap, 6);
    }

    void closedUsersAskAgainWhenAnswered()
    {
        const Load load = closedLoad(3, 1s);
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        QCOMPARE(rig.launches.size(), std::size_t{3});
        rig.launchAll(zero + 100ms);
        QCOMPARE(rig.launches.size(), std::size_t{3});
        rig.endRequestOf(1, zero + 200ms);
        QCOMPARE(rig.launches.size(), std::size_t{3}); // never from within the end of the last one
        rig.launchAll(zero + 201ms);
        QCOMPARE(rig.launches.size(), std::size_t{4});
        QCOMPARE(rig.launches[3].order.user, UserIndex{1});
        QCOMPARE(rig.launches[3].order.intended, zero + 200ms);
    }

    void closedStopsAtTheEndOfTheLoad()
    {
        const Load load = closedLoad(2, 1s);
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        QVERIFY(!rig.driver().planEnded(zero + 999ms));
        QVERIFY(rig.driver().planEnded(zero + 1s));
        rig.endRequestOf(0, zero + 1s);
        rig.launchAll(zero + 2s);
        QCOMPARE(rig.launches.size(), std::size_t{2});
    }

    void closedRequestsAreCountedOverAllWorkers()
    {
        Load load = closedLoad(4, 10s);
        load.warmUp = 1s;
        load.first().requests = 5;
        DriverRig rig(load, 2);
        rig.runUntil(zero + 999ms, 300ms);
        const std::size_t warmUp = rig.launches.size();
        QCOMPARE(warmUp, std::size_t{16}); // not counted
        rig.runUntil(zero + 11s, 300ms);
        QCOMPARE(rig.launches.size(), warmUp + 5);
        QCOMPARE(rig.plan().size(), rig.launches.size());
        QVERIFY(rig.planEnded(zero + 2s));
    }

    void closedThinksAndAccountsForIt()
    {
        Load load = closedLoad(1, 10s);
        std::get<ClosedLoad>(load.first().model).think = {ThinkTime::Kind::Constant, 300ms, 0ns};
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        rig.endRequestOf(0, zero + 200ms);
        QCOMPARE(rig.driver().nextDue().value(), zero + 500ms);
        rig.launchAll(zero + 500ms);
        QCOMPARE(rig.launches.size(), std::size_t{2});
        const UserTime time = rig.driver().takeUserTime(zero + 600ms);
        QCOMPARE(time.busy.count(), Nanoseconds(300ms).count());
        QCOMPARE(time.thinking.count(), Nanoseconds(300ms).count());
        QCOMPARE(rig.driver().takeUserTime(zero + 600ms).busy.count(), qint64{0});
    }

    void aPlanThatEndsEarlyIsNoMissedLoad()
    {
        Load load = closedLoad(2, 10s);
        load.first().requests = 3;
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        for (const Nanoseconds at : {1s, 3s, 5s}) {
            rig.endRequestOf(at == Nanoseconds(3s) ? 1 : 0, zero + at);
            rig.launchAll(zero + at);
        }
        QCOMPARE(rig.launches.size(), std::size_t{3});
        // Up to 3 s both were busy; then there was nothing left for the second one.
        const UserTime time = rig.driver().takeUserTime(zero + 9s);
        QCOMPARE(time.planned.count(), Nanoseconds(6s).count());
        QCOMPARE(time.busy.count(), Nanoseconds(6s).count());
        QCOMPARE(time.thinking.count(), qint64{0});
    }

    void usersSentHomeAreNoMissedLoad()
    {
        const Load load = closedLoad(2, 10s);
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        rig.endRequestOf(0, zero + 2s);
        rig.driver().stop(zero + 2s);
        rig.launchAll(zero + 2s);
        rig.endRequestOf(1, zero + 7s);
        const UserTime time = rig.driver().takeUserTime(zero + 9s);
        QCOMPARE(rig.launches.size(), std::size_t{2});
        QCOMPARE(time.planned.count(), Nanoseconds(4s).count());
        QCOMPARE(time.busy.count(), Nanoseconds(4s).count());
    }

    void aUserThatCannotAskPauses()
    {
        const Load load = closedLoad(1, 10s);
        DriverRig rig(load, 1, 0);
        rig.launchAll(zero);
        rig.endRequestOf(0, zero, 100ms);
        QCOMPARE(rig.driver().nextDue().value(), zero + 100ms);
    }
};

QTEST_GUILESS_MAIN(TestLoadDriver)
#include "tst_loaddriver.moc"
