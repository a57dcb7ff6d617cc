// SPDX-License-Identifier: GPL-3.0-or-later
// What every dialect makes of requests, good and bad, and how it says no.
#include "service/dialects/listings.h"
#include "support/dialecttools.h"

#include <QTest>

using namespace weir;
using namespace weir::test;

namespace {

/// A request as one line; a refusal as "STATUS: MESSAGE", the message cut at its first 24 characters.
QString told(const std::variant<AskedRequest, DialectRefusal> &read)
{
    if (const auto *refusal = std::get_if<DialectRefusal>(&read))
        return QStringLiteral("refused %1").arg(refusal->status);
    const AskedRequest &asked = std::get<AskedRequest>(read);
    QString line = QString::fromStdString(asked.model) + QStringLiteral(" tokens=%1").arg(asked.promptTokens);
    const auto add = [&line](bool is, const QString &text) {
        if (is)
            line += u' ' + text;
    };
    add(asked.stream, QStringLiteral("stream"));
    add(asked.includeUsage, QStringLiteral("usage"));
    add(asked.maxTokens.has_value(), QStringLiteral("max=%1").arg(asked.maxTokens.value_or(0)));
    add(asked.priority.has_value(), QStringLiteral("priority=%1").arg(asked.priority.value_or(0)));
    add(asked.offersTools, QStringLiteral("tool=") + QString::fromStdString(asked.toolName));
    add(asked.embedding, QStringLiteral("embed=%1x%2").arg(asked.inputs).arg(asked.dimensions));
    add(asked.background, QStringLiteral("background"));
    add(asked.form != 0, QStringLiteral("form=%1").arg(asked.form));
    return line;
}

std::variant<AskedRequest, DialectRefusal> readBody(const QByteArray &target, const QByteArray &body,
                                                    const HeaderMap &headers = {}, bool keepText = false)
{
    static const Dialects dialects;
    return dialects.find(view(target))->read(view(target), lookupIn(headers), view(body), keepText);
}

} // namespace

class TestDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void headersOfDashScope();
    void promptTextAndHash();
    void largeBodiesLeaveTheParserUsable();
    void paths();
    void listings();
};

void TestDialects::requests_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QByteArray target;
    const auto row = [&target](const char *body, const char *expected) {
        const QByteArray name = target.mid(target.lastIndexOf('/')) + ' ' + body;
        QTest::newRow(name.constData()) << target << QByteArray(body) << QString::fromUtf8(expected);
    };

    target = "/v1/chat/completions";
    row(R"({"messages":[{"role":"user","content":"12345678"}]})", "weir-reference tokens=2");
    row(R"({"model":"m","messages":[{"content":"a"}],"stream":true})", "m tokens=1 stream");
    row(R"({"messages":[{"content":"a"}],"stream":true,"stream_options":{"include_usage":true}})",
        "weir-reference tokens=1 stream usage");
    row(R"({"messages":[{"content":[{"type":"text","text":"12345678"},{"type":"image_url"}]}]})",
        "weir-reference tokens=2");
    row(R"({"messages":[{"content":null}],"max_tokens":7,"max_completion_tokens":9,"stream":null})",
        "weir-reference tokens=1 max=9");
    row(R"({"messages":[{"content":"a"}],"max_tokens":99999999999})",
        "weir-reference tokens=1 max=4294967295");
    row(R"({"messages":[{"content":"a"}],"priority":-5})", "weir-reference tokens=1 priority=5");
    row(R"({"messages":[{"content":"a"}],"tools":[{"type":"function","function":{"name":"get_it"}},
        {"function":{"name":"b"}}]})",
        "weir-reference tokens=1 tool=get_it");
    row(R"({"messages":[{"content":"a"}],"tools":[{"type":"builtin"}]})", "weir-reference tokens=1");
    row(R"({"messages":[]})", "refused 400");
    row(R"({"messages":["a"]})", "refused 400");
    row(R"({"messages":[{"content":3}]})", "refused 400");
    row(R"({"messages":[{"content":[3]}]})", "refused 400");
    row(R"({"messages":{"content":"a"}})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"stream":"yes"})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"stream_options":true})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"max_tokens":0})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"max_tokens":1.5})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"max_completion_tokens":-1})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"model":["m"]})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"priority":1001})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"tools":{}})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"tools":["a"]})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"tools":[{"function":"a"}]})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"tools":[{"function":{"name":"a\"b"}}]})", "refused 400");
    row(R"({"messages":[{"content":"a"}],"tools":[{"function":{"name":""}}]})", "refused 400");

    target = "/v1/completions";
    row(R"({"prompt":"12345678"})", "weir-reference tokens=2");
    row(R"({"prompt":["1234","5678"],"max_tokens":3})", "weir-reference tokens=2 max=3");
    row(R"({"prompt":[1,2,3]})", "weir-reference tokens=3");
    row(R"({"prompt":[[1,2],[3]],"stream":true})", "weir-reference tokens=3 stream");
    row(R"({"prompt":""})", "weir-reference tokens=1");
    row(R"({"prompt":null})", "refused 400");
    row(R"({"prompt":{}})", "refused 400");
    row(R"({"prompt":[]})", "refused 400");
    row(R"({"prompt":["a",1]})", "refused 400");
    row(R"({"prompt":[[1,"a"]]})", "refused 400");
    row(R"({"prompt":[-1]})", "refused 400");
    row(R"({"prompt":"a","stream_options":[]})", "refused 400");

    target = "/v1/responses";
    row(R"({"input":"12345678"})", "weir-reference tokens=2 usage");
    row(R"({"model":"m","input":[{"role":"user","content":"1234"}],"instructions":"5678"})",
        "m tokens=2 usage");
    row(R"({"input":[{"role":"user","content":[{"type":"input_text","text":"12345678"}]}],"stream":true})",
        "weir-reference tokens=2 stream usage");
    row(R"({"input":[{"type":"function_call_output","output":"x"}],"max_output_tokens":4})",
        "weir-reference tokens=1 usage max=4");
    row(R"({"input":"a","background":true})", "weir-reference tokens=1 usage background");
    row(R"({"input":"a","tools":[{"type":"web_search"},{"type":"function","name":"f-1"}]})",
        "weir-reference tokens=1 usage tool=f-1");
    row(R"({"input":3})", "refused 400");
    row(R"({"input":[]})", "refused 400");
    row(R"({"input":["a"]})", "refused 400");
    row(R"({"input":"a","instructions":7})", "refused 400");
    row(R"({"input":"a","background":1})", "refused 400");
    row(R"({"input":"a","max_output_tokens":"4"})", "refused 400");
    row(R"({"input":"a","tools":[{"type":"function","name":3}]})", "refused 400");

    target = "/v1/embeddings";
    row(R"({"input":"12345678"})", "weir-reference tokens=2 usage embed=1x256");
    row(R"({"input":["a","b"],"dimensions":8})", "weir-reference tokens=1 usage embed=2x8");
    row(R"({"input":[5,6,7],"encoding_format":"base64"})",
        "weir-reference tokens=3 usage embed=1x256 form=1");
    row(R"({"input":[[5],[6,7]],"encoding_format":"float","model":"e"})", "e tokens=3 usage embed=2x256");
    row(R"({"input":"a","stream":true})", "weir-reference tokens=1 usage embed=1x256");
    row(R"({"input":[]})", "refused 400");
    row(R"({"input":{}})", "refused 400");
    row(R"({"input":"a","dimensions":0})", "refused 400");
    row(R"({"input":"a","dimensions":4097})", "refused 400");
    row(R"({"input":"a","encoding_format":"hex"})", "refused 400");
    row(R"({"input":"a","encoding_format":1})", "refused 400");
    row(R"({"input":[true]})", "refused 400");
    QByteArray many = R"({"dimensions":1024,"input":["a")";
    many += QByteArray(R"(,"a")").repeated(1024) + "]}";
    QTest::newRow("too many numbers") << target << many << QStringLiteral("refused 400");
    many = R"({"dimensions":1,"input":["a")" + QByteArray(R"(,"a")").repeated(2048) + "]}";
    QTest::newRow("too many inputs") << target << many << QStringLiteral("refused 400");

    target = "/v1/messages";
    row(R"({"model":"m","max_tokens":5,"messages":[{"role":"user","content":"12345678"}]})",
        "m tokens=2 usage max=5");
    row(R"({"max_tokens":5,"messages":[{"content":"1234"}],"system":"5678","stream":true})",
        "weir-reference tokens=2 stream usage max=5");
    row(R"({"max_tokens":5,"messages":[{"content":[{"type":"tool_result","content":"1234"}]}],
        "system":[{"type":"text","text":"5678"}]})",
        "weir-reference tokens=2 usage max=5");
    row(R"({"max_tokens":5,"messages":[{"content":"a"}],"tools":[{"name":"t","input_schema":{}}]})",
        "weir-reference tokens=1 usage max=5 tool=t");
    row(R"({"messages":[{"content":"a"}]})", "refused 400");
    row(R"({"max_tokens":0,"messages":[{"content":"a"}]})", "refused 400");
    row(R"({"max_tokens":5})", "refused 400");
    row(R"({"max_tokens":5,"messages":"a"})", "refused 400");
    row(R"({"max_tokens":5,"messages":[{"content":"a"}],"system":{}})", "refused 400");
    row(R"({"max_tokens":5,"messages":[{"content":"a"}],"stream":0})", "refused 400");
    row(R"({"max_tokens":5,"messages":[{"content":"a"}],"tools":"t"})", "refused 400");
    row(R"({"max_tokens":5,"messages":[{"content":"a"}],"model":1})", "refused 400");

    target = "/api/chat";
    row(R"({"model":"m","messages":[{"content":"12345678"}]})", "m tokens=2 stream usage");
    row(R"({"model":"m","messages":[{"content":"a"}],"stream":false})", "m tokens=1 usage");
    row(R"({"model":"m","messages":[{"content":"a"}],"options":{"num_predict":6}})",
        "m tokens=1 stream usage max=6");
    row(R"({"model":"m","messages":[{"content":"a"}],"options":{"num_predict":-1}})",
        "m tokens=1 stream usage");
    row(R"({"model":"m","messages":[{"content":"a"}],"options":{"num_predict":0}})",
        "m tokens=1 stream usage max=1");
    row(R"({"model":"m","messages":[{"content":"a"}],"tools":[{"function":{"name":"x"}}],"think":true})",
        "m tokens=1 stream usage tool=x");
    row(R"({"messages":[{"content":"a"}]})", "refused 400");
    row(R"({"model":"m","messages":[]})", "refused 400");
    row(R"({"model":"m","messages":[{"content":"a"}],"options":[]})", "refused 400");
    row(R"({"model":"m","messages":[{"content":"a"}],"options":{"num_predict":"6"}})", "refused 400");
    row(R"({"model":"m","messages":[{"content":"a"}],"stream":"no"})", "refused 400");
    row(R"({"model":{},"messages":[{"content":"a"}]})", "refused 400");

    target = "/api/generate";
    row(R"({"model":"m","prompt":"12345678"})", "m tokens=2 stream usage");
    row(R"({"model":"m","prompt":"1234","system":"5678","stream":false})", "m tokens=2 usage");
    row(R"({"model":"m","prompt":"a","options":{"num_predict":2}})", "m tokens=1 stream usage max=2");
    row(R"({"model":"m","prompt":"a","tools":[{"function":{"name":"x"}}]})", "m tokens=1 stream usage");
    row(R"({"model":"m"})", "refused 400");
    row(R"({"model":"m","prompt":""})", "refused 400");
    row(R"({"model":"m","prompt":["a"]})", "refused 400");
    row(R"({"model":"m","prompt":"a","system":1})", "refused 400");
    row(R"({"model":"m","prompt":"a","suffix":{}})", "refused 400");
    row(R"({"prompt":"a"})", "refused 400");

    target = "/api/v1/services/aigc/text-generation/generation";
    row(R"({"model":"q","input":{"prompt":"12345678"}})", "q tokens=2 usage");
    row(R"({"input":{"messages":[{"content":"12345678"}]},"parameters":{"result_format":"message","max_tokens":4}})",
        "weir-reference tokens=2 usage max=4 form=1");
    row(R"({"input":{"prompt":"a"},"parameters":{"incremental_output":true}})",
        "weir-reference tokens=1 usage form=2");
    row(R"({"input":{"prompt":"a"},"parameters":{"tools":[{"function":{"name":"f"}}]}})",
        "weir-reference tokens=1 usage tool=f form=1");
    row(R"({"input":{}})", "refused 400");
    row(R"({"input":"a"})", "refused 400");
    row(R"({"input":{"messages":[]}})", "refused 400");
    row(R"({"input":{"prompt":7}})", "refused 400");
    row(R"({"input":{"prompt":"a"},"parameters":3})", "refused 400");
    row(R"({"input":{"prompt":"a"},"parameters":{"result_format":"xml"}})", "refused 400");
    row(R"({"input":{"prompt":"a"},"parameters":{"incremental_output":"true"}})", "refused 400");
    row(R"({"input":{"prompt":"a"},"parameters":{"max_tokens":-3}})", "refused 400");

    target = "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/ernie-4.0?access_token=x";
    row(R"({"messages":[{"content":"12345678"}]})", "ernie-4.0 tokens=2 usage");
    row(R"({"messages":[{"content":"1234"}],"system":"5678","stream":true})",
        "ernie-4.0 tokens=2 stream usage");
    row(R"({"messages":[{"content":"a"}],"max_output_tokens":8})", "ernie-4.0 tokens=1 usage max=8");
    row(R"({"messages":[{"content":"a"}],"functions":[{"name":"f"}]})", "ernie-4.0 tokens=1 usage tool=f");
    row(R"({"messages":[]})", "refused 200");
    row(R"({"messages":[7]})", "refused 200");
    row(R"({"messages":[{"content":"a"}],"stream":1})", "refused 200");
    row(R"({"messages":[{"content":"a"}],"system":false})", "refused 200");
    row(R"({"messages":[{"content":"a"}],"max_output_tokens":0})", "refused 200");
    row(R"({"messages":[{"content":"a"}],"functions":{}})", "refused 200");

    target = "/generate";
    row(R"({"inputs":"12345678"})", "weir-reference tokens=2 usage");
    row(R"({"inputs":"a","parameters":{"max_new_tokens":9,"details":true}})",
        "weir-reference tokens=1 usage max=9 form=1");
    row(R"({"inputs":"a","stream":true})", "weir-reference tokens=1 usage");
    row(R"({"inputs":""})", "refused 422");
    row(R"({"inputs":["a"]})", "refused 422");
    row(R"({"inputs":"a","parameters":[]})", "refused 422");
    row(R"({"inputs":"a","parameters":{"max_new_tokens":0}})", "refused 422");
    row(R"({"inputs":"a","parameters":{"details":"x"}})", "refused 422");
    target = "/generate_stream";
    row(R"({"inputs":"a"})", "weir-reference tokens=1 stream usage");
    row(R"({"inputs":7})", "refused 422");

    target = "/completion";
    row(R"({"prompt":"12345678"})", "weir-reference tokens=2 usage");
    row(R"({"prompt":[1,2],"n_predict":-1})", "weir-reference tokens=2 usage");
    row(R"({"prompt":"a","n_predict":5,"stream":true})", "weir-reference tokens=1 stream usage max=5");
    row(R"({"prompt":"a","n_predict":0})", "weir-reference tokens=1 usage max=1");
    row(R"({"prompt":7})", "refused 400");
    row(R"({"prompt":[{}]})", "refused 400");
    row(R"({"prompt":"a","n_predict":1.5})", "refused 400");
    row(R"({"prompt":"a","n_predict":"5"})", "refused 400");
    row(R"({"prompt":"a","stream":"x"})", "refused 400");
    row(R"({"prompt":"a","model":7})", "refused 400");
}

void TestDialects::requests()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    QCOMPARE(told(readBody(target, body)), expected);
}

void TestDialects::headersOfDashScope()
{
    const QByteArray target = "/api/v1/services/aigc/text-generation/generation";
    const QByteArray body = R"({"input":{"prompt":"a"}})";
    const auto with = [&](const char *name, const char *value) {
        return std::get<AskedRequest>(readBody(target, body, {{name, value}}));
    };
    QVERIFY(with("x-dashscope-sse", "enable").stream);
    QVERIFY(with("x-dashscope-sse", "Enable").stream);
    QVERIFY(!with("x-dashscope-sse", "disable").stream);
    QVERIFY(with("accept", "text/event-stream, application/json").stream);
    QVERIFY(!with("accept", "application/json").stream);
    QVERIFY(with("x-dashscope-async", "enable").background);
    QVERIFY(!std::get<AskedRequest>(
                 readBody(target, body, {{"x-dashscope-async", "enable"}, {"x-dashscope-sse", "enable"}}))
                 .stream);
}

void TestDialects::promptTextAndHash()
{
    const auto asked = [](const char *body, bool keepText = false) {
        return std::get<AskedRequest>(readBody("/v1/chat/completions", body, {}, keepText));
    };
    const char *const one = R"({"messages":[{"content":"ab"},{"content":"c"}]})";
    QCOMPARE(asked(one, true).promptText, std::string("abc"));
    QVERIFY(asked(one).promptText.empty());
    QCOMPARE(asked(one).promptHash, asked(one, true).promptHash);
    for (const char *other :
         {R"({"messages":[{"content":"a"},{"content":"bc"}]})",
          R"({"messages":[{"content":"ab"},{"content":"d"}]})",
          R"({"messages":[{"content":"ab"},{"content":"c"}],"max_tokens":5})",
          R"({"messages":[{"content":"ab"},{"content":"c"}],"model":"other"})",
          R"({"messages":[{"content":"ab"},{"content":"c"}],"tools":[{"function":{"name":"f"}}]})"})
        QVERIFY2(asked(one).promptHash != asked(other).promptHash, other);
    // What does not shape the answer does not count.
    QCOMPARE(asked(R"({"stream":true,"user":"x","messages":[{"content":"ab"},{"content":"c"}]})").promptHash,
             asked(one).promptHash);
    QCOMPARE(std::get<AskedRequest>(readBody("/v1/completions", R"({"prompt":[7,8]})", {}, true)).promptText,
             std::string("7 8 "));
}

void TestDialects::largeBodiesLeaveTheParserUsable()
{
    const QByteArray large = R"({"messages":[{"content":")" + QByteArray(1 << 20, 'x') + R"("}]})";
    QCOMPARE(told(readBody("/v1/chat/completions", large)), QStringLiteral("weir-reference tokens=262144"));
    QCOMPARE(told(readBody("/v1/chat/completions", R"({"messages":[{"content":"a"}]})")),
             QStringLiteral("weir-reference tokens=1"));
    const QByteArray longModel =
        R"({"messages":[{"content":"a"}],"model":")" + QByteArray(257, 'x') + R"("})";
    QCOMPARE(told(readBody("/v1/chat/completions", longModel)), QStringLiteral("refused 400"));
}

void TestDialects::paths()
{
    const Dialects dialects;
    for (const QByteArray &path : dialectPaths()) {
        QVERIFY2(dialects.find(view(path)) != nullptr, path.constData());
        QVERIFY(dialects.find(view(path + "?a=b/c")) == dialects.find(view(path)));
        QVERIFY2(dialects.find(view(path + "/")) == nullptr, path.constData());
    }
    for (const char *none :
         {"", "/", "?", "/v1/chat", "/v1/chat/completions/x", "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/",
          "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/a/b", "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/a\"b"})
        QVERIFY2(dialects.find(none) == nullptr, none);
    QCOMPARE(QString::fromUtf8(dialects.standard().name().data()), QStringLiteral("openai-chat"));
    QCOMPARE(qsizetype(dialects.paths().size()), dialectPaths().size());
}

void TestDialects::listings()
{
    const QJsonObject models = QJsonDocument::fromJson(QByteArray::fromStdString(modelsBody())).object();
    QCOMPARE(at(models, "/data/0/id").toString(), QStringLiteral("weir-reference"));
    QCOMPARE(at(models, "/has_more").toBool(true), false);
    const QJsonObject tags = QJsonDocument::fromJson(QByteArray::fromStdString(ollamaTagsBody())).object();
    QVERIFY(at(tags, "/models/0/name").toString().startsWith(QStringLiteral("weir-reference")));
    const QJsonObject version =
        QJsonDocument::fromJson(QByteArray::fromStdString(ollamaVersionBody())).object();
    QVERIFY(!version.value(u"version").toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestDialects)
#include "tst_dialects.moc"
