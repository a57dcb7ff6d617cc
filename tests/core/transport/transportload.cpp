// SPDX-License-Identifier: GPL-3.0-or-later
#include "transportload.h"

#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"

#include <QFile>
#include <QTest>

#include <algorithm>

namespace weir::test {

/// How the bytes reach the transport.
enum class Way
{
    Plain,
    Tls,
    Proxy
};

} // namespace weir::test

Q_DECLARE_METATYPE(weir::WireEnd::Kind)
Q_DECLARE_METATYPE(weir::test::Way)

namespace weir::test {

using namespace std::chrono_literals;

namespace {

using Handlers = std::vector<std::unique_ptr<RecordingHandler>>;

std::vector<StreamId> startMany(Transport &transport, const ScriptedServer &server, Handlers &handlers,
                                int count)
{
    std::vector<StreamId> streams;
    for (int i = 0; i < count; ++i) {
        handlers.push_back(std::make_unique<RecordingHandler>());
        streams.push_back(transport.start(requestTo(server), *handlers.back()));
    }
    return streams;
}

/// Resident memory of this process in bytes.
qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').at(1).toLongLong() * 4096;
}

constexpr int many = 600;

} // namespace

void TransportLoad::everyStreamIsOnTheWireAtOnce()
{
    // No response before all requests are there: one queued request would stop the lot.
    ScriptedServer server(
        ServerScript().readRequest().awaitRequests(many).send(sseHead() + chunk(sse("x")) + lastChunk()));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    Handlers handlers;
    startMany(*transport, server, handlers, many);
    QCOMPARE(transport->openCount(), std::size_t{many});
    QVERIFY(RecordingHandler::waitForEnds(handlers, 60s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QCOMPARE(handler->end.kind, WireEnd::Kind::Clean);
        QCOMPARE(handler->violations, QStringList());
    }
    QCOMPARE(server.requestCount(), many);
    QCOMPARE(server.connectionCount(), many);
}

void TransportLoad::abortedSlotsAreReallyFree()
{
    constexpr int half = 300;
    ScriptedServer server(ServerScript().readRequest().send(sseHead() + chunk(sse("x"))));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    Handlers handlers;
    const std::vector<StreamId> first = startMany(*transport, server, handlers, half);
    QTRY_COMPARE_WITH_TIMEOUT(server.requestCount(), half, 60'000);
    for (const StreamId stream : first)
        transport->abort(stream);
    QTest::qWait(0); // slots may come back in the next turn of the loop only
    const std::vector<StreamId> second = startMany(*transport, server, handlers, half);
    QTRY_COMPARE_WITH_TIMEOUT(server.requestCount(), 2 * half, 60'000); // although no stream ever ends
    for (const StreamId stream : second)
        transport->abort(stream);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnectionCount(), 0, 60'000);
}

void TransportLoad::floodIsHeldBackAndArrivesWhole_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::newRow("chunked") << true;
    QTest::newRow("content length") << false;
}

void TransportLoad::floodIsHeldBackAndArrivesWhole()
{
    QFETCH(const bool, chunked);
    constexpr qint64 blockBytes = 64 * 1024;
    constexpr qint64 blocks = 1024; // 64 MiB, twice the bound
    const QByteArray block(blockBytes, 'f');
    const QByteArray sized =
        "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(blockBytes * blocks) + "\r\n\r\n";
    ServerScript script;
    if (chunked)
        script.readRequest().send(sseHead()).flood(chunk(block), blocks).send(lastChunk());
    else
        script.readRequest().send(sized).flood(block, blocks);
    ScriptedServer server(script);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    handler.keepBytes = false;
    qint64 before = 0;
    qint64 most = 0;
    handler.dataHook = [&handler, &before, &most] {
        if (handler.byteCount > 1000 && before == 0)
            before = residentBytes();
        if (handler.byteCount > 1000 && handler.dataCount < 300)
            QTest::qSleep(2); // a worker that lags far behind the flood
        if (handler.dataCount % 16 == 1)
            most = std::max(most, residentBytes());
    };
    transport->start(requestTo(server), handler);
    QVERIFY(handler.waitForEnd(60s));
    QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
    QCOMPARE(handler.byteCount, blockBytes * blocks);
    QVERIFY2(most - before < 32 * 1024 * 1024, qPrintable(QString::number(most - before)));
}

void TransportLoad::floodBehindTokensIsHeldBack()
{
    // A transport may read a calm stream without a limit; a backlog must bring the limit back.
    constexpr int tokens = 30;
    constexpr qint64 blockBytes = 64 * 1024;
    constexpr qint64 blocks = 6144; // 384 MiB
    ServerScript script;
    script.readRequest().send(sseHead());
    for (int i = 0; i < tokens; ++i)
        script.send(chunk("t")).sleep(5ms);
    script.flood(chunk(QByteArray(blockBytes, 'f')), blocks).send(lastChunk());
    ScriptedServer server(script);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    handler.keepBytes = false;
    const qint64 before = residentBytes();
    qint64 most = before;
    handler.dataHook = [&handler, &most] {
        if (handler.byteCount > 1000 && handler.dataCount < 300)
            QTest::qSleep(2); // a worker that lags far behind the flood
        if (handler.dataCount % 16 == 1)
            most = std::max(most, residentBytes());
    };
    transport->start(requestTo(server), handler);
    QVERIFY(handler.waitForEnd(60s));
    QCOMPARE(handler.end.kind, WireEnd::Kind::Clean);
    QCOMPARE(handler.byteCount, tokens + blockBytes * blocks);
    // What piles up until the worker sees the first of it depends on how busy the machine is, and is the
    // memory guard's business. From then on there is a limit.
    QVERIFY2(most - before < 320 * 1024 * 1024, qPrintable(QString::number(most - before)));
}

void TransportLoad::cutOfAFloodIsTold()
{
    // What a library holds back when the connection breaks may be lost, but not the fact.
    constexpr int blocks = 128;
    const QByteArray block(64 * 1024, 'c');
    ScriptedServer server(
        ServerScript().readRequest().send(sseHead()).flood(chunk(block), blocks).send("40\r\ntail").close());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    handler.keepBytes = false;
    handler.dataHook = [] { QTest::qSleep(5); };
    transport->start(requestTo(server), handler);
    QVERIFY(handler.waitForEnd(60s));
    QCOMPARE(handler.end.kind, WireEnd::Kind::Interrupted);
    QVERIFY(handler.byteCount <= block.size() * blocks + 4);
    QCOMPARE(handler.violations, QStringList());
}

void TransportLoad::nothingIsLostBeforeACut()
{
    // The tail must come although the worker lags behind the server, as long as it lags by less than the
    // read-ahead.
    constexpr int blocks = 128;
    const QByteArray block(1024, 'c');
    ScriptedServer server(
        ServerScript().readRequest().send(sseHead()).flood(chunk(block), blocks).send("40\r\ntail").close());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    handler.keepBytes = false;
    handler.dataHook = [] { QTest::qSleep(2); };
    transport->start(requestTo(server), handler);
    QVERIFY(handler.waitForEnd(60s));
    QCOMPARE(handler.byteCount, block.size() * blocks + 4);
    QCOMPARE(handler.end.kind, WireEnd::Kind::Interrupted);
}

void TransportLoad::cutsAreToldAmongManyStreams_data()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<WireEnd::Kind>("kind");
    const auto rows = [](const char *name, Way way) {
        const auto row = [name](const char *end) -> QTestData & {
            return QTest::addRow("%s, %s", name, end);
        };
        row("close inside a chunk") << way << QByteArray("40\r\nhalf") << false << WireEnd::Kind::Interrupted;
        row("reset inside a chunk") << way << QByteArray("40\r\nhalf") << true << WireEnd::Kind::Interrupted;
        row("close between chunks") << way << QByteArray() << false << WireEnd::Kind::Interrupted;
        row("reset between chunks") << way << QByteArray() << true << WireEnd::Kind::Interrupted;
        row("whole, close") << way << lastChunk() << false << WireEnd::Kind::Clean;
        row("whole, reset") << way << lastChunk() << true << WireEnd::Kind::Clean;
    };
    rows("plain", Way::Plain);
    rows("TLS", Way::Tls);
    rows("proxy", Way::Proxy);
}

void TransportLoad::cutsAreToldAmongManyStreams()
{
    // Many at once: whatever the threads' timing does, it does here.
    QFETCH(const Way, way);
    QFETCH(const QByteArray, end);
    QFETCH(const bool, reset);
    ServerScript script;
    script.readRequest()
        .send(sseHead())
        .sendSlowly(chunk(sse("hello")).repeated(4), chunk(sse("hello")).size(), 2ms)
        .send(end);
    if (reset)
        script.sleep(end == lastChunk() ? 1000ms : 50ms)
            .reset(); // a reset takes away what the client has not read
    else
        script.close();
    ScriptedServer server(script,
                          way == Way::Tls ? ScriptedServer::Security::Tls : ScriptedServer::Security::Plain);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    WireRequest request = requestTo(server);
    request.verifyTls = false;
    if (way == Way::Proxy) {
        request.proxy = request.url;
        request.url = QUrl(QStringLiteral("http://service.invalid/v1"));
    }
    Handlers handlers;
    for (int i = 0; i < (way == Way::Tls ? 40 : 200); ++i)
        transport->start(request, *handlers.emplace_back(std::make_unique<RecordingHandler>()));
    QVERIFY(RecordingHandler::waitForEnds(handlers, 60s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QTEST(handler->end.kind, "kind");
        QVERIFY(reset || handler->body.startsWith(sse("hello").repeated(4)));
        QCOMPARE(handler->sentCount, 1);
        QCOMPARE(handler->violations, QStringList());
    }
}

void TransportLoad::breakTouchesNoOtherStream()
{
    // A library must not fail requests that wait for a connection together with one that breaks.
    constexpr int users = 12;
    constexpr int requests = 1500;
    ScriptedServer server(ServerScript().readRequest().send(sseHead() + chunk(sse("x"))).close());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    Handlers handlers;
    const std::function<void()> startNext = [&] {
        if (handlers.size() == requests)
            return;
        startMany(*transport, server, handlers, 1);
        handlers.back()->endHook = startNext;
    };
    handlers.reserve(requests);
    for (int i = 0; i < users; ++i)
        startNext();
    QTRY_COMPARE_WITH_TIMEOUT(handlers.size(), std::size_t{requests}, 60'000);
    QVERIFY(RecordingHandler::waitForEnds(handlers, 60s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QVERIFY2(handler->end.kind == WireEnd::Kind::Interrupted, qPrintable(handler->end.message.english()));
        QCOMPARE(handler->sentCount, 1);
        QCOMPARE(handler->violations, QStringList());
    }
    QCOMPARE(server.requestCount(), requests);
}

void TransportLoad::hugeHeaderEndsInTime()
{
    const QByteArray head =
        "HTTP/1.1 200 OK\r\nX-Big: " + QByteArray(1024 * 1024, 'h') + "\r\nContent-Length: 2\r\n\r\nok";
    ScriptedServer server(ServerScript().readRequest().send(head).close());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    const qint64 before = residentBytes();
    transport->start(requestTo(server), handler);
    QVERIFY(handler.waitForEnd(60s));
    if (handler.end.kind == WireEnd::Kind::Clean)
        QCOMPARE(handler.body, QByteArray("ok"));
    else
        QCOMPARE(handler.body, QByteArray());
    QVERIFY(residentBytes() - before < 32 * 1024 * 1024);
    QCOMPARE(handler.violations, QStringList());
}

void TransportLoad::manyHandshakesAtOnce()
{
    // Again and again: a connection that has answered may get the request of one that still shakes hands.
    ScriptedServer server(ServerScript().readRequest().send(httpResponse(200, "ok")).repeat(),
                          ScriptedServer::Security::Tls);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    Handlers handlers;
    WireRequest request = requestTo(server);
    request.verifyTls = false;
    for (int i = 0; i < 20; ++i)
        transport->start(request, *handlers.emplace_back(std::make_unique<RecordingHandler>()));
    QVERIFY(RecordingHandler::waitForEnds(handlers, 60s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers)
        QCOMPARE(handler->end.kind, WireEnd::Kind::Clean);
    QCOMPARE(server.requestCount(), 20);
}

} // namespace weir::test
