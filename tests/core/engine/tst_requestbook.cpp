// SPDX-License-Identifier: GPL-3.0-or-later
// Requests from their launch to their last attempt, with a driver and attempts that do what the test says.
#include "base/turns.h"
#include "engine/renderahead.h"
#include "engine/requestbook.h"
#include "handattempt.h"
#include "metrics/derived.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// Plans nothing by itself.
class HandDriver final : public LoadDriver
{
public:
    struct End
    {
        quint64 request = 0;
        Nanoseconds backOff{0};
        friend bool operator==(const End &, const End &) = default;
    };

    void begin(const RunTimes &, RequestLauncher &to) override { launcher = &to; }
    [[nodiscard]] std::optional<TimePoint> nextDue() const override { return std::nullopt; }
    bool launchNext(TimePoint) override { return false; }
    void requestEnded(RequestId request, UserIndex, TimePoint, Nanoseconds backOff) override
    {
        ends.push_back({request.value(), backOff});
    }
    void steer(TimePoint, double) override {}
    void stop(TimePoint) override { ++stops; }
    [[nodiscard]] bool planEnded(TimePoint) const override { return stops > 0; }
    [[nodiscard]] std::size_t waiting() const override { return held; }
    UserTime takeUserTime(TimePoint) override { return {1s, 2s, 3s, 4}; }

    RequestLauncher *launcher = nullptr;
    std::vector<End> ends;
    std::size_t held = 0;
    int stops = 0;
};

/// A book and what it is kept with.
class Desk
{
public:
    explicit Desk(const Scenario &scenario)
        : m_clock(std::make_shared<ManualClock>(timePointFromNs(1'000'000'000)))
        , m_run(contextOf(scenario, m_clock))
        , zero(m_clock->now())
    {
        std::unique_ptr<HandDriver> made = std::make_unique<HandDriver>();
        driver = made.get();
        book.emplace(
            *m_run, WorkerIndex{3}, std::move(made), m_timers,
            [this](AttemptObserver &observer, quint64 key, RequestRecord record) {
                std::unique_ptr<HandAttempt> attempt =
                    std::make_unique<HandAttempt>(*m_run, observer, key, std::move(record));
                attempts.push_back(attempt.get());
                m_clock->advance(preparing);
                return attempt;
            },
            [this] { ++ended; }, ahead.get());
        book->begin({zero, zero + 1s});
    }

    /// The attempt that begins with the request.
    HandAttempt &launch(quint64 request, Nanoseconds intended = 0s)
    {
        LaunchOrder order;
        order.request = RequestId{request};
        order.intended = zero + intended;
        order.keepConnection = false;
        driver->launcher->launch(order);
        return *attempts.back();
    }
    void goTo(Nanoseconds since)
    {
        while (m_timers.nextDue() && *m_timers.nextDue() <= zero + since) {
            m_clock->set(std::max(m_clock->now(), *m_timers.nextDue()));
            m_timers.runNext(m_clock->now());
        }
        m_clock->set(zero + since);
    }
    WorkerBatch batch() { return book->takeBatch(m_clock->now()); }

private:
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<const RunContext> m_run;
    TimerQueue m_timers;

public:
    /// Null where no request is large.
    const std::unique_ptr<RenderAhead> ahead =
        RenderAhead::startFor(*m_run, planRun(m_run->scenario, {{}, {}, {}})->loadPlan(), {}, 1);
    Nanoseconds preparing{0}; ///< What each attempt's making takes.
    const TimePoint zero;
    HandDriver *driver = nullptr;        ///< The book's.
    std::vector<HandAttempt *> attempts; ///< The book's, until it forgets them.
    std::optional<RequestBook> book;
    int ended = 0;
};

Scenario retrying()
{
    Scenario scenario = handScenario();
    scenario.targets.front().retry.attempts = 2;
    scenario.targets.front().retry.jitter = 0;
    scenario.targets.front().retry.backoff = 2s;
    return scenario;
}

/// A prompt and what is said after it, `turns` in all.
Scenario talking(int turns)
{
    Scenario scenario = handScenario();
    scenario.requests.front().prompt = QStringLiteral("say 1");
    for (int turn = 2; turn <= turns; ++turn)
        scenario.requests.front().conversation.then << QStringLiteral("say %1").arg(turn);
    scenario.requests.front().conversation.think.low = 2s;
    return scenario;
}

/// The texts of the messages that the attempt sent, each behind the first letter of its role.
QStringList messagesOf(const HandAttempt &attempt)
{
    QStringList texts;
    const QJsonArray messages =
        QJsonDocument::fromJson(attempt.sent.back().body).object().value(u"messages").toArray();
    for (const QJsonValue message : messages)
        texts << message[u"role"].toString().first(1) + u':' + message[u"content"].toString();
    return texts;
}

void answer(HandAttempt &attempt)
{
    attempt.open();
    attempt.token();
    attempt.succeed();
}

} // namespace

class TestRequestBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConversationCarriesItsHistory()
    {
        Desk desk(talking(10));
        LaunchOrder order;
        order.request = RequestId{7};
        order.user = UserIndex{2};
        order.intended = desk.zero;
        desk.driver->launcher->launch(order);
        QStringList expected;
        for (int turn = 1; turn <= 10; ++turn) {
            HandAttempt &attempt = *desk.attempts.back();
            expected << QStringLiteral("u:say %1").arg(turn);
            QCOMPARE(messagesOf(attempt), expected);
            QCOMPARE(turnOf(attempt.record().request, 1), quint64(turn));
            QCOMPARE(firstTurnOf(attempt.record().request, 1), RequestId{7});
            QCOMPARE(attempt.record().user, UserIndex{2});
            attempt.open();
            for (int token = 0; token < turn; ++token)
                attempt.token();
            attempt.succeed();
            expected << QStringLiteral("a:") + QString(turn, u'a');
            QCOMPARE(desk.driver->ends.size(), std::size_t(turn == 10 ? 1 : 0));
            QCOMPARE(desk.book->isIdle(), turn == 10);
            desk.goTo(std::chrono::seconds{2 * turn});
            QCOMPARE(desk.attempts.size(), std::size_t(std::min(turn + 1, 10)));
        }
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.started, quint64(10));
        QCOMPARE(batch.planned, quint64(9)); // the first is the driver's to tell
        QCOMPARE(batch.finished.back().intended - desk.zero, Nanoseconds(18s));
    }

    void aConversationGoesOnBeforeItsWireEnds()
    {
        Desk desk(talking(2));
        HandAttempt &first = desk.launch(0);
        first.open();
        first.token();
        first.terminate();
        desk.goTo(2s);
        QCOMPARE(messagesOf(*desk.attempts.back()),
                 (QStringList{QStringLiteral("u:say 1"), QStringLiteral("a:a"), QStringLiteral("u:say 2")}));
        answer(*desk.attempts.back());
        QCOMPARE(desk.attempts.size(), std::size_t{2});
        QCOMPARE(desk.driver->ends.size(), std::size_t{1});
    }

    void whatEndsAConversation_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<int>("status");
        QTest::newRow("a failure") << QByteArray() << 500;
        QTest::newRow("too long a context") << QByteArray() << 400;
        QTest::newRow("no token") << QByteArray() << 200;
        QTest::newRow("a call of a tool")
            << QByteArray(
                   "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\","
                   "\"arguments\":\"{}\"}}]}}]}")
            << 200;
        QTest::newRow("reasoning alone")
            << QByteArray("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}") << 200;
    }
    void whatEndsAConversation()
    {
        QFETCH(QByteArray, event);
        QFETCH(int, status);
        Desk desk(talking(3));
        HandAttempt &first = desk.launch(0);
        if (status != 200) {
            first.answerWith(status);
        } else {
            first.open();
            if (!event.isEmpty())
                first.noteBytes(desk.zero, "data: " + event + "\n\n");
            first.succeed();
        }
        QCOMPARE(desk.driver->ends.size(), std::size_t{1});
        desk.goTo(10s);
        QCOMPARE(desk.attempts.size(), std::size_t{1});
        QVERIFY(desk.book->isIdle());
    }

    void aRetryCarriesTheSame()
    {
        Scenario scenario = talking(2);
        scenario.targets = retrying().targets;
        Desk desk(scenario);
        answer(desk.launch(0));
        desk.goTo(2s);
        const QStringList carried = messagesOf(*desk.attempts.back());
        desk.attempts.back()->answerWith(500);
        desk.goTo(4s);
        QCOMPARE(desk.attempts.size(), std::size_t{3});
        QCOMPARE(messagesOf(*desk.attempts.back()), carried);
        QCOMPARE(carried.size(), qsizetype{3});
    }

    void boundsOfAConversation()
    {
        Scenario scenario = talking(5);
        scenario.requests.front().conversation.maxTurns = 2;
        Desk few(scenario);
        answer(few.launch(0));
        few.goTo(2s);
        answer(*few.attempts.back());
        few.goTo(9s);
        QCOMPARE(few.attempts.size(), std::size_t{2});

        scenario.requests.front().conversation.maxTurns = 100;
        scenario.requests.front().conversation.historyKib = 1;
        scenario.requests.front().prompt = QString(1100, u'x');
        Desk full(scenario);
        answer(full.launch(0));
        full.goTo(9s);
        QCOMPARE(full.attempts.size(), std::size_t{1});
        QCOMPARE(full.driver->ends.size(), std::size_t{1});
    }

    void theEndOfTheLoadEndsConversations()
    {
        Desk desk(talking(3));
        answer(desk.launch(0));
        QVERIFY(!desk.book->isIdle());
        desk.book->stop();
        QVERIFY(desk.book->isIdle());
        desk.goTo(9s);
        QCOMPARE(desk.attempts.size(), std::size_t{1});
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.dropped, quint64(0));
        QCOMPARE(batch.planned, quint64(0));
    }

    void aLaunchMakesTheRecord()
    {
        Desk desk(handScenario());
        LaunchOrder order;
        order.request = RequestId{5};
        order.user = UserIndex{2};
        order.intended = desk.zero + 100ms;
        order.capWait = 300ms;
        order.byClock = false;
        desk.goTo(500ms);
        QVERIFY(desk.driver->launcher->launch(order));
        HandAttempt &attempt = *desk.attempts.back();
        const RequestRecord &record = attempt.record();
        QCOMPARE(record.request, RequestId{5});
        QCOMPARE(record.user, UserIndex{2});
        QCOMPARE(record.worker, WorkerIndex{3});
        QVERIFY(record.phase == RunPhase::WarmUp);
        QCOMPARE(record.capWait, Nanoseconds(300ms));
        QCOMPARE(*record.started - desk.zero, Nanoseconds(500ms));
        QVERIFY(!record.openLoad);
        QVERIFY(desk.launch(6, 1s).record().phase == RunPhase::Measure);
        QVERIFY(desk.attempts.back()->record().openLoad);
        QVERIFY(!desk.book->isIdle());
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.worker, WorkerIndex{3});
        QCOMPARE(batch.started, quint64(2));
        QCOMPARE(batch.attempts, quint64(2));
        QCOMPARE(batch.openStreams, quint64(2));
        QCOMPARE(batch.slip.count(), quint64(2));
        QCOMPARE(batch.userThinking, Nanoseconds(2s));
        QCOMPARE(batch.activeUsers, quint64(4));
    }

    void countsWhatIsPlanned()
    {
        Desk desk(handScenario());
        RequestLauncher &launcher = *desk.driver->launcher;
        launcher.planned(desk.zero + 2s);
        launcher.planned(desk.zero + 1s);
        launcher.drop(desk.zero, true);
        launcher.drop(desk.zero, false);
        launcher.capReached();
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.planned, quint64(2));
        QVERIFY(batch.lastIntended == Stamp(desk.zero + 2s));
        QCOMPARE(batch.dropped, quint64(2));
        QCOMPARE(batch.droppedByCap, quint64(1));
        QVERIFY(batch.capReached);
        const WorkerBatch next = desk.batch();
        QCOMPARE(next.planned, quint64(0));
        QVERIFY(!next.capReached);
        QVERIFY(next.lastIntended == batch.lastIntended); // so far
    }

    void tokensAreCountedAndSampled()
    {
        Desk desk(handScenario());
        HandAttempt &warm = desk.launch(0);
        HandAttempt &measured = desk.launch(1, 1s);
        for (HandAttempt *attempt : {&warm, &measured})
            attempt->open();
        desk.goTo(2s);
        for (HandAttempt *attempt : {&warm, &measured})
            attempt->token();
        desk.goTo(3s);
        for (HandAttempt *attempt : {&warm, &measured})
            attempt->token();
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.firstTokens.size(), std::size_t{2});
        QCOMPARE(batch.firstTokens.front().ttft, Nanoseconds(2s));
        QVERIFY(batch.firstTokens.front().phase == RunPhase::WarmUp);
        QCOMPARE(batch.chunks, quint64(4));
        QCOMPARE(batch.events, quint64(4));
        QCOMPARE(batch.reads, quint64(4));
        QCOMPARE(batch.itl.count(), quint64(1)); // warm-up apart
    }

    void aTimerIsSetAnewWhenTokensCome()
    {
        Scenario scenario = handScenario();
        scenario.targets.front().timers.firstToken = 10s;
        scenario.targets.front().timers.stall = 1s;
        Desk desk(scenario);
        HandAttempt &attempt = desk.launch(0);
        attempt.open();
        desk.goTo(1s);
        attempt.token();
        desk.goTo(1'900ms);
        attempt.token();
        desk.goTo(2'800ms);
        QVERIFY(!attempt.ended());
        desk.goTo(2'900ms);
        QVERIFY(attempt.ended());
        QCOMPARE(desk.ended, 1);
        const WorkerBatch batch = desk.batch();
        QVERIFY(batch.finished.front().outcome.outcome == OutcomeClass::StallTimeout);
        QCOMPARE(*batch.finished.front().closed - desk.zero, Nanoseconds(2'900ms));
        QVERIFY(desk.book->isIdle());
    }

    void dataThatEnd()
    {
        Scenario scenario = handScenario();
        DataSource source;
        source.name = QStringLiteral("rows");
        source.format = DataSource::Format::Inline;
        source.prompts = {QStringLiteral("the only one")};
        source.atEnd = DataSource::AtEnd::Stop;
        scenario.requests.front().data = source.name;
        scenario.requests.front().prompt = QStringLiteral("{{prompt}}");
        scenario.data = {source};
        const auto second = [] {
            LaunchOrder order;
            order.request = RequestId{1};
            return order;
        };
        Desk stopping(scenario);
        QCOMPARE(*stopping.launch(0).record().row, RowIndex{0});
        QVERIFY(!stopping.driver->launcher->launch(second()));
        QCOMPARE(stopping.batch().started, quint64(1));

        scenario.data.front().atEnd = DataSource::AtEnd::Fail;
        Desk failing(scenario);
        failing.launch(0);
        QVERIFY(failing.driver->launcher->launch(second()));
        QVERIFY(failing.batch().finished.front().outcome.outcome == OutcomeClass::LocalError);
    }

    void usersPauseAfterLocalErrors()
    {
        Scenario scenario = handScenario();
        scenario.requests.front().prompt = QStringLiteral("{{no_such_field}}");
        Desk broken(scenario);
        broken.launch(4);
        QVERIFY(broken.driver->ends == (std::vector<HandDriver::End>{{4, 100ms}}));
        QCOMPARE(broken.batch().slip.count(), quint64(0)); // it never went out
        Desk desk(handScenario());
        desk.launch(4).succeed();
        QVERIFY(desk.driver->ends == (std::vector<HandDriver::End>{{4, 0s}}));
    }

    void largeRequestsComeFromAhead()
    {
        Scenario scenario = handScenario();
        scenario.requests.front().prompt = QString(40'000, u'x');
        Desk desk(scenario);
        QVERIFY(desk.ahead);
        desk.ahead->waitUntilAhead();
        QVERIFY(desk.launch(0).sent.front().body.contains(QByteArray(40'000, 'x')));
        QVERIFY(!desk.ahead->take(RequestId{0}, std::nullopt)); // the book has it
        desk.ahead->waitUntilAhead();
        QVERIFY(desk.ahead->take(RequestId{1}, std::nullopt));
        // What is not ready is made when it is sent.
        QVERIFY(desk.launch(1).sent.front().body.contains(QByteArray(40'000, 'x')));
        QVERIFY(!Desk(handScenario()).ahead);
    }

    /// A body that is made only when it is due goes out late, and that is told.
    void makingARequestIsSlip()
    {
        Desk desk(handScenario());
        desk.preparing = 18ms;
        HandAttempt &attempt = desk.launch(0);
        QCOMPARE(*attempt.record().started - attempt.record().intended, Nanoseconds(18ms));
        QCOMPARE(*derive(attempt.record()).scheduleSlip, Nanoseconds(18ms));
        const Nanoseconds slip = desk.batch().slip.max();
        QVERIFY(slip > 17ms && slip < 19ms);
    }

    void serversAreToldOnce()
    {
        Scenario scenario = handScenario();
        Desk desk(scenario);
        const auto answer = [&desk](quint64 request, const std::vector<RawHeader> &headers) {
            HandAttempt &attempt = desk.launch(request);
            attempt.noteHead(desk.zero, {200, headers});
            attempt.noteEnd(desk.zero, {});
        };
        answer(0, {{"Content-Type", "text/event-stream"}});
        QVERIFY(desk.batch().servers.empty());
        answer(1, {{"server", "uvicorn"}, {"VIA", "1.1 edge"}, {"X-Powered-By", " Express "}});
        answer(2, {{"Server", "uvicorn"}, {"Via", "1.1 edge"}, {"X-Powered-By", "Express"}});
        answer(3, {{"Server", QByteArray(300, 'n')}});
        const std::vector<ServerName> told = desk.batch().servers;
        QCOMPARE(told.size(), std::size_t{2});
        QCOMPARE(told[0].target, TargetIndex{0});
        QCOMPARE(told[0].text, QStringLiteral("uvicorn, via: 1.1 edge, x-powered-by: Express"));
        QCOMPARE(told[1].text, QString(200, u'n'));
        answer(4, {{"Server", "uvicorn"}, {"Via", "1.1 edge"}, {"X-Powered-By", "Express"}});
        QVERIFY(desk.batch().servers.empty());
        for (quint64 i = 0; i < 200; ++i)
            answer(5 + i, {{"Server", QByteArray::number(i)}});
        QVERIFY(desk.batch().servers.size() < 100); // one that calls itself anew each time
        desk.launch(300).noteEnd(desk.zero, {WireEnd::Kind::ConnectRefused, {}});
        QVERIFY(desk.batch().servers.empty());
    }

    void serversKeepNoSecret()
    {
        Scenario scenario = handScenario();
        qputenv("WEIR_TEST_SERVER_KEY", "sk-0123456789abcdef");
        scenario.targets.front().auth.scheme = AuthScheme::Bearer;
        scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_SERVER_KEY");
        Desk desk(scenario);
        HandAttempt &attempt = desk.launch(0);
        attempt.noteHead(desk.zero, {401, {{"Server", "gate of sk-0123456789abcdef"}}});
        attempt.noteEnd(desk.zero, {});
        QCOMPARE(desk.batch().servers.at(0).text, QStringLiteral("gate of [redacted]"));
    }

    void failuresAreTriedAgain()
    {
        Desk desk(retrying());
        desk.launch(4).answerWith(500);
        QVERIFY(desk.driver->ends.empty()); // the request has not ended
        QVERIFY(!desk.book->isIdle());
        desk.goTo(1'999ms);
        QCOMPARE(desk.attempts.size(), std::size_t{1});
        desk.goTo(2s);
        QCOMPARE(desk.attempts.size(), std::size_t{2});
        HandAttempt &second = *desk.attempts.back();
        QCOMPARE(second.record().attempt, AttemptNumber{2});
        QVERIFY(!second.sent.front().reuseConnection); // as the first
        second.answerWith(500);
        QVERIFY(desk.driver->ends == (std::vector<HandDriver::End>{{4, 0s}}));
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.started, quint64(1));
        QCOMPARE(batch.attempts, quint64(2));
        QCOMPARE(batch.slip.count(), quint64(2)); // a retry's is that beyond its back-off ...
        QVERIFY(batch.slip.max() <= 1us);         // ... which ended when it began
        QVERIFY(batch.finished[1].due == Stamp(desk.zero + 2s));
        QVERIFY(batch.finished[1].firstStarted == batch.finished[0].started);
        QVERIFY(!batch.finished[0].due && !batch.finished[0].firstStarted);
        QCOMPARE(batch.finished.size(), std::size_t{2});
        QVERIFY(batch.finished[0].retried);
        QVERIFY(!batch.finished[1].retried);
        QVERIFY(desk.book->isIdle());
    }

    /// Three requests of a service that leaves each connection open: the user's next one need not wait.
    void usersGoOnAtTheTerminator()
    {
        Desk desk(handScenario());
        for (const quint64 request : {0, 1, 2}) {
            HandAttempt &attempt = desk.launch(request);
            attempt.open();
            attempt.token();
            attempt.terminate();
            QCOMPARE(desk.driver->ends.size(), std::size_t(request + 1));
            QVERIFY(!attempt.ended());
        }
        QCOMPARE(desk.ended, 3);
        QVERIFY(!desk.book->isIdle()); // their records are still to come
        const WorkerBatch early = desk.batch();
        QVERIFY(early.finished.empty());
        QCOMPARE(early.openStreams, quint64(0));  // nobody is at them
        desk.attempts[1]->noteEnd(desk.zero, {}); // this server closes after all
        desk.goTo(1s);
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.finished.size(), std::size_t{3});
        for (const RequestRecord &record : batch.finished) {
            QVERIFY(record.outcome.outcome == OutcomeClass::Success);
            QCOMPARE(record.lingered, record.request != RequestId{1});
        }
        QCOMPARE(desk.driver->ends.size(), std::size_t{3});
        QVERIFY(desk.book->isIdle());
    }

    void theEndOfARunIsNoLingering()
    {
        Desk desk(handScenario());
        HandAttempt &attempt = desk.launch(0);
        attempt.open();
        attempt.token();
        attempt.terminate();
        desk.book->cut();
        const WorkerBatch batch = desk.batch();
        QVERIFY(batch.finished.front().outcome.outcome == OutcomeClass::Success);
        QVERIFY(!batch.finished.front().lingered);
        QCOMPARE(desk.driver->ends.size(), std::size_t{1});
        QVERIFY(desk.book->isIdle());
    }

    void theMemoryGuardEndsWhoHoldsMost()
    {
        Desk desk(handScenario());
        for (quint64 request = 0; request < 4; ++request)
            desk.launch(request).open();
        desk.attempts[0]->held = 1'000'000;
        desk.attempts[1]->held = 10'000'000;
        desk.attempts[2]->held = 6'000'000;
        QCOMPARE(desk.book->relieve(MemoryRelief::EndLargest, desk.zero), quint64{2});
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.finished.size(), std::size_t{2});
        for (const RequestRecord &record : batch.finished) {
            QVERIFY(record.request == RequestId{1} || record.request == RequestId{2});
            QCOMPARE(record.outcome.key(), QStringLiteral("local_error:memory guard"));
            QCOMPARE(record.outcome.message.code(), QByteArray("judge.memory_guard"));
        }
        // What is left is too little to be the cause.
        desk.attempts[0]->held = 1000;
        QCOMPARE(desk.book->relieve(MemoryRelief::EndLargest, desk.zero), quint64{0});
    }

    void theMemoryGuardEndsWhoIsQuiet()
    {
        Desk desk(handScenario());
        desk.launch(0);
        desk.launch(1).open();
        desk.goTo(1s);
        desk.attempts[1]->token();
        desk.goTo(2s);
        QCOMPARE(desk.book->relieve(MemoryRelief::EndQuiet, desk.zero + 500ms), quint64{1});
        QCOMPARE(desk.batch().finished.front().request, RequestId{0});
        QVERIFY(!desk.attempts[1]->ended());
    }

    void theMemoryGuardEndsTheLoad()
    {
        Desk desk(handScenario());
        desk.launch(0).open();
        desk.launch(1).open();
        QCOMPARE(desk.book->relieve(MemoryRelief::EndAll, desk.zero), quint64{2});
        QCOMPARE(desk.driver->stops, 1);
        for (const RequestRecord &record : desk.batch().finished)
            QCOMPARE(record.outcome.key(), QStringLiteral("local_error:memory guard"));
    }

    void whatIsTriedAgainKeepsItsRecord()
    {
        Scenario scenario = retrying();
        scenario.targets.front().retry.on << toString(OutcomeClass::EmptyStream);
        Desk desk(scenario);
        HandAttempt &attempt = desk.launch(0);
        attempt.open();
        attempt.terminate(); // without one token
        QVERIFY(desk.driver->ends.empty());
        desk.goTo(1s); // the grace
        desk.goTo(3s);
        QCOMPARE(desk.attempts.size(), std::size_t{2});
        QVERIFY(desk.batch().finished.front().retried);
    }

    void whoStopsTriesNothingAgain()
    {
        Desk desk(retrying());
        desk.launch(1).answerWith(500);
        HandAttempt &running = desk.launch(2);
        desk.book->stop();
        QCOMPARE(desk.driver->stops, 1);
        QVERIFY(desk.driver->ends == (std::vector<HandDriver::End>{{1, 0s}}));
        QVERIFY(!running.ended()); // it may end by itself
        running.answerWith(500);
        desk.goTo(1min);
        QCOMPARE(desk.attempts.size(), std::size_t{2});
        const WorkerBatch batch = desk.batch();
        QCOMPARE(batch.finished.size(), std::size_t{2});
        QVERIFY(!batch.finished[0].retried && !batch.finished[1].retried);
        QVERIFY(desk.book->isIdle());
    }

    void cutEndsAllInTheirOrder()
    {
        Desk desk(handScenario());
        for (const quint64 request : {9, 3, 7, 1, 8})
            desk.launch(request);
        desk.driver->held = 1;
        desk.book->cut();
        QCOMPARE(desk.driver->stops, 1);
        const WorkerBatch batch = desk.batch();
        std::vector<quint64> order;
        for (const RequestRecord &record : batch.finished) {
            QVERIFY(record.outcome.outcome == OutcomeClass::CutByTestEnd);
            order.push_back(record.request.value());
        }
        QVERIFY(order == (std::vector<quint64>{9, 3, 7, 1, 8}));
        QVERIFY(!desk.book->isIdle()); // somebody waits for the cap
        desk.driver->held = 0;
        QVERIFY(desk.book->isIdle());
        desk.book->forgetEnded();
    }

    void openRequestsTellWhatIsNew()
    {
        Desk desk(retrying());
        HandAttempt &attempt = desk.launch(0);
        attempt.open();
        attempt.token();
        desk.launch(1).answerWith(500); // waits for its next attempt
        desk.book->addOpen();
        const WorkerBatch first = desk.batch();
        QCOMPARE(first.open.size(), std::size_t{2});
        QCOMPARE(first.open.front().record.chunks.size(), std::size_t{1});
        attempt.token();
        attempt.token();
        desk.book->addOpen();
        const WorkerBatch second = desk.batch();
        QCOMPARE(second.open.size(), std::size_t{1}); // the one that waits
        QCOMPARE(second.open.front().record.request, RequestId{1});
        QCOMPARE(second.progress.requests.size(), std::size_t{1});
        QCOMPARE(second.progress.chunks.size(), std::size_t{2});
    }

    void chunkTimesAreDroppedWhereNotWanted()
    {
        Scenario scenario = handScenario();
        scenario.recording.chunkTimes = false;
        Desk desk(scenario);
        HandAttempt &attempt = desk.launch(0);
        attempt.open();
        attempt.token();
        attempt.succeed();
        const WorkerBatch batch = desk.batch();
        QVERIFY(batch.finished.front().chunks.empty());
        QCOMPARE(batch.finished.front().chunkCount, 1U);
    }
};

QTEST_GUILESS_MAIN(TestRequestBook)
#include "tst_requestbook.moc"
