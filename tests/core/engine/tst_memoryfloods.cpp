// SPDX-License-Identifier: GPL-3.0-or-later
// Answers without an end in a run: memory stays bounded, the run says what happened, and its file opens.
#include "engine/memoryguard.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::test::ServerScript)
Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

constexpr quint64 mega = quint64{1} << 20;
constexpr quint64 limit = 64 * mega;
constexpr qint64 endless = 1'000'000;

QByteArray eventOf(const QByteArray &delta)
{
    return sse(R"({"choices":[{"index":0,"delta":)" + delta + "}]}");
}

bool says(const Summary &summary, const QByteArray &code)
{
    return std::any_of(summary.reasons.begin(), summary.reasons.end(),
                       [&code](const Message &reason) { return reason.code() == code; });
}

} // namespace

class TestMemoryFloods : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void guardEndsWhatTheLibraryKeeps_data()
    {
        QTest::addColumn<ServerScript>("script");
        // QNAM keeps both to itself until they end.
        QTest::newRow("chunk line") << ServerScript().readRequest().send(sseHead()).flood(
            QByteArray(65'536, '0'), endless);
    }

    void guardEndsWhatTheLibraryKeeps()
    {
        QFETCH(const ServerScript, script);
        const ScriptedServer server([&script](int connection) {
            if (connection == 0)
                return script;
            ServerScript calm;
            calm.readRequest().send(sseHead());
            for (int i = 0; i < 20; ++i)
                calm.send(chunk(eventOf(R"({"content":"a"})"))).sleep(20ms);
            calm.send(chunk(eventOf(R"({},"finish_reason":"stop")") + sse("[DONE]")) + lastChunk()).repeat();
            return calm;
        });
        Scenario scenario = scenarioFor(server.url().toString(), 6);
        scenario.transport = TransportKind::Qt;
        ClosedLoad closed;
        closed.users = 2;
        scenario.load.first().model = closed;
        scenario.load.drain = 100s; // QNAM reads a chunk line byte by byte
        const quint64 before = processResidentBytes();
        const Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), {}, 120s, {}, limit);
        QVERIFY2(finished, qPrintable(finished ? QString() : finished.error().text()));
        const auto guarded =
            std::count_if(finished->records.begin(), finished->records.end(), [](const RequestRecord &r) {
                return r.outcome.key() == QStringLiteral("local_error:memory guard");
            });
        QStringList keys;
        for (const RequestRecord &record : finished->records)
            keys << record.outcome.key();
        // QNAM doesn't tell whose bytes it keeps: a stream without a token at that moment may have to go,
        // too. At twice the limit the load ends.
        QVERIFY2(guarded == 1 || guarded == 2, qPrintable(keys.join(u' ')));
        const auto succeeded =
            std::count_if(finished->records.begin(), finished->records.end(),
                          [](const RequestRecord &r) { return r.outcome.outcome == OutcomeClass::Success; });
        QCOMPARE(succeeded + guarded, static_cast<std::ptrdiff_t>(finished->records.size()));
        QVERIFY(finished->summary.verdict == Verdict::Invalid);
        QVERIFY(says(finished->summary, "validity.memory_guard"));
        QVERIFY(finished->summary.generator.peakResidentBytes < before + 8 * limit);
    }

    void floodsThatAreReadNeedNoGuard_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("key");
        const ServerScript refusal = ServerScript()
                                         .readRequest()
                                         .send("HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n")
                                         .flood(chunk(QByteArray(65'536, 'x')), endless);
        const ServerScript line =
            ServerScript().readRequest().send(sseHead()).flood(QByteArray(65'536, '0'), endless);
        const ServerScript tokens = ServerScript().readRequest().send(sseHead()).flood(
            chunk(eventOf(R"({"content":"a"})").repeated(100)), endless);
        QTest::newRow("curl, body of a 401")
            << TransportKind::Curl << refusal << QStringLiteral("http_4xx:401");
        QTest::newRow("qt, body of a 401") << TransportKind::Qt << refusal << QStringLiteral("http_4xx:401");
        QTest::newRow("curl, chunk line")
            << TransportKind::Curl << line << QStringLiteral("malformed_stream");
        QTest::newRow("curl, tokens") << TransportKind::Curl << tokens << QStringLiteral("deadline");
        QTest::newRow("qt, tokens") << TransportKind::Qt << tokens << QStringLiteral("deadline");
    }

    void floodsThatAreReadNeedNoGuard()
    {
        QFETCH(const TransportKind, transport);
        QFETCH(const ServerScript, script);
        const ScriptedServer server(script);
        Scenario scenario = scenarioFor(server.url().toString(), 1);
        scenario.transport = transport;
        scenario.targets.front().timers.deadline = 2s;
        scenario.recording.chunkTimes = false;
        const quint64 before = processResidentBytes();
        const Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), {}, 120s, {}, 8 * limit);
        QVERIFY2(finished, qPrintable(finished ? QString() : finished.error().text()));
        QCOMPARE(finished->records.size(), std::size_t{1});
        QTEST(finished->records.front().outcome.key(), "key");
        QVERIFY(finished->summary.generator.peakResidentBytes < before + 8 * limit);
    }
};

QTEST_GUILESS_MAIN(TestMemoryFloods)
#include "tst_memoryfloods.moc"
