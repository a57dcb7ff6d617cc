// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of conformance.h on kept connections that the server closes under a request.
#include "conformance.h"
#include "conformancescripts.h"
#include "support/recordinghandler.h"
#include "support/scriptedserver.h"
#include "support/wirerequests.h"
#include "transport/reuserule.h"

#include <QTest>

Q_DECLARE_METATYPE(weir::test::ServerScript)

namespace weir::test {

using namespace std::chrono_literals;
using Kind = WireEnd::Kind;

namespace {

/// Serves one request, and takes a second one on the same connection.
ServerScript keptOnce()
{
    return afterRequest().send(sseHead() + helloStream).readRequest();
}

} // namespace

void TransportConformance::staleConnections_data()
{
    QTest::addColumn<ServerScript>("first");
    QTest::newRow("close") << keptOnce().close();
    QTest::newRow("reset") << keptOnce().reset();
    QTest::newRow("close, after a while") << keptOnce().sleep(60ms).close();
}

void TransportConformance::staleConnections()
{
    QFETCH(const ServerScript, first);
    ScriptedServer server([first](int connection) {
        return connection == 0 ? first : afterRequest().send(sseHead() + helloStream).repeat();
    });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (const qsizetype size : {2, 2, 200'000}) {
        RecordingHandler handler;
        WireRequest request = requestTo(server.url());
        request.body = QByteArray(size, '0');
        transport->start(request, handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.body, helloBody);
        QCOMPARE(handler.staleCount, server.connectionCount() == 2 && server.requestCount() == 3 ? 1 : 0);
        QCOMPARE(handler.sentCount, 1);
        QCOMPARE(handler.violations, QStringList());
        QVERIFY(!handler.end.reuseGivenUp);
    }
    QCOMPARE(server.requestCount(), 4); // the second one twice, the second time over the second connection
    QCOMPARE(server.requests()[1].body, server.requests()[2].body);
    QCOMPARE(server.requests()[2].connection, 1);
}

void TransportConformance::staleConnectionIsLeftOnce()
{
    // Neither has an answer: the server refuses this request, whatever connection it comes by.
    ScriptedServer server([](int connection) {
        return connection == 0 ? keptOnce().close() : ServerScript().readRequest().close();
    });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler first;
    transport->start(requestTo(server.url()), first);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.end.kind, Kind::Clean);
    RecordingHandler second;
    transport->start(requestTo(server.url()), second);
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.end.kind, habits().resends ? Kind::Resent : Kind::ClosedBeforeResponse);
    QCOMPARE(second.staleCount, 1);
    QCOMPARE(second.violations, QStringList());
    QCOMPARE(transport->openCount(), std::size_t{0});
}

void TransportConformance::serverThatIsGoneUnderARequest()
{
    // It dies with the request in its hands, and nothing listens any more: that is no refused connection.
    std::unique_ptr<ScriptedServer> server =
        std::make_unique<ScriptedServer>(afterRequest().send(sseHead() + helloStream).readRequest());
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    for (int request = 1; request <= 2; ++request) {
        RecordingHandler handler;
        handler.sentHook = [&server, request] {
            if (request == 2) {
                QVERIFY(server->waitForRequests(2, 10s));
                server.reset();
            }
        };
        transport->start(requestTo(server->url()), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, request == 1 ? Kind::Clean : Kind::ClosedBeforeResponse);
        QCOMPARE(handler.violations, QStringList());
    }
}

void TransportConformance::abortOfAStaleOne()
{
    ScriptedServer server([](int connection) {
        return connection == 0 ? keptOnce().close()
                               : afterRequest().sleep(50ms).send(httpResponse(200, "ok"));
    });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    RecordingHandler first;
    transport->start(requestTo(server.url()), first);
    QVERIFY(first.waitForEnd());
    RecordingHandler second;
    StreamId stream;
    second.staleHook = [&transport, &stream] { transport->abort(stream); };
    stream = transport->start(requestTo(server.url()), second);
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.end.kind, Kind::Aborted);
    QCOMPARE(second.staleCount, 1);
    QCOMPARE(second.violations, QStringList());
    QCOMPARE(transport->openCount(), std::size_t{0});
    RecordingHandler third; // the slot is not lost
    transport->start(requestTo(server.url()), third);
    QVERIFY(third.waitForEnd());
    QCOMPARE(third.end.kind, Kind::Clean);
}

void TransportConformance::staleConnectionsOfManyUsers_data()
{
    QTest::addColumn<ServerScript>("script");
    QTest::newRow("close") << keptOnce().close();
    QTest::newRow("reset") << keptOnce().reset();
    QTest::newRow("close, after a while") << keptOnce().sleep(20ms).close();
    QTest::newRow("close, unread") << afterRequest().send(sseHead() + helloStream).sleep(2ms).close();
}

void TransportConformance::staleConnectionsOfManyUsers()
{
    // Each connection serves one request and takes the next to its grave, whatever the head of either says:
    // many are opened anew at the same time, and the library may mix up for whom.
    QFETCH(const ServerScript, script);
    ScriptedServer server([script](int) { return script; });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    constexpr std::size_t users = 8;
    std::vector<std::unique_ptr<RecordingHandler>> handlers(users * 12);
    for (std::unique_ptr<RecordingHandler> &handler : handlers)
        handler = std::make_unique<RecordingHandler>();
    for (std::size_t i = 0; i + users < handlers.size(); ++i)
        handlers[i]->endHook = [&, i] { transport->start(requestTo(server.url()), *handlers[i + users]); };
    for (std::size_t i = 0; i < users; ++i)
        transport->start(requestTo(server.url()), *handlers[i]);
    QVERIFY(RecordingHandler::waitForEnds(handlers, 30s));
    std::size_t stale = 0;
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QVERIFY2(handler->end.kind == Kind::Clean, qPrintable(handler->end.message.english()));
        QCOMPARE(handler->body, helloBody);
        QCOMPARE(handler->violations, QStringList());
        stale += static_cast<std::size_t>(handler->staleCount);
    }
    // Those that were on their way when the rule was found out, and then no more.
    QVERIFY2(stale <= ReuseRule::mostStale + 2 * users, qPrintable(QString::number(stale)));
}

void TransportConformance::restlessOriginGetsNoReuse()
{
    // A kept connection serves one request and takes another one to its grave.
    ScriptedServer server([](int connection) {
        if (connection <= static_cast<int>(ReuseRule::mostStale))
            return keptOnce().close();
        return afterRequest().send(sseHead("Connection: close\r\n") + helloStream).close();
    });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    int stale = 0;
    int alone = 0;
    for (int i = 0; i < 12; ++i) {
        RecordingHandler handler;
        transport->start(requestTo(server.url()), handler);
        QVERIFY(handler.waitForEnd());
        QCOMPARE(handler.end.kind, Kind::Clean);
        QCOMPARE(handler.body, helloBody);
        QCOMPARE(handler.violations, QStringList());
        stale += handler.staleCount;
        alone += handler.end.reuseGivenUp ? 1 : 0;
        QVERIFY(handler.staleCount == 0 || !handler.end.reuseGivenUp);
    }
    QCOMPARE(stale, static_cast<int>(ReuseRule::mostStale));
    QCOMPARE(alone, 8); // the first had nothing to reuse, the next three were stale
    QCOMPARE(server.requests().back().header("Connection").toLower(), QByteArray("close"));
}

void TransportConformance::serversThatCloseRightBehindAnAnswer()
{
    // The next request of each user goes out into the gap before the close is known.
    ScriptedServer server([](int) { return afterRequest().send(sseHead() + helloStream).close(); });
    const std::unique_ptr<Transport> transport = makeTransport(m_clock);
    constexpr std::size_t users = 4;
    constexpr std::size_t each = 25;
    std::vector<std::unique_ptr<RecordingHandler>> handlers(users * each);
    for (std::unique_ptr<RecordingHandler> &handler : handlers)
        handler = std::make_unique<RecordingHandler>();
    for (std::size_t i = 0; i + users < handlers.size(); ++i)
        handlers[i]->endHook = [&, i] { transport->start(requestTo(server.url()), *handlers[i + users]); };
    for (std::size_t i = 0; i < users; ++i)
        transport->start(requestTo(server.url()), *handlers[i]);
    QVERIFY(RecordingHandler::waitForEnds(handlers, 30s));
    for (const std::unique_ptr<RecordingHandler> &handler : handlers) {
        QCOMPARE(handler->end.kind, Kind::Clean);
        QCOMPARE(handler->body, helloBody);
        QCOMPARE(handler->violations, QStringList());
    }
}

} // namespace weir::test
