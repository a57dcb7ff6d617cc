// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformance.h"

#include "conformancescripts.h"
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/socketoptions.h"
#include "support/stucklistener.h"
#include "support/wirerequests.h"

#include <QRegularExpression>
#include <QTest>

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::WireEnd::Kind)

namespace weir::test {

using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

void TransportConformance::wholeResponses_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("chunked") << afterRequest().send(sseHead() + helloStream) << 200 << helloBody;
    QTest::newRow("a byte a write") << afterRequest().sendSlowly(sseHead() + helloStream, 1, 0ms) << 200
                                    << helloBody;
    QTest::newRow("slow server") << afterRequest().sleep(150ms).send(sseHead()).sleep(150ms).send(helloStream)
                                 << 200 << helloBody;
    QTest::newRow("chunked, then close")
        << afterRequest().send(sseHead() + helloStream).close() << 200 << helloBody;
    QTest::newRow("chunked, then reset")
        << afterRequest().send(sseHead() + helloStream).sleep(30ms).reset() << 200 << helloBody;
    QTest::newRow("last chunk late, then close")
        << afterRequest().send(sseHead() + helloStream.chopped(5)).sleep(30ms).send(lastChunk()).close()
        << 200 << helloBody;
    QTest::newRow("connection closes")
        << afterRequest().send(sseHead("Connection: close\r\n") + helloStream).close() << 200 << helloBody;
    QTest::newRow("content length") << afterRequest().send(httpResponse(200, "whole")) << 200
                                    << QByteArray("whole");
    QTest::newRow("empty") << afterRequest().send(httpResponse(200, {})) << 200 << QByteArray();
    QTest::newRow("close-delimited") << afterRequest().send("HTTP/1.1 200 OK\r\n\r\nuntil the end").close()
                                     << 200 << QByteArray("until the end");
    QTest::newRow("400 with body") << afterRequest().send(httpResponse(400, "why")) << 400
                                   << QByteArray("why");
    QTest::newRow("401 with body") << afterRequest().send(httpResponse(401, "who")) << 401
                                   << QByteArray("who");
    QTest::newRow("401 with a challenge")
        << afterRequest().send(httpResponse(401, "who", "WWW-Authenticate: Basic realm=\"x\"\r\n")) << 401
        << QByteArray("who");
    QTest::newRow("404") << afterRequest().send(httpResponse(404, "where")) << 404 << QByteArray("where");
    QTest::newRow("429") << afterRequest().send(httpResponse(429, "slow down", "Retry-After: 1\r\n")) << 429
                         << QByteArray("slow down");
    for (const int status : {901, 907, 999}) // no service's own status is taken for another
        QTest::newRow(QByteArray::number(status).constData())
            << afterRequest().send(httpResponse(status, "odd")) << status << QByteArray("odd");
    QTest::newRow("500") << afterRequest().send(httpResponse(500, "oops")) << 500 << QByteArray("oops");
    QTest::newRow("503 chunked") << afterRequest().send(
                                        "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                        chunk("no") + lastChunk())
                                 << 503 << QByteArray("no");
    QTest::newRow("100 first") << afterRequest().send("HTTP/1.1 100 Continue\r\n\r\n" +
                                                      httpResponse(200, "then"))
                               << 200 << QByteArray("then");
    const bool skips = habits().skipsEarlyHints;
    QTest::newRow("103 first") << afterRequest().send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" +
                                                      httpResponse(200, "then"))
                               << (skips ? 200 : 103) << (skips ? QByteArray("then") : QByteArray());
    QTest::newRow("gzip is left as it is")
        << afterRequest().send(httpResponse(200, "\x1f\x8b\x08zzzz", "Content-Encoding: gzip\r\n")) << 200
        << QByteArray("\x1f\x8b\x08zzzz");
}

void TransportConformance::wholeResponses()
{
    QFETCH(const ServerScript, script);
    ScriptedServer server(script);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    const TimePoint before = m_clock.now();
    transport->start(requestTo(server.url()), handler);
    QCOMPARE(handler.stamps.size(), std::size_t{0}); // nothing from inside start()
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, Kind::Clean);
    QVERIFY(handler.end.message.isEmpty());
    QTEST(handler.head.status, "status");
    QTEST(handler.body, "body");
    QCOMPARE(handler.sentCount, 1);
    QCOMPARE(handler.violations, QStringList());
    QVERIFY(handler.stamps.front() >= before && handler.stamps.back() <= m_clock.now());
    QCOMPARE(server.requestCount(), 1);
}

void TransportConformance::misbehaviour_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("body");
    const bool framing = transportLimits().tellsBrokenFraming;
    const Kind noResponse = habits().resends ? Kind::Resent : Kind::ClosedBeforeResponse;
    const QByteArray part = sseHead() + chunk(sse("hello"));

    QTest::newRow("close before response") << afterRequest().close() << noResponse << QByteArray();
    QTest::newRow("close inside the head")
        << afterRequest().send("HTTP/1.1 200 OK\r\nConte").close() << noResponse << QByteArray();
    QTest::newRow("reset before response") << afterRequest().reset() << noResponse << QByteArray();
    QTest::newRow("garbage status line")
        << afterRequest().send("220 smtp ready\r\n\r\n").close()
        << (habits().resends ? Kind::Resent : Kind::BrokenFraming) << QByteArray();
    QTest::newRow("negative status")
        << afterRequest().send("HTTP/1.1 -12 X\r\nContent-Length: 0\r\n\r\n").close() << Kind::BrokenFraming
        << QByteArray();
    QTest::newRow("status of two digits")
        << afterRequest().send("HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n").close() << Kind::BrokenFraming
        << QByteArray();
    const auto cut = [](const char *name, const ServerScript &script, const QByteArray &received) {
        QTest::newRow(name) << script << Kind::Interrupted << received;
    };
    const QByteArray hello = sse("hello");
    cut("close mid chunk", afterRequest().send(part + "40\r\ndata: wo").close(), hello + "data: wo");
    cut("close between chunks", afterRequest().send(part).close(), hello);
    cut("half close between chunks", afterRequest().send(part).halfClose(), hello);
    cut("close behind the head", afterRequest().send(sseHead()).close(), {});
    cut("close inside a chunk's size", afterRequest().send(part + "40\r").close(), hello);
    cut("close inside the last chunk", afterRequest().send(part + "0\r\n").close(), hello);
    cut("close, line end late", afterRequest().send(part.chopped(2)).sleep(30ms).send("\r\n").close(), hello);
    cut("reset mid chunk", afterRequest().send(part + "40\r\ndata: wo").sleep(300ms).reset(),
        hello + "data: wo");
    cut("reset between chunks", afterRequest().send(part).sleep(300ms).reset(), hello);
    cut("content length short",
        afterRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort").close(), "short");
    cut("error body cut", afterRequest().send("HTTP/1.1 500 No\r\nContent-Length: 99\r\n\r\nshort").close(),
        "short");
    cut("refusal cut", afterRequest().send("HTTP/1.1 401 No\r\nContent-Length: 99\r\n\r\nshort").close(),
        "short");
    cut("refusal cut, chunked",
        afterRequest().send("HTTP/1.1 407 No\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort").close(),
        "short");
    cut("refusal reset",
        afterRequest().send("HTTP/1.1 401 No\r\nContent-Length: 99\r\n\r\nshort").sleep(300ms).reset(),
        "short");
    cut("error body cut, chunked",
        afterRequest().send("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort").close(),
        "short");
    const QByteArray gzipHead = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n";
    cut("half of a gzip body", afterRequest().send(gzipHead + "\x1f\x8b\x08").close(), "\x1f\x8b\x08");
    QTest::newRow("close-delimited, reset")
        << afterRequest().send("HTTP/1.1 200 OK\r\n\r\npart").sleep(300ms).reset()
        << (framing ? Kind::Interrupted : Kind::Clean) << QByteArray("part");
    QTest::newRow("broken chunk header") << afterRequest().send(part + "zz\r\ndata").close()
                                         << (framing ? Kind::BrokenFraming : Kind::Clean) << sse("hello");
    // QNAM waits for the chunk's end, and hears of the connection's.
    for (const QByteArray &broken : {QByteArray("-5\r\ndata"), QByteArray("4\r\ndataXX2\r\n")})
        QTest::newRow(("broken chunk " + broken.left(2)).constData())
            << afterRequest().send(part + broken).close()
            << (framing ? Kind::BrokenFraming : Kind::Interrupted)
            << (broken.startsWith('4') ? sse("hello") + "data" : sse("hello"));
    if (habits().boundsHead)
        QTest::newRow("endless head") << afterRequest()
                                             .send("HTTP/1.1 200 OK\r\n")
                                             .flood("X-More: " + QByteArray(1000, 'h') + "\r\n", 4096)
                                      << Kind::BrokenFraming << QByteArray();
}

void TransportConformance::misbehaviour()
{
    QFETCH(const ServerScript, script);
    ScriptedServer server(script);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    transport->start(requestTo(server.url()), handler);
    QVERIFY(handler.waitForEnd());
    QTEST(handler.end.kind, "kind");
    QTEST(handler.body, "body");
    QCOMPARE(handler.violations, QStringList());
    QCOMPARE(handler.end.message.isEmpty(), handler.end.kind == Kind::Clean);
    QCOMPARE(handler.sentCount, handler.end.kind == Kind::Resent ? 2 : 1);
    QCOMPARE(transport->openCount(), std::size_t{0});
}

/// Where a body ends by RFC 9112, 6.3, whatever the library thinks of such a head. The connection stays open.
void TransportConformance::lengths_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isWell");
    const QByteArray chunks = chunk("whole") + lastChunk();
    const auto row = [](const char *name, const QByteArray &fields, const QByteArray &body, bool isWell) {
        QTest::newRow(name) << fields << body << isWell;
    };
    row("one", "Content-Length: 5\r\n", "whole", true);
    row("the same twice", "Content-Length: 5\r\nContent-Length: 5\r\n", "whole", true);
    row("the same in a list", "Content-Length: 5, 5\r\n", "whole", true);
    row("none, twice", "Content-Length: 0\r\nContent-Length: 0\r\n", "", true);
    row("beside chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", chunks, true);
    row("two beside chunks", "Content-Length: 3\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        chunks, true);
    row("negative beside chunks", "Content-Length: -1\r\nTransfer-Encoding: chunked\r\n", chunks, false);
    row("negative behind chunks", "Transfer-Encoding: chunked\r\nContent-Length: -1\r\n", chunks, false);
    row("packed chunks", "Transfer-Encoding: gzip, chunked\r\n", chunks, false);
    row("two", "Content-Length: 5\r\nContent-Length: 4\r\n", "whole", false);
    row("two in a list", "Content-Length: 5, 4\r\n", "whole", false);
    row("negative", "Content-Length: -5\r\n", "whole", false);
    row("with a sign", "Content-Length: +5\r\n", "whole", false);
    row("no number", "Content-Length: five\r\n", "whole", false);
    row("hexadecimal", "Content-Length: 0x5\r\n", "whole", false);
    if (transportLimits().tellsBrokenFraming) // QNAM hands over no field that is empty
        row("empty", "Content-Length: \r\n", "whole", false);
    row("beyond all numbers", "Content-Length: 99999999999999999999\r\n", "whole", false);
}

void TransportConformance::lengths()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isWell);
    ScriptedServer server(afterRequest().send("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    transport->start(requestTo(server.url()), handler);
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, isWell ? Kind::Clean : Kind::BrokenFraming);
    QCOMPARE(handler.body, isWell && !body.isEmpty() ? QByteArray("whole") : QByteArray());
    QCOMPARE(handler.violations, QStringList());
    QCOMPARE(transport->openCount(), std::size_t{0});
}

void TransportConformance::challengesAreHeardAsTheyCome_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("before");
    const QByteArray early = "HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
    for (const QByteArray status : {"401", "407", "403"}) {
        QTest::newRow(status.constData()) << status << QByteArray();
        if (habits().skipsEarlyHints)
            QTest::newRow((status + ", early heads").constData()) << status << early;
    }
}

void TransportConformance::challengesAreHeardAsTheyCome()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, before);
    ScriptedServer server(afterRequest()
                              .send(before + "HTTP/1.1 " + status +
                                    " Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                    "Proxy-Authenticate: Basic realm=\"x\"\r\n\r\n")
                              .flood(QByteArray(1000, 'w'), 1'000'000));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    StreamId stream;
    handler.dataHook = [&] {
        if (handler.byteCount > 100'000)
            transport->abort(stream);
    };
    stream = transport->start(requestTo(server.url()), handler);
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, Kind::Aborted);
    QCOMPARE(handler.head.status, status.toInt());
    QVERIFY(!handler.head.header("WWW-Authenticate").isEmpty());
    QVERIFY(handler.body.startsWith("www"));
    QCOMPARE(handler.sentCount, 1);
    QCOMPARE(handler.violations, QStringList());
    QCOMPARE(server.requestCount(), 1);
}

void TransportConformance::abortOfARefusalIsQuiet_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {302, 401, 404, 500})
        QTest::addRow("%d", status) << status;
}

void TransportConformance::abortOfARefusalIsQuiet()
{
    QFETCH(const int, status);
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
    ScriptedServer server([status](int) { return afterRequest().send(httpResponse(status, "no")).repeat(); });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    constexpr int times = 20; // what a library says behind an abort comes at a moment of its own
    for (int i = 0; i < times; ++i) {
        RecordingHandler handler;
        StreamId stream;
        handler.headHook = [&transport, &stream] { transport->abort(stream); };
        stream = transport->start(requestTo(server.url()), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Aborted);
        QCOMPARE(handler.head.status, status);
    }
    QTest::qWait(50);
}

void TransportConformance::unreachable_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("closed port") << QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(closedPort()))
                                 << Kind::ConnectRefused;
    QTest::newRow("closed port, https")
        << QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(closedPort())) << Kind::ConnectRefused;
    QTest::newRow("no such name") << QUrl(QStringLiteral("http://name.invalid/")) << Kind::DnsFailure;
}

void TransportConformance::unreachable()
{
    QFETCH(const QUrl, url);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    WireRequest request = requestTo(url);
    request.connectTimeout = 15s;
    transport->start(request, handler);
    QVERIFY(handler.waitForEnd());
    QTEST(handler.end.kind, "kind");
    QVERIFY(!handler.end.message.isEmpty());
    QCOMPARE(handler.sentCount, 0);
    QCOMPARE(handler.violations, QStringList());

    // Two more in the same transport: a lost slot or a stale state would show here.
    const StuckListener stuck;
    RecordingHandler timed;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(stuck.port()));
    request.connectTimeout = 200ms;
    const TimePoint before = m_clock.now();
    transport->start(request, timed);
    QVERIFY(timed.waitForEnd());
    QCOMPARE(timed.end.kind, Kind::ConnectTimeout);
    QVERIFY(timed.stamps.back() - before >= 200ms);
    QCOMPARE(timed.violations, QStringList());
}

void TransportConformance::invalidRequests_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("scheme") << QUrl(QStringLiteral("ftp://127.0.0.1/")) << QByteArray();
    QTest::newRow("no host") << QUrl(QStringLiteral("http:///x")) << QByteArray();
    QTest::newRow("header injection")
        << QUrl(QStringLiteral("http://127.0.0.1/")) << QByteArray("a\r\nX-Evil: 1");
}

void TransportConformance::invalidRequests()
{
    QFETCH(const QUrl, url);
    QFETCH(const QByteArray, header);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    WireRequest request = requestTo(url);
    if (!header.isEmpty())
        request.headers.emplace_back("X-Test", header);
    transport->start(request, handler);
    QCOMPARE(handler.endCount, 0);
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, Kind::LocalError);
    QVERIFY(!handler.end.message.isEmpty());
    QVERIFY(!handler.end.message.english().contains(u"Evil")); // a header's value may be a secret
    QCOMPARE(handler.stamps.size(), std::size_t{1});
}

void TransportConformance::sendsTheRequestAsGiven()
{
    ScriptedServer server(afterRequest().send(httpResponse(200, "ok")));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    WireRequest request = requestTo(server.url(QStringLiteral("/v1/chat?x=1")));
    request.headers.emplace_back("Authorization", "Bearer test-value");
    request.body = QByteArray(64 * 1024, 'b');
    transport->start(request, handler);
    QVERIFY(handler.waitForEnd());
    const std::vector<ReceivedRequest> received = server.requests();
    QCOMPARE(received.size(), std::size_t{1});
    QVERIFY(received[0].head.startsWith("POST /v1/chat?x=1 HTTP/1.1\r\n"));
    QCOMPARE(received[0].header("Authorization"), QByteArray("Bearer test-value"));
    QCOMPARE(received[0].header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(received[0].header("Accept-Encoding"), QByteArray("identity"));
    QVERIFY(received[0].header("User-Agent").startsWith("weir/"));
    QCOMPARE(received[0].headerCount("Upgrade"), 0); // HTTP/2 was not asked for
    QCOMPARE(received[0].headerCount("User-Agent"), 1);
    QCOMPARE(received[0].body, request.body);
    QCOMPARE(handler.sentCount, 1);
}

void TransportConformance::bodiesOfEverySize_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("1 KB") << 1000;
    QTest::newRow("20 KB") << 20'000;
    QTest::newRow("500 KB") << 500'000;
}

void TransportConformance::bodiesOfEverySize()
{
    QFETCH(const int, size);
    ScriptedServer server(afterRequest().send(httpResponse(200, "ok")).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    WireRequest request = requestTo(server.url());
    request.body = QByteArray(size, 'b');
    for (int i = 0; i < 3; ++i) { // the last two over the connection of the first
        RecordingHandler handler;
        std::vector<bool> noDelay;
        handler.headHook = [&] { noDelay = noDelayOfConnectionsTo(server.port()); };
        transport->start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.violations, QStringList());
        QCOMPARE(server.requests().back().body, request.body);
        // Else the last segment of a long body waits for the acknowledgement of the one before.
        QCOMPARE(noDelay, std::vector<bool>{true});
        QVERIFY(handler.uploadedAt);
        QVERIFY(*handler.uploadedAt >= *handler.sentAt);
    }
    QCOMPARE(server.connectionCount(), 1);
}

void TransportConformance::redirectIsNotFollowed()
{
    ScriptedServer elsewhere(afterRequest().send(httpResponse(200, "there")));
    const QByteArray location = "Location: " + elsewhere.url().toEncoded() + "\r\n";
    ScriptedServer server(afterRequest().send(httpResponse(307, "go", location)));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    transport->start(requestTo(server.url()), handler);
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, Kind::Clean);
    QCOMPARE(handler.head.status, 307);
    QCOMPARE(handler.head.header("location"), elsewhere.url().toEncoded());
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void TransportConformance::cookieIsNotKept()
{
    ScriptedServer server(
        afterRequest().send(httpResponse(200, "ok", "Set-Cookie: id=1; Path=/\r\n")).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (int i = 0; i < 2; ++i) {
        RecordingHandler handler;
        transport->start(requestTo(server.url()), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.head.header("Set-Cookie"), QByteArray("id=1; Path=/"));
    }
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests()[1].headerCount("Cookie"), 0);
}

void TransportConformance::certificateIsChecked()
{
    ScriptedServer server(afterRequest().send(httpResponse(200, "secret")).repeat(),
                          ScriptedServer::Security::Tls);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (const bool verify : {true, false, true}) { // the lax connection must not serve the strict request
        RecordingHandler handler;
        WireRequest request = requestTo(server.url());
        request.verifyTls = verify;
        transport->start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, verify ? Kind::TlsFailure : Kind::Clean);
        QCOMPARE(handler.body, verify ? QByteArray() : QByteArray("secret"));
        QCOMPARE(handler.violations, QStringList());
    }
    QCOMPARE(server.requestCount(), 1);
}

} // namespace weir::test
