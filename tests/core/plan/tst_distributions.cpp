// SPDX-License-Identifier: GPL-3.0-or-later
// Random gaps and think times against their distribution functions.
#include "planhelpers.h"

#include <QTest>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <numeric>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

struct Moments
{
    explicit Moments(const std::vector<double> &values)
    {
        const double n = static_cast<double>(values.size());
        mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
        for (const double value : values)
            deviation += (value - mean) * (value - mean) / n;
        deviation = std::sqrt(deviation);
    }

    double mean = 0;
    double deviation = 0;
};

double normalCdf(double value, double mean, double deviation)
{
    return std::erfc((mean - value) / deviation / std::sqrt(2.0)) / 2;
}

std::vector<double> thinkTimes(const ThinkTime &think)
{
    std::vector<double> times;
    for (quint32 user = 0; user < 10; ++user) {
        for (quint64 n = 0; n < 2'000; ++n)
            times.push_back(static_cast<double>(thinkTimeOf(think, 5, UserIndex{user}, n).count()) / 1e9);
    }
    return times;
}

} // namespace

class TestDistributions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gammaGaps_data()
    {
        QTest::addColumn<double>("shape");
        for (const double shape : {0.5, 1.0, 3.0, 50.0}) // below, many gaps are less than a nanosecond
            QTest::addRow("%g", shape) << shape;
    }

    void gammaGaps()
    {
        QFETCH(double, shape);
        const double rate = 40;
        const std::vector<double> gaps =
            gapsOf(allOf(stepLoad({RateStep{rate, 500s}}, Arrivals::Gamma, shape), 11));
        const auto cdf = [&](double gap) { return boost::math::gamma_p(shape, gap * rate * shape); };
        const double statistic = kolmogorovSmirnov(gaps, cdf);
        QVERIFY2(statistic < criticalDistance, qPrintable(QString::number(statistic)));
        // The same gaps are far from those of another shape: the test can tell.
        QVERIFY(kolmogorovSmirnov(gaps, [&](double gap) {
                    return boost::math::gamma_p(shape * 1.2, gap * rate * shape * 1.2);
                }) > criticalDistance);
        // Coefficient of variation 1/sqrt(shape): this is what burstiness means.
        const Moments moments(gaps);
        QVERIFY(std::abs(moments.mean * rate - 1) < 0.05 / std::sqrt(std::min(shape, 1.0)));
        QVERIFY(std::abs(moments.deviation / moments.mean * std::sqrt(shape) - 1) < 0.1);
    }

    void gapsOfARampAreThoseOfItsAmount_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::newRow("poisson") << static_cast<int>(Arrivals::Poisson);
        QTest::newRow("uniform") << static_cast<int>(Arrivals::Uniform);
    }

    void gapsOfARampAreThoseOfItsAmount()
    {
        QFETCH(int, arrivals);
        const std::vector<Arrival> plan =
            allOf(stepLoad({RateRamp{0, 400, 100s}}, static_cast<Arrivals>(arrivals)), 7);
        std::vector<double> places;
        std::vector<double> gaps;
        for (const Arrival &arrival : plan) {
            const double t = static_cast<double>(arrival.at.count()) / 1e9;
            places.push_back(2 * t * t); // requests that an even load would have sent by then, of 20,000
            gaps.push_back(places.size() > 1 ? places.back() - places[places.size() - 2] : places.back());
        }
        QVERIFY(kolmogorovSmirnov(gaps, [](double gap) { return 1 - std::exp(-gap); }) < criticalDistance);
        QVERIFY(kolmogorovSmirnov(places, [](double place) { return place / 20'000; }) < criticalDistance);
    }

    void pointsOfASpreadAreUniform()
    {
        const std::vector<Arrival> plan = allOf(stepLoad({SpreadStep{20'000, 50s}}, Arrivals::Poisson), 9);
        QCOMPARE(plan.size(), std::size_t{20'000});
        std::vector<double> places;
        for (const Arrival &arrival : plan)
            places.push_back(static_cast<double>(arrival.at.count()) / 5e10);
        const double statistic = kolmogorovSmirnov(places, [](double place) { return place; });
        QVERIFY(statistic < criticalDistance && statistic > 0.1);
    }

    void poissonCountsOfARampVaryLikePoisson()
    {
        std::vector<double> counts;
        for (quint64 seed = 0; seed < 400; ++seed)
            counts.push_back(double(allOf(stepLoad({RateRamp{0, 10, 10s}}, Arrivals::Poisson), seed).size()));
        const Moments moments(counts);
        QVERIFY(std::abs(moments.mean - 50) < 4 * std::sqrt(50.0 / 400));
        QVERIFY(std::abs(moments.deviation * moments.deviation - 50) < 14);
    }

    void seedDecidesThePlan()
    {
        for (const Arrivals kind : {Arrivals::Poisson, Arrivals::Uniform, Arrivals::Gamma}) {
            const Load load = stepLoad({RateRamp{0, 9, 10s}, SpreadStep{9, 9s}}, kind, 2);
            QVERIFY(allOf(load, 1) == allOf(load, 1));
            QVERIFY(allOf(load, 1) != allOf(load, 2));
        }
    }

    void normalThinkTimesAreCutAtZero()
    {
        const ThinkTime think{ThinkTime::Kind::Normal, 2s, 0s, 1500ms};
        const std::vector<double> times = thinkTimes(think);
        const double share = normalCdf(0, 2, 1.5);
        const auto zeros = std::count(times.begin(), times.end(), 0.0);
        QVERIFY(std::abs(double(zeros) / double(times.size()) - share) < 0.01);
        std::vector<double> positive;
        std::copy_if(times.begin(), times.end(), std::back_inserter(positive),
                     [](double t) { return t > 0; });
        const auto cdf = [&](double t) { return (normalCdf(t, 2, 1.5) - share) / (1 - share); };
        QVERIFY(kolmogorovSmirnov(positive, cdf) < criticalDistance);
        const double mean = static_cast<double>(meanThinkTime(think).count()) / 1e9;
        QVERIFY(mean > 2.05);
        QVERIFY(std::abs(Moments(times).mean - mean) < 4 * 1.5 / std::sqrt(double(times.size())));
    }

    void logNormalThinkTimesHaveTheirMeanAndDeviation()
    {
        const ThinkTime think{ThinkTime::Kind::LogNormal, 3s, 0s, 2s};
        const std::vector<double> times = thinkTimes(think);
        const double variance = std::log(1 + 4.0 / 9);
        const auto cdf = [&](double t) {
            return normalCdf(std::log(t), std::log(3.0) - variance / 2, std::sqrt(variance));
        };
        QVERIFY(kolmogorovSmirnov(times, cdf) < criticalDistance);
        QVERIFY(std::abs(Moments(times).mean - 3) < 0.06);
        QVERIFY(std::abs(Moments(times).deviation - 2) < 0.1);
        QCOMPARE(meanThinkTime(think), Nanoseconds{3s});
    }

    void degenerateThinkTimes()
    {
        using Kind = ThinkTime::Kind;
        for (const Kind kind : {Kind::Constant, Kind::Normal, Kind::LogNormal}) {
            const Nanoseconds time = thinkTimeOf({kind, 2s, 0s, 0s}, 1, UserIndex{0}, 0);
            QVERIFY(time >= 2s - 1us && time <= 2s + 1us);
            QCOMPARE(thinkTimeOf({kind, 0s, 0s, 0s}, 1, UserIndex{0}, 0), Nanoseconds{0});
        }
        const Nanoseconds longest = Nanoseconds::max();
        for (const Kind kind : {Kind::Uniform, Kind::Exponential, Kind::Normal, Kind::LogNormal}) {
            for (quint64 n = 0; n < 100; ++n)
                QVERIFY(thinkTimeOf({kind, longest, longest, longest}, 1, UserIndex{0}, n) >= 0ns);
        }
        QCOMPARE(meanThinkTime({Kind::Uniform, 1s, 3s, 0s}), Nanoseconds{2s});
        QCOMPARE(meanThinkTime({Kind::Exponential, 1s, 3s, 0s}), Nanoseconds{1s});
    }

    void someUsersLeave()
    {
        LoadGroup group;
        QVERIFY(!abandonmentOf(group, 1, RequestId{0}));
        group.abandon.withoutToken = 2s;
        group.abandon.share = 0.3;
        int leaving = 0;
        for (quint64 i = 0; i < 10'000; ++i) {
            const std::optional<Abandonment> abandon = abandonmentOf(group, 1, RequestId{i});
            QCOMPARE(abandon, abandonmentOf(group, 1, RequestId{i}));
            leaving += abandon ? 1 : 0;
        }
        QVERIFY(std::abs(leaving - 3'000) < 4 * 46);
        group.abandon.share = 1;
        QCOMPARE(abandonmentOf(group, 1, RequestId{77}), std::optional(group.abandon));
        group.abandon.share = 0;
        QVERIFY(!abandonmentOf(group, 1, RequestId{77}));
    }
};

QTEST_GUILESS_MAIN(TestDistributions)
#include "tst_distributions.moc"
