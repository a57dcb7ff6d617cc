// SPDX-License-Identifier: GPL-3.0-or-later
// What is steady of a load, by its plan and after steering; how streams are divided; what notes say.
#include "engine/loadwindows.h"
#include "engine/streambudget.h"

#include <QTest>

#include <numeric>

using namespace weir;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::Load)
Q_DECLARE_METATYPE(weir::LoadWindows)
Q_DECLARE_METATYPE(weir::Steering)
Q_DECLARE_METATYPE(std::vector<weir::SteeringMoment>)

namespace {

Load openSteps(std::vector<OpenStep> steps)
{
    OpenLoad open;
    open.steps = std::move(steps);
    Load load;
    load.first().model = open;
    load.first().duration.reset();
    return load;
}

LoadGroup users(quint32 count)
{
    ClosedLoad closed;
    closed.users = count;
    LoadGroup group;
    group.model = closed;
    return group;
}

LoadGroup arrivals(std::optional<quint32> cap)
{
    OpenLoad open;
    open.cap = cap;
    LoadGroup group;
    group.model = open;
    return group;
}

LoadWindows windows(std::optional<Nanoseconds> rampEnd, std::vector<WindowRange> plateaus)
{
    return {rampEnd, std::move(plateaus)};
}

QString described(const LoadWindows &found)
{
    QString text = found.rampEnd ? QString::number(*found.rampEnd / 1ms) : QStringLiteral("none");
    for (const WindowRange &range : found.plateaus)
        text += QStringLiteral(" %1..%2").arg(range.from / 1ms).arg(range.to / 1ms);
    return text;
}

} // namespace

class TestLoadWindows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planned_data()
    {
        QTest::addColumn<Load>("load");
        QTest::addColumn<LoadWindows>("expected");
        QTest::newRow("without steps") << Load{} << windows({}, {});
        QTest::newRow("stairs") << openSteps({RateStairs{10, 10, 3, 6s}})
                                << windows({}, {{0s, 6s}, {6s, 12s}, {12s, 18s}});
        QTest::newRow("only a ramp") << openSteps({RateRamp{0, 10, 20s}}) << windows(20s, {});
        QTest::newRow("levels too short") << openSteps({RateStairs{10, 10, 3, 2s}}) << windows(6s, {});
        Load later;
        later.warmUp = 3s;
        later.groups.push_back(users(1));
        later.groups[1].startAfter = 10s;
        QTest::newRow("a group that starts later") << later << windows(13s, {});
    }
    void planned()
    {
        QFETCH(Load, load);
        QFETCH(LoadWindows, expected);
        QCOMPARE(described(windowsOf(load, {})), described(expected));
    }

    void steered_data()
    {
        QTest::addColumn<LoadWindows>("plan");
        QTest::addColumn<std::vector<SteeringMoment>>("acts");
        QTest::addColumn<LoadWindows>("expected");
        using Acts = std::vector<SteeringMoment>;
        const LoadWindows levels = windows({}, {{0s, 20s}, {20s, 40s}});
        QTest::newRow("not steered") << levels << Acts{} << levels;
        QTest::newRow("constant load") << windows({}, {}) << Acts{{8s, {2}}, {14s, {1}}} << windows(14s, {});
        QTest::newRow("cut in two") << levels << Acts{{8s, {2}}}
                                    << windows(8s, {{0s, 8s}, {8s, 20s}, {20s, 40s}});
        QTest::newRow("short pieces are none")
            << levels << Acts{{17s, {2}}} << windows(17s, {{0s, 17s}, {20s, 40s}});
        QTest::newRow("paused") << levels << Acts{{6s, {1, true}}, {12s, {1, false}}}
                                << windows(12s, {{0s, 6s}, {12s, 20s}, {20s, 40s}});
        QTest::newRow("paused over the edge")
            << levels << Acts{{10s, {1, true}}, {30s, {1, false}}} << windows(30s, {{0s, 10s}, {30s, 40s}});
        QTest::newRow("nothing left") << windows({}, {{10s, 16s}}) << Acts{{13s, {2}}} << windows(16s, {});
        QTest::newRow("after the end")
            << windows({}, {{10s, 16s}}) << Acts{{18s, {2}}} << windows(18s, {{10s, 16s}});
    }
    void steered()
    {
        QFETCH(LoadWindows, plan);
        QFETCH(std::vector<SteeringMoment>, acts);
        QFETCH(LoadWindows, expected);
        QCOMPARE(described(afterSteering(plan, acts)), described(expected));
    }

    void texts_data()
    {
        QTest::addColumn<Steering>("before");
        QTest::addColumn<Steering>("after");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, Steering before, Steering after, const QStringList &texts) {
            QTest::newRow(name) << before << after << texts;
        };
        row("factor", {1}, {1.5}, {QStringLiteral("Load x1.5")});
        row("back", {1.5}, {1}, {QStringLiteral("Load x1")});
        row("pause", {2}, {2, true}, {QStringLiteral("Arrivals paused")});
        row("both", {2, true}, {1.1, false},
            {QStringLiteral("Load x1.1"), QStringLiteral("Arrivals resumed")});
        row("nothing", {2}, {2}, {});
    }
    void texts()
    {
        QFETCH(Steering, before);
        QFETCH(Steering, after);
        QFETCH(QStringList, texts);
        QCOMPARE(englishOf(steeringTexts(before, after)), texts);
    }

    void streamsAreDivided_data()
    {
        QTest::addColumn<Load>("load");
        QTest::addColumn<quint32>("room");
        QTest::addColumn<QList<int>>("caps");
        QTest::addColumn<double>("mostFactor");
        const auto row = [](const char *name, std::vector<LoadGroup> groups, quint32 room, QList<int> caps,
                            double most) {
            Load load;
            load.groups = std::move(groups);
            QTest::newRow(name) << load << room << caps << most;
        };
        row("users", {users(100)}, 1000, {0}, 10);
        row("no room to steer", {users(100)}, 100, {0}, 1);
        row("limit of users", {users(50'000)}, 1'000'000, {0}, 2);
        row("cap", {arrivals(64)}, 1000, {64}, 1000);
        row("cap lowered", {arrivals(5000)}, 1000, {1000}, 1000);
        row("no cap", {arrivals({})}, 1000, {1000}, 1000);
        row("caps lowered alike", {arrivals(1000), arrivals(3000)}, 2000, {500, 1500}, 1000);
        row("two without a cap", {arrivals({}), arrivals({})}, 1000, {500, 500}, 1000);
        row("the rest, less room for steering", {users(100), arrivals({})}, 1000, {0, 600}, 4);
        row("all kinds", {users(100), arrivals(200), arrivals({})}, 1000, {0, 200, 400}, 4);
        row("too little for all", {users(10), arrivals(50), arrivals({})}, 12, {0, 1, 1}, 1);
    }
    void streamsAreDivided()
    {
        QFETCH(Load, load);
        QFETCH(quint32, room);
        QFETCH(QList<int>, caps);
        QFETCH(double, mostFactor);
        const StreamBudget budget = divideStreams(load, room);
        QCOMPARE(QList<int>(budget.caps.begin(), budget.caps.end()), caps);
        QCOMPARE(budget.mostFactor, mostFactor);
        const quint64 taken = std::accumulate(budget.caps.begin(), budget.caps.end(), budget.users);
        QVERIFY2(taken <= room, qPrintable(QString::number(taken)));
    }

    void noWorkerIsIdle_data()
    {
        QTest::addColumn<Load>("load");
        QTest::addColumn<int>("asked");
        QTest::addColumn<quint32>("workers");
        const auto row = [](const char *name, std::vector<LoadGroup> groups, int asked, quint32 workers) {
            Load load;
            load.groups = std::move(groups);
            QTest::newRow(name) << load << asked << workers;
        };
        row("one user", {users(1)}, 0, 1);
        row("never more than users", {users(3)}, 8, 3);
        row("never more than the smallest cap", {arrivals(2), arrivals(5), users(100)}, 8, 2);
        row("as asked", {users(100)}, 4, 4);
        row("few streams", {users(100), arrivals(20)}, 0, 1);
    }
    void noWorkerIsIdle()
    {
        QFETCH(Load, load);
        QFETCH(int, asked);
        QFETCH(quint32, workers);
        Scenario scenario;
        scenario.load = load;
        if (asked > 0)
            scenario.workers = static_cast<quint32>(asked);
        QCOMPARE(chooseWorkers(scenario, divideStreams(load, 10'000)), workers);
    }

    void connectionsAreOpenedForThoseWhoKeepThem()
    {
        Load load;
        load.groups = {users(100), users(50), arrivals({})};
        std::get<ClosedLoad>(load.groups[1].model).keepConnections = false;
        QCOMPARE(connectionsToPrepare(load, 3), std::size_t{34 + 6});
    }
};

QTEST_GUILESS_MAIN(TestLoadWindows)
#include "tst_loadwindows.moc"
