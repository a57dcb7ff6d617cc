// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "planhelpers.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

Load openLoad(double rate, Arrivals arrivals, std::optional<Nanoseconds> duration,
              std::optional<quint64> requests = std::nullopt, Nanoseconds warmUp = Nanoseconds{0})
{
    OpenLoad open;
    open.rate = rate;
    open.arrivals = arrivals;
    Load load;
    load.first().model = open;
    load.first().duration = duration;
    load.first().requests = requests;
    load.warmUp = warmUp;
    return load;
}

std::vector<Arrival> all(const Load &load, quint64 seed = 42)
{
    return allOf(load, seed);
}

} // namespace

class TestArrivals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreExact_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<qint64>("durationNs");
        QTest::addColumn<quint64>("count");
        const auto row = [](const char *name, double rate, Nanoseconds duration, quint64 count) {
            QTest::newRow(name) << rate << qint64{duration.count()} << count;
        };
        row("whole", 10, 1s, 10);
        row("one second in thirty", 0.1, 30s, 3);
        row("a third", 1.0 / 3.0, 30s, 10);
        row("fraction of a second", 7, 1500ms, 11);
        row("a duration below a millisecond", 1e6, 250us, 250);
        row("one nanosecond over", 10, 1s + 1ns, 11);
        row("one nanosecond short", 10, 1s - 1ns, 10);
        row("less than one gap", 0.01, 1s, 1);
        row("sevenths", 7.7, 10s, 77);
        row("a long run", 3.3, 24h, 285'120);
        row("fast", 12'345.6, 10s, 123'456);
    }

    void countsAreExact()
    {
        QFETCH(double, rate);
        QFETCH(qint64, durationNs);
        QFETCH(quint64, count);
        for (const Arrivals arrivals : {Arrivals::Even, Arrivals::Uniform}) {
            const Load load = openLoad(rate, arrivals, Nanoseconds{durationNs});
            const std::vector<Arrival> plan = all(load);
            QCOMPARE(plan.size(), count);
            QCOMPARE(plannedRequests(load, 42, {}).value(), count);
            QVERIFY(plan.back().at < Nanoseconds{durationNs});
            QVERIFY(plan.front().at >= 0ns);
        }
    }

    void evenGapsDoNotDrift()
    {
        const std::vector<Arrival> plan = all(openLoad(3, Arrivals::Even, 100'000s));
        QCOMPARE(plan.size(), std::size_t{300'000});
        for (std::size_t k = 0; k < plan.size(); ++k) {
            // k / 3 s in whole nanoseconds, without floating point.
            const qint64 exact = (static_cast<qint64>(k) * 1'000'000'000 * 2 + 3) / 6;
            QCOMPARE(plan[k].at.count(), exact);
            QCOMPARE(plan[k].request, RequestId{k});
        }
    }

    void ascendsWithinTheRun_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::newRow("even") << static_cast<int>(Arrivals::Even);
        QTest::newRow("poisson") << static_cast<int>(Arrivals::Poisson);
        QTest::newRow("uniform") << static_cast<int>(Arrivals::Uniform);
    }

    void ascendsWithinTheRun()
    {
        QFETCH(int, arrivals);
        const std::vector<Arrival> plan =
            all(openLoad(997.3, static_cast<Arrivals>(arrivals), 20s, std::nullopt, 1500ms));
        QVERIFY(plan.size() > 20'000);
        for (std::size_t i = 0; i < plan.size(); ++i) {
            QCOMPARE(plan[i].request, RequestId{i});
            QVERIFY(i == 0 || plan[i].at >= plan[i - 1].at);
        }
        QVERIFY(plan.back().at < 21500ms);
    }

    void warmUpLeavesTheMeasuredCountAlone_data() { ascendsWithinTheRun_data(); }

    void warmUpLeavesTheMeasuredCountAlone()
    {
        QFETCH(int, arrivals);
        const Arrivals kind = static_cast<Arrivals>(arrivals);
        const std::vector<Arrival> without = all(openLoad(9, kind, 10s));
        const Nanoseconds warmUp = 2'050ms;
        const std::vector<Arrival> with = all(openLoad(9, kind, 10s, std::nullopt, warmUp));
        std::vector<Nanoseconds> measured;
        for (const Arrival &arrival : with) {
            if (arrival.at >= warmUp)
                measured.push_back(arrival.at - warmUp);
        }
        QCOMPARE(measured.size(), without.size());
        for (std::size_t i = 0; i < measured.size(); ++i)
            QCOMPARE(measured[i], without[i].at);
        if (kind != Arrivals::Poisson)
            QCOMPARE(with.size() - measured.size(), std::size_t{19}); // ceil(9/s x 2.05 s)
    }

    void endsByRequests_data() { ascendsWithinTheRun_data(); }

    void endsByRequests()
    {
        QFETCH(int, arrivals);
        const Arrivals kind = static_cast<Arrivals>(arrivals);
        QCOMPARE(all(openLoad(5, kind, std::nullopt, 1234)).size(), std::size_t{1234});
        QCOMPARE(all(openLoad(1000, kind, 60s, 50)).size(), std::size_t{50});
        // The warm-up's requests are not counted.
        const std::vector<Arrival> plan = all(openLoad(1000, kind, std::nullopt, 50, 1s));
        const auto isMeasured = [](const Arrival &arrival) { return arrival.at >= 1s; };
        QCOMPARE(std::count_if(plan.begin(), plan.end(), isMeasured), std::ptrdiff_t{50});
        QVERIFY(plan.size() > 800);
    }

    void poissonGapsAreExponential()
    {
        const double rate = 250;
        const std::vector<Arrival> plan = all(openLoad(rate, Arrivals::Poisson, 80s), 7);
        // 20,000 expected, standard deviation 141.
        QVERIFY(std::abs(static_cast<double>(plan.size()) - 20'000) < 4 * 141.4);
        std::vector<double> gaps;
        Nanoseconds last{0};
        for (const Arrival &arrival : plan) {
            gaps.push_back(toSeconds(arrival.at - last));
            last = arrival.at;
        }
        QVERIFY(kolmogorovSmirnov(gaps, [&](double t) { return 1 - std::exp(-rate * t); }) <
                criticalDistance);
        // The same gaps are far from those of another rate: the test can tell.
        QVERIFY(kolmogorovSmirnov(gaps, [&](double t) { return 1 - std::exp(-1.1 * rate * t); }) >
                2 * criticalDistance);
    }

    void poissonCountsVaryLikePoisson()
    {
        // 400 runs of 25 expected arrivals: mean and variance of the counts are both 25.
        double sum = 0;
        double squares = 0;
        const int runs = 400;
        for (int seed = 0; seed < runs; ++seed) {
            const double count = static_cast<double>(
                all(openLoad(5, Arrivals::Poisson, 5s), static_cast<quint64>(seed)).size());
            sum += count;
            squares += count * count;
        }
        const double mean = sum / runs;
        const double variance = squares / runs - mean * mean;
        QVERIFY2(std::abs(mean - 25) < 1, qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(variance - 25) < 7, qPrintable(QString::number(variance)));
    }

    void uniformTimesAreUniform()
    {
        const std::vector<Arrival> plan = all(openLoad(100, Arrivals::Uniform, 100s), 3);
        std::vector<double> times;
        for (const Arrival &arrival : plan)
            times.push_back(toSeconds(arrival.at));
        const double statistic = kolmogorovSmirnov(times, [](double t) { return t / 100; });
        QVERIFY2(statistic < criticalDistance, qPrintable(QString::number(statistic)));
        QVERIFY(statistic > 0.1); // even arrivals would give 0.01
        std::vector<double> gaps;
        for (std::size_t i = 1; i < times.size(); ++i)
            gaps.push_back(times[i] - times[i - 1]);
        QVERIFY(kolmogorovSmirnov(gaps, [](double t) { return 1 - std::exp(-100 * t); }) < criticalDistance);
    }

    void sharesUniteToTheWhole_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 7, 64}) {
            QTest::addRow("even of %d", count) << static_cast<int>(Arrivals::Even) << count;
            QTest::addRow("poisson of %d", count) << static_cast<int>(Arrivals::Poisson) << count;
            QTest::addRow("uniform of %d", count) << static_cast<int>(Arrivals::Uniform) << count;
        }
    }

    void sharesUniteToTheWhole()
    {
        QFETCH(int, arrivals);
        QFETCH(int, count);
        const Load load = openLoad(333, static_cast<Arrivals>(arrivals), 9s, std::nullopt, 1s);
        const std::vector<Arrival> together = united(static_cast<quint32>(count), [&](quint32 index) {
            return allOf(*shareOf(arrivalsOf(load, 0, 5, {}).value(), index, static_cast<quint32>(count), 1));
        });
        QVERIFY(together == all(load, 5));
    }

    void seedDecidesThePlan()
    {
        for (const Arrivals kind : {Arrivals::Poisson, Arrivals::Uniform}) {
            const Load load = openLoad(100, kind, 10s, std::nullopt, 1s);
            QVERIFY(all(load, 1) == all(load, 1));
            QVERIFY(all(load, 1) != all(load, 2));
        }
    }

    void endedStaysEnded()
    {
        const std::unique_ptr<ArrivalSequence> sequence =
            arrivalsOf(openLoad(10, Arrivals::Poisson, 1s), 0, 1, {}).value();
        while (sequence->next()) {
        }
        QVERIFY(!sequence->next());
    }

    void senselessLoadsPlanNothing()
    {
        QVERIFY(all(openLoad(0, Arrivals::Even, 10s)).empty());
        QVERIFY(all(openLoad(std::nan(""), Arrivals::Poisson, 10s)).empty());
        QVERIFY(all(openLoad(5, Arrivals::Poisson, std::nullopt)).empty());
        QVERIFY(all(openLoad(5, Arrivals::Poisson, 10s, 0)).empty());
    }

    void countsBeyondTheClockEnd()
    {
        // The second request of this load is due after more than 285 years.
        QCOMPARE(all(openLoad(1e-10, Arrivals::Even, std::nullopt, 5)).size(), std::size_t{1});
    }

    void plannedRequestsOfClosedLoad()
    {
        Load load;
        QVERIFY(!plannedRequests(load, 1, {}));
        load.first().requests = 17;
        QCOMPARE(plannedRequests(load, 1, {}).value(), quint64{17});
        const Load poisson = openLoad(50, Arrivals::Poisson, 10s, std::nullopt, 3s);
        QCOMPARE(plannedRequests(poisson, 9, {}).value(), quint64{all(poisson, 9).size()});
    }

    void plannedLoadFollowsTheModel()
    {
        Load load = openLoad(4, Arrivals::Even, 8s, std::nullopt, 2s);
        std::get<OpenLoad>(load.first().model).cap = 10;
        const std::vector<PlannedLoadPoint> open = plannedLoad(load, 3s, 11, {});
        QCOMPARE(open.size(), std::size_t{11});
        QCOMPARE(open.front().at, Nanoseconds{0});
        QCOMPARE(open.back().at, Nanoseconds{10s});
        QCOMPARE(open[1].users, 4.0);      // after 1 s: four streams have started, none has ended
        QCOMPARE(open.back().users, 10.0); // 4/s x 3 s = 12, capped
        QCOMPARE(open.back().ratePerSecond, 4.0);

        Load closed;
        closed.first().model = ClosedLoad{4, {ThinkTime::Kind::Uniform, 1s, 3s}};
        closed.first().duration.reset();
        closed.first().requests = 10;
        const std::vector<PlannedLoadPoint> users = plannedLoad(closed, 3s, 2, {});
        QCOMPARE(users.size(), std::size_t{2});
        QCOMPARE(users.back().at, Nanoseconds{15s}); // three rounds of 3 s and a mean think time of 2 s
        QCOMPARE(users.back().users, 4.0);
        QCOMPARE(users.back().ratePerSecond, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestArrivals)
#include "tst_arrivals.moc"
