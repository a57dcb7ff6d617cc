// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/bodychanges.h"
#include "protocol/filler.h"
#include "protocol/mediaparts.h"
#include "protocol/requestrenderer.h"
#include "protocol/targetresolver.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/mediasource.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
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
                                 const ResolvedTarget &target = openAi(),
                                 const std::optional<TraceLengths> &lengths = {})
{
    const Result<RequestRenderer> renderer =
        RequestRenderer::compile(request, target, QStringLiteral("/requests/0"));
    if (!renderer)
        return renderer.error();
    RequestChoice choice;
    choice.seed = 7;
    return renderer->render(choice, RequestId(12), 2, QStringLiteral("tag"), &row, lengths);
}

/// Signs with the number of the attempt and remembers what it was asked.
class CountingAuthorizer final : public Authorizer
{
public:
    [[nodiscard]] Result<Proof> prove(const UnsignedRequest &request) const override
    {
        seen.push_back(request.method + ' ' + request.url.toEncoded() + ' ' +
                       QByteArray::number(request.attempt) + ' ' + QByteArray::number(request.body.size()) +
                       ' ' + request.wallTime.toString(Qt::ISODate).toLatin1());
        sawTrace = ResponseHead{0, request.headers}.header("traceparent").startsWith("00-");
        if (request.attempt > 2)
            return Error{Message::verbatim(u"no signature"_qs), {}, {}};
        const QByteArray signature = "signature-" + QByteArray::number(request.attempt);
        return Proof{{{"x-signed", signature}}, {signature}};
    }
    mutable QByteArrayList seen;
    mutable bool sawTrace = false;
};

const QByteArray onePixel = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
const QByteArray silence =
    QByteArray::fromBase64("UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=");

QByteArray headerOf(const WireRequest &wire, const QByteArray &name)
{
    return ResponseHead{0, wire.headers}.header(name);
}

} // namespace

class TestRequestRenderer : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        const auto write = [this](const QString &name, const QByteArray &bytes) {
            QFile file(m_folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write(QStringLiteral("pixel.png"), onePixel) &&
                write(QStringLiteral("silence.wav"), silence));
        QVERIFY(write(QStringLiteral("large.png"), onePixel + QByteArray(largestMediaFile, '\0')));
    }

    void uniqueTextsDependOnSeedAndSalt()
    {
        const QString text = uniqueText(7, QStringLiteral("A1"));
        QCOMPARE(text.size(), 12);
        QCOMPARE(uniqueText(7, QStringLiteral("A1")), text);
        QVERIFY(uniqueText(8, QStringLiteral("A1")) != text);
        QVERIFY(uniqueText(7, QStringLiteral("A2")) != text);
        QVERIFY(uniqueText(7, QStringLiteral("1A")) != text);
        QVERIFY(uniqueText(7, QString()) != text);
    }

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
        const QString prompt =
            QStringLiteral("Say \"Ä & \\ö\"\n12.5 false ") + uniqueText(7, QStringLiteral("tag"));
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

    void parametersStandWhereTheVendorHasThem()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("p");
        request.maxTokens = 9;
        request.parameters = {0.5,
                              1,
                              {QStringLiteral("END"), QStringLiteral("\n")},
                              42,
                              2,
                              true,
                              QStringLiteral("low"),
                              {QStringLiteral("[{\"name\": \"{{tool}}\"}]")},
                              {QStringLiteral("{\"type\": \"json_object\"}")}};
        ResolvedTarget target = openAi();
        target.vendor.body = QStringLiteral(R"({"ask": "{{prompt}}", "options": {"keep": 1}})");
        const QStringList &names = enumNames<ModelParameter>();
        for (qsizetype i = 0; i < names.size(); ++i)
            target.vendor.parameters.set(static_cast<ModelParameter>(i),
                                         {QStringLiteral("options"), names[i]});
        const QJsonObject row{{QStringLiteral("tool"), QStringLiteral("a\"b")}};
        const Result<RenderedRequest> result = rendered(request, row, target);
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().text()));
        QCOMPARE(
            result->wire.body,
            QByteArray(R"({"ask":"p","options":{"ignore_eos":true,"keep":1,"max_tokens":9,)"
                       R"("min_tokens":2,"reasoning_effort":"low","response_format":{"type":"json_object"},)"
                       "\"seed\":42,\"stop\":[\"END\",\"\\n\"],\"temperature\":0.5,\"tools\":[{\"name\":"
                       "\"a\\\"b\"}],"
                       R"("top_p":1}})"));
        request.body = target.vendor.body; // whoever writes a body of his own says all of it
        QCOMPARE(rendered(request, row, target)->wire.body,
                 QByteArray(R"({"ask": "p", "options": {"keep": 1}})"));
        request.body.clear();
        target.vendor.body = QStringLiteral(R"({"ask": "{{prompt}}", "options": 1})");
        QVERIFY(rendered(request, row, target).error().text().contains(QStringLiteral("/options/")));
        target.vendor.parameters = {};
        const QString error = rendered(request, row, target).error().text();
        QVERIFY2(error.contains(QStringLiteral("/requests/0/parameters/temperature")), qPrintable(error));
    }

    /// A limit goes where the vendor has it; a template that has {{max_tokens}} has said where.
    void theLimitStandsOnce()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("p");
        request.maxTokens = 9;
        ResolvedTarget target = openAi();
        target.vendor.parameters = {};
        target.vendor.parameters.set(ModelParameter::MaxTokens, {QStringLiteral("most")});
        target.vendor.body = QStringLiteral("{\"q\": \"{{prompt}}\",  \"most\": 4096}");
        QCOMPARE(rendered(request, {}, target)->wire.body, QByteArray("{\"most\":9,\"q\":\"p\"}"));
        request.maxTokens.reset();
        QCOMPARE(rendered(request, {}, target)->wire.body, QByteArray("{\"q\": \"p\",  \"most\": 4096}"));
        request.maxTokens = 9;
        target.vendor.body = QStringLiteral("{\"own\": {{max_tokens}}}");
        QCOMPARE(rendered(request, {}, target)->wire.body, QByteArray("{\"own\": 9}"));
        QCOMPARE(settableParameters(target.vendor), QStringList{QStringLiteral("max_tokens")});
        target.vendor.parameters = {};
        QCOMPARE(settableParameters(target.vendor), QStringList{QStringLiteral("max_tokens")});
    }

    void nothingIsSetInAList()
    {
        RequestTemplate request;
        request.body = QStringLiteral("[1]");
        QCOMPARE(rendered(request)->wire.body, QByteArray("[1]"));
        request.extraBody = {QStringLiteral("{\"a\": 1}")};
        QCOMPARE(rendered(request).error().what.code(), QByteArray("template.body_is_list"));
    }

    void presetsHeadersAreTemplatesThatATargetReplaces()
    {
        Target target;
        target.url = QStringLiteral("https://h");
        target.model = QStringLiteral("m");
        target.headers = {{QStringLiteral("x-b"), QStringLiteral("mine")}};
        VendorPreset vendor = *findVendor(QStringLiteral("openai-chat"));
        vendor.headers = {{QStringLiteral("X-A"), QStringLiteral("of {{model}}")},
                          {QStringLiteral("X-B"), QStringLiteral("of {{model}}")}};
        Redactor redactor;
        const Result<RenderedRequest> made = rendered({}, {}, *resolveTarget(target, vendor, {}, redactor));
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
        QCOMPARE(headerOf(made->wire, "x-a"), QByteArray("of m"));
        QCOMPARE(headerOf(made->wire, "x-b"), QByteArray("mine"));
    }

    void everyVendorTakesItsOwnParameters_data()
    {
        QTest::addColumn<QString>("vendor");
        for (const VendorPreset &vendor : builtinVendors())
            QTest::newRow(qPrintable(vendor.name)) << vendor.name;
    }
    void everyVendorTakesItsOwnParameters()
    {
        QFETCH(const QString, vendor);
        ResolvedTarget target = openAi();
        target.vendor = *findVendor(vendor);
        const ModelParameters all{0.5,
                                  1,
                                  {QStringLiteral("END")},
                                  42,
                                  2,
                                  true,
                                  QStringLiteral("low"),
                                  {QStringLiteral("[{}]")},
                                  {QStringLiteral("{}")}};
        RequestTemplate request;
        const auto body = [&] {
            const Result<RenderedRequest> result = rendered(request, {}, target);
            return result ? QJsonDocument::fromJson(result->wire.body).object()
                          : QJsonObject{{QStringLiteral("error"), result.error().text()}};
        };
        const QJsonObject before = body();
        QVERIFY2(!before.contains(QStringLiteral("error")), qPrintable(before.value(u"error"_qs).toString()));
        if (settableParameters(target.vendor).contains(QStringLiteral("max_tokens"))) {
            request.maxTokens = 12'345;
            const QByteArray limited = QJsonDocument(body()).toJson();
            QVERIFY2(limited.count("12345") == 1, limited.constData());
            request.maxTokens.reset();
        }
        describe(FieldsOf<ModelParameters>{}, [&](QStringView key, auto member, auto...) {
            if (!target.vendor.parameters.names().contains(key))
                return;
            request.parameters = {};
            request.parameters.*member = all.*member;
            const QJsonObject after = body();
            QVERIFY2(!after.contains(QStringLiteral("error")) && after != before, qPrintable(key.toString()));
        });
    }

    void picturesAndSoundsStandWhereTheVendorHasThem_data() { everyVendorTakesItsOwnParameters_data(); }
    void picturesAndSoundsStandWhereTheVendorHasThem()
    {
        QFETCH(const QString, vendor);
        ResolvedTarget target = openAi();
        target.vendor = *findVendor(vendor);
        target.baseFolder = m_folder.path();
        if (target.vendor.takes.isEmpty())
            return;
        const QByteArray picture = onePixel.toBase64();
        const QByteArray sound = silence.toBase64();
        RequestTemplate request;
        request.images = {QStringLiteral("{{file}}"), QStringLiteral("pixel.png")};
        for (const bool streamed : {true, false}) {
            request.stream = streamed;
            request.audio.clear();
            if (target.vendor.takes.contains(u"audio"))
                request.audio = {QStringLiteral("silence.wav")};
            const Result<RenderedRequest> made =
                rendered(request, {{QStringLiteral("file"), QStringLiteral("pixel.png")}}, target);
            QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
            const QByteArray &body = made->wire.body;
            QCOMPARE(body.count(picture), target.vendor.takes.contains(u"images") ? 2 : 0);
            QCOMPARE(body.count(sound), request.audio.isEmpty() ? 0 : 1);
        }
        if (!target.vendor.takes.contains(u"images_by_url"))
            return;
        request.images = {QStringLiteral("https://h/{{file}}?a=b")};
        request.audio.clear();
        const Result<RenderedRequest> made =
            rendered(request, {{QStringLiteral("file"), QStringLiteral("p.png")}}, target);
        QVERIFY2(made.ok() && made->wire.body.count("\"https://h/p.png?a=b\"") == 1,
                 made ? made->wire.body.constData() : qPrintable(made.error().text()));
    }

    void aPictureThatIsNoneIsToldWithItsPlace_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("missing") << "none.png" << QByteArray("file_error.no_such_file");
        QTest::newRow("a sound") << "silence.wav" << QByteArray("media.no_image");
        QTest::newRow("too large") << "large.png" << QByteArray("media.too_large");
        QTest::newRow("no base64") << "data:image/png,abc" << QByteArray("media.data_not_base64");
        QTest::newRow("of a row") << "{{file}}" << QByteArray("media.no_image");
    }
    void aPictureThatIsNoneIsToldWithItsPlace()
    {
        QFETCH(const QString, source);
        RequestTemplate request;
        request.images = {QStringLiteral("pixel.png"), source};
        ResolvedTarget target = openAi();
        target.baseFolder = m_folder.path();
        const Result<RenderedRequest> made =
            rendered(request, {{QStringLiteral("file"), QStringLiteral("silence.wav")}}, target);
        QVERIFY(!made.ok());
        QVERIFY2(made.error().text().contains(QStringLiteral("/requests/0/images/1")),
                 qPrintable(made.error().text()));
        QFETCH(const QByteArray, code);
        if (!code.startsWith("file_error"))
            QCOMPARE(made.error().what.code(), code);
    }

    void dataAndFormats()
    {
        const QJsonObject part = *mediaPart(QStringLiteral("silence.wav"), MediaKind::Audio, m_folder.path());
        QCOMPARE(part.value(u"media_type").toString(), QStringLiteral("audio/wav"));
        QCOMPARE(part.value(u"media_format").toString(), QStringLiteral("wav"));
        const QJsonObject own =
            *mediaPart(QStringLiteral("data:image/webp;base64,QUI="), MediaKind::Image, {});
        QCOMPARE(own.value(u"media_data").toString(), QStringLiteral("QUI="));
        QCOMPARE(own.value(u"media_format").toString(), QStringLiteral("webp"));
    }

    void extraBodyIsMerged_data()
    {
        QTest::addColumn<QString>("extra");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const char *extra, const char *body) {
            QTest::newRow(name) << QString::fromUtf8(extra) << QByteArray(body);
        };
        row("none", "", R"({"a": {"b": 1, "c": "x"}, "m": "p"})");
        row("empty", "{}", R"({"a":{"b":1,"c":"x"},"m":"p"})");
        row("new", R"({"z": [1, {"y": null}]})", R"({"a":{"b":1,"c":"x"},"m":"p","z":[1,{"y":null}]})");
        row("inside", R"({"a": {"d": true}})", R"({"a":{"b":1,"c":"x","d":true},"m":"p"})");
        row("null takes out", R"({"a": {"b": null}, "absent": null})", R"({"a":{"c":"x"},"m":"p"})");
        row("in place of an object", R"({"a": 7})", R"({"a":7,"m":"p"})");
        row("an object in place", R"({"m": {"t": null, "u": 1}})", R"({"a":{"b":1,"c":"x"},"m":{"u":1}})");
        row("whole numbers stay", R"({"n": 9007199254740993})",
            R"({"a":{"b":1,"c":"x"},"m":"p","n":9007199254740993})");
        row("a template", R"({"m": "{{request_id}} {{field}}"})",
            "{\"a\":{\"b\":1,\"c\":\"x\"},\"m\":\"tag-12 say \\\"hi\\\"\"}");
    }
    void extraBodyIsMerged()
    {
        QFETCH(const QString, extra);
        RequestTemplate request;
        request.prompt = QStringLiteral("p");
        request.body = QStringLiteral(R"({"a": {"b": 1, "c": "x"}, "m": "{{prompt}}"})");
        request.extraBody = {extra};
        const Result<RenderedRequest> result =
            rendered(request, {{QStringLiteral("field"), QStringLiteral("say \"hi\"")}});
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().text()));
        QTEST(result->wire.body, "body");
    }

    void whatIsNoObjectIsNotMerged_data()
    {
        QTest::addColumn<QString>("extra");
        QTest::newRow("a list") << "[1]";
        QTest::newRow("a number") << "7";
        QTest::newRow("not finished") << "{\"a\": ";
        QTest::newRow("no such field") << "{\"a\": \"{{absent}}\"}";
        QTest::newRow("broken template") << "{\"a\": \"{{#absent}}\"}";
    }
    void whatIsNoObjectIsNotMerged()
    {
        QFETCH(const QString, extra);
        RequestTemplate request;
        request.extraBody = {extra};
        const Result<RenderedRequest> result = rendered(request);
        QVERIFY(!result.ok());
        QVERIFY2(result.error().text().contains(QStringLiteral("extra_body")),
                 qPrintable(result.error().text()));
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

    void eachAttemptIsAuthorized()
    {
        const std::shared_ptr<const CountingAuthorizer> authorizer = std::make_shared<CountingAuthorizer>();
        Target target;
        target.headers = {{QStringLiteral("X-Signed"), QStringLiteral("not yet")}};
        ResolvedTarget resolved = openAi(target);
        resolved.authorizer = authorizer;
        const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
        const Result<RequestRenderer> renderer = RequestRenderer::compile({}, resolved, {}, clock);
        QVERIFY(renderer.ok());
        const auto attempt = [&](quint32 number) {
            return renderer->render({}, RequestId(1), number, QStringLiteral("t"), nullptr);
        };
        const Result<RenderedRequest> first = attempt(1);
        clock->advance(std::chrono::seconds{2});
        const Result<RenderedRequest> second = attempt(2);
        QVERIFY(first.ok() && second.ok() && authorizer->sawTrace);
        QCOMPARE(headerOf(first->wire, "x-signed"), QByteArray("signature-1"));
        QCOMPARE(headerOf(second->wire, "x-signed"), QByteArray("signature-2"));
        QCOMPARE(second->secrets, QByteArrayList{"signature-2"});
        const QByteArray size = QByteArray::number(first->wire.body.size());
        const QByteArray what = "POST https://h/v1/chat/completions ";
        QCOMPARE(authorizer->seen, (QByteArrayList{what + "1 " + size + " 2000-01-01T00:00:00Z",
                                                   what + "2 " + size + " 2000-01-01T00:00:02Z"}));
        QCOMPARE(attempt(3).error().text(), QStringLiteral("no signature"));
    }

    void headersHoldReferencesAmongWords()
    {
        qputenv("WEIR_TEST_SECRET", "s3cret-value");
        Target target;
        target.url = QStringLiteral("https://h");
        target.headers = {{QStringLiteral("Authorization"), QStringLiteral("Key env:WEIR_TEST_SECRET")}};
        Redactor redactor;
        const Result<ResolvedTarget> resolved =
            resolveTarget(target, *findVendor(QStringLiteral("openai-chat")), {}, redactor);
        QCOMPARE(headerOf(rendered({}, {}, *resolved)->wire, "authorization"),
                 QByteArray("Key s3cret-value"));
        QCOMPARE(redactor.redacted("s3cret-value"), QByteArray("[redacted]"));
    }

    void headersAreTemplates()
    {
        qputenv("WEIR_TEST_SECRET", "s3cret-{{model}}");
        Target target;
        target.url = QStringLiteral("https://h");
        target.headers = {
            {QStringLiteral("X-Session"), QStringLiteral("{{unique}}")},
            {QStringLiteral("X-Row"), QStringLiteral("{{user.name}} asks {{model}} {{request_id}}")},
            {QStringLiteral("X-Both"), QStringLiteral("{{model}} env:WEIR_TEST_SECRET")},
            {QStringLiteral("X-Whole"), QStringLiteral("env:WEIR_TEST_SECRET")},
            {QStringLiteral("User-Agent"), QStringLiteral("agent of {{model}}")}};
        const auto rowOf = [](const char *name) {
            return QJsonObject{
                {QStringLiteral("user"), QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}}}};
        };
        const QJsonObject row = rowOf("Ann");
        const Result<RequestRenderer> renderer = RequestRenderer::compile({}, openAi(target), {});
        QVERIFY(renderer.ok());
        RequestChoice choice;
        choice.seed = 5;
        const auto render = [&](const QJsonObject *fields) {
            return renderer->render(choice, RequestId(12), 1, QStringLiteral("tag"), fields);
        };
        const Result<RenderedRequest> made = render(&row);
        QVERIFY(made.ok());
        QCOMPARE(headerOf(made->wire, "x-session"), uniqueText(5, QStringLiteral("tag")).toUtf8());
        QCOMPARE(headerOf(made->wire, "x-row"), QByteArray("Ann asks m\"1 tag-12"));
        QCOMPARE(headerOf(made->wire, "x-both"), QByteArray("m\"1 s3cret-{{model}}"));
        QCOMPARE(headerOf(made->wire, "x-whole"), QByteArray("s3cret-{{model}}"));
        QCOMPARE(headerOf(made->wire, "user-agent"), QByteArray("agent of m\"1"));
        QVERIFY(!render(nullptr).ok());
        const QJsonObject lines = rowOf("a\r\nX-B: c");
        QVERIFY(!render(&lines).ok());
    }

    void onlyWhatIsSentNeedsFields()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("{{prompt}}");
        request.system = QStringLiteral("{{tone}}");
        request.body = QStringLiteral("{\"messages\": {{{messages}}}}");
        const QJsonObject row{{QStringLiteral("messages"), QJsonArray{QJsonObject()}}};
        const Result<RenderedRequest> made = rendered(request, row);
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
        QCOMPARE(made->wire.body, QByteArray("{\"messages\": [{}]}"));
        QCOMPARE(made->prompt, made->wire.body); // what was asked
        request.body = QStringLiteral("{\"messages\": {{{messages}}}, \"p\": \"{{prompt}}\"}");
        QVERIFY(!rendered(request, row).ok());
        // A header sends it too.
        request.body = QStringLiteral("{\"messages\": {{{messages}}}}");
        ResolvedTarget target = openAi();
        target.headerTemplates = {{"X-Prompt", QStringLiteral("{{prompt}}"), {}}};
        QVERIFY(!rendered(request, row, target).ok());
    }

    void passwordsOfUrlsAreReferences()
    {
        qputenv("WEIR_TEST_SECRET", "s3cret/value@1");
        Target target;
        target.url = QStringLiteral("https://me:env:WEIR_TEST_SECRET@h");
        target.proxy = QStringLiteral("http://ann:env:WEIR_TEST_SECRET@proxy:3128");
        Redactor redactor;
        const VendorPreset vendor = *findVendor(QStringLiteral("openai-chat"));
        const Result<ResolvedTarget> resolved = resolveTarget(target, vendor, {}, redactor);
        QVERIFY(resolved.ok());
        QCOMPARE(resolved->url.password(QUrl::FullyDecoded), QStringLiteral("s3cret/value@1"));
        QCOMPARE(resolved->proxy.password(QUrl::FullyDecoded), QStringLiteral("s3cret/value@1"));
        QCOMPARE(rendered({}, {}, *resolved)->wire.proxy, resolved->proxy);
        QCOMPARE(redactor.redacted("x " + QByteArray("me:s3cret/value@1").toBase64()),
                 QByteArray("x [redacted]"));
        qunsetenv("WEIR_TEST_SECRET");
        QVERIFY(!resolveTarget(target, vendor, {}, redactor).ok());
    }

    void keysGoAsTheVendorWantsThem()
    {
        qputenv("WEIR_TEST_SECRET", "s3cret-value");
        Redactor redactor;
        const auto sent = [&redactor](const char *vendor, AuthScheme scheme, const QByteArray &header) {
            Target target;
            target.url = QStringLiteral("https://h");
            target.auth.scheme = scheme;
            target.auth.key = QStringLiteral("env:WEIR_TEST_SECRET");
            const Result<ResolvedTarget> resolved =
                resolveTarget(target, *findVendor(QLatin1String(vendor)), {}, redactor);
            return headerOf(rendered({}, {}, *resolved)->wire, header);
        };
        const QByteArray key = "s3cret-value";
        QCOMPARE(sent("anthropic", AuthScheme::Vendor, "x-api-key"), key);
        QCOMPARE(sent("anthropic", AuthScheme::Vendor, "authorization"), QByteArray());
        QCOMPARE(sent("anthropic", AuthScheme::Bearer, "x-api-key"), QByteArray());
        QCOMPARE(sent("anthropic", AuthScheme::Bearer, "authorization"), "Bearer " + key);
        QCOMPARE(sent("openai-chat", AuthScheme::Vendor, "authorization"), "Bearer " + key);
        QCOMPARE(sent("ollama-chat", AuthScheme::Vendor, "authorization"), "Bearer " + key);
    }

    void lengthsOfATrace()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("{{input_tokens}}|{{output_tokens}}|{{filler}}");
        request.maxTokens = 5;
        const auto bodyFor = [&request](std::optional<quint32> input, std::optional<quint32> output) {
            const Result<RenderedRequest> made = rendered(request, {}, openAi(), TraceLengths{input, output});
            return QJsonDocument::fromJson(made->wire.body).object();
        };
        const QJsonObject body = bodyFor(12, 34);
        QCOMPARE(body[QStringLiteral("max_tokens")].toInt(), 34);
        const QStringList parts =
            body[QStringLiteral("messages")][0][QStringLiteral("content")].toString().split(u'|');
        QCOMPARE(parts.mid(0, 2), (QStringList{QStringLiteral("12"), QStringLiteral("34")}));
        QCOMPARE(parts[2], Filler().text(12, 7)); // its first word is one with what stands before it

        QVERIFY(!rendered(request).ok()); // no trace, no lengths
        QVERIFY(!rendered(request, {}, openAi(), TraceLengths{{}, 34}).ok());
        request.prompt = QStringLiteral("x {{filler}}");
        QCOMPARE(bodyFor(3, 0)[QStringLiteral("max_tokens")].toInt(), 1);
        QCOMPARE(bodyFor({}, {})[QStringLiteral("max_tokens")].toInt(), 5);
        QCOMPARE(rendered(request, {}, openAi(), TraceLengths{})->prompt, QByteArray("x "));
        const QJsonObject row{{QStringLiteral("filler"), QStringLiteral("mine")}};
        QCOMPARE(rendered(request, row, openAi(), TraceLengths{1, 1})->prompt, QByteArray("x mine"));
    }

    void fillersAreSeededAndBounded()
    {
        const Filler filler;
        QCOMPARE(filler.text(0, 1), QString());
        QCOMPARE(filler.text(100, 1), filler.text(100, 1));
        QVERIFY(filler.text(100, 1) != filler.text(100, 2));
        QVERIFY(filler.text(200, 1).startsWith(filler.text(100, 1)));
        QCOMPARE(filler.text(4'000'000'000U, 1).count(u' ') + 1, qsizetype(mostFillerTokens));
    }

    void wordsAreCounted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("words");
        QTest::newRow("nothing") << QStringLiteral(" \n ") << quint64{0};
        QTest::newRow("words") << QStringLiteral(" a river,\nhalf-way ") << quint64{3};
        QTest::newRow("no blanks") << QStringLiteral("河流流量") << quint64{4};
        QTest::newRow("both") << QStringLiteral("a 河流 b") << quint64{4};
        QTest::newRow("a word ends at a letter without blanks") << QStringLiteral("a河b") << quint64{3};
    }
    void wordsAreCounted()
    {
        QFETCH(const QString, text);
        QFETCH(const quint64, words);
        QCOMPARE(Filler().lengthOf(text.toUtf8()), words);
    }

    void promptsAreAsLongAsDrawn()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("[{{unique}}] Say in {{output_tokens}} tokens: {{filler}}");
        request.promptTokens.kind = TokenLength::Kind::Uniform;
        request.promptTokens.low = 40;
        request.promptTokens.high = 60;
        request.outputTokens.kind = TokenLength::Kind::Fixed;
        request.outputTokens.mean = 9;
        request.maxTokens = 5;
        const RenderedRequest made = *rendered(request);
        const quint64 words = Filler().lengthOf(made.prompt);
        QVERIFY2(words >= 40 && words <= 60, qPrintable(QString::number(words)));
        QCOMPARE(QJsonDocument::fromJson(made.wire.body)[u"max_tokens"].toInt(), 9);
        QCOMPARE(rendered(request)->prompt, made.prompt);
        // A trace's lengths come first.
        const RenderedRequest traced = *rendered(request, {}, openAi(), TraceLengths{20, {}});
        QCOMPARE(Filler().lengthOf(traced.prompt), quint64{20});
        QCOMPARE(QJsonDocument::fromJson(traced.wire.body)[u"max_tokens"].toInt(), 9);
    }

    void promptsThatAreLongerStayWhole()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("one two three four {{filler}}");
        request.promptTokens.kind = TokenLength::Kind::Fixed;
        request.promptTokens.mean = 2;
        QCOMPARE(rendered(request)->prompt, QByteArray("one two three four "));
    }

    void lengthsOfRows()
    {
        RequestTemplate request;
        request.prompt = QStringLiteral("{{filler}}");
        request.promptTokens.kind = TokenLength::Kind::Row;
        request.promptTokens.field = QStringLiteral("n");
        const QJsonObject row{{QStringLiteral("n"), QStringLiteral("7")}};
        QCOMPARE(Filler().lengthOf(rendered(request, row)->prompt), quint64{7});
        const Result<RenderedRequest> failed =
            rendered(request, QJsonObject{{QStringLiteral("n"), QStringLiteral("many")}});
        QVERIFY(!failed.ok());
        QVERIFY(failed.error().text().contains(u"\"n\""));
    }

    void fillersAreMeasuredByTheTokenizer()
    {
        // Two pieces for "river", one for each other letter: far from a token a word.
        const Result<std::shared_ptr<const Tokenizer>> tokenizer =
            tokenizerFrom("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1, \"<unk>\": 2}, "
                          "\"merges\": [], \"unk_token\": \"<unk>\"}}",
                          QStringLiteral("tokenizer.json"));
        QVERIFY2(tokenizer.ok(), tokenizer.ok() ? "" : qPrintable(tokenizer.error().text()));
        ResolvedTarget target = openAi();
        target.tokenizer = *tokenizer;
        RequestTemplate request;
        request.prompt = QStringLiteral("[{{unique}}] {{filler}}");
        request.promptTokens.kind = TokenLength::Kind::Fixed;
        for (const quint32 wanted : {50U, 500U, 3000U}) {
            request.promptTokens.mean = wanted;
            const quint64 length = *(*tokenizer)->count(rendered(request, {}, target)->prompt);
            QVERIFY2(length <= wanted && length + wanted / 50 >= wanted,
                     qPrintable(QStringLiteral("%1 for %2").arg(length).arg(wanted)));
        }
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
