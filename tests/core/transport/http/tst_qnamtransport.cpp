// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/http/qnamtransport.h"
#include "transport/threadtuning.h"

#include <QTest>
#include <QTimer>

#include <sys/prctl.h>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

/// What only QNetworkAccessManager does, and what the transport makes of it.
class TestQnamTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentResendEndsTheAttempt_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("garbage") << QByteArray("not HTTP at all\r\n\r\n");
    }

    void silentResendEndsTheAttempt()
    {
        QFETCH(const QByteArray, answer);
        ScriptedServer server(ServerScript().readRequest().send(answer).close());
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, WireEnd::Kind::Resent);
        QCOMPARE(handler.sentCount, 2);
        QCOMPARE(handler.headCount, 0);
        QCOMPARE(handler.endCount, 1);
        QCOMPARE(handler.violations, QStringList());
        QVERIFY(server.requestCount() >= 2); // the server met it twice: that is why it is an error
        QTest::qWait(100);
        QVERIFY(server.requestCount() <= 4); // QNAM's own limit, should the abort come too late
    }

    /// What marks a request for the thread that writes it is taken out on its way.
    void noServerSeesTheMark()
    {
        ScriptedServer server([](int connection) {
            if (connection == 0) // the second request finds a connection that has just gone
                return ServerScript().readRequest().send(httpResponse(200, "ok")).close();
            return ServerScript().readRequest().send(httpResponse(200, "ok")).repeat();
        });
        QnamTransport plain(m_clock);
        QnamTransport marking(m_clock, ReceiveStamps::Kernel);
        for (const qsizetype size : {0, 1, 20'000, 20'000, 500'000}) {
            for (QnamTransport *transport : {&marking, &plain}) {
                RecordingHandler handler;
                WireRequest request = requestTo(server);
                request.headers.push_back({"X-Long", QByteArray(6000, 'h')});
                request.body = QByteArray(size, 'b');
                transport->start(request, handler);
                QVERIFY(handler.waitForEnd());
                QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
                QCOMPARE(handler.violations, QStringList());
                QCOMPARE(handler.uploadedAt.has_value(), transport == &marking);
                QCOMPARE(handler.end.kernelStamps, transport == &marking);
            }
        }
        for (const ReceivedRequest &request : server.requests()) {
            QCOMPARE(request.headerCount("X-Long"), 1);
            QCOMPARE(request.headerCount("Content-Length"), 1);
            QCOMPARE(request.body, QByteArray(request.header("Content-Length").toInt(), 'b'));
            QVERIFY2(!request.head.toLower().contains("exchange"), request.head.constData());
        }
        QVERIFY(server.requestCount() >= 10);
    }

    /// The kernel takes a part at a time: what is left follows, and no byte is lost or sent twice.
    void longBodiesReachASlowReaderWhole()
    {
        ScriptedServer server(ServerScript()
                                  .readRequest()
                                  .send(httpResponse(200, "ok"))
                                  .sleep(200ms)
                                  .readRequest()
                                  .send(httpResponse(200, "ok"))
                                  .repeat());
        QnamTransport transport(m_clock, ReceiveStamps::Kernel);
        WireRequest request = requestTo(server);
        request.body.clear();
        for (int line = 0; line < 2'000'000; ++line)
            request.body += QByteArray::number(line) + "\r\n\r\n"[line % 4];
        for (int i = 0; i < 3; ++i) { // the first by QNAM itself
            RecordingHandler handler;
            transport.start(request, handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
            QCOMPARE(handler.violations, QStringList());
            QVERIFY(handler.uploadedAt);
            QVERIFY(server.requests().back().body == request.body);
        }
        QCOMPARE(server.requestCount(), 3);
        QCOMPARE(server.connectionCount(), 1);
    }

    void emptyBodiesAreToldAsSent()
    {
        ScriptedServer server(ServerScript().readRequest().send(httpResponse(200, "ok")).repeat());
        QnamTransport transport(m_clock);
        for (const QByteArray method : {"POST", "PUT", "PATCH", "GET"}) {
            RecordingHandler handler;
            WireRequest request = requestTo(server);
            request.body.clear();
            httpPart(request).method = method;
            transport.start(request, handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
            QCOMPARE(handler.sentCount, 1);
            QCOMPARE(handler.violations, QStringList());
            const ReceivedRequest received = server.requests().back();
            QVERIFY(received.head.startsWith(method + " / HTTP/1.1\r\n"));
            QCOMPARE(received.header("Content-Length"), method == "GET" ? QByteArray() : QByteArray("0"));
        }
    }

    void idleConnectionClosedByTheServer()
    {
        // Closed while nothing runs on it: the next request goes out once, on a new connection.
        ScriptedServer server(ServerScript().readRequest().send(httpResponse(200, "ok")).close());
        QnamTransport transport(m_clock);
        for (int i = 0; i < 3; ++i) {
            RecordingHandler handler;
            transport.start(requestTo(server), handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
            QCOMPARE(handler.sentCount, 1);
            QTRY_COMPARE(server.openConnectionCount(), 0);
            QTest::qWait(50); // the HTTP thread takes note of it
        }
        QCOMPARE(server.requestCount(), 3);
    }

    void earlyHintsEndTheResponse()
    {
        // Qt before 6.7 takes 103 for the response (QTBUG-108068). The status shows it; the connection is not
        // used again.
        const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        ScriptedServer server(ServerScript().readRequest().send(hints + httpResponse(200, "ok")));
        QnamTransport transport(m_clock);
        for (int i = 0; i < 2; ++i) {
            RecordingHandler handler;
            transport.start(requestTo(server), handler);
            QVERIFY(handler.waitForEnd());
            QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
            QCOMPARE(handler.headCount, 1);
            const bool fixedInQt = handler.head.status == 200;
            QCOMPARE(handler.head.status, fixedInQt ? 200 : 103);
            QCOMPARE(handler.body, fixedInQt ? QByteArray("ok") : QByteArray());
            QCOMPARE(handler.violations, QStringList());
        }
    }

    void lostHeadersAreTold_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QByteArray many;
        for (int i = 0; i < 120; ++i)
            many += "X-Field-" + QByteArray::number(i) + ": v\r\n";
        QTest::newRow("120 fields") << many;
        QTest::newRow("a line without a colon") << QByteArray("nothing\r\n");
        QTest::newRow("a field of 9,000 bytes") << "X-Long: " + QByteArray(9'000, 'x') + "\r\n";
        QTest::newRow("a blank in a name") << QByteArray("X Field: v\r\n");
    }

    void lostHeadersAreTold()
    {
        QFETCH(const QByteArray, fields);
        ScriptedServer server(
            ServerScript().readRequest().send(sseHead(fields) + chunk(sse("x")) + lastChunk()).repeat());
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        const bool fixedInQt = !handler.head.headers.empty();
        QCOMPARE(handler.end.kind, fixedInQt ? WireEnd::Kind::Clean : WireEnd::Kind::LocalError);
        QVERIFY(fixedInQt || handler.end.message.english().contains(u"--transport curl"));
        QVERIFY(fixedInQt || handler.body.isEmpty()); // no framing for an answer
        QCOMPARE(handler.violations, QStringList());
    }

    void whatHasNoHeadersIsRead()
    {
        ScriptedServer server(
            ServerScript().readRequest().send("HTTP/1.1 200 OK\r\n\r\n" + sse("a5\r\n")).close());
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        transport.start(requestTo(server), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
        QCOMPARE(handler.body, sse("a5\r\n"));
    }

    /// QNAM skips each of them, and reads on as long as something comes.
    void endlessInterimHeadsHearTheAbort_data()
    {
        QTest::addColumn<QByteArray>("heads");
        QTest::newRow("100") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
        QTest::newRow("103") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        QTest::newRow("status lines") << QByteArray("HTTP/1.1 100 Continue\r\nX: y\r\n\r\n");
    }

    void endlessInterimHeadsHearTheAbort()
    {
        QFETCH(const QByteArray, heads);
        ScriptedServer server(
            ServerScript().readRequest().flood(heads.repeated(65'536 / heads.size()), 10'000'000));
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        const StreamId stream = transport.start(requestTo(server), handler);
        QObject context;
        QTimer::singleShot(500ms, &context, [&] { transport.abort(stream); });
        QVERIFY(handler.waitForEnd(60s));
        // The thread that reads must hear of it: nobody else can close the connection.
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnectionCount(), 0, 20'000);
    }

    void ownHeadersWin()
    {
        ScriptedServer server(ServerScript().readRequest().send(httpResponse(200, "ok")));
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(server);
        request.headers.emplace_back("user-agent", "mine/1");
        request.headers.emplace_back("Accept-Encoding", "gzip");
        request.headers.emplace_back("X-Two", "a");
        request.headers.emplace_back("X-Two", "b");
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        const ReceivedRequest received = server.requests().front();
        QCOMPARE(received.header("User-Agent"), QByteArray("mine/1"));
        QCOMPARE(received.headerCount("User-Agent"), 1);
        QCOMPARE(received.header("Accept-Encoding"), QByteArray("gzip"));
        QCOMPARE(received.header("X-Two"), QByteArray("a, b"));
        QCOMPARE(received.header("Accept-Language"), QByteArray("*"));
    }

    void userOfTheUrlIsSentAtOnce()
    {
        ScriptedServer server(ServerScript().readRequest().send(httpResponse(200, "ok")));
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(server);
        request.url.setUserName(QStringLiteral("user"));
        request.url.setPassword(QStringLiteral("p@ss"));
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
        QCOMPARE(server.requests().front().header("Authorization"),
                 "Basic " + QByteArray("user:p@ss").toBase64());
        QCOMPARE(server.requestCount(), 1);
    }

    void proxyIsUsedWhenAskedFor()
    {
        ScriptedServer proxy(ServerScript().readRequest().send(httpResponse(200, "by proxy")));
        QnamTransport transport(m_clock);
        RecordingHandler handler;
        WireRequest request = requestTo(proxy);
        request.url = QUrl(QStringLiteral("http://service.invalid/v1"));
        request.proxy = proxy.url();
        transport.start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
        QCOMPARE(handler.body, QByteArray("by proxy"));
        QVERIFY(proxy.requests().front().head.startsWith("POST http://service.invalid/v1 "));
    }

    void threadIsTuned()
    {
        QVERIFY(tuneThread());
        QCOMPARE(prctl(PR_GET_TIMERSLACK, 0UL, 0UL, 0UL, 0UL), 1);
    }

private:
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestQnamTransport)
#include "tst_qnamtransport.moc"
