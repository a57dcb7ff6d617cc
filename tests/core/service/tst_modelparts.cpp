// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the model by themselves: figures, network, repetitions, GPU use.
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
    void jitterCorrelates();
    void slowLinesQueue();
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
