// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs one after the other: their seeds, their end, and what stops them.
#include "scenario/check.h"
#include "session/runseries.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace weir;

namespace {

struct Bench
{
    QTemporaryDir folder;
    RunController runs;
    RunSeries series{runs};
    std::optional<std::vector<Summary>> summaries;
    QStringList files;

    Bench()
    {
        QObject::connect(&series, &RunSeries::ended, &series,
                         [this](const std::vector<Summary> &ended, const QStringList &paths) {
                             summaries = ended;
                             files = paths;
                         });
    }
    /// Two requests to the built-in service.
    [[nodiscard]] RunOrder order() const
    {
        RunOrder order;
        order.scenario = defaultScenario();
        order.scenario.seed = 7;
        order.scenario.load.first().duration.reset();
        order.scenario.load.first().requests = 2;
        order.projectPath = folder.filePath(QStringLiteral("p.weir"));
        return order;
    }
};

} // namespace

class TestRunSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seedsFollowEachOther();
    void aDrawnSeedIsDrawnOnce();
    void aStopEndsTheSeries();
    void whatCantStartIsAnError();
    void aRunBetweenIsNotOfTheSeries();
};

void TestRunSeries::seedsFollowEachOther()
{
    Bench bench;
    QVERIFY(bench.series.start(bench.order(), 3));
    QVERIFY(bench.series.isGoingOn());
    QCOMPARE(bench.series.number(), 1u);
    QCOMPARE(bench.series.count(), 3u);
    QTRY_VERIFY_WITH_TIMEOUT(bench.summaries.has_value(), 60'000);
    QVERIFY(!bench.series.isGoingOn());
    QCOMPARE(bench.summaries->size(), std::size_t(3));
    QCOMPARE(bench.files.size(), 3);
    for (quint64 i = 0; i < 3; ++i) {
        QCOMPARE((*bench.summaries)[i].seed, 7 + i);
        QVERIFY(QFile::exists(bench.files[qsizetype(i)]));
    }
    QCOMPARE(QSet<QString>(bench.files.begin(), bench.files.end()).size(), 3);
}

void TestRunSeries::aDrawnSeedIsDrawnOnce()
{
    Bench bench;
    RunOrder order = bench.order();
    order.scenario.seed.reset();
    QVERIFY(bench.series.start(order, 2));
    QTRY_VERIFY_WITH_TIMEOUT(bench.summaries.has_value(), 60'000);
    QCOMPARE((*bench.summaries)[1].seed, (*bench.summaries)[0].seed + 1);
}

void TestRunSeries::aStopEndsTheSeries()
{
    Bench bench;
    RunOrder order = bench.order();
    order.scenario.load.first().requests = 100'000;
    QVERIFY(bench.series.start(order, 3));
    bench.runs.stopNow();
    QTRY_VERIFY_WITH_TIMEOUT(bench.summaries.has_value(), 60'000);
    QCOMPARE(bench.summaries->size(), std::size_t(1));
    QVERIFY(!bench.runs.isRunning());
}

void TestRunSeries::whatCantStartIsAnError()
{
    Bench bench;
    RunOrder order = bench.order();
    order.scenario.targets.clear();
    QVERIFY(!bench.series.start(order, 3));
    QVERIFY(!bench.series.isGoingOn());
    QVERIFY(!bench.summaries);
}

void TestRunSeries::aRunBetweenIsNotOfTheSeries()
{
    Bench bench;
    QVERIFY(bench.series.start(bench.order(), 1));
    QTRY_VERIFY_WITH_TIMEOUT(bench.summaries.has_value(), 60'000);
    bench.summaries.reset();
    const RunOrder order = bench.order();
    QVERIFY(bench.runs.start(order.scenario, order.baseFolder, order.projectPath));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.runs.isRunning(), 60'000);
    QVERIFY(!bench.summaries);
}

QTEST_MAIN(TestRunSeries)
#include "tst_runseries.moc"
