// SPDX-License-Identifier: GPL-3.0-or-later
// Curves and charts of the reference service from pictures made by hand.
#include "lab/servicecharts.h"
#include "servicepictures.h"

#include <QSet>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

double lastY(const ChartSeries &series)
{
    return series.points.empty() ? -1 : series.points.back().y();
}

} // namespace

class TestServiceCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gaugesAreMeans();
    void ratesCountASecond();
    void growthAddsUp();
    void olderPicturesAreIgnored();
    void staysBounded();
    void chartsSayWhatTheyWillShow();
    void chartsShowTheState();
    void refusalsAreNamed();
    void drillsAreMarked();
};

void TestServiceCharts::gaugesAreMeans()
{
    ServiceHistory history;
    ModelState state = stateAt(0);
    history.add(state);
    state = stateAt(1);
    state.queued = 2;
    history.add(state); // half a sample
    QCOMPARE(history.gauge(&ServiceSample::queued).size(), std::size_t(1));
    state = stateAt(2);
    state.queued = 4;
    history.add(state);
    QCOMPARE(history.gauge(&ServiceSample::queued).back(), QPointF(0.5, 3));
    QCOMPARE(history.gauge(&ServiceSample::gpuUse, 100).back(), QPointF(0.5, 50));
}

void TestServiceCharts::ratesCountASecond()
{
    const ServiceHistory history = historyOf(41);
    const std::vector<QPointF> rate =
        history.rate([](const ModelCounts &counts) { return double(counts.tokens); });
    QVERIFY(!rate.empty());
    QCOMPARE(rate.back(), QPointF(10, 100));
}

void TestServiceCharts::growthAddsUp()
{
    const ServiceHistory history = historyOf(41);
    double sum = 0;
    for (const QPointF &point :
         history.growth([](const ModelCounts &counts) { return double(counts.finished); }))
        sum += point.y();
    QCOMPARE(sum, 100);
}

void TestServiceCharts::olderPicturesAreIgnored()
{
    ServiceHistory history = historyOf(9);
    history.add(stateAt(4));
    QCOMPARE(history.end(), 2);
    QCOMPARE(history.secondsAt(stateAt(0).at - 5s), 0);
}

void TestServiceCharts::staysBounded()
{
    const ServiceHistory history = historyOf(4 * 3600);
    QCOMPARE(history.end(), 3599.5);
    QVERIFY(history.gauge(&ServiceSample::queued).front().x() >= history.begin());
    const ModelState state = stateAt(4 * 3600);
    const ModelConfig model;
    const ServiceFigures figures{history, &state, model};
    for (const ChartData &chart :
         {queueOverTime(figures), batchOverTime(figures), useOverTime(figures), outputOverTime(figures),
          refusalsOverTime(figures), scalingOverTime(figures)}) {
        std::size_t points = 0;
        for (const ChartSeries &series : chart.series)
            points += series.points.size();
        QVERIFY2(points > 0 && points <= 1000, qPrintable(chart.id));
    }
}

void TestServiceCharts::chartsSayWhatTheyWillShow()
{
    const ServiceHistory history;
    const ModelConfig model;
    const ServiceFigures figures{history, nullptr, model};
    QSet<QString> ids;
    for (const ChartData &chart :
         {queueOverTime(figures), batchOverTime(figures), useOverTime(figures), outputOverTime(figures),
          refusalsOverTime(figures), scalingOverTime(figures)}) {
        QVERIFY2(chart.isEmpty(), qPrintable(chart.id));
        QVERIFY2(!chart.emptyText.isEmpty(), qPrintable(chart.id));
        ids.insert(chart.id);
    }
    QCOMPARE(ids.size(), 6);
}

void TestServiceCharts::chartsShowTheState()
{
    const ServiceHistory history = historyOf(41);
    const ModelState state = stateAt(40);
    ModelConfig model;
    model.scheduler.kind = SchedulerKind::Continuous;
    model.scheduler.maxBatch = 16;
    const ServiceFigures figures{history, &state, model};
    const ChartData queue = queueOverTime(figures);
    QCOMPARE(queue.series.size(), std::size_t(2));
    QCOMPARE(lastY(queue.series[0]), 5);
    QCOMPARE(lastY(queue.series[1]), 40);
    QVERIFY(queue.series[1].dashed);
    const ChartData batch = batchOverTime(figures);
    QCOMPARE(lastY(batch.series.at(0)), 8);
    QCOMPARE(lastY(batch.series.at(1)), 32); // two of the three replicas serve
    const ChartData scaling = scalingOverTime(figures);
    QCOMPARE(lastY(scaling.series.at(0)), 3);
    QCOMPARE(lastY(scaling.series.at(1)), 2);
    QCOMPARE(scaling.series[1].style, SeriesStyle::Step);
}

void TestServiceCharts::refusalsAreNamed()
{
    const ServiceHistory history = historyOf(41);
    const ModelState state = stateAt(40);
    const ModelConfig model;
    const ChartData chart = refusalsOverTime({history, &state, model});
    QCOMPARE(chart.series.size(), std::size_t(1)); // only reasons that there were
    QCOMPARE(chart.series[0].name.english(), QStringLiteral("queue full"));
    QCOMPARE(chart.series[0].style, SeriesStyle::Bars);
}

void TestServiceCharts::drillsAreMarked()
{
    const ServiceHistory history = historyOf(41);
    ModelState state = stateAt(40);
    state.notes = {
        {0, stateAt(8).at, QStringLiteral("drill"), Message::verbatim(QStringLiteral("Begins."))},
        {1, stateAt(12).at, QStringLiteral("scale"), Message::verbatim(QStringLiteral("1 to 2."))}};
    const ModelConfig model;
    const ChartData chart = queueOverTime({history, &state, model});
    QCOMPARE(chart.markers.size(), std::size_t(1));
    QCOMPARE(chart.markers[0].x, 2);
    QCOMPARE(chart.markers[0].label.english(), QStringLiteral("drill"));
}

QTEST_GUILESS_MAIN(TestServiceCharts)
#include "tst_servicecharts.moc"
