// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axisticks.h"
#include "charts/chartaxes.h"
#include "charts/chartcsv.h"
#include "charts/decimate.h"
#include "charts/distributionchart.h"
#include "charts/hovervalues.h"
#include "samplecharts.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace weir;
using namespace weir::test;

class TestChartMath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ceilings_data();
    void ceilings();
    void ticks_data();
    void ticks();
    void timeLabels_data();
    void timeLabels();
    void tickLabels_data();
    void tickLabels();
    void logTicksCoverDecades();
    void stepsBelowASecondKeepTheirDecimals();
    void hopelessRangesHaveNoTicks();
    void decimateKeepsExtremes();
    void decimateKeepsSmallInput();
    void finiteOnly();
    void leftAxisStartsAtZero();
    void logAxisHoldsZeros();
    void barsStack();
    void hoverInterpolates();
    void hoverOnBars();
    void nearest();
    void csvEqualsData();
    void csvQuotesAndMarks();
    void distribution();
};

void TestChartMath::ceilings_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("expected");
    QTest::newRow("1270 in 4") << 1270.0 << 4 << 1500.0;
    QTest::newRow("exact") << 1600.0 << 4 << 2000.0;
    QTest::newRow("exact 5") << 1000.0 << 5 << 1000.0;
    QTest::newRow("small") << 0.0123 << 5 << 0.0125;
    QTest::newRow("zero") << 0.0 << 4 << 1.0;
    QTest::newRow("negative") << -3.0 << 4 << 1.0;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 4 << 1.0;
}

void TestChartMath::ceilings()
{
    QFETCH(const double, value);
    QFETCH(const int, count);
    QFETCH(const double, expected);
    QCOMPARE(niceCeiling(value, count), expected);
}

void TestChartMath::ticks_data()
{
    QTest::addColumn<std::vector<double>>("actual");
    QTest::addColumn<std::vector<double>>("expected");
    QTest::newRow("0..1500") << niceTicks(0, 1500, 4) << std::vector<double>{0, 500, 1000, 1500};
    QTest::newRow("0..60 s") << timeTicks(0, 60, 5) << std::vector<double>{0, 15, 30, 45, 60};
    QTest::newRow("2 min") << timeTicks(0, 120, 4) << std::vector<double>{0, 30, 60, 90, 120};
    QTest::newRow("47.3 s") << timeTicks(0, 47.3, 4) << std::vector<double>{0, 15, 30, 45};
    QTest::newRow("1 day") << timeTicks(0, 86400, 4) << std::vector<double>{0, 21600, 43200, 64800, 86400};
    QTest::newRow("negative") << niceTicks(-10, 10, 4) << std::vector<double>{-10, -5, 0, 5, 10};
    QTest::newRow("log") << logTicks(1, 1000) << std::vector<double>{1, 10, 100, 1000};
    QTest::newRow("log narrow") << logTicks(20, 200) << std::vector<double>{20, 50, 100, 200};
}

void TestChartMath::ticks()
{
    QFETCH(const std::vector<double>, actual);
    QFETCH(const std::vector<double>, expected);
    QCOMPARE(actual, expected);
}

void TestChartMath::timeLabels_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("span");
    QTest::addColumn<bool>("unit");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first") << 0.0 << 60.0 << true << QStringLiteral("0 s");
    QTest::newRow("inner") << 15.0 << 60.0 << false << QStringLiteral("15");
    QTest::newRow("last") << 60.0 << 60.0 << true << QStringLiteral("60 s");
    QTest::newRow("minutes") << 90.0 << 120.0 << false << QStringLiteral("1:30");
    QTest::newRow("hours") << 7500.0 << 10800.0 << false << QStringLiteral("2:05");
    QTest::newRow("last hour") << 7200.0 << 7200.0 << true << QStringLiteral("2:00 h");
}

void TestChartMath::timeLabels()
{
    QFETCH(const double, seconds);
    QFETCH(const double, span);
    QFETCH(const bool, unit);
    QTEST(timeLabel(seconds, span, unit), "expected");
}

void TestChartMath::tickLabels_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("expected");
    QTest::newRow("thousands") << 12000.0 << 3000.0 << QStringLiteral("12,000");
    QTest::newRow("quarter") << 0.5 << 0.25 << QStringLiteral("0.50");
    QTest::newRow("half") << 7.5 << 2.5 << QStringLiteral("7.5");
    QTest::newRow("zero") << -0.0 << 10.0 << QStringLiteral("0");
    QTest::newRow("tiny") << 0.002 << 0.001 << QStringLiteral("0.002");
    QTest::newRow("negative") << -20.0 << 10.0 << QStringLiteral("-20");
}

void TestChartMath::tickLabels()
{
    QFETCH(const double, value);
    QFETCH(const double, step);
    QTEST(tickLabel(value, step), "expected");
}

void TestChartMath::logTicksCoverDecades()
{
    for (const double tick : logTicks(0.004, 70000))
        QVERIFY(tick >= 0.004 && tick <= 70000);
    QCOMPARE(logTicks(0.004, 70000).size(), 7U);
    QVERIFY(logTicks(0, 10).empty());
}

void TestChartMath::stepsBelowASecondKeepTheirDecimals()
{
    ChartData chart = percentileChart();
    chart.xMin = 0;
    chart.xMax = 4;
    const ChartAxes axes = chartAxes(chart, QSizeF(1000, 160));
    QStringList labels;
    for (const AxisTick &tick : axes.x.ticks)
        labels.append(tick.label);
    QCOMPARE(labels.size(), 9);
    QCOMPARE(labels[1], QStringLiteral("0.5"));
    QCOMPARE(labels.removeDuplicates(), 0);
}

void TestChartMath::hopelessRangesHaveNoTicks()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(niceTicks(5, 5, 4).empty());
    QVERIFY(niceTicks(nan, 1, 4).empty());
    QVERIFY(timeTicks(0, std::numeric_limits<double>::infinity(), 4).empty());
}

void TestChartMath::decimateKeepsExtremes()
{
    std::vector<QPointF> points;
    for (int i = 0; i < 20000; ++i)
        points.emplace_back(i, (i * 7919) % 1000);
    points[7777].setY(99999);
    points[3131].setY(-99999);
    const std::vector<QPointF> kept = decimate(points, 500);
    QVERIFY(kept.size() <= 500);
    QVERIFY(kept.size() > 400);
    QVERIFY(std::find(kept.begin(), kept.end(), points[7777]) != kept.end());
    QVERIFY(std::find(kept.begin(), kept.end(), points[3131]) != kept.end());
    QCOMPARE(kept.front(), points.front());
    QCOMPARE(kept.back(), points.back());
    QVERIFY(std::is_sorted(kept.begin(), kept.end(),
                           [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
}

void TestChartMath::decimateKeepsSmallInput()
{
    const std::vector<QPointF> points{{0, 1}, {1, 2}, {2, 3}};
    QCOMPARE(decimate(points, 4), points);
    QCOMPARE(decimate({}, 10), std::vector<QPointF>{});
}

void TestChartMath::finiteOnly()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<QPointF> expected{{0, 1}};
    QCOMPARE(finitePoints({{0, 1}, {1, nan}, {2, infinity}, {nan, 3}}), expected);
}

void TestChartMath::leftAxisStartsAtZero()
{
    const ChartAxes axes = chartAxes(percentileChart(), QSizeF(600, 160));
    QCOMPARE(axes.left.min, 0.0);
    QVERIFY(axes.left.max >= 920);
    QCOMPARE(axes.x.min, 0.0);
    QCOMPARE(axes.x.max, 60.0);
    QCOMPARE(axes.x.ticks.front().label, QStringLiteral("0 s"));
    QCOMPARE(axes.x.ticks.back().label, QStringLiteral("60 s"));
    QVERIFY(!axes.hasRight);
    QVERIFY(chartAxes(ChartData{}, QSizeF(0, 0)).left.max > 0);
}

void TestChartMath::logAxisHoldsZeros()
{
    ChartData chart = percentileChart();
    chart.logY = true;
    chart.series[0].points[5].setY(0);
    chart.series[0].points[6].setY(-4);
    const ChartAxis axis = chartAxes(chart, QSizeF(600, 160)).left;
    QVERIFY(axis.logarithmic);
    QCOMPARE(axis.min, 100.0);
    QCOMPARE(axis.max, 1000.0);
    QCOMPARE(axis.share(0), 0.0);
    QCOMPARE(axis.share(-4), 0.0);
    QCOMPARE(axis.share(1000), 1.0);
    QCOMPARE(axis.valueAt(0.5), 100 * std::sqrt(10.0));
}

void TestChartMath::barsStack()
{
    const std::vector<std::vector<BarSegment>> bars = stackedBars(errorChart());
    const std::vector<BarSegment> limited{{10, 11, 0, 3}, {20, 21, 0, 1}};
    const std::vector<BarSegment> truncated{{10, 11, 3, 5}, {11, 12, 0, 4}};
    QCOMPARE(bars.size(), 2U);
    QCOMPARE(bars[0], limited);
    QCOMPARE(bars[1], truncated);
    QVERIFY(chartAxes(errorChart(), QSizeF(600, 160)).left.max >= 5);
}

void TestChartMath::hoverInterpolates()
{
    ChartData chart = percentileChart();
    ChartSeries plan;
    plan.name = QStringLiteral("planned");
    plan.style = SeriesStyle::Step;
    plan.points = {{0, 10}, {30, 20}, {40, 20}};
    chart.series.push_back(plan);
    const HoverValues hover = hoverValues(chart, 35.5);
    QCOMPARE(*hover.values[0].value, 235.5);
    QCOMPARE(*hover.values[1].value, 871.0);
    QCOMPARE(*hover.values[2].value, 20.0);
    QCOMPARE(hoverValues(chart, 12).values[0].text, QStringLiteral("212 ms"));
    QCOMPARE(hoverValues(chart, 12).xText, QStringLiteral("12.0 s"));
    QVERIFY(!hoverValues(chart, 50).values[2].value);
    QCOMPARE(hoverValues(chart, 50).values[2].text, QStringLiteral("–"));
}

void TestChartMath::hoverOnBars()
{
    const HoverValues hover = hoverValues(errorChart(), 10.5);
    QCOMPARE(*hover.values[0].value, 3.0);
    QCOMPARE(*hover.values[1].value, 2.0);
    QVERIFY(!hoverValues(errorChart(), 15).values[0].value);
}

void TestChartMath::nearest()
{
    QCOMPARE(*nearestX(percentileChart(), 7.4), 7.0);
    QCOMPARE(*nearestX(percentileChart(), 999), 60.0);
    QCOMPARE(*nearestX(errorChart(), 17), 20.5);
    QVERIFY(!nearestX(ChartData{}, 1));
}

void TestChartMath::csvEqualsData()
{
    const ChartData chart = percentileChart();
    const QList<QByteArray> lines = toCsv(chart).split('\n');
    QCOMPARE(lines.size(), 63);
    QCOMPARE(lines[0], QByteArray("time (s),p50 (ms),p99 (ms)\r"));
    for (int i = 0; i <= 60; ++i) {
        const QList<QByteArray> cells = lines[i + 1].trimmed().split(',');
        QCOMPARE(cells.size(), 3);
        const std::size_t row = static_cast<std::size_t>(i);
        QCOMPARE(cells[0].toDouble(), chart.series[0].points[row].x());
        QCOMPARE(cells[1].toDouble(), chart.series[0].points[row].y());
        QCOMPARE(cells[2].toDouble(), chart.series[1].points[row].y());
    }
    QVERIFY(lines.last().isEmpty());
}

void TestChartMath::csvQuotesAndMarks()
{
    ChartData chart;
    chart.xName = QStringLiteral("time");
    chart.xUnit = QStringLiteral("s");
    ChartSeries one;
    one.name = QStringLiteral("a, \"b\"");
    one.points = {{0, 0.1}, {2, std::numeric_limits<double>::quiet_NaN()}};
    ChartSeries two;
    two.name = QStringLiteral("c");
    two.points = {{1, 1e-7}};
    chart.series = {one, two};
    chart.markers = {{1, QStringLiteral("mark")}};
    QCOMPARE(toCsv(chart),
             QByteArray("time (s),\"a, \"\"b\"\"\",c,marker\r\n0,0.1,,\r\n1,,1e-07,mark\r\n2,,,\r\n"));
}

void TestChartMath::distribution()
{
    ChartData chart;
    setDistribution(chart, {{0, 10, 1}, {10, 20, 3}},
                    {{QStringLiteral("p50"), 12, false}, {QStringLiteral("p99"), 19, true}},
                    QStringLiteral("ms"));
    const std::vector<QPointF> shares{{0, 25}, {10, 75}};
    const std::vector<QPointF> sums{{0, 0}, {10, 25}, {20, 100}};
    QCOMPARE(chart.series[0].points, shares);
    QCOMPARE(chart.series[1].points, sums);
    QCOMPARE(chart.markers[0].label, QStringLiteral("p50 12.0 ms"));
    QCOMPARE(chart.markers[1].label, QStringLiteral("p99 > 19.0 ms"));
    QCOMPARE(*chart.xMax, 20.0);
    setDistribution(chart, {{0, 10, 0}}, {}, QStringLiteral("ms"));
    QVERIFY(chart.isEmpty());
}

QTEST_MAIN(TestChartMath)
#include "tst_chartmath.moc"
