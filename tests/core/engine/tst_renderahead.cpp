// SPDX-License-Identifier: GPL-3.0-or-later
// What is rendered ahead is what its sender would have rendered, and only what is large.
#include "engine/renderahead.h"
#include "engine/runplan.h"
#include "handattempt.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace weir;
using namespace weir::test;

namespace {

constexpr quint32 workers = 2;

/// A run's plan and context, with rows of `bytes` bytes each.
struct Prepared
{
    explicit Prepared(int bytes, const std::function<void(Scenario &)> &change = {})
    {
        Scenario scenario = handScenario();
        DataSource source;
        source.name = QStringLiteral("rows");
        source.format = DataSource::Format::Inline;
        for (int i = 0; i < 5; ++i)
            source.prompts.append(QString::number(i) + QString(bytes, u'x'));
        scenario.data = {source};
        scenario.requests[0].data = QStringLiteral("rows");
        scenario.requests[0].prompt = QStringLiteral("{{unique}} {{prompt}}");
        if (change)
            change(scenario);
        plan.emplace(*planRun(scenario, {folder.path(), {}, QStringLiteral("ahead")}));
        context = *RunContext::prepare(*plan, std::make_shared<SystemClock>());
    }

    [[nodiscard]] std::unique_ptr<RenderAhead> start(RankShare share = {}, qint64 mostBytes = 64 << 20) const
    {
        return RenderAhead::startFor(*context, plan->loadPlan(), share, workers, mostBytes);
    }
    /// As the worker would make it.
    [[nodiscard]] RenderedRequest rendered(quint64 request,
                                           const std::optional<TraceLengths> &lengths = {}) const
    {
        const RequestChoice choice = context->chooser->choose(RequestId{request});
        const std::optional<QJsonObject> row = *context->rowOf(choice);
        return *context->templates[choice.requestTemplate.value()].renderer.prepare(
            choice, RequestId{request}, 1, context->runTag, row ? &*row : nullptr, lengths);
    }

    QTemporaryDir folder;
    std::optional<RunPlan> plan;
    std::shared_ptr<const RunContext> context;
};

} // namespace

class TestRenderAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallRequestsAreLeftToTheirWorkers() { QVERIFY(!Prepared(100).start()); }

    void whatIsTakenIsTheSame()
    {
        const Prepared run(40'000);
        const std::unique_ptr<RenderAhead> ahead = run.start();
        QVERIFY(ahead);
        for (quint64 request = 0; request < 20; ++request) {
            ahead->waitUntilAhead();
            const std::optional<RenderedRequest> taken = ahead->take(RequestId{request}, std::nullopt);
            QVERIFY(taken);
            const RenderedRequest own = run.rendered(request);
            QCOMPARE(taken->wire.body, own.wire.body);
            QCOMPARE(taken->wire.headers, own.wire.headers);
            QCOMPARE(taken->prompt, own.prompt);
        }
        QVERIFY(!ahead->take(RequestId{3}, std::nullopt)); // given away once
    }

    void goesAFewAheadOnly()
    {
        const Prepared run(40'000);
        const std::unique_ptr<RenderAhead> ahead = run.start();
        ahead->waitUntilAhead();
        const quint64 most = 4 * workers;
        QVERIFY(!ahead->take(RequestId{most}, std::nullopt));
        // Those before it may still come: users are a little out of order.
        QVERIFY(ahead->take(RequestId{most - 1}, std::nullopt));
        QVERIFY(ahead->take(RequestId{0}, std::nullopt));
    }

    void memoryIsBounded()
    {
        const Prepared run(40'000);
        const std::unique_ptr<RenderAhead> ahead = run.start({}, 100'000);
        ahead->waitUntilAhead();
        // Bodies and prompts of two make 160 KB. What is taken makes room, so the one that is not there goes
        // first.
        QVERIFY(!ahead->take(RequestId{2}, std::nullopt));
        QVERIFY(ahead->take(RequestId{1}, std::nullopt));
    }

    void ranksTakeTheirOwn()
    {
        const Prepared run(40'000);
        const std::unique_ptr<RenderAhead> ahead = run.start({1, 3});
        ahead->waitUntilAhead();
        QVERIFY(ahead->take(RequestId{1}, std::nullopt));
        QVERIFY(!ahead->take(RequestId{2}, std::nullopt));
        ahead->waitUntilAhead();
        QVERIFY(ahead->take(RequestId{4}, std::nullopt));
    }

    void endsWithTheData()
    {
        const Prepared run(40'000,
                           [](Scenario &scenario) { scenario.data[0].atEnd = DataSource::AtEnd::Stop; });
        const std::unique_ptr<RenderAhead> ahead = run.start();
        ahead->waitUntilAhead();
        QVERIFY(ahead->take(RequestId{4}, std::nullopt));
        ahead->waitUntilAhead();
        QVERIFY(!ahead->take(RequestId{5}, std::nullopt));
    }

    void largeOnesAmongSmallOnes()
    {
        const Prepared run(40'000, [](Scenario &scenario) {
            RequestTemplate small;
            small.name = QStringLiteral("small");
            scenario.requests[0].name = QStringLiteral("large");
            scenario.requests.push_back(small);
        });
        const std::unique_ptr<RenderAhead> ahead = run.start();
        int large = 0;
        for (quint64 request = 0; request < 30; ++request) {
            ahead->waitUntilAhead();
            const bool isLarge =
                run.context->chooser->choose(RequestId{request}).requestTemplate.value() == 0;
            QCOMPARE(ahead->take(RequestId{request}, std::nullopt).has_value(), isLarge);
            large += isLarge ? 1 : 0;
        }
        QVERIFY(large > 0 && large < 30);
    }

    void fillersOfATrace()
    {
        const Prepared run(10, [](Scenario &scenario) {
            scenario.requests[0].data.clear();
            scenario.requests[0].prompt = QStringLiteral("{{filler}}");
            TraceLoad trace;
            trace.path = QStringLiteral(WEIR_TEST_DATA "/traces/longprompts.csv");
            scenario.load.first().model = trace;
            scenario.load.first().duration.reset();
        });
        const std::unique_ptr<RenderAhead> ahead = run.start();
        QVERIFY(ahead);
        ahead->waitUntilAhead();
        const TraceLengths first{50'000, 10};
        const TraceLengths third{60'000, 30};
        const std::optional<RenderedRequest> taken = ahead->take(RequestId{0}, first);
        QVERIFY(taken);
        QCOMPARE(taken->wire.body, run.rendered(0, first).wire.body);
        QVERIFY(!ahead->take(RequestId{1}, TraceLengths{5, 20})); // small
        // Steering made another row of it: never what nobody asked for.
        QVERIFY(!ahead->take(RequestId{2}, first));
        ahead->waitUntilAhead();
        QVERIFY(!ahead->take(RequestId{2}, third));
    }
};

QTEST_GUILESS_MAIN(TestRenderAhead)
#include "tst_renderahead.moc"
