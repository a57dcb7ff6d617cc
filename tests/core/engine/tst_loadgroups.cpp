// SPDX-License-Identifier: GPL-3.0-or-later
// Several groups side by side, and a load that is steered while it lasts, in virtual time.
#include "driverrig.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::Load)

namespace {

Load withRate(double rate, Nanoseconds duration, Arrivals arrivals)
{
    Load load = openLoad(rate, duration);
    std::get<OpenLoad>(load.first().model).arrivals = arrivals;
    return load;
}

std::size_t countIn(const DriverRig &rig, Nanoseconds from, Nanoseconds to)
{
    std::size_t count = 0;
    for (const auto &[request, at] : rig.plan())
        count += at >= from && at < to ? 1 : 0;
    return count;
}

/// An open group, a closed one and one that starts later.
Load threeGroups()
{
    Load load = openLoad(10, 4s);
    load.groups.push_back(closedLoad(2, 6s).first());
    load.groups.push_back(openLoad(5, 2s).first());
    load.groups[0].name = QStringLiteral("steady");
    load.groups[1].name = QStringLiteral("users");
    load.groups[2].name = QStringLiteral("late");
    load.groups[2].startAfter = 5s;
    return load;
}

} // namespace

class TestLoadGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachGroupCountsItsOwn()
    {
        const Load load = threeGroups();
        DriverRig rig(load, 2);
        rig.runUntil(zero + 20s, 500ms);
        std::map<GroupIndex, std::set<quint64>> numbers;
        std::map<quint32, GroupIndex> groupsOfUsers;
        for (const NotedLaunch &launch : rig.launches) {
            const GroupIndex group = groupOf(launch.order.request, 3);
            QVERIFY(numbers[group].insert(numberOf(launch.order.request, 3)).second);
            QCOMPARE(groupsOfUsers.emplace(launch.order.user.value(), group).first->second, group);
        }
        QCOMPARE(numbers[0].size(), std::size_t{40});
        QCOMPARE(numbers[1].size(), std::size_t{24});
        QCOMPARE(numbers[2].size(), std::size_t{10});
        for (const auto &[group, all] : numbers)
            QCOMPARE(*all.rbegin(), quint64(all.size() - 1)); // from 0 on, none left out
        QCOMPARE(groupsOfUsers.size(), std::size_t{4});       // two users, and one for each open group
    }

    void thePlanEndsWithTheLastGroup()
    {
        DriverRig rig(threeGroups());
        rig.runUntil(zero + 7s, 500ms);
        QVERIFY(!rig.planEnded(zero + 7s - 1ns));
        QVERIFY(rig.planEnded(zero + 7s));
    }

    void aStopEndsAllGroups()
    {
        DriverRig rig(threeGroups(), 1, 1);
        rig.runUntil(zero + 2s); // nobody is answered: the first holds the cap
        QVERIFY(rig.driver().waiting() > 0);
        rig.driver().stop(zero + 2s);
        QCOMPARE(rig.driver().waiting(), std::size_t{0});
        QVERIFY(rig.planEnded(zero + 2s));
        const std::size_t before = rig.launches.size();
        rig.runUntil(zero + 20s);
        QCOMPARE(rig.launches.size(), before);
    }

    void workersThatAreSteeredAlikeKeepOnePlan_data()
    {
        QTest::addColumn<Load>("load");
        QTest::newRow("even") << withRate(37, 20s, Arrivals::Even);
        QTest::newRow("poisson") << withRate(37, 20s, Arrivals::Poisson);
        QTest::newRow("uniform") << withRate(37, 20s, Arrivals::Uniform);
        QTest::newRow("gamma") << withRate(37, 20s, Arrivals::Gamma);
        QTest::newRow("less than one a second") << withRate(0.3, 20s, Arrivals::Even);
        Load steps = openLoad(1, 1s);
        std::get<OpenLoad>(steps.first().model).steps = {RateRamp{0, 40, 8s}, AtOnceStep{30},
                                                         RateStairs{10, 10, 3, 3s, 1s}};
        steps.first().duration.reset();
        QTest::newRow("steps") << steps;
        QTest::newRow("groups") << threeGroups();
    }
    void workersThatAreSteeredAlikeKeepOnePlan()
    {
        QFETCH(Load, load);
        DriverRig one(load);
        DriverRig three(load, 3);
        for (DriverRig *rig : {&one, &three}) {
            const std::vector<std::pair<Nanoseconds, double>> acts{
                {2s, 2.5}, {4s, 0}, {5s, 1}, {5500ms, 0.25}, {9s, 3}};
            for (const auto &[at, factor] : acts) {
                rig->runUntil(zero + at - 100ms, 200ms);
                rig->steerAll(zero + at, factor);
            }
            rig->runUntil(zero + 40s, 200ms);
            QVERIFY(rig->planEnded(zero + 40s));
            QCOMPARE(countIn(*rig, 4s, 5s), std::size_t{0});
        }
        if (load.isOpen())
            QCOMPARE(three.plan(), one.plan());
        else
            QCOMPARE(three.launches.size(), one.launches.size());
    }

    void aFactorMultipliesTheRate()
    {
        DriverRig rig(openLoad(10, 10s), 2);
        rig.runUntil(zero + 4900ms, 100ms);
        rig.steerAll(zero + 5s, 3);
        rig.runUntil(zero + 10s, 100ms);
        QCOMPARE(countIn(rig, 0s, 5s), std::size_t{50});
        QCOMPARE(countIn(rig, 5s, 10s), std::size_t{150});
        QCOMPARE(rig.plannedCount, 200);
    }

    void raisingALowRateDoesNotWaitForTheNextArrival()
    {
        DriverRig rig(openLoad(0.01, 10min));
        rig.runUntil(zero + 1s, 100ms);
        rig.steerAll(zero + 1100ms, 100); // the next one was due at 100 s
        rig.runUntil(zero + 6s, 100ms);
        QVERIFY(rig.launches.size() >= 5);
    }

    void aPauseIsNoEnd()
    {
        Load load = openLoad(10, {});
        load.first().duration.reset();
        load.first().requests = 30;
        DriverRig rig(load, 2);
        rig.runUntil(zero + 900ms, 100ms);
        rig.steerAll(zero + 1s, 0);
        rig.runUntil(zero + 1min, 100ms);
        QCOMPARE(rig.launches.size(), std::size_t{10});
        QVERIFY(!rig.planEnded(zero + 1min));
        rig.steerAll(zero + 61s, 1);
        rig.runUntil(zero + 2min, 100ms);
        QCOMPARE(rig.launches.size(), std::size_t{30});
        QVERIFY(rig.planEnded(zero + 2min));
    }

    void aPausedLoadEndsInTime()
    {
        DriverRig rig(openLoad(10, 5s), 2);
        rig.runUntil(zero + 900ms, 100ms);
        rig.steerAll(zero + 1s, 0);
        rig.runUntil(zero + 5s - 1ns, 100ms);
        QVERIFY(!rig.planEnded(zero + 5s - 1ns));
        QVERIFY(rig.planEnded(zero + 5s));
    }

    void whatWaitsForTheCapStays()
    {
        DriverRig rig(openLoad(10, 5s), 1, 2);
        rig.runUntil(zero + 950ms); // nobody is answered
        QCOMPARE(rig.driver().waiting(), std::size_t{8});
        rig.steerAll(zero + 1s, 0);
        rig.runUntil(zero + 2s);
        QCOMPARE(rig.driver().waiting(), std::size_t{8});
        rig.endRequestOf(0, zero + 2s);
        QCOMPARE(rig.driver().waiting(), std::size_t{7});
        QCOMPARE(rig.droppedByCap + rig.droppedElse, 0);
    }

    void usersAreSteeredToo()
    {
        DriverRig rig(closedLoad(4, 20s), 2);
        rig.runUntil(zero + 4900ms, 300ms);
        QCOMPARE(rig.users().size(), std::size_t{4});
        rig.steerAll(zero + 5s, 2.5);
        rig.runUntil(zero + 9900ms, 300ms);
        QCOMPARE(rig.users().size(), std::size_t{10});
        rig.steerAll(zero + 10s, 0);
        rig.runUntil(zero + 14900ms, 300ms);
        QCOMPARE(countIn(rig, 10s, 15s), std::size_t{0});
        rig.launches.clear();
        rig.steerAll(zero + 15s, 0.5);
        rig.runUntil(zero + 25s, 300ms);
        QCOMPARE(rig.users(), (std::set<quint32>{0, 1}));
        QCOMPARE(rig.launches.front().order.intended, zero + 15s);
        Nanoseconds planned{0};
        for (const std::unique_ptr<LoadDriver> &driver : rig.drivers)
            planned += driver->takeUserTime(zero + 25s).planned;
        QCOMPARE(planned.count(), Nanoseconds(4 * 5s + 10 * 5s + 2 * 5s).count());
    }

    void usersWhoAreLateStayLate()
    {
        DriverRig rig(closedLoad(3, 20s));
        rig.steerAll(zero + 100ms, 2); // before anybody has started
        rig.launchAll(zero + 200ms);
        QCOMPARE(rig.launches.size(), std::size_t{6});
        QCOMPARE(countIn(rig, 0s, 1ns), std::size_t{3});
        QCOMPARE(countIn(rig, 100ms, 100ms + 1ns), std::size_t{3});
    }

    void anEndedPlanIsNotRevived()
    {
        Load load = closedLoad(2, {});
        load.first().duration.reset();
        std::get<ClosedLoad>(load.first().model).iterations = 1;
        DriverRig closed(load);
        closed.runUntil(zero + 1s, 100ms);
        closed.steerAll(zero + 1s, 5);
        closed.runUntil(zero + 5s, 100ms);
        QCOMPARE(closed.launches.size(), std::size_t{2});
        QVERIFY(closed.planEnded(zero + 5s));
    }
};

QTEST_GUILESS_MAIN(TestLoadGroups)
#include "tst_loadgroups.moc"
