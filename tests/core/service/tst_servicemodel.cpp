// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts of the reference service: the answer in time, the draw of faults, request bodies, the
// configuration.
#include "service/faults/faultdraw.h"
#include "service/dialects/dialect.h"
#include "service/front/routes.h"
#include "service/front/seenrequests.h"
#include "base/jsontext.h"
#include "service/model/outputplan.h"
#include "service/config/serviceconfig.h"
#include "service/front/truthlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

class TestServiceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capsCutReasoningFirst_data();
    void capsCutReasoningFirst();
    void faultSharesHold();
    void sameRequestSameFault();
    void faultTexts_data();
    void faultTexts();
    void faultListsAreChecked();
    void bodies_data();
    void bodies();
    void cutBodiesAreRefused();
    void sightings();
    void keysAreCompared_data();
    void keysAreCompared();
    void truthLines();
    void presets();
};

void TestServiceModel::capsCutReasoningFirst_data()
{
    QTest::addColumn<quint32>("cap");
    QTest::addColumn<quint32>("reasoning");
    QTest::addColumn<quint32>("content");
    QTest::addColumn<bool>("cut");
    QTest::newRow("above") << 100U << 6U << 10U << false;
    QTest::newRow("exact") << 16U << 6U << 10U << false;
    QTest::newRow("inside the content") << 8U << 6U << 2U << true;
    QTest::newRow("inside the reasoning") << 3U << 3U << 0U << true;
}

void TestServiceModel::capsCutReasoningFirst()
{
    QFETCH(quint32, cap);
    OutputConfig config;
    config.tokens = RandomFigure::fixed(10);
    config.reasoningTokens = RandomFigure::fixed(6);
    ModelRequest request;
    request.maxTokens = cap;
    const OutputPlan plan = OutputPlan::draw(config, 1, request);
    QTEST(plan.reasoning, "reasoning");
    QTEST(plan.content, "content");
    QTEST(plan.cutByLimit, "cut");
}

void TestServiceModel::faultSharesHold()
{
    constexpr int requests = 10'000;
    const std::vector<FaultShare> shares{
        {FaultKind::Truncate, 0.05}, {FaultKind::Stall, 0.2}, {FaultKind::Empty, 0.01}};
    const FaultDraw draw(shares, 3);
    std::array<int, faultKindCount> counts{};
    int none = 0;
    for (int i = 0; i < requests; ++i) {
        const std::optional<FaultKind> fault = draw.draw(requestKey("run-1/" + std::to_string(i)));
        if (fault)
            ++counts[static_cast<std::size_t>(*fault)];
        else
            ++none;
    }
    const auto within = [](int count, double share) {
        return std::abs(count - requests * share) <= 5 * std::sqrt(requests * share * (1 - share));
    };
    for (const FaultShare &share : shares)
        QVERIFY(within(counts[static_cast<std::size_t>(share.kind)], share.share));
    QVERIFY(within(none, 0.74));
}

void TestServiceModel::sameRequestSameFault()
{
    const std::vector<FaultShare> shares{{FaultKind::Truncate, 0.5}};
    const FaultDraw one(shares, 3);
    const FaultDraw again(shares, 3);
    const FaultDraw otherSeed(shares, 4);
    int moved = 0;
    for (int i = 0; i < 1000; ++i) {
        const quint64 key = requestKey(std::to_string(i));
        QCOMPARE(one.draw(key), again.draw(key));
        moved += one.draw(key) != otherSeed.draw(key) ? 1 : 0;
    }
    QVERIFY(moved > 400 && moved < 600);
    QVERIFY(requestKey("0") != requestKey(quint64{0}));
}

void TestServiceModel::faultTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("ok");
    QTest::newRow("share") << u"truncate:0.05"_qs << true;
    QTest::newRow("all") << u"http-500:1"_qs << true;
    QTest::newRow("none") << u"stall:0"_qs << true;
    QTest::newRow("no share") << u"truncate"_qs << false;
    QTest::newRow("empty share") << u"truncate:"_qs << false;
    QTest::newRow("unknown") << u"explode:0.1"_qs << false;
    QTest::newRow("over one") << u"truncate:1.1"_qs << false;
    QTest::newRow("negative") << u"truncate:-0.1"_qs << false;
    QTest::newRow("nan") << u"truncate:nan"_qs << false;
    QTest::newRow("empty") << QString() << false;
    for (const QString &name : faultNames())
        QTest::newRow(qPrintable(name)) << QString(name + QStringLiteral(":0.5")) << true;
}

void TestServiceModel::faultTexts()
{
    QFETCH(QString, text);
    const Result<FaultShare> parsed = parseFault(text);
    QTEST(parsed.ok(), "ok");
    if (parsed)
        QCOMPARE(faultName(parsed->kind), text.section(u':', 0, 0));
}

void TestServiceModel::faultListsAreChecked()
{
    QVERIFY(checkFaults({}).ok());
    QVERIFY(checkFaults({{FaultKind::Stall, 0.5}, {FaultKind::Empty, 0.5}}).ok());
    QVERIFY(!checkFaults({{FaultKind::Stall, 0.6}, {FaultKind::Empty, 0.5}}).ok());
    QVERIFY(!checkFaults({{FaultKind::Stall, 0.1}, {FaultKind::Stall, 0.1}}).ok());
}

void TestServiceModel::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("param"); ///< "ok", or the member that is to blame; "-" for the whole body
    const QByteArray messages = R"("messages":[{"role":"user","content":"hi"}])";
    QTest::newRow("least") << '{' + messages + '}' << QByteArray("ok");
    QTest::newRow("null members") << R"({"model":null,"stream":null,"max_tokens":null,)" + messages + '}'
                                  << QByteArray("ok");
    QTest::newRow("parts") << QByteArray(
                                  R"({"messages":[{"content":[{"type":"text","text":"a"},{"type":"x"}]}]})")
                           << QByteArray("ok");
    QTest::newRow("empty") << QByteArray() << QByteArray("-");
    QTest::newRow("list") << QByteArray("[]") << QByteArray("-");
    QTest::newRow("text") << QByteArray("\"x\"") << QByteArray("-");
    QTest::newRow("two roots") << '{' + messages + "} {}" << QByteArray("-");
    QTest::newRow("not utf-8") << QByteArray("{\"model\":\"\xff\xfe\",") + messages + '}' << QByteArray("-");
    QTest::newRow("nul bytes") << QByteArray(100, '\0') << QByteArray("-");
    QTest::newRow("lone surrogate") << R"({"model":"\ud800",)" + messages + '}' << QByteArray("-");
    QTest::newRow("deep nesting") << QByteArray(1'000'000, '[') << QByteArray("-");
    QTest::newRow("deep objects") << QByteArray(R"({"a":)").repeated(200'000) << QByteArray("-");
    QTest::newRow("no messages") << QByteArray("{}") << QByteArray("messages");
    QTest::newRow("no message") << QByteArray(R"({"messages":[]})") << QByteArray("messages");
    QTest::newRow("message is a number") << QByteArray(R"({"messages":[1]})") << QByteArray("messages");
    QTest::newRow("stream is a text") << R"({"stream":"yes",)" + messages + '}' << QByteArray("stream");
    QTest::newRow("cap is 0") << R"({"max_tokens":0,)" + messages + '}' << QByteArray("max_tokens");
    QTest::newRow("cap is negative") << R"({"max_tokens":-1,)" + messages + '}' << QByteArray("max_tokens");
    QTest::newRow("cap is a fraction")
        << R"({"max_completion_tokens":1.5,)" + messages + '}' << QByteArray("max_completion_tokens");
    QTest::newRow("options are a list")
        << R"({"stream_options":[],)" + messages + '}' << QByteArray("stream_options");
    QTest::newRow("usage is a text") << R"({"stream_options":{"include_usage":"1"},)" + messages + '}'
                                     << QByteArray("include_usage");
    QTest::newRow("model is long") << "{\"model\":\"" + QByteArray(1000, 'x') + "\"," + messages + '}'
                                   << QByteArray("model");
}

void TestServiceModel::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, param);
    const Dialects dialects;
    const std::variant<AskedRequest, DialectRefusal> read = dialects.standard().read(
        "/v1/chat/completions", {}, {body.constData(), static_cast<std::size_t>(body.size())}, false);
    if (param == "ok") {
        QVERIFY(std::holds_alternative<AskedRequest>(read));
        QVERIFY(std::get<AskedRequest>(read).promptTokens >= 1);
        return;
    }
    QVERIFY(std::holds_alternative<DialectRefusal>(read));
    const QByteArray refusal = QByteArray::fromStdString(std::get<DialectRefusal>(read).body);
    const QJsonObject error = QJsonDocument::fromJson(refusal).object().value(u"error").toObject();
    QVERIFY(!error.value(u"message").toString().isEmpty());
    QCOMPARE(error.value(u"param").toString().toUtf8(), param == "-" ? QByteArray("") : param);
}

void TestServiceModel::cutBodiesAreRefused()
{
    const std::string whole =
        R"({"model":"m","stream":true,"stream_options":{"include_usage":true},"max_tokens":5,)"
        R"("messages":[{"role":"user","content":"a \"quoted\" \u00e9 text"}]})";
    const Dialects dialects;
    const auto read = [&dialects](std::string_view body) {
        return dialects.standard().read("/v1/chat/completions", {}, body, false);
    };
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(std::holds_alternative<DialectRefusal>(read(std::string_view(whole).substr(0, size))));
    const std::variant<AskedRequest, DialectRefusal> parsed = read(whole);
    QVERIFY(std::holds_alternative<AskedRequest>(parsed));
    const AskedRequest &request = std::get<AskedRequest>(parsed);
    QVERIFY(request.stream && request.includeUsage);
    QCOMPARE(request.maxTokens, std::optional<quint32>(5));
}

void TestServiceModel::sightings()
{
    SeenRequests seen;
    QVERIFY(!seen.note(1, 1).duplicate);
    QVERIFY(seen.note(1, 1).duplicate);
    QVERIFY(!seen.note(1, 2).duplicate);
    QVERIFY(!seen.note(2, 1).duplicate);
    QCOMPARE(seen.note(3, std::nullopt).attempt, 1U);
    QCOMPARE(seen.note(3, std::nullopt).attempt, 2U);
    // A generation later the request is still known.
    for (quint64 key = 100; key < 600'100; ++key)
        seen.note(key, 1);
    QVERIFY(seen.note(600'000, 1).duplicate);
    QCOMPARE(seen.note(3, std::nullopt).attempt, 3U);
}

void TestServiceModel::keysAreCompared_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("admitted");
    QTest::newRow("right") << QByteArray("Bearer sesame") << true;
    QTest::newRow("case of the scheme") << QByteArray("bEARER sesame") << true;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("scheme only") << QByteArray("Bearer ") << false;
    QTest::newRow("wrong") << QByteArray("Bearer Sesame") << false;
    QTest::newRow("longer") << QByteArray("Bearer sesame1") << false;
    QTest::newRow("other scheme") << QByteArray("Basic sesame") << false;
}

void TestServiceModel::keysAreCompared()
{
    QFETCH(QByteArray, header);
    const Dialects dialects;
    Gatekeeper gate("sesame", std::move(*Authenticator::make({})));
    RequestLine line{
        "POST", "/v1/chat/completions?x=1", {header.constData(), std::size_t(header.size())}, {}, 0};
    const Route route = routeOf(dialects, gate, line);
    QTEST(!route.reply.has_value(), "admitted");
    if (route.reply)
        QCOMPARE(route.reply->status, 401);
    line.authorization = {};
    line.apiKey = "sesame";
    QVERIFY(!routeOf(dialects, gate, line).reply);
    line.apiKey = "sesam";
    QVERIFY(routeOf(dialects, gate, line).reply);
    Gatekeeper open({}, std::move(*Authenticator::make({})));
    QVERIFY(!routeOf(dialects, open, line).reply);
}

void TestServiceModel::truthLines()
{
    TruthRecord record;
    record.id = "a\"b\n\xff";
    record.attempt = 2;
    record.fault = FaultKind::ResetInside;
    record.accepted = timePointFromNs(1000);
    record.chunks = {{timePointFromNs(2000), 1}, {timePointFromNs(3000), 4}};
    record.end = TruthEnd::ClientClosed;
    record.status = 200;
    record.stages = {1ns, 2ns, 3ns, 4ns, 5ns, 6ns};
    record.replica = 3;
    std::string line;
    appendTruthLine(line, record);
    QVERIFY(line.back() == '\n' && line.find('\n') == line.size() - 1);
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
    QCOMPARE(object.value(u"id").toString(), QString(u"a\"b\n"_qs + QChar(0xfffd)));
    QCOMPARE(object.value(u"attempt").toInt(), 2);
    const QJsonObject stages = object.value(u"stages").toObject();
    QCOMPARE(stages.value(u"gateway_ns").toInt() + stages.value(u"queue_ns").toInt(), 3);
    QCOMPARE(stages.value(u"preempted_ns").toInt() + stages.value(u"network_ns").toInt(), 11);
    QCOMPARE(object.value(u"replica").toInt(), 3);
    QCOMPARE(object.value(u"fault").toString(), u"reset-inside"_qs);
    QCOMPARE(object.value(u"accepted_ns").toInteger(), 1000);
    QCOMPARE(object.value(u"end").toString(), u"client_closed"_qs);
    QCOMPARE(object.value(u"chunks").toArray().size(), 2);
    QCOMPARE(object.value(u"chunks").toArray().at(1).toObject().value(u"tokens").toInt(), 4);

    std::string bare;
    appendTruthLine(bare, TruthRecord{});
    const QJsonObject empty = QJsonDocument::fromJson(QByteArray::fromStdString(bare)).object();
    QVERIFY(empty.value(u"replica").isNull());
    QVERIFY(empty.value(u"id").isNull() && empty.value(u"fault").isNull() && empty.value(u"status").isNull());
    QVERIFY(empty.contains(u"id") && empty.value(u"chunks").toArray().isEmpty());
}

void TestServiceModel::presets()
{
    QCOMPARE(presetNames().first(), u"steady"_qs);
    for (const QString &name : presetNames()) {
        const Result<ServiceConfig> config = presetConfig(name);
        QVERIFY2(config.ok(), config ? "" : qPrintable(config.error().text()));
        QVERIFY(checkConfig(*config).ok());
    }
    QCOMPARE(presetConfig(u"steady"_qs)->model.scheduler.ttft, Nanoseconds(120ms));
    QVERIFY(presetConfig(u"reasoning"_qs)->model.output.reasoningTokens.mean > 0);
    QCOMPARE(presetConfig(u"flaky"_qs)->faults.size(), faultKindCount);
    QVERIFY(!presetConfig(u"../steady"_qs).ok());
}

QTEST_GUILESS_MAIN(TestServiceModel)
#include "tst_servicemodel.moc"
