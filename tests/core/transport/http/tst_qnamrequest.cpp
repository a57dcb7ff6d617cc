// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamrequest.h"

#include <QSslConfiguration>
#include <QTest>

using namespace weir;
using NetworkError = QNetworkReply::NetworkError;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::WireEnd::Kind)
Q_DECLARE_METATYPE(weir::ExchangePhase)

/// The pure translations between Weir and QNAM.
class TestQnamRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunksAreKnownByTheirSizeLine()
    {
        for (const char *bytes : {"5\r\nhello", "1f\r\n", "1F;x=y\r\nz", "0\r\n\r\n", "00000005 \r\nhello"})
            QVERIFY2(beginsChunk(bytes), bytes);
        for (const char *bytes : {"", "5", "5\n", "data: x\n\n", "{\"a\": 1}", "\r\n", "cafe au lait",
                                  "123456789\r\n", "5a\nbc\r\n", "event: 5\r\n"})
            QVERIFY2(!beginsChunk(bytes), bytes);
    }

    void errorBecomesEnd_data()
    {
        QTest::addColumn<NetworkError>("error");
        QTest::addColumn<ExchangePhase>("phase");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const char *name, NetworkError error, ExchangePhase phase, Kind kind) {
            QTest::newRow(name) << error << phase << kind;
        };
        row("whole", QNetworkReply::NoError, ExchangePhase::Responding, Kind::Clean);
        row("no response", QNetworkReply::NoError, ExchangePhase::Sent, Kind::ClosedBeforeResponse);
        row("400", QNetworkReply::ProtocolInvalidOperationError, ExchangePhase::Responding, Kind::Clean);
        row("401", QNetworkReply::AuthenticationRequiredError, ExchangePhase::Responding, Kind::Clean);
        row("407", QNetworkReply::ProxyAuthenticationRequiredError, ExchangePhase::Responding, Kind::Clean);
        row("429", QNetworkReply::UnknownContentError, ExchangePhase::Responding, Kind::Clean);
        row("501", QNetworkReply::OperationNotImplementedError, ExchangePhase::Responding, Kind::Clean);
        row("599", QNetworkReply::UnknownServerError, ExchangePhase::Responding, Kind::Clean);
        row("name", QNetworkReply::HostNotFoundError, ExchangePhase::Connecting, Kind::DnsFailure);
        row("refused", QNetworkReply::ConnectionRefusedError, ExchangePhase::Connecting,
            Kind::ConnectRefused);
        row("kernel's time-out", QNetworkReply::TimeoutError, ExchangePhase::Connecting,
            Kind::ConnectTimeout);
        row("tls", QNetworkReply::SslHandshakeFailedError, ExchangePhase::Connecting, Kind::TlsFailure);
        row("unroutable", QNetworkReply::UnknownNetworkError, ExchangePhase::Connecting, Kind::ConnectFailed);
        row("closed while connecting", QNetworkReply::RemoteHostClosedError, ExchangePhase::Connecting,
            Kind::ConnectFailed);
        row("proxy", QNetworkReply::ProxyConnectionRefusedError, ExchangePhase::Connecting,
            Kind::ConnectFailed);
        row("scheme", QNetworkReply::ProtocolUnknownError, ExchangePhase::Connecting, Kind::LocalError);
        row("closed", QNetworkReply::RemoteHostClosedError, ExchangePhase::Sent, Kind::ClosedBeforeResponse);
        row("reset", QNetworkReply::UnknownNetworkError, ExchangePhase::Sent, Kind::ClosedBeforeResponse);
        row("time-out after sending", QNetworkReply::TimeoutError, ExchangePhase::Sent,
            Kind::ClosedBeforeResponse);
        row("not HTTP", QNetworkReply::ProtocolFailure, ExchangePhase::Sent, Kind::BrokenFraming);
        row("cut", QNetworkReply::RemoteHostClosedError, ExchangePhase::Responding, Kind::Interrupted);
        row("reset inside", QNetworkReply::UnknownNetworkError, ExchangePhase::Responding, Kind::Interrupted);
        row("framing", QNetworkReply::ProtocolFailure, ExchangePhase::Responding, Kind::BrokenFraming);
    }

    void errorBecomesEnd()
    {
        QFETCH(const NetworkError, error);
        QFETCH(const ExchangePhase, phase);
        const WireEnd end = toWireEnd(error, phase, QStringLiteral("http://h/?key=secret"));
        QTEST(end.kind, "kind");
        QCOMPARE(end.message.isEmpty(), end.kind == Kind::Clean);
    }

    void resetsAreNoBrokenFrames_data()
    {
        QTest::addColumn<NetworkError>("error");
        QTest::addColumn<QString>("words");
        QTest::addColumn<ExchangePhase>("phase");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const char *name, NetworkError error, const char *words, ExchangePhase phase,
                            Kind kind) {
            QTest::newRow(name) << error << QString::fromLatin1(words) << phase << kind;
        };
        using Error = QNetworkReply::NetworkError;
        row("refused", Error::ProtocolFailure, "Server refused a stream", ExchangePhase::Sent,
            Kind::ClosedBeforeResponse);
        row("cancelled", Error::ProtocolFailure, "Stream is no longer needed", ExchangePhase::Responding,
            Kind::Interrupted);
        row("internal error, which is the code of a 500 too", Error::InternalServerError,
            "Internal server error", ExchangePhase::Responding, Kind::Interrupted);
        row("frames that QNAM does not take", Error::ProtocolFailure, "DATA on invalid stream",
            ExchangePhase::Responding, Kind::BrokenFraming);
    }

    void resetsAreNoBrokenFrames()
    {
        QFETCH(const NetworkError, error);
        QFETCH(const QString, words);
        QFETCH(const ExchangePhase, phase);
        QTEST(toWireEnd(error, phase, words).kind, "kind");
    }

    void defaultsAreOff()
    {
        WireRequest request;
        request.url = QUrl(QStringLiteral("https://user:pw@h.test/p?q#f"));
        const QNetworkRequest made = toNetworkRequest(request);
        QCOMPARE(made.url(), QUrl(QStringLiteral("https://h.test/p?q")));
        QCOMPARE(made.attribute(QNetworkRequest::Http2AllowedAttribute).toBool(), false);
        QCOMPARE(made.attribute(QNetworkRequest::Http2DirectAttribute).toBool(), false);
        QCOMPARE(made.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
                 int{QNetworkRequest::ManualRedirectPolicy});
        QCOMPARE(made.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt(),
                 int{QNetworkRequest::Manual});
        QCOMPARE(made.attribute(QNetworkRequest::CookieSaveControlAttribute).toInt(),
                 int{QNetworkRequest::Manual});
        QCOMPARE(made.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(),
                 int{QNetworkRequest::Manual});
        QCOMPARE(made.transferTimeout(), 0);
        QCOMPARE(made.sslConfiguration().peerVerifyMode(),
                 QSslConfiguration::defaultConfiguration().peerVerifyMode());
    }

    void http2OnlyWhenAskedFor_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<bool>("direct");
        QTest::newRow("h2c") << QStringLiteral("http") << true;
        QTest::newRow("h2 by ALPN") << QStringLiteral("https") << false;
    }

    void http2OnlyWhenAskedFor()
    {
        QFETCH(const QString, scheme);
        WireRequest request;
        request.url = QUrl(scheme + QStringLiteral("://h.test/"));
        std::get<HttpRequest>(request.channel).http2 = true;
        const QNetworkRequest made = toNetworkRequest(request);
        QCOMPARE(made.attribute(QNetworkRequest::Http2AllowedAttribute).toBool(), true);
        QTEST(made.attribute(QNetworkRequest::Http2DirectAttribute).toBool(), "direct");
    }

    void proxies()
    {
        QCOMPARE(toNetworkProxy({}).type(), QNetworkProxy::NoProxy);
        const QNetworkProxy http = toNetworkProxy(QUrl(QStringLiteral("http://u:p@h.test:3128")));
        QCOMPARE(http.type(), QNetworkProxy::HttpProxy);
        QCOMPARE(http.port(), quint16{3128});
        QCOMPARE(http.user(), QStringLiteral("u"));
        QCOMPARE(toNetworkProxy(QUrl(QStringLiteral("socks5://h.test"))).port(), quint16{1080});
    }

    void badRequestsAreTold_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QUrl>("proxy");
        QTest::newRow("method") << QByteArray("PO ST") << QByteArray("X-A") << QUrl();
        QTest::newRow("no method") << QByteArray() << QByteArray("X-A") << QUrl();
        QTest::newRow("header name") << QByteArray("POST") << QByteArray("X A") << QUrl();
        QTest::newRow("proxy scheme")
            << QByteArray("POST") << QByteArray("X-A") << QUrl(QStringLiteral("ftp://h.test"));
    }

    void badRequestsAreTold()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, name);
        QFETCH(const QUrl, proxy);
        WireRequest request;
        request.url = QUrl(QStringLiteral("http://h.test/"));
        QVERIFY(checkWireRequest(request, ChannelKind::Http).ok());
        std::get<HttpRequest>(request.channel).method = method;
        request.headers = {{name, "value"}};
        request.proxy = proxy;
        QVERIFY(!checkWireRequest(request, ChannelKind::Http).ok());
    }
};

QTEST_GUILESS_MAIN(TestQnamRequest)
#include "tst_qnamrequest.moc"
