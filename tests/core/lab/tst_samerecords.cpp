// SPDX-License-Identifier: GPL-3.0-or-later
// One scenario against one service, live over sockets and simulated: the records agree in all that does not
// tell the time.
#include "labrig.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

Scenario scenarioOf(bool stream)
{
    Scenario scenario = scenarioFor(QStringLiteral("http://127.0.0.1:1"), 60);
    ClosedLoad closed;
    closed.users = 4;
    scenario.load.first().model = closed;
    Abandonment leaving;
    leaving.share = 0.2;
    leaving.afterChunks = 3;
    scenario.load.first().abandon = leaving;
    RequestTemplate &request = scenario.requests.front();
    request.stream = stream;
    Check check;
    check.text = QStringLiteral("river"); // in some answers
    request.checks = {check};
    RequestTemplate other;
    other.name = QStringLiteral("short");
    other.stream = stream;
    other.maxTokens = 4; // which ends it
    scenario.requests.push_back(other);
    RetryPolicy &retry = scenario.targets.front().retry;
    retry.attempts = 3;
    retry.backoff = 1ms;
    retry.honourRetryAfter = false;
    retry.on = {QStringLiteral("http_5xx"), QStringLiteral("stream_interrupted"),
                QStringLiteral("api_error")};
    scenario.recording.answers = true;
    scenario.recording.prompts = true;
    return scenario;
}

/// Every fault whose class does not hang on a timer or on what a client's library does by itself.
ServiceConfig faulty()
{
    ServiceConfig service = fixedService(5ms, 5ms, 12);
    for (const FaultKind kind :
         {FaultKind::Http500, FaultKind::RateLimit, FaultKind::BusinessCode, FaultKind::ResetInside,
          FaultKind::Truncate, FaultKind::BadJson, FaultKind::BadChunk, FaultKind::Empty})
        service.faults.push_back({kind, 0.06});
    return service;
}

/// Which stamps are set. Those of a new connection are a socket's alone.
QString stampsOf(const RequestRecord &record)
{
    QStringList set;
    const auto note = [&set](const char *name, const Stamp &stamp) {
        if (stamp)
            set.append(QLatin1String(name));
    };
    note("started", record.started);
    note("sent", record.sent);
    note("headers", record.headers);
    note("first_byte", record.firstByte);
    note("first_event", record.firstEvent);
    note("first_reasoning", record.firstReasoning);
    note("first_content", record.firstContent);
    note("last_token", record.lastToken);
    note("terminator", record.terminator);
    note("closed", record.closed);
    return set.join(u' ');
}

QString textOf(const std::optional<quint64> &number)
{
    return number ? QString::number(*number) : QStringLiteral("-");
}

/// All that must agree, as text that a failure shows. What ends a broken stream is told by a library live,
/// and by nobody in a simulation.
QString agreed(const RequestRecord &record)
{
    QStringList kinds;
    for (const ChunkStamp &chunk : record.chunks)
        kinds.append(QString::number(int(chunk.kind)));
    const Usage &usage = record.usage;
    // How many chunks more a read brings than the user wanted to see hangs on the machine.
    if (record.outcome.outcome == OutcomeClass::Abandoned)
        return QStringLiteral("abandoned\n%1").arg(QString::fromUtf8(record.prompt));
    return QStringList{
        toString(record.outcome.outcome),
        record.outcome.detail,
        QString::number(record.outcome.httpStatus),
        record.phase == RunPhase::WarmUp ? QStringLiteral("warm-up") : QStringLiteral("measure"),
        QString::number(record.requestTemplate.value()),
        record.openLoad ? QStringLiteral("open") : QStringLiteral("closed"),
        record.streamed ? QStringLiteral("stream") : QStringLiteral("whole"),
        record.retried ? QStringLiteral("retried") : QStringLiteral("last"),
        QStringLiteral("chunks %1 [%2]").arg(record.chunkCount).arg(kinds.join(u' ')),
        QStringLiteral("events %1").arg(record.eventCount),
        QStringLiteral("sends %1, %2 bytes").arg(record.sendCount).arg(record.bytesSent),
        stampsOf(record),
        QStringLiteral("usage %1 %2 %3")
            .arg(textOf(usage.input), textOf(usage.output), textOf(usage.reasoning)),
        record.finishReason,
        QStringLiteral("retry after %1").arg(record.retryAfter.value_or(Nanoseconds{-1}).count()),
        QString::fromUtf8(record.prompt),
        QString::fromUtf8(record.answer)}
        .join(u'\n');
}

std::map<QString, QString> byAttempt(const LabRun &run)
{
    std::map<QString, QString> records;
    for (const RequestRecord &record : run.records)
        records.emplace(QStringLiteral("%1.%2").arg(record.request.value()).arg(record.attempt.value()),
                        agreed(record));
    return records;
}

} // namespace

class TestSameRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveAndSimulated_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("streamed") << true;
        QTest::newRow("whole") << false;
    }

    void liveAndSimulated()
    {
        QFETCH(bool, stream);
        const Scenario scenario = scenarioOf(stream);
        const LabRun real = live(scenario, faulty());
        const LabRun virtually = simulated(scenario, faulty(), real.summary.run.right(10));
        const std::map<QString, QString> expected = byAttempt(real);
        const std::map<QString, QString> had = byAttempt(virtually);
        for (const auto &[id, record] : expected) {
            const auto found = had.find(id);
            QVERIFY2(found != had.end(), qPrintable(id));
            QVERIFY2(
                found->second == record,
                qPrintable(QStringLiteral("%1\nlive:\n%2\n\nsimulated:\n%3").arg(id, record, found->second)));
        }
        QCOMPARE(had.size(), expected.size());
        // The scenario is worth it.
        QVERIFY(real.summary.requests.succeeded > 0);
        QVERIFY(real.summary.requests.attempts > real.summary.requests.started);
        QVERIFY(real.summary.errors.size() >= 4);
    }
};

QTEST_GUILESS_MAIN(TestSameRecords)
#include "tst_samerecords.moc"
