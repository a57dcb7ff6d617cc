// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of replicas against series computed by hand: the rule of Kubernetes, its windows and limits,
// forecast, rules.
#include "service/model/autoscaler.h"
#include "service/model/forecast.h"

#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{};

TimePoint at(Nanoseconds since)
{
    return start + since;
}

using Series = QList<double>;
using Counts = QList<quint32>;

AutoscalerConfig configOf(ScalingKind kind = ScalingKind::Target)
{
    AutoscalerConfig config;
    config.kind = kind;
    config.least = 1;
    config.most = 100;
    config.target = 0.5;
    config.tolerance = 0.1;
    config.upWindow = 0s;
    config.downWindow = 0s;
    return config;
}

ScalingSample gpu(double use)
{
    ScalingSample sample;
    sample.gpuUse = use;
    return sample;
}

/// One sample and one decision every 15 s; what was wanted then holds.
Counts run(const AutoscalerConfig &config, quint32 current, const Series &metrics)
{
    Autoscaler scaler(config);
    Counts counts;
    TimePoint now = start;
    const auto sample = [&](double metric) {
        return scaler.sample(now, {metric, metric, metric, metric}, current);
    };
    if (config.kind != ScalingKind::Rules)
        (void)sample(metrics.first()); // from which the first period counts
    for (const double metric : metrics) {
        now += 15s;
        if (const std::optional<ScalingDecision> decision = sample(metric))
            current = decision->replicas;
        counts.append(current);
    }
    return counts;
}

quint32 decided(const AutoscalerConfig &config, quint32 current, double metric)
{
    return run(config, current, {metric}).first();
}

} // namespace

class TestAutoscaler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void linesNeedSamples();
    void target_data();
    void target();
    void series_data();
    void series();
    void scaleUpLimitLooksBack15s();
    void metrics_data();
    void metrics();
    void samplesAreAveraged();
    void forecastSeesAhead();
    void forecastNeverTakesAway();
    void forecastIgnoresItsOwnScaling();
    void rules_data();
    void rules();
    void rulesAddUp();
    void offStays();
    void forecastFollowsALine();
    void forecastScalesEarly();
    void rulesHold();
};

void TestAutoscaler::lines_data()
{
    QTest::addColumn<Series>("values"); ///< One a second from 1,000,000 s on.
    QTest::addColumn<double>("slope");
    QTest::addColumn<double>("in10s"); ///< After the last.
    QTest::newRow("flat") << Series{4, 4, 4} << 0.0 << 4.0;
    QTest::newRow("rising") << Series{1, 3, 5, 7} << 2.0 << 27.0;
    QTest::newRow("falling") << Series{3, 2, 1} << -1.0 << -9.0;
    // Means 1.5 s and 2.5, products 4 over squares 5: slope 0.8, at 13 s 2.5 + 0.8 x 11.5.
    QTest::newRow("noisy") << Series{1, 3, 2, 4} << 0.8 << 2.5 + 0.8 * 11.5;
}

void TestAutoscaler::lines()
{
    QFETCH(Series, values);
    QFETCH(double, slope);
    QFETCH(double, in10s);
    Forecast forecast(1min);
    TimePoint last = start + 1'000'000s;
    for (const double value : values)
        forecast.add(last += 1s, value);
    QVERIFY(std::abs(forecast.at(last)->slope - slope) < 1e-9);
    QVERIFY(std::abs(forecast.at(last + 10s)->value - in10s) < 1e-9);
}

void TestAutoscaler::linesNeedSamples()
{
    Forecast forecast(1min);
    QVERIFY(!forecast.at(start));
    for (int i = 0; i < 5; ++i)
        forecast.add(start, i);
    QVERIFY(!forecast.at(start + 1s)); // all of them at one moment
    forecast.add(start + 1s, 2);
    QVERIFY(forecast.at(start + 1s).has_value());
}

void TestAutoscaler::target_data()
{
    QTest::addColumn<quint32>("current");
    QTest::addColumn<double>("metric"); ///< Against a target of 0.5.
    QTest::addColumn<quint32>("wanted");
    QTest::newRow("on target") << 4U << 0.5 << 4U;
    QTest::newRow("within the tolerance") << 10U << 0.549 << 10U;
    QTest::newRow("within the tolerance below") << 10U << 0.451 << 10U;
    QTest::newRow("twice") << 3U << 1.0 << 6U;
    QTest::newRow("half") << 6U << 0.25 << 3U;
    QTest::newRow("rounds up") << 4U << 0.6 << 5U;              // 4.8
    QTest::newRow("rounds up when falling") << 4U << 0.4 << 4U; // 3.2
    QTest::newRow("exact in spite of rounding") << 5U << 0.9 << 9U;
    QTest::newRow("idle") << 5U << 0.0 << 1U;
    QTest::newRow("by four from one") << 1U << 50.0 << 5U;
    QTest::newRow("by four from three") << 3U << 50.0 << 7U;
    QTest::newRow("by 100 % from ten") << 10U << 50.0 << 20U;
    QTest::newRow("most") << 90U << 50.0 << 100U;
    QTest::newRow("too many") << 140U << 0.5 << 100U;
    QTest::newRow("none") << 0U << 0.5 << 1U;
    QTest::newRow("huge") << 10U << 1e300 << 20U;
    QTest::newRow("negative") << 10U << -3.0 << 1U;
}

void TestAutoscaler::target()
{
    QFETCH(quint32, current);
    QFETCH(double, metric);
    QTEST(decided(configOf(), current, metric), "wanted");
}

void TestAutoscaler::series_data()
{
    QTest::addColumn<int>("upWindow"); ///< s; a decision every 15 s
    QTest::addColumn<int>("downWindow");
    QTest::addColumn<quint32>("current");
    QTest::addColumn<Series>("metrics");
    QTest::addColumn<Counts>("expected");
    QTest::newRow("no windows") << 0 << 0 << 4U << Series{0.75, 0.5, 0.25} << Counts{6, 6, 3};
    // Wishes 4, 2, 2, 2, 2 in a window of 45 s, three decisions long: the 4 is gone for the fourth.
    QTest::newRow("down waits") << 0 << 45 << 4U << Series{0.5, 0.25, 0.25, 0.25, 0.25}
                                << Counts{4, 4, 4, 2, 2};
    // Wishes 4, 2, 3, 1: the highest of the last three.
    QTest::newRow("down to the highest")
        << 0 << 45 << 4U << Series{0.5, 0.25, 0.375, 0.125, 0.2} << Counts{4, 4, 4, 3, 3};
    QTest::newRow("a dip is forgotten") << 0 << 45 << 4U << Series{0.5, 0.1, 0.5, 0.5} << Counts{4, 4, 4, 4};
    // Wishes 4, 8, 8, 8: up when the last 45 s know no lower one.
    QTest::newRow("up waits") << 45 << 0 << 4U << Series{0.5, 1, 1, 1} << Counts{4, 4, 4, 8};
    QTest::newRow("up to the lowest") << 45 << 0 << 4U << Series{0.5, 1, 0.75, 1} << Counts{4, 4, 4, 6};
    QTest::newRow("a peak is forgotten") << 45 << 0 << 4U << Series{0.5, 1, 0.5, 0.5} << Counts{4, 4, 4, 4};
    QTest::newRow("up goes step by step")
        << 0 << 300 << 1U << Series{50, 50, 50, 50, 50} << Counts{5, 10, 20, 40, 80};
}

void TestAutoscaler::series()
{
    QFETCH(int, upWindow);
    QFETCH(int, downWindow);
    QFETCH(quint32, current);
    QFETCH(Series, metrics);
    AutoscalerConfig config = configOf();
    config.upWindow = std::chrono::seconds(upWindow);
    config.downWindow = std::chrono::seconds(downWindow);
    QTEST(run(config, current, metrics), "expected");
}

void TestAutoscaler::scaleUpLimitLooksBack15s()
{
    // A decision every 5 s: the 4 of the first one are all that 15 s allow, however often one decides.
    AutoscalerConfig config = configOf();
    config.period = 5s;
    Autoscaler scaler(config);
    Counts counts;
    quint32 current = 2;
    for (int i = 0; i <= 5; ++i) {
        if (const auto decision = scaler.sample(start + i * 5s, gpu(50), current))
            current = decision->replicas;
        counts.append(current);
    }
    QCOMPARE(counts, (Counts{2, 6, 6, 6, 12, 12}));
}

void TestAutoscaler::metrics_data()
{
    QTest::addColumn<ScalingMetric>("metric");
    QTest::addColumn<quint32>("wanted");
    QTest::newRow("gpu") << ScalingMetric::GpuUse << 11U;
    QTest::newRow("queue") << ScalingMetric::QueueLength << 12U;
    QTest::newRow("requests") << ScalingMetric::RequestsPerSecond << 13U;
    QTest::newRow("kv") << ScalingMetric::KvUse << 14U;
}

void TestAutoscaler::metrics()
{
    QFETCH(ScalingMetric, metric);
    AutoscalerConfig config = configOf();
    config.metric = metric;
    config.tolerance = 0;
    Autoscaler scaler(config);
    (void)scaler.sample(start, {0.55, 0.6, 0.65, 0.7}, 10);
    QTEST(scaler.sample(start + 15s, {0.55, 0.6, 0.65, 0.7}, 10)->replicas, "wanted");
}

void TestAutoscaler::samplesAreAveraged()
{
    Autoscaler scaler(configOf());
    QVERIFY(!scaler.sample(start, gpu(0.2), 4));
    QVERIFY(!scaler.sample(start + 5s, gpu(0.9), 4));
    QVERIFY(!scaler.sample(start + 10s, gpu(1.0), 4));
    QCOMPARE(scaler.sample(start + 15s, gpu(0.9), 4)->replicas, 6U); // 0.75
    QCOMPARE(scaler.lastMetric(), 0.75);
    QCOMPARE(scaler.sample(start + 30s, gpu(0.9), 4)->replicas, 8U); // 7.2
    QVERIFY(!scaler.sample(start + 45s, gpu(0.5), 4));
}

void TestAutoscaler::forecastSeesAhead()
{
    AutoscalerConfig config = configOf(ScalingKind::Forecast);
    config.horizon = 60s;
    config.forecastWindow = 2min;
    // Rises by 0.05 every 15 s: in a minute by 0.2. Of 10 replicas: 0.6 + 0.2 -> 16.
    Autoscaler scaler(config);
    std::optional<ScalingDecision> decision;
    for (int i = 0; i < 5; ++i)
        decision = scaler.sample(start + i * 15s, gpu(0.4 + 0.05 * i), 10);
    QVERIFY(std::abs(scaler.lastMetric() - 0.8) < 1e-9);
    QCOMPARE(decision->replicas, 16U);
}

void TestAutoscaler::forecastNeverTakesAway()
{
    Autoscaler scaler(configOf(ScalingKind::Forecast));
    std::optional<ScalingDecision> decision;
    for (int i = 0; i < 5; ++i)
        decision = scaler.sample(start + i * 15s, gpu(0.9 - 0.1 * i), 10);
    // The line is at 0.1 in a minute, the present at 0.5.
    QVERIFY(std::abs(scaler.lastMetric() - 0.5) < 1e-9);
    QVERIFY(!decision);
}

void TestAutoscaler::forecastIgnoresItsOwnScaling()
{
    // The demand stays at 8 x 0.5 while replicas go from 4 to 8: each one's metric falls, the demand does
    // not.
    Autoscaler scaler(configOf(ScalingKind::Forecast));
    for (int i = 0; i < 4; ++i)
        (void)scaler.sample(start + i * 15s, gpu(1.0), 4);
    for (int i = 4; i < 8; ++i)
        QVERIFY(!scaler.sample(start + i * 15s, gpu(0.5), 8));
    QVERIFY(std::abs(scaler.lastMetric() - 0.5) < 1e-9);
}

void TestAutoscaler::rules_data()
{
    QTest::addColumn<bool>("above");
    QTest::addColumn<int>("change");
    QTest::addColumn<Series>("metrics");  ///< Every 15 s against 5, to be held for 30 s.
    QTest::addColumn<Counts>("expected"); ///< From 4, within 1 to 8.
    QTest::newRow("holds") << true << 2 << Series{6, 6, 6} << Counts{4, 4, 6};
    QTest::newRow("holds again") << true << 1 << Series{6, 6, 6, 6, 6, 6} << Counts{4, 4, 5, 5, 6, 6};
    QTest::newRow("a dip begins anew") << true << 2 << Series{6, 6, 5, 6, 6, 6} << Counts{4, 4, 4, 4, 4, 6};
    QTest::newRow("at the value is not above") << true << 2 << Series{5, 5, 5, 5} << Counts{4, 4, 4, 4};
    QTest::newRow("below") << false << -1 << Series{4, 4, 4} << Counts{4, 4, 3};
    QTest::newRow("most") << true << 50 << Series{6, 6, 6} << Counts{4, 4, 8};
    QTest::newRow("least") << false << -50 << Series{4, 4, 4} << Counts{4, 4, 1};
    QTest::newRow("no change") << true << 0 << Series{6, 6, 6} << Counts{4, 4, 4};
}

void TestAutoscaler::rules()
{
    QFETCH(bool, above);
    QFETCH(int, change);
    QFETCH(Series, metrics);
    AutoscalerConfig config = configOf(ScalingKind::Rules);
    config.most = 8;
    config.rules = {{ScalingMetric::QueueLength, above, 5, 30s, change}};
    QTEST(run(config, 4, metrics), "expected");
}

void TestAutoscaler::rulesAddUp()
{
    const auto withRules = [](const std::vector<int> &changes) {
        AutoscalerConfig config = configOf(ScalingKind::Rules);
        for (const int change : changes)
            config.rules.push_back({ScalingMetric::KvUse, true, 0.5, 0s, change});
        return decided(config, 10, 0.9);
    };
    QCOMPARE(withRules({1, 3, 2}), 16U);
    QCOMPARE(withRules({-5, 1}), 6U);
    QCOMPARE(withRules({}), 10U);
}

void TestAutoscaler::offStays()
{
    QCOMPARE(run(configOf(ScalingKind::Off), 400, {50, 0}), (Counts{400, 400}));
}

void TestAutoscaler::forecastFollowsALine()
{
    Forecast forecast(10s);
    QVERIFY(!forecast.at(at(0s)));
    forecast.add(at(0s), 100); // too old for what follows
    for (int i = 20; i <= 30; ++i)
        forecast.add(at(std::chrono::seconds(i)), 3.0 * i + 2);
    const std::optional<Forecast::Line> line = forecast.at(at(60s));
    QVERIFY(line);
    QCOMPARE(line->slope, 3.0);
    QVERIFY(std::abs(line->value - 182) < 1e-9);
}

void TestAutoscaler::forecastScalesEarly()
{
    const auto firstChange = [](ScalingKind kind) {
        AutoscalerConfig config;
        config.kind = kind;
        config.metric = ScalingMetric::RequestsPerSecond;
        config.target = 10;
        Autoscaler scaler(config);
        for (int i = 0; i <= 600; ++i) {
            const auto decision = scaler.sample(at(std::chrono::seconds(i)), {0, 0, i / 20.0, 0}, 1);
            if (decision)
                return i;
        }
        return -1;
    };
    // 11 and more is beyond the tolerance: at 220 s by the metric, a minute earlier by the forecast.
    QCOMPARE(firstChange(ScalingKind::Target), 240);
    QCOMPARE(firstChange(ScalingKind::Forecast), 165);
}

void TestAutoscaler::rulesHold()
{
    AutoscalerConfig config;
    config.kind = ScalingKind::Rules;
    config.rules = {{ScalingMetric::QueueLength, true, 10, 30s, 2},
                    {ScalingMetric::GpuUse, false, 0.2, 60s, -1}};
    Autoscaler scaler(config);
    quint32 replicas = 3;
    std::vector<std::pair<int, quint32>> changes;
    for (int i = 0; i <= 300; ++i) {
        const ScalingSample sample{i < 150 ? 0.9 : 0.1, i >= 10 && i < 75 ? 20.0 : 0.0, 0, 0};
        if (const auto decision = scaler.sample(at(std::chrono::seconds(i)), sample, replicas)) {
            replicas = decision->replicas;
            changes.emplace_back(i, replicas);
        }
    }
    QCOMPARE(changes, (std::vector<std::pair<int, quint32>>{{40, 5}, {70, 7}, {210, 6}, {270, 5}}));
}

QTEST_GUILESS_MAIN(TestAutoscaler)
#include "tst_autoscaler.moc"
