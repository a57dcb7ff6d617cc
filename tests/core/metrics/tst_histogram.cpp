// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "metrics/histogram.h"
#include "metrics/timeseries.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestHistogram : public QObject
{
    Q_OBJECT

private:
    static Histogram randomHistogram(quint64 seed, int count)
    {
        Random random(seed);
        Histogram histogram;
        for (int i = 0; i < count; ++i)
            histogram.record(Nanoseconds{static_cast<qint64>(std::pow(10.0, 2 + 11 * random.uniform()))});
        return histogram;
    }

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const Histogram histogram;
        QVERIFY(histogram.isEmpty());
        QCOMPARE(histogram.percentile(50), 0ns);
        QCOMPARE(histogram.countAtMost(1h), quint64{0});
        QVERIFY(histogram.buckets().empty());
    }

    void keepsThreeDigitsOverTheRange()
    {
        for (double exponent = 3; exponent <= 12.55; exponent += 0.01) {
            const Nanoseconds value{static_cast<qint64>(std::pow(10.0, exponent))};
            Histogram histogram;
            histogram.record(value);
            histogram.record(1h); // Keeps max() from hiding the bucket's width.
            const double error = static_cast<double>((histogram.percentile(50) - value).count());
            QVERIFY2(error >= 0 && error <= static_cast<double>(value.count()) / 1000,
                     qPrintable(QString::number(exponent)));
            const Histogram::Bucket bucket = histogram.buckets().front();
            QVERIFY(bucket.low <= value && value <= bucket.high);
        }
    }

    void clampsOutOfRange()
    {
        Histogram histogram;
        histogram.record(-5ns);
        histogram.record(10ns);
        histogram.record(2h);
        QCOMPARE(histogram.min(), Nanoseconds{1us});
        QCOMPARE(histogram.max(), Nanoseconds{1h});
        QCOMPARE(histogram.overflowed(), quint64{1});
        QCOMPARE(histogram.countAtMost(1us), quint64{2});
        QCOMPARE(histogram.countAtMost(999ns), quint64{0});
    }

    void takesNearestRank()
    {
        Histogram histogram;
        for (int i = 1; i <= 1000; ++i)
            histogram.record(Nanoseconds{1000 + i}); // One nanosecond buckets: exact.
        QCOMPARE(histogram.percentile(50), Nanoseconds{1500});
        QCOMPARE(histogram.percentile(99.9), Nanoseconds{1999});
        QCOMPARE(histogram.percentile(99.91), Nanoseconds{2000});
        QCOMPARE(histogram.percentile(100), Nanoseconds{2000});
        QCOMPARE(histogram.meanNs(), 1500.5);
    }

    void mergeEqualsRecordingTogether_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("both empty") << 0 << 0;
        QTest::newRow("into empty") << 0 << 50;
        QTest::newRow("empty into") << 50 << 0;
        QTest::newRow("few") << 1 << 1;
        QTest::newRow("many") << 5000 << 3000;
    }
    void mergeEqualsRecordingTogether()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        Histogram a = randomHistogram(1, first);
        const Histogram b = randomHistogram(2, second);
        Histogram together = randomHistogram(1, first);
        Random random(2);
        for (int i = 0; i < second; ++i)
            together.record(Nanoseconds{static_cast<qint64>(std::pow(10.0, 2 + 11 * random.uniform()))});
        Histogram reversed = b;
        reversed.merge(a);
        a.merge(b);
        QVERIFY(a == together);
        QVERIFY(reversed == together);
        QCOMPARE(a.meanNs(), together.meanNs());
    }

    void coarseKeepsTwoDigitsInATenthOfTheBuckets()
    {
        for (double exponent = 3; exponent <= 12.55; exponent += 0.01) {
            const Nanoseconds value{static_cast<qint64>(std::pow(10.0, exponent))};
            Histogram histogram(Histogram::Precision::Coarse);
            histogram.record(value);
            histogram.record(1h); // Keeps max() from hiding the bucket's width.
            const double error = static_cast<double>((histogram.percentile(50) - value).count());
            QVERIFY2(error >= 0 && error <= static_cast<double>(value.count()) / 128,
                     qPrintable(QString::number(exponent)));
        }
        Histogram coarse(Histogram::Precision::Coarse);
        const Histogram fine = randomHistogram(7, 100'000);
        coarse.merge(fine);
        QVERIFY(coarse.buckets().size() * 6 < fine.buckets().size());
    }

    void fineMergesIntoCoarseWithoutLoss_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("into empty") << 0 << 50;
        QTest::newRow("empty into") << 50 << 0;
        QTest::newRow("few") << 1 << 1;
        QTest::newRow("many") << 5000 << 3000;
    }
    void fineMergesIntoCoarseWithoutLoss()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        const auto recordInto = [](Histogram &histogram, quint64 seed, int count) {
            Random random(seed);
            for (int i = 0; i < count; ++i)
                histogram.record(Nanoseconds{static_cast<qint64>(std::pow(10.0, 2 + 11 * random.uniform()))});
        };
        Histogram merged(Histogram::Precision::Coarse);
        recordInto(merged, 1, first);
        merged.merge(randomHistogram(2, second));
        Histogram together(Histogram::Precision::Coarse);
        recordInto(together, 1, first);
        recordInto(together, 2, second);
        QVERIFY(merged == together);
        QCOMPARE(merged.min(), together.min());
        QCOMPARE(merged.max(), together.max());
        QCOMPARE(merged.meanNs(), together.meanNs());
        QVERIFY(second == 0 || !(merged == randomHistogram(2, second)));
        merged.clear();
        QVERIFY(merged == Histogram(Histogram::Precision::Coarse));
    }

    void mergesIntoItself()
    {
        Histogram histogram = randomHistogram(3, 100);
        histogram.merge(histogram);
        QCOMPARE(histogram.count(), quint64{200});
    }

    void copiesAreIndependent()
    {
        Histogram histogram;
        histogram.record(5ms);
        const Histogram copy = histogram;
        histogram.record(5ms);
        QCOMPARE(copy.countAtMost(6ms), quint64{1});
        QCOMPARE(histogram.countAtMost(6ms), quint64{2});
    }

    void serializationRoundTrips_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("empty") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("many") << 4000;
    }
    void serializationRoundTrips()
    {
        QFETCH(int, count);
        const Histogram histogram = randomHistogram(4, count);
        bool ok = false;
        QVERIFY(Histogram::deserialized(histogram.serialized(), ok) == histogram);
        QVERIFY(ok);
    }

    void refusesMalformedBytes()
    {
        const QByteArray good = randomHistogram(5, 200).serialized();
        bool ok = true;
        for (qsizetype length = 0; length < good.size(); ++length) {
            const Histogram cut = Histogram::deserialized(QByteArrayView(good).first(length), ok);
            QVERIFY2(!ok && cut.isEmpty(), qPrintable(QString::number(length)));
        }
        Histogram::deserialized(good + 'x', ok);
        QVERIFY(!ok);
        Random random(6);
        for (int i = 0; i < 3000; ++i) {
            QByteArray bad = good;
            bad[static_cast<qsizetype>(random.below(static_cast<quint64>(bad.size())))] =
                static_cast<char>(random.below(256));
            const Histogram read = Histogram::deserialized(bad, ok);
            quint64 sum = 0;
            for (const Histogram::Bucket &bucket : read.buckets())
                sum += bucket.count;
            QCOMPARE(sum, read.count());
            QCOMPARE(read.isEmpty(), !ok);
        }
        Histogram::deserialized(QByteArray("WH1") + QByteArray(64, '\xff'), ok);
        QVERIFY(!ok);
    }

    void seriesStaysBoundedAndForgetsNothing_data()
    {
        QTest::addColumn<Histogram::Precision>("precision");
        QTest::newRow("fine") << Histogram::Precision::Fine;
        QTest::newRow("coarse") << Histogram::Precision::Coarse;
    }
    void seriesStaysBoundedAndForgetsNothing()
    {
        QFETCH(Histogram::Precision, precision);
        TimeSeries series(8, 1s, precision);
        for (int second = 0; second < 1000; ++second) {
            SeriesPoint &point = series.at(std::chrono::seconds{second});
            point.started += 1;
            point.errors[OutcomeClass::RateLimited] += 2;
            point.openStreamsMax = std::max<quint64>(point.openStreamsMax, static_cast<quint64>(second));
            point.openStreamsLast = static_cast<quint64>(second);
            point.ttft.record(5ms);
            QVERIFY(series.points().size() <= 8);
        }
        SeriesPoint sum(precision);
        for (const SeriesPoint &point : series.points())
            sum.append(point);
        QCOMPARE(series.width(), Nanoseconds{128s});
        QCOMPARE(sum.started, quint64{1000});
        QCOMPARE(sum.errors[OutcomeClass::RateLimited], quint64{2000});
        QCOMPARE(sum.openStreamsMax, quint64{999});
        QCOMPARE(sum.openStreamsLast, quint64{999});
        QCOMPARE(sum.ttft.count(), quint64{1000});
        QCOMPARE(series.points()[0].started, quint64{128});
        series.at(Nanoseconds::max()).started = 1;
        QVERIFY(series.points().size() <= 8);
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
