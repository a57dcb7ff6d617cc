// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"
#include "base/units.h"
#include "charts/chartcsv.h"
#include "runview/livedata.h"
#include "runview/livetiles.h"
#include "samplesnapshot.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestLiveData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesOverTime();
    void newestStretchIsLeftOut();
    void lastStretchOfAFinishedRun_data();
    void lastStretchOfAFinishedRun();
    void mergedStretchesKeepPercentiles();
    void staysInBudget_data();
    void staysInBudget();
    void distribution_data();
    void distribution();
    void marksOfASummaryAreItsOwn();
    void errorsAddUp_data();
    void errorsAddUp();
    void loadByModel();
    void throughputNamesItsSource();
    void errorBars();
    void emptySnapshot();
    void finishedWithoutATokenSaysSo();
    void csvIsWhatIsDrawn();
    void tiles();
    void tilesBeforeTheRun();
    void goodputTellsItsLimits();
    void tilesOfASummary();
    void phases_data();
    void phases();
    void clock_data();
    void clock();
};

namespace {

/// Seconds with one TTFT sample each: 100 ms more every second.
std::shared_ptr<Snapshot> risingSnapshot(int seconds, RunPhase phase)
{
    TimeSeries series;
    for (int second = 0; second < seconds; ++second) {
        SeriesPoint &point = series.at(std::chrono::seconds{second});
        point.ttft.record(100ms * (second + 1));
        point.succeeded = 10;
        point.outputTokens = 1000;
    }
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
    snapshot->phase = phase;
    snapshot->elapsed = std::chrono::seconds{seconds};
    snapshot->series = std::make_shared<const TimeSeries>(series);
    return snapshot;
}

std::size_t pointsOf(const ChartData &chart)
{
    return std::accumulate(
        chart.series.begin(), chart.series.end(), std::size_t{0},
        [](std::size_t sum, const ChartSeries &series) { return sum + series.points.size(); });
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= std::abs(expected) * 0.001 + 1e-9;
}

} // namespace

void TestLiveData::percentilesOverTime()
{
    const ChartData chart = ttftOverTime(curvesOf(*risingSnapshot(3, RunPhase::Done), 333));
    QCOMPARE(chart.series.size(), std::size_t{3});
    QCOMPARE(chart.series[0].name, QStringLiteral("p50"));
    QCOMPARE(chart.series[2].role, SeriesRole::P99);
    QCOMPARE(chart.series[0].points.size(), std::size_t{3});
    for (int second = 0; second < 3; ++second) {
        const QPointF point = chart.series[0].points[static_cast<std::size_t>(second)];
        QCOMPARE(point.x(), static_cast<double>(second));
        QVERIFY2(isNear(point.y(), 100.0 * (second + 1)), qPrintable(QString::number(point.y())));
    }
}

void TestLiveData::newestStretchIsLeftOut()
{
    QCOMPARE(curvesOf(*risingSnapshot(5, RunPhase::Measure), 333).ttftP50.size(), std::size_t{4});
    QCOMPARE(curvesOf(*risingSnapshot(5, RunPhase::Done), 333).ttftP50.size(), std::size_t{5});
}

void TestLiveData::lastStretchOfAFinishedRun_data()
{
    QTest::addColumn<int>("elapsedMs");
    QTest::addColumn<int>("points");
    QTest::addColumn<double>("lastRate");
    QTest::newRow("whole") << 3000 << 3 << 10.0;
    QTest::newRow("most of it") << 2800 << 3 << 12.5;
    QTest::newRow("a tenth tells no rate") << 2100 << 2 << 10.0;
}

void TestLiveData::lastStretchOfAFinishedRun()
{
    QFETCH(int, elapsedMs);
    QFETCH(int, points);
    QFETCH(double, lastRate);
    const std::shared_ptr<Snapshot> snapshot = risingSnapshot(3, RunPhase::Done);
    snapshot->elapsed = std::chrono::milliseconds{elapsedMs};
    const TimeCurves curves = curvesOf(*snapshot, 333);
    QCOMPARE(static_cast<int>(curves.succeeded.size()), points);
    QVERIFY(isNear(curves.succeeded.back().y(), lastRate));
}

void TestLiveData::mergedStretchesKeepPercentiles()
{
    // 100..400 ms in pairs: the p99 of a pair is its larger value, the p50 its smaller.
    const TimeCurves curves = curvesOf(*risingSnapshot(4, RunPhase::Done), 2);
    QCOMPARE(curves.width, 2.0);
    QCOMPARE(curves.ttftP99.size(), std::size_t{2});
    QCOMPARE(curves.ttftP99[1].x(), 2.0);
    QVERIFY(isNear(curves.ttftP99[0].y(), 200));
    QVERIFY(isNear(curves.ttftP50[1].y(), 300));
    QVERIFY(isNear(curves.succeeded[0].y(), 10));
}

void TestLiveData::staysInBudget_data()
{
    QTest::addColumn<int>("seconds");
    for (const int seconds : {1, 60, 334, 599, 600, 1300})
        QTest::addRow("%d s", seconds) << seconds;
}

void TestLiveData::staysInBudget()
{
    QFETCH(int, seconds);
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(seconds);
    for (const ChartData &chart : allCharts(*snapshot, LoadKind::Open, 1000))
        QVERIFY2(pointsOf(chart) <= 1000, qPrintable(chart.id));
}

void TestLiveData::distribution_data()
{
    QTest::addColumn<std::vector<int>>("milliseconds");
    QTest::addColumn<QString>("subtitlePart");
    QTest::newRow("one") << std::vector<int>{250} << QStringLiteral("1 requests");
    std::vector<int> even(100);
    std::iota(even.begin(), even.end(), 1);
    QTest::newRow("even") << even << QStringLiteral("100 requests");
    std::vector<int> tail(1000, 200);
    tail.push_back(30'000);
    QTest::newRow("far tail") << tail << QStringLiteral("1 above");
    QTest::newRow("narrow and far from zero")
        << std::vector<int>{9'990, 9'995, 10'000, 10'005} << QStringLiteral("4 requests");
}

void TestLiveData::distribution()
{
    QFETCH(std::vector<int>, milliseconds);
    QFETCH(QString, subtitlePart);
    Histogram ttft;
    for (const int value : milliseconds)
        ttft.record(std::chrono::milliseconds{value});
    Snapshot snapshot;
    snapshot.ttft = std::make_shared<const Histogram>(ttft);
    const ChartData chart = ttftDistribution(snapshot);
    QVERIFY2(chart.subtitle.contains(subtitlePart), qPrintable(chart.subtitle));
    double shares = 0;
    for (const QPointF &bar : chart.series[0].points)
        shares += bar.y();
    QVERIFY2(isNear(shares, 100), qPrintable(QString::number(shares)));
    QVERIFY(isNear(chart.series[1].points.back().y(), 100));
    QVERIFY(chart.series[0].points.size() <= 120);
    QVERIFY(*chart.xMin <= *std::min_element(milliseconds.begin(), milliseconds.end()));
    QVERIFY(*chart.xMax > *chart.xMin);
    QCOMPARE(chart.markers.size(), std::size_t{3});
    QVERIFY(isNear(chart.markers[2].x, toMilliseconds(ttft.percentile(99))));
}

void TestLiveData::marksOfASummaryAreItsOwn()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(20);
    Summary summary;
    summary.ttft = distributionOf({100e6, 200e6, 300e6}, {400e6});
    summary.window.kind = Window::Kind::Steady;
    const ChartData chart = ttftDistribution(*snapshot, &summary);
    QCOMPARE(chart.markers.size(), std::size_t{3});
    QCOMPARE(chart.markers[0].label, QStringLiteral("p50 200 ms"));
    QCOMPARE(chart.markers[2].label, QStringLiteral("p99 > 400 ms"));
    QVERIFY2(chart.subtitle.contains(QStringLiteral("steady window")), qPrintable(chart.subtitle));
}

void TestLiveData::errorsAddUp_data()
{
    QTest::addColumn<int>("budget");
    QTest::newRow("each second") << 1000;
    QTest::newRow("merged") << 16;
    QTest::newRow("one stretch") << 1;
}

void TestLiveData::errorsAddUp()
{
    QFETCH(int, budget);
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(60);
    const ErrorCurves curves = errorCurvesOf(*snapshot, static_cast<std::size_t>(budget));
    const ChartData chart = errorsOverTime(curves);
    QCOMPARE(chart.series.size(), snapshot->errors.size());
    for (const ChartSeries &series : chart.series) {
        double count = 0;
        for (const QPointF &point : series.points)
            count += point.y() * curves.width;
        QVERIFY(isNear(count, static_cast<double>(snapshot->errors.at(*series.outcome))));
        QCOMPARE(series.style, SeriesStyle::Bars);
    }
}

void TestLiveData::loadByModel()
{
    const TimeCurves curves = curvesOf(*runningSnapshot(10), 333);
    const ChartData open = loadOverTime(curves, LoadKind::Open);
    QVERIFY(open.series[2].dashed);
    QCOMPARE(open.series[2].points.front().y(), 46.0);
    QCOMPARE(open.series[0].points.front().y(), 46.0);
    QCOMPARE(open.series[1].side, AxisSide::Right);
    const ChartData closed = loadOverTime(curves, LoadKind::Closed);
    QCOMPARE(closed.series.size(), std::size_t{2});
    QVERIFY(closed.series[1].dashed);
    QCOMPARE(closed.series[0].points, curves.openStreams);
}

void TestLiveData::throughputNamesItsSource()
{
    const TimeCurves curves = curvesOf(*runningSnapshot(10), 333);
    QVERIFY(throughputOverTime(curves, true).series[0].unit.contains(QStringLiteral("chunks")));
    QVERIFY(throughputOverTime(curves, false).series[0].unit.contains(QStringLiteral("tokens")));
}

void TestLiveData::errorBars()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(60);
    const ErrorBarsData data = errorClasses(*snapshot);
    QCOMPARE(data.requests, snapshot->requests.succeeded + snapshot->requests.failed);
    QCOMPARE(data.bars.size(), snapshot->errors.size());
    for (const ErrorBar &bar : data.bars)
        QCOMPARE(bar.count, snapshot->errors.at(bar.outcome));
}

void TestLiveData::emptySnapshot()
{
    for (const ChartData &chart : allCharts(Snapshot(), LoadKind::Open, 1000)) {
        QVERIFY2(chart.isEmpty(), qPrintable(chart.id));
        QVERIFY2(!chart.emptyText.isEmpty(), qPrintable(chart.id));
    }
    QVERIFY(errorClasses(Snapshot()).bars.empty());
}

void TestLiveData::finishedWithoutATokenSaysSo()
{
    Snapshot done;
    done.phase = RunPhase::Done;
    const std::vector<ChartData> before = allCharts(Snapshot(), LoadKind::Open, 1000);
    const std::vector<ChartData> after = allCharts(done, LoadKind::Open, 1000);
    for (std::size_t i = 0; i < after.size(); ++i) {
        // That no request has failed is as true before as after.
        if (after[i].id == u"errors-over-time")
            continue;
        QVERIFY2(after[i].emptyText != before[i].emptyText, qPrintable(after[i].id));
        QVERIFY2(after[i].emptyText.startsWith(QStringLiteral("No ")), qPrintable(after[i].emptyText));
    }
}

void TestLiveData::csvIsWhatIsDrawn()
{
    const ChartData chart = ttftOverTime(curvesOf(*risingSnapshot(3, RunPhase::Done), 333));
    QByteArray expected = "time (s),p50 (ms),p95 (ms),p99 (ms)\r\n";
    for (std::size_t i = 0; i < 3; ++i) {
        expected +=
            csvLine({csvNumber(chart.series[0].points[i].x()), csvNumber(chart.series[0].points[i].y()),
                     csvNumber(chart.series[1].points[i].y()), csvNumber(chart.series[2].points[i].y())});
    }
    QCOMPARE(toCsv(chart), expected);
}

void TestLiveData::tiles()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(58);
    const std::vector<TileData> tiles =
        liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), nullptr);
    QCOMPARE(tiles.size(), std::size_t{8});
    QCOMPARE(tiles[0].figure, QString::number(qRound(toMilliseconds(snapshot->ttft->percentile(50)))));
    QCOMPARE(tiles[0].trend.size(), std::size_t{57});
    QVERIFY(tiles[1].note.contains(QStringLiteral("from intended")));
    QCOMPARE(tiles[2].figure, QStringLiteral("9,314"));
    QCOMPARE(tiles[2].note, QStringLiteral("chunks until usage"));
    QCOMPARE(tiles[3].figure, QStringLiteral("44.0"));
    QCOMPARE(tiles[3].note, QStringLiteral("planned 46.0"));
    QCOMPARE(tiles[4].figure, QStringLiteral("412"));
    QCOMPARE(tiles[4].note, QStringLiteral("cap 2,000"));
    QCOMPARE(tiles[5].figure, QStringLiteral("93.4"));
    QCOMPARE(tiles[5].note, QStringLiteral("TTFT < 500ms, TPOT < 60ms"));
    QVERIFY(tiles[6].note.startsWith(QString::number(snapshot->requests.failed) + QStringLiteral(" of ")));
    QCOMPARE(tiles[7].figure, QStringLiteral("0.214"));
    for (const TileData &tile : tiles)
        QVERIFY2(!tile.explanation.isEmpty(), qPrintable(tile.label));
}

void TestLiveData::tilesBeforeTheRun()
{
    for (const TileData &tile : liveTiles(Snapshot(), TimeCurves(), Scenario(), nullptr))
        QCOMPARE(tile.figure, QStringLiteral("–"));
}

void TestLiveData::goodputTellsItsLimits()
{
    Scenario scenario;
    scenario.goals.serviceLevel = ServiceLevel();
    const auto goodput = [&scenario] { return liveTiles(Snapshot(), TimeCurves(), scenario, nullptr)[5]; };
    QCOMPARE(goodput().note, QStringLiteral("every success counts: no limits set"));
    QVERIFY(goodput().explanation.contains(QStringLiteral("every success counts")));
    scenario.goals.serviceLevel.ttft = std::chrono::milliseconds{500};
    QVERIFY(goodput().note.startsWith(QStringLiteral("TTFT < ")));
    QVERIFY(!goodput().explanation.contains(QStringLiteral("every success counts")));
}

void TestLiveData::tilesOfASummary()
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
    const std::vector<TileData> tiles =
        liveTiles(*snapshot, curvesOf(*snapshot, 333), openScenario(), &summary);
    QCOMPARE(tiles[0].figure, QStringLiteral("200"));
    QCOMPARE(tiles[1].figure, QStringLiteral("> 400"));
    QCOMPARE(tiles[0].note, QStringLiteral("p95 > 400 ms"));
    QCOMPARE(tiles[1].note, QStringLiteral("of 4 requests")); // not of those in the snapshot
    QCOMPARE(tiles[2].figure, formatFigure(1234));
    QCOMPARE(tiles[3].figure, QStringLiteral("12.3"));
    QCOMPARE(tiles[5].figure, QStringLiteral("50.0"));
    QCOMPARE(tiles[6].figure, QStringLiteral("25.0"));
    QCOMPARE(tiles[6].note, QStringLiteral("1 of 4"));
}

void TestLiveData::phases_data()
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

void TestLiveData::phases()
{
    QFETCH(int, phase);
    QFETCH(int, elapsed);
    QFETCH(QString, text);
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(1);
    snapshot->phase = static_cast<RunPhase>(phase);
    snapshot->elapsed = std::chrono::seconds{elapsed};
    QCOMPARE(phaseText(*snapshot, openScenario()), text);
}

void TestLiveData::clock_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << QStringLiteral("0:00");
    QTest::newRow("rounds down") << qint64{59'999} << QStringLiteral("0:59");
    QTest::newRow("minutes") << qint64{725'000} << QStringLiteral("12:05");
    QTest::newRow("hours") << qint64{3'723'000} << QStringLiteral("1:02:03");
    QTest::newRow("negative") << qint64{-5} << QStringLiteral("0:00");
}

void TestLiveData::clock()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(clockText(std::chrono::milliseconds{ms}), text);
}

QTEST_GUILESS_MAIN(TestLiveData)
#include "tst_livedata.moc"
