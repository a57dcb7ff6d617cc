// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplesnapshot.h"
#include "base/units.h"
#include "charts/tilecard.h"
#include "runview/livetiles.h"
#include "runview/phasetext.h"
#include "theme/themesource.h"

#include <QTest>

#include <limits>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestLiveTiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tiles();
    void tilesStandInOrder();
    void tilesBeforeTheRun();
    void goodputTellsItsLimits();
    void tilesOfASummary();
    void tilesHaveIntervals();
    void weakPercentilesAreMarked();
    void aTileWithARangeIsTaller();
    void phases_data();
    void phases();
    void clock_data();
    void clock();
};

void TestLiveTiles::tiles()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(58);
    const RunTiles tiles = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), nullptr);
    QCOMPARE(tiles.inOrder().size(), std::size_t{8});
    QCOMPARE(tiles.median.figure, QString::number(qRound(toMilliseconds(snapshot->ttft->percentile(50)))));
    QCOMPARE(tiles.median.trend.size(), std::size_t{57});
    QVERIFY(tiles.tail.note.contains(QStringLiteral("the user waited")));
    QCOMPARE(tiles.output.figure, QStringLiteral("9,314"));
    QCOMPARE(tiles.output.note, QStringLiteral("chunks until usage"));
    QCOMPARE(tiles.requests.figure, QStringLiteral("44.0"));
    QCOMPARE(tiles.requests.note, QStringLiteral("planned 46.0"));
    QCOMPARE(tiles.streams.figure, QStringLiteral("412"));
    QCOMPARE(tiles.streams.note, QStringLiteral("cap 2,000"));
    QCOMPARE(tiles.goodput.figure, QStringLiteral("93.4"));
    QCOMPARE(tiles.goodput.note, QStringLiteral("TTFT < 500ms, TPOT < 60ms"));
    QVERIFY(
        tiles.errors.note.startsWith(QString::number(snapshot->requests.failed) + QStringLiteral(" of ")));
    QCOMPARE(tiles.slip.figure, QStringLiteral("0.214"));
    for (const TileData &tile : tiles.inOrder())
        QVERIFY2(!tile.explanation.isEmpty(), qPrintable(tile.label));
}

void TestLiveTiles::tilesStandInOrder()
{
    QStringList labels;
    for (const TileData &tile : liveTiles(Snapshot(), TimeCurves(), Scenario(), nullptr).inOrder())
        labels << tile.label;
    QCOMPARE(labels.join(QStringLiteral(", ")),
             QStringLiteral("TTFT p50, TTFT p99, Output, Requests, Open streams, Goodput, Errors, Slip p99"));
}

void TestLiveTiles::tilesBeforeTheRun()
{
    for (const TileData &tile : liveTiles(Snapshot(), TimeCurves(), Scenario(), nullptr).inOrder())
        QCOMPARE(tile.figure, QStringLiteral("–"));
}

void TestLiveTiles::goodputTellsItsLimits()
{
    Scenario scenario;
    scenario.goals.serviceLevel = ServiceLevel();
    const auto goodput = [&scenario] {
        return liveTiles(Snapshot(), TimeCurves(), scenario, nullptr).goodput;
    };
    QCOMPARE(goodput().note, QStringLiteral("every success counts: no limits set"));
    QVERIFY(goodput().explanation.contains(QStringLiteral("every success counts")));
    scenario.goals.serviceLevel.ttft = std::chrono::milliseconds{500};
    QVERIFY(goodput().note.startsWith(QStringLiteral("TTFT < ")));
    QVERIFY(!goodput().explanation.contains(QStringLiteral("every success counts")));
}

void TestLiveTiles::tilesOfASummary()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(20);
    Summary summary;
    summary.ttft = distributionOf({100e6, 200e6, 300e6}, {400e6});
    summary.tokensPerSecond = 1234;
    summary.requestsPerSecond = 12.3;
    summary.goodputShare = 0.5;
    summary.errorRate = 0.25;
    summary.requests.failed = 1;
    summary.requests.started = 4;
    const RunTiles tiles = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), &summary);
    QCOMPARE(tiles.median.figure, QStringLiteral("200"));
    QCOMPARE(tiles.tail.figure, QStringLiteral("> 400"));
    QCOMPARE(tiles.median.note, QStringLiteral("p95 > 400 ms"));
    QCOMPARE(tiles.tail.note, QStringLiteral("of 4 requests")); // not of those in the snapshot
    QCOMPARE(tiles.output.figure, formatFigure(1234));
    QCOMPARE(tiles.requests.figure, QStringLiteral("12.3"));
    // Both of the window, not one of the whole run.
    TimeCurves curves;
    curves.planned = {{0, 2}, {1, 8}, {2, 10}, {3, 0}};
    summary.window.from = std::chrono::seconds{1};
    summary.window.to = std::chrono::seconds{3};
    QCOMPARE(liveTiles(*snapshot, curves, openScenario(), &summary).requests.note,
             QStringLiteral("planned 9.00"));
    summary.window.rate = 20;
    QCOMPARE(liveTiles(*snapshot, curves, openScenario(), &summary).requests.note,
             QStringLiteral("planned 20.0"));
    QCOMPARE(tiles.goodput.figure, QStringLiteral("50.0"));
    QCOMPARE(tiles.errors.figure, QStringLiteral("25.0"));
    QCOMPARE(tiles.errors.note, QStringLiteral("1 of 4"));
}

void TestLiveTiles::tilesHaveIntervals()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(20);
    Summary summary;
    summary.ttft = distributionOf({100e6, 200e6, 300e6});
    summary.ttft.ranks[0].interval = Interval{112e6, 225e6};
    summary.ttft.ranks[3].interval = Interval{250e6, std::numeric_limits<double>::infinity()};
    summary.goodputShare = 0.5;
    summary.intervals = {{QStringLiteral("tokens_per_second"), {1100, 1300}},
                         {QStringLiteral("goodput_share"), {0.4, 0.6}}};
    const RunTiles saved = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), &summary);
    QCOMPARE(saved.median.range, QStringLiteral("(112 to 225)"));
    QCOMPARE(saved.tail.range, QStringLiteral("(above 250)"));
    QCOMPARE(saved.output.range, QStringLiteral("(1,100 to 1,300)"));
    QCOMPARE(saved.goodput.range, QStringLiteral("(40.0 to 60.0)"));
    QCOMPARE(saved.requests.range, QString());
    QVERIFY(saved.median.explanation.contains(QStringLiteral("In brackets")));
    QVERIFY(!saved.requests.explanation.contains(QStringLiteral("In brackets")));
    const RunTiles live = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), nullptr);
    QCOMPARE(live.median.range, QString());
    QVERIFY(live.median.explanation.contains(QStringLiteral("not computed live")));
    summary.goodputShare.reset(); // a service level had nothing to measure
    QCOMPARE(liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), &summary).goodput.figure,
             QStringLiteral("–"));
}

void TestLiveTiles::weakPercentilesAreMarked()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(20);
    Summary summary;
    summary.ttft = distributionOf(std::vector<double>(100, 200e6));
    const RunTiles saved = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), &summary);
    QVERIFY(!saved.median.isWeak);
    QVERIFY(saved.tail.isWeak); // p99 of 100 samples
    QVERIFY(saved.tail.explanation.contains(u"too few samples"));
    Histogram few;
    for (int i = 0; i < 30; ++i)
        few.record(100ms);
    snapshot->ttft = std::make_shared<const Histogram>(few);
    const RunTiles live = liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), nullptr);
    QVERIFY(!live.median.isWeak && live.tail.isWeak);
    ThemeSource themes{ThemeMode::Light, QPalette()};
    TileCard tile(themes);
    tile.setData(live.tail);
    QVERIFY(tile.accessibleDescription().endsWith(u"too few samples"));
    QVERIFY(!liveTiles(Snapshot(), TimeCurves(), Scenario(), nullptr).tail.isWeak); // there is no figure
}

void TestLiveTiles::aTileWithARangeIsTaller()
{
    ThemeSource themes{ThemeMode::Light, QPalette()};
    TileCard tile(themes);
    TileData data = tileOf(QStringLiteral("TTFT p50"), QStringLiteral("ms"), SeriesRole::Median, {}, {});
    data.figure = QStringLiteral("118");
    data.note = QStringLiteral("p95 180 ms");
    tile.setData(data);
    const int lower = tile.sizeHint().height();
    QCOMPARE(tile.accessibleDescription(), QStringLiteral("118 ms; p95 180 ms"));
    data.range = QStringLiteral("(112 to 125)");
    tile.setData(data);
    QVERIFY(tile.sizeHint().height() > lower);
    QCOMPARE(tile.minimumSizeHint().height(), tile.sizeHint().height());
    QCOMPARE(tile.accessibleDescription(), QStringLiteral("118 ms (112 to 125); p95 180 ms"));
}

void TestLiveTiles::phases_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("elapsed");
    QTest::addColumn<QString>("text");
    QTest::newRow("idle") << static_cast<int>(RunPhase::Idle) << 0 << QStringLiteral("No run yet");
    QTest::newRow("warm-up") << static_cast<int>(RunPhase::WarmUp) << 3
                             << QStringLiteral("Warm-up · 0:03 of 0:05");
    QTest::newRow("measure") << static_cast<int>(RunPhase::Measure) << 63
                             << QStringLiteral("Measure · 0:58 of 2:00");
    QTest::newRow("never past its end")
        << static_cast<int>(RunPhase::Measure) << 500 << QStringLiteral("Measure · 2:00 of 2:00");
    QTest::newRow("drain") << static_cast<int>(RunPhase::Drain) << 126
                           << QStringLiteral("Drain · open streams: 412");
    QTest::newRow("done") << static_cast<int>(RunPhase::Done) << 127 << QStringLiteral("Done · 2:07");
}

void TestLiveTiles::phases()
{
    QFETCH(int, phase);
    QFETCH(int, elapsed);
    QFETCH(QString, text);
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(1);
    snapshot->phase = static_cast<RunPhase>(phase);
    snapshot->elapsed = std::chrono::seconds{elapsed};
    QCOMPARE(phaseText(*snapshot, openScenario()), text);
}

void TestLiveTiles::clock_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << QStringLiteral("0:00");
    QTest::newRow("rounds down") << qint64{59'999} << QStringLiteral("0:59");
    QTest::newRow("minutes") << qint64{725'000} << QStringLiteral("12:05");
    QTest::newRow("hours") << qint64{3'723'000} << QStringLiteral("1:02:03");
    QTest::newRow("negative") << qint64{-5} << QStringLiteral("0:00");
}

void TestLiveTiles::clock()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(clockText(std::chrono::milliseconds{ms}), text);
}

QTEST_MAIN(TestLiveTiles)
#include "tst_livetiles.moc"
