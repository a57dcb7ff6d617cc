// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samples.h"

#include <QTest>

#include <random>

using namespace weir;

namespace {

/// Weeks of remission of 21 patients under 6-mercaptopurine (Freireich et al., 1963): the usual example, with
/// its curve in every textbook.
const std::vector<double> ended{6, 6, 6, 7, 10, 13, 16, 22, 23};
const std::vector<double> lost{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};

/// S just after each known time, straight from the definition.
std::vector<std::pair<double, double>> curveOf(const std::vector<double> &known,
                                               const std::vector<double> &bounds)
{
    std::vector<double> times = known;
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    std::vector<std::pair<double, double>> curve;
    double survival = 1;
    for (double t : times) {
        const auto atRisk = [t](double other) { return other >= t; };
        const auto here = std::count(known.begin(), known.end(), t);
        const auto risk = std::count_if(known.begin(), known.end(), atRisk) +
                          std::count_if(bounds.begin(), bounds.end(), atRisk);
        survival *= 1 - static_cast<double>(here) / static_cast<double>(risk);
        curve.emplace_back(t, survival);
    }
    return curve;
}

} // namespace

class TestKaplanMeier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheTextbook_data()
    {
        QTest::addColumn<double>("percentile");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("isBound");
        // S: 6 0.857, 7 0.807, 10 0.753, 13 0.690, 16 0.627, 22 0.538, 23 0.448
        QTest::newRow("first") << 1.0 << 6.0 << false;
        QTest::newRow("all three at 6") << 14.2 << 6.0 << false;
        QTest::newRow("after them") << 14.3 << 7.0 << false;
        QTest::newRow("quartile") << 25.0 << 13.0 << false;
        QTest::newRow("before 22") << 37.2 << 16.0 << false;
        QTest::newRow("median") << 50.0 << 23.0 << false;
        QTest::newRow("the last known") << 55.1 << 23.0 << false;
        QTest::newRow("beyond") << 55.3 << 35.0 << true;
        QTest::newRow("p99") << 99.0 << 35.0 << true;
    }
    void followsTheTextbook()
    {
        QFETCH(const double, percentile);
        const Distribution::Rank rank = Samples(ended, lost).rank(percentile).value();
        QTEST(rank.value, "value");
        QTEST(rank.lowerBound, "isBound");
    }

    void meanIsTheKnownArea()
    {
        // 6 + 0.8571 + 3 * 0.8067 + 3 * 0.7529 + 3 * 0.6902 + 6 * 0.6275 + 0.5378 + 12 * 0.4482
        QVERIFY(std::abs(Samples(ended, lost).distribution().mean - 23.287) < 0.001);
    }

    void extremesAreOfWhatIsKnown()
    {
        const Distribution result = Samples(ended, lost).distribution();
        QCOMPARE(result.min, 6.0);
        QCOMPARE(result.max, 35.0);
        QVERIFY(!result.minIsLowerBound && result.maxIsLowerBound);
        QCOMPARE(result.count, quint64{9});
        QCOMPARE(result.censored, quint64{12});
    }

    void ranksAreThoseOfTheDefinitionAndNeverFall()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<double> known;
            std::vector<double> bounds;
            const int count = 1 + static_cast<int>(random() % 60);
            for (int i = 0; i < count; ++i) // small numbers, so that many are equal
                (random() % 3 == 0 ? bounds : known).push_back(1 + static_cast<double>(random() % 25));
            const Samples samples(known, bounds);
            const auto curve = curveOf(known, bounds);
            double last = 0;
            for (int p = 1; p <= 100; ++p) {
                const double percentile = p - 0.37; // no step of such a curve lies there
                const Distribution::Rank rank = samples.rank(percentile).value();
                const auto found = std::find_if(curve.begin(), curve.end(), [percentile](const auto &step) {
                    return 1 - step.second >= percentile / 100;
                });
                QCOMPARE(rank.lowerBound, found == curve.end());
                if (found != curve.end())
                    QCOMPARE(rank.value, found->first);
                QVERIFY(rank.value >= last);
                last = rank.value;
            }
        }
    }

    void withoutBoundsItIsTheNearestRank()
    {
        for (int count : {1, 2, 3, 7, 10, 1000, 99'999}) {
            std::vector<double> values;
            for (int i = 1; i <= count; ++i)
                values.push_back(i);
            const Samples samples(values, {});
            for (const auto &[percentile, permille] :
                 {std::pair{50.0, 500}, {90.0, 900}, {95.0, 950}, {99.0, 990}, {99.9, 999}, {100.0, 1000}})
                QCOMPARE(samples.rank(percentile)->value, (qint64{count} * permille + 999) / 1000);
        }
    }

    void boundsBeforeAllElseLeaveTheRestAlone()
    {
        const Samples samples({20, 21, 22, 23}, {1, 2, 3});
        QCOMPARE(samples.rank(50)->value, 21.0);
        QCOMPARE(samples.rank(100)->value, 23.0);
        QCOMPARE(samples.distribution().mean, 21.5);
    }

    void halfOfTheUsersLeave()
    {
        // Answers of 300 ms on average, memoryless; half of the users leave after up to 300 ms. The median of
        // all answers is 300 ln 2 = 207.9 ms, whatever the users do.
        std::mt19937 random(11);
        std::exponential_distribution<double> answer(1 / 300.0);
        std::uniform_real_distribution<double> patience(0, 300);
        std::vector<double> known;
        std::vector<double> bounds;
        for (int i = 0; i < 20'000; ++i) {
            const double took = answer(random);
            const double stays = i % 2 == 0 ? patience(random) : 1e9;
            if (took <= stays)
                known.push_back(took);
            else
                bounds.push_back(stays);
        }
        const Distribution result = Samples(known, bounds).distribution();
        QVERIFY2(std::abs(result.rank(50).value / 207.9 - 1) < 0.03,
                 qPrintable(QString::number(result.rank(50).value)));
        QVERIFY2(std::abs(result.rank(95).value / 898.7 - 1) < 0.05,
                 qPrintable(QString::number(result.rank(95).value)));
        QVERIFY2(std::abs(result.mean / 300 - 1) < 0.03, qPrintable(QString::number(result.mean)));
        // Bounds ranked above all that is known gave more than 300 ms for the median.
        QVERIFY(!result.rank(50).lowerBound && !result.rank(95).lowerBound);
    }
};

QTEST_APPLESS_MAIN(TestKaplanMeier)
#include "tst_kaplanmeier.moc"
