// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of conformance.h as far as they apply to a channel of messages, and what only a WebSocket can do.
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/socketoptions.h"
#include "support/stucklistener.h"
#include "support/wirerequests.h"
#include "transport/websocket/websockettransport.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

namespace {

const QByteArray doneMessage = "[DONE]";
const QByteArray hello = textMessage("hello") + textMessage(doneMessage);

ServerScript asked()
{
    return ServerScript().upgrade().readMessage();
}

QUrl webSocketUrl(const ScriptedServer &server, const QString &path = QStringLiteral("/v1/stream"))
{
    QUrl url = server.url(path);
    url.setScheme(url.scheme() == u"https" ? QStringLiteral("wss") : QStringLiteral("ws"));
    return url;
}

WireRequest messageTo(const QUrl &url)
{
    WireRequest request = requestTo(url);
    request.channel = WebSocketRequest{};
    return request;
}

/// One exchange whose handler finishes it at the end mark, as a session does.
class Talk
{
public:
    Talk(Transport &transport, const WireRequest &request) : m_transport(transport)
    {
        handler.sendsFirst = false;
        handler.dataHook = [this] {
            if (handler.body.endsWith(doneMessage))
                m_transport.finish(stream);
        };
        stream = transport.start(request, handler);
    }

    RecordingHandler handler;
    StreamId stream;

private:
    Transport &m_transport;
};

} // namespace

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

    void largestMessages_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("taken");
        const QByteArray most(mostMessageBytes, 'x');
        QTest::newRow("one frame") << textMessage(most) << true;
        QTest::newRow("a byte more") << textMessage(most + 'x') << false;
        QTest::newRow("fragments") << frame(0x01, most.first(5)) + frame(0x80, most.sliced(5)) << true;
        QTest::newRow("fragments, a byte more") << frame(0x01, most) + frame(0x80, "x") << false;
        QTest::newRow("announced only")
            << QByteArray("\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", 10) << false;
    }
    void largestMessages()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, taken);
        const ScriptedServer server(asked().send(bytes + textMessage(doneMessage)));
        const Talk talk(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(talk.handler.waitForEnd());
        QCOMPARE(talk.handler.end.kind, taken ? Kind::Clean : Kind::BrokenFraming);
        QCOMPARE(talk.handler.byteCount, taken ? mostMessageBytes + doneMessage.size() : 0);
        QCOMPARE(talk.handler.end.message.code(),
                 taken ? QByteArray() : QByteArray("websocket.message_too_large"));
        QCOMPARE(talk.handler.violations, QStringList());
    }

    void misbehaviour_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("messages");
        const QByteArray word = textMessage("hello");
        const auto row = [](const char *name, const ServerScript &script, Kind kind, int messages,
                            const QString &status = {}) {
            QTest::newRow(name) << script << kind << status << messages;
        };
        row("close before the handshake", ServerScript().readRequest().close(), Kind::ClosedBeforeResponse,
            0);
        row("reset before the handshake", ServerScript().readRequest().reset(), Kind::ClosedBeforeResponse,
            0);
        row("close inside the head", ServerScript().readRequest().send("HTTP/1.1 101 Swi").close(),
            Kind::ClosedBeforeResponse, 0);
        row("garbage", ServerScript().readRequest().send("220 smtp ready\r\n\r\n"), Kind::BrokenFraming, 0);
        row("no header", ServerScript().readRequest().send("HTTP/1.1 101 X\r\nnonsense\r\n\r\n"),
            Kind::BrokenFraming, 0);
        row("someone else's key", ServerScript().readRequest().send(switchingProtocols("AAAA")),
            Kind::BrokenFraming, 0);
        row("not upgraded",
            ServerScript().readRequest().send(
                "HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"),
            Kind::BrokenFraming, 0);
        row("endless head",
            ServerScript()
                .readRequest()
                .send("HTTP/1.1 101 X\r\n")
                .flood("X-More: " + QByteArray(1000, 'h') + "\r\n", 4096),
            Kind::BrokenFraming, 0);
        row("head of more than 64 KiB",
            ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nX: " + QByteArray(70'000, 'h') +
                                              "\r\n\r\n"),
            Kind::BrokenFraming, 0);
        row("close before a message", asked().close(), Kind::ClosedBeforeResponse, 0);
        row("reset before a message", asked().reset(), Kind::ClosedBeforeResponse, 0);
        row("close without a frame", asked().send(word).close(), Kind::Interrupted, 1);
        row("reset", asked().send(word).sleep(100ms).reset(), Kind::Interrupted, 1);
        row("close inside a message", asked().send(word + "\x81\x40hal").close(), Kind::Interrupted, 1);
        row("close between fragments", asked().send(word + frame(0x01, "hal")).close(), Kind::Interrupted, 1);
        row("1000", asked().send(word + closeFrame(1000)), Kind::Clean, 1);
        row("no code", asked().send(word + frame(0x88, {})), Kind::Clean, 1);
        row("1000, the server stays", asked().send(word + closeFrame(1000)).sleep(10s), Kind::Clean, 1);
        row("1001", asked().send(word + closeFrame(1001)), Kind::ProtocolStatus, 1, u"ws-1001"_qs);
        row("1009 of the server", asked().send(word + closeFrame(1009)), Kind::ProtocolStatus, 1,
            u"ws-1009"_qs);
        row("1011", asked().send(word + closeFrame(1011, "busy")).close(), Kind::ProtocolStatus, 1,
            u"ws-1011"_qs);
        row("4008, no message", asked().send(closeFrame(4008)), Kind::ProtocolStatus, 0, u"ws-4008"_qs);
        row("1013, which Qt does not tell", asked().send(word + closeFrame(1013, "later")),
            Kind::ProtocolStatus, 1, u"ws-unknown"_qs);
        row("1002 of the server", asked().send(word + closeFrame(1002, "no")), Kind::ProtocolStatus, 1,
            u"ws-1002"_qs);
        row("a code that can\'t be sent", asked().send(word + closeFrame(1005)), Kind::ProtocolStatus, 1,
            u"ws-unknown"_qs);
        row("a code below all", asked().send(word + closeFrame(999)), Kind::ProtocolStatus, 1,
            u"ws-unknown"_qs);
        row("a reason that is no UTF-8", asked().send(word + closeFrame(1011, "\xff\xfe")),
            Kind::BrokenFraming, 1);
        row("half a code", asked().send(word + frame(0x88, "x")), Kind::BrokenFraming, 1);
        row("reserved opcode", asked().send(word + frame(0x83, "x")), Kind::BrokenFraming, 1);
        row("reserved bit", asked().send(word + frame(0xc1, "x")), Kind::BrokenFraming, 1);
        row("fragmented ping", asked().send(word + frame(0x09, "x")), Kind::BrokenFraming, 1);
        row("nothing to continue", asked().send(word + frame(0x80, "x")), Kind::BrokenFraming, 1);
        row("not UTF-8", asked().send(word + textMessage("\xff\xfe")), Kind::BrokenFraming, 1);
    }
    void misbehaviour()
    {
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        const Talk talk(m_transport, messageTo(webSocketUrl(server)));
        const RecordingHandler &handler = talk.handler;
        QVERIFY(handler.waitForEnd());
        QTEST(handler.end.kind, "kind");
        QTEST(handler.end.status, "status");
        QTEST(handler.dataCount, "messages");
        QCOMPARE(handler.violations, QStringList());
        QCOMPARE(handler.end.message.isEmpty(), handler.end.kind == Kind::Clean);
        QCOMPARE(m_transport.openCount(), std::size_t{0});
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    // What never ends is the caller's to end; it must neither block the loop nor pile up.
    void endless_data()
    {
        QTest::addColumn<ServerScript>("script");
        constexpr qint64 times = 1'000'000;
        QTest::newRow("empty fragments") << asked().send(frame(0x01, {})).flood(frame(0x00, {}), times);
        QTest::newRow("empty messages") << asked().flood(textMessage({}), times);
        QTest::newRow("pings") << asked().flood(frame(0x89, QByteArray(125, 'p')), times / 10);
        QTest::newRow("messages") << asked().flood(textMessage(QByteArray(1000, 'm')), times / 10);
        QTest::newRow("silence") << asked();
    }
    void endless()
    {
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        Talk talk(m_transport, messageTo(webSocketUrl(server)));
        talk.handler.keepBytes = false;
        QVERIFY(QTest::qWaitFor([&] { return talk.handler.sentCount > 0; }));
        QTest::qWait(200);
        m_transport.abort(talk.stream);
        QVERIFY(talk.handler.end.kind == Kind::Aborted || talk.handler.end.kind == Kind::BrokenFraming);
        QCOMPARE(talk.handler.endCount, 1);
        QTRY_COMPARE(server.openConnectionCount(), 0);
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

    void refusalIsCut()
    {
        const ScriptedServer server(
            ServerScript().readRequest().send("HTTP/1.1 503 No\r\nContent-Length: 99\r\n\r\nshort").close());
        const Talk talk(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(talk.handler.waitForEnd());
        QCOMPARE(talk.handler.head.status, 503);
        QCOMPARE(talk.handler.body, QByteArray("short"));
        QCOMPARE(talk.handler.end.kind, Kind::Interrupted);
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

    // What comes unasked belongs to nobody: it must not be taken for the next answer.
    void leftoversAreNotReused_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::newRow("in the same read")
            << asked().send(hello + textMessage("more")).readMessage().send(hello);
        QTest::newRow("later")
            << asked().send(hello).sleep(50ms).send(textMessage("more")).readMessage().send(hello);
        QTest::newRow("close frame later") << asked().send(hello).sleep(50ms).send(closeFrame(1001));
    }
    void leftoversAreNotReused()
    {
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        const Talk first(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(first.handler.waitForEnd());
        QTRY_COMPARE(server.openConnectionCount(), 0);
        const Talk second(m_transport, messageTo(webSocketUrl(server)));
        QVERIFY(second.handler.waitForEnd());
        QCOMPARE(second.handler.end.kind, Kind::Clean);
        QCOMPARE(second.handler.body, "hello" + doneMessage);
        QCOMPARE(server.connectionCount(), 2);
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
