// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that break the protocol, never end, or say more than they were asked: each exchange has its one
// end, and nothing of it is left.
#include "websockettalk.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

class TestHostileWebSockets : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    WebSocketTransport m_transport{m_clock};

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestHostileWebSockets)
#include "tst_hostilewebsockets.moc"
