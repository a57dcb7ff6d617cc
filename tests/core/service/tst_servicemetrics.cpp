// SPDX-License-Identifier: GPL-3.0-or-later
// That the figures of /metrics add up: every request that the model took is counted once, in all of them.
#include "rawclient.h"
#include "startedservice.h"

#include <QTest>

#include <array>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray closeHeader = "Connection: close\r\n";

/// A metrics page.
class Page
{
public:
    explicit Page(const ReferenceService &service)
    {
        RawClient client(service.port());
        if (client.send(httpRequest("GET", "/metrics", {}, closeHeader)) &&
            client.readToEnd() == WireEnd::Fin)
            m_lines = client.received().split('\n');
    }

    /// Of a metric without labels of its own; -1: the page does not have it.
    [[nodiscard]] double vllm(const QByteArray &name) const
    {
        return value("vllm:" + name + "{model_name=\"weir-reference\"} ");
    }
    [[nodiscard]] double finished(const QByteArray &reason) const
    {
        return value("vllm:request_success_total{finished_reason=\"" + reason +
                     "\",model_name=\"weir-reference\"} ");
    }
    [[nodiscard]] double finished() const
    {
        return finished("stop") + finished("length") + finished("tool_calls") + finished("abort");
    }

private:
    [[nodiscard]] double value(const QByteArray &start) const
    {
        for (const QByteArray &line : m_lines) {
            if (line.startsWith(start))
                return line.mid(start.size()).toDouble();
        }
        return -1;
    }

    QByteArrayList m_lines;
};

} // namespace

class TestServiceMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedRequestsAreInNoFigure();
    void wholeAnswersHaveAFirstToken();
    void everyEndHasAReason_data();
    void everyEndHasAReason();
    void clientsThatLeaveAreAborts_data();
    void clientsThatLeaveAreAborts();
    void repetitionsCountAsAnswers();
};

void TestServiceMetrics::refusedRequestsAreInNoFigure()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.kind = SchedulerKind::None;
    config.model.scheduler.workers = 1;
    config.model.replicas.coldStart = 0ms;
    config.model.replicas.hostPerRequest = 300ms;
    config.model.queue.capacity = 1;
    const auto service = started(config);
    QVERIFY(service);
    std::array<std::unique_ptr<RawClient>, 6> clients;
    for (auto &client : clients) {
        client = std::make_unique<RawClient>(service->port());
        QVERIFY(client->send(chatRequest({}, closeHeader)));
    }
    int served = 0;
    for (const auto &client : clients) {
        QCOMPARE(client->readToEnd(), WireEnd::Fin);
        served += client->received().startsWith("HTTP/1.1 200 ") ? 1 : 0;
    }
    QVERIFY(served > 0 && served < 6);
    const Page page(*service);
    QCOMPARE(page.vllm("request_prompt_tokens_count"), double(served));
    QVERIFY(page.vllm("prompt_tokens_total") > 0);
    QCOMPARE(page.vllm("prompt_tokens_total"), page.vllm("request_prompt_tokens_sum"));
    QCOMPARE(page.vllm("generation_tokens_total"), 8.0 * served);
    QCOMPARE(page.vllm("request_generation_tokens_sum"), 8.0 * served);
    QCOMPARE(page.finished("stop"), double(served));
    QCOMPARE(page.finished(), double(served));
}

void TestServiceMetrics::wholeAnswersHaveAFirstToken()
{
    const auto service = started(quickConfig());
    QVERIFY(service);
    for (const char *members : {"", R"(,"max_tokens":1)"}) {
        RawClient client(service->port());
        QVERIFY(client.send(chatRequest(members, closeHeader)));
        QCOMPARE(client.readToEnd(), WireEnd::Fin);
    }
    const Page page(*service);
    // As the model has it, 5 ms each: what the machine adds is in the whole time alone.
    QCOMPARE(page.vllm("time_to_first_token_seconds_count"), 2.0);
    QVERIFY(page.vllm("e2e_request_latency_seconds_sum") >=
            page.vllm("time_to_first_token_seconds_sum") + 0.007);
    QCOMPARE(page.vllm("request_time_per_output_token_seconds_count"), 1.0);
    QCOMPARE(page.vllm("request_time_per_output_token_seconds_sum"), 0.001);
    QCOMPARE(page.finished("length"), 1.0);
}

void TestServiceMetrics::everyEndHasAReason_data()
{
    QTest::addColumn<FaultKind>("fault");
    QTest::addColumn<bool>("stream");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *name, FaultKind fault, bool stream, const QByteArray &reason) {
        QTest::newRow(name) << fault << stream << reason;
    };
    row("empty", FaultKind::Empty, false, "stop");
    row("empty stream", FaultKind::Empty, true, "stop");
    row("bad json", FaultKind::BadJson, false, "abort");
    row("bad json in a stream", FaultKind::BadJson, true, "stop");
    row("truncate", FaultKind::Truncate, false, "abort");
    row("truncated stream", FaultKind::Truncate, true, "abort");
    row("reset inside", FaultKind::ResetInside, false, "abort");
    row("reset before", FaultKind::ResetBefore, false, "abort");
    row("reset before a stream", FaultKind::ResetBefore, true, "abort");
    row("bad chunk", FaultKind::BadChunk, false, "abort");
    row("refused", FaultKind::RateLimit, false, {});
    row("reset on accept", FaultKind::ResetOnAccept, true, {});
}

void TestServiceMetrics::everyEndHasAReason()
{
    QFETCH(FaultKind, fault);
    QFETCH(bool, stream);
    QFETCH(QByteArray, reason);
    ServiceConfig config = quickConfig();
    config.faults = {{fault, 1}};
    const auto service = started(config);
    QVERIFY(service);
    RawClient client(service->port());
    QVERIFY(client.send(chatRequest(stream ? R"(,"stream":true)" : "", closeHeader)));
    QVERIFY(client.readToEnd() != WireEnd::Open);
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    const Page page(*service);
    if (!reason.isEmpty())
        QCOMPARE(page.finished(reason), 1.0);
    QCOMPARE(page.finished(), reason.isEmpty() ? 0.0 : 1.0);
    QCOMPARE(page.vllm("prompt_tokens_total"), page.vllm("request_prompt_tokens_sum"));
}

void TestServiceMetrics::clientsThatLeaveAreAborts_data()
{
    QTest::addColumn<bool>("stream");
    QTest::newRow("whole") << false;
    QTest::newRow("stream") << true;
}

void TestServiceMetrics::clientsThatLeaveAreAborts()
{
    QFETCH(bool, stream);
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 30min;
    const auto service = started(config);
    QVERIFY(service);
    {
        RawClient client(service->port());
        QVERIFY(client.send(chatRequest(stream ? R"(,"stream":true)" : "")));
        QTRY_COMPARE(service->state()->counts.placed, quint64(1));
    }
    QTRY_COMPARE(service->stats().openStreams, quint64(0));
    const Page page(*service);
    QCOMPARE(page.finished("abort"), 1.0);
    QCOMPARE(page.finished(), 1.0);
    QCOMPARE(page.vllm("request_prompt_tokens_count"), 1.0);
    QCOMPARE(page.vllm("prompt_tokens_total"), page.vllm("request_prompt_tokens_sum"));
}

// One that does the work, one that shares it, one that gets its answer again.
void TestServiceMetrics::repetitionsCountAsAnswers()
{
    ServiceConfig config = quickConfig();
    config.model.scheduler.ttft = 300ms;
    config.model.queue.idempotencyWindow = 10min;
    const auto service = started(config);
    QVERIFY(service);
    const QByteArray request = chatRequest({}, closeHeader + "X-Weir-Request-Id: same\r\n");
    RawClient first(service->port());
    RawClient second(service->port());
    QVERIFY(first.send(request) && second.send(request));
    QCOMPARE(first.readToEnd(), WireEnd::Fin);
    QCOMPARE(second.readToEnd(), WireEnd::Fin);
    RawClient third(service->port());
    QVERIFY(third.send(request));
    QCOMPARE(third.readToEnd(), WireEnd::Fin);
    QTRY_COMPARE(service->state()->counts.repeated, quint64(2));
    const Page page(*service);
    QCOMPARE(page.finished("stop"), 3.0);
    QCOMPARE(page.vllm("generation_tokens_total"), 24.0);
    QCOMPARE(page.vllm("request_generation_tokens_sum"), 24.0);
    QCOMPARE(page.vllm("request_prompt_tokens_count"), 3.0);
    QCOMPARE(page.vllm("prompt_tokens_total"), page.vllm("request_prompt_tokens_sum"));
}

QTEST_GUILESS_MAIN(TestServiceMetrics)
#include "tst_servicemetrics.moc"
