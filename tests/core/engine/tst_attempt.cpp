// SPDX-License-Identifier: GPL-3.0-or-later
// The record of one attempt as it happens, whatever carries it out.
#include "handattempt.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

class Observer final : public AttemptObserver
{
public:
    void onAttemptSends(const RenderedRequest &) override { ++sends; }
    void onAttemptRead(Attempt &, quint64 readBytes, quint32 readEvents) override
    {
        bytes += readBytes;
        events += readEvents;
    }
    void onAttemptFirstToken(const RequestRecord &, TimePoint) override { ++firstTokens; }
    void onAttemptChunk(const RequestRecord &, std::optional<Nanoseconds> gap) override
    {
        gaps.push_back(gap);
    }
    void onAttemptAnswered(Attempt &attempt) override
    {
        ++answers;
        settled = attempt.settledOutcome().outcome;
    }
    void onAttemptEnded(Attempt &attempt) override
    {
        ++ends;
        events += attempt.eventsOfTheEnd();
    }

    quint64 bytes = 0;
    quint32 events = 0;
    int sends = 0, firstTokens = 0, answers = 0, ends = 0;
    OutcomeClass settled = OutcomeClass::LocalError;
    std::vector<std::optional<Nanoseconds>> gaps;
};

} // namespace

class TestAttempt : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<const RunContext> m_run;
    std::unique_ptr<Observer> m_observer;
    std::unique_ptr<HandAttempt> m_attempt;

    HandAttempt &make(const Scenario &scenario)
    {
        m_attempt.reset();
        m_clock = std::make_shared<ManualClock>(timePointFromNs(1'000'000'000));
        m_run = contextOf(scenario, m_clock);
        m_observer = std::make_unique<Observer>();
        AttemptObserver &observer = *m_observer;
        m_attempt = std::make_unique<HandAttempt>(*m_run, observer, 7, RequestRecord{});
        return *m_attempt;
    }
    HandAttempt &started(const Scenario &scenario, const Sending &sending = {})
    {
        HandAttempt &attempt = make(scenario);
        static_cast<void>(attempt.begin(RequestChoice{}, sending));
        return attempt;
    }
    /// Moves the clock from timeout to timeout until the attempt ends; how long that took since the start.
    Nanoseconds untilTimersEndIt()
    {
        const TimePoint start = *m_attempt->record().started;
        while (const std::optional<TimePoint> due = m_attempt->nextTimeout()) {
            m_clock->set(*due - 1ns);
            m_attempt->checkTimers(m_clock->now());
            if (m_attempt->ended())
                return Nanoseconds{-1}; // too early
            m_clock->set(*due);
            m_attempt->checkTimers(m_clock->now());
        }
        return m_clock->now() - start;
    }
    [[nodiscard]] OutcomeClass outcome() const { return m_attempt->record().outcome.outcome; }

    static Scenario timed()
    {
        Scenario scenario = handScenario();
        scenario.targets.front().timers.firstToken = 3s;
        scenario.targets.front().timers.stall = 2s;
        scenario.targets.front().timers.deadline = 10s;
        return scenario;
    }

private Q_SLOTS:
    void beginsAndEndsAsOneRecord()
    {
        HandAttempt &attempt = started(timed());
        QCOMPARE(m_observer->sends, 1);
        QCOMPARE(attempt.sent.size(), std::size_t{1});
        QCOMPARE(attempt.record().bytesSent, quint64(attempt.sent.front().body.size()));
        attempt.open();
        m_clock->advance(1s);
        attempt.token();
        m_clock->advance(1s);
        attempt.token();
        attempt.succeed();
        QVERIFY(attempt.ended());
        QCOMPARE(m_observer->ends, 1);
        QCOMPARE(m_observer->firstTokens, 1);
        QVERIFY(m_observer->gaps == (std::vector<std::optional<Nanoseconds>>{std::nullopt, 1s}));
        QCOMPARE(m_observer->events, 4U);
        const RequestRecord record = attempt.takeRecord();
        QVERIFY(record.outcome.outcome == OutcomeClass::Success);
        QCOMPARE(*record.firstContent - *record.started, Nanoseconds(1s));
        QCOMPARE(*record.lastToken - *record.started, Nanoseconds(2s));
        QCOMPARE(*record.terminator, *record.closed);
        QCOMPARE(record.chunkCount, 2U);
        QCOMPARE(record.eventCount, 4U);
        QCOMPARE(record.bytesReceived, m_observer->bytes);
        QCOMPARE(record.finishReason, QStringLiteral("stop"));
        QCOMPARE(attempt.aborts, 0);
    }

    void eventsAreAsGoodAsTheBytesThatBringThem()
    {
        const auto play = [this](bool asBytes) {
            HandAttempt &attempt = started(timed());
            attempt.open();
            m_clock->advance(1s);
            const QByteArrayView bytes("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
            StreamEvent event;
            event.chunk = ChunkKind::Content;
            event.textLength = 1;
            event.hasAnswer = true;
            if (asBytes)
                attempt.noteBytes(m_clock->now(), bytes);
            else
                attempt.noteEvents(m_clock->now(), quint64(bytes.size()), {&event, 1});
            attempt.succeed();
            return attempt.takeRecord();
        };
        QVERIFY(play(true) == play(false));
    }

    void timersRunOut_data()
    {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<qint64>("seconds");
        using O = OutcomeClass;
        QTest::newRow("no token") << 0 << true << int(O::FirstTokenTimeout) << qint64(3);
        QTest::newRow("a token, then silence") << 1 << true << int(O::StallTimeout) << qint64(1 + 2);
        QTest::newRow("tokens beyond the deadline") << 9 << true << int(O::Deadline) << qint64(10);
        QTest::newRow("a whole answer has no first token") << 0 << false << int(O::Deadline) << qint64(10);
    }

    void timersRunOut()
    {
        QFETCH(int, tokens);
        QFETCH(bool, stream);
        QFETCH(int, outcome);
        QFETCH(qint64, seconds);
        Scenario scenario = timed();
        scenario.requests.front().stream = stream;
        HandAttempt &attempt = started(scenario);
        attempt.open();
        for (int i = 0; i < tokens; ++i) {
            m_clock->advance(1s);
            attempt.token();
        }
        QCOMPARE(untilTimersEndIt(), Nanoseconds(std::chrono::seconds(seconds)));
        QCOMPARE(toString(this->outcome()), toString(static_cast<OutcomeClass>(outcome)));
        QCOMPARE(attempt.aborts, 1);
        attempt.end(LocalEnd::CutByTestEnd); // comes too late
        QCOMPARE(attempt.aborts, 1);
        QCOMPARE(m_observer->ends, 1);
    }

    void whoIsDecidedHasASecondToEnd()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        m_clock->advance(1s);
        attempt.token();
        attempt.noteBytes(m_clock->now(), "data: [DONE]\n\n");
        QCOMPARE(untilTimersEndIt(), Nanoseconds(2s));
        QVERIFY(outcome() == OutcomeClass::Success); // which the terminator had decided
        QVERIFY(attempt.record().lingered);
        QCOMPARE(*attempt.record().closed - *attempt.record().terminator, Nanoseconds(1s));
    }

    void staleConnectionCostsWhatItCostsTheUser()
    {
        HandAttempt &attempt = started(timed());
        const TimePoint start = *attempt.record().started;
        attempt.noteSent(m_clock->now());
        attempt.noteUploaded(m_clock->now());
        m_clock->advance(30ms);
        attempt.noteStale();
        QVERIFY(!attempt.record().sent);
        QVERIFY(!attempt.record().uploaded);
        m_clock->advance(20ms);
        attempt.open();
        m_clock->advance(50ms);
        attempt.token();
        attempt.succeed();
        QVERIFY(outcome() == OutcomeClass::Success);
        const RequestRecord &record = attempt.record();
        QVERIFY(record.staleConnection);
        QCOMPARE(record.sendCount, 1U);
        QCOMPARE(*record.started, start);
        QCOMPARE(*record.sent - start, Nanoseconds(50ms));
        QCOMPARE(*record.firstToken() - start, Nanoseconds(100ms));
    }

    void nobodyWaitsBeyondTheTerminator()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        attempt.token();
        QCOMPARE(m_observer->answers, 0);
        attempt.noteBytes(m_clock->now(), "data: [DONE]\n\n");
        QCOMPARE(m_observer->answers, 1);
        QVERIFY(m_observer->settled == OutcomeClass::Success);
        m_clock->advance(500ms);
        attempt.noteBytes(m_clock->now(), "data: {\"error\":{\"message\":\"too late\"}}\n\nnot json\n\n");
        QCOMPARE(m_observer->answers, 1);
        QCOMPARE(m_observer->ends, 0);
        attempt.noteEnd(m_clock->now(), {WireEnd::Kind::Interrupted, {}});
        QVERIFY(outcome() == OutcomeClass::Success);
        QVERIFY(!attempt.record().lingered);
        QCOMPARE(attempt.record().eventCount, 2U);
    }

    void aFailedCheckIsKnownAtTheTerminator()
    {
        Scenario scenario = timed();
        Check check;
        check.kind = Check::Kind::MinOutputTokens;
        check.count = 2;
        scenario.requests.front().checks = {check};
        HandAttempt &attempt = started(scenario);
        attempt.open();
        attempt.token();
        attempt.noteBytes(m_clock->now(), "data: [DONE]\n\n");
        QVERIFY(m_observer->settled == OutcomeClass::CheckFailed);
        attempt.noteEnd(m_clock->now(), {});
        QVERIFY(outcome() == OutcomeClass::CheckFailed);
    }

    void readsOfTokensAreCounted()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        const QByteArray token("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
        attempt.noteBytes(m_clock->now(), "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
        attempt.token();
        attempt.noteBytes(m_clock->now(), token + token + token);
        attempt.noteBytes(m_clock->now(), token.first(10)); // its end comes with the next
        attempt.noteBytes(m_clock->now(), token.sliced(10) + token);
        attempt.succeed(); // finish and terminator in one read share no token
        QCOMPARE(attempt.record().chunkCount, 6U);
        QCOMPARE(attempt.record().tokenReadCount, 3U);
        QCOMPARE(attempt.record().sharedChunkCount, 5U);
    }

    void eventsOfTheEndAreCounted()
    {
        HandAttempt &attempt = started(timed());
        attempt.noteHead(m_clock->now(), {500, {{"Content-Type", "application/json"}}});
        attempt.decodeBody();
        attempt.noteBytes(m_clock->now(), "{\"error\":{\"message\":\"no\"}}");
        QCOMPARE(m_observer->events, 0U);
        attempt.noteEnd(m_clock->now(), {});
        QCOMPARE(m_observer->events, 1U);
        QCOMPARE(attempt.record().eventCount, 1U);
    }

    void aRefusalWithoutEndIsLeft()
    {
        HandAttempt &attempt = started(timed());
        attempt.noteSent(m_clock->now());
        attempt.noteHead(m_clock->now(), {401, {{"Content-Type", "text/plain"}}});
        attempt.decodeBody();
        for (int i = 0; i < 63; ++i)
            attempt.noteBytes(m_clock->now(), QByteArray(1024, 'w'));
        QVERIFY(!attempt.ended()); // a page of a proxy may be that long, and its connection is worth keeping
        attempt.noteBytes(m_clock->now(), QByteArray(1024, 'w'));
        QVERIFY(attempt.ended());
        QCOMPARE(attempt.aborts, 1);
        QVERIFY(outcome() == OutcomeClass::Http4xx);
        QCOMPARE(attempt.record().errorBody, QByteArray(4096, 'w'));
    }

    void usersLeave()
    {
        Abandonment impatient;
        impatient.withoutToken = 2s;
        static_cast<void>(started(timed(), {{}, true, impatient}));
        QCOMPARE(untilTimersEndIt(), Nanoseconds(2s));
        QVERIFY(outcome() == OutcomeClass::Abandoned);

        HandAttempt &patient = started(timed(), {{}, true, impatient});
        patient.open();
        m_clock->advance(1s);
        patient.token(); // so he stays
        QCOMPARE(untilTimersEndIt(), Nanoseconds(3s));
        QVERIFY(outcome() == OutcomeClass::StallTimeout);

        Abandonment brief;
        brief.afterChunks = 2;
        HandAttempt &attempt = started(timed(), {{}, true, brief});
        attempt.open();
        attempt.token();
        QVERIFY(!attempt.ended());
        attempt.token();
        QVERIFY(outcome() == OutcomeClass::Abandoned);
        QCOMPARE(attempt.aborts, 1);
    }

    void whatCannotBeMadeIsALocalError()
    {
        HandAttempt &attempt = make(timed());
        RequestChoice choice;
        choice.dataExhausted = true;
        QVERIFY(!attempt.begin(choice, {}));
        QVERIFY(attempt.ended());
        QVERIFY(attempt.sent.empty());
        QCOMPARE(m_observer->sends, 0);
        QCOMPARE(m_observer->ends, 1);
        QVERIFY(outcome() == OutcomeClass::LocalError);
        QVERIFY(attempt.record().outcome.message.english().startsWith(
            QStringLiteral("The data source has no row left. Add rows")));
        QCOMPARE(*attempt.record().started, *attempt.record().closed);
        QVERIFY(!attempt.nextTimeout());

        Scenario scenario = timed();
        scenario.requests.front().prompt = QStringLiteral("{{no_such_field}}");
        QVERIFY(!make(scenario).begin(RequestChoice{}, {}));
        QVERIFY(outcome() == OutcomeClass::LocalError);
    }

    void connectionsAreKeptWhereBothWantIt()
    {
        QVERIFY(started(timed()).sent.front().reuseConnection);
        QVERIFY(!started(timed(), {{}, false, {}}).sent.front().reuseConnection);
    }

    void whatCannotBeReadFurtherIsEnded()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        attempt.noteBytes(m_clock->now(), "data: {broken\n\n");
        QVERIFY(outcome() == OutcomeClass::MalformedStream);
        QCOMPARE(attempt.aborts, 1);
        QVERIFY(attempt.record().errorBody.startsWith("data: {broken"));
    }

    void answersAreCheckedAndKept()
    {
        Scenario scenario = timed();
        scenario.recording.answers = true;
        Check check;
        check.text = QStringLiteral("aa");
        scenario.requests.front().checks = {check};
        HandAttempt &good = started(scenario);
        good.open();
        good.token();
        good.token();
        good.succeed();
        QVERIFY(outcome() == OutcomeClass::Success);
        QCOMPARE(good.record().answer, QByteArray("aa"));
        HandAttempt &bad = started(scenario);
        bad.open();
        bad.token();
        bad.succeed();
        QVERIFY(outcome() == OutcomeClass::CheckFailed);
        QCOMPARE(bad.record().outcome.httpStatus, 200);
    }

    void headsAndBodiesAreChecked()
    {
        Scenario scenario = timed();
        Check ofBody;
        ofBody.of = Check::Subject::Body;
        ofBody.text = QStringLiteral("\"choices\"");
        Check ofHead;
        ofHead.kind = Check::Kind::Header;
        ofHead.name = QStringLiteral("Content-Type");
        ofHead.text = QStringLiteral("event-stream");
        scenario.requests.front().checks = {ofBody, ofHead};
        HandAttempt &good = started(scenario);
        good.open();
        good.token();
        good.succeed();
        QCOMPARE(good.record().outcome.key(), QStringLiteral("success"));
        scenario.requests.front().checks.back().text = QStringLiteral("plain");
        HandAttempt &bad = started(scenario);
        bad.open();
        bad.token();
        bad.succeed();
        QCOMPARE(bad.record().outcome.key(), QStringLiteral("check_failed:header"));
    }

    void bodiesBeyondTheBoundCantBeDecided()
    {
        Scenario scenario = timed();
        Check check;
        check.kind = Check::Kind::NotContains;
        check.of = Check::Subject::Body;
        check.text = QStringLiteral("never there");
        scenario.requests.front().checks = {check};
        HandAttempt &attempt = started(scenario);
        attempt.open();
        const QByteArray comment = ": " + QByteArray(100'000, 'x') + "\n\n";
        for (int i = 0; i < 11; ++i)
            attempt.noteBytes(m_clock->now(), comment);
        attempt.token();
        attempt.succeed();
        QCOMPARE(attempt.record().outcome.key(), QStringLiteral("local_error:check_limit"));
    }

    void theHeadIsTheFirstByte()
    {
        HandAttempt &attempt = started(timed());
        m_clock->advance(1s);
        attempt.open();
        m_clock->advance(1s);
        attempt.token();
        attempt.succeed();
        const RequestRecord &record = attempt.record();
        QVERIFY(record.firstByte == record.headers);
        QCOMPARE(*record.firstByte - *record.started, Nanoseconds(1s));
        QCOMPARE(*record.firstContent - *record.started, Nanoseconds(2s));
    }

    void anEmptyStreamSaysWhatItsUsageSaid()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        attempt.noteBytes(
            m_clock->now(),
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}\n\n");
        attempt.succeed();
        QVERIFY(outcome() == OutcomeClass::EmptyStream);
        QCOMPARE(attempt.record().outcome.message.english(),
                 QStringLiteral("A proper end, but not one token; the service's own count of them is 1."));
        HandAttempt &silent = started(timed());
        silent.open();
        silent.succeed();
        QVERIFY(outcome() == OutcomeClass::EmptyStream);
        QCOMPARE(silent.record().outcome.message.code(), QByteArray("outcome.empty_stream"));
    }

    void retryAfterIsTaken()
    {
        HandAttempt &attempt = started(timed());
        attempt.noteHead(m_clock->now(), {429, {{"retry-after", "7"}}});
        attempt.noteEnd(m_clock->now(), {});
        QVERIFY(outcome() == OutcomeClass::RateLimited);
        QCOMPARE(*attempt.record().retryAfter, Nanoseconds(7s));
    }

    void serverTimingIsTaken()
    {
        const RawHeader timing{"Server-Timing", "queue;dur=5, prefill;dur=80, decode;dur=1, total;dur=90"};
        HandAttempt &attempt = started(timed());
        attempt.noteHead(m_clock->now(), {200, {timing}});
        // The head of a stream comes before the answer.
        const ServerTiming head{{}, Nanoseconds(5ms), Nanoseconds(80ms), {}};
        QVERIFY(attempt.record().server == head);
        StreamEvent told;
        told.timing = ServerTiming{Nanoseconds(200ms), {}, Nanoseconds(70ms), {}};
        attempt.noteEvents(m_clock->now(), 10, {&told, 1});
        const ServerTiming both{Nanoseconds(200ms), Nanoseconds(5ms), Nanoseconds(70ms), {}};
        QVERIFY(attempt.record().server == both);

        Scenario whole = timed();
        whole.requests.front().stream = false;
        HandAttempt &asked = started(whole);
        asked.noteHead(m_clock->now(), {200, {timing}});
        const ServerTiming all{Nanoseconds(90ms), Nanoseconds(5ms), Nanoseconds(80ms), Nanoseconds(1ms)};
        QVERIFY(asked.record().server == all);
    }

    void theHeadMayMeanThatTheServiceBegan()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("own.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"weir_vendor": 1, "name": "own", "path": "/p", "framing": "sse", "body": "{}",
                       "head_means": "service_began", "stream": {"content": "/t"}, "whole": {"content": "/t"}})");
        file.close();
        Scenario scenario = timed();
        scenario.targets.front().vendor = file.fileName();
        HandAttempt &attempt = started(scenario);
        m_clock->advance(2s);
        attempt.noteHead(m_clock->now(), {200, {}});
        QCOMPARE(*attempt.record().server.queue, Nanoseconds(2s));
        // What the service itself tells counts before it.
        HandAttempt &told = started(scenario);
        m_clock->advance(2s);
        told.noteHead(m_clock->now(), {200, {{"Server-Timing", "queue;dur=5"}}});
        QCOMPARE(*told.record().server.queue, Nanoseconds(5ms));
        HandAttempt &other = started(timed());
        other.noteHead(m_clock->now(), {200, {}});
        QVERIFY(!other.record().server.queue);
    }

    void tokensToldWithEachChunkAreItsOwn()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        const auto chunk = [&](const char *text, std::optional<quint64> output) {
            StreamEvent event;
            event.chunk = ChunkKind::Content;
            event.hasAnswer = true;
            event.textLength = quint32(qstrlen(text));
            if (output)
                event.usage = Usage{5, std::nullopt, *output, std::nullopt};
            m_clock->advance(100ms);
            attempt.noteEvents(m_clock->now(), 1, {&event, 1});
        };
        const auto tokensOf = [&attempt](std::size_t i) { return attempt.record().chunks[i].tokens; };
        chunk("a", 4);
        chunk("bcd", 5);
        chunk("e", 5);
        chunk("f", std::nullopt);
        chunk("g", 9);
        QCOMPARE(tokensOf(0).count(), quint64(4));
        QCOMPARE(tokensOf(1).count(), quint64(1));
        QVERIFY(tokensOf(2).areTold() && tokensOf(2).count() == 0);
        QVERIFY(!tokensOf(3).areTold());
        QCOMPARE(tokensOf(4).count(), quint64(4)); // since the last that was counted
    }

    // What may still come would be taken for the next request's answer.
    void aWebSocketIsClosedAfterAnErrorInBand()
    {
        Scenario scenario = timed();
        scenario.targets.front().url = QStringLiteral("ws://127.0.0.1:9");
        HandAttempt &attempt = started(scenario);
        attempt.noteSent(m_clock->now());
        attempt.noteOpened(m_clock->now(), WebSocketOpening{{101, {}}, false});
        attempt.noteBytes(m_clock->now(), R"({"choices":[{"delta":{"content":"a"}}]})");
        QCOMPARE(attempt.aborts, 0);
        m_clock->advance(1s);
        attempt.noteBytes(m_clock->now(), R"({"error":{"message":"too busy","code":"busy"}})");
        QCOMPARE(attempt.aborts, 1);
        QVERIFY(attempt.ended());
        QVERIFY(outcome() == OutcomeClass::ApiError);
        QCOMPARE(attempt.record().outcome.message.english(), QStringLiteral("too busy"));
        // Over HTTP the answer's end is waited for.
        HandAttempt &http = started(timed());
        http.open();
        http.noteBytes(m_clock->now(), "data: {\"error\":{\"message\":\"too busy\",\"code\":\"busy\"}}\n\n");
        QCOMPARE(http.aborts, 0);
        QVERIFY(!http.ended());
    }

    void figuresThatKeepTheirSumAreNews()
    {
        HandAttempt &attempt = started(timed());
        attempt.open();
        const auto tell = [&](quint64 input, quint64 output) {
            StreamEvent event;
            event.usage = Usage{input, std::nullopt, output, std::nullopt};
            attempt.noteEvents(m_clock->now(), 1, {&event, 1});
        };
        tell(5, 1);
        QVERIFY(attempt.needsUpdate());
        static_cast<void>(attempt.takeUpdate());
        QVERIFY(!attempt.needsUpdate());
        tell(4, 2);
        QVERIFY(attempt.needsUpdate());
        QCOMPARE(*attempt.takeUpdate().usage.output, quint64(2));
    }
};

QTEST_GUILESS_MAIN(TestAttempt)
#include "tst_attempt.moc"
