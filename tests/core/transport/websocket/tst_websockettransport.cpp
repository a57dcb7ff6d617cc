// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of conformance.h as far as they apply to a channel of messages, and what only a WebSocket can do.
#include "support/socketoptions.h"
#include "support/stucklistener.h"
#include "websockettalk.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

class TestWebSocketTransport : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    WebSocketTransport m_transport{m_clock};

private Q_SLOTS:
    void wholeAnswers_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<int>("messages");
        QTest::newRow("one read") << asked().send(hello) << 2;
        QTest::newRow("a byte a write") << asked().sendSlowly(hello, 1, 0ms) << 2;
        QTest::newRow("slow") << asked().sleep(100ms).send(hello.first(3)).sleep(100ms).send(hello.sliced(3))
                              << 2;
        QTest::newRow("fragments") << asked().send(frame(0x01, "hel") + frame(0x00, "") + frame(0x80, "lo") +
                                                   textMessage(doneMessage))
                                   << 2;
        QTest::newRow("ping inside a message") << asked().send(frame(0x01, "hel") + frame(0x89, "there?") +
                                                               frame(0x80, "lo") + textMessage(doneMessage))
                                               << 2;
        QTest::newRow("binary") << asked().send(frame(0x82, "hello") + frame(0x82, doneMessage)) << 2;
        QTest::newRow("with the handshake's answer")
            << ServerScript().upgrade().send(hello.first(7)).readMessage().send(hello.sliced(7)) << 2;
        QTest::newRow("an empty message says nothing") << asked().send(textMessage({}) + hello) << 2;
        QTest::newRow("close behind the end mark") << asked().send(hello + closeFrame(1000)).close() << 2;
        QTest::newRow("reset behind the end mark") << asked().send(hello).sleep(30ms).reset() << 2;
    }
    void wholeAnswers()
    {
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        const TimePoint before = m_clock.now();
        Talk talk(m_transport, messageTo(webSocketUrl(server)));
        const RecordingHandler &handler = talk.handler;
        std::vector<bool> noDelay;
        talk.handler.headHook = [&] { noDelay = noDelayOfConnectionsTo(server.port()); };
        QCOMPARE(handler.stamps.size(), std::size_t{0}); // nothing from inside start()
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QVERIFY(handler.end.message.isEmpty());
        QCOMPARE(handler.head.status, 101);
        QVERIFY(!handler.isReused);
        QCOMPARE(handler.body, "hello" + doneMessage);
        QTEST(handler.dataCount, "messages");
        QCOMPARE(handler.sentCount, 1);
        QVERIFY(handler.uploadedAt && *handler.uploadedAt >= *handler.sentAt);
        QCOMPARE(noDelay, std::vector<bool>{true});
        QCOMPARE(handler.violations, QStringList());
        QVERIFY(handler.stamps.front() >= before && handler.stamps.back() <= m_clock.now());
        QCOMPARE(m_transport.openCount(), std::size_t{0});
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("401") << httpResponse(401, "who?", "WWW-Authenticate: Bearer\r\n") << 401
                             << QByteArray("who?");
        QTest::newRow("401, basic") << httpResponse(401, "who?", "WWW-Authenticate: Basic realm=\"x\"\r\n")
                                    << 401 << QByteArray("who?");
        QTest::newRow("400") << httpResponse(400, "what?") << 400 << QByteArray("what?");
        QTest::newRow("429") << httpResponse(429, "slow down", "Retry-After: 7\r\n") << 429
                             << QByteArray("slow down");
        QTest::newRow("302") << httpResponse(302, {}, "Location: ws://127.0.0.1:1/\r\n") << 302
                             << QByteArray();
        QTest::newRow("503") << httpResponse(503, QByteArray(20'000, 'b')) << 503 << QByteArray(20'000, 'b');
        QTest::newRow("200") << httpResponse(200, "{}") << 200 << QByteArray("{}");
        QTest::newRow("until the end")
            << QByteArray("HTTP/1.0 404 No\r\n\r\nnothing here") << 404 << QByteArray("nothing here");
    }
    void refusals()
    {
        QFETCH(const QByteArray, response);
        QFETCH(const int, status);
        ServerScript script = ServerScript().readRequest().send(response);
        if (status == 404)
            script.close();
        const ScriptedServer server(script);
        const Talk talk(m_transport, messageTo(webSocketUrl(server)));
        const RecordingHandler &handler = talk.handler;
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.head.status, status);
        QTEST(handler.body, "body");
        QCOMPARE(handler.sentCount, 0); // the message never went
        QCOMPARE(handler.head.header("retry-after"), status == 429 ? QByteArray("7") : QByteArray());
        QCOMPARE(handler.violations, QStringList());
    }

    void unreachable_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("closed port") << QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(closedPort()))
                                     << Kind::ConnectRefused;
        QTest::newRow("closed port, wss")
            << QUrl(QStringLiteral("wss://127.0.0.1:%1/").arg(closedPort())) << Kind::ConnectRefused;
        QTest::newRow("no such name") << QUrl(QStringLiteral("ws://name.invalid/")) << Kind::DnsFailure;
    }
    void unreachable()
    {
        QFETCH(const QUrl, url);
        WireRequest request = messageTo(url);
        request.connectTimeout = 15s;
        const Talk talk(m_transport, request);
        QVERIFY(talk.handler.waitForEnd());
        QTEST(talk.handler.end.kind, "kind");
        QVERIFY(!talk.handler.end.message.isEmpty());
        QCOMPARE(talk.handler.sentCount, 0);
        QCOMPARE(talk.handler.violations, QStringList());
    }

    void connectTimeout_data()
    {
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("no connection") << false;
        QTest::newRow("no answer to the handshake") << true;
    }
    void connectTimeout()
    {
        QFETCH(const bool, isAccepted);
        const StuckListener stuck;
        const ScriptedServer mute{ServerScript().readRequest()};
        WireRequest request = messageTo(
            isAccepted ? webSocketUrl(mute) : QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(stuck.port())));
        request.connectTimeout = 200ms;
        const TimePoint before = m_clock.now();
        const Talk talk(m_transport, request);
        QVERIFY(talk.handler.waitForEnd());
        QCOMPARE(talk.handler.end.kind, Kind::ConnectTimeout);
        QVERIFY(talk.handler.stamps.back() - before >= 200ms);
        QCOMPARE(talk.handler.violations, QStringList());
    }

    void invalidRequests_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("HTTP's scheme") << QUrl(QStringLiteral("http://127.0.0.1/")) << QByteArray();
        QTest::newRow("no host") << QUrl(QStringLiteral("ws:///x")) << QByteArray();
        QTest::newRow("header injection")
            << QUrl(QStringLiteral("ws://127.0.0.1/")) << QByteArray("a\r\nX-Evil: 1");
    }
    void invalidRequests()
    {
        QFETCH(const QUrl, url);
        QFETCH(const QByteArray, header);
        WireRequest request = messageTo(url);
        if (!header.isEmpty())
            request.headers.emplace_back("X-Test", header);
        const Talk talk(m_transport, request);
        QCOMPARE(talk.handler.endCount, 0);
        QVERIFY(talk.handler.waitForEnd());
        QCOMPARE(talk.handler.end.kind, Kind::LocalError);
        QVERIFY(!talk.handler.end.message.isEmpty());
        QVERIFY(!talk.handler.end.message.english().contains(u"Evil"));
        QCOMPARE(talk.handler.stamps.size(), std::size_t{1});
    }

    void sendsTheRequestAsGiven()
    {
        const ScriptedServer server(asked().send(hello));
        WireRequest request = messageTo(webSocketUrl(server, QStringLiteral("/v1/stream?x=1")));
        request.headers.emplace_back("Authorization", "Bearer test-value");
        request.headers.emplace_back("X-Weir-Request-Id", "run-7");
        request.body = "{\"text\":\"" + QByteArray(100'000, 'b') + " \xe6\xb0\xb4\"}";
        const Talk talk(m_transport, request);
        QVERIFY(talk.handler.waitForEnd());
        const std::vector<ReceivedRequest> received = server.requests();
        QCOMPARE(received.size(), std::size_t{2});
        QVERIFY(received[0].head.startsWith("GET /v1/stream?x=1 HTTP/1.1\r\n"));
        QCOMPARE(received[0].header("Authorization"), QByteArray("Bearer test-value"));
        QCOMPARE(received[0].header("X-Weir-Request-Id"), QByteArray("run-7"));
        QVERIFY(received[0].header("User-Agent").startsWith("weir/"));
        QCOMPARE(received[0].header("Sec-WebSocket-Version"), QByteArray("13"));
        QCOMPARE(received[0].headerCount("Content-Type"), 0);
        QCOMPARE(received[0].headerCount("Connection"), 1);
        QCOMPARE(received[1].body, request.body);
        QCOMPARE(talk.handler.sentCount, 1);
    }

    void certificateIsChecked()
    {
        const ScriptedServer server(asked().send(hello), ScriptedServer::Security::Tls);
        for (const bool verify :
             {true, false, true}) { // the lax connection must not serve the strict request
            WireRequest request = messageTo(webSocketUrl(server));
            request.verifyTls = verify;
            const Talk talk(m_transport, request);
            QVERIFY(talk.handler.waitForEnd());
            QCOMPARE(talk.handler.end.kind, verify ? Kind::TlsFailure : Kind::Clean);
            QCOMPARE(talk.handler.body, verify ? QByteArray() : "hello" + doneMessage);
            QCOMPARE(talk.handler.head.status, verify ? 0 : 101);
            QCOMPARE(talk.handler.violations, QStringList());
        }
    }

    void abortBeforeTheLoop()
    {
        const ScriptedServer server(asked().send(hello));
        const Talk early(m_transport, messageTo(webSocketUrl(server)));
        m_transport.abort(early.stream);
        QCOMPARE(early.handler.endCount, 1);
        QCOMPARE(early.handler.end.kind, Kind::Aborted);
        const Talk next(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(next.handler.waitForEnd());
        QCOMPARE(next.handler.end.kind, Kind::Clean);
        QCOMPARE(server.connectionCount(), 1); // the aborted one never went out
        QCOMPARE(early.handler.violations, QStringList());
    }

    void abortInsideCallbacks_data()
    {
        QTest::addColumn<int>("callback");
        QTest::newRow("onSent") << 0;
        QTest::newRow("onOpened") << 1;
        QTest::newRow("onData") << 2;
        QTest::newRow("onEnded") << 3;
    }
    void abortInsideCallbacks()
    {
        QFETCH(const int, callback);
        const ScriptedServer server(asked().send(hello));
        Talk talk(m_transport, messageTo(webSocketUrl(server)));
        RecordingHandler &handler = talk.handler;
        std::function<void()> &hook = callback == 0   ? handler.sentHook
                                      : callback == 1 ? handler.headHook
                                      : callback == 2 ? handler.dataHook
                                                      : handler.endHook;
        hook = [&] {
            m_transport.abort(talk.stream);
            m_transport.finish(talk.stream);
        };
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, callback == 3 ? Kind::Clean : Kind::Aborted);
        QTest::qWait(50); // a call that comes too late would land here
        QCOMPARE(handler.endCount, 1);
        QCOMPARE(handler.violations, QStringList());
    }

    void connectionsAreReused()
    {
        ServerScript script = ServerScript().upgrade();
        for (int i = 0; i < 5; ++i)
            script.readMessage().send(hello);
        const ScriptedServer server(script);
        for (int i = 0; i < 5; ++i) {
            WireRequest request = messageTo(webSocketUrl(server));
            request.headers.emplace_back("X-Weir-Request-Id", QByteArray::number(i));
            const Talk talk(m_transport, request);
            QVERIFY(talk.handler.waitForEnd());
            QCOMPARE(talk.handler.end.kind, Kind::Clean);
            QCOMPARE(talk.handler.head.status, 101);
            QCOMPARE(talk.handler.isReused, i > 0);
            QCOMPARE(talk.handler.violations, QStringList());
        }
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(server.requestCount(), 6);
        // Another secret is another connection.
        WireRequest other = messageTo(webSocketUrl(server));
        other.headers.emplace_back("Authorization", "Bearer other");
        const Talk talk(m_transport, other);
        QVERIFY(talk.handler.waitForEnd());
        QCOMPARE(server.connectionCount(), 2);
    }

    void staleConnectionsAreLeftOnce_data()
    {
        QTest::addColumn<bool>("answersLater");
        QTest::newRow("the new one answers") << true;
        QTest::newRow("the new one closes too") << false;
    }

    void staleConnectionsAreLeftOnce()
    {
        QFETCH(const bool, answersLater);
        const ScriptedServer server([answersLater](int connection) {
            ServerScript script = ServerScript().upgrade().readMessage();
            if (connection == 0)
                return script.send(hello).readMessage().close();
            return answersLater ? script.send(hello) : script.close();
        });
        const Talk first(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(first.handler.waitForEnd());
        QCOMPARE(first.handler.staleCount, 0);
        const Talk second(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(second.handler.waitForEnd());
        QCOMPARE(second.handler.end.kind, answersLater ? Kind::Clean : Kind::ClosedBeforeResponse);
        QCOMPARE(second.handler.staleCount, 1);
        QVERIFY(!second.handler.isReused);
        QCOMPARE(second.handler.violations, QStringList());
        QCOMPARE(server.connectionCount(), 2);
    }

    void startInsideEnd()
    {
        const ScriptedServer server(
            ServerScript().upgrade().readMessage().send(hello).readMessage().send(hello));
        Talk first(m_transport, messageTo(webSocketUrl(server)));
        std::unique_ptr<Talk> second;
        first.handler.endHook = [&] {
            second = std::make_unique<Talk>(m_transport, messageTo(webSocketUrl(server)));
        };
        QVERIFY(first.handler.waitForEnd());
        QVERIFY(second->handler.waitForEnd());
        QCOMPARE(second->handler.end.kind, Kind::Clean);
        QVERIFY(second->handler.isReused);
        QCOMPARE(server.connectionCount(), 1);
    }

    void noReuseOnRequest()
    {
        const ScriptedServer server(asked().send(hello));
        for (int i = 0; i < 3; ++i) {
            WireRequest request = messageTo(webSocketUrl(server));
            request.reuseConnection = false;
            const Talk talk(m_transport, request);
            QVERIFY(talk.handler.waitForEnd());
            QCOMPARE(talk.handler.end.kind, Kind::Clean);
        }
        QCOMPARE(server.connectionCount(), 3);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void preparedConnectionsAreUsed()
    {
        const ScriptedServer server(asked().send(hello));
        const WireRequest request = messageTo(webSocketUrl(server));
        m_transport.prepare(request, 3);
        QCOMPARE(m_transport.openCount(), std::size_t{0});
        QTRY_COMPARE(server.requestCount(), 3); // handshakes
        QTest::qWait(200);                      // their answers
        std::vector<std::unique_ptr<Talk>> talks;
        for (int i = 0; i < 3; ++i)
            talks.push_back(std::make_unique<Talk>(m_transport, request));
        for (const std::unique_ptr<Talk> &talk : talks) {
            QVERIFY(talk->handler.waitForEnd());
            QVERIFY(talk->handler.isReused);
        }
        QCOMPARE(server.connectionCount(), 3);
    }

    void destructionIsSilent()
    {
        const ScriptedServer server(asked().send(textMessage("hello")));
        std::unique_ptr<Transport> transport = std::make_unique<WebSocketTransport>(m_clock);
        transport->prepare(messageTo(webSocketUrl(server)), 2);
        const Talk open(*transport, messageTo(webSocketUrl(server)));
        QVERIFY(QTest::qWaitFor([&open] { return open.handler.dataCount > 0; }));
        const Talk young(*transport, messageTo(webSocketUrl(server)));
        const std::size_t calls = open.handler.stamps.size();
        transport.reset();
        QTest::qWait(50);
        QCOMPARE(open.handler.stamps.size(), calls);
        QCOMPARE(young.handler.stamps.size(), std::size_t{0});
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketTransport)
#include "tst_websockettransport.moc"
