// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/http/curltransport.h"

#include <QTest>

#include <sys/resource.h>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

namespace {

const QByteArray okResponse = httpResponse(200, "ok");

/// Remembers the stamps that only new connections have.
class ConnectionHandler : public RecordingHandler
{
public:
    void onConnected(TimePoint at) override
    {
        RecordingHandler::onConnected(at);
        connected = at;
    }
    void onTlsDone(TimePoint at) override
    {
        RecordingHandler::onTlsDone(at);
        tlsDone = at;
    }
    void onSent(TimePoint at) override
    {
        RecordingHandler::onSent(at);
        sent = at;
    }
    std::optional<TimePoint> connected, tlsDone, sent;
};

} // namespace

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

/// What only libcurl does, and what the transport makes of it.
class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partOfAStatusLine()
    {
        // libcurl tells nothing of a line that has not ended, so this kept connection looks stale.
        ScriptedServer server([](int connection) {
            ServerScript script = ServerScript().readRequest().send(okResponse);
            return connection == 0 ? script.readRequest().send("HTT").close() : script;
        });
        CurlTransport transport(m_clock);
        for (int i = 0; i < 2; ++i) {
            RecordingHandler handler;
            transport.start(requestTo(server), handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, Kind::Clean);
            QCOMPARE(handler.staleCount, i);
            QCOMPARE(handler.violations, QStringList());
        }
        QCOMPARE(server.requestCount(), 3);
    }

    void theFirstAnswerIsStampedByTheKernel()
    {
        ScriptedServer server(ServerScript().readRequest().send(okResponse));
        CurlTransport transport(m_clock, ReceiveStamps::Kernel);
        QTest::qWait(200); // as long as a run takes before its first request
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QVERIFY(handler.end.kernelStamps);
    }

    void idleConnectionClosedByTheServer()
    {
        // Closed while nothing runs on it: the next request goes out once, on a new connection.
        ScriptedServer server(ServerScript().readRequest().send(okResponse).close());
        CurlTransport transport(m_clock);
        for (int i = 0; i < 3; ++i) {
            RecordingHandler handler;
            transport.start(requestTo(server), handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, Kind::Clean);
            QCOMPARE(handler.sentCount, 1);
            QTRY_COMPARE(server.openConnectionCount(), 0);
        }
        QCOMPARE(server.requestCount(), 3);
    }

    void brokenFramingIsTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Kind>("kind");
        const QByteArray head = sseHead() + chunk("first");
        QTest::newRow("no size") << head + "\r\n" << Kind::BrokenFraming;
        QTest::newRow("size of 20 digits") << head + "fffffffffffffffffff1\r\n" << Kind::BrokenFraming;
        QTest::newRow("no line end behind the bytes") << head + "3\r\nabcdef" << Kind::BrokenFraming;
        QTest::newRow("header without colon")
            << QByteArray("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n") << Kind::BrokenFraming;
        QTest::newRow("line without end")
            << "HTTP/1.1 200 OK\r\nX: " + QByteArray(300'000, 'h') << Kind::BrokenFraming;
        QTest::newRow("no HTTP at all")
            << QByteArray("Hello, this is another protocol.\r\n") << Kind::BrokenFraming;
        QTest::newRow("endless trailers")
            << head + "0\r\n" + QByteArray("X-More: trailer\r\n").repeated(10'000) << Kind::BrokenFraming;
        QTest::newRow("packed transfer coding")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + chunk("first") + lastChunk()
            << Kind::BrokenFraming;
        QTest::newRow("HTTP 9") << QByteArray("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n")
                                << Kind::BrokenFraming;
    }

    void brokenFramingIsTold()
    {
        QFETCH(const QByteArray, bytes);
        ScriptedServer server(ServerScript().readRequest().send(bytes));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QTEST(handler.end.kind, "kind");
        QVERIFY(!handler.end.message.isEmpty());
        QVERIFY(handler.body == "first" || handler.body == "firstabc" || handler.body.isEmpty());
        QCOMPARE(handler.sentCount, 1);
        QCOMPARE(handler.violations, QStringList());
    }

    void switchingProtocolsEndsTheResponse()
    {
        // No request asks for another protocol, and what speaks it may never stop.
        ScriptedServer server(ServerScript().readRequest().send(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\nother"));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.headCount, 1);
        QCOMPARE(handler.head.status, 101);
        QCOMPARE(handler.body, QByteArray());
        QCOMPARE(handler.violations, QStringList());
    }

    void oneReadIsOneCall()
    {
        // libcurl cuts a read at every chunk; the transport puts it together again, or coalescing would hide.
        const QByteArray three = chunk(sse("a")) + chunk(sse("b")) + chunk(sse("c"));
        ScriptedServer server(
            ServerScript().readRequest().send(sseHead()).sleep(100ms).send(three + lastChunk()));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.dataCount, 1);
        QCOMPARE(handler.body, sse("a") + sse("b") + sse("c"));
    }

    void everyReadIsACallOfItsOwn()
    {
        // Reads that are told as one would share the first one's stamp.
        const QByteArray block(256 * 1024, 'r');
        ScriptedServer server(
            ServerScript().readRequest().send(sseHead()).flood(chunk(block), 8).send(lastChunk()));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.byteCount, 8 * block.size());
        constexpr qint64 readBuffer = 8 * 1024;
        QVERIFY(handler.dataCount >= handler.byteCount / readBuffer);
    }

    void newConnectionsAreStamped_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }

    void newConnectionsAreStamped()
    {
        QFETCH(const bool, tls);
        ScriptedServer server(ServerScript().readRequest().send(okResponse).repeat(),
                              tls ? ScriptedServer::Security::Tls : ScriptedServer::Security::Plain);
        CurlTransport transport(m_clock);
        WireRequest request = requestTo(server);
        request.verifyTls = false;
        for (const bool isNew : {true, false}) {
            ConnectionHandler handler;
            const TimePoint before = m_clock.now();
            transport.start(request, handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, Kind::Clean);
            QCOMPARE(handler.violations, QStringList());
            QCOMPARE(handler.connected.has_value(), isNew);
            QCOMPARE(handler.tlsDone.has_value(), isNew && tls);
            if (!isNew)
                continue;
            QVERIFY(*handler.connected >= before && *handler.connected <= *handler.sent);
            if (tls)
                QVERIFY(*handler.tlsDone > *handler.connected && *handler.tlsDone <= *handler.sent);
        }
        QCOMPARE(server.connectionCount(), 1);
    }

    void headersAreSentAsGiven()
    {
        ScriptedServer server(ServerScript().readRequest().send(okResponse));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(server);
        request.url.setUserName(QStringLiteral("user"));
        request.url.setPassword(QStringLiteral("p@ss"));
        request.url.setPath(QStringLiteral("/a/../b"));
        for (const char *value : {"a", "b", ""})
            request.headers.emplace_back("X-Many", value);
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(server.requestCount(), 1);
        const ReceivedRequest received = server.requests().front();
        QVERIFY(received.head.startsWith("POST /a/../b HTTP/1.1\r\n"));
        QCOMPARE(received.headerCount("X-Many"), 3);
        QCOMPARE(received.header("Authorization"), "Basic " + QByteArray("user:p@ss").toBase64());
        for (const char *name : {"Accept", "Expect", "Transfer-Encoding"})
            QCOMPARE(received.headerCount(name), 0);
    }

    void methods_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("GET") << QByteArray("GET") << QByteArray();
        QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("{}");
        QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("{}");
        QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray();
        QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
        QTest::newRow("large body") << QByteArray("POST") << QByteArray(4 * 1024 * 1024, 'b');
    }

    void methods()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, body);
        ScriptedServer server(ServerScript().readRequest().send(okResponse).repeat());
        CurlTransport transport(m_clock);
        for (const QByteArray &now : {method, QByteArray("HEAD"), method}) { // nothing is left on the handle
            RecordingHandler handler;
            WireRequest request = requestTo(server);
            httpPart(request).method = now;
            request.body = now == method ? body : QByteArray();
            transport.start(request, handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, Kind::Clean);
            QCOMPARE(handler.sentCount, 1);
            QCOMPARE(handler.body, now == method ? QByteArray("ok") : QByteArray());
            QVERIFY(server.requests().back().head.startsWith(now + ' '));
            QCOMPARE(server.requests().back().body, request.body);
            QCOMPARE(handler.violations, QStringList());
        }
    }

    void answerBeforeTheRequestIsOut()
    {
        // The server has read nothing of it and can't: its answer must be told all the same.
        ScriptedServer server(ServerScript().send(httpResponse(413, "too much", "Connection: close\r\n")));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(server);
        request.body = QByteArray(64 * 1024 * 1024, 'b');
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.head.status, 413);
        QCOMPARE(handler.violations, QStringList());
    }

    void namesAreLookedUp()
    {
        ScriptedServer server(ServerScript().readRequest().send(okResponse).repeat());
        CurlTransport transport(m_clock);
        QUrl url = server.url();
        url.setHost(QStringLiteral("localhost"));
        transport.prepare(requestTo(url), 2);
        QTRY_COMPARE(server.connectionCount(), 2);
        QTest::qWait(100); // the client learns of it too
        RecordingHandler handler;
        transport.start(requestTo(url), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(server.connectionCount(), 2);
    }

    void abortDuringALookupDoesNotWait()
    {
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        const StreamId stream =
            transport.start(requestTo(QUrl(QStringLiteral("http://name.invalid/"))), handler);
        QTest::qWait(1);
        transport.abort(stream);
        QCOMPARE(handler.endCount, 1);
        QCOMPARE(transport.openCount(), std::size_t{0});
    }

    void noDescriptorLeftIsALocalError()
    {
        ScriptedServer server(ServerScript().readRequest().send(okResponse).repeat());
        CurlTransport transport(m_clock);
        RecordingHandler before;
        WireRequest request = requestTo(server);
        request.reuseConnection = false;
        transport.start(request, before);
        QVERIFY(before.waitForEnd());
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &usual), 0);
        rlimit none = usual;
        none.rlim_cur = 3; // all of these are open
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        RecordingHandler without;
        RecordingHandler elsewhere;
        transport.start(request, without);
        transport.start(requestTo(QUrl(QStringLiteral("http://127.0.0.1:1/"))), elsewhere); // another lane
        const bool ended = without.waitForEnd() && elsewhere.waitForEnd();
        setrlimit(RLIMIT_NOFILE, &usual);
        QVERIFY(ended);
        QCOMPARE(without.end.kind, Kind::LocalError);
        QCOMPARE(elsewhere.end.kind, Kind::LocalError);
        RecordingHandler after;
        transport.start(request, after);
        QVERIFY(after.waitForEnd());
        QCOMPARE(after.end.kind, Kind::Clean);
    }

    void anyOrderOfStartsAndAborts()
    {
        // Handlers abort themselves, abort others and start new ones from every callback.
        ScriptedServer server(ServerScript()
                                  .readRequest()
                                  .send(sseHead())
                                  .sendSlowly(chunk(sse("x")).repeated(8), 11, 1ms)
                                  .send(lastChunk())
                                  .repeat());
        CurlTransport transport(m_clock);
        std::vector<std::unique_ptr<RecordingHandler>> handlers;
        std::vector<StreamId> streams;
        std::size_t turn = 0;
        constexpr std::size_t all = 1200;
        const std::function<void()> startNext = [&] {
            if (handlers.size() >= all)
                return;
            RecordingHandler &handler = *handlers.emplace_back(std::make_unique<RecordingHandler>());
            const std::size_t mine = handlers.size() - 1;
            handler.endHook = startNext;
            handler.headHook = [&, mine] {
                if (mine % 5 == 0)
                    transport.abort(streams[mine]);
            };
            handler.dataHook = [&, mine] {
                if (++turn % 3 == 0)
                    transport.abort(streams[(turn * 7919) % streams.size()]);
                if (turn % 11 == 0)
                    transport.abort(streams[mine]);
            };
            streams.push_back(transport.start(requestTo(server), handler));
        };
        handlers.reserve(all);
        streams.reserve(all);
        for (int i = 0; i < 60; ++i)
            startNext();
        QTRY_COMPARE_WITH_TIMEOUT(handlers.size(), all, 60'000);
        QVERIFY(RecordingHandler::waitForEnds(handlers, 60s));
        for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
            QVERIFY(handler->end.kind == Kind::Aborted || handler->end.kind == Kind::Clean);
            QCOMPARE(handler->endCount, 1);
            QCOMPARE(handler->violations, QStringList());
        }
        QCOMPARE(transport.openCount(), std::size_t{0});
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
