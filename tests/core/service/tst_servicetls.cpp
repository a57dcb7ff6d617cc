// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service over TLS: what works without works with it, and broken handshakes harm nobody.
#include "startedservice.h"
#include "tlsclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>

#include <memory>
#include <vector>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

ServiceConfig tlsConfig()
{
    ServiceConfig config = quickConfig();
    config.tls = true;
    return config;
}

const QByteArray closing = "Connection: close\r\n";
const QByteArray streamed = R"(,"stream":true)";

/// Answers of about 30 MB, faster than they are read.
ServiceConfig floodConfig(bool tls)
{
    ServiceConfig config = fixedService(5ms, 5us, 100'000);
    config.tls = tls;
    return config;
}

} // namespace

class TestServiceTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientThatLeavesInsideAnAnswer();
    void certificate();
    void plainHasNoCertificate();
    void keptConnection();
    void pipelinedInOneRecord();
    void faults_data();
    void faults();
    void slowReaderGetsEverything_data();
    void slowReaderGetsEverything();
    void brokenHandshakes_data();
    void brokenHandshakes();
    void handshakeTimesOut();
    void manyConnections();
    void stopsWithOpenStreams();
    void qtClientStreams();
};

// First, before Qt's sockets make the process ignore SIGPIPE.
void TestServiceTls::clientThatLeavesInsideAnAnswer()
{
    const auto service = started(floodConfig(true));
    QVERIFY(service);
    for (int i = 0; i < 5; ++i) {
        TlsClient client(service->port(), service->certificatePem());
        QVERIFY(client.isEncrypted());
        QVERIFY(client.send(chatRequest(streamed)));
        QVERIFY(client.readUntil("\"content\":\" "));
        client.close();
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceTls::certificate()
{
    const auto service = started(tlsConfig());
    QVERIFY(service);
    QCOMPARE(service->url(), QUrl(QStringLiteral("https://127.0.0.1:%1").arg(service->port())));
    const QSslCertificate certificate(service->certificatePem());
    QVERIFY(!certificate.isNull());
    QVERIFY(!service->certificatePem().contains("PRIVATE"));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(certificate.effectiveDate() < now);
    QVERIFY(certificate.expiryDate() > now.addDays(29) && certificate.expiryDate() < now.addDays(31));
    const auto opens = [&](const char *host) {
        return TlsClient(service->port(), service->certificatePem(), host).isEncrypted();
    };
    QVERIFY(opens("localhost"));
    QVERIFY(opens("127.0.0.1"));
    QVERIFY(!opens("example.org"));
    QVERIFY(!TlsClient(service->port(), started(tlsConfig())->certificatePem()).isEncrypted());
}

void TestServiceTls::plainHasNoCertificate()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    QVERIFY(service->certificatePem().isEmpty());
    QCOMPARE(service->url().scheme(), QStringLiteral("http"));
}

void TestServiceTls::keptConnection()
{
    const auto service = started(tlsConfig());
    QVERIFY(service);
    TlsClient client(service->port(), service->certificatePem());
    for (int i = 0; i < 3; ++i) {
        client.forget();
        QVERIFY(client.send(chatRequest(streamed)));
        QVERIFY(client.readUntil("[DONE]\n\n\r\n0\r\n\r\n"));
        bool proper = false;
        QCOMPARE(eventData(dechunked(client.received(), &proper)).last(), QByteArray("[DONE]"));
        QVERIFY(proper);
        client.forget();
        QVERIFY(client.send(chatRequest()));
        QVERIFY(client.readUntil("\"usage\""));
    }
    QCOMPARE(service->stats().connections, quint64(1));
    QCOMPARE(service->stats().requests, quint64(6));
}

// What TLS has decrypted already makes no socket readable.
void TestServiceTls::pipelinedInOneRecord()
{
    const auto service = started(tlsConfig());
    QVERIFY(service);
    TlsClient client(service->port(), service->certificatePem());
    // More than a read of the connection takes, less than a record.
    const QByteArray padding = "X-Padding: " + QByteArray(5000, 'x') + "\r\n";
    QVERIFY(
        client.send(chatRequest(streamed) + chatRequest(streamed, padding) + chatRequest(streamed, closing)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QCOMPARE(client.received().count("[DONE]"), 3);
}

void TestServiceTls::faults_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("proper");
    QTest::addColumn<bool>("done");
    const auto row = [](const char *kind, WireEnd end, int status, bool proper, bool done) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << int(end) << status << proper << done;
    };
    row("reset-on-accept", WireEnd::Rst, 0, false, false);
    row("reset-before", WireEnd::Rst, 0, false, false);
    row("reset-inside", WireEnd::Rst, 200, false, false);
    row("truncate", WireEnd::Fin, 200, true, false);
    row("bad-json", WireEnd::Fin, 200, true, true);
    row("bad-chunk", WireEnd::Fin, 200, false, false);
    row("rate-limit", WireEnd::Fin, 429, false, false);
    row("empty", WireEnd::Fin, 200, true, true);
}

void TestServiceTls::faults()
{
    QFETCH(QString, kind);
    QFETCH(int, end);
    QFETCH(int, status);
    ServiceConfig config = tlsConfig();
    config.faults = {{*faultFromName(kind), 1.0}};
    const auto service = started(config);
    QVERIFY(service);
    TlsClient client(service->port(), service->certificatePem());
    QVERIFY(client.send(chatRequest(streamed, closing)));
    QCOMPARE(int(client.readToEnd()), end);
    QCOMPARE(client.received().mid(9, 3).toInt(), status);
    bool isProper = false;
    dechunked(client.received(), &isProper);
    QTEST(isProper, "proper");
    QTEST(client.received().contains("[DONE]"), "done");
}

void TestServiceTls::slowReaderGetsEverything_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

void TestServiceTls::slowReaderGetsEverything()
{
    QFETCH(bool, tls);
    const auto service = started(floodConfig(tls));
    QVERIFY(service);
    const QByteArray request = chatRequest(streamed + R"(,"stream_options":{"include_usage":true})", closing);
    quint64 before = 0;
    const auto standsStill = [&] {
        const quint64 now = service->stats().tokens;
        return now > 0 && std::exchange(before, now) == now;
    };
    const auto check = [&](auto &client) {
        QVERIFY(client.send(request));
        QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(300), standsStill()), 20'000);
        QVERIFY(before < 100'000);
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        bool proper = false;
        const QByteArray body = dechunked(client.received(), &proper);
        QVERIFY(proper);
        QVERIFY(body.contains("\"completion_tokens\":100000"));
        QVERIFY(body.endsWith("data: [DONE]\n\n"));
    };
    if (tls) {
        TlsClient client(service->port(), service->certificatePem());
        check(client);
    } else {
        RawClient client(service->port());
        check(client);
    }
}

void TestServiceTls::brokenHandshakes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("http") << httpRequest("GET", "/health");
    QTest::newRow("zeros") << QByteArray(512, '\0');
    QTest::newRow("alert") << QByteArray::fromHex("15030300020228");
    QTest::newRow("length") << QByteArray::fromHex("160301ffff01") + QByteArray(70'000, 'x');
    QTest::newRow("hello") << QByteArray::fromHex("16030100050100000103") + QByteArray(100, '\x16');
    QTest::newRow("first byte") << QByteArray("\x16");
    QTest::newRow("nothing") << QByteArray();
}

void TestServiceTls::brokenHandshakes()
{
    QFETCH(QByteArray, bytes);
    const auto service = started(tlsConfig());
    QVERIFY(service);
    {
        RawClient client(service->port());
        client.send(bytes); // The service may stop reading before the end.
        QTRY_COMPARE(service->stats().connections, quint64(1));
    }
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
    TlsClient next(service->port(), service->certificatePem());
    QVERIFY(next.isEncrypted() && next.send(httpRequest("GET", "/health")));
    QVERIFY(next.readUntil("\"ok\""));
    QCOMPARE(service->stats().requests, quint64(1));
}

void TestServiceTls::handshakeTimesOut()
{
    ServiceConfig config = tlsConfig();
    config.limits.headerTimeout = 100ms;
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send("\x16\x03"));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceTls::manyConnections()
{
    constexpr int many = 200;
    const auto service = started(tlsConfig());
    QVERIFY(service);
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<TlsClient>(service->port(), service->certificatePem()));
        QVERIFY(clients.back()->isEncrypted());
    }
    QCOMPARE(service->stats().openConnections, quint64(many));
    for (const auto &client : clients)
        QVERIFY(client->send(chatRequest(streamed)));
    for (const auto &client : clients)
        QVERIFY(client->readUntil("[DONE]"));
    clients.clear();
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestServiceTls::stopsWithOpenStreams()
{
    ServiceConfig config = tlsConfig();
    config.model.scheduler.ttft = 30min;
    auto service = started(config);
    QVERIFY(service);
    TlsClient waiting(service->port(), service->certificatePem());
    QVERIFY(waiting.send(chatRequest(streamed)));
    QVERIFY(waiting.readUntil("assistant"));
    RawClient shaking(service->port());
    QVERIFY(shaking.send("\x16"));
    QTRY_COMPARE(service->stats().openConnections, quint64(2));
    service.reset();
    QVERIFY(shaking.readToEnd() != WireEnd::Open);
}

void TestServiceTls::qtClientStreams()
{
    const auto service = started(tlsConfig());
    QVERIFY(service);
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates({QSslCertificate(service->certificatePem())});
    QUrl url = service->url();
    url.setPath(QStringLiteral("/v1/chat/completions"));
    QNetworkRequest request(url);
    request.setSslConfiguration(trust);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.post(request, R"({"messages":[{"role":"user","content":"Hello"}],"stream":true})"));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    const QByteArrayList events = eventData(reply->readAll());
    QVERIFY(events.size() > 8);
    QCOMPARE(events.last(), QByteArray("[DONE]"));
}

QTEST_GUILESS_MAIN(TestServiceTls)
#include "tst_servicetls.moc"
