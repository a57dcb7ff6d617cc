// SPDX-License-Identifier: GPL-3.0-or-later
// How long a connection lasts: HTTP/1.0 with and without keep-alive, floods, and what others notice of them.
#include "rawclient.h"
#include "startedservice.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <atomic>
#include <thread>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray keepAlive = "Connection: keep-alive\r\n";

QByteArray asOld(QByteArray request)
{
    return request.replace("HTTP/1.1", "HTTP/1.0");
}

QByteArray headOf(const QByteArray &response)
{
    return response.first(response.indexOf("\r\n\r\n") + 2);
}

} // namespace

class TestServiceConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldHttpClosesByItself_data();
    void oldHttpClosesByItself();
    void oldHttpIsKeptAlive();
    void oldStreamsEndWithTheConnection();
    void floodsHurtNobodyElse_data();
    void floodsHurtNobodyElse();
};

void TestServiceConnections::oldHttpClosesByItself_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("health") << httpRequest("GET", "/health");
    QTest::newRow("whole answer") << chatRequest();
    QTest::newRow("task") << httpRequest("GET", "/v1/tasks/task-1");
}

void TestServiceConnections::oldHttpClosesByItself()
{
    QFETCH(QByteArray, request);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(asOld(request)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    const QByteArray head = headOf(client.received());
    QVERIFY2(head.contains("Connection: close\r\n") && head.contains("Content-Length: "), head);
    QVERIFY(QJsonDocument::fromJson(client.received().mid(head.size() + 2)).isObject());
}

void TestServiceConnections::oldHttpIsKeptAlive()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    for (int i = 0; i < 3; ++i) {
        client.forget();
        QVERIFY(client.send(asOld(chatRequest({}, keepAlive))));
        QVERIFY(client.readUntil("\"usage\""));
        // Such a client takes the connection for closed unless it is told (RFC 9112, C.2.2).
        const QByteArray head = headOf(client.received());
        QVERIFY2(head.contains("Connection: keep-alive\r\n") && head.contains("Content-Length: "), head);
    }
    QCOMPARE(service->stats().connections, quint64(1));
    client.forget();
    QVERIFY(client.send(asOld(httpRequest("GET", "/health", {}, keepAlive))));
    QVERIFY(client.readUntil("\"ok\""));
    QVERIFY(headOf(client.received()).contains("Connection: keep-alive\r\n"));
}

void TestServiceConnections::oldStreamsEndWithTheConnection()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    for (const QByteArray &headers : {QByteArray(), keepAlive}) {
        RawClient client(service->port());
        QVERIFY(client.send(asOld(chatRequest(R"(,"stream":true)", headers))));
        // Without a length and without chunks nothing else tells the end.
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        const QByteArray head = headOf(client.received());
        QVERIFY2(head.contains("Connection: close\r\n") && !head.contains("chunked"), head);
        QCOMPARE(eventData(client.received()).last(), QByteArray("[DONE]"));
    }
}

void TestServiceConnections::floodsHurtNobodyElse_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("behind an answer that takes its time") << chatRequest(R"(,"stream":true)");
    QTest::newRow("small answers that nobody reads") << httpRequest("GET", "/health");
    QTest::newRow("large answers that nobody reads") << httpRequest("GET", "/metrics");
    QTest::newRow("refusals that nobody reads") << httpRequest("POST", "/v1/chat/completions", "no json");
}

void TestServiceConnections::floodsHurtNobodyElse()
{
    QFETCH(QByteArray, request);
    ServiceConfig config = quickConfig();
    config.model.scheduler.itl = 30min;
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray single = chatRequest(R"(,"stream":true,"max_tokens":1)");
    RawClient steady(service->port());
    QVERIFY(steady.send(single) && steady.readUntil("[DONE]"));
    RawClient flooding(service->port());
    std::atomic<bool> isCut{false};
    std::thread flood([&] {
        const QByteArray many = request.repeated(1000);
        while (flooding.send(many)) {
        }
        isCut = true;
    });
    // All the while the other one gets its answers, on its old connection.
    bool isServed = true;
    while (isServed && !isCut) {
        steady.forget();
        isServed = steady.send(single) && steady.readUntil("[DONE]");
    }
    flood.join();
    QVERIFY(isServed);
    QVERIFY(flooding.readToEnd() != WireEnd::Open); // cut, and not just out of patience
    QTRY_COMPARE(service->stats().openConnections, quint64(1));
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QCOMPARE(service->stats().connections, quint64(2));
    steady.forget();
    QVERIFY(steady.send(single) && steady.readUntil("[DONE]"));
}

QTEST_GUILESS_MAIN(TestServiceConnections)
#include "tst_serviceconnections.moc"
