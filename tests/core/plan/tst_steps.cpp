// SPDX-License-Identifier: GPL-3.0-or-later
// Counts and times of open steps against their closed forms.
#include "plan/course.h"
#include "planhelpers.h"

#include <QTest>

#include <boost/math/special_functions/erf.hpp>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::vector<weir::OpenStep>)

namespace {

Nanoseconds seconds(double s)
{
    return Nanoseconds{std::llround(s * 1e9)};
}

bool isNear(Nanoseconds a, Nanoseconds b)
{
    return a - b <= 1ns && b - a <= 1ns;
}

} // namespace

class TestSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreExact_data()
    {
        using Steps = std::vector<OpenStep>;
        QTest::addColumn<Steps>("steps");
        QTest::addColumn<quint64>("count");
        const auto row = [](const char *name, const Steps &steps, quint64 count) {
            QTest::newRow(name) << steps << count;
        };
        row("rate", {RateStep{10, 3s}}, 30);
        row("a third", {RateStep{1.0 / 3, 30s}}, 10);
        row("below a millisecond", {RateStep{1e6, 250us}}, 250);
        row("ramp from 0", {RateRamp{0, 10, 10s}}, 50);
        row("ramp to 0", {RateRamp{10, 0, 10s}}, 50);
        row("ramp with a fraction", {RateRamp{1, 2, 7s}}, 11); // 10.5
        row("ramp that is level", {RateRamp{4, 4, 5s}}, 20);
        row("spread", {SpreadStep{17, 3s}}, 17);
        row("spread over nothing", {SpreadStep{17, 0s}}, 17);
        row("at once", {AtOnceStep{50}}, 50);
        row("peak", {PeakStep{1000, 20s}}, 1000);
        row("peak of one", {PeakStep{1, 20s}}, 1);
        row("pause", {PauseStep{10s}}, 0);
        row("no rate", {RateStep{0, 10s}}, 0);
        row("stairs", {RateStairs{5.0, 5, 4, 10s, 0s}}, 500); // 5 + 10 + 15 + 20 a second
        row("stairs with ramps", {RateStairs{5.0, 5, 4, 10s, 2s}}, 575);
        row("stairs from the ground", {RateStairs{{}, 5, 2, 10s, 2s}}, 170); // 5 + 50 + 15 + 100
        row("stairs down", {RateStairs{20.0, -5, 4, 1s, 0s}}, 50);
        row("stairs below the ground", {RateStairs{5.0, -5, 4, 1s, 0s}}, 5);
        row("one after the other",
            {AtOnceStep{3}, PauseStep{5s}, SpreadStep{7, 2s}, RateRamp{0, 10, 2s}, RateStep{10, 1s},
             PeakStep{9, 3s}, AtOnceStep{2}},
            41);
        // Amounts are carried over: two halves of a request are one.
        row("halves", {RateStep{1, 2500ms}, RateStep{1, 2500ms}}, 5);
        row("a fraction before a count", {RateStep{1, 2500ms}, AtOnceStep{3}}, 6);
        row("a rounded product before a count", {RateStep{0.1, 30s}, PauseStep{1s}, AtOnceStep{3}}, 6);
        row("many short steps", Steps(1000, RateStep{0.1, 1s}), 100);
    }

    void countsAreExact()
    {
        QFETCH(std::vector<OpenStep>, steps);
        QFETCH(quint64, count);
        for (const Arrivals arrivals : {Arrivals::Even, Arrivals::Uniform}) {
            const Load load = stepLoad(steps, arrivals);
            const std::vector<Arrival> plan = allOf(load);
            QCOMPARE(quint64{plan.size()}, count);
            QCOMPARE(plannedRequests(load, 42, {}).value(), count);
            const Nanoseconds end = plannedLength(load, {}).value();
            for (std::size_t i = 0; i < plan.size(); ++i) {
                QCOMPARE(plan[i].request, RequestId{i});
                QVERIFY(plan[i].at >= (i > 0 ? plan[i - 1].at : 0ns) && plan[i].at <= end);
            }
        }
    }

    void countedStepsAreExactForRandomGaps_data()
    {
        QTest::addColumn<int>("arrivals");
        for (const auto &[name, kind] : {std::pair{"even", Arrivals::Even},
                                         {"poisson", Arrivals::Poisson},
                                         {"uniform", Arrivals::Uniform},
                                         {"gamma", Arrivals::Gamma}})
            QTest::newRow(name) << static_cast<int>(kind);
    }

    void countedStepsAreExactForRandomGaps()
    {
        QFETCH(int, arrivals);
        const Load load =
            stepLoad({SpreadStep{40, 10s}, AtOnceStep{5}, PauseStep{10s}, PeakStep{60, 10s}, AtOnceStep{7}},
                     static_cast<Arrivals>(arrivals), 0.5);
        const std::vector<Arrival> plan = allOf(load);
        const auto between = [&](Nanoseconds from, Nanoseconds to) {
            return std::count_if(plan.begin(), plan.end(),
                                 [&](const Arrival &a) { return a.at >= from && a.at < to; });
        };
        QCOMPARE(between(0s, 10s), 40);
        QCOMPARE(between(10s, 10s + 1ns), 5);
        QCOMPARE(between(10s + 1ns, 20s), 0);
        QCOMPARE(between(20s, 30s), 60);
        QCOMPARE(between(30s, 1h), 7);
    }

    void rampFollowsItsFormula()
    {
        for (const bool up : {true, false}) {
            const double low = 2;
            const double high = 30;
            const double length = 100;
            const std::vector<Arrival> plan =
                allOf(stepLoad({RateRamp{up ? low : high, up ? high : low, seconds(length)}}));
            QCOMPARE(plan.size(), std::size_t{1600});
            for (std::size_t k = 0; k < plan.size(); ++k) {
                // a t + s t^2 / 2 = k, solved in long double by the usual formula.
                const long double a = up ? low : high;
                const long double s = (up ? high - low : low - high) / length;
                const long double t = (-a + sqrtl(a * a + 2 * s * k)) / s;
                QVERIFY2(isNear(plan[k].at, Nanoseconds{llroundl(t * 1e9L)}), qPrintable(QString::number(k)));
            }
        }
    }

    void flatRampKeepsItsDigits()
    {
        // The usual root of this quadratic equation has no digit left.
        const std::vector<Arrival> plan = allOf(stepLoad({RateRamp{10, 10 + 1e-12, 100s}}));
        for (std::size_t k = 0; k < plan.size(); ++k)
            QVERIFY(isNear(plan[k].at, Nanoseconds{qint64(k) * 100'000'000}));
    }

    void spreadIsEven()
    {
        const std::vector<Arrival> plan = allOf(stepLoad({PauseStep{1s}, SpreadStep{7, 3s}}));
        for (std::size_t k = 0; k < plan.size(); ++k)
            QVERIFY(isNear(plan[k].at, seconds(1 + 3.0 * double(k) / 7)));
    }

    void peakFollowsTheErrorFunction()
    {
        const quint64 count = 1001;
        const std::vector<Arrival> plan = allOf(stepLoad({PeakStep{count, 20s}}));
        QCOMPARE(plan.size(), std::size_t{count});
        QCOMPARE(plan.front().at, 0ns);
        // Gatling: t(i) = (erfinv(2 i / (n + 2) - 1) / erfinv(n / (n + 2)) + 1) / 2 of the time, i from 1.
        const double edge = boost::math::erf_inv(double(count) / double(count + 2));
        for (std::size_t k = 0; k < plan.size(); ++k) {
            const double x = boost::math::erf_inv(2.0 * double(k + 1) / double(count + 2) - 1);
            QVERIFY(isNear(plan[k].at, seconds(10 * (x / edge + 1))));
        }
        // Request i and request n - i lie as far from the middle.
        for (std::size_t k = 1; k < count; ++k)
            QVERIFY(isNear(plan[k].at + plan[count - k].at, 20s));
        const auto inMiddle = [](const Arrival &a) { return a.at > 5s && a.at < 15s; };
        QVERIFY(std::count_if(plan.begin(), plan.end(), inMiddle) > 850);
    }

    void stairsHoldTheirLevels()
    {
        const Course course(std::get<OpenLoad>(stepLoad({RateStairs{{}, 5, 3, 10s, 2s}}).first().model), {});
        QCOMPARE(course.levelAt(0s), 0.0);
        QCOMPARE(course.levelAt(1s), 2.5);
        QCOMPARE(course.levelAt(2s), 5.0);
        QCOMPARE(course.levelAt(12s - 1ns), 5.0);
        QCOMPARE(course.levelAt(13s), 7.5);
        QCOMPARE(course.levelAt(14s), 10.0);
        QCOMPARE(course.levelAt(30s), 15.0);
        QCOMPARE(course.end(), Nanoseconds{36s});
        QCOMPARE(course.levelAt(36s), 0.0);
        QCOMPARE(course.levelBefore(36s), 15.0);
    }

    void inverseUndoesAmount_data()
    {
        using Steps = std::vector<OpenStep>;
        QTest::addColumn<Steps>("steps");
        QTest::newRow("ramp") << Steps{RateRamp{0, 50, 100s}};
        QTest::newRow("ramp down") << Steps{RateRamp{50, 0, 100s}};
        QTest::newRow("peak") << Steps{PeakStep{3000, 100s}};
        QTest::newRow("all") << Steps{RateStep{3, 7s}, RateRamp{3, 9, 11s}, SpreadStep{40, 9s},
                                      PauseStep{2s},   PeakStep{90, 13s},   RateStairs{2.0, 3, 4, 5s, 2s}};
    }

    void inverseUndoesAmount()
    {
        QFETCH(std::vector<OpenStep>, steps);
        const Course course(std::get<OpenLoad>(stepLoad(steps).first().model), {});
        const qint64 end = course.end().count();
        for (int i = 0; i <= 1000; ++i) {
            const Nanoseconds at{end / 1000 * i};
            const double amount = course.amountUntil(at);
            const std::optional<Nanoseconds> back = course.whenAmount(amount);
            if (!back) {
                QVERIFY(amount > course.amount() - 1e-6);
                continue;
            }
            // Where the rate is 0 all times have the same amount.
            QVERIFY2(std::abs(course.amountUntil(*back) - amount) < 1e-6, qPrintable(QString::number(i)));
        }
    }

    void cutsShortenAStep()
    {
        Load load = stepLoad({RateRamp{0, 10, 10s}, AtOnceStep{100}});
        load.first().duration = 5s;
        QCOMPARE(allOf(load).size(), std::size_t{13}); // 12.5
        load.first().duration = 10s;
        QCOMPARE(allOf(load).size(), std::size_t{50}); // the jump lies at the cut
        load.first().duration = 10s + 1ns;
        QCOMPARE(allOf(load).size(), std::size_t{150});
        load.warmUp = 1s;
        load.maxDuration = 6s;
        QCOMPARE(allOf(load).size(), std::size_t{13}); // a ramp from 0 has no warm-up load
        QCOMPARE(plannedLength(load, {}).value(), Nanoseconds{6s});
        load.maxDuration = 500ms;
        QVERIFY(allOf(load).empty());

        load = stepLoad({PeakStep{100, 10s}});
        load.first().duration = 5s;
        QCOMPARE(allOf(load).size(), std::size_t{50});
        load.first().duration.reset();
        load.first().requests = 20;
        const std::vector<Arrival> whole = allOf(stepLoad({PeakStep{100, 10s}}));
        QVERIFY(allOf(load) == std::vector<Arrival>(whole.begin(), whole.begin() + 20));
    }

    void warmUpHoldsTheFirstLevel()
    {
        Load load = stepLoad({AtOnceStep{5}, RateRamp{4, 20, 10s}});
        const std::size_t measured = allOf(load).size();
        load.warmUp = 3s;
        QCOMPARE(allOf(load).size(), measured + 12);
        load.first().startAfter = 7s;
        const std::vector<Arrival> later = allOf(load);
        QCOMPARE(later.size(), measured);
        QCOMPARE(later.front().at, Nanoseconds{10s});
        QCOMPARE(plannedLength(load, {}).value(), Nanoseconds{20s});
    }

    void groupsHaveArrivalsOfTheirOwn()
    {
        Load load = stepLoad({RateStep{5, 10s}}, Arrivals::Poisson);
        load.groups.push_back(load.first());
        const std::vector<Arrival> first = allOf(load, 1, 0);
        const std::vector<Arrival> second = allOf(load, 1, 1);
        QVERIFY(first.front().at != second.front().at);
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(groupOf(first[i].request, 2), GroupIndex{0});
            QCOMPARE(numberOf(first[i].request, 2), quint64{i});
        }
        QCOMPARE(second[3].request, RequestId{7});
        QCOMPARE(plannedRequests(load, 1, {}).value(), quint64{first.size() + second.size()});
    }

    void plansOfAnyLengthCostNothing()
    {
        const Load load = stepLoad({RateStep{1e6, 24h * 24}, AtOnceStep{1'000'000'000'000}});
        QCOMPARE(plannedRequests(load, 1, {}).value(), quint64{3'073'600'000'000});
        const auto sequence = arrivalsOf(load, 0, 1, {}).value();
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(sequence->next()->at, Nanoseconds{i * 1000});
        QVERIFY(!plannedRequests(stepLoad({RateStep{1e6, 24h}}, Arrivals::Poisson), 1, {}));
        QCOMPARE(expectedRequests(stepLoad({RateStep{1e6, 24h}}, Arrivals::Poisson), {}).value(), 8.64e10);
    }

    void senselessStepsPlanNothing()
    {
        const double nan = std::nan("");
        QVERIFY(allOf(stepLoad({RateStep{nan, 1s}, RateStep{-3, 1s}, RateRamp{nan, nan, 1s}, RateStep{5, -1s},
                                RateStairs{nan, nan, 3, 1s, 1s}, SpreadStep{0, 1s}, PeakStep{0, 1s}}))
                    .empty());
        // Billions of levels are cut, not stored.
        QCOMPARE(allOf(stepLoad({RateStairs{1.0, 0, 4'000'000'000u, 1s, 0s}})).size(), std::size_t{10'000});
    }
};

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
