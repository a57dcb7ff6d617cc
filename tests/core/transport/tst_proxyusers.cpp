// SPDX-License-Identifier: GPL-3.0-or-later
// Proxies that want a user and a password, whichever library goes through them.
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/channels.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using Kind = WireEnd::Kind;

class TestProxyUsers : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    const QByteArray m_proof = "Basic " + QByteArray("ann:word").toBase64();

    WireRequest requestBy(const ScriptedServer &proxy, const QString &userInfo, const QString &target)
    {
        WireRequest request = requestTo(QUrl(target));
        request.proxy = QUrl(u"http://"_qs + userInfo + QStringLiteral("127.0.0.1:%1").arg(proxy.port()));
        return request;
    }
    std::unique_ptr<Transport> transportOf(TransportKind kind)
    {
        Scenario scenario;
        scenario.transport = kind;
        return makeChannels(scenario, m_clock);
    }

private Q_SLOTS:
    void userAndPasswordAreShown_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("qt") << int(TransportKind::Qt);
        QTest::newRow("curl") << int(TransportKind::Curl);
    }
    /// At once, as the header of the one request: a first one without would be the service's time.
    void userAndPasswordAreShown()
    {
        QFETCH(const int, kind);
        ScriptedServer proxy(ServerScript().readRequest().send(httpResponse(200, "ok")).repeat());
        const std::unique_ptr<Transport> transport = transportOf(TransportKind(kind));
        RecordingHandler handler;
        transport->start(
            requestBy(proxy, QStringLiteral("ann:word@"), QStringLiteral("http://service.invalid/v1")),
            handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.head.status, 200);
        QCOMPARE(proxy.requestCount(), 1);
        QCOMPARE(proxy.requests().front().header("Proxy-Authorization"), m_proof);
    }

    void aTunnelIsOpenedByThem_data() { userAndPasswordAreShown_data(); }
    /// The tunnel leads nowhere; that it was asked for with them is what counts.
    void aTunnelIsOpenedByThem()
    {
        QFETCH(const int, kind);
        const QByteArray wanted =
            httpResponse(407, "no", "Proxy-Authenticate: Basic realm=\"x\"\r\nProxy-Connection: close\r\n");
        ScriptedServer proxy(ServerScript().readRequest().send(wanted).close());
        const std::unique_ptr<Transport> transport = transportOf(TransportKind(kind));
        RecordingHandler handler;
        transport->start(
            requestBy(proxy, QStringLiteral("ann:word@"), QStringLiteral("https://service.invalid/v1")),
            handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::ConnectFailed);
        QCOMPARE(proxy.requests().back().header("Proxy-Authorization"), m_proof);
    }

    void aRefusalSaysThatTheyAreWanted_data() { userAndPasswordAreShown_data(); }
    void aRefusalSaysThatTheyAreWanted()
    {
        QFETCH(const int, kind);
        const QByteArray wanted = httpResponse(407, "no", "Proxy-Authenticate: Basic realm=\"x\"\r\n");
        ScriptedServer proxy(ServerScript().readRequest().send(wanted).repeat());
        const std::unique_ptr<Transport> transport = transportOf(TransportKind(kind));
        RecordingHandler handler;
        transport->start(requestBy(proxy, {}, QStringLiteral("https://service.invalid/v1")), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::ConnectFailed);
        const QString words = handler.end.message.english();
        QVERIFY2(words.contains(u"407") || words.contains(u"wants to know who asks"), qPrintable(words));
    }
};

QTEST_GUILESS_MAIN(TestProxyUsers)
#include "tst_proxyusers.moc"
