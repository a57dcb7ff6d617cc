// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"
#include "base/units.h"
#include "report/chartcsv.h"
#include "report/distributionchart.h"
#include "report/errorchart.h"
#include "report/runcharts.h"
#include "report/serverchart.h"
#include "report/timecharts.h"
#include "samplesnapshot.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestRunCharts : public QObject
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
    void errorsAsCsv();
    void whereTheTimeWent();
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

void TestRunCharts::percentilesOverTime()
{
    const ChartData chart = ttftOverTime(curvesOf(*risingSnapshot(3, RunPhase::Done), 333));
    QCOMPARE(chart.series.size(), std::size_t{3});
    QCOMPARE(chart.series[0].name.english(), QStringLiteral("p50"));
    QCOMPARE(chart.series[2].role, SeriesRole::P99);
    QCOMPARE(chart.series[0].points.size(), std::size_t{3});
    for (int second = 0; second < 3; ++second) {
        const QPointF point = chart.series[0].points[static_cast<std::size_t>(second)];
        QCOMPARE(point.x(), static_cast<double>(second));
        QVERIFY2(isNear(point.y(), 100.0 * (second + 1)), qPrintable(QString::number(point.y())));
    }
}

void TestRunCharts::newestStretchIsLeftOut()
{
    QCOMPARE(curvesOf(*risingSnapshot(5, RunPhase::Measure), 333).ttftP50.size(), std::size_t{4});
    QCOMPARE(curvesOf(*risingSnapshot(5, RunPhase::Done), 333).ttftP50.size(), std::size_t{5});
}

void TestRunCharts::lastStretchOfAFinishedRun_data()
{
    QTest::addColumn<int>("elapsedMs");
    QTest::addColumn<int>("points");
    QTest::addColumn<double>("lastRate");
    QTest::newRow("whole") << 3000 << 3 << 10.0;
    QTest::newRow("most of it") << 2800 << 3 << 12.5;
    QTest::newRow("a tenth tells no rate") << 2100 << 2 << 10.0;
}

void TestRunCharts::lastStretchOfAFinishedRun()
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

void TestRunCharts::mergedStretchesKeepPercentiles()
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

void TestRunCharts::staysInBudget_data()
{
    QTest::addColumn<int>("seconds");
    for (const int seconds : {1, 60, 334, 599, 600, 1300})
        QTest::addRow("%d s", seconds) << seconds;
}

void TestRunCharts::staysInBudget()
{
    QFETCH(int, seconds);
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(seconds);
    for (const ChartData &chart : allCharts(*snapshot, openScenario(), 1000))
        QVERIFY2(pointsOf(chart) <= 1000, qPrintable(chart.id));
}

void TestRunCharts::distribution_data()
{
    QTest::addColumn<std::vector<int>>("milliseconds");
    QTest::addColumn<QString>("subtitlePart");
    QTest::newRow("one") << std::vector<int>{250} << QStringLiteral("1 request");
    std::vector<int> even(100);
    std::iota(even.begin(), even.end(), 1);
    QTest::newRow("even") << even << QStringLiteral("100 requests");
    std::vector<int> tail(1000, 200);
    tail.push_back(30'000);
    QTest::newRow("far tail") << tail << QStringLiteral("1,001 requests, 1 above ");
    QTest::newRow("narrow and far from zero")
        << std::vector<int>{9'990, 9'995, 10'000, 10'005} << QStringLiteral("4 requests");
}

void TestRunCharts::distribution()
{
    QFETCH(std::vector<int>, milliseconds);
    QFETCH(QString, subtitlePart);
    Histogram ttft;
    for (const int value : milliseconds)
        ttft.record(std::chrono::milliseconds{value});
    Snapshot snapshot;
    snapshot.ttft = std::make_shared<const Histogram>(ttft);
    const ChartData chart = ttftDistribution(snapshot);
    QVERIFY2(chart.subtitle.english().contains(subtitlePart), qPrintable(chart.subtitle.english()));
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

void TestRunCharts::marksOfASummaryAreItsOwn()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(20);
    Summary summary;
    summary.ttft = distributionOf({100e6, 200e6, 300e6}, {400e6});
    summary.window.kind = Window::Kind::Steady;
    const ChartData chart = ttftDistribution(*snapshot, &summary);
    QCOMPARE(chart.markers.size(), std::size_t{3});
    QCOMPARE(chart.markers[0].label.english(), QStringLiteral("p50 200 ms"));
    QCOMPARE(chart.markers[2].label.english(), QStringLiteral("p99 > 400 ms"));
    QVERIFY2(chart.subtitle.english().contains(QStringLiteral("steady window")),
             qPrintable(chart.subtitle.english()));
}

void TestRunCharts::errorsAddUp_data()
{
    QTest::addColumn<int>("budget");
    QTest::newRow("each second") << 1000;
    QTest::newRow("merged") << 16;
    QTest::newRow("one stretch") << 1;
}

void TestRunCharts::errorsAddUp()
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

void TestRunCharts::loadByModel()
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

void TestRunCharts::throughputNamesItsSource()
{
    const TimeCurves curves = curvesOf(*runningSnapshot(10), 333);
    QVERIFY(throughputOverTime(curves, true).series[0].unit.english().contains(QStringLiteral("chunks")));
    QVERIFY(throughputOverTime(curves, false).series[0].unit.english().contains(QStringLiteral("tokens")));
}

void TestRunCharts::errorBars()
{
    const std::shared_ptr<Snapshot> snapshot = runningSnapshot(60);
    const ErrorBarsData data = errorClasses(*snapshot);
    QCOMPARE(data.requests, snapshot->requests.succeeded + snapshot->requests.failed);
    QCOMPARE(data.bars.size(), snapshot->errors.size());
    for (const ErrorBar &bar : data.bars)
        QCOMPARE(bar.count, snapshot->errors.at(bar.outcome));
}

void TestRunCharts::emptySnapshot()
{
    for (const ChartData &chart : allCharts(Snapshot(), openScenario(), 1000)) {
        QVERIFY2(chart.isEmpty(), qPrintable(chart.id));
        QVERIFY2(!chart.emptyText.isEmpty(), qPrintable(chart.id));
    }
    QVERIFY(errorClasses(Snapshot()).bars.empty());
}

void TestRunCharts::finishedWithoutATokenSaysSo()
{
    Snapshot done;
    done.phase = RunPhase::Done;
    const std::vector<ChartData> before = allCharts(Snapshot(), openScenario(), 1000);
    const std::vector<ChartData> after = allCharts(done, openScenario(), 1000);
    for (std::size_t i = 0; i < after.size(); ++i) {
        // That no request has failed is as true before as after.
        if (after[i].id == u"errors-over-time")
            continue;
        QVERIFY2(after[i].emptyText != before[i].emptyText, qPrintable(after[i].id));
        QVERIFY2(after[i].emptyText.english().startsWith(QStringLiteral("No ")),
                 qPrintable(after[i].emptyText.english()));
    }
}

void TestRunCharts::csvIsWhatIsDrawn()
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

void TestRunCharts::whereTheTimeWent()
{
    TimeSeries series;
    series.at(0s).server = {2, 20ms, 40ms, 200ms, 0ms, 10ms};
    series.at(2s).server = {1, 5ms, 6ms, 70ms, 8ms, 9ms}; // nobody told of the second before
    Snapshot snapshot;
    snapshot.phase = RunPhase::Done;
    snapshot.elapsed = 3s;
    snapshot.series = std::make_shared<const TimeSeries>(series);
    const ChartData chart = serverTimesOverTime(serverCurvesOf(snapshot, 1000));
    QCOMPARE(chart.id, QStringLiteral("server-times"));
    QCOMPARE(chart.barWidth, 1.0);
    QStringList values;
    for (const ChartSeries &one : chart.series) {
        QVERIFY(one.style == SeriesStyle::Bars);
        QStringList points;
        for (const QPointF &point : one.points)
            points << QStringLiteral("%1:%2").arg(point.x()).arg(point.y());
        values << one.name.english() + u' ' + points.join(u' ');
    }
    QCOMPARE(values, (QStringList{QStringLiteral("queue 0:10 2:5"), QStringLiteral("prefill 0:20 2:6"),
                                  QStringLiteral("decode 0:100 2:70"),
                                  QStringLiteral("server, without a name 0:0 2:8"),
                                  QStringLiteral("outside the server 0:5 2:9")}));
    // In wider stretches the mean is that of all their answers.
    const ServerCurves wide = serverCurvesOf(snapshot, 5);
    QCOMPARE(wide.width, 3.0);
    QCOMPARE(wide.decode, (std::vector<QPointF>{{0, 90}}));
}

void TestRunCharts::errorsAsCsv()
{
    ErrorBarsData data;
    data.requests = 1000;
    data.bars = {{OutcomeClass::Http5xx, 6}, {OutcomeClass::RateLimited, 57}, {OutcomeClass::ApiError, 0}};
    QCOMPARE(data.drawn().bars.size(), std::size_t{2});
    QCOMPARE(data.shareOf(data.drawn().bars[0]), 0.057);
    QCOMPARE(toCsv(data), QByteArray("class,count,share (%)\r\nrate_limited,57,5.7\r\nhttp_5xx,6,0.6\r\n"));
    QCOMPARE(ErrorBarsData().shareOf({OutcomeClass::Http5xx, 6}), 0.0);
}

QTEST_GUILESS_MAIN(TestRunCharts)
#include "tst_runcharts.moc"
