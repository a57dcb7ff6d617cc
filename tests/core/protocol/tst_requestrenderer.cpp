// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/requestrenderer.h"
#include "protocol/targetresolver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace weir;

namespace {

ResolvedTarget openAi(Target target = {})
{
    target.url = QStringLiteral("https://h");
    target.model = QStringLiteral("m\"1");
    Redactor redactor;
    return *resolveTarget(target, *findVendor(QStringLiteral("openai-chat")), {}, redactor);
}

Result<RenderedRequest> rendered(const RequestTemplate &request, const QJsonObject &row = {},
                                 const ResolvedTarget &target = openAi())
{
    const Result<RequestRenderer> renderer =
        RequestRenderer::compile(request, target, QStringLiteral("/requests/0"));
    if (!renderer)
        return renderer.error();
    RequestChoice choice;
    choice.seed = 7;
    return renderer->render(choice, RequestId(12), 2, QStringLiteral("tag"), &row);
}

QByteArray headerOf(const WireRequest &wire, const QByteArray &name)
{
    return ResponseHead{0, wire.headers}.header(name);
}

} // namespace

class TestRequestRenderer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vendorBody()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("Say \"{{user.name}}\"\n{{n}} {{flag}} {{unique}}");
        request.system = QStringLiteral("Be <b>{{request_id}}</b>");
        request.maxTokens = 5;
        const QJsonObject row{
            {QStringLiteral("user"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Ä & \\ö")}}},
            {QStringLiteral("n"), 12.5},
            {QStringLiteral("flag"), false}};
        const Result<RenderedRequest> made = rendered(request, row);
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().text()));
        const QString prompt = QStringLiteral("Say \"Ä & \\ö\"\n12.5 false ") + uniqueText(7);
        QCOMPARE(QString::fromUtf8(made->prompt), prompt);
        const QJsonObject body = QJsonDocument::fromJson(made->wire.body).object();
        const QJsonArray messages = body.value(QStringLiteral("messages")).toArray();
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages[0].toObject().value(QStringLiteral("content")).toString(),
                 QStringLiteral("Be <b>tag-12</b>"));
        QCOMPARE(messages[1].toObject().value(QStringLiteral("content")).toString(), prompt);
        QCOMPARE(body.value(QStringLiteral("model")).toString(), QStringLiteral("m\"1"));
        QCOMPARE(body.value(QStringLiteral("max_tokens")).toInt(), 5);
        QCOMPARE(body.value(QStringLiteral("stream")).toBool(), true);
        QVERIFY(body.contains(QStringLiteral("stream_options")));
        request.stream = false;
        request.system.clear();
        request.maxTokens.reset();
        const QJsonObject plain = QJsonDocument::fromJson(rendered(request, row)->wire.body).object();
        QCOMPARE(plain.keys(), (QStringList{QStringLiteral("messages"), QStringLiteral("model"),
                                            QStringLiteral("stream")}));
        QCOMPARE(plain.value(QStringLiteral("messages")).toArray().size(), 1);
    }

    void ownBody()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("{{prompt}}");
        request.body = QStringLiteral("{\"q\": \"{{prompt}}\", \"list\": {{{list}}}, \"s\": {{stream}}, "
                                      "\"e\": [{{#list}}\"<{{.}}>\",{{/list}}0]}");
        const QJsonObject row{{QStringLiteral("prompt"), QStringLiteral("a\x01 b")},
                              {QStringLiteral("list"), QJsonArray{1, QStringLiteral("x")}}};
        const Result<RenderedRequest> made = rendered(request, row);
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().text()));
        QCOMPARE(
            made->wire.body,
            QByteArray(
                "{\"q\": \"a\\u0001 b\", \"list\": [1,\"x\"], \"s\": true, \"e\": [\"<1>\",\"<x>\",0]}"));
    }

    void errors()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("{{nobody}} {{#nothing}}{{inner}}{{/nothing}}");
        const QString missing = rendered(request).error().text();
        QVERIFY(missing.contains(QStringLiteral("nobody")) && !missing.contains(QStringLiteral("inner")));
        for (const QString &bad :
             {QStringLiteral("{{open"), QStringLiteral("{{#a}}"), QStringLiteral("{{> part}}"),
              QStringLiteral("{{=<% %>=}}"), QStringLiteral("{{ }}")}) {
            request.prompt = bad;
            QVERIFY2(rendered(request).error().text().contains(QStringLiteral("/requests/0/prompt")),
                     qPrintable(bad));
        }
        request.prompt = QStringLiteral("x");
        request.body = QStringLiteral("{\"q\": {{prompt}}}");
        QVERIFY(rendered(request).error().text().contains(QStringLiteral("byte")));
    }

    void templatesThatMultiplyEnd()
    {
        QJsonArray list;
        for (int i = 0; i < 50; ++i)
            list.append(1);
        const auto nested = [](int depth) {
            return QStringLiteral("{{#a}}").repeated(depth) + u'x' + QStringLiteral("{{/a}}").repeated(depth);
        };
        RequestTemplate request;
        request.prompt = nested(2);
        const Result<RenderedRequest> small = rendered(request, {{QStringLiteral("a"), list}});
        QVERIFY(small.ok());
        QCOMPARE(small->prompt.count('x'), 2500);
        request.prompt = nested(8);
        QVERIFY(rendered(request, {{QStringLiteral("a"), list}})
                    .error()
                    .text()
                    .contains(QStringLiteral("too much")));
        request.prompt = nested(100'000);
        QVERIFY(rendered(request).error().text().contains(QStringLiteral("nested deeper")));
    }

    void headers()
    {
        qputenv("WEIR_TEST_SECRET", "s3cret-value");
        Target target;
        target.auth = {AuthScheme::Bearer, QStringLiteral("env:WEIR_TEST_SECRET"), {}};
        target.headers = {{QStringLiteral("user-agent"), QStringLiteral("mine")},
                          {QStringLiteral("X-Two"), QStringLiteral("env:WEIR_TEST_SECRET")}};
        const Result<RenderedRequest> made = rendered({}, {}, openAi(target));
        QVERIFY(made.ok());
        QCOMPARE(made->wire.url, QUrl(QStringLiteral("https://h/v1/chat/completions")));
        QCOMPARE(headerOf(made->wire, "authorization"), QByteArray("Bearer s3cret-value"));
        QCOMPARE(headerOf(made->wire, "x-two"), QByteArray("s3cret-value"));
        QCOMPARE(headerOf(made->wire, "user-agent"), QByteArray("mine"));
        QCOMPARE(headerOf(made->wire, "accept-encoding"), QByteArray("identity"));
        QCOMPARE(headerOf(made->wire, "x-weir-request-id"), QByteArray("tag-12"));
        QCOMPARE(headerOf(made->wire, "x-weir-attempt"), QByteArray("2"));
        const QRegularExpression trace(QStringLiteral("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$"));
        QVERIFY(trace.match(QString::fromLatin1(headerOf(made->wire, "traceparent"))).hasMatch());
        Redactor redactor;
        QVERIFY(resolveTarget(openAi(target).target, *findVendor(QStringLiteral("openai-chat")),
                              QUrl(QStringLiteral("http://127.0.0.1:9")), redactor)
                    ->url.port() == 9);
        QCOMPARE(redactor.redacted("a s3cret-value"), QByteArray("a [redacted]"));
        target.headers = {{QStringLiteral("X: y"), QStringLiteral("z")}};
        target.url = QStringLiteral("https://h");
        QVERIFY(!resolveTarget(target, *findVendor(QStringLiteral("openai-chat")), {}, redactor).ok());
    }

    void sameFromAllThreads()
    {
        const Result<RequestRenderer> renderer = RequestRenderer::compile({}, openAi(), {});
        QVERIFY(renderer.ok());
        const auto body = [&renderer](quint64 seed) {
            RequestChoice choice;
            choice.seed = seed;
            return renderer->render(choice, RequestId(seed), 1, QStringLiteral("t"), nullptr)->wire.body;
        };
        std::array<int, 3> wrong{};
        std::vector<std::thread> threads;
        const QByteArray expected = body(5);
        for (int &count : wrong)
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i)
                    count += body(5) != expected;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong, (std::array<int, 3>{}));
        QVERIFY(body(6) != expected);
    }
};

QTEST_GUILESS_MAIN(TestRequestRenderer)
#include "tst_requestrenderer.moc"
