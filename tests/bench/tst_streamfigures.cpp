// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/figures.h"
#include "streams/rounds.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir::bench;

namespace {

/// Ten tokens of two streams, written every microsecond from 1,000 ns on, each later than the pace by its
/// number in microseconds.
WriteLog tenWrites()
{
    WriteLog log;
    log.ids = {"run-0", "run-1"};
    for (std::uint32_t i = 0; i < 10; ++i)
        log.writes.push_back({1000 + 1000 * std::int64_t{i}, i % 2, i * 1000});
    return log;
}

} // namespace

class TestStreamFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentileIsNearestRank_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("expected");
        QTest::newRow("least") << 0.0 << 1.0;
        QTest::newRow("median") << 0.5 << 5.0;
        QTest::newRow("p90") << 0.9 << 9.0;
        QTest::newRow("p91") << 0.91 << 10.0;
        QTest::newRow("most") << 1.0 << 10.0;
    }

    void percentileIsNearestRank()
    {
        QFETCH(const double, share);
        std::vector<double> values{10, 1, 9, 2, 8, 3, 7, 4, 6, 5};
        QTEST(percentile(values, share), "expected");
    }

    void percentileOfNothingIsZero()
    {
        std::vector<double> none;
        QCOMPARE(percentile(none, 0.5), 0.0);
    }

    void figuresBelongToTheWindow()
    {
        const WriteLog log = tenWrites();
        std::vector<Arrival> arrivals;
        for (std::size_t i = 0; i < 9; ++i) // the last token never arrives; token i is 100 (i + 1) ns late
            arrivals.push_back({log.writes[i].at, log.writes[i].at + 100 * static_cast<std::int64_t>(i + 1)});
        const StampFigures figures = figuresOf(log, arrivals, {3000, 6000});
        QCOMPARE(figures.written, 3U); // at 3, 4 and 5 us
        QCOMPARE(figures.events, 3U);
        QCOMPARE(figures.allEvents, 9U);
        QCOMPARE(figures.missing, 1U);
        QCOMPARE(figures.errorP50, 0.4);
        QCOMPARE(figures.errorMax, 0.5);
        QCOMPARE(figures.lateP99, 4.0);
    }

    void windowIsWholeWhileAllStreamsRun()
    {
        const WriteLog log = tenWrites(); // stream 0 writes last at 9 us, stream 1 at 10
        QVERIFY(allOpenUntil(log, 9000));
        QVERIFY(!allOpenUntil(log, 9001));
        QVERIFY(!allOpenUntil(WriteLog{}, 1));
    }

    void filesGiveBackWhatTheyGot()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("stamps")).toStdString();
        const WriteLog log = tenWrites();
        save(log, path);
        const WriteLog read = loadWriteLog(path);
        QCOMPARE(read.ids, log.ids);
        QCOMPARE(read.writes.size(), log.writes.size());
        QCOMPARE(read.writes.back().at, log.writes.back().at);
        QCOMPARE(read.writes.back().lateness, log.writes.back().lateness);

        save(std::vector<Arrival>{{1, 2}, {3, 4}}, path);
        const std::vector<Arrival> arrivals = loadArrivals(path);
        QCOMPARE(arrivals.size(), 2U);
        QCOMPARE(arrivals.back().written, 3);
        QCOMPARE(arrivals.back().read, 4);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)loadArrivals(path + "-none"));
    }

    void typicalIsMedianWorstAndSum()
    {
        Case each;
        for (const int i : {1, 2, 3}) {
            Measurement round;
            round.microsecondsPerEvent = i;
            round.errorMax = 10 * i;
            round.dropped = static_cast<quint64>(i);
            round.verdict = i == 1 ? QStringLiteral("invalid") : QStringLiteral("pass");
            each.rounds.push_back(round);
        }
        const Measurement typical = each.typical();
        QCOMPARE(typical.microsecondsPerEvent, 2.0);
        QCOMPARE(typical.errorMax, 30.0);
        QCOMPARE(typical.dropped, 6U);
        QCOMPARE(typical.verdict, QStringLiteral("invalid"));
        QCOMPARE(each.least(), 1.0);
        QCOMPARE(each.most(), 3.0);
    }

    void clientNamesGoBothWays()
    {
        for (const ClientKind kind :
             {ClientKind::Floor, ClientKind::Curl, ClientKind::Qt, ClientKind::Aiohttp})
            QCOMPARE(clientKindFrom(toString(kind)), std::optional(kind));
        QVERIFY(!clientKindFrom(QStringLiteral("wget")));
    }
};

QTEST_GUILESS_MAIN(TestStreamFigures)
#include "tst_streamfigures.moc"
