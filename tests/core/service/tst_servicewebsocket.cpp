// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service over WebSocket: streams, faults, and clients that break the protocol.
#include "rawclient.h"
#include "startedservice.h"
#include "websockettools.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

class TestServiceWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data();
    void streams();
    void requestsOneAfterTheOther();
    void requestsAhead();
    void badRequestsGetAnError_data();
    void badRequestsGetAnError();
    void keyIsNeeded();
    void refusedHandshakes_data();
    void refusedHandshakes();
    void faults_data();
    void faults();
    void resetIsRst_data();
    void resetIsRst();
    void brokenFrame();
    void lostReplica();
    void pingIsAnswered();
    void truthIsWritten();
};

void TestServiceWebSocket::streams_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("path");
    QTest::newRow("plain") << false << u"/v1/stream"_qs;
    QTest::newRow("short path") << false << u"/ws"_qs;
    QTest::newRow("tls") << true << u"/v1/stream"_qs;
}

void TestServiceWebSocket::streams()
{
    QFETCH(bool, tls);
    QFETCH(QString, path);
    ServiceConfig config = quickConfig();
    config.tls = tls;
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient client(*service, path);
    QVERIFY2(client.opens(), qPrintable(client.socket.errorString()));
    client.ask(bodyWithUsage);
    QVERIFY(client.hears("[DONE]"));
    QCOMPARE(client.tokens(), 8);
    QVERIFY(client.messages.size() <= 12); // role, tokens, finish, usage, end
    QVERIFY(client.messages.first().contains("\"role\":\"assistant\""));
    QVERIFY(client.messages.at(client.messages.size() - 2).contains("\"completion_tokens\":8"));
    for (const QByteArray &message : client.messages.first(client.messages.size() - 1))
        QVERIFY2(QJsonDocument::fromJson(message).isObject(), message);
}

void TestServiceWebSocket::requestsOneAfterTheOther()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    for (int i = 1; i <= 3; ++i) {
        client.ask();
        QVERIFY(client.hears("[DONE]", i));
        QCOMPARE(client.tokens(), 8 * i);
    }
    QCOMPARE(service->stats().connections, quint64(1));
    client.socket.close();
    QVERIFY(client.closes());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceWebSocket::requestsAhead()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    for (int i = 0; i < 5; ++i)
        client.ask();
    QVERIFY(client.hears("[DONE]", 5));
    // One answer is whole before the next one begins.
    QByteArray id;
    for (const QByteArray &message : client.messages) {
        const QByteArray now = QJsonDocument::fromJson(message).object().value(u"id").toString().toUtf8();
        QVERIFY2(id.isEmpty() || now.isEmpty() || now == id, message.constData());
        id = message == "[DONE]" ? QByteArray() : now;
    }
    QVERIFY(id.isEmpty());
}

void TestServiceWebSocket::badRequestsGetAnError_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("cut") << QByteArray("{\"messages\":");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no messages") << QByteArray("{}");
    QTest::newRow("nested") << QByteArray(100'000, '[');
}

void TestServiceWebSocket::badRequestsGetAnError()
{
    QFETCH(QByteArray, message);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    QVERIFY(client.send(frame(0x81, message)));
    QVERIFY(client.readUntil("invalid_request_error"));
    QVERIFY(client.send(frame(0x81, body)));
    QVERIFY(client.readUntil("[DONE]"));
}

void TestServiceWebSocket::keyIsNeeded()
{
    ServiceConfig config = quickConfig();
    config.apiKey = "swordfish";
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient right(*service, QStringLiteral("/ws"), "swordfish");
    QVERIFY(right.opens());
    for (const QByteArray &header : {QByteArray(), QByteArray("Authorization: Bearer trout\r\n")}) {
        RawClient wrong(service->port());
        QVERIFY(wrong.send(handshake("/v1/stream", header)));
        QVERIFY(wrong.readUntil("\"error\""));
        QVERIFY2(wrong.received().startsWith("HTTP/1.1 401 "), wrong.received());
    }
}

void TestServiceWebSocket::refusedHandshakes_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto changed = [](const QByteArray &what, const QByteArray &with) {
        return handshake().replace(what, with);
    };
    QTest::newRow("no upgrade") << httpRequest("GET", "/ws") << 426;
    QTest::newRow("other upgrade") << changed("Upgrade: WebSocket", "Upgrade: h2c") << 426;
    QTest::newRow("post") << httpRequest("POST", "/ws", body) << 405;
    QTest::newRow("old version") << changed("Version: 13", "Version: 8") << 426;
    QTest::newRow("no key") << changed("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", {}) << 400;
    QTest::newRow("frames ahead") << handshake() + frame(0x81, body) << 400;
}

void TestServiceWebSocket::refusedHandshakes()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(request));
    QVERIFY(client.readUntil("\r\n\r\n"));
    QCOMPARE(client.received().mid(9, 3).toInt(), status);
    client.close();
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

// `close`: the code that ends the connection, 0 when it stays. `mark`: what one message contains.
void TestServiceWebSocket::faults_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("close");
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<bool>("done");
    QTest::addColumn<QByteArray>("mark");
    const auto row = [](const char *kind, int close, bool tokens, bool done, const QByteArray &mark = {}) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << close << tokens << done << mark;
    };
    row("truncate", 1000, true, false);
    row("stall", 0, true, false);
    row("bad-json", 0, true, true, "{\"id\":\"chatcmpl-");
    row("rate-limit", 0, false, false, "rate_limit_exceeded");
    row("http-500", 0, false, false, "server_error");
    row("business-code", 0, false, false, "{\"code\":1001,");
    row("empty", 0, false, true, "\"finish_reason\":\"stop\"");
}

void TestServiceWebSocket::faults()
{
    QFETCH(QString, kind);
    QFETCH(int, close);
    QFETCH(bool, done);
    QFETCH(QByteArray, mark);
    ServiceConfig config = quickConfig();
    config.faults = {{*faultFromName(kind), 1.0}};
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    client.ask();
    if (close != 0) {
        QVERIFY(client.closes());
        QCOMPARE(int(client.socket.closeCode()), close);
    } else if (done) {
        QVERIFY(client.hears("[DONE]"));
    } else {
        QTRY_VERIFY(client.messages.size() > (kind == u"stall" ? 1 : 0));
        // A second request: a stalled answer holds it up, a refused one is out of its way.
        const qsizetype before = client.messages.size();
        client.ask();
        if (kind == u"stall") {
            QTest::qWait(200);
            QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        } else {
            QTRY_VERIFY(client.messages.size() > before);
        }
    }
    QTEST(client.tokens() > 0, "tokens");
    QVERIFY(client.tokens() < 8 || done);
    QCOMPARE(client.messages.contains("[DONE]"), done);
    const auto isMarked = [&](const QByteArray &message) { return message.contains(mark); };
    QVERIFY(std::any_of(client.messages.cbegin(), client.messages.cend(), isMarked));
    const qsizetype broken =
        std::count_if(client.messages.cbegin(), client.messages.cend(), [](const QByteArray &message) {
            return message != "[DONE]" && !QJsonDocument::fromJson(message).isObject();
        });
    QCOMPARE(broken, kind == u"bad-json" ? 1 : 0);
}

void TestServiceWebSocket::resetIsRst_data()
{
    QTest::addColumn<bool>("tokens");
    QTest::newRow("reset-on-accept") << false;
    QTest::newRow("reset-before") << false;
    QTest::newRow("reset-inside") << true;
}

void TestServiceWebSocket::resetIsRst()
{
    QFETCH(bool, tokens);
    ServiceConfig config = quickConfig();
    config.faults = {{*faultFromName(QString::fromLatin1(QTest::currentDataTag())), 1.0}};
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    QVERIFY(client.received().startsWith("HTTP/1.1 101 "));
    QVERIFY(client.send(frame(0x81, body)));
    QCOMPARE(client.readToEnd(), WireEnd::Rst);
    QCOMPARE(client.received().contains("\"content\":\" "), tokens);
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceWebSocket::brokenFrame()
{
    ServiceConfig config = quickConfig();
    config.faults = {{FaultKind::BadChunk, 1.0}};
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    QVERIFY(client.send(frame(0x81, body)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().contains("\"content\":\" "));
    QVERIFY(client.received().endsWith("\x83\x05weir!"));
    WebSocketClient strict(*service);
    QVERIFY(strict.opens());
    strict.ask();
    QVERIFY(strict.closes());
    QVERIFY(!strict.messages.contains("[DONE]"));
}

void TestServiceWebSocket::lostReplica()
{
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::Continuous;
    config.model.output.tokens = RandomFigure::fixed(100'000);
    config.model.replicas.failover = Failover::None;
    const auto service = started(config);
    QVERIFY(service);
    WebSocketClient client(*service);
    QVERIFY(client.opens());
    client.ask();
    QTRY_VERIFY(client.tokens() > 0);
    DrillConfig drill;
    drill.kind = DrillKind::ReplicaLoss;
    service->startDrill(drill);
    QVERIFY(client.closes());
    QCOMPARE(int(client.socket.closeCode()), 1011);
}

void TestServiceWebSocket::pingIsAnswered()
{
    ServiceConfig config = quickConfig();
    config.faults = {{FaultKind::Stall, 1.0}};
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake()) && client.readUntil("\r\n\r\n"));
    QVERIFY(client.send(frame(0x89, "idle")));
    QVERIFY(client.readUntil(QByteArray("\x8a\x04idle")));
    QVERIFY(client.send(frame(0x81, body)));
    QVERIFY(client.readUntil("\"content\":\" "));
    QVERIFY(client.send(frame(0x89, "busy")));
    QVERIFY(client.readUntil(QByteArray("\x8a\x04"
                                        "busy")));
}

void TestServiceWebSocket::truthIsWritten()
{
    QTemporaryDir dir;
    ServiceConfig config = quickConfig();
    config.truthFile = dir.filePath(u"truth.jsonl"_qs);
    auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(handshake("/ws", "X-Weir-Request-Id: a\r\nX-Weir-Attempt: 2\r\n")));
    QVERIFY(client.readUntil("\r\n\r\n"));
    QVERIFY(client.send(frame(0x81, body)) && client.readUntil("[DONE]"));
    client.forget();
    QVERIFY(client.send(frame(0x81, "{}")) && client.readUntil("\"error\""));
    service.reset();
    QFile file(config.truthFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject first = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(first.value(u"id").toString(), u"a"_qs);
    QCOMPARE(first.value(u"attempt").toInt(), 2);
    QCOMPARE(first.value(u"end").toString(), u"done"_qs);
    int tokens = 0; // A busy machine may write several at once.
    for (const QJsonValue &chunk : first.value(u"chunks").toArray())
        tokens += chunk[u"tokens"].toInt();
    QCOMPARE(tokens, 8);
    const QJsonObject second = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(second.value(u"status").toInt(), 400);
    QVERIFY(file.atEnd());
}

QTEST_GUILESS_MAIN(TestServiceWebSocket)
#include "tst_servicewebsocket.moc"
