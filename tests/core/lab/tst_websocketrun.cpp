// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs over WebSocket against the reference service: times against its truth, faults as what they are,
// and beside HTTP.
#include "engine/run.h"
#include "lab/truthcomparison.h"
#include "labrig.h"

#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::TransportKind)

namespace {

std::unique_ptr<ReferenceService> started(const ServiceConfig &config)
{
    Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(config);
    if (!service)
        qFatal("%s", qPrintable(service.error().text()));
    return std::move(*service);
}

QString webSocketUrl(const ReferenceService &service)
{
    return QStringLiteral("ws://127.0.0.1:%1/v1/stream").arg(service.port());
}

Scenario scenarioOver(const ReferenceService &service, quint64 requests)
{
    Scenario scenario = scenarioFor(webSocketUrl(service), requests);
    scenario.goals.validity = toleratingAll();
    return scenario;
}

void setUsers(Scenario &scenario, quint32 users)
{
    ClosedLoad closed;
    closed.users = users;
    scenario.load.first().model = closed;
}

qint64 medianOf(std::vector<qint64> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

QString keysOf(const FinishedRun &run)
{
    QStringList keys;
    for (const RequestRecord &record : run.records)
        keys.append(record.outcome.key() + QStringLiteral(" - ") + record.outcome.message.english());
    return keys.join(u'\n');
}

} // namespace

class TestWebSocketRun : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    FinishedRun run(const Scenario &scenario, const std::function<void(Run &)> &whileRunning = {})
    {
        Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), whileRunning);
        if (!finished)
            qFatal("%s", qPrintable(finished.error().text()));
        return std::move(*finished);
    }

private Q_SLOTS:
    // The errors are one-sided by nature: a write is stamped before it, a read after it.
    void timesAgainstTheTruth()
    {
        ServiceConfig config = fixedService(40ms, 15ms, 12);
        config.truthFile = m_folder.filePath(QStringLiteral("truth.jsonl"));
        std::unique_ptr<ReferenceService> service = started(config);
        Scenario scenario = scenarioOver(*service, 40);
        scenario.targets[0].reuseConnections = false; // only the first message of a connection has an id
        setUsers(scenario, 4);
        const FinishedRun finished = run(scenario);
        service.reset(); // completes the file
        QVERIFY2(finished.summary.requests.succeeded == 40, qPrintable(keysOf(finished)));

        const Result<TruthFile> truth = readTruthFile(config.truthFile);
        QVERIFY(truth.ok());
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(finished.path);
        QVERIFY(reader.ok());
        TruthComparison comparison(*truth, (*reader)->header().id);
        for (const RequestRecord &record : finished.records)
            comparison.add(record);
        QCOMPARE(comparison.missing(), quint64{0});
        QCOMPARE(comparison.otherTokens(), quint64{0});
        QCOMPARE(comparison.otherChunks(), quint64{0});
        QCOMPARE(comparison.compared(), quint64{40});
        for (const qint64 error : comparison.startErrors())
            QVERIFY(error > 0);
        for (const qint64 error : comparison.chunkErrors())
            QVERIFY(error > 0);
        constexpr qint64 busyMachine = 100'000'000;
        QVERIFY2(medianOf(comparison.chunkErrors()) < busyMachine,
                 qPrintable(QString::number(medianOf(comparison.chunkErrors()))));
        QVERIFY(std::abs(medianOf(comparison.gaps().errors())) < busyMachine);
        const qint64 ttftError = medianOf(comparison.ttft().errors());
        QVERIFY2(ttftError > 0 && ttftError < busyMachine, qPrintable(QString::number(ttftError)));
    }

    void stampsAreInOrder()
    {
        const std::unique_ptr<ReferenceService> service = started(fixedService(10ms, 2ms, 8));
        Scenario scenario = scenarioOver(*service, 3);
        scenario.targets[0].reuseConnections = false;
        const FinishedRun finished = run(scenario);
        QVERIFY2(finished.summary.requests.succeeded == 3, qPrintable(keysOf(finished)));
        for (const RequestRecord &record : finished.records) {
            const Stamp stamps[] = {
                record.started,    record.connected,    record.headers,   record.sent,       record.firstByte,
                record.firstEvent, record.firstContent, record.lastToken, record.terminator, record.closed};
            for (const Stamp &stamp : stamps)
                QVERIFY(stamp.has_value());
            QVERIFY(std::is_sorted(std::begin(stamps), std::end(stamps)));
            QVERIFY(!record.tlsDone);
            QCOMPARE(record.sendCount, 1u);
            QCOMPARE(record.usage.output, std::optional<quint64>(8));
            QCOMPARE(record.outcome.httpStatus, 101);
            QVERIFY(record.bytesReceived > 0 && record.bytesSent > 0);
        }
    }

    void connectionsAreReused()
    {
        const std::unique_ptr<ReferenceService> service = started(fixedService(5ms, 1ms, 4));
        Scenario scenario = scenarioOver(*service, 30);
        setUsers(scenario, 2);
        const FinishedRun finished = run(scenario);
        QVERIFY2(finished.summary.requests.succeeded == 30, qPrintable(keysOf(finished)));
        const auto onKept = std::count_if(finished.records.begin(), finished.records.end(),
                                          [](const RequestRecord &record) { return !record.headers; });
        QVERIFY2(onKept >= 20, qPrintable(QString::number(onKept)));
        QVERIFY(service->stats().connections <= 10);
    }

    void faults_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *fault, const char *key) {
            QTest::newRow(fault) << QString::fromLatin1(fault) << QString::fromLatin1(key);
        };
        row("reset-on-accept", "closed_before_response");
        row("reset-before", "closed_before_response");
        row("reset-inside", "stream_interrupted");
        row("truncate", "stream_truncated");
        row("stall", "stall_timeout");
        row("bad-json", "malformed_stream");
        row("bad-chunk", "malformed_stream");
        row("rate-limit", "rate_limited:rate_limit_exceeded");
        row("http-500", "api_error:server_error");
        row("business-code", "api_error:1001");
        row("empty", "empty_stream");
    }
    void faults()
    {
        QFETCH(const QString, fault);
        QFETCH(const QString, key);
        ServiceConfig config = fixedService(5ms, 30ms, 8); // what a RST overtakes is lost to the client
        config.faults = {{*faultFromName(fault), 1.0}};
        const std::unique_ptr<ReferenceService> service = started(config);
        Scenario scenario = scenarioOver(*service, 2);
        scenario.targets[0].timers.stall = 500ms;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{2});
        for (const RequestRecord &record : finished.records)
            QVERIFY2(record.outcome.key() == key, qPrintable(keysOf(finished)));
    }

    void closeCodeIsAProtocolStatus()
    {
        ServiceConfig config;
        config.model.scheduler.kind = SchedulerKind::Continuous;
        config.model.output.tokens = RandomFigure::fixed(100'000);
        config.model.replicas.failover = Failover::None;
        const std::unique_ptr<ReferenceService> service = started(config);
        QTimer untilItStreams;
        connect(&untilItStreams, &QTimer::timeout, this, [&] {
            DrillConfig loss;
            loss.kind = DrillKind::ReplicaLoss;
            if (service->stats().tokens == 0)
                return;
            untilItStreams.stop();
            service->startDrill(loss);
        });
        untilItStreams.start(50ms);
        const FinishedRun finished = run(scenarioOver(*service, 1));
        QCOMPARE(finished.records.size(), std::size_t{1});
        QVERIFY2(finished.records[0].outcome.key() == u"protocol_status:ws-1011",
                 qPrintable(keysOf(finished)));
        QVERIFY(finished.records[0].chunkCount > 0);
    }

    void refusedHandshakeIsClassedAsHttpIs()
    {
        ServiceConfig config = fixedService(5ms, 1ms, 8);
        config.apiKey = "swordfish";
        const std::unique_ptr<ReferenceService> service = started(config);
        const FinishedRun refused = run(scenarioOver(*service, 1));
        QVERIFY2(refused.records.at(0).outcome.key() == u"http_4xx:401", qPrintable(keysOf(refused)));
        QVERIFY(refused.records[0].headers && !refused.records[0].sent);
        QVERIFY(!refused.records[0].errorBody.isEmpty());

        qputenv("WEIR_TEST_KEY", "swordfish");
        Scenario scenario = scenarioOver(*service, 2);
        scenario.targets[0].auth.scheme = AuthScheme::Bearer;
        scenario.targets[0].auth.key = QStringLiteral("env:WEIR_TEST_KEY");
        const FinishedRun allowed = run(scenario);
        QVERIFY2(allowed.summary.requests.succeeded == 2, qPrintable(keysOf(allowed)));
    }

    void besideHttp_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
    }
    void besideHttp()
    {
        QFETCH(const TransportKind, transport);
        const std::unique_ptr<ReferenceService> service = started(fixedService(20ms, 5ms, 10));
        Scenario scenario = scenarioOver(*service, 40);
        scenario.transport = transport;
        Target http = scenario.targets[0];
        http.name = QStringLiteral("http");
        http.url = service->url().toString();
        scenario.targets.push_back(http);
        RequestTemplate second = scenario.requests[0];
        second.name = QStringLiteral("over http");
        second.target = http.name;
        scenario.requests.push_back(second);
        setUsers(scenario, 4);
        const FinishedRun finished = run(scenario);
        QVERIFY2(finished.summary.requests.succeeded == 40, qPrintable(keysOf(finished)));
        std::array<int, 2> counts{};
        for (const RequestRecord &record : finished.records) {
            const bool isWebSocket = record.target.value() == 0;
            ++counts[isWebSocket ? 0 : 1];
            QCOMPARE(record.outcome.httpStatus, isWebSocket ? 101 : 200);
            QCOMPARE(record.usage.output, std::optional<quint64>(10));
            QVERIFY(record.chunkCount > 0 && record.sent && record.terminator);
        }
        QVERIFY(counts[0] > 5 && counts[1] > 5);
    }

    void kindsWithoutAChannelAreRefused()
    {
        for (const char *scheme : {"grpc", "grpcs", "amqp", "kafka"}) {
            const Result<FinishedRun> finished =
                runToEnd(scenarioFor(QString::fromLatin1(scheme) + QStringLiteral("://127.0.0.1:1/x")),
                         m_folder.path());
            QVERIFY(!finished.ok());
            QCOMPARE(finished.error().what.code(), QByteArray("channel.not_built"));
            QCOMPARE(finished.error().what.english(),
                     QStringLiteral("This build has no channel for %1").arg(QString::fromLatin1(scheme)));
        }
    }
};

QTEST_GUILESS_MAIN(TestWebSocketRun)
#include "tst_websocketrun.moc"
