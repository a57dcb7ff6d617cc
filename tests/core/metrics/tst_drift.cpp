// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/blockscript.h"
#include "metrics/drift.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

constexpr double leastChange = 1e6;

/// Ten samples in each block: `early` in the first half, `late` in the other.
std::vector<BlockSample> steps(double early, double late, bool lateCensored = false)
{
    std::vector<BlockSample> samples;
    for (quint16 block = 0; block < timeBlockCount; ++block) {
        for (int i = 0; i < 10; ++i)
            samples.push_back({block < 24 ? early : late, block, block >= 24 && lateCensored});
    }
    std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace

class TestDrift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAStep();
    void leavesSmallChangesAlone();
    void takesBoundsForWhatTheyAre();
    void seesNothingInWhatComesBack();
    void needsSamplesOnBothSides();
    void findsAChangeOfRate();
    void findsAChangeOfErrors();
    void writesOneSentenceEach();
    void isQuietOnAStationaryQueue_data();
    void isQuietOnAStationaryQueue();
    void findsAFifthInALongRun();
};

void TestDrift::findsAStep()
{
    // Scores are half below and half above zero: the thirds differ by 160, ten times the 16 that independent
    // samples would.
    QCOMPARE(timeDrift(steps(100e6, 200e6), leastChange), (Drift{100e6, 200e6}));
    QCOMPARE(timeDrift(steps(200e6, 100e6), leastChange), (Drift{200e6, 100e6}));
}

void TestDrift::leavesSmallChangesAlone()
{
    QVERIFY(!timeDrift(steps(100e6, 109e6), leastChange));
    QVERIFY(timeDrift(steps(100e6, 111e6), leastChange));
    QVERIFY(!timeDrift(steps(1e6, 1.9e6), leastChange));
    QVERIFY(timeDrift(steps(1e6, 2.1e6), leastChange));
}

void TestDrift::takesBoundsForWhatTheyAre()
{
    // The later half ran into a deadline: its median is not known, but above 150 ms.
    QCOMPARE(timeDrift(steps(100e6, 150e6, true), leastChange), (Drift{100e6, 150e6}));
    // Users who left early say nothing of a time that none of them reached.
    QVERIFY(!timeDrift(steps(100e6, 50e6, true), leastChange));
}

void TestDrift::seesNothingInWhatComesBack()
{
    std::vector<BlockSample> samples = steps(100e6, 100e6);
    QVERIFY(!timeDrift(samples, leastChange));
    // Twice as slow in the middle third.
    for (BlockSample &sample : samples)
        sample.value *= sample.block >= 16 && sample.block < 32 ? 2 : 1;
    std::sort(samples.begin(), samples.end());
    QVERIFY(!timeDrift(samples, leastChange));
}

void TestDrift::needsSamplesOnBothSides()
{
    std::vector<BlockSample> samples;
    for (quint16 i = 0; i < 19; ++i) {
        samples.push_back({100e6, static_cast<quint16>(i % 16), false});
        samples.push_back({300e6, static_cast<quint16>(32 + i % 16), false});
    }
    std::sort(samples.begin(), samples.end());
    QVERIFY(!timeDrift(samples, leastChange));
    QVERIFY(!timeDrift({}, leastChange));
    QVERIFY(!rateDrift(halves(1, 0.2), 48, 28));
    QVERIFY(!shareDrift(halves(0, 1), halves(1, 1)));
}

void TestDrift::findsAChangeOfRate()
{
    // Thirds of 1,600 and 800: by chance they differ by sqrt(32 * 75) = 49.
    QCOMPARE(rateDrift(halves(100, 50), 48, 3'600), (Drift{100, 50}));
    QVERIFY(!rateDrift(halves(100, 95), 48, 4'680));
    QVERIFY(!rateDrift(halves(0, 0), 48, 0));
}

void TestDrift::findsAChangeOfErrors()
{
    QCOMPARE(shareDrift(halves(0, 4), halves(10, 10)), (Drift{0, 0.4}));
    QCOMPARE(shareDrift(halves(4, 0), halves(10, 10)), (Drift{0.4, 0}));
    QVERIFY(!shareDrift(halves(4, 4), halves(10, 10)));
    // From none to 0.8 % is certain here, and too little to speak of.
    QVERIFY(!shareDrift(halves(0, 8), halves(1'000, 1'000)));
    QVERIFY(shareDrift(halves(0, 11), halves(1'000, 1'000)));
}

void TestDrift::writesOneSentenceEach()
{
    QCOMPARE(
        timeDriftWarning(QStringLiteral("ttft"), {100e6, 200e6}).english(),
        QStringLiteral("Drift: the median ttft was 100 ms in the first third of the window and 200 ms in the "
                       "last, so no single figure describes it."));
    QCOMPARE(
        rateDriftWarning({100, 50}).english(),
        QStringLiteral("Drift: 100 requests/s were answered in the first third of the window and 50.0 in the "
                       "last, so no single rate describes it."));
    QCOMPARE(
        errorDriftWarning({0, 0.4}).english(),
        QStringLiteral("Drift: 0 % of the requests failed in the first third of the window and 40.0 % in the "
                       "last, so no single error rate describes it."));
}

void TestDrift::isQuietOnAStationaryQueue_data()
{
    QTest::addColumn<double>("load");
    for (double load : {0.5, 0.8, 0.9})
        QTest::addRow("%.1f", load) << load;
}

void TestDrift::isQuietOnAStationaryQueue()
{
    // A rank-sum test of independent samples cried 0, 9 and 16 times in 25 such runs.
    QFETCH(double, load);
    int alarms = 0;
    for (quint64 seed = 0; seed < 50; ++seed) {
        const QueueRun run = playQueue(load, 600, seed);
        alarms += timeDrift(run.e2e, leastChange) || rateDrift(run.arrivals, 600, run.count) ? 1 : 0;
    }
    QVERIFY2(alarms <= 1, qPrintable(QString::number(alarms)));
}

void TestDrift::findsAFifthInALongRun()
{
    // Answers take ever longer, in the last third a fifth longer than in the first: (1 + 5 g / 6) / (1 + g /
    // 6).
    int found = 0;
    for (quint64 seed = 0; seed < 20; ++seed)
        found += timeDrift(playQueue(0.5, 7'200, seed, 0.316).e2e, leastChange) ? 1 : 0;
    QVERIFY2(found >= 18, qPrintable(QString::number(found)));
}

QTEST_APPLESS_MAIN(TestDrift)
#include "tst_drift.moc"
