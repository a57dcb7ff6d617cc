// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/curlrequest.h"

#include <QTest>

#include <cerrno>

using namespace weir;
using Kind = WireEnd::Kind;

Q_DECLARE_METATYPE(weir::WireEnd::Kind)
Q_DECLARE_METATYPE(weir::ExchangePhase)
Q_DECLARE_METATYPE(CURLcode)

/// The pure translations between Weir and libcurl.
class TestCurlRequest : public QObject
{
    Q_OBJECT

private:
    static QByteArrayList lines(const WireRequest &request)
    {
        QByteArrayList all;
        const CurlList list = toCurlHeaders(request);
        for (const curl_slist *item = list.get(); item != nullptr; item = item->next)
            all += item->data;
        return all;
    }

private Q_SLOTS:
    void codeBecomesEnd_data()
    {
        QTest::addColumn<CURLcode>("code");
        QTest::addColumn<ExchangePhase>("phase");
        QTest::addColumn<int>("systemError");
        QTest::addColumn<bool>("byProxy");
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const char *name, CURLcode code, ExchangePhase phase, Kind kind, int error = 0,
                            bool proxy = false, const QString &text = QStringLiteral("words")) {
            QTest::newRow(name) << code << phase << error << proxy << text << kind;
        };
        const ExchangePhase connecting = ExchangePhase::Connecting;
        const ExchangePhase sent = ExchangePhase::Sent;
        const ExchangePhase responding = ExchangePhase::Responding;
        row("whole", CURLE_OK, responding, Kind::Clean);
        row("no response", CURLE_OK, sent, Kind::ClosedBeforeResponse);
        row("name", CURLE_COULDNT_RESOLVE_HOST, connecting, Kind::DnsFailure);
        row("refused", CURLE_COULDNT_CONNECT, connecting, Kind::ConnectRefused, ECONNREFUSED);
        row("unroutable", CURLE_COULDNT_CONNECT, connecting, Kind::ConnectFailed, ENETUNREACH);
        row("proxy refused", CURLE_COULDNT_CONNECT, connecting, Kind::ConnectFailed, ECONNREFUSED, true);
        row("proxy's name", CURLE_COULDNT_RESOLVE_PROXY, connecting, Kind::ConnectFailed, 0, true);
        row("proxy says no", CURLE_RECV_ERROR, connecting, Kind::ConnectFailed, 0, true);
        row("SOCKS", CURLE_PROXY, connecting, Kind::ConnectFailed, 0, true);
        row("time", CURLE_OPERATION_TIMEDOUT, connecting, Kind::ConnectTimeout);
        row("certificate", CURLE_PEER_FAILED_VERIFICATION, connecting, Kind::TlsFailure);
        row("handshake", CURLE_SSL_CONNECT_ERROR, connecting, Kind::TlsFailure);
        row("scheme", CURLE_UNSUPPORTED_PROTOCOL, connecting, Kind::LocalError);
        row("closed while connecting", CURLE_GOT_NOTHING, connecting, Kind::ConnectFailed);
        row("nothing came", CURLE_GOT_NOTHING, sent, Kind::ClosedBeforeResponse);
        row("reset while sending", CURLE_SEND_ERROR, sent, Kind::ClosedBeforeResponse);
        row("reset before the head", CURLE_RECV_ERROR, sent, Kind::ClosedBeforeResponse);
        row("not HTTP", CURLE_UNSUPPORTED_PROTOCOL, sent, Kind::BrokenFraming);
        row("strange", CURLE_WEIRD_SERVER_REPLY, sent, Kind::BrokenFraming);
        row("endless line", CURLE_OUT_OF_MEMORY, sent, Kind::BrokenFraming);
        row("cut", CURLE_PARTIAL_FILE, responding, Kind::Interrupted);
        row("reset", CURLE_RECV_ERROR, responding, Kind::Interrupted, ECONNRESET);
        row("chunk", CURLE_RECV_ERROR, responding, Kind::BrokenFraming, ECONNRESET, false,
            QStringLiteral("Illegal or missing hexadecimal sequence in chunked-encoding"));
        row("HTTP/2 stream before", CURLE_HTTP2_STREAM, sent, Kind::ClosedBeforeResponse);
        row("HTTP/2 stream inside", CURLE_HTTP2_STREAM, responding, Kind::Interrupted);
        row("library without words", CURLE_PARTIAL_FILE, responding, Kind::Interrupted, 0, false, {});
    }

    void codeBecomesEnd()
    {
        QFETCH(const CURLcode, code);
        QFETCH(const ExchangePhase, phase);
        QFETCH(const int, systemError);
        QFETCH(const bool, byProxy);
        QFETCH(const QString, text);
        const WireEnd end = toWireEnd({code, phase, systemError, byProxy, text});
        QTEST(end.kind, "kind");
        QCOMPARE(end.message.isEmpty(), end.kind == Kind::Clean);
    }

    void headersOfTheLibraryAreTakenAway()
    {
        WireRequest request;
        request.url = QUrl(QStringLiteral("http://h.test/"));
        request.headers = {{"X-Empty", ""}, {"accept", "text/event-stream"}, {"X-Two", "a"}, {"X-Two", "b"}};
        const QByteArrayList sent = lines(request);
        QVERIFY(sent.contains("X-Empty;"));
        QVERIFY(sent.contains("accept: text/event-stream"));
        QVERIFY(sent.contains("X-Two: a") && sent.contains("X-Two: b"));
        QVERIFY(sent.contains("Accept-Encoding: identity"));
        QVERIFY(sent.contains("Expect:") && sent.contains("Content-Type:"));
        QVERIFY(!sent.contains("Accept:"));
        QVERIFY(!sent.contains("Connection: close"));
        request.reuseConnection = false;
        QVERIFY(lines(request).contains("Connection: close"));
    }

    void optionsAreTaken()
    {
        const CurlEasyHandle easy(curl_easy_init());
        QVERIFY(setFixedOptions(easy.get()));
        for (const char *method : {"POST", "GET", "HEAD", "PUT", "DELETE"}) {
            WireRequest request;
            HttpRequest &http = std::get<HttpRequest>(request.channel);
            http.method = method;
            request.url = QUrl(QStringLiteral("https://user:pw@h.test/p?q#f"));
            request.proxy = QUrl(QStringLiteral("socks5h://proxy.test"));
            http.http2 = http.method == "POST";
            QVERIFY(setRequestOptions(easy.get(), request, nullptr));
        }
    }
};

QTEST_GUILESS_MAIN(TestCurlRequest)
#include "tst_curlrequest.moc"
