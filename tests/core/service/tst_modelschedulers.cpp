// SPDX-License-Identifier: GPL-3.0-or-later
// The four schedulers against times worked out by hand.
#include "modelclient.h"

#include <QTest>

#include <string>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

ModelConfig configOf(SchedulerKind kind, quint32 tokens)
{
    ModelConfig config;
    config.scheduler.kind = kind;
    config.output.tokens = RandomFigure::fixed(tokens);
    config.replicas.prefillTokensPerSecond = 1000; // a token of a prompt takes 1 ms
    config.replicas.stepBase = 10ms;
    config.replicas.stepPerSequence = 1ms;
    return config;
}

ModelRequest prompt(quint32 tokens)
{
    ModelRequest request;
    request.promptTokens = tokens;
    return request;
}

/// Writes its name to a log shared with others at each chunk.
class NamedClient final : public ModelClient
{
public:
    NamedClient(char name, std::string &log) : m_name(name), m_log(log) {}
    void onRefused(const ModelRefusal & /*what*/) override {}
    void onPlaced(const ModelPlacement & /*what*/) override {}
    void onTokens(const ModelTokens & /*what*/) override { m_log += m_name; }
    void onFinished(const ModelEnd & /*what*/) override {}
    void onBroken(const ModelBreak & /*what*/) override {}

private:
    char m_name;
    std::string &m_log;
};

using Chunk = NotingClient::Chunk;
using Chunks = std::vector<Chunk>;

} // namespace

class TestModelSchedulers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedKeepsItsPace();
    void fixedSplitsReasoningFromContent();
    void lateCallsShiftNothing();
    void workersQueueBeyondTheirNumber();
    void workersIdleTheGpuOnTheHost();
    void useCountsFromTheStart();
    void staticBatchWaitsForItsLongest();
    void staticBatchBeginsWhenFull();
    void staticTimeoutSurvivesALeaver();
    void continuousSharesSteps();
    void continuousPrefillsInChunks();
    void continuousTellsTheYoungestFirst();
    void continuousPreemptsTheYoungest();
    void answersEndWithTheCache();
    void tooLongAPromptIsRefused();
    void cancelFreesThePlace();
    void embeddingIsPrefillAlone();
    void stagesAddUp_data();
    void stagesAddUp();
    void sameSeedSameAnswers();
};

void TestModelSchedulers::fixedKeepsItsPace()
{
    ModelConfig config = configOf(SchedulerKind::Fixed, 3);
    config.scheduler.ttft = 50ms;
    config.scheduler.itl = 20ms;
    ModelRig rig(config);
    NotingClient &client = rig.ask(1ms);
    rig.run(1s);
    QVERIFY(client.placement && client.end);
    QCOMPARE(client.chunks, (Chunks{{51ms, 1}, {71ms, 1}, {91ms, 1}}));
    QCOMPARE(client.end->stages.prefill, Nanoseconds(50ms));
    QCOMPARE(client.end->stages.decode, Nanoseconds(40ms));
    QVERIFY(!rig.model.nextDue());
}

void TestModelSchedulers::fixedSplitsReasoningFromContent()
{
    ModelConfig config = configOf(SchedulerKind::Fixed, 3);
    config.scheduler.ttft = 10ms;
    config.scheduler.itl = 1ms;
    config.output.reasoningTokens = RandomFigure::fixed(3);
    config.output.tokensPerChunk = 2;
    ModelRig rig(config);
    NotingClient &client = rig.ask(0ms);
    rig.run(1s);
    QCOMPARE(client.chunks, (Chunks{{10ms, 2, true}, {12ms, 1, true}, {13ms, 2}, {15ms, 1}}));
    QCOMPARE(client.placement->reasoningTokens, 3U);
}

void TestModelSchedulers::lateCallsShiftNothing()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 4);
    ModelRig rig(config);
    NotingClient &client = rig.ask(0ms, prompt(10));
    rig.model.advance(TimePoint{} + 10s);
    QCOMPARE(client.chunks, (Chunks{{10ms, 1}, {21ms, 1}, {32ms, 1}, {43ms, 1}}));
}

void TestModelSchedulers::workersQueueBeyondTheirNumber()
{
    ModelConfig config = configOf(SchedulerKind::None, 1);
    config.scheduler.workers = 2;
    ModelRig rig(config);
    NotingClient &first = rig.ask(0ms, prompt(10));
    NotingClient &second = rig.ask(0ms, prompt(20));
    NotingClient &third = rig.ask(0ms, prompt(10));
    rig.run(1s);
    QCOMPARE(first.chunks, (Chunks{{10ms, 1}}));
    QCOMPARE(second.chunks, (Chunks{{20ms, 1}}));
    QCOMPARE(third.chunks, (Chunks{{20ms, 1}}));
    QCOMPARE(third.end->stages.queue, Nanoseconds(10ms));
    QCOMPARE(third.end->stages.prefill, Nanoseconds(10ms));
}

void TestModelSchedulers::workersIdleTheGpuOnTheHost()
{
    ModelConfig config = configOf(SchedulerKind::None, 1);
    config.scheduler.workers = 1;
    config.replicas.hostPerRequest = 30ms;
    ModelRig rig(config);
    for (int i = 0; i < 100; ++i)
        rig.ask(0ms, prompt(10));
    rig.run(4s);
    QCOMPARE(rig.clients.back()->chunks, (Chunks{{4000ms, 1}}));
    QCOMPARE(rig.state(4s).meanGpuUse, 0.25);
}

void TestModelSchedulers::useCountsFromTheStart()
{
    for (const bool isCold : {false, true}) {
        ModelConfig config = configOf(SchedulerKind::None, 1);
        config.scheduler.workers = 1;
        config.replicas.startCold = isCold;
        config.replicas.coldStart = 2s;
        const TimePoint start = TimePoint{} + 24h; // a clock that has run long before the service
        ServiceModel model(config, start);
        const double before = model.state(start + 1s).meanGpuUse;
        QCOMPARE(before, 0);
        NotingClient client;
        ModelRequest request = prompt(10);
        request.key = 1;
        model.submit(start + 2s, request, client);
        for (std::optional<TimePoint> due = model.nextDue(); due && *due <= start + 4s; due = model.nextDue())
            model.advance(*due);
        QVERIFY(client.end.has_value());
        // 10 ms of work in the 2 s or 4 s that the replica has served.
        QCOMPARE(model.state(start + 4s).meanGpuUse, isCold ? 0.005 : 0.0025);
    }
}

void TestModelSchedulers::staticBatchWaitsForItsLongest()
{
    ModelConfig config = configOf(SchedulerKind::Static, 3);
    config.scheduler.batchSize = 2;
    config.scheduler.maxWait = 5ms;
    ModelRig rig(config);
    ModelRequest brief = prompt(10);
    brief.maxTokens = 1;
    NotingClient &longer = rig.ask(0ms, prompt(10));
    NotingClient &shorter = rig.ask(0ms, brief);
    NotingClient &next = rig.ask(1ms, brief);
    rig.run(1s);
    // Both prompts: 20 ms; then steps of two rows, although one is done.
    QCOMPARE(longer.chunks, (Chunks{{20ms, 1}, {32ms, 1}, {44ms, 1}}));
    QCOMPARE(shorter.chunks, (Chunks{{20ms, 1}}));
    QVERIFY(shorter.placement->cutByLimit);
    QCOMPARE(shorter.end->at - TimePoint{}, Nanoseconds(20ms));
    // It has waited longer than maxWait when the batch before it ends.
    QCOMPARE(next.chunks, (Chunks{{54ms, 1}}));
}

void TestModelSchedulers::staticBatchBeginsWhenFull()
{
    ModelConfig config = configOf(SchedulerKind::Static, 1);
    config.scheduler.batchSize = 3;
    config.scheduler.maxWait = 100ms;
    ModelRig rig(config);
    rig.ask(0ms, prompt(10));
    rig.ask(4ms, prompt(10));
    NotingClient &third = rig.ask(8ms, prompt(10));
    NotingClient &lone = rig.ask(50ms, prompt(10));
    rig.run(1s);
    QCOMPARE(third.chunks, (Chunks{{38ms, 1}}));
    QCOMPARE(lone.chunks, (Chunks{{160ms, 1}}));
    QCOMPARE(lone.end->stages.queue, Nanoseconds(100ms));
}

void TestModelSchedulers::staticTimeoutSurvivesALeaver()
{
    ModelConfig config = configOf(SchedulerKind::Static, 1);
    config.scheduler.batchSize = 3;
    config.scheduler.maxWait = 100ms;
    ModelRig rig(config);
    rig.ask(0ms, prompt(10));
    rig.run(50ms);
    rig.model.cancel(TimePoint{} + 50ms, rig.handles.front());
    NotingClient &later = rig.ask(60ms, prompt(10));
    rig.run(1s);
    QCOMPARE(later.chunks, (Chunks{{170ms, 1}}));
    QVERIFY(!rig.clients.front()->isOver());
}

void TestModelSchedulers::continuousSharesSteps()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 3);
    ModelRig rig(config);
    NotingClient &first = rig.ask(0ms, prompt(10));
    NotingClient &second = rig.ask(5ms, prompt(20));
    rig.run(1s);
    // 10: the first prompt. 11 + 20 ms with the second prompt beside one row: 41. Two rows: 12 ms more.
    QCOMPARE(first.chunks, (Chunks{{10ms, 1}, {41ms, 1}, {53ms, 1}}));
    QCOMPARE(second.chunks, (Chunks{{41ms, 1}, {53ms, 1}, {64ms, 1}}));
    QCOMPARE(second.end->stages.queue, Nanoseconds(0));
    QCOMPARE(second.end->stages.prefill, Nanoseconds(36ms));
}

void TestModelSchedulers::continuousPrefillsInChunks()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 4);
    config.scheduler.prefillChunk = 30;
    ModelRig rig(config);
    NotingClient &first = rig.ask(0ms, prompt(10));
    NotingClient &second = rig.ask(1ms, prompt(50));
    rig.run(1s);
    // A long prompt holds the other's tokens up by a chunk at a time: 11 + 30, then 11 + 20.
    QCOMPARE(first.chunks, (Chunks{{10ms, 1}, {51ms, 1}, {82ms, 1}, {94ms, 1}}));
    QCOMPARE(second.chunks.front(), (Chunk{82ms, 1}));
}

void TestModelSchedulers::continuousTellsTheYoungestFirst()
{
    ModelRig rig(configOf(SchedulerKind::Continuous, 3));
    std::string log;
    NamedClient old('o', log);
    NamedClient young('y', log);
    ModelRequest request = prompt(10);
    request.key = 1;
    rig.model.submit(TimePoint{}, request, old);
    request.key = 2;
    rig.model.submit(TimePoint{} + 5ms, request, young);
    rig.run(1s);
    // The first step has one row, the next two have both, the last one the younger.
    QCOMPARE(log, std::string("oyoyoy"));
}

void TestModelSchedulers::continuousPreemptsTheYoungest()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 20);
    config.scheduler.kvTokens = 50;
    ModelRig rig(config);
    NotingClient &first = rig.ask(0ms, prompt(20));
    NotingClient &second = rig.ask(0ms, prompt(20));
    rig.run(5s);
    QVERIFY(first.end && second.end);
    QCOMPARE(first.tokens(), 20U);
    QCOMPARE(second.tokens(), 20U);
    QCOMPARE(first.end->preemptions, 0U);
    QVERIFY(second.end->preemptions >= 1);
    QVERIFY(second.end->stages.preempted > 0ms);
    QCOMPARE(rig.state(5s).counts.preemptions, quint64{second.end->preemptions});
    QCOMPARE(rig.state(5s).kvUse, 0.0);
}

void TestModelSchedulers::answersEndWithTheCache()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 100);
    config.scheduler.kvTokens = 50;
    config.queue.idempotencyWindow = 10s;
    ModelRig rig(config);
    ModelRequest request = prompt(20);
    request.idempotencyKey = 1;
    const NotingClient &first = rig.ask(0ms, request);
    rig.run(5s);
    const NotingClient &repeated = rig.ask(5s, request);
    rig.run(6s);
    for (const NotingClient *client : {&first, &repeated}) {
        QVERIFY(client->end);
        QCOMPARE(client->tokens(), 30U);
        QVERIFY(client->placement->cutByLimit);
    }
}

void TestModelSchedulers::tooLongAPromptIsRefused()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 20);
    config.scheduler.kvTokens = 50;
    ModelRig rig(config);
    NotingClient &client = rig.ask(0ms, prompt(50));
    QVERIFY(client.refusal);
    QCOMPARE(client.refusal->status, 400);
    QCOMPARE(client.refusal->reason, RefusalReason::PromptTooLong);
}

void TestModelSchedulers::cancelFreesThePlace()
{
    ModelConfig config = configOf(SchedulerKind::None, 100);
    config.scheduler.workers = 1;
    ModelRig rig(config);
    NotingClient &first = rig.ask(0ms, prompt(10));
    NotingClient &second = rig.ask(0ms, prompt(10));
    rig.run(30ms);
    QVERIFY(!second.placement);
    rig.model.cancel(TimePoint{} + 30ms, rig.handles[0]);
    QVERIFY(second.placement);
    rig.model.cancel(TimePoint{} + 31ms, rig.handles[0]); // twice is once
    const std::size_t told = first.chunks.size();
    rig.run(50ms);
    QCOMPARE(first.chunks.size(), told);
    QCOMPARE(second.chunks.front(), (Chunk{40ms, 1}));
    QCOMPARE(rig.state(50ms).counts.cancelled, quint64{1});
}

void TestModelSchedulers::embeddingIsPrefillAlone()
{
    for (const SchedulerKind kind : {SchedulerKind::None, SchedulerKind::Static, SchedulerKind::Continuous}) {
        ModelConfig config = configOf(kind, 20);
        config.scheduler.maxWait = 0ms;
        ModelRig rig(config);
        ModelRequest request = prompt(30);
        request.embedding = true;
        NotingClient &client = rig.ask(0ms, request);
        rig.run(1s);
        QVERIFY(client.end);
        QCOMPARE(client.end->at - TimePoint{}, Nanoseconds(30ms));
        QVERIFY(client.chunks.empty());
    }
}

void TestModelSchedulers::stagesAddUp_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("fixed") << 0;
    QTest::newRow("none") << 1;
    QTest::newRow("static") << 2;
    QTest::newRow("continuous") << 3;
}

void TestModelSchedulers::stagesAddUp()
{
    QFETCH(int, kind);
    ModelConfig config = configOf(static_cast<SchedulerKind>(kind), 12);
    config.output.tokens = {RandomFigureKind::LogNormal, 12, 6, 1};
    config.scheduler.workers = 2;
    config.scheduler.batchSize = 4;
    config.scheduler.kvTokens = 120;
    config.replicas.stepJitter = 0.2;
    config.gateway.overhead = 1ms;
    config.network.delay = 3ms;
    config.network.jitter = 1ms;
    config.network.bytesPerSecond = 100'000;
    ModelRig rig(config);
    std::vector<Nanoseconds> asked;
    for (int i = 0; i < 60; ++i) {
        asked.push_back(i * 7ms);
        rig.ask(asked.back(), prompt(10 + static_cast<quint32>(i) % 30));
        rig.run(asked.back());
    }
    rig.run(1min);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const NotingClient &client = *rig.clients[i];
        QVERIFY(client.end);
        const StageTimes &s = client.end->stages;
        QCOMPARE(s.gateway + s.queue + s.prefill + s.decode + s.preempted + s.network,
                 client.end->at - TimePoint{} - asked[i]);
        QVERIFY(s.network >= 3ms);
        QCOMPARE(s.gateway, Nanoseconds(1ms));
        QCOMPARE(client.tokens(), client.placement->contentTokens);
        QVERIFY(std::is_sorted(client.chunks.begin(), client.chunks.end(),
                               [](const Chunk &a, const Chunk &b) { return a.at < b.at; }));
    }
    QCOMPARE(rig.state(1min).counts.finished, quint64{60});
    QCOMPARE(rig.state(1min).running, 0U);
}

void TestModelSchedulers::sameSeedSameAnswers()
{
    ModelConfig config = configOf(SchedulerKind::Continuous, 12);
    config.output.tokens = {RandomFigureKind::Gamma, 12, 6, 1};
    config.replicas.count = 3;
    config.replicas.speedSpread = 0.3;
    config.replicas.stepJitter = 0.2;
    config.replicas.balancing = Balancing::TwoChoices;
    const auto chunksOf = [&config](quint64 seed) {
        config.seed = seed;
        ModelRig rig(config);
        for (int i = 0; i < 50; ++i) {
            rig.ask(i * 3ms, prompt(20));
            rig.run(i * 3ms);
        }
        rig.run(1min);
        std::vector<Chunks> all;
        for (const std::unique_ptr<NotingClient> &client : rig.clients)
            all.push_back(client->chunks);
        return all;
    };
    QCOMPARE(chunksOf(7), chunksOf(7));
    QVERIFY(chunksOf(7) != chunksOf(8));
}

QTEST_APPLESS_MAIN(TestModelSchedulers)
#include "tst_modelschedulers.moc"
