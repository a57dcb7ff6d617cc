// SPDX-License-Identifier: GPL-3.0-or-later
// Requests whose clients do not wait: submitted, polled, cancelled, called back.
#include "rawclient.h"
#include "service/front/callbacksender.h"
#include "startedservice.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray closeHeader = "Connection: close\r\n";
const QByteArray body = R"({"model":"m","messages":[{"role":"user","content":"Hello there, river"}]})";

struct Answer
{
    int status = 0;
    QJsonObject json;
    [[nodiscard]] QString text(const QString &key) const { return json.value(key).toString(); }
};

Answer answerOf(const QByteArray &response)
{
    return {response.mid(9, 3).toInt(),
            QJsonDocument::fromJson(response.mid(response.indexOf("\r\n\r\n") + 4)).object()};
}

Answer ask(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &headers = {})
{
    RawClient client(port);
    client.send(httpRequest(method, path, method == "POST" ? body : QByteArray(), headers + closeHeader));
    client.readToEnd();
    return answerOf(client.received());
}

QByteArray pathOf(const Answer &submitted)
{
    return "/v1/tasks/" + submitted.text(u"task_id"_qs).toLatin1();
}

} // namespace

class TestServiceTasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void submitsAndPolls();
    void tellsWhileItRuns();
    void tellsTheStages();
    void cancels();
    void unknownTasksAndMethods();
    void needsTheKey();
    void belongToTheirTenant();
    void faultsEndTasks_data();
    void faultsEndTasks();
    void refusalsAreToldOnceAndWhole();
    void silentReceiversDoNotHoldTheService();
    void dashScopeRunsInTheBackground();
    void openAiResponsesRunInTheBackground();
    void callsBack();
    void triesACallbackAgain();
    void callbackUrls_data();
    void callbackUrls();
    void foreignCallbacksAreRefused();
    void stopsWithTasksUnderWay();
};

void TestServiceTasks::submitsAndPolls()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks");
    QCOMPARE(submitted.status, 200);
    QCOMPARE(submitted.text(u"status"_qs), u"pending"_qs);
    Answer polled;
    QTRY_COMPARE((polled = ask(service->port(), "GET", pathOf(submitted))).text(u"status"_qs),
                 u"succeeded"_qs);
    const QJsonObject result = polled.json.value(u"result").toObject();
    QCOMPARE(result.value(u"object").toString(), u"chat.completion"_qs);
    QCOMPARE(result.value(u"usage").toObject().value(u"completion_tokens").toInt(), 8);
    // A result can be asked for again, and no two tasks share an id.
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted)).json, polled.json);
    QVERIFY(ask(service->port(), "POST", "/v1/tasks").text(u"task_id"_qs) != submitted.text(u"task_id"_qs));
}

void TestServiceTasks::tellsWhileItRuns()
{
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::None;
    config.model.scheduler.workers = 1;
    config.model.replicas.hostPerRequest = 30min;
    const auto service = started(config);
    QVERIFY(service);
    const Answer first = ask(service->port(), "POST", "/v1/tasks");
    const Answer second = ask(service->port(), "POST", "/v1/tasks");
    QCOMPARE(ask(service->port(), "GET", pathOf(first)).text(u"status"_qs), u"running"_qs);
    QCOMPARE(ask(service->port(), "GET", pathOf(second)).text(u"status"_qs), u"pending"_qs);
}

void TestServiceTasks::tellsTheStages()
{
    QTemporaryDir dir;
    ServiceConfig config;
    config.model.scheduler.kind = SchedulerKind::None;
    config.model.gateway.overhead = 2ms;
    config.truthFile = dir.filePath(u"truth.jsonl"_qs);
    auto service = started(config);
    QVERIFY(service);
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks");
    Answer polled;
    QTRY_COMPARE((polled = ask(service->port(), "GET", pathOf(submitted))).text(u"status"_qs),
                 u"succeeded"_qs);
    service.reset();
    QFile file(config.truthFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject truth = QJsonDocument::fromJson(file.readLine()).object().value(u"stages").toObject();
    const QJsonObject told = polled.json.value(u"stages").toObject();
    QCOMPARE(told.size(), truth.size());
    for (const QString &name : told.keys()) {
        const qint64 ns = truth.value(name.chopped(2) + u"ns"_qs).toInteger(-1);
        QCOMPARE(qRound64(told.value(name).toDouble() * 1000), ns / 1000);
    }
    QVERIFY(told.value(u"prefill_ms").toDouble() > 0 && told.value(u"gateway_ms").toDouble() == 2);
    config.model.output.timings = false;
    service = started(config);
    const Answer silent = ask(service->port(), "POST", "/v1/tasks");
    QTRY_COMPARE((polled = ask(service->port(), "GET", pathOf(silent))).text(u"status"_qs), u"succeeded"_qs);
    QVERIFY(!polled.json.contains(u"stages"));
}

void TestServiceTasks::cancels()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks");
    QTRY_COMPARE(service->state()->running, 1U);
    QCOMPARE(ask(service->port(), "DELETE", pathOf(submitted)).text(u"status"_qs), u"cancelled"_qs);
    QTRY_COMPARE(service->state()->running, 0U);
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted)).status, 404);
    QCOMPARE(service->stats().openStreams, quint64(0));
}

void TestServiceTasks::unknownTasksAndMethods()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    QCOMPARE(ask(service->port(), "GET", "/v1/tasks/task-1").status, 404);
    QCOMPARE(ask(service->port(), "DELETE", "/v1/tasks/" + QByteArray(3000, 'x')).status, 404);
    QCOMPARE(ask(service->port(), "PUT", "/v1/tasks/task-1").status, 405);
    QCOMPARE(ask(service->port(), "GET", "/v1/tasks").status, 405);
    RawClient client(service->port());
    QVERIFY(client.send(httpRequest("POST", "/v1/tasks", "no json", closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 400"));
}

void TestServiceTasks::needsTheKey()
{
    ServiceConfig config = quickConfig();
    config.apiKey = "sesame";
    const auto service = started(config);
    QVERIFY(service);
    QCOMPARE(ask(service->port(), "POST", "/v1/tasks").status, 401);
    const QByteArray key = "Authorization: Bearer sesame\r\n";
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks", key);
    QCOMPARE(submitted.status, 200);
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted)).status, 401);
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted), key).status, 200);
}

void TestServiceTasks::belongToTheirTenant()
{
    qputenv("WEIR_TEST_KEY_A", "alpha");
    qputenv("WEIR_TEST_KEY_B", "beta");
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    config.model.gateway.keys = {{u"a"_qs, u"env:WEIR_TEST_KEY_A"_qs, 0, {}},
                                 {u"b"_qs, u"env:WEIR_TEST_KEY_B"_qs, 0, {}}};
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray mine = "Authorization: Bearer beta\r\n";
    const QByteArray other = "X-Api-Key: alpha\r\n";
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks", mine);
    QCOMPARE(submitted.status, 200);
    // To others it is as one that never was.
    const Answer unknown = ask(service->port(), "GET", "/v1/tasks/task-1", other);
    QCOMPARE(unknown.status, 404);
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("DELETE")}) {
        const Answer refused = ask(service->port(), method, pathOf(submitted), other);
        QCOMPARE(refused.status, 404);
        QCOMPARE(refused.json, unknown.json);
    }
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted), mine).status, 200);
    QCOMPARE(ask(service->port(), "DELETE", pathOf(submitted), mine).status, 200);
    QCOMPARE(ask(service->port(), "GET", pathOf(submitted), mine).status, 404);
}

void TestServiceTasks::faultsEndTasks_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("submitted");
    QTest::addColumn<QString>("status");
    QTest::newRow("rate-limit") << int(FaultKind::RateLimit) << 429 << QString();
    QTest::newRow("http-500") << int(FaultKind::Http500) << 500 << QString();
    QTest::newRow("reset-inside") << int(FaultKind::ResetInside) << 200 << u"failed"_qs;
    QTest::newRow("business-code") << int(FaultKind::BusinessCode) << 200 << QString();
    QTest::newRow("reset-before") << int(FaultKind::ResetBefore) << 200 << u"failed"_qs;
    QTest::newRow("truncate") << int(FaultKind::Truncate) << 200 << u"failed"_qs;
    QTest::newRow("bad-json") << int(FaultKind::BadJson) << 200 << u"failed"_qs;
    QTest::newRow("bad-chunk") << int(FaultKind::BadChunk) << 200 << u"failed"_qs;
    QTest::newRow("stall") << int(FaultKind::Stall) << 200 << u"running"_qs;
    QTest::newRow("empty") << int(FaultKind::Empty) << 200 << u"succeeded"_qs;
}

void TestServiceTasks::faultsEndTasks()
{
    QFETCH(int, kind);
    QFETCH(int, submitted);
    QFETCH(QString, status);
    ServiceConfig config = quickConfig();
    config.faults = {{static_cast<FaultKind>(kind), 1}};
    const auto service = started(config);
    QVERIFY(service);
    const Answer answer = ask(service->port(), "POST", "/v1/tasks");
    QCOMPARE(answer.status, submitted);
    if (!status.isEmpty()) {
        QTest::qWait(100); // the answer is due long before
        QTRY_COMPARE(ask(service->port(), "GET", pathOf(answer)).text(u"status"_qs), status);
        if (status == u"failed") {
            const QJsonObject told = ask(service->port(), "GET", pathOf(answer)).json;
            QVERIFY(told.value(u"error")
                        .toObject()
                        .value(u"error")
                        .toObject()
                        .value(u"message")
                        .toString()
                        .contains(faultName(static_cast<FaultKind>(kind))));
        }
    } else {
        QVERIFY(!answer.json.contains(u"task_id"_qs));
    }
}

void TestServiceTasks::refusalsAreToldOnceAndWhole()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    ServiceConfig config = quickConfig();
    config.faults = {{FaultKind::RateLimit, 1}};
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(receiver.serverPort()) + "/";
    QVERIFY(client.send(
        httpRequest("POST", "/v1/tasks", body, "X-Weir-Callback: " + url + "\r\n" + closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY(client.received().startsWith("HTTP/1.1 429"));
    QVERIFY(client.received().contains("Retry-After: 1\r\n"));
    QVERIFY(!receiver.waitForNewConnection(500)); // there is no task to tell of
}

void TestServiceTasks::silentReceiversDoNotHoldTheService()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    auto service = started(quickConfig());
    QVERIFY(service);
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(receiver.serverPort()) + "/";
    ask(service->port(), "POST", "/v1/tasks", "X-Weir-Callback: " + url + "\r\n");
    QVERIFY(receiver.waitForNewConnection(10'000));
    QTcpSocket *held = receiver.nextPendingConnection();
    QVERIFY(held->waitForReadyRead(10'000));
    service.reset();
    // The service has ended; had it waited for an answer, two more tries would have come.
    QVERIFY(held->waitForDisconnected(2000) || held->state() == QAbstractSocket::UnconnectedState);
    QVERIFY(!receiver.hasPendingConnections() && !receiver.waitForNewConnection(100));
}

void TestServiceTasks::dashScopeRunsInTheBackground()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(httpRequest("POST", "/api/v1/services/aigc/text-generation/generation",
                                    R"({"model":"m","input":{"prompt":"Hello"}})",
                                    "X-DashScope-Async: enable\r\n" + closeHeader)));
    QCOMPARE(client.readToEnd(), WireEnd::Fin);
    QVERIFY2(client.received().contains("\"status\":\"pending\""), client.received());
}

void TestServiceTasks::openAiResponsesRunInTheBackground()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    const auto post = [&service](const QByteArray &json) {
        RawClient client(service->port());
        client.send(httpRequest("POST", "/v1/responses", json, closeHeader));
        client.readToEnd();
        return answerOf(client.received());
    };
    for (const QByteArray &more : {QByteArray(), QByteArray(R"(,"stream":true)")}) {
        const Answer submitted = post(R"({"model":"m","input":"Hello","background":true)" + more + '}');
        QCOMPARE(submitted.status, 200);
        QCOMPARE(submitted.text(u"status"_qs), u"pending"_qs);
        Answer polled;
        QTRY_COMPARE((polled = ask(service->port(), "GET", pathOf(submitted))).text(u"status"_qs),
                     u"succeeded"_qs);
        const QJsonObject result = polled.json.value(u"result").toObject();
        QCOMPARE(result.value(u"object").toString(), u"response"_qs);
        QCOMPARE(result.value(u"background").toBool(), true);
        QCOMPARE(result.value(u"usage").toObject().value(u"output_tokens").toInt(), 8);
    }
    // In the foreground it is answered at once; what is neither is refused.
    QCOMPARE(post(R"({"model":"m","input":"Hello","background":false})").text(u"object"_qs), u"response"_qs);
    QCOMPARE(post(R"({"model":"m","input":"Hello","background":"yes"})").status, 400);
}

void TestServiceTasks::callsBack()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    const auto service = started(quickConfig());
    QVERIFY(service);
    const QByteArray url = "http://localhost:" + QByteArray::number(receiver.serverPort()) + "/done?x=1";
    const Answer submitted = ask(service->port(), "POST", "/v1/tasks", "X-Weir-Callback: " + url + "\r\n");
    QCOMPARE(submitted.status, 200);
    QVERIFY(receiver.waitForNewConnection(10'000));
    QTcpSocket *socket = receiver.nextPendingConnection();
    QByteArray request;
    while (!request.contains("}}") && socket->waitForReadyRead(10'000))
        request += socket->readAll();
    QVERIFY(request.startsWith("POST /done?x=1 HTTP/1.1\r\n"));
    const QJsonObject told = QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
    QCOMPARE(told.value(u"task_id").toString(), submitted.text(u"task_id"_qs));
    QCOMPARE(told.value(u"status").toString(), u"succeeded"_qs);
    socket->write("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
    QVERIFY(socket->waitForBytesWritten(5000));
    QVERIFY(!receiver.waitForNewConnection(1500)); // told once
}

void TestServiceTasks::triesACallbackAgain()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    const auto service = started(quickConfig());
    QVERIFY(service);
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(receiver.serverPort()) + "/";
    ask(service->port(), "POST", "/v1/tasks", "X-Weir-Callback: " + url + "\r\n");
    QVERIFY(receiver.waitForNewConnection(10'000));
    receiver.nextPendingConnection()->abort();
    QVERIFY(receiver.waitForNewConnection(10'000));
    QTcpSocket *second = receiver.nextPendingConnection();
    second->waitForReadyRead(5000);
    second->write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    second->waitForBytesWritten(5000);
    QVERIFY(receiver.waitForNewConnection(10'000)); // the third and last
    receiver.nextPendingConnection()->abort();
    QVERIFY(!receiver.waitForNewConnection(4000));
}

void TestServiceTasks::callbackUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<int>("port");
    QTest::newRow("plain") << QByteArray("http://127.0.0.1/") << 80;
    QTest::newRow("port") << QByteArray("http://localhost:8080/a?b=c") << 8080;
    QTest::newRow("no path") << QByteArray("http://127.0.0.1:1") << 1;
    QTest::newRow("elsewhere") << QByteArray("http://example.org/") << -1;
    QTest::newRow("user") << QByteArray("http://127.0.0.1@example.org/") << -1;
    QTest::newRow("credentials") << QByteArray("http://a:b@127.0.0.1/") << -1;
    QTest::newRow("https") << QByteArray("https://127.0.0.1/") << -1;
    QTest::newRow("suffix") << QByteArray("http://127.0.0.1.example.org/") << -1;
    for (const char *other : {"127.1", "0x7f000001", "2130706433", "127.0.1", "127.0.0.2", "0177.0.0.1",
                              "[::1]", "LOCALHOST.", "127.0.0.1.", "%31%32%37.0.0.1", "\\127.0.0.1"})
        QTest::newRow(other) << "http://" + QByteArray(other) + ":81/" << -1;
    QTest::newRow("scheme in capitals") << QByteArray("HTTP://127.0.0.1/") << -1;
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << -1;
    QTest::newRow("line break") << QByteArray("http://127.0.0.1/\r\nX: y") << -1;
    QTest::newRow("garbage") << QByteArray("\xff\xfe http") << -1;
    QTest::newRow("long") << "http://127.0.0.1/" + QByteArray(5000, 'x') << -1;
}

void TestServiceTasks::callbackUrls()
{
    QFETCH(QByteArray, url);
    const std::optional<CallbackTarget> target =
        callbackTargetOf({url.constData(), static_cast<std::size_t>(url.size())});
    QTEST(target ? int(target->port) : -1, "port");
}

void TestServiceTasks::foreignCallbacksAreRefused()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    const Answer refused =
        ask(service->port(), "POST", "/v1/tasks", "X-Weir-Callback: http://example.org/\r\n");
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.json.value(u"error").toObject().value(u"message").toString().contains(u"localhost"));
}

void TestServiceTasks::stopsWithTasksUnderWay()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    auto service = started(config);
    QVERIFY(service);
    for (int i = 0; i < 5; ++i)
        ask(service->port(), "POST", "/v1/tasks");
    QTRY_COMPARE(service->stats().openStreams, quint64(5));
    service.reset();
}

QTEST_GUILESS_MAIN(TestServiceTasks)
#include "tst_servicetasks.moc"
