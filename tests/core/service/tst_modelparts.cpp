// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the model by themselves: queue, balancer, caches, buckets, breaker, autoscaler, network,
// drills.
#include "service/model/admission.h"
#include "service/model/autoscaler.h"
#include "service/model/balancer.h"
#include "service/model/circuitbreaker.h"
#include "service/model/drillschedule.h"
#include "service/model/gpumeter.h"
#include "service/model/idempotency.h"
#include "service/model/networkpath.h"
#include "service/model/prefixcache.h"
#include "service/model/promptkeys.h"
#include "service/model/resultcache.h"
#include "service/model/waitqueue.h"

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

std::vector<quint32> drained(WaitQueue &queue)
{
    std::vector<quint32> slots;
    while (!queue.isEmpty())
        slots.push_back(queue.pop().slot);
    return slots;
}

using Slots = std::vector<quint32>;

/// How often each of the candidates was chosen in `turns`, load counted as given and never taken back.
std::map<quint32, int> chosen(Balancing kind, std::vector<BalancerCandidate> candidates, int turns,
                              bool loads)
{
    Balancer balancer(kind, 1);
    std::map<quint32, int> counts;
    for (int i = 0; i < turns; ++i) {
        const quint32 replica = balancer.choose(candidates);
        ++counts[replica];
        for (BalancerCandidate &candidate : candidates)
            candidate.load += loads && candidate.replica == replica ? 1 : 0;
    }
    return counts;
}

} // namespace

class TestModelParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresKeepTheirMoments_data();
    void figuresKeepTheirMoments();
    void queueJumpsByPriority();
    void queueEvictsTheOldest();
    void roundRobinKeepsWeights();
    void leastConnectionsTakesTurns();
    void latencyWeightsByAnswer();
    void twoChoicesAvoidsTheLoaded();
    void cachePolicies_data();
    void cachePolicies();
    void cacheEntriesExpire();
    void cacheWarms();
    void prefixesMatchByBlock();
    void bucketsLetBurstsThrough();
    void tenantsHaveLimitsOfTheirOwn();
    void grayShareHolds();
    void breakerOpensAndTries();
    void forecastFollowsALine();
    void autoscalerFollowsKubernetes_data();
    void autoscalerFollowsKubernetes();
    void autoscalerStabilises();
    void autoscalerGrowthIsBounded();
    void forecastScalesEarly();
    void rulesHold();
    void jitterCorrelates();
    void slowLinesQueue();
    void drillsRepeat();
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

void TestModelParts::queueJumpsByPriority()
{
    WaitQueue queue(true);
    queue.push({1, 0, at(0s)});
    queue.push({2, 5, at(1s)});
    queue.push({3, 0, at(2s)});
    queue.push({4, 5, at(3s)});
    queue.push({5, 0, at(4s)}, true);
    QVERIFY(queue.remove(3));
    QVERIFY(!queue.remove(3));
    QCOMPARE(queue.size(), std::size_t{4});
    QCOMPARE(drained(queue), (Slots{2, 4, 5, 1}));
    WaitQueue plain(false);
    plain.push({1, 0, at(0s)});
    plain.push({2, 5, at(1s)});
    QCOMPARE(drained(plain), (Slots{1, 2}));
}

void TestModelParts::queueEvictsTheOldest()
{
    WaitQueue queue(true);
    queue.push({1, 0, at(3s)});
    queue.push({2, 9, at(1s)});
    queue.push({3, 0, at(2s)});
    QCOMPARE(queue.oldest(), std::optional(at(1s)));
    QCOMPARE(queue.evictBefore(at(3s)), (Slots{2, 3}));
    QCOMPARE(queue.oldest(), std::optional(at(3s)));
    QCOMPARE(drained(queue), (Slots{1}));
    QVERIFY(!queue.oldest());
}

void TestModelParts::roundRobinKeepsWeights()
{
    const std::map<quint32, int> counts =
        chosen(Balancing::RoundRobin, {{0, 1, 9}, {1, 0.5, 0}, {2, 0.5, 0}}, 400, false);
    QCOMPARE(counts, (std::map<quint32, int>{{0, 200}, {1, 100}, {2, 100}}));
}

void TestModelParts::leastConnectionsTakesTurns()
{
    QCOMPARE(chosen(Balancing::LeastConnections, {{0, 1, 0}, {1, 1, 0}, {2, 1, 4}}, 8, true),
             (std::map<quint32, int>{{0, 4}, {1, 4}}));
    // Equal loads: nobody is preferred.
    QCOMPARE(chosen(Balancing::LeastConnections, {{0, 1, 0}, {1, 1, 0}, {2, 1, 0}}, 9, false),
             (std::map<quint32, int>{{0, 3}, {1, 3}, {2, 3}}));
}

void TestModelParts::latencyWeightsByAnswer()
{
    std::map<quint32, int> counts =
        chosen(Balancing::LatencyWeighted, {{0, 1, 0, 100ms}, {1, 1, 0, 300ms}}, 40'000, false);
    QVERIFY(std::abs(counts[0] - 30'000) < 400);
}

void TestModelParts::twoChoicesAvoidsTheLoaded()
{
    // The loaded one is taken only when both draws fall on it: one time in nine.
    std::map<quint32, int> counts =
        chosen(Balancing::TwoChoices, {{0, 1, 50}, {1, 1, 0}, {2, 1, 0}}, 36'000, false);
    QVERIFY(std::abs(counts[0] - 4000) < 250);
}

void TestModelParts::cachePolicies_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<quint64>("gone");
    QTest::newRow("lru") << int(CachePolicy::Lru) << quint64{2};
    QTest::newRow("lfu") << int(CachePolicy::Lfu) << quint64{3};
    QTest::newRow("ttl") << int(CachePolicy::Ttl) << quint64{1};
}

void TestModelParts::cachePolicies()
{
    QFETCH(int, policy);
    QFETCH(quint64, gone);
    ResultCacheConfig config;
    config.entries = 3;
    config.policy = static_cast<CachePolicy>(policy);
    ResultCache cache(config, at(0s));
    for (const quint64 key : {1, 2, 3})
        cache.insert(at(0s), key);
    for (const quint64 key : {2, 2, 2, 1, 1, 3})
        QVERIFY(cache.find(at(1s), key));
    cache.insert(at(2s), 4);
    QCOMPARE(cache.size(), std::size_t{3});
    for (const quint64 key : {1, 2, 3, 4})
        QCOMPARE(cache.find(at(3s), key), key != gone);
}

void TestModelParts::cacheEntriesExpire()
{
    ResultCacheConfig config;
    config.entries = 3;
    config.ttl = 10s;
    ResultCache cache(config, at(0s));
    cache.insert(at(0s), 1);
    QVERIFY(cache.find(at(9s), 1));
    QVERIFY(!cache.find(at(10s), 1));
    QCOMPARE(cache.size(), std::size_t{0});
}

void TestModelParts::cacheWarms()
{
    ResultCacheConfig config;
    config.entries = 100;
    config.warmPrompts = {QStringLiteral("river")};
    config.warming = CacheWarming::Full;
    ResultCache full(config, at(0s));
    QVERIFY(full.find(at(0s), promptKeyOf("river")));
    QVERIFY(!full.find(at(0s), 7));
    full.flush(at(1s));
    QVERIFY(full.find(at(1s), 7)); // asked once, hence known

    config.warming = CacheWarming::Incremental;
    config.warmingPerSecond = 1;
    ResultCache slow(config, at(0s));
    QVERIFY(!slow.find(at(0s), 7));
    QVERIFY(!slow.find(at(0s), 7));
    QVERIFY(!slow.find(at(0s), 8));
    slow.flush(at(1s));
    QVERIFY(slow.find(at(2s), 7)); // the most asked one first
    QVERIFY(!slow.find(at(2s), 8));

    config.warming = CacheWarming::None;
    ResultCache cold(config, at(0s));
    QVERIFY(!cold.find(at(0s), promptKeyOf("river")));
}

void TestModelParts::prefixesMatchByBlock()
{
    const std::string base(64, 'a');
    const std::vector<quint64> one = prefixHashes(base + std::string(64, 'b') + "cc", 16);
    const std::vector<quint64> two = prefixHashes(base + std::string(64, 'd'), 16);
    QCOMPARE(one.size(), std::size_t{2});
    QCOMPARE(one[0], two[0]);
    QVERIFY(one[1] != two[1]);
    PrefixCache cache({48, 16});
    QCOMPARE(cache.match(one), std::size_t{0});
    cache.insert(one);
    QCOMPARE(cache.match(two), std::size_t{1});
    cache.insert(two);
    QCOMPARE(cache.blocks(), std::size_t{3});
    cache.insert(prefixHashes(std::string(64, 'x'), 16));
    QCOMPARE(cache.blocks(), std::size_t{3});
    // The second block of `one` was the least recently used.
    QCOMPARE(cache.match(one), std::size_t{1});
    QVERIFY(prefixHashes("abc", 0).empty());
}

void TestModelParts::bucketsLetBurstsThrough()
{
    TokenBucket bucket(10, 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(bucket.waitFor(1, at(1s)), Nanoseconds(0));
        bucket.take(1, at(1s));
    }
    QCOMPARE(bucket.waitFor(1, at(1s)), Nanoseconds(100ms));
    QCOMPARE(bucket.waitFor(1, at(1100ms)), Nanoseconds(0));
    // More than it ever holds waits for a full bucket, not forever.
    QCOMPARE(bucket.waitFor(100, at(1100ms)), Nanoseconds(200ms));
    TokenBucket none(0, 0);
    QCOMPARE(none.waitFor(1e9, at(0s)), Nanoseconds(0));
}

void TestModelParts::tenantsHaveLimitsOfTheirOwn()
{
    GatewayConfig config;
    config.limits.requestsPerSecond = 1;
    config.mostPromptTokens = 1000;
    config.keys = {{QStringLiteral("a"), {}, 0, {}}, {QStringLiteral("b"), {}, 0, {0, 0, 10, 100}}};
    Admission admission(config, 1);
    QVERIFY(!admission.admit(0, at(0s), 10, 10));
    const std::optional<Admission::Refusal> second = admission.admit(0, at(0s), 10, 10);
    QVERIFY(second && second->reason == RefusalReason::RequestLimit);
    QCOMPARE(*second->retryAfter, Nanoseconds(1s));
    QVERIFY(!admission.admit(1, at(0s), 50, 30));
    const std::optional<Admission::Refusal> third = admission.admit(1, at(0s), 50, 30);
    QVERIFY(third && third->reason == RefusalReason::TokenLimit);
    QCOMPARE(*third->retryAfter, Nanoseconds(6s));
    QVERIFY(!admission.admit(0, at(1s), 10, 10));
    QCOMPARE(admission.admit(0, at(9s), 1001, 1)->reason, RefusalReason::PromptTooLong);
    QVERIFY(!admission.admit(4'000'000, at(0s), 1, 1));
}

void TestModelParts::grayShareHolds()
{
    GatewayConfig config;
    config.gray.share = 0.2;
    config.gray.errorShare = 0.5;
    const Admission admission(config, 1);
    int gray = 0;
    int errors = 0;
    for (quint64 key = 0; key < 100'000; ++key) {
        gray += admission.isGray(key) ? 1 : 0;
        errors += admission.isGray(key) && admission.isGrayError(key) ? 1 : 0;
    }
    QVERIFY(std::abs(gray - 20'000) < 500);
    QVERIFY(std::abs(errors - 10'000) < 400);
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

void TestModelParts::forecastFollowsALine()
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

void TestModelParts::autoscalerFollowsKubernetes_data()
{
    QTest::addColumn<double>("metric");
    QTest::addColumn<quint32>("replicas");
    QTest::addColumn<quint32>("wanted");
    QTest::newRow("within the tolerance") << 0.54 << 4U << 4U;
    QTest::newRow("twice the target") << 1.0 << 2U << 4U;
    QTest::newRow("rounds up") << 0.6 << 3U << 4U;
    QTest::newRow("exact") << 0.75 << 2U << 3U;
    QTest::newRow("most") << 1.0 << 8U << 10U;
    QTest::newRow("down") << 0.25 << 8U << 4U;
    QTest::newRow("least") << 0.0 << 5U << 2U;
}

void TestModelParts::autoscalerFollowsKubernetes()
{
    QFETCH(double, metric);
    QFETCH(quint32, replicas);
    QFETCH(quint32, wanted);
    AutoscalerConfig config;
    config.kind = ScalingKind::Target;
    config.least = 2;
    config.most = 10;
    config.downWindow = 0s;
    Autoscaler scaler(config);
    std::optional<ScalingDecision> decision;
    for (int i = 0; i <= 15; ++i) {
        QVERIFY(!decision);
        decision = scaler.sample(at(std::chrono::seconds(i)), {metric, 0, 0, 0}, replicas);
    }
    QCOMPARE(decision ? decision->replicas : replicas, wanted);
}

void TestModelParts::autoscalerStabilises()
{
    AutoscalerConfig config;
    config.kind = ScalingKind::Target;
    config.metric = ScalingMetric::RequestsPerSecond;
    config.target = 100;
    config.downWindow = 60s;
    Autoscaler scaler(config);
    quint32 replicas = 4;
    std::vector<std::pair<int, quint32>> changes;
    for (int i = 0; i <= 200; ++i) {
        const double each = (i < 30 ? 400.0 : 100.0) / replicas;
        if (const auto decision = scaler.sample(at(std::chrono::seconds(i)), {0, 0, each, 0}, replicas)) {
            replicas = decision->replicas;
            changes.emplace_back(i, replicas);
        }
    }
    // The wish for four at 30 s counts until 90 s.
    QCOMPARE(changes, (std::vector<std::pair<int, quint32>>{{105, 1}}));
}

void TestModelParts::autoscalerGrowthIsBounded()
{
    AutoscalerConfig config;
    config.kind = ScalingKind::Target;
    config.most = 100;
    Autoscaler scaler(config);
    quint32 replicas = 1;
    std::vector<quint32> sizes;
    for (int i = 0; i <= 45; ++i) {
        if (const auto decision =
                scaler.sample(at(std::chrono::seconds(i)), {50.0 / replicas, 0, 0, 0}, replicas)) {
            replicas = decision->replicas;
            sizes.push_back(replicas);
        }
    }
    QCOMPARE(sizes, (std::vector<quint32>{5, 10, 20}));
}

void TestModelParts::forecastScalesEarly()
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

void TestModelParts::rulesHold()
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
