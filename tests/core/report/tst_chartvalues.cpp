// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/axisticks.h"
#include "report/chartcsv.h"
#include "report/decimate.h"
#include "report/distributionchart.h"
#include "samplecharts.h"

#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <limits>

using namespace weir;
using namespace weir::test;

class TestChartValues : public QObject
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
    void hopelessRangesHaveNoTicks();
    void decimateKeepsExtremes();
    void decimateKeepsSmallInput();
    void finiteOnly();
    void csvEqualsData();
    void csvQuotesAndMarks();
    void csvStaysEnglish();
    void linesEndAtGaps();
    void csvTellsGaps();
    void distribution();
};

void TestChartValues::ceilings_data()
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

void TestChartValues::ceilings()
{
    QFETCH(const double, value);
    QFETCH(const int, count);
    QFETCH(const double, expected);
    QCOMPARE(niceCeiling(value, count), expected);
}

void TestChartValues::ticks_data()
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

void TestChartValues::ticks()
{
    QFETCH(const std::vector<double>, actual);
    QFETCH(const std::vector<double>, expected);
    QCOMPARE(actual, expected);
}

void TestChartValues::timeLabels_data()
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

void TestChartValues::timeLabels()
{
    QFETCH(const double, seconds);
    QFETCH(const double, span);
    QFETCH(const bool, unit);
    QTEST(timeLabel(seconds, span, unit), "expected");
}

void TestChartValues::tickLabels_data()
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

void TestChartValues::tickLabels()
{
    QFETCH(const double, value);
    QFETCH(const double, step);
    QTEST(tickLabel(value, step), "expected");
}

void TestChartValues::logTicksCoverDecades()
{
    for (const double tick : logTicks(0.004, 70000))
        QVERIFY(tick >= 0.004 && tick <= 70000);
    QCOMPARE(logTicks(0.004, 70000).size(), 7U);
    QVERIFY(logTicks(0, 10).empty());
}

void TestChartValues::hopelessRangesHaveNoTicks()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(niceTicks(5, 5, 4).empty());
    QVERIFY(niceTicks(nan, 1, 4).empty());
    QVERIFY(timeTicks(0, std::numeric_limits<double>::infinity(), 4).empty());
}

void TestChartValues::decimateKeepsExtremes()
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

void TestChartValues::decimateKeepsSmallInput()
{
    const std::vector<QPointF> points{{0, 1}, {1, 2}, {2, 3}};
    QCOMPARE(decimate(points, 4), points);
    QCOMPARE(decimate({}, 10), std::vector<QPointF>{});
}

void TestChartValues::finiteOnly()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<QPointF> expected{{0, 1}};
    QCOMPARE(finitePoints({{0, 1}, {1, nan}, {2, infinity}, {nan, 3}}), expected);
}

void TestChartValues::csvEqualsData()
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

void TestChartValues::csvQuotesAndMarks()
{
    ChartData chart;
    chart.xName = Message::verbatim(QStringLiteral("time"));
    chart.xUnit = QStringLiteral("s");
    ChartSeries one;
    one.name = Message::verbatim(QStringLiteral("a, \"b\""));
    one.points = {{0, 0.1}, {2, std::numeric_limits<double>::quiet_NaN()}};
    ChartSeries two;
    two.name = Message::verbatim(QStringLiteral("c"));
    two.points = {{1, 1e-7}};
    chart.series = {one, two};
    chart.markers = {{1, Message::verbatim(QStringLiteral("mark"))}};
    QCOMPARE(toCsv(chart),
             QByteArray("time (s),\"a, \"\"b\"\"\",c,marker\r\n0,0.1,,\r\n1,,1e-07,mark\r\n2,,,\r\n"));
}

namespace {

/// A language that puts every sentence in angle brackets.
class Brackets : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return u'<' + QString::fromUtf8(source) + u'>';
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

void TestChartValues::csvStaysEnglish()
{
    ChartData chart;
    setDistribution(chart, {{0, 10, 1}}, {}, QStringLiteral("ms"));
    chart.xName = Message(WEIR_TEXT("test.x_name", "time to first token"));
    const QByteArray before = toCsv(chart);
    QVERIFY2(before.startsWith("time to first token (ms),share (%),CDF (%)\r\n"), before.constData());
    Brackets language;
    QCoreApplication::installTranslator(&language);
    QCOMPARE(chart.series[0].name.text(), QStringLiteral("<share>"));
    QCOMPARE(toCsv(chart), before);
    QCoreApplication::removeTranslator(&language);
}

void TestChartValues::linesEndAtGaps()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    using Parts = std::vector<std::vector<QPointF>>;
    QCOMPARE(unbrokenParts({}, 1), Parts());
    QCOMPARE(unbrokenParts({{nan, 1}, {1, nan}}, 1), Parts());
    QCOMPARE(unbrokenParts({{0, 1}, {1, 2}, {4, 3}, {6, 4}, {7, 5}}, 1),
             (Parts{{{0, 1}, {1, 2}}, {{4, 3}}, {{6, 4}, {7, 5}}}));
    // Places in time are not exact; without a stretch nothing tells a gap but a value that is none.
    QCOMPARE(unbrokenParts({{0, 1}, {1.2, 2}, {2.1, 3}}, 1).size(), std::size_t(1));
    QCOMPARE(unbrokenParts({{0, 1}, {100, 2}}, 0).size(), std::size_t(1));
    QCOMPARE(unbrokenParts({{0, 1}, {1, nan}, {2, 2}}, 0).size(), std::size_t(2));
}

void TestChartValues::csvTellsGaps()
{
    ChartData chart = percentileChart();
    chart.series.resize(1);
    chart.series[0].points = {{0, 1}, {1, 2}, {5, 3}};
    chart.stretch = 1;
    QCOMPARE(toCsv(chart), QByteArray("time (s),p50 (ms)\r\n0,1\r\n1,2\r\n2,\r\n5,3\r\n"));
    chart.stretch = 0;
    QCOMPARE(toCsv(chart), QByteArray("time (s),p50 (ms)\r\n0,1\r\n1,2\r\n5,3\r\n"));
}

void TestChartValues::distribution()
{
    ChartData chart;
    setDistribution(chart, {{0, 10, 1}, {10, 20, 3}},
                    {{QStringLiteral("p50"), 12, false}, {QStringLiteral("p99"), 19, true}},
                    QStringLiteral("ms"));
    const std::vector<QPointF> shares{{0, 25}, {10, 75}};
    const std::vector<QPointF> sums{{0, 0}, {10, 25}, {20, 100}};
    QCOMPARE(chart.series[0].points, shares);
    QCOMPARE(chart.series[1].points, sums);
    QCOMPARE(chart.markers[0].label.english(), QStringLiteral("p50 12.0 ms"));
    QCOMPARE(chart.markers[1].label.english(), QStringLiteral("p99 > 19.0 ms"));
    QCOMPARE(*chart.xMax, 20.0);
    setDistribution(chart, {{0, 10, 0}}, {}, QStringLiteral("ms"));
    QVERIFY(chart.isEmpty());
}

QTEST_GUILESS_MAIN(TestChartValues)
#include "tst_chartvalues.moc"
