// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault as it looks on the wire, and the truth file that tells of it.
#include "rawclient.h"
#include "service/referenceservice.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

QList<QJsonObject> linesOf(const QString &path)
{
    QList<QJsonObject> lines;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd())
        lines.append(QJsonDocument::fromJson(file.readLine()).object());
    return lines;
}

int tokensIn(const QByteArray &bytes)
{
    return static_cast<int>(bytes.count("\"content\":\" "));
}

/// Events that begin like the vendor's own and are no JSON.
int brokenEventsIn(const QByteArray &bytes)
{
    int count = 0;
    bool proper = false;
    for (const QByteArray &line : dechunked(bytes, &proper).split('\n')) {
        const QByteArray data = line.startsWith("data: ") ? line.mid(6) : QByteArray();
        const bool isWhole = data.isEmpty() || data == "[DONE]" || QJsonDocument::fromJson(data).isObject();
        count += !isWhole && data.startsWith("{\"id\":\"chatcmpl-") ? 1 : 0;
    }
    return count;
}

/// What the metrics page says of `name`, labels included; -1: nothing.
double metricOf(const ReferenceService &service, const QByteArray &name)
{
    RawClient client(service.port());
    if (!client.send(httpRequest("GET", "/metrics", {}, "Connection: close\r\n")) ||
        client.readToEnd() != WireEnd::Fin)
        return -1;
    for (const QByteArray &line : client.received().split('\n')) {
        if (line.startsWith(name + ' '))
            return line.mid(name.size() + 1).toDouble();
    }
    return -1;
}

} // namespace

class TestServiceFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void streamed_data();
    void streamed();
    void whole_data();
    void whole();
    void singleTokenStillMeetsItsFault_data();
    void singleTokenStillMeetsItsFault();
    void truthOfGoodRequests();
    void truthOfClientsThatLeave();
    void sameIdSameFault();
    void duplicatesAreCounted();
    void refusedRequestsAreInTheTruth();
    void refusedRequestsUseUpNoFault_data();
    void refusedRequestsUseUpNoFault();
    void secondVersionsRefusalsAreInTheTruth();
    void countedFaultsAreThoseOfTheTruth();

private:
    std::unique_ptr<ReferenceService> start(const std::vector<FaultShare> &faults, quint32 tokens = 8);
    QList<QJsonObject> stopAndRead(std::unique_ptr<ReferenceService> service);

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceConfig m_config;
};

void TestServiceFaults::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_config = ServiceConfig();
    m_config.model.scheduler.ttft = 5ms;
    m_config.model.scheduler.itl = 1ms;
    m_config.truthFile = m_dir->filePath(QStringLiteral("truth.jsonl"));
}

std::unique_ptr<ReferenceService> TestServiceFaults::start(const std::vector<FaultShare> &faults,
                                                           quint32 tokens)
{
    m_config.faults = faults;
    m_config.model.output.tokens = RandomFigure::fixed(tokens);
    Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(m_config);
    return service ? std::move(service).value() : nullptr;
}

QList<QJsonObject> TestServiceFaults::stopAndRead(std::unique_ptr<ReferenceService> service)
{
    service.reset();
    return linesOf(m_config.truthFile);
}

// What a client sees of each kind. `framing`: "none" no response, "cut" no last chunk, "whole" complete,
// "broken" a bad size line, "length" a complete body with a length.
void TestServiceFaults::streamed_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("framing");
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<bool>("done");
    QTest::addColumn<QByteArray>("mark");
    const auto row = [](const char *kind, WireEnd end, int status, const char *framing, bool tokens,
                        bool done, const QByteArray &mark = {}) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << int(end) << status << QString::fromLatin1(framing)
                            << tokens << done << mark;
    };
    row("reset-on-accept", WireEnd::Rst, 0, "none", false, false);
    row("reset-before", WireEnd::Rst, 0, "none", false, false);
    row("reset-inside", WireEnd::Rst, 200, "cut", true, false);
    row("truncate", WireEnd::Fin, 200, "whole", true, false);
    row("stall", WireEnd::Open, 200, "cut", true, false);
    row("bad-json", WireEnd::Fin, 200, "whole", true, true, "\n\ndata: ");
    row("bad-chunk", WireEnd::Fin, 200, "broken", true, false, "zz\r\n");
    row("rate-limit", WireEnd::Fin, 429, "length", false, false, "Retry-After: 1\r\n");
    row("http-500", WireEnd::Fin, 500, "length", false, false, "server_error");
    row("business-code", WireEnd::Fin, 200, "length", false, false, "{\"code\":1001,");
    row("empty", WireEnd::Fin, 200, "whole", false, true, "\"finish_reason\":\"stop\"");
}

void TestServiceFaults::streamed()
{
    QFETCH(QString, kind);
    QFETCH(int, end);
    QFETCH(int, status);
    QFETCH(QString, framing);
    QFETCH(QByteArray, mark);
    auto service = start({{*faultFromName(kind), 1.0}});
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)",
                                    "X-Weir-Request-Id: one\r\nX-Weir-Attempt: 1\r\nConnection: close\r\n")));
    const bool stalls = WireEnd(end) == WireEnd::Open;
    if (stalls)
        QVERIFY(client.readUntil("\"content\":\" ") && (client.staysSilent(200) || client.staysSilent(200)));
    else
        QCOMPARE(int(client.readToEnd()), end);
    const QByteArray bytes = client.received();
    QCOMPARE(bytes.mid(9, 3).toInt(), status);
    bool proper = false;
    dechunked(bytes, &proper);
    QCOMPARE(proper, framing == QStringLiteral("whole"));
    QCOMPARE(bytes.isEmpty(), framing == QStringLiteral("none"));
    QCOMPARE(bytes.contains("Content-Length: "), framing == QStringLiteral("length"));
    QTEST(tokensIn(bytes) > 0, "tokens");
    QTEST(bytes.contains("[DONE]"), "done");
    QVERIFY2(bytes.contains(mark), bytes);
    if (framing == QStringLiteral("whole"))
        QCOMPARE(brokenEventsIn(bytes), kind == QStringLiteral("bad-json") ? 1 : 0);
    if (framing != QStringLiteral("whole"))
        QVERIFY(!bytes.contains("\"finish_reason\":\"stop\""));

    QCOMPARE(service->stats().faultCount(*faultFromName(kind)), quint64(1));
    client.close();
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 1);
    QCOMPARE(truth.first().value(u"fault").toString(), kind);
    QCOMPARE(truth.first().value(u"end").toString(), QStringLiteral("fault"));
    QCOMPARE(truth.first().value(u"chunks").toArray().size(), tokensIn(bytes));
}

void TestServiceFaults::whole_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("json"); ///< The body is whole and valid JSON.
    QTest::addColumn<QByteArray>("mark");
    const auto row = [](const char *kind, WireEnd end, bool json, const QByteArray &mark) {
        QTest::newRow(kind) << QString::fromLatin1(kind) << int(end) << json << mark;
    };
    row("reset-on-accept", WireEnd::Rst, false, "");
    row("reset-before", WireEnd::Rst, false, "");
    row("reset-inside", WireEnd::Rst, false, "Content-Length: ");
    row("truncate", WireEnd::Fin, true, "\"finish_reason\":null");
    row("stall", WireEnd::Open, false, "Content-Length: ");
    row("bad-json", WireEnd::Fin, false, "Content-Length: ");
    row("bad-chunk", WireEnd::Fin, false, "\r\nzz\r\n");
    row("rate-limit", WireEnd::Fin, true, "Retry-After: 1\r\n");
    row("http-500", WireEnd::Fin, true, "server_error");
    row("business-code", WireEnd::Fin, true, "{\"code\":1001,");
    row("empty", WireEnd::Fin, true, "\"content\":\"\"");
}

void TestServiceFaults::whole()
{
    QFETCH(QString, kind);
    QFETCH(int, end);
    QFETCH(QByteArray, mark);
    auto service = start({{*faultFromName(kind), 1.0}});
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest({}, "X-Weir-Request-Id: one\r\nConnection: close\r\n")));
    if (WireEnd(end) == WireEnd::Open)
        QVERIFY(client.readUntil("choices") && client.staysSilent(200));
    else
        QCOMPARE(int(client.readToEnd()), end);
    const QByteArray bytes = client.received();
    QVERIFY2(bytes.contains(mark), bytes);
    const QByteArray body = bytes.mid(bytes.indexOf("\r\n\r\n") + 4);
    QTEST(!bytes.isEmpty() && QJsonDocument::fromJson(body).isObject(), "json");
    client.close();
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 1);
    QCOMPARE(truth.first().value(u"fault").toString(), kind);
    QCOMPARE(truth.first().value(u"end").toString(), QStringLiteral("fault"));
}

void TestServiceFaults::singleTokenStillMeetsItsFault_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("done");
    QTest::newRow("reset-inside") << QStringLiteral("reset-inside") << false;
    QTest::newRow("truncate") << QStringLiteral("truncate") << false;
    QTest::newRow("bad-json") << QStringLiteral("bad-json") << true;
    QTest::newRow("bad-chunk") << QStringLiteral("bad-chunk") << false;
}

void TestServiceFaults::singleTokenStillMeetsItsFault()
{
    QFETCH(QString, kind);
    const auto service = start({{*faultFromName(kind), 1.0}}, 1);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)", "Connection: close\r\n")));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QCOMPARE(tokensIn(client.received()), 1);
    QTEST(client.received().contains("[DONE]"), "done");
    QCOMPARE(brokenEventsIn(client.received()), kind == QStringLiteral("bad-json") ? 1 : 0);
}

void TestServiceFaults::truthOfGoodRequests()
{
    auto service = start({});
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("first")));
    QVERIFY(client.readUntil("[DONE]"));
    client.forget();
    QVERIFY(client.send(chatRequest()));
    QVERIFY(client.readUntil("\"usage\""));
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 2);
    QCOMPARE(truth.at(0).value(u"id").toString(), QStringLiteral("first"));
    QVERIFY(truth.at(1).value(u"id").isNull());
    QVERIFY(truth.at(0).value(u"fault").isNull());
    for (const QJsonObject &line : truth)
        QCOMPARE(line.value(u"end").toString(), QStringLiteral("done"));
    const QJsonArray chunks = truth.at(0).value(u"chunks").toArray();
    const qint64 accepted = truth.at(0).value(u"accepted_ns").toInteger();
    int tokens = 0; // A busy machine may write several at once, but none before its time.
    for (const QJsonValue &chunk : chunks) {
        tokens += chunk[u"tokens"].toInt();
        QVERIFY(chunk[u"write_ns"].toInteger() >= accepted + 5'000'000 + (tokens - 1) * 1'000'000);
    }
    QCOMPARE(tokens, 8);
    QVERIFY(truth.at(0).value(u"done_ns").toInteger() >=
            chunks.last().toObject().value(u"write_ns").toInteger());
    const QJsonArray single = truth.at(1).value(u"chunks").toArray();
    QCOMPARE(single.size(), 1);
    QCOMPARE(single.at(0).toObject().value(u"tokens").toInt(), 8);
}

void TestServiceFaults::truthOfClientsThatLeave()
{
    m_config.model.scheduler.ttft = 30min;
    auto service = start({{FaultKind::Truncate, 1.0}});
    QVERIFY(service);
    {
        RawClient client(service->port());
        QVERIFY(client.send(streamRequest("gone")));
        QVERIFY(client.readUntil("assistant"));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    // Written while the service runs, not only at its end.
    QTRY_COMPARE(linesOf(m_config.truthFile).size(), 1);
    const QJsonObject line = linesOf(m_config.truthFile).first();
    QCOMPARE(line.value(u"end").toString(), QStringLiteral("client_closed"));
    QVERIFY(line.value(u"chunks").toArray().isEmpty());
    // It left before its fault.
    QVERIFY(line.value(u"fault").isNull());
    QCOMPARE(service->stats().faultCount(FaultKind::Truncate), quint64(0));
}

void TestServiceFaults::sameIdSameFault()
{
    std::vector<FaultShare> shares;
    for (const FaultKind kind :
         {FaultKind::Truncate, FaultKind::RateLimit, FaultKind::Http500, FaultKind::Empty})
        shares.push_back({kind, 0.2});
    QHash<QString, QString> faults;
    for (int round = 0; round < 2; ++round) {
        auto service = start(shares);
        QVERIFY(service);
        for (int i = 0; i < 40; ++i) {
            RawClient client(service->port());
            // The second round comes in another order.
            const int number = round == 0 ? i : 39 - i;
            QVERIFY(
                client.send(chatRequest(R"(,"stream":true)", "Connection: close\r\nX-Weir-Request-Id: run/" +
                                                                 QByteArray::number(number) + "\r\n")));
            QCOMPARE(client.readToEnd(), WireEnd::Fin);
        }
        const QList<QJsonObject> truth = stopAndRead(std::move(service));
        QCOMPARE(truth.size(), 40);
        for (const QJsonObject &line : truth) {
            const QString id = line.value(u"id").toString();
            const QString fault = line.value(u"fault").toString();
            if (round == 0)
                faults.insert(id, fault);
            QCOMPARE(faults.value(id), fault);
        }
    }
    QCOMPARE(faults.size(), 40);
    QVERIFY(QSet<QString>(faults.cbegin(), faults.cend()).size() >= 4);
}

void TestServiceFaults::duplicatesAreCounted()
{
    auto service = start({});
    QVERIFY(service);
    RawClient client(service->port());
    const QByteArray unnumbered = chatRequest(R"(,"stream":true)", "X-Weir-Request-Id: b\r\n");
    const QByteArray secondTry = streamRequest("a").replace("Attempt: 1", "Attempt: 2");
    for (const QByteArray &request :
         {streamRequest("a"), streamRequest("a"), secondTry, unnumbered, unnumbered}) {
        client.forget();
        QVERIFY(client.send(request));
        QVERIFY(client.readUntil("[DONE]\n\n\r\n0\r\n\r\n"));
    }
    QCOMPARE(service->stats().duplicates, quint64(1));
    QList<int> attempts;
    for (const QJsonObject &line : stopAndRead(std::move(service)))
        attempts.append(line.value(u"attempt").toInt());
    QCOMPARE(attempts, (QList<int>{1, 1, 2, 1, 2}));
}

void TestServiceFaults::refusedRequestsAreInTheTruth()
{
    m_config.apiKey = "sesame";
    auto service = start({{FaultKind::Truncate, 1.0}});
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("x")));
    QVERIFY(client.readUntil("}}"));
    QVERIFY(client.received().startsWith("HTTP/1.1 401 "));
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 1);
    QCOMPARE(truth.first().value(u"status").toInt(), 401);
    QCOMPARE(truth.first().value(u"end").toString(), QStringLiteral("error"));
    QVERIFY(truth.first().value(u"fault").isNull());
}

void TestServiceFaults::refusedRequestsUseUpNoFault_data()
{
    QTest::addColumn<FaultKind>("fault");
    QTest::newRow("reset") << FaultKind::ResetOnAccept;
    QTest::newRow("status") << FaultKind::Http500;
}

void TestServiceFaults::refusedRequestsUseUpNoFault()
{
    QFETCH(FaultKind, fault);
    m_config.apiKey = "sesame";
    auto service = start({});
    QVERIFY(service);
    service->injectFault(fault, 1);
    const QByteArray key = "Authorization: Bearer sesame\r\nConnection: close\r\n";
    const std::array<QByteArray, 3> refused = {chatRequest({}, "Connection: close\r\n"),
                                               httpRequest("POST", "/v1/nowhere", "{}", key),
                                               httpRequest("PUT", "/v1/chat/completions", "{}", key)};
    for (const QByteArray &request : refused) {
        RawClient client(service->port());
        QVERIFY(client.send(request));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        QVERIFY(client.received().startsWith("HTTP/1.1 4"));
    }
    if (fault != FaultKind::ResetOnAccept) { // which comes before the body
        RawClient client(service->port());
        QVERIFY(client.send(httpRequest("POST", "/v1/chat/completions", "{", key)));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        QVERIFY(client.received().startsWith("HTTP/1.1 400"));
    }
    QCOMPARE(service->stats().faultCount(fault), quint64(0));
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest({}, key)));
    client.readToEnd();
    QCOMPARE(service->stats().faultCount(fault), quint64(1));
}

void TestServiceFaults::secondVersionsRefusalsAreInTheTruth()
{
    m_config.model.gateway.canary.share = 1;
    m_config.model.gateway.canary.errorShare = 1;
    m_config.model.gateway.canary.version = QStringLiteral("canary");
    auto service = start({});
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(streamRequest("x")));
    QVERIFY(client.readUntil("}}"));
    QVERIFY(client.received().startsWith("HTTP/1.1 500 "));
    QVERIFY(client.received().contains("X-Weir-Version: canary\r\n"));
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 1);
    QCOMPARE(truth.first().value(u"canary").toBool(), true);
}

void TestServiceFaults::countedFaultsAreThoseOfTheTruth()
{
    m_config.model.scheduler.kind = SchedulerKind::None;
    m_config.model.scheduler.workers = 1;
    m_config.model.replicas.coldStart = 0ms;
    m_config.model.replicas.hostPerRequest = 300ms;
    m_config.model.queue.capacity = 1;
    auto service = start({{FaultKind::Truncate, 1.0}});
    QVERIFY(service);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<RawClient>(service->port()));
        QVERIFY(clients.back()->send(chatRequest(R"(,"stream":true)", "Connection: close\r\n")));
    }
    int refused = 0;
    for (const auto &client : clients) {
        QCOMPARE(client->readToEnd(), WireEnd::Fin);
        refused += client->received().startsWith("HTTP/1.1 503 ") ? 1 : 0;
    }
    QVERIFY(refused > 0 && refused < 10);
    QCOMPARE(metricOf(*service, "weir_service_faults_total{kind=\"truncate\"}"), 10.0 - refused);
    const QList<QJsonObject> truth = stopAndRead(std::move(service));
    QCOMPARE(truth.size(), 10);
    QCOMPARE(
        std::count_if(truth.begin(), truth.end(),
                      [](const QJsonObject &line) { return line.value(u"fault").toString() == u"truncate"; }),
        10 - refused);
}

QTEST_GUILESS_MAIN(TestServiceFaults)
#include "tst_servicefaults.moc"
