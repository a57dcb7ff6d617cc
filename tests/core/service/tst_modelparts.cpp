// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the model by themselves: breaker, network, drills, repetitions, GPU use.
#include "service/model/circuitbreaker.h"
#include "service/model/drillschedule.h"
#include "service/model/gpumeter.h"
#include "service/model/idempotency.h"
#include "service/model/networkpath.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace weir;
using namespace std::chrono_literals;

namespace {

TimePoint at(Nanoseconds since)
{
    return TimePoint{} + since;
}

} // namespace

class TestModelParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresKeepTheirMoments_data();
    void figuresKeepTheirMoments();
    void breakerOpensAndTries();
    void jitterCorrelates();
    void slowLinesQueue();
    void drillsRepeat();
    void drillsAreBounded();
    void repeatsAreForgotten();
    void gpuSecondsAreSplit();
};

void TestModelParts::figuresKeepTheirMoments_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("deviation");
    QTest::newRow("fixed") << int(RandomFigureKind::Fixed) << 0.0;
    QTest::newRow("uniform") << int(RandomFigureKind::Uniform) << 20.0;
    QTest::newRow("normal") << int(RandomFigureKind::Normal) << 20.0;
    QTest::newRow("log-normal") << int(RandomFigureKind::LogNormal) << 40.0;
    QTest::newRow("gamma") << int(RandomFigureKind::Gamma) << 50.0;
    QTest::newRow("exponential") << int(RandomFigureKind::Exponential) << 100.0;
}

void TestModelParts::figuresKeepTheirMoments()
{
    QFETCH(int, kind);
    QFETCH(double, deviation);
    const RandomFigure figure{static_cast<RandomFigureKind>(kind), 100, deviation};
    Random random(3);
    double sum = 0;
    double squares = 0;
    constexpr int draws = 200'000;
    for (int i = 0; i < draws; ++i) {
        const double value = figure.draw(random);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / draws;
    QVERIFY2(std::abs(mean - 100) < 1, qPrintable(QString::number(mean)));
    const double spread = std::sqrt(std::max(0.0, squares / draws - mean * mean));
    QVERIFY2(std::abs(spread - deviation) < 0.03 * deviation + 1e-3, qPrintable(QString::number(spread)));
    const RandomFigure cut{static_cast<RandomFigureKind>(kind), 100, deviation, 120, 130};
    const double held = cut.draw(random);
    QVERIFY(held >= 120 && held <= 130);
}

void TestModelParts::breakerOpensAndTries()
{
    BreakerConfig config;
    config.enabled = true;
    config.failures = 2;
    config.slowAnswers = 3;
    config.open = 10s;
    CircuitBreaker breaker(config);
    QVERIFY(!breaker.noteFailure(1, at(0s)));
    QVERIFY(!breaker.noteSuccess({2, 1s, 1s, 1, 1s}, at(0s)));
    QVERIFY(!breaker.noteFailure(3, at(1s)));
    QVERIFY(breaker.noteFailure(4, at(1s)));
    QVERIFY(!breaker.admits(at(10s)));
    QVERIFY(breaker.admits(at(11s)));
    breaker.begin(5, at(11s));
    QVERIFY(!breaker.admits(at(11s))); // one trial at a time
    QVERIFY(breaker.noteSuccess({5, 4s, 2s, 2, 1s}, at(12s)));
    QVERIFY(!breaker.admits(at(21s)));
    breaker.begin(6, at(22s));
    QVERIFY(!breaker.noteSuccess({6, 1s, 2s, 3, 1s}, at(23s)));
    QVERIFY(breaker.admits(at(23s)));
    QVERIFY(!breaker.noteSuccess({7, 4s, 4s, 5, 1s}, at(24s))); // too few since it closed
    QVERIFY(breaker.noteSuccess({8, 4s, 4s, 6, 1s}, at(25s)));
    CircuitBreaker off(BreakerConfig{});
    for (quint32 i = 0; i < 20; ++i)
        QVERIFY(!off.noteFailure(i, at(0s)));
    QVERIFY(off.admits(at(0s)));
}

void TestModelParts::jitterCorrelates()
{
    NetworkConfig config;
    config.delay = 500ms;
    config.jitter = 50ms;
    config.correlation = 0.8;
    NetworkPath path(config, 4);
    QVERIFY(path.isOn());
    std::vector<double> delays;
    for (int i = 0; i < 100'000; ++i)
        delays.push_back(static_cast<double>(path.delay().count()) / 1e6);
    double mean = 0;
    for (const double delay : delays)
        mean += delay / static_cast<double>(delays.size());
    double variance = 0;
    double covariance = 0;
    for (std::size_t i = 1; i < delays.size(); ++i) {
        variance += (delays[i] - mean) * (delays[i] - mean);
        covariance += (delays[i] - mean) * (delays[i - 1] - mean);
    }
    QVERIFY(std::abs(mean - 500) < 2);
    QVERIFY(std::abs(std::sqrt(variance / static_cast<double>(delays.size())) - 50) < 2);
    QVERIFY(std::abs(covariance / variance - 0.8) < 0.02);
    path.setDrills({{1s, 0s, 0, 0}});
    QVERIFY(path.delay() > 1200ms);
    // Stuck to its first draw, which is one of the whole spread and is kept when a drill comes.
    int far = 0;
    for (quint64 seed = 0; seed < 400; ++seed) {
        NetworkPath stuck({500ms, 50ms, 1, 0}, seed);
        const Nanoseconds first = stuck.delay();
        stuck.setDrills({{1s, 0s, 0, 0}});
        QCOMPARE(stuck.delay(), first + 1s);
        far += std::chrono::abs(first - 500ms) > 50ms ? 1 : 0;
    }
    QVERIFY(far > 80 && far < 175); // 31.7 %, five deviations
    NetworkPath off(NetworkConfig{}, 1);
    QVERIFY(!off.isOn());
    QCOMPARE(off.delay(), Nanoseconds(0));
}

void TestModelParts::slowLinesQueue()
{
    NetworkConfig config;
    config.bytesPerSecond = 1000;
    NetworkPath path(config, 1);
    QCOMPARE(path.sentAt(at(1s), TimePoint{}, 500), at(1500ms));
    QCOMPARE(path.sentAt(at(1s), at(2s), 500), at(2500ms));
    path.setDrills({{0s, 0s, 0, 100}});
    QCOMPARE(path.sentAt(at(1s), TimePoint{}, 500), at(6s));
}

void TestModelParts::drillsRepeat()
{
    DrillConfig drill;
    drill.kind = DrillKind::Partition;
    drill.at = 10s;
    drill.length = 5s;
    drill.every = 20s;
    DrillSchedule schedule({drill}, at(100s));
    QCOMPARE(schedule.nextChange(), std::optional(at(110s)));
    QCOMPARE(schedule.advance(at(110s)).begun.size(), std::size_t{1});
    QCOMPARE(schedule.active().front().until, at(115s));
    QCOMPARE(schedule.nextChange(), std::optional(at(115s)));
    QCOMPARE(schedule.advance(at(115s)).ended.size(), std::size_t{1});
    QCOMPARE(schedule.nextChange(), std::optional(at(130s)));
    DrillConfig byHand;
    byHand.length = 60s;
    schedule.start(at(116s), byHand);
    schedule.advance(at(116s));
    QCOMPARE(schedule.active().size(), std::size_t{1});
    schedule.endAll(at(117s));
    QCOMPARE(schedule.advance(at(117s)).ended.size(), std::size_t{1});
    QCOMPARE(schedule.nextChange(), std::optional(at(130s)));
}

void TestModelParts::drillsAreBounded()
{
    DrillSchedule schedule({}, at(0s));
    DrillConfig drill;
    drill.length = 1h;
    for (int second = 0; second < 3; ++second) {
        for (int i = 0; i < 900; ++i)
            schedule.start(at(std::chrono::seconds(second)), drill);
        schedule.advance(at(std::chrono::seconds(second)));
    }
    QCOMPARE(schedule.active().size(), std::size_t{1000});
}

void TestModelParts::repeatsAreForgotten()
{
    IdempotencyTable table(10s);
    QVERIFY(!table.find(1, at(0s)));
    table.begin(1, 7, 3);
    QCOMPARE(table.find(1, at(99s))->slot, 7U);
    table.answered(1, 42, at(100s));
    QVERIFY(table.find(1, at(109s))->answered);
    QCOMPARE(table.find(1, at(109s))->answerSeed, quint64{42});
    QVERIFY(!table.find(1, at(110s)));
    table.begin(2, 1, 1);
    table.forget(2);
    QVERIFY(!table.find(2, at(110s)));
    QVERIFY(!IdempotencyTable(0s).isOn());
}

void TestModelParts::gpuSecondsAreSplit()
{
    GpuMeter meter;
    meter.work(at(500ms), 1s);
    meter.work(at(1600ms), 200ms, 0.5);
    QCOMPARE(meter.lastSecond(at(1s)), 0.5);
    QCOMPARE(meter.lastSecond(at(2900ms)), 0.6);
    QCOMPARE(meter.lastSecond(at(9s)), 0.0);
    QCOMPARE(meter.total(), 1.1e9);
    meter.work(at(10s), 60s);
    QCOMPARE(meter.lastSecond(at(70s)), 1.0);
}

QTEST_APPLESS_MAIN(TestModelParts)
#include "tst_modelparts.moc"
