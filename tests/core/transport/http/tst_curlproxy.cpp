// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/stucklistener.h"
#include "support/wirerequests.h"
#include "transport/http/curltransport.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

namespace {

const QByteArray okResponse = httpResponse(200, "ok");

} // namespace

/// Proxies of each kind, and none where none was asked for.
class TestCurlProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proxies_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("url");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QByteArray>("seen");
        const QByteArray method = QByteArray::fromHex("0500"); // RFC 1928, 3: no authentication
        const QByteArray granted = QByteArray::fromHex("05000001000000000000"); // RFC 1928, 6
        const QByteArray denied = QByteArray::fromHex("05020001000000000000");
        QTest::newRow("http") << "http" << ServerScript().readRequest().send(okResponse)
                              << "http://service.invalid/v1" << Kind::Clean
                              << QByteArray("POST http://service.invalid/v1 ");
        QTest::newRow("tunnel denied")
            << "http" << ServerScript().readRequest().send(httpResponse(403, "no")).close()
            << "https://service.invalid/v1" << Kind::ConnectFailed
            << QByteArray("CONNECT service.invalid:443 ");
        QTest::newRow("socks5h") << "socks5h"
                                 << ServerScript().send(method + granted).readRequest().send(okResponse)
                                 << "http://service.invalid/v1" << Kind::Clean
                                 << QByteArray("service.invalid");
        QTest::newRow("socks5h denied") << "socks5h" << ServerScript().send(method + denied)
                                        << "http://service.invalid/v1" << Kind::ConnectFailed << QByteArray();
        QTest::newRow("socks5, name unknown")
            << "socks5" << ServerScript().send(method + granted) << "http://service.invalid/v1"
            << Kind::ConnectFailed << QByteArray();
    }

    void proxies()
    {
        QFETCH(const QString, scheme);
        QFETCH(const ServerScript, script);
        QFETCH(const QString, url);
        QFETCH(const QByteArray, seen);
        ScriptedServer proxy(script);
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(QUrl(url));
        request.headers.emplace_back("Authorization", "Bearer secret");
        request.proxy = QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(proxy.port()));
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QTEST(handler.end.kind, "kind");
        QCOMPARE(handler.violations, QStringList());
        if (seen.isEmpty())
            return;
        QCOMPARE(proxy.requestCount(), 1);
        const QByteArray head = proxy.requests().front().head;
        QVERIFY2(head.contains(seen), head.constData());
        QCOMPARE(head.contains("secret"), !head.contains("CONNECT")); // a tunnel's proxy sees no key
    }

    void proxyIsNotThere()
    {
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(QUrl(QStringLiteral("http://127.0.0.1:1/")));
        request.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(closedPort()));
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::ConnectFailed);
    }

    void environmentIsNotAsked()
    {
        const QByteArray nobody = "http://127.0.0.1:" + QByteArray::number(closedPort());
        for (const char *name : {"http_proxy", "all_proxy"})
            qputenv(name, nobody);
        ScriptedServer server(ServerScript().readRequest().send(okResponse));
        CurlTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        for (const char *name : {"http_proxy", "all_proxy"})
            qunsetenv(name);
        QCOMPARE(handler.end.kind, Kind::Clean);
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestCurlProxy)
#include "tst_curlproxy.moc"
