// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that break HTTP, send too much, read too slowly or leave: the reference service survives them all.
#include "rawclient.h"
#include "startedservice.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray closeHeader = "Connection: close\r\n";

} // namespace

class TestServiceHostility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesBadRequests_data();
    void refusesBadRequests();
    void freesTheStreamOfAClientThatLeaves();
    void slowHeaderTimesOut();
    void connectionsAreBounded();
    void floodAheadIsCut();
    void clientThatDoesNotReadIsBounded();
    void stopsWithOpenStreams();
};

void TestServiceHostility::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray chat = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("bad json") << httpRequest("POST", "/v1/chat/completions", "{\"messages\":", closeHeader)
                              << 400;
    QTest::newRow("nested json") << httpRequest("POST", "/v1/chat/completions", QByteArray(1 << 20, '['),
                                                closeHeader)
                                 << 400;
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02 hello\r\n\r\n") << 400;
    QTest::newRow("zeros") << QByteArray(64, '\0') << 400;
    QTest::newRow("other version") << QByteArray("GET /health HTTP/3.7\r\n\r\n") << 400;
    QTest::newRow("bad length") << QByteArray(chat + "Content-Length: -5\r\n\r\n") << 400;
    QTest::newRow("huge length") << QByteArray(chat + "Content-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("large body") << httpRequest("POST", "/v1/chat/completions", QByteArray(9 << 20, ' '))
                                << 413;
    QTest::newRow("large chunk") << QByteArray(chat + "Transfer-Encoding: chunked\r\n\r\nffffff0\r\nx")
                                 << 413;
    QTest::newRow("bad chunk") << QByteArray(chat + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
    QTest::newRow("large header") << QByteArray("GET /health HTTP/1.1\r\nX: " + QByteArray(100'000, 'x') +
                                                "\r\n\r\n")
                                  << 431;
    QTest::newRow("endless target") << QByteArray("GET /" + QByteArray(200'000, 'x')) << 431;
}

void TestServiceHostility::refusesBadRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    client.send(bytes); // The service may stop reading before the end.
    QVERIFY(client.readUntil("}"));
    QVERIFY2(client.received().startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), client.received());
    QVERIFY(client.received().contains("\"error\":{\"message\":"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    RawClient next(service->port());
    QVERIFY(next.send(httpRequest("GET", "/health")));
    QVERIFY(next.readUntil("\"ok\""));
}

void TestServiceHostility::freesTheStreamOfAClientThatLeaves()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    {
        RawClient streaming(service->port());
        RawClient whole(service->port());
        QVERIFY(streaming.send(chatRequest(R"(,"stream":true)")));
        QVERIFY(whole.send(chatRequest()));
        QVERIFY(streaming.readUntil("assistant"));
        QTRY_COMPARE(service->stats().openStreams, quint64(2));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceHostility::slowHeaderTimesOut()
{
    ServiceConfig config = quickConfig();
    config.limits.headerTimeout = 100ms;
    config.limits.bodyTimeout = 100ms;
    config.limits.idleTimeout = 100ms;
    const auto service = started(config);
    QVERIFY(service);
    for (const QByteArray &start : {QByteArray("POST /v1/chat"), chatRequest().chopped(5)}) {
        RawClient client(service->port());
        QVERIFY(client.send(start));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        QVERIFY2(client.received().startsWith("HTTP/1.1 408 "), client.received());
    }
    RawClient idle(service->port());
    QCOMPARE(idle.readToEnd(), WireEnd::Fin);
    QVERIFY(idle.received().isEmpty());
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceHostility::connectionsAreBounded()
{
    ServiceConfig config = quickConfig();
    config.limits.connections = 2;
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray request = httpRequest("GET", "/health");
    RawClient first(service->port());
    RawClient second(service->port());
    for (RawClient *client : {&first, &second}) {
        QVERIFY(client->send(request));
        QVERIFY(client->readUntil("200 OK"));
    }
    RawClient third(service->port());
    QVERIFY(third.isConnected() && third.send(request));
    // Would the third be let in, it would be by the time that a later request has its answer.
    second.forget();
    QVERIFY(second.send(request));
    QVERIFY(second.readUntil("200 OK"));
    QCOMPARE(service->stats().connections, quint64(2));
    first.close();
    QVERIFY(third.readUntil("200 OK"));
    QCOMPARE(service->stats().openConnections, quint64(2));
}

void TestServiceHostility::floodAheadIsCut()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)")));
    QVERIFY(client.readUntil("assistant"));
    client.send(QByteArray(4 << 20, 'x'));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceHostility::clientThatDoesNotReadIsBounded()
{
    ServiceConfig config;
    config.model.scheduler.ttft = 0ms;
    config.model.scheduler.itl = 0ms;
    config.model.output.tokens = RandomFigure::fixed(100'000);
    config.model.output.tokensPerChunk = 1000;
    const auto service = started(config);
    QVERIFY(service);
    RawClient slow(service->port());
    QByteArray many;
    for (int i = 0; i < 50; ++i)
        many += chatRequest(R"(,"stream":true)");
    QVERIFY(slow.send(many));
    QTRY_VERIFY(service->stats().openStreams == 1);
    // The other client is served meanwhile, and the slow one stands still long before its 35 MB are written.
    RawClient other(service->port());
    QVERIFY(other.send(httpRequest("GET", "/health")));
    QVERIFY(other.readUntil("\"ok\""));
    quint64 before = 0;
    const auto standsStill = [&] {
        const quint64 now = service->stats().tokens;
        return std::exchange(before, now) == now;
    };
    QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(300), standsStill()), 20'000);
    QVERIFY(before < 50ULL * 100'000);
    QCOMPARE(service->stats().openStreams, quint64(1));
    slow.close();
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceHostility::stopsWithOpenStreams()
{
    QTemporaryDir dir;
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    config.truthFile = dir.filePath(u"truth.jsonl"_qs);
    auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("a")));
    QVERIFY(client.readUntil("assistant"));
    service.reset();
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QFile file(config.truthFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(line.value(u"id").toString(), u"a"_qs);
    QCOMPARE(line.value(u"end").toString(), u"error"_qs);
}

QTEST_GUILESS_MAIN(TestServiceHostility)
#include "tst_servicehostility.moc"
