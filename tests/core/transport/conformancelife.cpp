// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of conformance.h on the life of exchanges and connections: aborts, reuse, preparation,
// destruction.
#include "conformance.h"
#include "conformancescripts.h"
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"

#include <QTest>

Q_DECLARE_METATYPE(weir::test::ServerScript)

namespace weir::test {

using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

void TransportConformance::abortBeforeTheLoop()
{
    ScriptedServer server(afterRequest().send(httpResponse(200, "ok")).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler early;
    transport->abort(transport->start(requestTo(server.url()), early));
    QCOMPARE(early.endCount, 1);
    QCOMPARE(early.end.kind, Kind::Aborted);
    RecordingHandler next;
    transport->start(requestTo(server.url()), next);
    QVERIFY(next.waitForEnd());
    QCOMPARE(next.end.kind, Kind::Clean);
    QCOMPARE(server.requestCount(), 1); // the aborted one never went out
    QCOMPARE(early.violations, QStringList());
}

void TransportConformance::abortMidStream()
{
    ScriptedServer server(afterRequest().send(sseHead() + chunk(sse("hello"))));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler late;
    const StreamId stream = transport->start(requestTo(server.url()), late);
    QVERIFY(QTest::qWaitFor([&late] { return late.dataCount > 0; }));
    transport->abort(stream);
    QCOMPARE(late.end.kind, Kind::Aborted);
    transport->abort(stream);
    transport->abort(StreamId{987654});
    QCOMPARE(late.endCount, 1);
    QCOMPARE(transport->openCount(), std::size_t{0});
    QTRY_COMPARE(server.openConnectionCount(), 0); // the socket does close
    QCOMPARE(late.violations, QStringList());
}

void TransportConformance::abortInsideCallbacks_data()
{
    QTest::addColumn<int>("callback");
    QTest::newRow("onSent") << 0;
    QTest::newRow("onOpened") << 1;
    QTest::newRow("onData") << 2;
    QTest::newRow("onEnded") << 3;
}

void TransportConformance::abortInsideCallbacks()
{
    QFETCH(const int, callback);
    ScriptedServer server(afterRequest().send(sseHead() + helloStream));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handler;
    StreamId stream;
    std::function<void()> &hook = callback == 0   ? handler.sentHook
                                  : callback == 1 ? handler.headHook
                                  : callback == 2 ? handler.dataHook
                                                  : handler.endHook;
    hook = [&transport, &stream] { transport->abort(stream); };
    stream = transport->start(requestTo(server.url()), handler);
    QVERIFY(handler.waitForEnd());
    QCOMPARE(handler.end.kind, callback == 3 ? Kind::Clean : Kind::Aborted);
    QTest::qWait(50); // a call that comes too late would land here
    QCOMPARE(handler.endCount, 1);
    QCOMPARE(handler.violations, QStringList());
}

void TransportConformance::startInsideEnd()
{
    ScriptedServer server(afterRequest().send(sseHead() + helloStream).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    std::vector<std::unique_ptr<RecordingHandler>> handlers(20);
    for (std::unique_ptr<RecordingHandler> &handler : handlers)
        handler = std::make_unique<RecordingHandler>();
    for (std::size_t i = 0; i + 1 < handlers.size(); ++i)
        handlers[i]->endHook = [&, i] { transport->start(requestTo(server.url()), *handlers[i + 1]); };
    transport->start(requestTo(server.url()), *handlers[0]);
    QVERIFY(RecordingHandler::waitForEnds(handlers, 20s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QCOMPARE(handler->end.kind, Kind::Clean);
        QCOMPARE(handler->violations, QStringList());
    }
    QCOMPARE(server.connectionCount(), 1); // each took over the connection that was just left
}

void TransportConformance::destructionIsSilent()
{
    ScriptedServer server(afterRequest().send(sseHead() + chunk(sse("hello"))));
    std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler open;
    RecordingHandler young;
    transport->prepare(requestTo(server.url()), 2);
    transport->start(requestTo(server.url()), open);
    QVERIFY(QTest::qWaitFor([&open] { return open.dataCount > 0; }));
    transport->start(requestTo(server.url()), young);
    const std::size_t calls = open.stamps.size();
    transport.reset();
    QTest::qWait(50);
    QCOMPARE(open.stamps.size(), calls);
    QCOMPARE(young.stamps.size(), std::size_t{0});
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void TransportConformance::keepAliveReusesConnections()
{
    ScriptedServer server(afterRequest().send(httpResponse(200, "ok")).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (int i = 0; i < 10; ++i) {
        RecordingHandler handler;
        transport->start(requestTo(server.url()), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
    }
    QCOMPARE(server.connectionCount(), 1);
}

void TransportConformance::noReuseOnRequest_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::newRow("server closes")
        << afterRequest().send(httpResponse(200, "ok", "Connection: close\r\n")).close();
    QTest::newRow("server does not") << afterRequest().send(httpResponse(200, "ok")).repeat();
}

void TransportConformance::noReuseOnRequest()
{
    QFETCH(const ServerScript, script);
    ScriptedServer server(script);
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (int i = 0; i < 3; ++i) {
        RecordingHandler handler;
        WireRequest request = requestTo(server.url());
        request.reuseConnection = false;
        transport->start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.sentCount, 1);
    }
    QCOMPARE(server.connectionCount(), 3);
    for (const ReceivedRequest &request : server.requests())
        QCOMPARE(request.header("Connection").toLower(), QByteArray("close"));
}

void TransportConformance::preparedConnectionsAreUsed_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 5, 6, 7, 20})
        QTest::addRow("%d", count) << count;
}

void TransportConformance::preparedConnectionsAreUsed()
{
    QFETCH(const int, count);
    ScriptedServer server(afterRequest().awaitRequests(count).send(httpResponse(200, "ok")).repeat());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    transport->prepare(requestTo(server.url()), static_cast<std::size_t>(count));
    QCOMPARE(transport->openCount(), std::size_t{0});
    // Best effort: a library may count an open idle connection for the next one asked for, the more of them
    // the slower the machine is.
    QTRY_VERIFY_WITH_TIMEOUT(server.connectionCount() >= 1, 10'000);
    QTest::qWait(200); // the other handshakes
    QCOMPARE(server.requestCount(), 0);
    const int prepared = server.connectionCount();
    std::vector<std::unique_ptr<RecordingHandler>> handlers;
    for (int i = 0; i < count; ++i)
        transport->start(requestTo(server.url()),
                         *handlers.emplace_back(std::make_unique<RecordingHandler>()));
    QVERIFY(RecordingHandler::waitForEnds(handlers, 20s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers)
        QCOMPARE(handler->end.kind, Kind::Clean);
    QCOMPARE(server.connectionCount(), count); // so every prepared one has served a request
    QVERIFY(prepared >= 1 && prepared <= count);
}

void TransportConformance::openCountFollows()
{
    ScriptedServer server(afterRequest().awaitRequests(3).send(httpResponse(200, "ok")));
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler handlers[3];
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(transport->openCount(), i);
        transport->start(requestTo(server.url()), handlers[i]);
    }
    for (const RecordingHandler &handler : handlers)
        QVERIFY(handler.waitForEnd());
    QCOMPARE(transport->openCount(), std::size_t{0});
}

} // namespace weir::test
