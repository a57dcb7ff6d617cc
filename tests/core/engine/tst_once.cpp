// SPDX-License-Identifier: GPL-3.0-or-later
// What one request that is looked at closely keeps of a service that sends far too much.
#include "engine/memoryguard.h"
#include "engine/once.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

constexpr quint64 mega = quint64{1} << 20;

std::optional<OnceResult> ask(const ScriptedServer &server, TransportKind transport, quint64 memoryLimit)
{
    Scenario scenario = scenarioFor(server.url().toString());
    scenario.transport = transport;
    Once once;
    once.setMemoryLimit(memoryLimit);
    std::optional<OnceResult> answer;
    QObject::connect(&once, &Once::finished, &once, [&answer](const OnceResult &result) { answer = result; });
    if (!once.start(scenario, {}, 0, {}))
        return std::nullopt;
    static_cast<void>(QTest::qWaitFor([&answer] { return answer.has_value(); }, 120'000));
    return answer;
}

} // namespace

class TestOnce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyLongEventsAreCut_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
    }

    void manyLongEventsAreCut()
    {
        QFETCH(const TransportKind, transport);
        constexpr int events = 400;
        const QByteArray event =
            sse(R"({"choices":[{"delta":{"content":")" + QByteArray(500'000, 'w') + R"("}}]})");
        const ScriptedServer server(ServerScript()
                                        .readRequest()
                                        .send(sseHead())
                                        .flood(chunk(event), events)
                                        .send(chunk(sse("[DONE]")) + lastChunk()));
        const quint64 before = processResidentBytes();
        const std::optional<OnceResult> answer = ask(server, transport, 512 * mega);
        QVERIFY(answer);
        QVERIFY2(answer->record.outcome.outcome == OutcomeClass::Success,
                 qPrintable(answer->record.outcome.key()));
        QCOMPARE(answer->events.size(), std::size_t{events + 1});
        QCOMPARE(answer->cutEvents, quint64{events});
        qsizetype kept = 0;
        for (const OnceEvent &once : answer->events)
            kept += once.raw.size() + once.text.size() * qsizetype{sizeof(QChar)};
        QVERIFY2(kept < qsizetype{24} << 20, qPrintable(QString::number(kept)));
        QVERIFY(!answer->events.back().raw.isEmpty());
        QVERIFY(processResidentBytes() < before + 128 * mega);
    }

    void anEndlessRefusalIsLeft()
    {
        const ScriptedServer server(ServerScript()
                                        .readRequest()
                                        .send("HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n")
                                        .flood(chunk(QByteArray(65'536, 'x')), 1'000'000));
        const std::optional<OnceResult> answer = ask(server, TransportKind::Qt, 64 * mega);
        QVERIFY(answer);
        QCOMPARE(answer->record.outcome.key(), QStringLiteral("http_4xx:401"));
    }

    void memoryGuardEndsAnEndlessChunkLine()
    {
        const ScriptedServer server(
            ServerScript().readRequest().send(sseHead()).flood(QByteArray(65'536, '0'), 1'000'000));
        const std::optional<OnceResult> answer = ask(server, TransportKind::Qt, 64 * mega);
        QVERIFY(answer);
        QCOMPARE(answer->record.outcome.key(), QStringLiteral("local_error:memory guard"));
    }
};

QTEST_GUILESS_MAIN(TestOnce)
#include "tst_once.moc"
