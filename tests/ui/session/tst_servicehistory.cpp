// SPDX-License-Identifier: GPL-3.0-or-later
// The curves, charts and tiles of the Service page from pictures made by hand.
#include "service/model/modelrequest.h"
#include "servicepage/servicecharts.h"
#include "servicepage/servicetiles.h"
#include "servicepage/servicewords.h"
#include "theme/theme.h"

#include <QSet>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// Ten requests and a hundred tokens a second, four pictures a second, one refusal a second.
ModelState stateAt(int quarter)
{
    ModelState state;
    state.at = timePointFromNs(1'000'000'000'000) + quarter * 250ms;
    state.queued = 5;
    state.queueCapacity = 40;
    state.running = 8;
    state.gpuUse = 0.5;
    state.kvUse = 0.25;
    state.replicasWanted = 3;
    state.replicas.resize(3);
    state.replicas[1].phase = ReplicaPhase::Warming;
    state.replicas[2].phase = ReplicaPhase::Lost;
    const quint64 seconds = quint64(quarter / 4);
    state.counts.submitted = 11 * seconds;
    state.counts.finished = 10 * seconds;
    state.counts.tokens = 100 * seconds;
    state.counts.refused.at(std::size_t(RefusalReason::QueueFull)) = seconds;
    return state;
}

ServiceHistory historyOf(int quarters)
{
    ServiceHistory history;
    for (int i = 0; i < quarters; ++i)
        history.add(stateAt(i));
    return history;
}

double lastY(const ChartSeries &series)
{
    return series.points.empty() ? -1 : series.points.back().y();
}

} // namespace

class TestServiceHistory : public QObject
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
    void tilesAreSeven();
    void everyKindHasItsWords();
};

void TestServiceHistory::gaugesAreMeans()
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

void TestServiceHistory::ratesCountASecond()
{
    const ServiceHistory history = historyOf(41);
    const std::vector<QPointF> rate =
        history.rate([](const ModelCounts &counts) { return double(counts.tokens); });
    QVERIFY(!rate.empty());
    QCOMPARE(rate.back(), QPointF(10, 100));
}

void TestServiceHistory::growthAddsUp()
{
    const ServiceHistory history = historyOf(41);
    double sum = 0;
    for (const QPointF &point :
         history.growth([](const ModelCounts &counts) { return double(counts.finished); }))
        sum += point.y();
    QCOMPARE(sum, 100);
}

void TestServiceHistory::olderPicturesAreIgnored()
{
    ServiceHistory history = historyOf(9);
    history.add(stateAt(4));
    QCOMPARE(history.end(), 2);
    QCOMPARE(history.secondsAt(stateAt(0).at - 5s), 0);
}

void TestServiceHistory::staysBounded()
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

void TestServiceHistory::chartsSayWhatTheyWillShow()
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

void TestServiceHistory::chartsShowTheState()
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

void TestServiceHistory::refusalsAreNamed()
{
    const ServiceHistory history = historyOf(41);
    const ModelState state = stateAt(40);
    const ModelConfig model;
    const ChartData chart = refusalsOverTime({history, &state, model});
    QCOMPARE(chart.series.size(), std::size_t(1)); // only reasons that there were
    QCOMPARE(chart.series[0].name, QStringLiteral("queue full"));
    QCOMPARE(chart.series[0].style, SeriesStyle::Bars);
}

void TestServiceHistory::drillsAreMarked()
{
    const ServiceHistory history = historyOf(41);
    ModelState state = stateAt(40);
    state.notes = {{0, stateAt(8).at, QStringLiteral("drill"), QStringLiteral("Begins.")},
                   {1, stateAt(12).at, QStringLiteral("scale"), QStringLiteral("1 to 2.")}};
    const ModelConfig model;
    const ChartData chart = queueOverTime({history, &state, model});
    QCOMPARE(chart.markers.size(), std::size_t(1));
    QCOMPARE(chart.markers[0].x, 2);
    const std::vector<RunNote> events = eventsOf(state, history);
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(events[1].at, Nanoseconds(3s));
    QCOMPARE(events[1].kind, QStringLiteral("scaling"));
}

void TestServiceHistory::tilesAreSeven()
{
    const ServiceHistory none;
    const ModelConfig model;
    const std::vector<TileData> empty = serviceTiles({none, nullptr, model});
    QCOMPARE(empty.size(), serviceTileCount);
    for (const TileData &tile : empty) {
        QCOMPARE(tile.figure, QStringLiteral("–"));
        QVERIFY(!tile.explanation.isEmpty());
    }
    const ServiceHistory history = historyOf(41);
    ModelState state = stateAt(40);
    state.counts.cacheHits = 30;
    state.counts.cacheMisses = 70;
    const std::vector<TileData> tiles = serviceTiles({history, &state, model});
    QStringList figures;
    for (const TileData &tile : tiles)
        figures << tile.figure;
    QCOMPARE(figures, QStringList({QStringLiteral("10.0"), QStringLiteral("8"), QStringLiteral("5"),
                                   QStringLiteral("100"), QStringLiteral("50.0"), QStringLiteral("30.0"),
                                   QStringLiteral("2")}));
    QCOMPARE(tiles[0].note, QStringLiteral("10 of 110 refused"));
}

void TestServiceHistory::everyKindHasItsWords()
{
    QSet<QString> titles;
    for (const FaultKind kind : allFaultKinds()) {
        titles.insert(faultTitle(kind));
        QVERIFY(!faultEffect(kind).isEmpty());
    }
    QCOMPARE(titles.size(), qsizetype(faultKindCount));
    QSet<QString> phases;
    for (int i = 0; i <= int(ReplicaPhase::Leaving); ++i) {
        phases.insert(phaseTitle(ReplicaPhase(i)));
        QVERIFY(!phaseMeaning(ReplicaPhase(i)).isEmpty());
        QVERIFY(phaseColor(ReplicaPhase(i), lightTheme()).isValid());
    }
    QCOMPARE(phases.size(), 7);
    QSet<QString> drills;
    for (int i = 0; i <= int(DrillKind::Exhaustion); ++i)
        drills.insert(drillTitle(DrillKind(i)));
    QCOMPARE(drills.size(), 5);
    QVERIFY(!drills.contains(QString()));
}

QTEST_GUILESS_MAIN(TestServiceHistory)
#include "tst_servicehistory.moc"
