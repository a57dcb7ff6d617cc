// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service over WebSocket: streams, faults, and clients that break the protocol.
#include "rawclient.h"
#include "startedservice.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray body = R"({"messages":[{"role":"user","content":"Hello there, river"}]})";
const QByteArray bodyWithUsage =
    R"({"messages":[{"role":"user","content":"Hello"}],"stream_options":{"include_usage":true}})";

/// Qt's client, and everything that it heard.
class Client
{
public:
    explicit Client(const ReferenceService &service, const QString &path = QStringLiteral("/v1/stream"),
                    const QByteArray &key = {})
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { messages.append(text.toUtf8()); });
        QUrl url = service.url();
        url.setScheme(service.certificatePem().isEmpty() ? QStringLiteral("ws") : QStringLiteral("wss"));
        url.setPath(path);
        QNetworkRequest request(url);
        if (!key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + key);
        if (!service.certificatePem().isEmpty()) {
            QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
            trust.setCaCertificates({QSslCertificate(service.certificatePem())});
            socket.setSslConfiguration(trust);
        }
        socket.open(request);
    }

    bool opens() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }
    bool closes() const
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }
    void ask(const QByteArray &json = body) { socket.sendTextMessage(QString::fromUtf8(json)); }
    bool hears(const QByteArray &message, qsizetype times = 1) const
    {
        return QTest::qWaitFor([&] { return messages.count(message) >= times; });
    }
    qsizetype tokens() const
    {
        qsizetype count = 0;
        for (const QByteArray &message : messages) {
            // A token is a word behind a blank; a busy machine gets several in one message.
            const qsizetype at = message.indexOf("\"content\":\" ");
            if (at >= 0 && !message.endsWith(" bro"))
                count += message.mid(at + 11, message.indexOf('"', at + 11) - at - 11).count(' ');
        }
        return count;
    }

    QWebSocket socket;
    QByteArrayList messages;
};

/// A handshake by hand; the client then speaks frames of its own making.
QByteArray handshake(const QByteArray &path = "/ws", const QByteArray &headers = {})
{
    return "GET " + path +
           " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           headers + "\r\n";
}

/// A frame with the mask 0, which changes nothing. `first`: FIN and opcode.
QByteArray frame(quint8 first, const QByteArray &payload)
{
    QByteArray bytes(1, static_cast<char>(first));
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0xff);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<quint64>(payload.size()) >> shift);
    }
    return bytes + QByteArray(4, '\0') + payload;
}

/// A close frame from the service.
QByteArray closeFrame(quint16 code)
{
    return QByteArray("\x88\x02", 2) + static_cast<char>(code >> 8) + static_cast<char>(code & 0xff);
}

} // namespace

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
    void brokenProtocol_data();
    void brokenProtocol();
    void largeMessageEnds();
    void floodAheadIsCut();
    void slowReaderGetsEverything();
    void idleConnectionEnds();
    void clientThatLeaves();
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
    Client client(*service, path);
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
    Client client(*service);
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
    Client client(*service);
    QVERIFY(client.opens());
    for (int i = 0; i < 5; ++i)
        client.ask();
    QVERIFY(client.hears("[DONE]", 5));
    // One answer is whole before the next one begins.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(client.messages.at(11 * i + 10), QByteArray("[DONE]"));
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
    Client right(*service, QStringLiteral("/ws"), "swordfish");
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
    Client client(*service);
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
    Client strict(*service);
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
    Client client(*service);
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

void TestServiceWebSocket::brokenProtocol_data()
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

void TestServiceWebSocket::brokenProtocol()
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

void TestServiceWebSocket::largeMessageEnds()
{
    ServiceConfig config = quickConfig();
    config.limits.bodyBytes = 2000;
    const auto service = started(config);
    QVERIFY(service);
    Client client(*service);
    QVERIFY(client.opens());
    client.ask(QByteArray(2000, ' '));
    QTRY_VERIFY(client.messages.size() == 1);
    client.ask(QByteArray(2001, ' '));
    QVERIFY(client.closes());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void TestServiceWebSocket::floodAheadIsCut()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    Client client(*service);
    QVERIFY(client.opens());
    client.ask();
    QTRY_COMPARE(service->stats().openStreams, quint64(1));
    for (int i = 0; i < 40; ++i)
        client.ask(QByteArray(10'000, ' '));
    QVERIFY(client.closes());
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceWebSocket::slowReaderGetsEverything()
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

void TestServiceWebSocket::idleConnectionEnds()
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

void TestServiceWebSocket::clientThatLeaves()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    auto service = started(config);
    QVERIFY(service);
    {
        RawClient abrupt(service->port());
        QVERIFY(abrupt.send(handshake()) && abrupt.readUntil("\r\n\r\n"));
        QVERIFY(abrupt.send(frame(0x81, body)));
        Client orderly(*service);
        QVERIFY(orderly.opens());
        orderly.ask();
        QTRY_COMPARE(service->stats().openStreams, quint64(2));
        orderly.socket.close();
        QVERIFY(orderly.closes());
        QTRY_COMPARE(service->stats().openStreams, quint64(1));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
    Client open(*service);
    QVERIFY(open.opens());
    open.ask();
    QTRY_COMPARE(service->stats().openStreams, quint64(1));
    service.reset();
    QVERIFY(open.closes());
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
    QCOMPARE(first.value(u"chunks").toArray().size(), 8);
    const QJsonObject second = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(second.value(u"status").toInt(), 400);
    QVERIFY(file.atEnd());
}

QTEST_GUILESS_MAIN(TestServiceWebSocket)
#include "tst_servicewebsocket.moc"
