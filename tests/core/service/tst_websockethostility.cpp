// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket clients that break the protocol, send too much, do not read or leave.
#include "rawclient.h"
#include "startedservice.h"
#include "websockettools.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestWebSocketHostility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void brokenProtocol_data();
    void brokenProtocol();
    void largeMessageEnds();
    void messagesTogetherAreBounded();
    void floodAheadIsCut();
    void slowReaderGetsEverything();
    void clientsThatNeverReadAreLetGo_data();
    void clientsThatNeverReadAreLetGo();
    void idleConnectionEnds();
    void clientThatLeaves();
};

void TestWebSocketHostility::brokenProtocol_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("unmasked") << QByteArray("\x81\x02{}") << 1002;
    QTest::newRow("reserved opcode") << frame(0x83, "x") << 1002;
    QTest::newRow("reserved bit") << frame(0xc1, "x") << 1002;
    QTest::newRow("continuation of nothing") << frame(0x80, "x") << 1002;
    QTest::newRow("long ping") << frame(0x89, QByteArray(200, 'x')) << 1002;
    QTest::newRow("fragmented ping") << frame(0x09, "x") << 1002;
    QTest::newRow("not UTF-8") << frame(0x81, "\xff\xfe") << 1007;
    QTest::newRow("http") << httpRequest("GET", "/health") << 1002;
    QTest::newRow("endless") << QByteArray::fromHex("81ff7fffffffffffffff00000000") << 1009;
}

void TestWebSocketHostility::brokenProtocol()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    client.forget();
    QVERIFY(client.send(bytes));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QCOMPARE(client.received().first(4).toHex(), closeFrame(static_cast<quint16>(code)).toHex());
    client.close();
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestWebSocketHostility::largeMessageEnds()
{
    ServiceConfig config = quickConfig();
    config.limits.bodyBytes = 2000;
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    client.ask(QByteArray(2000, ' '));
    QTRY_VERIFY(client.messages.size() == 1);
    client.ask(QByteArray(2001, ' '));
    QVERIFY(client.closes());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void TestWebSocketHostility::messagesTogetherAreBounded()
{
    constexpr qsizetype part = 100'000;
    ServiceConfig config = quickConfig();
    config.limits.allBodyBytes = part * 3 / 2;
    const auto service = started(config);
    QVERIFY(service);
    RawClient first(service->port());
    QVERIFY(first.send(handshake()) && first.readUntil("\r\n\r\n"));
    QVERIFY(first.send(frame(0x01, QByteArray(part, ' ')) + frame(0x89, "ping-1")));
    QVERIFY(first.readUntil("ping-1")); // the ping's answer: what came before it was read
    RawClient second(service->port());
    QVERIFY(second.send(handshake()) && second.readUntil("\r\n\r\n"));
    second.forget();
    QVERIFY(second.send(frame(0x01, QByteArray(part, ' '))));
    QVERIFY(second.readUntil(closeFrame(1013).first(4)));
    second.close();
    QTRY_COMPARE(service->stats().openConnections, quint64(1));
    // The first one's message is taken all the same, behind which there is room again.
    QVERIFY(first.send(frame(0x80, bodyWithUsage)));
    QVERIFY(first.readUntil("[DONE]"));
    RawClient third(service->port());
    QVERIFY(third.send(handshake()) && third.readUntil("\r\n\r\n"));
    QVERIFY(third.send(frame(0x01, QByteArray(part, ' ')) + frame(0x80, bodyWithUsage)));
    QVERIFY(third.readUntil("[DONE]"));
}

void TestWebSocketHostility::floodAheadIsCut()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    client.ask();
    QTRY_COMPARE(service->stats().openStreams, quint64(1));
    for (int i = 0; i < 40; ++i)
        client.ask(QByteArray(10'000, ' '));
    QVERIFY(client.closes());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestWebSocketHostility::slowReaderGetsEverything()
{
    constexpr int many = 30; // Of 0.8 MB each: far more than the sockets hold.
    ServiceConfig config = fixedService(0ms, 0ms, 100'000);
    config.model.output.tokensPerChunk = 1000;
    config.limits.idleTimeout = 2s; // Ends the connection after the last answer.
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    for (int i = 0; i < many; ++i)
        QVERIFY(client.send(frame(0x81, bodyWithUsage)));
    quint64 before = 0;
    const auto standsStill = [&] {
        const quint64 now = service->stats().tokens;
        return now > 0 && std::exchange(before, now) == now;
    };
    QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(300), standsStill()), 20'000);
    QVERIFY(before < many * 100'000ULL);
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QCOMPARE(client.received().count("[DONE]"), many);
    QCOMPARE(client.received().count("\"completion_tokens\":100000"), many);
}

void TestWebSocketHostility::idleConnectionEnds()
{
    ServiceConfig config = quickConfig();
    config.limits.idleTimeout = 100ms;
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    RawClient dripping(service->port());
    QVERIFY(dripping.send(handshake()) && dripping.readUntil("\r\n\r\n"));
    QVERIFY(dripping.send(frame(0x81, body).chopped(5)));
    QVERIFY(dripping.readToEnd() != WireEnd::Open);
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestWebSocketHostility::clientThatLeaves()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    auto service = started(config);
    QVERIFY(service);
    {
        RawClient abrupt(service->port());
        QVERIFY(abrupt.send(handshake()) && abrupt.readUntil("\r\n\r\n"));
        QVERIFY(abrupt.send(frame(0x81, body)));
        WebSocketClient orderly(*service);
        QVERIFY(orderly.opens());
        orderly.ask();
        QTRY_COMPARE(service->stats().openStreams, quint64(2));
        orderly.socket.close();
        QVERIFY(orderly.closes());
        QTRY_COMPARE(service->stats().openStreams, quint64(1));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
    WebSocketClient open(*service);
    QVERIFY(open.opens());
    open.ask();
    QTRY_COMPARE(service->stats().openStreams, quint64(1));
    service.reset();
    QVERIFY(open.closes());
}

void TestWebSocketHostility::clientsThatNeverReadAreLetGo_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::newRow("a few answers") << frame(0x81, body).repeated(30);
    QTest::newRow("a flood") << frame(0x81, body).repeated(5000); // its close frame can't be read either
    QTest::newRow("pings") << frame(0x81, body).repeated(30) +
                                  frame(0x89, QByteArray(100, 'x')).repeated(5000);
}

void TestWebSocketHostility::clientsThatNeverReadAreLetGo()
{
    QFETCH(QByteArray, frames);
    ServiceConfig config = fixedService(0ms, 0ms, 100'000);
    config.model.output.tokensPerChunk = 1000;
    config.limits.idleTimeout = 500ms;
    const auto service = started(config);
    QVERIFY(service);
    std::vector<std::unique_ptr<RawClient>> deaf;
    for (int i = 0; i < 5; ++i) {
        deaf.push_back(std::make_unique<RawClient>(service->port()));
        QVERIFY(deaf.back()->send(handshake()) && deaf.back()->readUntil("\r\n\r\n"));
        deaf.back()->send(frames); // may be cut off meanwhile
    }
    QCOMPARE(service->stats().connections, quint64(5));
    QTRY_VERIFY(service->stats().tokens > 0);
    QTRY_COMPARE_WITH_TIMEOUT(service->stats().openConnections, quint64(0), 30'000);
    QCOMPARE(service->stats().openStreams, quint64(0));
    // What waited in the kernel went as well: it would be kept as long as such a client lives.
    for (const std::unique_ptr<RawClient> &client : deaf)
        QCOMPARE(client->readToEnd(), WireEnd::Rst);
    // Nobody is worse off for it.
    RawClient reading(service->port());
    QVERIFY(reading.send(handshake()) && reading.readUntil("\r\n\r\n"));
    QVERIFY(reading.send(frame(0x81, body)) && reading.readUntil("[DONE]"));
}

QTEST_GUILESS_MAIN(TestWebSocketHostility)
#include "tst_websockethostility.moc"
