// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that keep a connection open after the terminator: their users go on at once, over either transport.
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray answer = sse(R"({"choices":[{"index":0,"delta":{"content":"a"}}]})") +
                          sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})") +
                          sse("[DONE]");

} // namespace

Q_DECLARE_METATYPE(weir::TransportKind)

class TestLingering : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void usersGoOnAtOnce_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::addRow("qt") << TransportKind::Qt;
        QTest::addRow("curl") << TransportKind::Curl;
    }

    /// The second and third request of the one user come while the connection of the first is still held:
    /// the server ends none of them before it has read three.
    void usersGoOnAtOnce()
    {
        QFETCH(TransportKind, transport);
        const ServerScript holding = ServerScript()
                                         .readRequest()
                                         .send(sseHead() + chunk(answer))
                                         .awaitRequests(3)
                                         .send(chunk(sse("not json")) + lastChunk())
                                         .close();
        ScriptedServer server(holding);
        Scenario scenario = scenarioFor(server.url().toString(), 3);
        scenario.transport = transport;
        const Result<FinishedRun> run = runToEnd(scenario, m_folder.path());
        QVERIFY2(run.ok(), run ? "" : qPrintable(run.error().text()));
        QCOMPARE(run->records.size(), std::size_t{3});
        TimePoint firstClosed = TimePoint::max();
        for (const RequestRecord &record : run->records) {
            QCOMPARE(toString(record.outcome.outcome), toString(OutcomeClass::Success));
            QCOMPARE(record.chunkCount, 1U);
            QVERIFY(record.terminator && *record.terminator <= *record.closed);
            firstClosed = std::min(firstClosed, *record.closed);
        }
        for (const RequestRecord &record : run->records)
            QVERIFY2(*record.started < firstClosed, "a user waited for the end of a connection");
    }

    void whatNeverEndsIsClosedAndCounted()
    {
        ScriptedServer server(ServerScript().readRequest().send(sseHead() + chunk(answer)));
        const Result<FinishedRun> run = runToEnd(scenarioFor(server.url().toString()), m_folder.path());
        QVERIFY2(run.ok(), run ? "" : qPrintable(run.error().text()));
        const RequestRecord &record = run->records.at(0);
        QVERIFY(record.outcome.outcome == OutcomeClass::Success);
        QVERIFY(record.lingered);
        QCOMPARE(run->summary.lingeredConnections, quint64{1});
        QCOMPARE(run->summary.requests.succeeded, quint64{1});
    }
};

QTEST_GUILESS_MAIN(TestLingering)
#include "tst_lingering.moc"
