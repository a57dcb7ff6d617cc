// SPDX-License-Identifier: GPL-3.0-or-later
// What every dialect writes: each event of a stream, whole answers, and tool calls whose pieces are JSON.
#include "support/dialecttools.h"
#include "service/dialects/eventframer.h"

#include <QTest>
using namespace weir;
using namespace weir::test;

namespace {

/// The events of the sample answer.
std::unique_ptr<KeptEvents> written(const QByteArray &path, const AnswerFacts &facts, FinishReason reason,
                                    const StageTimes *stages = nullptr)
{
    auto events = std::make_unique<KeptEvents>();
    writeSample(*dialectAt(path).streamWriter(facts), *events, reason, stages);
    return events;
}

/// Every event as "NAME POINTER=VALUE ...", for those pointers that it has.
QByteArrayList told(const KeptEvents &events, const QByteArrayList &pointers)
{
    QByteArrayList lines;
    for (qsizetype i = 0; i < events.datas.size(); ++i) {
        QByteArrayList parts;
        if (!events.names.at(i).isEmpty())
            parts << events.names.at(i);
        const QJsonDocument document = QJsonDocument::fromJson(events.datas.at(i));
        if (document.isNull())
            parts << events.datas.at(i);
        for (const QByteArray &pointer : pointers) {
            const QJsonValue value = at(document.object(), pointer);
            if (!value.isUndefined() && !value.isNull())
                parts << pointer.mid(pointer.lastIndexOf('/') + 1) + '=' +
                             value.toVariant().toString().toUtf8();
        }
        lines << parts.join(' ');
    }
    return lines;
}

} // namespace

class TestDialectStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data();
    void streams();
    void responsesEvents();
    void toolCalls_data();
    void toolCalls();
    void failing_data();
    void failing();
    void cumulativeDashScope();
    void dashScopeFrames();
    void timingsWithoutUsage();
};

void TestDialectStreams::streams_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("pointers");
    QTest::addColumn<QByteArrayList>("events");
    QTest::newRow("chat") << QByteArray("/v1/chat/completions")
                          << QByteArrayList{"/choices/0/delta/role",
                                            "/choices/0/delta/reasoning_content",
                                            "/choices/0/delta/content",
                                            "/choices/0/finish_reason",
                                            "/usage/prompt_tokens",
                                            "/usage/prompt_tokens_details/cached_tokens",
                                            "/usage/completion_tokens",
                                            "/usage/total_tokens",
                                            "/usage/completion_tokens_details/reasoning_tokens",
                                            "/timings/queue_ms",
                                            "/timings/prompt_ms",
                                            "/timings/predicted_ms"}
                          << QByteArrayList{
                                 "role=assistant content=",
                                 "reasoning_content= think",
                                 "reasoning_content= hard",
                                 "content= one",
                                 "content= two",
                                 "content= six",
                                 "finish_reason=length",
                                 "prompt_tokens=12 cached_tokens=4 completion_tokens=5 total_tokens=17 "
                                 "reasoning_tokens=2 queue_ms=1 prompt_ms=2 predicted_ms=3",
                                 "[DONE]"};
    QTest::newRow("completions") << QByteArray("/v1/completions")
                                 << QByteArrayList{"/object", "/choices/0/text", "/choices/0/finish_reason",
                                                   "/usage/completion_tokens", "/timings/queue_ms"}
                                 << QByteArrayList{"object=text_completion text= think",
                                                   "object=text_completion text= hard",
                                                   "object=text_completion text= one",
                                                   "object=text_completion text= two",
                                                   "object=text_completion text= six",
                                                   "object=text_completion text= finish_reason=length",
                                                   "object=text_completion completion_tokens=5 queue_ms=1",
                                                   "[DONE]"};
    QTest::newRow("anthropic")
        << QByteArray("/v1/messages")
        << QByteArrayList{"/type",
                          "/index",
                          "/content_block/type",
                          "/delta/thinking",
                          "/delta/signature",
                          "/delta/text",
                          "/delta/stop_reason",
                          "/message/role",
                          "/message/usage/input_tokens",
                          "/usage/input_tokens",
                          "/usage/cache_read_input_tokens",
                          "/usage/output_tokens"}
        << QByteArrayList{"message_start type=message_start role=assistant input_tokens=12",
                          "ping type=ping",
                          "content_block_start type=content_block_start index=0 type=thinking",
                          "content_block_delta type=content_block_delta index=0 thinking= think",
                          "content_block_delta type=content_block_delta index=0 thinking= hard",
                          "content_block_delta type=content_block_delta index=0 "
                          "signature=d2VpciByZWZlcmVuY2U=",
                          "content_block_stop type=content_block_stop index=0",
                          "content_block_start type=content_block_start index=1 type=text",
                          "content_block_delta type=content_block_delta index=1 text= one",
                          "content_block_delta type=content_block_delta index=1 text= two",
                          "content_block_delta type=content_block_delta index=1 text= six",
                          "content_block_stop type=content_block_stop index=1",
                          "message_delta type=message_delta stop_reason=max_tokens input_tokens=8 "
                          "cache_read_input_tokens=4 output_tokens=5",
                          "message_stop type=message_stop"};
    const QByteArrayList ollama{"/message/content",
                                "/response",
                                "/message/thinking",
                                "/thinking",
                                "/done",
                                "/done_reason",
                                "/load_duration",
                                "/prompt_eval_count",
                                "/prompt_eval_duration",
                                "/eval_count",
                                "/eval_duration",
                                "/total_duration"};
    const QByteArray done =
        "done=true done_reason=length load_duration=1000000 prompt_eval_count=12 "
        "prompt_eval_duration=2000000 eval_count=5 eval_duration=3000000 total_duration=6000000";
    QTest::newRow("ollama chat") << QByteArray("/api/chat") << ollama
                                 << QByteArrayList{"content= thinking= think done=false",
                                                   "content= thinking= hard done=false",
                                                   "content= one done=false",
                                                   "content= two done=false",
                                                   "content= six done=false",
                                                   "content= " + done};
    QTest::newRow("ollama generate") << QByteArray("/api/generate") << ollama
                                     << QByteArrayList{"response= thinking= think done=false",
                                                       "response= thinking= hard done=false",
                                                       "response= one done=false",
                                                       "response= two done=false",
                                                       "response= six done=false",
                                                       "response= " + done};
    QTest::newRow("qianfan")
        << QByteArray("/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m")
        << QByteArrayList{"/sentence_id",  "/result",        "/reasoning_content",      "/is_end",
                          "/is_truncated", "/finish_reason", "/usage/completion_tokens"}
        << QByteArrayList{"sentence_id=0 result= reasoning_content= think is_end=false is_truncated=false "
                          "completion_tokens=1",
                          "sentence_id=1 result= reasoning_content= hard is_end=false is_truncated=false "
                          "completion_tokens=2",
                          "sentence_id=2 result= one is_end=false is_truncated=false completion_tokens=3",
                          "sentence_id=3 result= two is_end=false is_truncated=false completion_tokens=4",
                          "sentence_id=4 result= six is_end=false is_truncated=false completion_tokens=5",
                          "sentence_id=5 result= is_end=true is_truncated=true finish_reason=length "
                          "completion_tokens=5"};
    QTest::newRow("tgi") << QByteArray("/generate_stream")
                         << QByteArrayList{"/index",
                                           "/token/text",
                                           "/token/special",
                                           "/generated_text",
                                           "/details/finish_reason",
                                           "/details/generated_tokens",
                                           "/details/input_length"}
                         << QByteArrayList{
                                "index=1 text= think special=false",
                                "index=2 text= hard special=false",
                                "index=3 text= one special=false",
                                "index=4 text= two special=false",
                                "index=5 text= six special=false",
                                "index=6 text=</s> special=true generated_text= think hard one two six "
                                "finish_reason=length generated_tokens=5 input_length=12"};
    QTest::newRow("llama.cpp") << QByteArray("/completion")
                               << QByteArrayList{"/content",          "/stop",
                                                 "/stop_type",        "/tokens_predicted",
                                                 "/tokens_evaluated", "/timings/prompt_ms"}
                               << QByteArrayList{
                                      "content= think stop=false tokens_predicted=1 tokens_evaluated=12",
                                      "content= hard stop=false tokens_predicted=2 tokens_evaluated=12",
                                      "content= one stop=false tokens_predicted=3 tokens_evaluated=12",
                                      "content= two stop=false tokens_predicted=4 tokens_evaluated=12",
                                      "content= six stop=false tokens_predicted=5 tokens_evaluated=12",
                                      "content= stop=true stop_type=limit tokens_predicted=5 "
                                      "tokens_evaluated=12 prompt_ms=2"};
}

void TestDialectStreams::streams()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, pointers);
    QFETCH(QByteArrayList, events);
    QCOMPARE(told(*written(path, sampleFacts(), FinishReason::Length, &sampleStages()), pointers), events);
}

void TestDialectStreams::responsesEvents()
{
    const std::unique_ptr<KeptEvents> kept =
        written("/v1/responses", sampleFacts(), FinishReason::Stop, &sampleStages());
    const KeptEvents &events = *kept;
    const QByteArrayList lines = told(events, {"/output_index", "/delta", "/text", "/part/text", "/item/type",
                                               "/item/status", "/response/status"});
    QCOMPARE(lines, (QByteArrayList{
                        "response.created status=in_progress",
                        "response.in_progress status=in_progress",
                        "response.output_item.added output_index=0 type=reasoning status=in_progress",
                        "response.reasoning_summary_part.added output_index=0 text=",
                        "response.reasoning_summary_text.delta output_index=0 delta= think",
                        "response.reasoning_summary_text.delta output_index=0 delta= hard",
                        "response.reasoning_summary_text.done output_index=0 text= think hard",
                        "response.reasoning_summary_part.done output_index=0 text= think hard",
                        "response.output_item.done output_index=0 type=reasoning status=completed",
                        "response.output_item.added output_index=1 type=message status=in_progress",
                        "response.content_part.added output_index=1 text=",
                        "response.output_text.delta output_index=1 delta= one",
                        "response.output_text.delta output_index=1 delta= two",
                        "response.output_text.delta output_index=1 delta= six",
                        "response.output_text.done output_index=1 text= one two six",
                        "response.content_part.done output_index=1 text= one two six",
                        "response.output_item.done output_index=1 type=message status=completed",
                        "response.completed status=completed",
                    }));
    for (qsizetype i = 0; i < events.datas.size(); ++i) {
        const QJsonObject event = events.object(i);
        QCOMPARE(event.value(u"type").toString().toUtf8(), events.names.at(i));
        QCOMPARE(event.value(u"sequence_number").toInt(-1), int(i));
    }
    const QJsonObject last = events.object(events.datas.size() - 1);
    QCOMPARE(at(last, "/response/output/0"), at(events.object(8), "/item"));
    QCOMPARE(at(last, "/response/output/1"), at(events.object(16), "/item"));
    QCOMPARE(at(last, "/response/output/1/content/0/text").toString(), QStringLiteral(" one two six"));
    QCOMPARE(at(last, "/response/usage/output_tokens").toInt(), 5);
    QCOMPARE(at(last, "/response/usage/input_tokens_details/cached_tokens").toInt(), 4);
    QCOMPARE(at(last, "/response/timings/queue_ms").toDouble(), 1.0);
    const std::unique_ptr<KeptEvents> cut = written("/v1/responses", sampleFacts(), FinishReason::Length);
    QCOMPARE(cut->names.last(), QByteArray("response.incomplete"));
    QCOMPARE(at(cut->object(cut->datas.size() - 1), "/response/incomplete_details/reason").toString(),
             QStringLiteral("max_output_tokens"));
}

void TestDialectStreams::toolCalls_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("name");   ///< Where the call's name stands in some event ...
    QTest::addColumn<QByteArray>("pieces"); ///< ... and its arguments, or pieces of them.
    QTest::addColumn<QByteArray>("finish"); ///< "POINTER=VALUE"
    QTest::addColumn<QByteArray>("whole");  ///< The arguments in a whole answer.
    const auto row = [](const char *path, const char *name, const char *pieces, const char *finish,
                        const char *whole) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(name) << QByteArray(pieces)
                            << QByteArray(finish) << QByteArray(whole);
    };
    row("/v1/chat/completions", "/choices/0/delta/tool_calls/0/function/name",
        "/choices/0/delta/tool_calls/0/function/arguments", "/choices/0/finish_reason=tool_calls",
        "/choices/0/message/tool_calls/0/function/arguments");
    row("/v1/responses", "/item/name", "/delta", "/response/status=completed", "/output/1/arguments");
    row("/v1/messages", "/content_block/name", "/delta/partial_json", "/delta/stop_reason=tool_use",
        "/content/1/input");
    row("/api/chat", "/message/tool_calls/0/function/name", "/message/tool_calls/0/function/arguments",
        "/done_reason=stop", "/message/tool_calls/0/function/arguments");
    row("/api/v1/services/aigc/text-generation/generation",
        "/output/choices/0/message/tool_calls/0/function/name",
        "/output/choices/0/message/tool_calls/0/function/arguments",
        "/output/choices/0/finish_reason=tool_calls",
        "/output/choices/0/message/tool_calls/0/function/arguments");
    row("/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m", "/function_call/name", "/function_call/arguments",
        "/finish_reason=function_call", "/function_call/arguments");
}

void TestDialectStreams::toolCalls()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, pieces);
    QFETCH(QByteArray, finish);
    QFETCH(QByteArray, whole);
    const QJsonObject arguments{{QStringLiteral("query"), QStringLiteral(" one two six")}};
    const auto parsed = [](const QJsonValue &value) {
        return value.isObject() ? value.toObject()
                                : QJsonDocument::fromJson(value.toString().toUtf8()).object();
    };
    AnswerFacts facts = sampleFacts(true);
    facts.asked.form = 3; // DashScope: incremental messages
    // Planned right, not known, and more than came: the pieces are JSON all the same.
    for (const quint32 planned : {3U, 0U, 5U}) {
        facts.contentTokens = planned;
        const std::unique_ptr<KeptEvents> kept = written(path, facts, FinishReason::ToolCall);
        const KeptEvents &events = *kept;
        QStringList names;
        QString joined;
        QJsonValue object;
        QString finished;
        for (qsizetype i = 0; i < events.datas.size(); ++i) {
            if (at(events.object(i), name).isString())
                names << at(events.object(i), name).toString();
            const QJsonValue piece = at(events.object(i), pieces);
            const bool isReasoning = events.names.at(i).contains("reasoning");
            joined += isReasoning ? QString() : piece.toString();
            object = piece.isObject() ? piece : object;
            const QString reason = at(events.object(i), finish.left(finish.indexOf('='))).toString();
            finished = reason.isEmpty() || reason == u"null" ? finished : reason;
        }
        QVERIFY(!names.isEmpty());
        for (const QString &called : names)
            QCOMPARE(called, QStringLiteral("look_up"));
        QCOMPARE(parsed(object.isObject() ? object : QJsonValue(joined)), arguments);
        QCOMPARE(finished.toUtf8(), finish.mid(finish.indexOf('=') + 1));
    }
    QCOMPARE(parsed(at(wholeObject(path, facts, sampleWhole(FinishReason::ToolCall)), whole)), arguments);
}

void TestDialectStreams::failing_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *path, const char *name, const char *message) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(name) << QByteArray(message);
    };
    row("/v1/chat/completions", "", "/error/message");
    row("/v1/completions", "", "/error/message");
    row("/v1/responses", "error", "/message");
    row("/v1/messages", "error", "/error/message");
    row("/api/chat", "", "/error");
    row("/api/generate", "", "/error");
    row("/api/v1/services/aigc/text-generation/generation", "error", "/message");
    row("/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m", "", "/error_msg");
    row("/generate_stream", "", "/error");
    row("/completion", "", "/error/message");
}

void TestDialectStreams::failing()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, message);
    KeptEvents events;
    const std::unique_ptr<StreamWriter> writer = dialectAt(path).streamWriter(sampleFacts());
    writer->begin(events, 3);
    writer->tokens(events, " a", 1, false);
    writer->fail(events, "it \"broke\"\n");
    QCOMPARE(events.names.last(), name);
    QCOMPARE(at(events.object(events.datas.size() - 1), message).toString(),
             QStringLiteral("it \"broke\"\n"));
    for (const QByteArray &data : events.datas)
        QVERIFY2(!data.contains('\n'), data.constData());
}

void TestDialectStreams::dashScopeFrames()
{
    const Dialect &dialect = dialectAt("/api/v1/services/aigc/text-generation/generation");
    EventFramer framer(Framing::Sse);
    const std::unique_ptr<StreamWriter> writer = dialect.streamWriter(sampleFacts());
    writer->begin(framer, 3);
    writer->tokens(framer, " one", 1, false);
    writer->tokens(framer, " two", 1, false);
    writer->fail(framer, "it broke");
    const QByteArrayList frames =
        QByteArray(framer.bytes().data(), qsizetype(framer.bytes().size())).split('\n');
    QCOMPARE(frames.size(), 3 * 5 + 1);
    for (int i = 0; i < 3; ++i) {
        const QByteArrayList frame = frames.mid(i * 5, 5);
        QCOMPARE(frame[0], "id:" + QByteArray::number(i + 1));
        QCOMPARE(frame[1], i < 2 ? QByteArray("event:result") : QByteArray("event:error"));
        QCOMPARE(frame[2], i < 2 ? QByteArray(":HTTP_STATUS/200") : QByteArray(":HTTP_STATUS/500"));
        QVERIFY2(frame[3].startsWith(i < 2 ? R"(data:{"output":)" : R"(data:{"code":"InternalError",)"),
                 frame[3].constData());
        QVERIFY(QJsonDocument::fromJson(frame[3].mid(5)).isObject());
        QCOMPARE(frame[4], QByteArray());
    }
    const DialectRefusal refusal = dialect.refused(400, "invalid_request", "no", true);
    QCOMPARE(refusal.status, 400);
    QCOMPARE(QByteArray::fromStdString(refusal.body),
             QByteArray("id:1\nevent:error\n:HTTP_STATUS/400\n"
                        "data:{\"code\":\"InvalidParameter\",\"message\":\"no\"}\n\n"));
    QVERIFY(refusal.contentType.starts_with("text/event-stream"));
}

void TestDialectStreams::cumulativeDashScope()
{
    const QByteArray path = "/api/v1/services/aigc/text-generation/generation";
    const QByteArrayList pointers{"/output/text",
                                  "/output/finish_reason",
                                  "/output/choices/0/message/content",
                                  "/output/choices/0/message/reasoning_content",
                                  "/output/choices/0/finish_reason",
                                  "/usage/output_tokens"};
    AnswerFacts facts = sampleFacts();
    QCOMPARE(told(*written(path, facts, FinishReason::Stop), pointers),
             (QByteArrayList{"result text= think finish_reason=null output_tokens=1",
                             "result text= think hard finish_reason=null output_tokens=2",
                             "result text= think hard one finish_reason=null output_tokens=3",
                             "result text= think hard one two finish_reason=null output_tokens=4",
                             "result text= think hard one two six finish_reason=null output_tokens=5",
                             "result text= think hard one two six finish_reason=stop output_tokens=5"}));
    facts.asked.form = 3;
    QCOMPARE(told(*written(path, facts, FinishReason::Length), pointers),
             (QByteArrayList{"result content= reasoning_content= think finish_reason=null output_tokens=1",
                             "result content= reasoning_content= hard finish_reason=null output_tokens=2",
                             "result content= one reasoning_content= finish_reason=null output_tokens=3",
                             "result content= two reasoning_content= finish_reason=null output_tokens=4",
                             "result content= six reasoning_content= finish_reason=null output_tokens=5",
                             "result content= reasoning_content= finish_reason=length output_tokens=5"}));
}

void TestDialectStreams::timingsWithoutUsage()
{
    AnswerFacts facts = sampleFacts();
    facts.asked.includeUsage = false;
    for (const char *path : {"/v1/chat/completions", "/v1/completions"}) {
        const std::unique_ptr<KeptEvents> events = written(path, facts, FinishReason::Stop, &sampleStages());
        const QJsonObject last = events->object(events->datas.size() - 2);
        QCOMPARE(at(last, "/choices/0/finish_reason").toString(), QStringLiteral("stop"));
        QCOMPARE(at(last, "/timings/prompt_ms").toDouble(), 2.0);
        QVERIFY(at(last, "/usage").isUndefined());
    }
}

QTEST_GUILESS_MAIN(TestDialectStreams)
#include "tst_dialectstreams.moc"
