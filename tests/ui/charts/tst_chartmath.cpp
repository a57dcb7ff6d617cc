// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../core/report/samplecharts.h"
#include "charts/chartaxes.h"
#include "charts/hovervalues.h"

#include <QTest>

#include <cmath>

using namespace weir;
using namespace weir::test;

class TestChartMath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsBelowASecondKeepTheirDecimals();
    void leftAxisStartsAtZero();
    void logAxisHoldsZeros();
    void barsStack();
    void hoverInterpolates();
    void nothingIsReadInAGap();
    void hoverOnBars();
    void nearest();
};

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
    plan.name = Message::verbatim(QStringLiteral("planned"));
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

void TestChartMath::nothingIsReadInAGap()
{
    ChartData chart = percentileChart();
    chart.series.resize(1);
    chart.series[0].points = {{0, 100}, {1, 200}, {9, 300}};
    chart.stretch = 1;
    QCOMPARE(*hoverValues(chart, 0.5).values[0].value, 150.0);
    QVERIFY(!hoverValues(chart, 5).values[0].value);
    QCOMPARE(*hoverValues(chart, 9).values[0].value, 300.0);
    chart.stretch = 0;
    QCOMPARE(*hoverValues(chart, 5).values[0].value, 250.0);
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

QTEST_MAIN(TestChartMath)
#include "tst_chartmath.moc"
