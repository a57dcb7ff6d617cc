// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"

#include <QTest>

using namespace weir;

namespace {

std::shared_ptr<const DecoderFactory> openAi()
{
    return *DecoderFactory::compile(*findVendor(QStringLiteral("openai-chat")));
}

ResponseHead head(const QByteArray &type, int status = 200)
{
    return {status, {{"Content-Type", type}}};
}

/// One event as a comparable text.
QString told(const StreamEvent &event)
{
    QStringList parts;
    const char *const kinds[] = {"content", "reasoning", "refusal", "tool"};
    if (event.chunk)
        parts << QStringLiteral("%1:%2").arg(QLatin1String(kinds[int(*event.chunk)])).arg(event.textLength);
    if (!event.text.isEmpty())
        parts << QStringLiteral("text=") + QString::fromUtf8(event.text);
    if (!event.reasoningText.isEmpty())
        parts << QStringLiteral("reasoning=") + QString::fromUtf8(event.reasoningText);
    if (event.finishReason)
        parts << QStringLiteral("finish=") + *event.finishReason;
    const auto number = [](const std::optional<quint64> &value) {
        return value ? QString::number(*value) : QStringLiteral("-");
    };
    if (const std::optional<Usage> &usage = event.usage)
        parts << QStringLiteral("usage=%1/%2/%3/%4")
                     .arg(number(usage->input), number(usage->cachedInput), number(usage->output),
                          number(usage->reasoning));
    if (event.usage && event.usage->unreadable != 0)
        parts << QStringLiteral("unreadable=%1").arg(event.usage->unreadable);
    if (event.timing && event.timing->inference)
        parts << QStringLiteral("inference=%1").arg(event.timing->inference->count());
    if (event.isError)
        parts << (event.isRateLimit ? QStringLiteral("rate(") : QStringLiteral("error(")) + event.errorCode +
                     u'|' + event.errorMessage.english() + u')';
    if (event.isMalformed)
        parts << (event.isForeign ? QStringLiteral("foreign ") + event.errorCode
                  : event.isIncomplete
                      ? QStringLiteral("incomplete")
                      : QStringLiteral("malformed ") + event.errorMessage.english().section(u':', 0, 0));
    if (event.isTerminator)
        parts << QStringLiteral("end");
    if (event.isComment)
        parts << QStringLiteral("comment");
    return parts.join(u' ');
}

QStringList decoded(const DecoderFactory &factory, const Opening &opening, const QByteArrayList &chunks,
                    bool streamed = true)
{
    const std::unique_ptr<Decoder> decoder = factory.decoderFor(opening, streamed);
    QStringList events;
    const Decoder::Sink sink = [&events](const StreamEvent &event) { events << told(event); };
    for (QByteArray chunk : chunks) {
        chunk.detach();
        decoder->feed(chunk, sink);
        chunk.fill('#');
    }
    decoder->finish(sink);
    return events;
}

} // namespace

class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openAiEvents_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("event");
        const auto row = [](const char *name, const char *data, const char *event) {
            QTest::newRow(name) << QByteArray(data) << QString::fromUtf8(event);
        };
        row("role", R"({"choices":[{"delta":{"role":"assistant","content":""}}]})", "");
        row("null content", R"({"choices":[{"delta":{"content":null}}],"usage":null})", "");
        row("content", R"({"choices":[{"delta":{"content":"wäre"}}]})", "content:5 text=wäre");
        row("escapes", "{\"choices\":[{\"delta\":{\"content\":\"\\u00e4\\n\"}}]}", "content:3 text=ä\n");
        row("two choices", R"({"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]})",
            "content:2 text=ab");
        row("reasoning_content", R"({"choices":[{"delta":{"reasoning_content":"hm"}}]})",
            "reasoning:2 reasoning=hm");
        row("reasoning", R"({"choices":[{"delta":{"reasoning":"hm","content":""}}]})",
            "reasoning:2 reasoning=hm");
        row("both", R"({"choices":[{"delta":{"reasoning":"hm","content":"a"}}]})",
            "content:3 text=a reasoning=hm");
        row("refusal", R"({"choices":[{"delta":{"refusal":"no"}}]})", "refusal:2 text=no");
        row("tool name",
            R"({"choices":[{"delta":{"tool_calls":[{"function":{"name":"get","arguments":""}}]}}]})",
            "tool:3");
        row("tool arguments", R"({"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"abc"}}]}}]})",
            "tool:3");
        row("finish", R"({"choices":[{"delta":{},"finish_reason":"stop"}]})", "finish=stop");
        row("usage",
            R"({"choices":[],"usage":{"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens":7,"completion_tokens_details":{"reasoning_tokens":2}}})",
            "usage=9/4/7/2");
        row("usage in the choice",
            R"({"choices":[{"index":0,"delta":{},"usage":{"prompt_tokens":37,"completion_tokens":12}}]})",
            "usage=37/-/12/-");
        row("usage of two choices",
            R"({"choices":[{"index":0,"usage":{"completion_tokens":5}},{"index":1,"usage":{"completion_tokens":7}}]})",
            "usage=-/-/12/-");
        row("usage in both places",
            R"({"usage":{"completion_tokens":12},"choices":[{"index":0,"usage":{"completion_tokens":12}}]})",
            "usage=-/-/12/-");
        row("usage in both, the other way round",
            R"({"choices":[{"index":0,"usage":{"completion_tokens":12}}],"usage":{"completion_tokens":13}})",
            "usage=-/-/13/-");
        row("usage in digits", R"({"usage":{"prompt_tokens":"9","completion_tokens":"12"}})",
            "usage=9/-/12/-");
        row("usage of whole fractions", R"({"usage":{"completion_tokens":12.0}})", "usage=-/-/12/-");
        row("usage of null", R"({"usage":{"prompt_tokens":9,"completion_tokens":null}})", "usage=9/-/-/-");
        for (const char *nonsense : {"-3", "12.5", "\"12.5\"", "\"many\"", "\"\"", "\" 12\"", "true", "[12]",
                                     "{\"n\":12}", "9223372036854775808", "18446744073709551616",
                                     "123456789012345678901234567890", "1e15", "100000001"}) {
            const QByteArray document = QByteArray(R"({"usage":{"completion_tokens":)") + nonsense + "}}";
            row(nonsense, document.constData(), "usage=-/-/-/- unreadable=4");
        }
        row("timings", R"({"choices":[],"timings":{"prompt_ms":1.5,"predicted_ms":2}})", "inference=3500000");
        row("error", R"({"error":{"message":"broke","type":"server_error","code":null}})",
            "error(server_error|broke)");
        row("error text", R"({"error":"broke"})", "error(|broke)");
        row("null error", R"({"error":null,"choices":[{"delta":{"content":"a"}}]})", "content:1 text=a");
        row("rate error", R"({"error":{"message":"slow","type":"requests","code":"rate_limit_exceeded"}})",
            "rate(rate_limit_exceeded|slow)");
        row("business code", R"({"code":1001,"message":"bad"})", "error(1001|bad)");
        row("business rate", R"({"code":429,"msg":"slow"})", "rate(429|slow)");
        row("code 0", R"({"code":0,"choices":[{"delta":{"content":"a"}}]})", "content:1 text=a");
        row("code success", R"({"code":"success"})", "");
        row("code 200", R"({"code":200})", "");
        row("terminator", "[DONE]", "end");
        row("wrong types", R"({"choices":{"delta":3},"usage":[1],"error":false})", "");
        row("not an object", "17", "");
        row("empty", "", "comment");
        row("bad JSON", R"({"choices":[})", "malformed Byte 19");
    }
    void openAiEvents()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, event);
        QCOMPARE(decoded(*openAi(), head("text/event-stream; charset=utf-8"), {"data: " + data + "\n\n"}),
                 QStringList{event});
    }

    void halvesOfACharacterAreJoined()
    {
        const auto word = [](const char *text) {
            return "data: {\"choices\":[{\"delta\":{\"content\":\"" + QByteArray(text) + "\"}}]}\n\n";
        };
        const auto events = [&word](std::initializer_list<const char *> texts) {
            QByteArray stream;
            for (const char *text : texts)
                stream += word(text);
            return decoded(*openAi(), head("text/event-stream"), {stream});
        };
        QCOMPARE(events({R"(a\ud83d)", R"(\ude00b)"}),
                 QStringList({u"content:1 text=a"_qs, u"content:5 text=😀b"_qs}));
        // Half a character is a token like another; its text comes with the other half.
        QCOMPARE(events({R"(\ud83d)", "", R"(\ude00)"}),
                 QStringList({u"content:0"_qs, QString(), u"content:4 text=😀"_qs}));
        QCOMPARE(events({R"(\ud83d\ude00)", R"(\\ud83d)"}),
                 QStringList({u"content:4 text=😀"_qs, u"content:6 text=\\ud83d"_qs}));
        // Halves that nothing joins, as every JSON reader takes them.
        QCOMPARE(events({R"(a\ude00)"}), QStringList({u"content:4 text=a\ufffd"_qs}));
        QCOMPARE(events({R"(\ud83d!)", R"(\ude00)"}),
                 QStringList({u"content:4 text=\ufffd!"_qs, u"content:3 text=\ufffd"_qs}));
        QVERIFY(events({R"(\ud83d\x)"}).at(0).startsWith(u"malformed"));
        QCOMPARE(decoded(*openAi(), head("text/event-stream"),
                         {"data: {\"choices\":[{\"delta\":{\"reasoning\":\"\\ud83d\"}}]}\n\n"}),
                 QStringList{u"reasoning:0"_qs});
    }

    void everySplitGivesTheSame()
    {
        QFile file(QStringLiteral(WEIR_TEST_DATA "/sse/openai.sse"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QStringList whole = decoded(*openAi(), head("text/event-stream"), {bytes});
        QCOMPARE(whole, (QStringList{QStringLiteral("comment"),
                                     {},
                                     QStringLiteral("content:5 text=Wäre"),
                                     QStringLiteral("content:5 text= 🌊 finish=stop"),
                                     QStringLiteral("end")}));
        for (qsizetype i = 0; i < bytes.size(); ++i)
            QCOMPARE(decoded(*openAi(), head("text/event-stream"), {bytes.left(i), bytes.mid(i)}), whole);
    }

    void errorEventsAndMalformed()
    {
        const ResponseHead sse = head("text/event-stream");
        QCOMPARE(decoded(*openAi(), sse, {"event: error\ndata: {\"message\":\"x\"}\n\n"}),
                 QStringList{QStringLiteral("error(|x)")});
        QCOMPARE(decoded(*openAi(), sse, {"data: {]\n\ndata: [DONE]\n\n", "data: [DONE]\n\n"}).size(), 1);
        const QByteArray deep = "data: " + QByteArray(1000, '[') + QByteArray(1000, ']') + "\n\n";
        QVERIFY(decoded(*openAi(), sse, {deep}).first().startsWith(QStringLiteral("malformed")));
        // Growing events reuse one buffer, and short ones after long ones see nothing of them.
        QByteArray stream;
        for (int size = 1; size < 3000; size += 500)
            stream += "data: {\"choices\":[{\"delta\":{\"content\":\"" + QByteArray(size, 'a') +
                      "\"}}]}\n\ndata: {}\n\n";
        const QStringList events = decoded(*openAi(), sse, {stream});
        QCOMPARE(events.size(), 12);
        QCOMPARE(events.at(10), QStringLiteral("content:2501 text=") + QString(2501, u'a'));
        QCOMPARE(events.at(11), QString());
    }

    void messages()
    {
        const WebSocketOpening open{head({}, 101)};
        const QByteArray word = R"({"choices":[{"delta":{"content":"hi"}}]})";
        QCOMPARE(decoded(*openAi(), open, {word, word, " ", "[DONE]"}),
                 QStringList({QStringLiteral("content:2 text=hi"), QStringLiteral("content:2 text=hi"),
                              QStringLiteral("comment"), QStringLiteral("end")}));
        // A message is an event, whole or broken; a place counts from the first byte of the first one.
        QCOMPARE(decoded(*openAi(), open, {word, word.first(12), word.sliced(12)}),
                 QStringList({QStringLiteral("content:2 text=hi"), QStringLiteral("malformed Byte 52")}));
        QCOMPARE(decoded(*openAi(), open, {R"({"error":{"message":"no","code":"busy"}})"}),
                 QStringList{QStringLiteral("error(busy|no)")});
        const QByteArray answer = R"({"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]})";
        QCOMPARE(decoded(*openAi(), open, {answer}, false),
                 QStringList{QStringLiteral("content:2 text=hi finish=stop end")});
    }

    void wholeAnswers()
    {
        const QByteArray answer =
            R"({"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}})";
        const ResponseHead json = head("application/json");
        QCOMPARE(decoded(*openAi(), json, {answer.left(9), answer.mid(9)}),
                 QStringList{QStringLiteral("content:2 text=hi finish=stop usage=1/-/2/- end")});
        QCOMPARE(decoded(*openAi(), json, {R"({"code":1001,"message":"bad"})"}),
                 QStringList{QStringLiteral("error(1001|bad)")});
        QCOMPARE(decoded(*openAi(), json, {answer.left(20)}), QStringList{QStringLiteral("incomplete")});
        // Nothing came: how it ended decides.
        QCOMPARE(decoded(*openAi(), json, {}), QStringList());
        // The bytes decide, not what they are called.
        QCOMPARE(decoded(*openAi(), head("text/html"), {answer}),
                 QStringList{QStringLiteral("content:2 text=hi finish=stop usage=1/-/2/- end")});
        QCOMPARE(decoded(*openAi(), json, {"<html>", "</html>"}), QStringList{QStringLiteral("foreign ")});
        QCOMPARE(decoded(*openAi(), json, {"<html>" + QByteArray(5000, 'x'), "more"}),
                 QStringList{QStringLiteral("foreign ")});
        QCOMPARE(decoded(*openAi(), ResponseHead{200, {{"Content-Encoding", "identity, GZIP"}}}, {"x", "y"}),
                 QStringList{QStringLiteral("foreign gzip")});
        QCOMPARE(decoded(*openAi(), head({}), {}), QStringList());
    }

    void errorBodies()
    {
        QCOMPARE(
            decoded(*openAi(), head("application/json", 429), {R"({"error":{"message":"slow","code":"x"}})"}),
            QStringList{QStringLiteral("error(x|slow)")});
        QCOMPARE(decoded(*openAi(), head("text/html", 502), {"<h1>Bad\n gateway"}),
                 QStringList{QStringLiteral("error(|<h1>Bad gateway)")});
        // DashScope refuses streams like this, and calls it JSON or a stream.
        const QByteArray frame =
            "id:1\nevent:error\n:HTTP_STATUS/400\ndata:{\"code\":\"x\",\"message\":\"no\"}";
        for (const char *type : {"application/json", "text/event-stream"}) {
            QCOMPARE(decoded(*openAi(), head(type, 400), {frame}),
                     QStringList{QStringLiteral("error(x|no)")});
            QCOMPARE(decoded(*openAi(), head(type, 400), {frame, "\n\n"}),
                     QStringList{QStringLiteral("error(x|no)")});
        }
        QCOMPARE(decoded(*openAi(), head("text/event-stream", 500), {"data:\n\ndata: {"}),
                 QStringList{QStringLiteral("error(|data: data: {)")});
    }

    void aVendorNeedsOnlyAFile()
    {
        QFile file(QStringLiteral(WEIR_TEST_DATA "/vendors/invented.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const VendorReading reading = vendorFromJson(file.readAll());
        QVERIFY2(reading.problems.empty(),
                 reading.problems.empty() ? "" : qPrintable(reading.problems.front().path));
        const auto factory = DecoderFactory::compile(reading.preset);
        QVERIFY(factory.ok());
        const QByteArray lines = "{\"parts\":[{\"think\":\"hm\"}]}\r\n\n{\"parts\":[{\"say\":\"a\"},{\"say\":"
                                 "\"b\",\"think\":\"no\"}]}\n"
                                 "{\"oops\":{\"no\":\"slow-down\",\"text\":\"t\"}}\n{\"count\":{\"in\":3,"
                                 "\"out\":4},\"took\":5,\"why\":\"eos\",\"last\":true}";
        const QStringList events{QStringLiteral("reasoning:2 reasoning=hm"),
                                 QStringLiteral("content:2 text=ab"), QStringLiteral("rate(slow-down|t)"),
                                 QStringLiteral("finish=eos usage=3/-/4/- inference=5000 end")};
        for (qsizetype i = 0; i <= lines.size(); ++i)
            QCOMPARE(decoded(**factory, head("application/x-ndjson"), {lines.left(i), lines.mid(i)}), events);
        QCOMPARE(decoded(**factory, head("application/x-ndjson"), {"{\"parts\":["}), QStringList());
        QCOMPARE(decoded(**factory, head("application/x-ndjson"), {"{]\n{}\n"}).size(), 1);
    }

    void textRulesOfOtherVendors()
    {
        VendorPreset preset;
        preset.stream.content = {QStringLiteral("/text")};
        preset.stream.reasoning = {QStringLiteral("/hm")};
        preset.stream.textKind = {QStringLiteral("/kind"),
                                  QStringList{QStringLiteral("think"), QStringLiteral("muse")},
                                  QStringList{QStringLiteral("no")}, QStringList{QStringLiteral("call")}};
        preset.stream.skipText = {QStringLiteral("/special"), QStringList{QStringLiteral("true")}};
        preset.stream.finishReason = {QStringLiteral("/why")};
        preset.stream.noFinishReason = QStringList{QStringLiteral("null")};
        preset.stream.usage.input = {QStringLiteral("/in"), QStringLiteral("/start/in")};
        preset.stream.usage.cachedInput = {QStringLiteral("/cached")};
        preset.stream.usage.cachedInputApart = true;
        const auto factory = DecoderFactory::compile(preset);
        QVERIFY(factory.ok());
        const auto row = [&factory](const char *json, const char *event) {
            QCOMPARE(decoded(**factory, head("text/event-stream"), {"data: " + QByteArray(json) + "\n\n"}),
                     QStringList{QString::fromLatin1(event)});
        };
        row(R"({"text":"ab"})", "content:2 text=ab");
        row(R"({"kind":"other","text":"ab"})", "content:2 text=ab");
        row(R"({"text":"ab","kind":"think"})", "reasoning:2 reasoning=ab");
        row(R"({"kind":"muse","text":"ab","hm":"c"})", "reasoning:3 reasoning=abc");
        row(R"({"kind":"no","text":"ab"})", "refusal:2 text=ab");
        row(R"({"kind":"call","text":"ab"})", "tool:2");
        row(R"({"kind":"think"})", "");
        row(R"({"kind":7,"text":"ab"})", "content:2 text=ab");
        row(R"({"text":"ab","hm":"c","special":true,"why":"eos"})", "finish=eos");
        row(R"({"text":"ab","special":false,"why":"null"})", "content:2 text=ab");
        row(R"({"in":5,"cached":3})", "usage=8/3/-/-");
        row(R"({"start":{"in":5}})", "usage=5/-/-/-");
        row(R"({"cached":3})", "usage=-/3/-/-");
    }

    void rulesBesideTheText()
    {
        VendorPreset preset;
        preset.stream.content = {QStringLiteral("/text")};
        preset.stream.media = {QStringLiteral("/sound")};
        preset.stream.finishReason = {QStringLiteral("/why/*")};
        preset.stream.failingFinishReasons = QStringList{QStringLiteral("abort")};
        preset.stream.repeatText = {QStringLiteral("/kind"), QStringList{QStringLiteral("all")}};
        preset.stream.error.mark = {QStringLiteral("/kind"), QStringList{QStringLiteral("oops")}};
        preset.stream.error.message = {QStringLiteral("/say")};
        preset.stream.usage.input = {QStringLiteral("/in")};
        preset.stream.usage.inputApart = {QStringLiteral("/written")};
        preset.stream.businessCode.at = {QStringLiteral("/code"), QStringLiteral("/base/code")};
        const auto factory = DecoderFactory::compile(preset);
        QVERIFY(factory.ok());
        const auto row = [&factory](const QByteArrayList &documents, const QStringList &events) {
            QByteArray stream;
            for (const QByteArray &document : documents)
                stream += "data: " + document + "\n\n";
            QCOMPARE(decoded(**factory, head("text/event-stream"), {stream}), events);
        };
        row({R"({"sound":"abcd"})"}, {u"content:4"_qs});
        row({R"({"sound":[1],"text":""})"}, {QString()});
        row({R"({"text":"ab","kind":"all"})"}, {u"content:2 text=ab"_qs});
        row({R"({"text":"ab"})", R"({"text":"ab","kind":"all"})"}, {u"content:2 text=ab"_qs, QString()});
        row({R"({"kind":"oops","say":"no"})"}, {u"error(|no)"_qs});
        row({R"({"why":["stop","abort"],"text":"a"})"},
            {u"content:1 text=a finish=stop error(abort|The answer ended with the finish reason \"abort\", which means that it failed.)"_qs});
        row({R"({"in":5,"written":7})", R"({"written":7})"}, {u"usage=12/-/-/-"_qs, QString()});
        row({R"({"code":0,"base":{"code":3}})", R"({"code":0,"base":{"code":0}})"},
            {u"error(3|)"_qs, QString()});
    }

    void tooLongIsWeirsOwnBound()
    {
        const auto factory = DecoderFactory::compile(*findVendor(QStringLiteral("openai-chat")), 32);
        QVERIFY(factory.ok());
        for (const auto &[type, bytes] :
             {std::pair<QByteArray, QByteArray>{"text/event-stream", "data: "}, {"application/json", "{"}}) {
            const std::unique_ptr<Decoder> decoder = (*factory)->decoderFor(head(type), true);
            int tooLarge = 0;
            const Decoder::Sink sink = [&tooLarge](const StreamEvent &event) {
                tooLarge += event.isTooLarge && event.isMalformed ? 1 : 0;
            };
            decoder->feed(bytes + QByteArray(40, 'x'), sink);
            decoder->feed("\n\n", sink);
            decoder->finish(sink);
            QCOMPARE(tooLarge, 1);
        }
    }

    void badPointersAreRefused()
    {
        VendorPreset preset = *findVendor(QStringLiteral("openai-chat"));
        preset.stream.content = {QStringLiteral("choices/0")};
        QVERIFY(!DecoderFactory::compile(preset).ok());
        preset.stream.content = {QStringLiteral("/a~2")};
        QVERIFY(!DecoderFactory::compile(preset).ok());
    }
};

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
