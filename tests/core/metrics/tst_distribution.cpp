// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samples.h"

#include <QJsonArray>
#include <QTest>

#include <numeric>

using namespace weir;

class TestDistribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearestRanks_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QList<double>>("censored");
        QTest::addColumn<double>("percentile");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("lowerBound");
        QTest::newRow("one") << QList<double>{7} << QList<double>{} << 99.9 << 7.0 << false;
        QTest::newRow("p50 of 4 is the 2nd")
            << QList<double>{4, 1, 3, 2} << QList<double>{} << 50.0 << 2.0 << false;
        QTest::newRow("p90 of 10 is the 9th")
            << QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10} << QList<double>{} << 90.0 << 9.0 << false;
        QTest::newRow("p99 of 10 is the 10th")
            << QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10} << QList<double>{} << 99.0 << 10.0 << false;
        QTest::newRow("below the bound")
            << QList<double>{1, 2, 3} << QList<double>{10} << 50.0 << 2.0 << false;
        QTest::newRow("the bound itself")
            << QList<double>{1, 2, 3} << QList<double>{10} << 90.0 << 10.0 << true;
        QTest::newRow("known above a bound")
            << QList<double>{1, 20} << QList<double>{10} << 99.0 << 20.0 << false;
        QTest::newRow("equal to the bound")
            << QList<double>{10} << QList<double>{10} << 50.0 << 10.0 << false;
        QTest::newRow("bounds alone") << QList<double>{} << QList<double>{5, 3} << 50.0 << 5.0 << true;
        QTest::newRow("bound ranks last of 3")
            << QList<double>{1, 9} << QList<double>{5} << 50.0 << 9.0 << false;
        QTest::newRow("a stream cut early leaves the median alone")
            << QList<double>{20, 21, 22, 23} << QList<double>{1} << 50.0 << 21.0 << false;
        QTest::newRow("and the tail")
            << QList<double>{20, 21, 22, 23} << QList<double>{1} << 99.0 << 23.0 << false;
    }
    void nearestRanks()
    {
        QFETCH(QList<double>, values);
        QFETCH(QList<double>, censored);
        QFETCH(double, percentile);
        const Samples samples(std::vector<double>(values.begin(), values.end()),
                              std::vector<double>(censored.begin(), censored.end()));
        const Distribution::Rank rank = samples.rank(percentile).value();
        QTEST(rank.value, "value");
        QTEST(rank.lowerBound, "lowerBound");
    }

    void hasNoRankWithoutSamples()
    {
        QVERIFY(!Samples{}.rank(50));
        QVERIFY(!rankOf(Histogram{}, Histogram{}, 50));
        QVERIFY(distributionOf(std::vector<double>{}).isEmpty());
    }

    void weakPercentiles_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("weak");
        QTest::newRow("0") << 0 << "p50 p90 p95 p99 p999";
        QTest::newRow("19") << 19 << "p50 p90 p95 p99 p999";
        QTest::newRow("20") << 20 << "p90 p95 p99 p999";
        QTest::newRow("100") << 100 << "p95 p99 p999";
        QTest::newRow("200") << 200 << "p99 p999";
        QTest::newRow("999") << 999 << "p99 p999";
        QTest::newRow("1000") << 1000 << "p999";
        QTest::newRow("9999") << 9999 << "p999";
        QTest::newRow("10000") << 10000 << "";
    }
    void weakPercentiles()
    {
        QFETCH(int, count);
        std::vector<double> values(static_cast<std::size_t>(count), 1.0);
        QTEST(distributionOf(values).weak.join(u' '), "weak");
    }

    void exactFigures()
    {
        std::vector<double> values(1000);
        std::iota(values.rbegin(), values.rend(), 1.0);
        const Distribution result = distributionOf(values);
        QCOMPARE(result.count, quint64{1000});
        QCOMPARE(result.mean, 500.5);
        QCOMPARE(result.min, 1.0);
        QCOMPARE(result.max, 1000.0);
        QCOMPARE(result.rank(99.9).value, 999.0);
        QVERIFY(!result.maxIsLowerBound);
    }

    void meanIsTheAreaUnderTheCurve()
    {
        // A third of the mass each at 2 and 4, and a third closed at 100.
        const Distribution result = distributionOf({2, 4}, {100});
        QCOMPARE(result.count, quint64{2});
        QCOMPARE(result.censored, quint64{1});
        QCOMPARE(result.mean, 106.0 / 3);
        QCOMPARE(result.max, 100.0);
        QVERIFY(result.maxIsLowerBound && !result.minIsLowerBound && result.meanIsLowerBound);
        QVERIFY(result.isMeanVague());
        // The bound at 3 passes its third on to what comes after it.
        QCOMPARE(distributionOf({2, 4}, {3}).mean, (2.0 + 4 + 4) / 3);
        QVERIFY(!distributionOf({2, 4}, {3}).maxIsLowerBound);
        QVERIFY(!distributionOf({2, 4}).meanIsLowerBound);
    }

    void oneOfTwentyIsNotVague()
    {
        QVERIFY(!distributionOf(std::vector<double>(19, 1.0), {2}).isMeanVague());
        QVERIFY(distributionOf(std::vector<double>(18, 1.0), {2}).isMeanVague());
    }

    void histogramsAgreeWithBoundedSamples()
    {
        Histogram known;
        Histogram bounds;
        std::vector<double> values;
        std::vector<double> censored;
        for (int i = 1; i <= 3000; ++i) {
            const bool isCut = i % 7 == 0;
            (isCut ? bounds : known).record(Nanoseconds{i * 70'001});
            (isCut ? censored : values).push_back(i * 70'001.0);
        }
        const Distribution pooled = distributionOf(known, bounds);
        const Distribution exact = distributionOf(values, censored);
        QCOMPARE(pooled.count, exact.count);
        QCOMPARE(pooled.censored, exact.censored);
        QVERIFY(std::abs(pooled.mean / exact.mean - 1) < 0.001);
        QVERIFY(pooled.meanIsLowerBound);
        for (double p : summaryPercentiles) {
            QVERIFY(std::abs(pooled.rank(p).value / exact.rank(p).value - 1) <= 0.001);
            QCOMPARE(pooled.rank(p).lowerBound, exact.rank(p).lowerBound);
        }
        const Distribution alone = distributionOf({}, bounds);
        QVERIFY(alone.minIsLowerBound && alone.maxIsLowerBound && alone.rank(50).lowerBound);
        QCOMPARE(alone.rank(50).value, 2996 * 70'001.0);
    }

    void histogramAgreesWithExactValues()
    {
        Histogram histogram;
        std::vector<double> values;
        for (int i = 1; i <= 20000; ++i) {
            histogram.record(Nanoseconds{i * 7001});
            values.push_back(i * 7001.0);
        }
        const Distribution fromHistogram = distributionOf(histogram);
        const Distribution exact = distributionOf(values);
        QCOMPARE(fromHistogram.count, exact.count);
        QCOMPARE(fromHistogram.mean, exact.mean);
        QCOMPARE(fromHistogram.max, exact.max);
        for (double p : summaryPercentiles)
            QVERIFY(std::abs(fromHistogram.rank(p).value / exact.rank(p).value - 1) <= 0.001);
    }

    void jsonHasTheKeysOfTheSchema()
    {
        const QStringList keys{u"censored"_qs, u"count"_qs, u"intervals"_qs, u"max"_qs,
                               u"mean"_qs,     u"min"_qs,   u"p50"_qs,       u"p90"_qs,
                               u"p95"_qs,      u"p99"_qs,   u"p999"_qs,      u"weak"_qs};
        QCOMPARE(toJson(distributionOf({2e6}), 1e6).keys(), keys);
        const QJsonObject empty = toJson(emptyDistribution(), 1e6);
        QCOMPARE(empty.keys(), keys);
        for (const QString &key : {u"mean"_qs, u"min"_qs, u"max"_qs, u"p50"_qs, u"p99"_qs, u"p999"_qs})
            QVERIFY2(empty.value(key).isNull(), qPrintable(key)); // a 0 would be read as a figure
        QCOMPARE(empty.value(u"count"), QJsonValue(0));
        QCOMPARE(toJson(distributionOf({2e6}), 1e6).value(u"p50").toDouble(), 2.0);
        const QJsonObject bounded = toJson(distributionOf({1}, {5}), 1);
        QCOMPARE(bounded.value(u"censored").toInt(), 1);
        QCOMPARE(bounded.value(u"lower_bounds").toArray().first().toString(), QStringLiteral("mean"));
        QCOMPARE(bounded.value(u"lower_bounds").toArray().at(1).toString(), QStringLiteral("p90"));
        QCOMPARE(bounded.value(u"lower_bounds").toArray().last().toString(), QStringLiteral("max"));
    }

    void jsonHasTheIntervalsThatAreKnown()
    {
        Distribution distribution = distributionOf({2e6, 3e6});
        QVERIFY(toJson(distribution, 1e6).value(u"intervals").toObject().isEmpty());
        distribution.ranks[0].interval = Interval{1.5e6, 2.5e6};
        distribution.ranks[3].interval = Interval{2e6, std::numeric_limits<double>::infinity()};
        distribution.meanInterval = Interval{2.25e6, 2.75e6};
        const QJsonObject intervals = toJson(distribution, 1e6).value(u"intervals").toObject();
        QCOMPARE(intervals.keys(), (QStringList{u"mean"_qs, u"p50"_qs, u"p99"_qs}));
        QCOMPARE(intervals.value(u"p50").toArray(), (QJsonArray{1.5, 2.5}));
        QCOMPARE(intervals.value(u"mean").toArray(), (QJsonArray{2.25, 2.75}));
        // JSON has no infinity: nothing bounds it from above.
        QCOMPARE(intervals.value(u"p99").toArray(), (QJsonArray{2.0, QJsonValue()}));
    }
};

QTEST_APPLESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
