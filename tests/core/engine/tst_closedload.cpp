// SPDX-License-Identifier: GPL-3.0-or-later
// Users of closed load in virtual time: who comes and goes when, how often he asks, and how long he waits.
#include "driverrig.h"
#include "plan/usercourse.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::Nanoseconds)

namespace {

/// Launches whose intended time since the start lies in [from, to).
std::vector<NotedLaunch> launchesIn(const DriverRig &rig, Nanoseconds from, Nanoseconds to)
{
    std::vector<NotedLaunch> found;
    for (const NotedLaunch &launch : rig.launches) {
        const Nanoseconds at = launch.order.intended - zero;
        if (at >= from && at < to)
            found.push_back(launch);
    }
    return found;
}

std::set<quint32> usersIn(const DriverRig &rig, Nanoseconds from, Nanoseconds to)
{
    std::set<quint32> users;
    for (const NotedLaunch &launch : launchesIn(rig, from, to))
        users.insert(launch.order.user.value());
    return users;
}

std::vector<Nanoseconds> startsOf(const DriverRig &rig, quint32 user)
{
    std::vector<Nanoseconds> starts;
    for (const NotedLaunch &launch : rig.launches) {
        if (launch.order.user.value() == user)
            starts.push_back(launch.order.intended - zero);
    }
    return starts;
}

ClosedLoad &closedOf(Load &load, GroupIndex group = 0)
{
    return std::get<ClosedLoad>(load.groups[group].model);
}

/// Of users that ask once a second.
Load pacedLoad(quint32 users, Nanoseconds duration)
{
    Load load = closedLoad(users, duration);
    closedOf(load).pace = 1s;
    return load;
}

UserTime userTimeOf(DriverRig &rig, TimePoint until)
{
    UserTime sum;
    for (const std::unique_ptr<LoadDriver> &driver : rig.drivers)
        sum += driver->takeUserTime(until);
    return sum;
}

} // namespace

class TestClosedLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRampSpreadsTheStarts()
    {
        DriverRig rig(usersLoad({UserRamp{0, 100, 10s}, UsersStep{100, 5s}}), 2);
        rig.runUntil(zero + 20s); // nobody is ever answered, so each launch is a user's first
        QCOMPARE(rig.launches.size(), std::size_t{100});
        const UserCourse course(usersLoad({UserRamp{0, 100, 10s}, UsersStep{100, 5s}}), 0);
        for (quint32 user = 0; user < 100; ++user) {
            const std::vector<Nanoseconds> starts = startsOf(rig, user);
            QCOMPARE(starts.size(), std::size_t{1});
            QCOMPARE(starts[0].count(), course.thereFrom(user, 0s)->count());
        }
        for (Nanoseconds second = 0s; second < 10s; second += 1s)
            QVERIFY(launchesIn(rig, second, second + 1s).size() <= 11);
    }

    void whoMustGoFinishesAndComesBack()
    {
        DriverRig rig(usersLoad({UsersStep{4, 2s}, UsersStep{2, 2s}, UsersStep{4, 2s}}), 2);
        rig.runUntil(zero + 10s, 300ms);
        QCOMPARE(usersIn(rig, 0s, 2s), (std::set<quint32>{0, 1, 2, 3}));
        QCOMPARE(usersIn(rig, 2s, 4s), (std::set<quint32>{0, 1}));
        QCOMPARE(usersIn(rig, 4s, 6s), (std::set<quint32>{0, 1, 2, 3}));
        QVERIFY(launchesIn(rig, 6s, 10s).empty());
        QCOMPARE(startsOf(rig, 3)[7].count(), Nanoseconds(4s).count()); // back on the dot
        QVERIFY(!rig.planEnded(zero + 6s - 1ns));
        QVERIFY(rig.planEnded(zero + 6s));
        const UserTime time = userTimeOf(rig, zero + 10s);
        QCOMPARE(time.planned.count(), Nanoseconds(20s).count());
        // Those who stayed for their answers do not make up for anybody.
        QCOMPARE(time.busy.count(), time.planned.count());
    }

    void usersPlannedNowFollowTheCourse()
    {
        DriverRig rig(usersLoad({UsersStep{5, 2s}, UsersStep{3, 2s}}), 2);
        rig.runUntil(zero + 1s, 100ms);
        QCOMPARE(userTimeOf(rig, zero + 1s).users, quint64{5});
        rig.runUntil(zero + 3s, 100ms);
        QCOMPARE(userTimeOf(rig, zero + 3s).users, quint64{3});
        QCOMPARE(userTimeOf(rig, zero + 4s).users, quint64{0});
    }

    void pace_data()
    {
        QTest::addColumn<Nanoseconds>("answer");
        QTest::addColumn<Nanoseconds>("think");
        QTest::addColumn<Nanoseconds>("between");
        QTest::newRow("waits for the pace") << Nanoseconds(300ms) << Nanoseconds(0ns) << Nanoseconds(1s);
        QTest::newRow("thinks meanwhile") << Nanoseconds(300ms) << Nanoseconds(400ms) << Nanoseconds(1s);
        QTest::newRow("thinks longer") << Nanoseconds(300ms) << Nanoseconds(900ms) << Nanoseconds(1200ms);
        QTest::newRow("slow answer") << Nanoseconds(1500ms) << Nanoseconds(0ns) << Nanoseconds(1500ms);
    }
    void pace()
    {
        QFETCH(Nanoseconds, answer);
        QFETCH(Nanoseconds, think);
        QFETCH(Nanoseconds, between);
        Load load = closedLoad(1, 20s);
        closedOf(load).pace = 1s;
        closedOf(load).think.low = think;
        DriverRig rig(load);
        rig.runUntil(zero + 20s, answer);
        QVERIFY(rig.launches.size() > 10);
        for (std::size_t i = 1; i < rig.launches.size(); ++i)
            QCOMPARE((rig.launches[i].at - rig.launches[i - 1].at).count(), between.count());
        const UserTime time = userTimeOf(rig, zero + 20s);
        QCOMPARE((time.busy + time.thinking).count(), time.planned.count());
    }

    void aStallHidesNoPlannedStart()
    {
        DriverRig rig(pacedLoad(1, 20s));
        rig.runUntil(zero + 4500ms, 300ms);
        rig.runUntil(zero + 5500ms, 4200ms); // the request of 5 s
        rig.runUntil(zero + 20s, 300ms);
        QCOMPARE(rig.launches.size(), std::size_t{20});
        const std::map<int, Nanoseconds> late = {
            {6, 3200ms}, {7, 2500ms}, {8, 1800ms}, {9, 1100ms}, {10, 400ms}};
        for (int i = 0; i < 20; ++i) {
            const NotedLaunch &launch = rig.launches[static_cast<std::size_t>(i)];
            const Nanoseconds waited = late.contains(i) ? late.at(i) : Nanoseconds{0};
            QVERIFY(launch.order.byClock);
            QCOMPARE((launch.order.intended - zero).count(), Nanoseconds(i * 1s).count());
            QCOMPARE(launch.order.capWait.count(), waited.count());
            QCOMPARE((launch.at - launch.order.intended).count(), waited.count());
        }
        QCOMPARE(rig.plannedCount, 20);
        QCOMPARE(rig.droppedByCap + rig.droppedElse + rig.capReachedCount, 0);
    }

    void thinkingIsNoWait()
    {
        // 900 ms of thinking behind answers of 300 ms: planned 1.2 s apart. What an answer takes beyond the
        // pace alone is waited for.
        Load load = pacedLoad(1, 20s);
        closedOf(load).think.low = 900ms;
        DriverRig rig(load);
        rig.runUntil(zero + 3s, 300ms);
        rig.runUntil(zero + 4s, 1500ms); // the request of 3.6 s
        rig.runUntil(zero + 20s, 300ms);
        const std::vector<Nanoseconds> starts = startsOf(rig, 0);
        QCOMPARE(starts[3].count(), Nanoseconds(3600ms).count());
        QCOMPARE(starts[4].count(), Nanoseconds(5500ms).count());
        QCOMPARE(rig.launches[3].order.capWait.count(), qint64{0});
        QCOMPARE(rig.launches[4].order.capWait.count(), Nanoseconds(500ms).count());
        QCOMPARE((rig.launches[4].at - zero).count(), Nanoseconds(6s).count());
    }

    void longerThinkingLeavesNoPace()
    {
        Load load = pacedLoad(1, 20s);
        closedOf(load).think.low = 1s;
        DriverRig rig(load);
        rig.runUntil(zero + 20s, 1500ms);
        for (const NotedLaunch &launch : rig.launches) {
            QVERIFY(!launch.order.byClock);
            QCOMPARE(launch.order.capWait.count(), qint64{0});
        }
        QCOMPARE((rig.launches[1].at - zero).count(), Nanoseconds(2500ms).count());
    }

    void plannedStartsThatNeverCameAreDropped_data()
    {
        QTest::addColumn<Nanoseconds>("answer");
        QTest::addColumn<int>("started");
        QTest::newRow("no answer") << Nanoseconds(1h) << 1;
        QTest::newRow("an answer after the end") << Nanoseconds(11s) << 1;
        QTest::newRow("one that leaves no time") << Nanoseconds(9500ms) << 2;
        QTest::newRow("slow ones") << Nanoseconds(3s) << 4;
        QTest::newRow("quick ones") << Nanoseconds(300ms) << 10;
    }
    void plannedStartsThatNeverCameAreDropped()
    {
        QFETCH(Nanoseconds, answer);
        DriverRig rig(pacedLoad(1, 10s));
        rig.runUntil(zero + 30s, answer);
        rig.driver().stop(zero + 30s);
        QTEST(static_cast<int>(rig.launches.size()), "started");
        QCOMPARE(rig.plannedCount, 10);
        QCOMPARE(rig.droppedByCap, 10 - static_cast<int>(rig.launches.size()));
    }

    void countedStartsAreNotExceeded()
    {
        Load load = pacedLoad(2, 10s);
        load.first().requests = 8;
        DriverRig rig(load);
        rig.runUntil(zero + 30s, 1h);
        rig.driver().stop(zero + 30s);
        QCOMPARE(rig.launches.size(), std::size_t{2});
        QCOMPARE(rig.plannedCount, 8);

        load = pacedLoad(2, 10s);
        closedOf(load).iterations = 3;
        DriverRig iterating(load);
        iterating.runUntil(zero + 30s, 1h);
        iterating.driver().stop(zero + 30s);
        QCOMPARE(iterating.plannedCount, 6);
    }

    void whoIsAwayHasNoPlannedStarts()
    {
        Load load = usersLoad({UsersStep{4, 2s}, UsersStep{2, 2s}, UsersStep{4, 2s}});
        closedOf(load).pace = 500ms;
        DriverRig rig(load);
        rig.runUntil(zero + 1400ms, 100ms);
        rig.runUntil(zero + 1600ms, 3200ms); // those of 1.5 s, until 4.7 s
        rig.runUntil(zero + 6s, 100ms);
        const std::vector<Nanoseconds> starts = startsOf(rig, 3);
        QCOMPARE(starts[3].count(), Nanoseconds(1500ms).count());
        QCOMPARE(starts[4].count(), Nanoseconds(4s).count());
        QCOMPARE(startsOf(rig, 0)[4].count(), Nanoseconds(2s).count());
    }

    void nobodyIsBehindWithoutEnd()
    {
        Load load = pacedLoad(1, 20s);
        closedOf(load).pace = 1ms;
        DriverRig rig(load);
        rig.runUntil(zero + 30s, 3s);
        for (const NotedLaunch &launch : rig.launches)
            QVERIFY(launch.order.capWait <= 1001ms);
        QCOMPARE(rig.plannedCount, 20'000);
        QCOMPARE(rig.droppedByCap, 20'000 - static_cast<int>(rig.launches.size()));
    }

    void iterationsCountForEachUser()
    {
        Load load = closedLoad(3, {});
        load.first().duration.reset();
        load.warmUp = 1s;
        closedOf(load).iterations = 4;
        DriverRig rig(load, 2);
        rig.runUntil(zero + 30s, 300ms);
        for (quint32 user = 0; user < 3; ++user) {
            const std::vector<Nanoseconds> starts = startsOf(rig, user);
            QCOMPARE(std::count_if(starts.begin(), starts.end(), [](Nanoseconds at) { return at >= 1s; }), 4);
            QCOMPARE(starts.size(), std::size_t{4 + 4}); // 0, 0.3, 0.6, 0.9 s are the warm-up's
        }
        QVERIFY(rig.planEnded(zero + 30s));
    }

    void theLastIterationIsNotThoughtAbout()
    {
        Load load = closedLoad(2, {});
        load.first().duration.reset();
        closedOf(load).iterations = 1;
        closedOf(load).think.low = 1h;
        DriverRig rig(load);
        rig.runUntil(zero + 300ms, 300ms);
        QVERIFY(rig.planEnded(zero + 300ms));
        const UserTime time = userTimeOf(rig, zero + 10s);
        QCOMPARE(time.busy.count(), time.planned.count());
    }

    void requestsAreSharedWhereIterationsWouldAllowMore()
    {
        Load load = closedLoad(5, {});
        load.first().duration.reset();
        load.first().requests = 7;
        closedOf(load).iterations = 100;
        DriverRig rig(load, 3);
        rig.runUntil(zero + 30s, 300ms);
        QCOMPARE(rig.launches.size(), std::size_t{7});
        QCOMPARE(rig.plannedCount, 7);
        QVERIFY(rig.planEnded(zero + 30s));
    }

    void everyUserMayHaveHisConnections_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("kept") << true;
        QTest::newRow("one for each request") << false;
    }
    void everyUserMayHaveHisConnections()
    {
        QFETCH(bool, keep);
        Load load = closedLoad(2, 1s);
        closedOf(load).keepConnections = keep;
        DriverRig rig(load);
        rig.runUntil(zero + 1s, 300ms);
        for (const NotedLaunch &launch : rig.launches)
            QCOMPARE(launch.order.keepConnection, keep);
    }

    void thinkTimesAreTheUsersOwn()
    {
        Load load = closedLoad(2, 60s);
        closedOf(load).think = {ThinkTime::Kind::LogNormal, 1s, 0ns, 500ms};
        DriverRig rig(load);
        rig.runUntil(zero + 60s, 100ms);
        for (quint32 user = 0; user < 2; ++user) {
            const std::vector<Nanoseconds> starts = startsOf(rig, user);
            QVERIFY(starts.size() > 20);
            for (std::size_t n = 1; n < starts.size(); ++n) {
                const Nanoseconds think = thinkTimeOf(closedOf(load).think, 7, UserIndex{user}, n - 1);
                QCOMPARE((starts[n] - starts[n - 1]).count(), (think + 100ms).count());
            }
        }
    }

    void dataThatEndsEndsAllWorkers()
    {
        Load load = closedLoad(4, {});
        load.first().duration.reset();
        load.first().requests = 1000;
        DriverRig rig(load, 2);
        rig.refuseAfter = 10;
        rig.runUntil(zero + 30s, 300ms);
        QCOMPARE(rig.launches.size(), std::size_t{10});
        QCOMPARE(rig.plannedCount, 10);
        QVERIFY(rig.planEnded(zero + 30s));
    }

    void aHundredThousandUsers()
    {
        DriverRig rig(usersLoad({UserRamp{0, 100'000, 10s}, UsersStep{100'000, 10s}}), 2);
        rig.runUntil(zero + 20s, 5s);
        QCOMPARE(rig.users().size(), std::size_t{100'000});
        const UserTime time = userTimeOf(rig, zero + 20s);
        QCOMPARE(time.planned.count(), time.busy.count());
    }
};

QTEST_GUILESS_MAIN(TestClosedLoad)
#include "tst_closedload.moc"
