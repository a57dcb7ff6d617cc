// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/recordscript.h"
#include "metrics/steadycut.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// A stream from `from` to `to` seconds with a token at its start and one at its end.
RequestRecord stream(double from, double to)
{
    return scripted(QStringLiteral("c%1 c%2").arg(from * 1000).arg(to * 1000), from * 1000, to * 1000);
}

} // namespace

class TestSteadyCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatDiffers_data()
    {
        QTest::addColumn<std::vector<double>>("means");
        QTest::addColumn<int>("cut");
        QTest::newRow("nothing") << std::vector<double>{} << 0;
        QTest::newRow("too short to tell") << std::vector<double>{1, 9, 9} << 0;
        QTest::newRow("even") << std::vector<double>(12, 0.1) << 0;
        // d = 0: mean 5.6, squares 36.8 / 25; d = 1: mean 7, squares 12 / 16; d = 2: 0.
        QTest::newRow("by hand") << std::vector<double>{0, 4, 8, 8, 8} << 2;
        // d = 0: mean 7, squares 48 / 16; d = 1: mean 9, squares 0.
        QTest::newRow("at least three stay") << std::vector<double>{1, 9, 9, 9} << 1;
        QTest::newRow("never the second half")
            << std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8} << 6;
        // The last batches are off: leaving out more would only make them weigh more.
        QTest::newRow("the end is no beginning") << std::vector<double>{5, 5, 5, 5, 5, 5, 5, 9} << 0;
    }
    void leavesOutWhatDiffers()
    {
        QFETCH(const std::vector<double>, means);
        QTEST(static_cast<int>(mserCut(means)), "cut");
    }

    void streamsThatPileUpAreLeftOut()
    {
        // One stream more a second for ten seconds, all of them open to the end.
        SteadyCut cut(zero);
        for (int i = 0; i < 10; ++i)
            cut.add(stream(i, 70));
        QCOMPARE(cut.cut(60s), Nanoseconds{10s});
        QCOMPARE(cut.cut(12s), Nanoseconds{0}); // two batches
        QCOMPARE(cut.cut(-1s), Nanoseconds{0});
    }

    void evenLoadLosesNothing()
    {
        SteadyCut cut(zero);
        for (int i = 0; i < 600; ++i)
            cut.add(stream(i / 10.0, i / 10.0 + 0.05));
        QCOMPARE(cut.cut(60s), Nanoseconds{0});
    }

    void onlyWhatComesAfterTheRampCounts()
    {
        SteadyCut cut(atMs(10'000));
        for (int i = 0; i < 10; ++i)
            cut.add(stream(i, 80));
        QCOMPARE(cut.cut(60s), Nanoseconds{0});
    }

    void outputMayTakeLongerThanStreams()
    {
        // All streams open at once, and five seconds later they begin to speak.
        SteadyCut cut(zero);
        for (int i = 0; i < 10; ++i) {
            RequestRecord record = scripted(QStringLiteral("c5000:3000 c60000:3000"), 0, 60'000);
            record.usage.output = 1000;
            cut.add(record);
        }
        QCOMPARE(cut.cut(60s), Nanoseconds{5s});
    }

    void timesOfCenturiesAreBounded()
    {
        SteadyCut cut(zero);
        RequestRecord record = stream(0, 1);
        record.closed = record.lastToken = zero + Nanoseconds{std::numeric_limits<qint64>::max() / 4};
        cut.add(record);
        QCOMPARE(cut.cut(60s), Nanoseconds{0});
    }
};

QTEST_APPLESS_MAIN(TestSteadyCut)
#include "tst_steadycut.moc"
