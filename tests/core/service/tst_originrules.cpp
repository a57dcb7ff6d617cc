// SPDX-License-Identifier: GPL-3.0-or-later
// Which names and pages a request may come by: web pages of other hosts reach a service on this machine
// through a browser.
#include "rawclient.h"
#include "service/front/originrules.h"
#include "startedservice.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

/// The status of the answer to a request with these headers.
int statusOf(quint16 port, const QByteArray &path, const QByteArray &headers)
{
    RawClient client(port);
    if (!client.send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n"))
        return -1;
    client.readToEnd();
    return client.received().mid(9, 3).toInt();
}

} // namespace

class TestOriginRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("admitted");
        for (const char *host :
             {"localhost", "localhost:8080", "LocalHost", "app.localhost:1", "127.0.0.1", "127.0.0.1:65535",
              "127.3.4.5", "[::1]", "[::1]:80", "named.example", "named.example:9", "page.example"})
            QTest::newRow(host) << QByteArray(host) << true;
        for (const char *host :
             {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.1",
              "127.0.0.1@evil.example", "localhost/", "localhost:80a", ":80", "[::1", "[::2]", "0.0.0.0",
              "10.0.0.1", "evil.named.example", "evillocalhost"})
            QTest::newRow(host) << QByteArray(host) << false;
    }
    void hosts()
    {
        QFETCH(QByteArray, host);
        const OriginRules rules({QStringLiteral("named.example"), QStringLiteral("https://page.example")});
        QTEST(rules.admitsHost({host.constData(), std::size_t(host.size())}), "admitted");
    }

    void origins_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("admitted");
        for (const char *origin : {"http://localhost", "https://localhost:3000", "http://127.0.0.1:5173",
                                   "http://[::1]", "https://page.example", "https://page.example:443",
                                   "http://named.example:81", "https://named.example"})
            QTest::newRow(origin) << QByteArray(origin) << true;
        for (const char *origin : {"", "null", "localhost", "http://evil.example", "http://page.example",
                                   "https://page.example:444", "https://page.example.evil",
                                   "http://localhost.evil", "file://", "http://a@localhost"})
            QTest::newRow(origin) << QByteArray(origin) << false;
    }
    void origins()
    {
        QFETCH(QByteArray, origin);
        const OriginRules rules({QStringLiteral("named.example"), QStringLiteral("https://page.example")});
        QTEST(rules.admitsOrigin({origin.constData(), std::size_t(origin.size())}), "admitted");
    }

    void allowables()
    {
        for (const char *good : {"a.example", "a.example:80", "https://a.example", "http://[::1]:5"})
            QVERIFY2(OriginRules::isAllowable(QString::fromLatin1(good)), good);
        for (const char *bad : {"", "*", "https://", "a b", "https://a/b"})
            QVERIFY2(OriginRules::isAllowable(QString::fromLatin1(bad)) == (QByteArray(bad) == "*"), bad);
        QVERIFY(!OriginRules({QStringLiteral("*")}).admitsHost("evil.example")); // a name, no pattern
    }

    void aServiceHoldsToThem_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        const QByteArray upgrade =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        const QByteArray here = "Host: localhost\r\n";
        QTest::newRow("plain") << QByteArray("/health") << here << 200;
        QTest::newRow("by another name")
            << QByteArray("/health") << QByteArray("Host: evil.example\r\n") << 403;
        QTest::newRow("by an allowed name")
            << QByteArray("/health") << QByteArray("Host: a.example\r\n") << 200;
        QTest::newRow("page of this machine")
            << QByteArray("/health") << here + "Origin: http://localhost:3000\r\n"
            << 200;
        QTest::newRow("page of another host")
            << QByteArray("/health") << here + "Origin: http://evil.example\r\n"
            << 403;
        QTest::newRow("second origin")
            << QByteArray("/health") << here + "Origin: http://localhost\r\nOrigin: http://evil.example\r\n"
            << 403;
        QTest::newRow("WebSocket of another host")
            << QByteArray("/v1/stream") << here + upgrade + "Origin: http://evil.example\r\n"
            << 403;
        QTest::newRow("WebSocket without an origin's page")
            << QByteArray("/v1/stream") << here + upgrade + "Origin: null\r\n"
            << 403;
    }
    void aServiceHoldsToThem()
    {
        ServiceConfig config = quickConfig();
        config.allowedOrigins = {QStringLiteral("http://a.example")};
        const auto service = started(config);
        QVERIFY(service);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, headers);
        QTEST(statusOf(service->port(), path, headers), "status");
    }
};

QTEST_GUILESS_MAIN(TestOriginRules)
#include "tst_originrules.moc"
