// SPDX-License-Identifier: GPL-3.0-or-later
// Open and closed load against a launcher that only takes notes; time is turned by hand.
#include "engine/loaddriver.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace std::chrono_literals;

namespace {

class NotingLauncher final : public RequestLauncher
{
public:
    struct Launch
    {
        RequestId request;
        UserIndex user;
        TimePoint intended;
        Nanoseconds capWait;
    };
    bool launch(RequestId request, UserIndex user, TimePoint intended, Nanoseconds capWait) override
    {
        if (launches.size() >= refuseAfter)
            return false;
        launches.push_back({request, user, intended, capWait});
        if (whenLaunched)
            whenLaunched();
        return true;
    }
    void drop(TimePoint, bool becauseOfCap) override { ++(becauseOfCap ? droppedByCap : droppedElse); }
    void planned(TimePoint) override { ++plannedCount; }
    void capReached() override { ++capReachedCount; }

    std::vector<Launch> launches;
    std::size_t refuseAfter = SIZE_MAX;
    std::function<void()> whenLaunched; ///< From within launch().
    int droppedByCap = 0;
    int droppedElse = 0;
    int plannedCount = 0;
    int capReachedCount = 0;
};

constexpr TimePoint zero = timePointFromNs(1'000'000'000);

RunTimes timesFor(const Load &load)
{
    RunTimes times;
    times.zero = zero;
    times.measureFrom = zero + load.warmUp;
    if (load.first().duration)
        times.loadEnd = times.measureFrom + *load.first().duration;
    return times;
}

void launchAll(LoadDriver &driver, TimePoint now)
{
    while (driver.launchNext(now)) {
    }
}

Load openLoad(double rate, Nanoseconds duration, CapPolicy policy = CapPolicy::Queue)
{
    Load load;
    OpenLoad open;
    open.rate = rate;
    open.capPolicy = policy;
    load.first().model = open;
    load.first().duration = duration;
    return load;
}

Load closedLoad(quint32 users, Nanoseconds duration)
{
    Load load;
    ClosedLoad closed;
    closed.users = users;
    load.first().model = closed;
    load.first().duration = duration;
    return load;
}

} // namespace

class TestLoadDriver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openLaunchesWhenDueAndNotBefore()
    {
        const Load load = openLoad(10, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 100, tickets, launcher);
        driver->begin(timesFor(load));
        QVERIFY(driver->nextDue().has_value());
        const TimePoint first = *driver->nextDue();
        launchAll(*driver, first - 1ns);
        QCOMPARE(launcher.launches.size(), std::size_t{0});
        launchAll(*driver, first);
        QCOMPARE(launcher.launches.size(), std::size_t{1});
        QCOMPARE(launcher.launches[0].intended, first);
        launchAll(*driver,
                  zero + 10s); // late: everything that was due starts, each with its own intended time
        QCOMPARE(launcher.launches.size(), std::size_t{10});
        for (std::size_t i = 1; i < launcher.launches.size(); ++i)
            QCOMPARE((launcher.launches[i].intended - launcher.launches[i - 1].intended).count(),
                     Nanoseconds(100ms).count());
        QVERIFY(driver->planEnded(zero + 10s));
        QCOMPARE(launcher.plannedCount, 10);
    }

    void openQueuesAtTheCap()
    {
        const Load load = openLoad(10, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 2, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero + 1s);
        QCOMPARE(launcher.launches.size(), std::size_t{2});
        QCOMPARE(driver->waiting(), std::size_t{8});
        QCOMPARE(launcher.capReachedCount, 8);
        driver->requestEnded(UserIndex{0}, zero + 1500ms, 0ns);
        QCOMPARE(launcher.launches.size(), std::size_t{3});
        // It met the cap at zero + 1 s; before that it was late by the generator's own fault.
        QCOMPARE(launcher.launches[2].capWait.count(), Nanoseconds(500ms).count());
        driver->stop();
        QCOMPARE(launcher.droppedByCap, 7);
        QCOMPARE(launcher.plannedCount, static_cast<int>(launcher.launches.size()) + launcher.droppedByCap);
    }

    void openDropsAtTheCapWhereThePolicySaysSo()
    {
        const Load load = openLoad(10, 1s, CapPolicy::Drop);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 3, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero + 1s);
        QCOMPARE(launcher.launches.size(), std::size_t{3});
        QCOMPARE(launcher.droppedByCap, 7);
        QCOMPARE(driver->waiting(), std::size_t{0});
    }

    void openSharesUniteToTheWhole()
    {
        const Load load = openLoad(97, 3s);
        std::set<quint64> all;
        std::size_t count = 0;
        for (quint32 index = 0; index < 3; ++index) {
            TicketCounter tickets(std::nullopt);
            NotingLauncher launcher;
            const auto driver = makeLoadDriver(load, 7, {WorkerIndex{index}, 3}, 1000, tickets, launcher);
            driver->begin(timesFor(load));
            launchAll(*driver, zero + 10s);
            count += launcher.launches.size();
            for (const NotingLauncher::Launch &launch : launcher.launches)
                all.insert(launch.request.value());
        }
        QCOMPARE(count, std::size_t{291});
        QCOMPARE(all.size(), count);
    }

    void openStopsWhenTheLauncherHasNothingMore()
    {
        const Load load = openLoad(10, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        launcher.refuseAfter = 4;
        const auto driver = makeLoadDriver(load, 1, {}, 100, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero + 1s);
        QCOMPARE(launcher.launches.size(), std::size_t{4});
        QCOMPARE(launcher.plannedCount, 4); // the end of the data is the end of the plan
        QCOMPARE(launcher.droppedElse, 0);
        QVERIFY(driver->planEnded(zero + 1s));
    }

    void manyThatCanNotBeMadeNeedNoStack()
    {
        const Load load = openLoad(100'000, 10s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 1, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero + 10s);
        QCOMPARE(driver->waiting(), std::size_t{999'999});
        launcher.whenLaunched = [&driver] { driver->requestEnded(UserIndex{0}, zero + 10s, 0ns); };
        driver->requestEnded(UserIndex{0}, zero + 10s, 0ns);
        QCOMPARE(driver->waiting(), std::size_t{0});
        QCOMPARE(launcher.launches.size(), std::size_t{1'000'000});
    }

    void dataThatEndsLeavesNothingWaiting()
    {
        const Load load = openLoad(10, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        launcher.refuseAfter = 4;
        const auto driver = makeLoadDriver(load, 1, {}, 3, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero + 1s);
        driver->requestEnded(UserIndex{0}, zero + 1s, 0ns);
        driver->requestEnded(UserIndex{0}, zero + 1s, 0ns);
        QCOMPARE(driver->waiting(), std::size_t{0});
        QCOMPARE(launcher.launches.size(), std::size_t{4});
        QCOMPARE(launcher.plannedCount, 10);
        QCOMPARE(launcher.droppedByCap, 6);
    }

    void closedUsersAskAgainWhenAnswered()
    {
        const Load load = closedLoad(3, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        QCOMPARE(launcher.launches.size(), std::size_t{3});
        launchAll(*driver, zero + 100ms);
        QCOMPARE(launcher.launches.size(), std::size_t{3});
        driver->requestEnded(UserIndex{1}, zero + 200ms, 0ns);
        QCOMPARE(launcher.launches.size(), std::size_t{3}); // never from within the end of the last one
        launchAll(*driver, zero + 201ms);
        QCOMPARE(launcher.launches.size(), std::size_t{4});
        QCOMPARE(launcher.launches[3].user, UserIndex{1});
        QCOMPARE(launcher.launches[3].intended, zero + 200ms);
    }

    void closedStopsAtTheEndOfTheLoad()
    {
        const Load load = closedLoad(2, 1s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        QVERIFY(!driver->planEnded(zero + 999ms));
        QVERIFY(driver->planEnded(zero + 1s));
        driver->requestEnded(UserIndex{0}, zero + 1s, 0ns);
        launchAll(*driver, zero + 2s);
        QCOMPARE(launcher.launches.size(), std::size_t{2});
    }

    void closedRequestsAreCountedOverAllWorkers()
    {
        Load load = closedLoad(4, 10s);
        load.warmUp = 1s;
        load.first().requests = 5;
        TicketCounter tickets(load.first().requests);
        NotingLauncher launcher;
        std::vector<std::unique_ptr<LoadDriver>> drivers;
        for (quint32 index = 0; index < 2; ++index) {
            drivers.push_back(makeLoadDriver(load, 1, {WorkerIndex{index}, 2}, 0, tickets, launcher));
            drivers.back()->begin(timesFor(load));
            launchAll(*drivers.back(), zero);
        }
        QCOMPARE(launcher.launches.size(), std::size_t{4}); // warm-up, not counted
        for (int round = 0; round < 5; ++round) {
            for (quint32 user = 0; user < 4; ++user) {
                drivers[user % 2]->requestEnded(UserIndex{user}, zero + 2s + round * 1ms, 0ns);
                launchAll(*drivers[user % 2], zero + 2s + round * 1ms);
            }
            if (tickets.exhausted())
                break;
        }
        QCOMPARE(launcher.launches.size(), std::size_t{4 + 5});
        std::set<quint64> ids;
        for (const NotingLauncher::Launch &launch : launcher.launches)
            ids.insert(launch.request.value());
        QCOMPARE(ids.size(), launcher.launches.size());
    }

    void closedThinksAndAccountsForIt()
    {
        Load load = closedLoad(1, 10s);
        std::get<ClosedLoad>(load.first().model).think = {ThinkTime::Kind::Constant, 300ms, 0ns};
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        driver->requestEnded(UserIndex{0}, zero + 200ms, 0ns);
        QCOMPARE(driver->nextDue().value(), zero + 500ms);
        launchAll(*driver, zero + 500ms);
        QCOMPARE(launcher.launches.size(), std::size_t{2});
        const UserTime time = driver->takeUserTime(zero + 600ms);
        QCOMPARE(time.busy.count(), Nanoseconds(300ms).count());
        QCOMPARE(time.thinking.count(), Nanoseconds(300ms).count());
        QCOMPARE(driver->takeUserTime(zero + 600ms).busy.count(), qint64{0});
    }

    void aPlanThatEndsEarlyIsNoMissedLoad()
    {
        Load load = closedLoad(2, 10s);
        load.first().requests = 3;
        TicketCounter tickets(load.first().requests);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        for (const Nanoseconds at : {1s, 3s, 5s}) {
            driver->requestEnded(UserIndex{at == Nanoseconds(3s) ? 1u : 0u}, zero + at, 0ns);
            launchAll(*driver, zero + at);
        }
        QCOMPARE(launcher.launches.size(), std::size_t{3});
        // Up to 3 s both were busy; then there was nothing left for the second one.
        const UserTime time = driver->takeUserTime(zero + 9s);
        QCOMPARE(time.planned.count(), Nanoseconds(6s).count());
        QCOMPARE(time.busy.count(), Nanoseconds(6s).count());
        QCOMPARE(time.thinking.count(), qint64{0});
    }

    void usersSentHomeAreNoMissedLoad()
    {
        const Load load = closedLoad(2, 10s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        driver->requestEnded(UserIndex{0}, zero + 2s, 0ns);
        driver->stop();
        launchAll(*driver, zero + 2s);
        driver->requestEnded(UserIndex{1}, zero + 7s, 0ns);
        const UserTime time = driver->takeUserTime(zero + 9s);
        QCOMPARE(launcher.launches.size(), std::size_t{2});
        QCOMPARE(time.planned.count(), Nanoseconds(4s).count());
        QCOMPARE(time.busy.count(), Nanoseconds(4s).count());
    }

    void aUserThatCannotAskPauses()
    {
        const Load load = closedLoad(1, 10s);
        TicketCounter tickets(std::nullopt);
        NotingLauncher launcher;
        const auto driver = makeLoadDriver(load, 1, {}, 0, tickets, launcher);
        driver->begin(timesFor(load));
        launchAll(*driver, zero);
        driver->requestEnded(UserIndex{0}, zero, 100ms);
        QCOMPARE(driver->nextDue().value(), zero + 100ms);
    }
};

QTEST_GUILESS_MAIN(TestLoadDriver)
#include "tst_loaddriver.moc"
