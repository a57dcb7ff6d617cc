// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runplan.h"
#include "engine/session.h"

#include <QTest>

using namespace weir;

namespace {

/// Starts nothing: the test itself is the wire.
class NoTransport final : public Transport
{
public:
    StreamId start(const WireRequest &, StreamHandler &) override { return StreamId{1}; }
    void abort(StreamId) override {}
    [[nodiscard]] std::size_t openCount() const override { return 0; }
    void prepare(const WireRequest &, std::size_t) override {}
};

class Observer final : public AttemptObserver
{
public:
    void onAttemptRead(Attempt &, quint64, quint32) override {}
    void onAttemptFirstToken(const RequestRecord &, TimePoint) override {}
    void onAttemptChunk(const RequestRecord &, std::optional<Nanoseconds>) override {}
    void onAttemptEnded(Attempt &) override {}
};

std::shared_ptr<const RunContext> context(bool chunkTimes = true,
                                          const QString &vendor = QStringLiteral("openai-chat"))
{
    Scenario scenario;
    scenario.recording.chunkTimes = chunkTimes;
    Target target;
    target.url = QStringLiteral("http://127.0.0.1:9");
    target.vendor = vendor;
    target.auth.scheme = AuthScheme::None;
    scenario.targets = {target};
    scenario.requests = {RequestTemplate{}};
    return *RunContext::prepare(*planRun(scenario, {{}, {}, QStringLiteral("test")}),
                                std::make_shared<ManualClock>());
}

} // namespace

/// What a session tells of itself while it runs.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsUsageTogether()
    {
        const std::shared_ptr<const RunContext> run = context(true, QStringLiteral("anthropic"));
        Observer observer;
        NoTransport transport;
        Session session(*run, transport, observer, 0, RequestRecord{});
        session.start({});
        session.onSent(timePointFromNs(1));
        session.onUploaded(timePointFromNs(1));
        session.onOpened(timePointFromNs(2), ResponseHead{200, {{"Content-Type", "text/event-stream"}}});
        session.onData(timePointFromNs(3),
                       "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,"
                       "\"cache_read_input_tokens\":4,\"output_tokens\":1}}}\n\n");
        session.onData(timePointFromNs(4),
                       "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":7}}\n\n");
        QCOMPARE(session.record().usage, (Usage{13, 4, 7, std::nullopt}));
        QCOMPARE(session.record().uploaded, Stamp(timePointFromNs(1)));
        session.onEnded(timePointFromNs(5), {.kernelStamps = true});
        QVERIFY(session.record().kernelStamps);
    }

    void tellsOnlyWhatIsNew()
    {
        const std::shared_ptr<const RunContext> run = context();
        Observer observer;
        NoTransport transport;
        Session session(*run, transport, observer, 0, RequestRecord{});
        session.start({});
        qint64 ns = 0;
        const auto at = [&ns] { return timePointFromNs(++ns); };
        const auto token = [&] {
            session.onData(at(), "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
        };
        QVERIFY(session.needsUpdate()); // nothing has been told yet
        QCOMPARE(session.takeUpdate().chunks.size(), std::size_t{0});
        QVERIFY(!session.needsUpdate());

        session.onSent(at());
        session.onOpened(at(), ResponseHead{200, {{"Content-Type", "text/event-stream"}}});
        token();
        token();
        QVERIFY(session.needsUpdate());
        QCOMPARE(session.takeUpdate().chunks.size(), std::size_t{2});
        QVERIFY(!session.needsUpdate());

        token();
        token();
        token();
        QVERIFY(!session.needsUpdate()); // more of the same
        OpenProgress progress;
        session.takeProgress(progress);
        session.takeProgress(progress);
        QCOMPARE(progress.requests.size(), std::size_t{1});
        QCOMPARE(progress.requests.front().chunks, std::size_t{3});
        QVERIFY(progress.chunks.back().at == timePointFromNs(ns));

        session.onData(at(), "data: [DONE]\n\n");
        QVERIFY(session.needsUpdate());
        QCOMPARE(session.takeUpdate().chunks.size(), std::size_t{0});
        QCOMPARE(session.record().chunks.size(), std::size_t{5});
    }

    void tellsOnlyTheLastChunkWhereTimesAreNotKept()
    {
        const std::shared_ptr<const RunContext> run = context(false);
        Observer observer;
        NoTransport transport;
        Session session(*run, transport, observer, 0, RequestRecord{});
        session.start({});
        session.onOpened(timePointFromNs(1), ResponseHead{200, {{"Content-Type", "text/event-stream"}}});
        const auto token = [&session](qint64 ns) {
            session.onData(timePointFromNs(ns), "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
        };
        token(2);
        QVERIFY(session.takeUpdate().chunks.empty());
        token(3);
        token(4);
        OpenProgress progress;
        session.takeProgress(progress);
        QCOMPARE(progress.requests.front().counts.chunks, quint32{3});
        QCOMPARE(progress.chunks.size(), std::size_t{1});
        QVERIFY(progress.chunks.front().at == timePointFromNs(4));
    }

    void tellsReadsThatBringNoToken()
    {
        const std::shared_ptr<const RunContext> run = context();
        Observer observer;
        NoTransport transport;
        Session session(*run, transport, observer, 0, RequestRecord{});
        session.start({});
        session.onOpened(timePointFromNs(1), ResponseHead{200, {{"Content-Type", "text/event-stream"}}});
        session.onData(timePointFromNs(2), ": keep-alive\n\n");
        static_cast<void>(session.takeUpdate());
        OpenProgress progress;
        session.takeProgress(progress);
        QVERIFY(progress.requests.empty());
        session.onData(timePointFromNs(3), ": keep-alive\n\n");
        QVERIFY(!session.needsUpdate());
        session.takeProgress(progress);
        session.takeProgress(progress);
        QCOMPARE(progress.requests.size(), std::size_t{1});
        QCOMPARE(progress.requests.front().chunks, std::size_t{0});
        QCOMPARE(progress.requests.front().counts.reads, quint32{2});
        QCOMPARE(progress.requests.front().counts.bytesReceived, session.record().bytesReceived);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
