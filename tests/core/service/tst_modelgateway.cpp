// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before the replicas: limits, queue, idempotency, caches, versions, as clients see it.
#include "modelstack.h"
#include "service/front/modelrequests.h"
#include "service/model/promptkeys.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestModelGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsRefuseWithRetryAfter();
    void fullQueueRefuses();
    void waitingTooLongIsEvicted();
    void priorityJumpsTheQueue();
    void repetitionsShareOneAnswer();
    void repetitionsOutliveTheirLeader();
    void cacheAnswersAtOnce();
    void cacheServesTheFixedPaceToo();
    void repetitionsAreTheirTenants();
    void prefixCacheShortensPrefill();
    void canaryVersionHasItsReplicas();
    void gatewaysRefusalsAreOfNoVersion();
    void clientsMayAskAndLeaveFromWithin();
};

void TestModelGateway::limitsRefuseWithRetryAfter()
{
    ModelConfig config;
    config.gateway.limits.requestsPerSecond = 2;
    config.gateway.limits.requestBurst = 1;
    ModelRig rig(config);
    rig.ask(0ms);
    NotingClient &second = rig.ask(100ms);
    QVERIFY(second.refusal);
    QCOMPARE(second.refusal->status, 429);
    QCOMPARE(*second.refusal->retryAfter, Nanoseconds(400ms));
    rig.ask(600ms);
    QVERIFY(!rig.clients.back()->refusal);
}

void TestModelGateway::fullQueueRefuses()
{
    for (const bool own : {false, true}) {
        ModelConfig config = oneByOne();
        config.queue.capacity = 2;
        config.queue.perReplica = own;
        ModelRig rig(config);
        for (int i = 0; i < 4; ++i)
            rig.ask(0ms, hundred());
        QVERIFY(rig.clients[3]->refusal);
        QCOMPARE(rig.clients[3]->refusal->reason, RefusalReason::QueueFull);
        QCOMPARE(rig.clients[3]->refusal->status, 503);
        QCOMPARE(rig.state(0ms).queued, 2U);
        rig.run(1s);
        QCOMPARE(endOf(*rig.clients[2]), Nanoseconds(300ms));
    }
}

void TestModelGateway::waitingTooLongIsEvicted()
{
    ModelConfig config = oneByOne();
    config.queue.timeout = 150ms;
    ModelRig rig(config);
    for (int i = 0; i < 4; ++i)
        rig.ask(0ms, hundred());
    rig.run(1s);
    QCOMPARE(endOf(*rig.clients[1]), Nanoseconds(200ms));
    for (const int late : {2, 3}) {
        QVERIFY(rig.clients[static_cast<std::size_t>(late)]->refusal);
        QCOMPARE(rig.clients[static_cast<std::size_t>(late)]->refusal->status, 504);
        QCOMPARE(rig.clients[static_cast<std::size_t>(late)]->refusal->stages.queue, Nanoseconds(150ms));
    }
}

void TestModelGateway::priorityJumpsTheQueue()
{
    ModelRig rig(oneByOne());
    rig.ask(0ms, hundred());
    rig.ask(0ms, hundred());
    ModelRequest urgent = hundred();
    urgent.priority = 1;
    rig.ask(10ms, urgent);
    rig.run(1s);
    QCOMPARE(endOf(*rig.clients[2]), Nanoseconds(200ms));
    QCOMPARE(endOf(*rig.clients[1]), Nanoseconds(300ms));
}

void TestModelGateway::repetitionsShareOneAnswer()
{
    ModelConfig config = oneByOne();
    config.output.tokens = RandomFigure::fixed(4);
    config.replicas.stepBase = 9850us;
    config.queue.idempotencyWindow = 10s;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.key = 5;
    request.idempotencyKey = 77;
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &early = rig.ask(50ms, request);
    rig.run(115ms);
    NotingClient &late = rig.ask(115ms, request);
    rig.run(1s);
    NotingClient &after = rig.ask(2s, request);
    rig.run(3s);
    QCOMPARE(endOf(first), Nanoseconds(130ms));
    QCOMPARE(endOf(early), Nanoseconds(130ms));
    QCOMPARE(endOf(late), Nanoseconds(130ms));
    QCOMPARE(late.chunks.front().tokens, 2U); // what had been sent before
    QCOMPARE(endOf(after), Nanoseconds(2s + config.cache.hitTime));
    for (const std::unique_ptr<NotingClient> &client : rig.clients)
        QCOMPARE(client->tokens(), 4U);
    QCOMPARE(rig.state(3s).counts.repeated, quint64{3});
    // The window has passed: it is worked on again.
    NotingClient &again = rig.ask(60s, request);
    rig.run(61s);
    QCOMPARE(endOf(again), Nanoseconds(60s + 130ms));
}

void TestModelGateway::repetitionsOutliveTheirLeader()
{
    ModelConfig config = oneByOne();
    config.queue.idempotencyWindow = 10s;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.key = 5;
    request.idempotencyKey = 77;
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &second = rig.ask(10ms, request);
    NotingClient &third = rig.ask(10ms, request);
    rig.model.cancel(TimePoint{} + 20ms, rig.handles[0]);
    rig.model.cancel(TimePoint{} + 30ms, rig.handles[2]);
    rig.run(1s);
    QVERIFY(!first.isOver() && !third.isOver());
    QCOMPARE(endOf(second), Nanoseconds(100ms));
    QCOMPARE(rig.state(1s).running, 0U);
    NotingClient &next = rig.ask(2s, hundred());
    rig.run(3s);
    QCOMPARE(endOf(next), Nanoseconds(2100ms));
}

void TestModelGateway::cacheAnswersAtOnce()
{
    ModelConfig config = oneByOne();
    config.cache.entries = 10;
    config.output.tokens = {RandomFigureKind::LogNormal, 50, 20, 1};
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.promptHash = promptKeyOf("river");
    NotingClient &first = rig.ask(0ms, request);
    rig.run(10s);
    NotingClient &second = rig.ask(10s, request);
    rig.run(20s);
    QVERIFY(!first.placement->cached);
    QVERIFY(second.placement->cached);
    QCOMPARE(endOf(second), Nanoseconds(10s + 2ms));
    QCOMPARE(second.tokens(), first.tokens());
    rig.model.flushCaches(TimePoint{} + 20s);
    NotingClient &third = rig.ask(20s, request);
    rig.run(30s);
    QVERIFY(!third.placement->cached);
    QCOMPARE(rig.state(30s).counts.cacheHits, quint64{1});
    QCOMPARE(rig.state(30s).counts.cacheMisses, quint64{2});
}

void TestModelGateway::cacheServesTheFixedPaceToo()
{
    ModelConfig config;
    config.cache.entries = 10;
    config.scheduler.ttft = 50ms;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.promptHash = promptKeyOf("river");
    const NotingClient &first = rig.ask(0ms, request);
    rig.run(10s);
    const NotingClient &second = rig.ask(10s, request);
    rig.run(20s);
    QVERIFY(!first.placement->cached);
    QVERIFY(second.placement->cached);
    QCOMPARE(second.tokens(), first.tokens());
}

void TestModelGateway::repetitionsAreTheirTenants()
{
    const auto keyFor = [](quint32 tenant) {
        AskedRequest asked;
        return modelRequestOf(asked, {7, true, Caller{tenant, 0}}, ModelConfig()).idempotencyKey;
    };
    QVERIFY(keyFor(0) && keyFor(1));
    QCOMPARE(keyFor(1), keyFor(1));
    QVERIFY(keyFor(0) != keyFor(1));
}

void TestModelGateway::prefixCacheShortensPrefill()
{
    ModelConfig config = oneByOne();
    config.scheduler.kind = SchedulerKind::Continuous;
    config.prefixCache.tokens = 1000;
    ModelRig rig(config);
    ModelRequest request = hundred();
    request.prefix = prefixHashes(std::string(400, 'x'), 16); // six whole blocks
    NotingClient &first = rig.ask(0ms, request);
    NotingClient &second = rig.ask(1s, request);
    rig.run(2s);
    QCOMPARE(endOf(first), Nanoseconds(100ms));
    QCOMPARE(endOf(second), Nanoseconds(1004ms));
    QCOMPARE(second.placement->cachedPromptTokens, 96U);
    QCOMPARE(rig.state(2s).counts.cachedPromptTokens, quint64{96});
}

void TestModelGateway::canaryVersionHasItsReplicas()
{
    ModelConfig config = oneByOne();
    config.gateway.canary.share = 0.5;
    config.gateway.canary.speed = 2;
    config.gateway.canary.errorShare = 0.2;
    ModelRig rig(config);
    int canary = 0;
    int errors = 0;
    for (int i = 0; i < 200; ++i) {
        const NotingClient &client = rig.ask(i * 1s, hundred());
        rig.run(i * 1s + 500ms);
        if (client.refusal) {
            QCOMPARE(client.refusal->status, 500);
            QVERIFY(client.refusal->canary);
            ++errors;
        } else {
            canary += client.placement->canary ? 1 : 0;
            QCOMPARE(endOf(client), Nanoseconds(i * 1s + (client.placement->canary ? 50ms : 100ms)));
        }
    }
    QVERIFY(canary > 55 && canary < 105);
    QVERIFY(errors > 8 && errors < 35);
    QCOMPARE(rig.state(200s).replicas.size(), std::size_t{2});
    QVERIFY(rig.state(200s).replicas[1].canary);
}

void TestModelGateway::gatewaysRefusalsAreOfNoVersion()
{
    ModelConfig config = oneByOne();
    config.gateway.canary.share = 1;
    config.gateway.limits.requestsPerSecond = 1;
    config.gateway.limits.requestBurst = 1;
    ModelRig rig(config);
    rig.ask(0ms, hundred());
    const NotingClient &limited = rig.ask(1ms, hundred());
    rig.run(10s);
    QVERIFY(limited.refusal && limited.refusal->reason == RefusalReason::RequestLimit);
    QVERIFY(!limited.refusal->canary);
}

void TestModelGateway::clientsMayAskAndLeaveFromWithin()
{
    /// Asks again from within its own end, and cancels another from within its first token.
    class Chained final : public ModelClient
    {
    public:
        explicit Chained(ServiceModel &asked) : model(asked) {}
        void onRefused(const ModelRefusal &) override {}
        void onPlaced(const ModelPlacement &) override {}
        void onTokens(const ModelTokens &tokens) override
        {
            if (other)
                model.cancel(tokens.at, *other);
            other.reset();
        }
        void onFinished(const ModelEnd &end) override
        {
            ends.push_back(end.at - TimePoint{});
            if (ends.size() < 3)
                model.submit(end.at, hundred(), *this);
        }
        void onBroken(const ModelBreak &) override {}
        ServiceModel &model;
        std::optional<ModelHandle> other;
        std::vector<Nanoseconds> ends;
    };
    ModelRig rig(oneByOne());
    Chained client(rig.model);
    rig.model.submit(TimePoint{}, hundred(), client);
    NotingClient &waiting = rig.ask(0ms, hundred());
    client.other = rig.handles.back();
    rig.model.advance(TimePoint{} + 10s); // late, all in one call
    QCOMPARE(client.ends, (std::vector<Nanoseconds>{100ms, 200ms, 300ms}));
    QVERIFY(!waiting.isOver());
}

QTEST_APPLESS_MAIN(TestModelGateway)
#include "tst_modelgateway.moc"
