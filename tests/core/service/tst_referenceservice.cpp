// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service on real sockets: the shape of answers, HTTP's edges, and many clients at once.
#include "rawclient.h"
#include "startedservice.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

QJsonObject jsonBody(const QByteArray &response)
{
    return QJsonDocument::fromJson(response.mid(response.indexOf("\r\n\r\n") + 4)).object();
}

QJsonObject firstDelta(const QByteArray &event)
{
    const QJsonObject choice =
        QJsonDocument::fromJson(event).object().value(u"choices").toArray().at(0).toObject();
    return choice.value(u"delta").toObject();
}

QString finishReason(const QByteArray &event)
{
    const QJsonObject choice =
        QJsonDocument::fromJson(event).object().value(u"choices").toArray().at(0).toObject();
    return choice.value(u"finish_reason").toString();
}

const QByteArray closeHeader = "Connection: close\r\n";

} // namespace

class TestReferenceService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams();
    void streamsReasoning();
    void streamsUsageOnlyWhenAsked();
    void capEndsWithLength();
    void answersWhole();
    void answersOldHttp();
    void plainPaths_data();
    void plainPaths();
    void closesAfterHead();
    void wantsTheKey();
    void keepsTheConnection();
    void pipelinedRequestsAreAnsweredInOrder();
    void continuesBeforeLargeBodies();
    void writesNoTokenEarly();
    void errorsOfStart();
    void manyAtOnce();
    void tellsItsState();
    void takesFaultsByHand();
    void takesDrillsByHand();
    void tellsTheModelsRefusals();
    void tellsPrometheus();
    void knowsTenantsByTheirKeys();
    void slowReadersGetAllTokens();
    void losesStreamsWithTheirReplica();
};

void TestReferenceService::streams()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)", closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(client.received().contains("Content-Type: text/event-stream"));
    bool proper = false;
    const QByteArrayList events = eventData(dechunked(client.received(), &proper));
    QVERIFY(proper);
    QCOMPARE(events.size(), 1 + 8 + 1 + 1);
    QCOMPARE(firstDelta(events.first()).value(u"role").toString(), u"assistant"_qs);
    QVERIFY(firstDelta(events.first()).value(u"content").toString().isEmpty());
    for (int i = 1; i <= 8; ++i) {
        QVERIFY(firstDelta(events.at(i)).value(u"content").toString().startsWith(u' '));
        QCOMPARE(QJsonDocument::fromJson(events.at(i)).object().value(u"model").toString(), u"m"_qs);
    }
    QCOMPARE(finishReason(events.at(9)), u"stop"_qs);
    QCOMPARE(events.last(), QByteArray("[DONE]"));
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    QCOMPARE(service->stats().tokens, quint64(8));
    QCOMPARE(service->stats().requests, quint64(1));
}

void TestReferenceService::streamsReasoning()
{
    ServiceConfig config = quickConfig();
    config.model.output.reasoningTokens = RandomFigure::fixed(4);
    config.model.output.tokensPerChunk = 2;
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(
        client.send(chatRequest(R"(,"stream":true,"stream_options":{"include_usage":true})", closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    bool proper = false;
    const QByteArrayList events = eventData(dechunked(client.received(), &proper));
    QVERIFY(proper);
    QCOMPARE(events.size(), 1 + 2 + 4 + 3);
    for (int i : {1, 2})
        QCOMPARE(firstDelta(events.at(i)).value(u"reasoning_content").toString().count(u' '), 2);
    for (int i : {3, 4, 5, 6})
        QCOMPARE(firstDelta(events.at(i)).value(u"content").toString().count(u' '), 2);
    const QJsonObject usage = QJsonDocument::fromJson(events.at(8)).object().value(u"usage").toObject();
    QCOMPARE(usage.value(u"completion_tokens").toInt(), 12);
    QCOMPARE(usage.value(u"completion_tokens_details").toObject().value(u"reasoning_tokens").toInt(), 4);
    QCOMPARE(usage.value(u"total_tokens").toInt(), 12 + usage.value(u"prompt_tokens").toInt());
}

void TestReferenceService::streamsUsageOnlyWhenAsked()
{
    ServiceConfig config = quickConfig();
    const auto service = started(config);
    config.model.output.usage = false;
    const auto silent = started(config);
    QVERIFY(service && silent);
    const QByteArray asking =
        chatRequest(R"(,"stream":true,"stream_options":{"include_usage":true})", closeHeader);
    const QByteArray notAsking = chatRequest(R"(,"stream":true)", closeHeader);
    const auto hasUsage = [](const ReferenceService &from, const QByteArray &request) {
        RawClient client(from.port());
        client.send(request);
        client.readToEnd();
        return client.received().contains("\"usage\"");
    };
    QVERIFY(hasUsage(*service, asking));
    QVERIFY(!hasUsage(*service, notAsking));
    QVERIFY(!hasUsage(*silent, asking));
    QVERIFY(hasUsage(*service, chatRequest({}, closeHeader)));
    QVERIFY(!hasUsage(*silent, chatRequest({}, closeHeader)));
}

void TestReferenceService::capEndsWithLength()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    for (const QByteArray &cap : {QByteArray("max_tokens"), QByteArray("max_completion_tokens")}) {
        RawClient client(service->port());
        QVERIFY(client.send(chatRequest(",\"stream\":true,\"" + cap + "\":3", closeHeader)));
        client.readToEnd();
        bool proper = false;
        const QByteArrayList events = eventData(dechunked(client.received(), &proper));
        QVERIFY(proper);
        QCOMPARE(events.size(), 1 + 3 + 1 + 1);
        QCOMPARE(finishReason(events.at(4)), u"length"_qs);
    }
}

void TestReferenceService::answersWhole()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest({}, closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    const QJsonObject answer = jsonBody(client.received());
    QCOMPARE(answer.value(u"object").toString(), u"chat.completion"_qs);
    const QJsonObject choice = answer.value(u"choices").toArray().at(0).toObject();
    QCOMPARE(choice.value(u"finish_reason").toString(), u"stop"_qs);
    QCOMPARE(choice.value(u"message").toObject().value(u"content").toString().count(u' '), 8);
    QCOMPARE(answer.value(u"usage").toObject().value(u"completion_tokens").toInt(), 8);
}

void TestReferenceService::answersOldHttp()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)").replace("HTTP/1.1", "HTTP/1.0")));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(!client.received().contains("chunked"));
    const QByteArrayList events = eventData(client.received());
    QCOMPARE(events.size(), 1 + 8 + 1 + 1);
    QCOMPARE(events.last(), QByteArray("[DONE]"));
}

void TestReferenceService::plainPaths_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("health") << QByteArray("GET") << QByteArray("/health") << 200;
    QTest::newRow("models") << QByteArray("GET") << QByteArray("/v1/models") << 200;
    QTest::newRow("unknown") << QByteArray("GET") << QByteArray("/v2") << 404;
    QTest::newRow("root") << QByteArray("POST") << QByteArray("/") << 404;
    QTest::newRow("get chat") << QByteArray("GET") << QByteArray("/v1/chat/completions") << 405;
    QTest::newRow("post models") << QByteArray("POST") << QByteArray("/v1/models") << 405;
    QTest::newRow("odd method") << QByteArray("BREW") << QByteArray("/health") << 405;
}

void TestReferenceService::plainPaths()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(httpRequest(method, path, {}, closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY2(client.received().startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), client.received());
    QVERIFY(!jsonBody(client.received()).isEmpty());
    QCOMPARE(jsonBody(client.received()).contains(u"error"), status != 200);
    QCOMPARE(client.received().contains("\r\nAllow: "), status == 405);
}

void TestReferenceService::closesAfterHead()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 405 "));
    QVERIFY(client.received().contains("Connection: close\r\n"));
}

void TestReferenceService::wantsTheKey()
{
    ServiceConfig config = quickConfig();
    config.apiKey = "sesame";
    const auto service = started(config);
    QVERIFY(service);
    const auto statusFor = [&service](const QByteArray &headers) {
        RawClient client(service->port());
        client.send(chatRequest({}, closeHeader + headers));
        client.readToEnd();
        return client.received().mid(9, 3).toInt();
    };
    QCOMPARE(statusFor({}), 401);
    QCOMPARE(statusFor("Authorization: Bearer wrong\r\n"), 401);
    QCOMPARE(statusFor("Authorization: Bearer sesame\r\n"), 200);
    RawClient health(service->port());
    QVERIFY(health.send(httpRequest("GET", "/health")));
    QVERIFY(health.readUntil("\"ok\""));
}

void TestReferenceService::keepsTheConnection()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    for (int i = 0; i < 5; ++i) {
        client.forget();
        QVERIFY(client.send(chatRequest(i % 2 == 0 ? R"(,"stream":true)" : "")));
        QVERIFY(client.readUntil(i % 2 == 0 ? "data: [DONE]\n\n\r\n0\r\n\r\n" : "\"usage\""));
    }
    client.forget();
    QVERIFY(client.send(httpRequest("POST", "/v1/chat/completions", "no json")));
    QVERIFY(client.readUntil("}}"));
    QVERIFY(client.send(httpRequest("GET", "/health")));
    QVERIFY(client.readUntil("\"ok\""));
    QCOMPARE(service->stats().connections, quint64(1));
    QCOMPARE(service->stats().requests, quint64(7));
}

void TestReferenceService::pipelinedRequestsAreAnsweredInOrder()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)") + httpRequest("GET", "/v1/models") +
                        chatRequest({}, closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    const QByteArray &all = client.received();
    QCOMPARE(all.count("HTTP/1.1 200 OK"), 3);
    QVERIFY(all.indexOf("[DONE]") < all.indexOf("\"object\":\"list\""));
    QVERIFY(all.indexOf("\"object\":\"list\"") < all.indexOf("\"object\":\"chat.completion\""));
}

void TestReferenceService::continuesBeforeLargeBodies()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    const QByteArray request = chatRequest({}, "Expect: 100-continue\r\n" + closeHeader);
    const qsizetype header = request.indexOf("\r\n\r\n") + 4;
    RawClient client(service->port());
    QVERIFY(client.send(request.left(header)));
    QVERIFY(client.readUntil("HTTP/1.1 100 Continue\r\n\r\n"));
    QVERIFY(client.send(request.mid(header)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().contains("HTTP/1.1 200 OK"));
}

void TestReferenceService::writesNoTokenEarly()
{
    ServiceConfig config;
    config.model.scheduler.ttft = 60ms;
    config.model.scheduler.itl = 20ms;
    config.model.output.tokens = RandomFigure::fixed(6);
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QElapsedTimer timer;
    timer.start();
    QVERIFY(client.send(chatRequest(R"(,"stream":true)", closeHeader)));
    QVERIFY(client.readUntil("\"content\":\" "));
    QVERIFY(timer.nsecsElapsed() >= 60'000'000);
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(timer.nsecsElapsed() >= 160'000'000);
}

void TestReferenceService::errorsOfStart()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    ServiceConfig taken = quickConfig();
    taken.port = service->port();
    QVERIFY(!started(taken));
    ServiceConfig nowhere = quickConfig();
    nowhere.truthFile = u"/nowhere/at/all/truth.jsonl"_qs;
    const Result<std::unique_ptr<ReferenceService>> refused = ReferenceService::start(nowhere);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().where.english(), nowhere.truthFile);
    ServiceConfig wrong = quickConfig();
    wrong.faults = {{FaultKind::Stall, 1.5}};
    QVERIFY(!started(wrong));
}

void TestReferenceService::manyAtOnce()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 300; ++i) {
        clients.push_back(std::make_unique<RawClient>(service->port()));
        QVERIFY(clients.back()->isConnected());
        QVERIFY(clients.back()->send(chatRequest(R"(,"stream":true)", closeHeader)));
    }
    for (const auto &client : clients) {
        QCOMPARE(client->readToEnd(), WireEnd::Fin);
        QVERIFY(client->received().endsWith("data: [DONE]\n\n\r\n0\r\n\r\n"));
    }
    QTRY_COMPARE(service->stats().tokens, quint64(300 * 8));
}

namespace {

/// One request at a time, 20 ms to the first of 1,000 tokens a millisecond apart.
ServiceConfig oneWorker()
{
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::None;
    config.model.scheduler.workers = 1;
    config.model.output.tokens = RandomFigure::fixed(1000);
    config.model.replicas.prefillTokensPerSecond = 1000;
    config.model.replicas.stepBase = 1ms;
    config.model.replicas.stepPerSequence = 0ms;
    config.model.replicas.hostPerRequest = 20ms;
    config.model.replicas.coldStart = 0ms;
    config.model.queue.capacity = 1;
    return config;
}

} // namespace

void TestReferenceService::tellsItsState()
{
    const auto service = started(oneWorker());
    QVERIFY(service);
    QVERIFY(service->state());
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)")));
    QVERIFY(client.readUntil("\"content\":\" "));
    QTRY_COMPARE(service->state()->running, 1U);
    QCOMPARE(service->state()->counts.submitted, quint64(1));
    QCOMPARE(service->state()->replicas.size(), std::size_t(1));
    client.close();
    QTRY_COMPARE(service->state()->running, 0U);
    QCOMPARE(service->state()->counts.cancelled, quint64(1));
}

void TestReferenceService::takesFaultsByHand()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    service->injectFault(FaultKind::Http500, 2);
    for (const int status : {500, 500, 200}) {
        RawClient client(service->port());
        QVERIFY(client.send(chatRequest({}, closeHeader)));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
        QVERIFY(client.received().startsWith("HTTP/1.1 " + QByteArray::number(status)));
    }
    service->setFaults({{FaultKind::RateLimit, 1}});
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest({}, closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 429"));
    QCOMPARE(service->stats().faultCount(FaultKind::Http500), quint64(2));
}

void TestReferenceService::takesDrillsByHand()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    DrillConfig drill;
    drill.kind = DrillKind::Partition;
    drill.side = PartitionSide::Clients;
    drill.length = 1h;
    service->startDrill(drill);
    QTRY_COMPARE(service->state()->drills.size(), qsizetype(1));
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest({}, closeHeader)));
    QVERIFY(client.staysSilent(200));
    service->endDrills();
    QVERIFY(client.readUntil("chat.completion"));
    QTRY_VERIFY(service->state()->drills.empty());
    service->scaleTo(4); // nothing to scale for a fixed pace
    service->flushCaches();
    QTRY_VERIFY(!service->state()->notes.empty());
}

void TestReferenceService::tellsTheModelsRefusals()
{
    const auto service = started(oneWorker());
    QVERIFY(service);
    RawClient first(service->port());
    QVERIFY(first.send(chatRequest(R"(,"stream":true)")));
    QVERIFY(first.readUntil("\"content\":\" "));
    RawClient second(service->port());
    QVERIFY(second.send(chatRequest(R"(,"stream":true,"max_tokens":1)", closeHeader)));
    QTRY_COMPARE(service->state()->queued, 1U);
    RawClient third(service->port());
    QVERIFY(third.send(chatRequest({}, closeHeader)));
    QCOMPARE(third.readToEnd(), WireEnd::Fin);
    QVERIFY2(third.received().startsWith("HTTP/1.1 503 Service Unavailable"), third.received());
    QVERIFY(third.received().contains("The queue is full."));
    QVERIFY(second.received().isEmpty()); // no head before it is placed
    first.close();
    QCOMPARE(second.readToEnd(), WireEnd::Fin);
    QVERIFY(second.received().contains("Server-Timing: gateway;dur=0.000, queue;dur="));
    QVERIFY(second.received().contains("X-Weir-Version: v1"));
}

void TestReferenceService::tellsPrometheus()
{
    ServiceConfig config = oneWorker();
    config.apiKey = "sesame"; // not asked of scrapers
    config.model.output.tokens = RandomFigure::fixed(10);
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)", "Authorization: Bearer sesame\r\n")));
    QVERIFY(client.readUntil("[DONE]"));
    QVERIFY(client.readUntil("\r\n0\r\n\r\n"));
    client.forget();
    QVERIFY(client.send(httpRequest("GET", "/metrics", {}, closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    const QByteArray &page = client.received();
    QVERIFY(page.contains("Content-Type: text/plain; version=0.0.4"));
    for (const char *line :
         {"vllm:num_requests_running{model_name=\"weir-reference\"} 0\n",
          "vllm:generation_tokens_total{model_name=\"weir-reference\"} 10\n",
          "vllm:request_success_total{finished_reason=\"stop\",model_name=\"weir-reference\"} 1\n",
          "vllm:time_to_first_token_seconds_count{model_name=\"weir-reference\"} 1\n",
          "vllm:inter_token_latency_seconds_count{model_name=\"weir-reference\"} 9\n",
          "vllm:request_queue_time_seconds_bucket{model_name=\"weir-reference\",le=\"0.3\"} 1\n",
          "# TYPE vllm:e2e_request_latency_seconds histogram\n", "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} ",
          "weir_service_replicas{phase=\"ready\"} 1\n", "weir_service_faults_total{kind=\"stall\"} 0\n"})
        QVERIFY2(page.contains(line), line);
    // Every metric is told once, with its type.
    QByteArrayList names;
    for (const QByteArray &line : page.split('\n')) {
        if (line.startsWith("# TYPE "))
            names.append(line.split(' ').at(2));
    }
    QVERIFY(names.size() > 20);
    QCOMPARE(QSet<QByteArray>(names.begin(), names.end()).size(), names.size());
}

void TestReferenceService::knowsTenantsByTheirKeys()
{
    qputenv("WEIR_TEST_KEY_A", "alpha");
    qputenv("WEIR_TEST_KEY_B", "beta");
    ServiceConfig config = quickConfig();
    config.model.gateway.keys = {{u"a"_qs, u"env:WEIR_TEST_KEY_A"_qs, 0, {0.001, 1, 0, 0}},
                                 {u"b"_qs, u"env:WEIR_TEST_KEY_B"_qs, 0, {}}};
    const auto service = started(config);
    QVERIFY(service);
    const auto statusFor = [&service](const QByteArray &key) {
        RawClient client(service->port());
        client.send(chatRequest({}, "Authorization: Bearer " + key + "\r\n" + closeHeader));
        client.readToEnd();
        return client.received().mid(9, 3).toInt();
    };
    QCOMPARE(statusFor("alpha"), 200);
    QCOMPARE(statusFor("alpha"), 429); // its own limit ...
    QCOMPARE(statusFor("beta"), 200);  // ... is nobody else's
    QCOMPARE(statusFor("beta"), 200);
    QCOMPARE(statusFor("gamma"), 401);
    config.model.gateway.keys.front().key = u"env:WEIR_TEST_NO_SUCH_KEY"_qs;
    QVERIFY(!started(config));
}

void TestReferenceService::slowReadersGetAllTokens()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 0ms;
    config.model.scheduler.itl = 0ms;
    config.model.output.tokens = RandomFigure::fixed(100'000);
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(
        client.send(chatRequest(R"(,"stream":true,"stream_options":{"include_usage":true})", closeHeader)));
    QTest::qWait(300); // the model is done long before; the socket is full
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    bool proper = false;
    const QByteArray body = dechunked(client.received(), &proper);
    QVERIFY(proper);
    QVERIFY(body.endsWith("data: [DONE]\n\n"));
    qsizetype words = 0;
    for (const QByteArray &event : eventData(body))
        words += event.contains("\"content\":\" ")
                     ? event.mid(event.indexOf("\"content\":\"") + 11).count(' ')
                     : 0;
    QCOMPARE(words, qsizetype(100'000));
    QVERIFY(body.contains("\"completion_tokens\":100000"));
    QTRY_COMPARE(service->stats().openConnections, quint64(0));
}

void TestReferenceService::losesStreamsWithTheirReplica()
{
    const auto service = started(oneWorker());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(R"(,"stream":true)")));
    QVERIFY(client.readUntil("\"content\":\" "));
    DrillConfig drill;
    drill.kind = DrillKind::ReplicaLoss;
    service->startDrill(drill);
    QCOMPARE(client.readToEnd(), WireEnd::Rst);
    RawClient next(service->port());
    QVERIFY(next.send(chatRequest({}, closeHeader)));
    QCOMPARE(next.readToEnd(), WireEnd::Fin);
    QVERIFY(next.received().startsWith("HTTP/1.1 503"));
}

QTEST_GUILESS_MAIN(TestReferenceService)
#include "tst_referenceservice.moc"
