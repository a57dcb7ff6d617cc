// SPDX-License-Identifier: GPL-3.0-or-later
// What a load looks like before it runs: its curve, its plateaus, its length.
#include "planhelpers.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const PlannedLoadPoint *pointAt(const std::vector<PlannedLoadPoint> &points, Nanoseconds at, bool last = true)
{
    const PlannedLoadPoint *found = nullptr;
    for (const PlannedLoadPoint &point : points) {
        if (point.at == at && (last || !found))
            found = &point;
    }
    return found;
}

LoadGroup usersGroup(quint32 users, std::optional<Nanoseconds> duration)
{
    LoadGroup group;
    group.model = ClosedLoad{users, {}};
    group.duration = duration;
    return group;
}

} // namespace

namespace {

/// Where the plateaus of at least 5 s lie, without what they hold.
std::vector<PlannedRange> stretchesOf(const Load &load)
{
    std::vector<PlannedRange> stretches = plateausOf(load, 5s, {});
    for (PlannedRange &stretch : stretches) {
        stretch.users.reset();
        stretch.rate.reset();
    }
    return stretches;
}

} // namespace

class TestPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jumpsLookLikeJumps()
    {
        const Load load = stepLoad({RateStep{2, 7s}, RateStep{10, 4s}, PauseStep{2s}});
        const std::vector<PlannedLoadPoint> points = plannedLoad(load, 1s, 5, {});
        QCOMPARE(points.front().ratePerSecond, 2.0);
        QCOMPARE(pointAt(points, 7s, false)->ratePerSecond, 2.0);
        QCOMPARE(pointAt(points, 7s)->ratePerSecond, 10.0);
        QCOMPARE(pointAt(points, 11s, false)->ratePerSecond, 10.0);
        QCOMPARE(pointAt(points, 11s)->ratePerSecond, 0.0);
        QCOMPARE(points.back().at, Nanoseconds{13s});
        QVERIFY(std::is_sorted(points.begin(), points.end(),
                               [](const auto &a, const auto &b) { return a.at < b.at; }));
    }

    void requestsAtOnceAreASpike()
    {
        const std::vector<PlannedLoadPoint> points =
            plannedLoad(stepLoad({RateStep{1, 10s}, AtOnceStep{50}, RateStep{1, 10s}}), 2s, 21, {});
        double most = 0;
        for (const PlannedLoadPoint &point : points)
            most = std::max(most, point.ratePerSecond);
        QCOMPARE(most, 51.0); // 50 in the second between two samples
        QCOMPARE(pointAt(points, 10s, false)->users, 2.0);
        QCOMPARE(pointAt(points, 10s)->users, 52.0);
        QCOMPARE(pointAt(points, 13s)->users, 2.0);
        // A load that is nothing else needs a length to be drawn at all.
        const std::vector<PlannedLoadPoint> burst = plannedLoad(stepLoad({AtOnceStep{50}}), 4s, 5, {});
        QCOMPARE(burst.back().at, Nanoseconds{4s});
        QCOMPARE(pointAt(burst, 2s)->users, 50.0);
    }

    void rampsAndStreamsFollowTheAmount()
    {
        Load load = stepLoad({RateRamp{0, 10, 10s}});
        const std::vector<PlannedLoadPoint> points = plannedLoad(load, 2s, 11, {});
        QCOMPARE(pointAt(points, 5s)->ratePerSecond, 5.0);
        QCOMPARE(pointAt(points, 5s)->users, 8.0); // 5^2 / 2 - 3^2 / 2
        std::get<OpenLoad>(load.first().model).cap = 3;
        QCOMPARE(pointAt(plannedLoad(load, 2s, 11, {}), 5s)->users, 3.0);
    }

    void groupsAddUp()
    {
        Load load = stepLoad({RateStep{5, 10s}});
        load.warmUp = 2s;
        load.groups.push_back(usersGroup(7, 4s));
        load.groups.back().startAfter = 3s;
        const std::vector<PlannedLoadPoint> sum = plannedLoad(load, 1s, 13, {});
        QCOMPARE(pointAt(sum, 1s)->users, 5.0);
        QCOMPARE(pointAt(sum, 5s, false)->users, 5.0);
        QCOMPARE(pointAt(sum, 5s)->users, 12.0);
        QCOMPARE(pointAt(sum, 9s)->users, 5.0);
        QCOMPARE(pointAt(sum, 6s)->ratePerSecond, 5.0);
        QCOMPARE(pointAt(plannedLoad(load, 1, 1s, 10, {}), 4s)->users, 0.0);
        QCOMPARE(plannedLength(load, {}), std::optional(Nanoseconds{12s}));
    }

    void iterationsAndPaceGiveALength()
    {
        Load load;
        load.groups = {usersGroup(3, {})};
        ClosedLoad &closed = std::get<ClosedLoad>(load.first().model);
        closed.iterations = 6;
        QCOMPARE(plannedLoad(load, 2s, 2, {}).back().at, Nanoseconds{12s});
        closed.pace = 5s;
        QCOMPARE(plannedLoad(load, 2s, 2, {}).back().at, Nanoseconds{30s});
        load.first().requests = 7; // three rounds
        QCOMPARE(plannedLoad(load, 2s, 2, {}).back().at, Nanoseconds{15s});
        QVERIFY(!plannedLength(load, {}));
    }

    void openLoadWithRequestsEndsWithThem()
    {
        Load load = stepLoad({RateStep{10, 10s}, RateStep{20, 10s}});
        load.first().requests = 200;
        const std::vector<PlannedLoadPoint> points = plannedLoad(load, 1s, 11, {});
        QCOMPARE(points.back().at, Nanoseconds{15s});
        QCOMPARE(points.back().ratePerSecond, 20.0);
        QCOMPARE(plannedRequests(load, 1, {}).value(), quint64{200});
        QCOMPARE(expectedRequests(load, {}).value(), 200.0);
    }

    void plateausSayWhatTheyHold()
    {
        const Load load = stepLoad({RateStep{10, 20s}, RateStep{30, 6s}});
        const std::vector<PlannedRange> found = plateausOf(load, 5s, {});
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].rate, std::optional(10.0));
        QCOMPARE(found[1].rate, std::optional(30.0));
        QVERIFY(!found[0].users);
    }

    void plateausAreWhatStays()
    {
        Load load = stepLoad({RateRamp{0, 10, 5s}, RateStep{10, 20s}, RateStep{20, 3s}, RateStep{30, 6s},
                              PauseStep{30s}, SpreadStep{70, 7s}, PeakStep{500, 20s}});
        load.warmUp = 10s;
        using Ranges = std::vector<PlannedRange>;
        QVERIFY((stretchesOf(load) == Ranges{{15s, 35s}, {38s, 44s}, {74s, 81s}}));
        QVERIFY((plateausOf(load, 3s, {}).size() == 4));
        // Two steps of one level are one plateau, unless requests at once come between.
        load = stepLoad({RateStep{10, 4s}, RateStep{10, 4s}});
        QVERIFY((stretchesOf(load) == Ranges{{0s, 8s}}));
        load = stepLoad({RateStep{10, 4s}, AtOnceStep{1}, RateStep{10, 6s}});
        QVERIFY((stretchesOf(load) == Ranges{{4s, 10s}}));
        load = stepLoad({});
        load.first().duration = 60s;
        QVERIFY(plateausOf(load, 5s, {}).empty());
    }

    void plateausAreCommonToAllGroups()
    {
        Load load = userLoad({UsersStep{5, 20s}, UserRamp{5, 10, 5s}, UsersStep{10, 20s}});
        using Ranges = std::vector<PlannedRange>;
        QVERIFY((stretchesOf(load) == Ranges{{0s, 20s}, {25s, 45s}}));
        LoadGroup other = stepLoad({RateStep{4, 30s}}).first();
        other.startAfter = 6s;
        load.groups.push_back(other);
        QVERIFY((stretchesOf(load) == Ranges{{0s, 6s}, {6s, 20s}, {25s, 36s}, {36s, 45s}}));
        load.groups.push_back(usersGroup(3, {}));
        load.groups.back().requests = 1'000'000;
        QVERIFY(!plateausOf(load, 5s, {}).empty());
    }

    void previewsOfHugeLoadsAreQuick()
    {
        Load load = stepLoad({RateStairs{1.0, 1, 4'000'000'000u, 24h, 1h}});
        QVERIFY(plannedLoad(load, 5s, 200, {}).size() < 500);
        QVERIFY(!plateausOf(load, 5s, {}).empty());
        load = stepLoad({});
        load.first().requests = 3;
        std::get<OpenLoad>(load.first().model).rate = 1e-300;
        QVERIFY(!plannedLoad(load, 5s, 200, {}).empty());
        load.first().requests.reset(); // a load without an end
        QCOMPARE(plannedLoad(load, 5s, 200, {}).back().at, Nanoseconds{0});
    }
};

QTEST_GUILESS_MAIN(TestPreview)
#include "tst_preview.moc"
