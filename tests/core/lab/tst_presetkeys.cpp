// SPDX-License-Identifier: GPL-3.0-or-later
// Every key that a preset file may have changes something: a problem, what a list says, the request that goes
// out, or what is made of the answer. A key without effect would be a promise that nobody keeps.
#include "engine/runcontext.h"
#include "engine/runplan.h"
#include "lab/knownnames.h"
#include "protocol/decoder.h"
#include "protocol/judge.h"
#include "protocol/modellisting.h"
#include "protocol/presetlisting.h"
#include "scenario/enumnames.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

namespace {

/// The same rules for streams and whole answers, each with a place of its own.
const char rules[] = R"({
    "content": ["/content"], "reasoning": ["/reasoning"], "refusal": ["/refusal"], "tool_call": ["/tool"],
    "media": ["/sound"], "answer": ["/vectors"],
    "text_kind": {"at": "/kind", "content": ["say"], "reasoning": ["think"], "refusal": ["no"], "tool_call": ["call"]},
    "skip_text": {"at": "/special", "values": ["yes"]}, "repeat_text": {"at": "/again", "values": ["yes"]},
    "ignore": {"at": "/noise", "values": ["yes"]}, "cumulative": false,
    "finish_reason": ["/finish"], "no_finish_reason": ["go"], "failing_finish_reasons": ["broke"], "choice": "/choice",
    "usage": {"input": "/in", "cached_input": "/cached", "output": "/out", "reasoning": "/thought", "total": "/all",
              "input_apart": "/written", "cached_input_apart": true, "reasoning_apart": true},
    "timing": {"inference": "/t/inference", "queue": "/t/queue", "prefill": "/t/prefill",
               "decode": "/t/decode", "unit": "ms"},
    "end_mark": {"at": "/mark", "values": ["end"]}, "needs_end": {"at": "/begin", "values": ["yes"]},
    "error": {"present": ["/error"], "mark": {"at": "/type", "values": ["oops"]}, "code": ["/error/code"], "message": ["/error/text"]},
    "business_code": {"at": "/biz", "ok": ["fine"]},
    "rate_limit_codes": ["slow"]})";

/// Answers, or events of a stream, that meet each rule.
const QByteArrayList documents{R"({"content": "c"})",
                               R"({"reasoning": "r"})",
                               R"({"refusal": "no"})",
                               R"({"tool": "call"})",
                               R"({"content": "c", "kind": "think"})",
                               R"({"content": "c", "kind": "no"})",
                               R"({"content": "c", "kind": "call"})",
                               R"({"content": "c", "kind": "say"})",
                               R"({"content": "c", "kind": "else"})",
                               R"({"content": "c", "noise": "yes"})",
                               R"({"content": "c", "begin": "yes"})",
                               R"({"content": "c", "special": "yes"})",
                               R"({"finish": "stop"})",
                               R"({"finish": "go"})",
                               R"({"finish": "broke"})",
                               R"({"sound": "abc"})",
                               R"({"vectors": [1]})",
                               R"({"content": "c", "again": "yes"})",
                               R"({"type": "oops"})",
                               R"({"in": 5, "cached": 2, "written": 1, "out": 7, "thought": 3, "all": 15})",
                               R"({"choice": 1, "out": 4})",
                               R"({"t": {"inference": 1, "queue": 2, "prefill": 3, "decode": 4}})",
                               R"({"mark": "end"})",
                               R"({"error": {"code": "bad", "text": "why"}})",
                               R"({"error": {"code": "slow", "text": "why"}})",
                               R"({"biz": "fine"})",
                               R"({"biz": "7"})",
                               "END"};

/// Each has a place of its own.
QJsonObject parameterPlaces()
{
    QJsonObject places;
    for (const QString &name : enumNames<ModelParameter>())
        places.insert(name, QStringLiteral("/set/") + name);
    return places;
}

QJsonObject preset()
{
    QJsonObject stream = QJsonDocument::fromJson(rules).object();
    QJsonObject whole = stream;
    stream.remove(QStringLiteral("answer")); // a stream needs tokens
    for (const char *ofStreams : {"end_mark", "repeat_text", "ignore", "cumulative", "needs_end"})
        whole.remove(QLatin1String(ofStreams)); // a whole answer has none of them
    return {{QStringLiteral("weir_vendor"), 1},
            {QStringLiteral("name"), QStringLiteral("own")},
            {QStringLiteral("title"), QStringLiteral("Own Vendor")},
            {QStringLiteral("like"), QStringLiteral("openai-chat")},
            {QStringLiteral("path"), QStringLiteral("/stream")},
            {QStringLiteral("whole_path"), QStringLiteral("/whole")},
            {QStringLiteral("method"), QStringLiteral("PUT")},
            {QStringLiteral("headers"), QJsonObject{{QStringLiteral("X-Fixed"), QStringLiteral("1")}}},
            {QStringLiteral("auth"), QJsonObject{{QStringLiteral("scheme"), QStringLiteral("header")},
                                                 {QStringLiteral("header"), QStringLiteral("X-Key")}}},
            {QStringLiteral("framing"), QStringLiteral("sse")},
            {QStringLiteral("terminator"), QStringLiteral("END")},
            {QStringLiteral("ends"), QStringLiteral("clean")},
            {QStringLiteral("accepts"), QJsonArray{QStringLiteral("text/own")}},
            {QStringLiteral("head_means"), QStringLiteral("service_began")},
            {QStringLiteral("body"),
             QStringLiteral(R"({"ask": "{{prompt}}{{#image_parts}}!{{/image_parts}}", "count": true})")},
            {QStringLiteral("parameters"), parameterPlaces()},
            {QStringLiteral("takes"), QJsonArray{QStringLiteral("images")}},
            {QStringLiteral("asks_for_usage"), QStringLiteral("/count")},
            {QStringLiteral("models"), QJsonObject{{QStringLiteral("path"), QStringLiteral("/list")},
                                                   {QStringLiteral("names"), QStringLiteral("/all/*/id")}}},
            {QStringLiteral("stream"), stream},
            {QStringLiteral("whole"), whole}};
}

/// Pointers of all that is not an object; the members of "headers" are free.
QStringList leavesOf(const QJsonObject &object, const QString &path = {})
{
    QStringList leaves;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString here = path + u'/' + member.key();
        if (member->isObject() && here != QStringLiteral("/headers"))
            leaves.append(leavesOf(member->toObject(), here));
        else
            leaves.append(here);
    }
    return leaves;
}

/// Another right value for the key.
QJsonValue otherThan(const QString &key, const QJsonValue &value)
{
    static const QMap<QString, QJsonValue> special{
        {QStringLiteral("/weir_vendor"), 2}, // a version that there is not
        {QStringLiteral("/method"), QStringLiteral("POST")},
        {QStringLiteral("/headers"), QJsonObject()},
        {QStringLiteral("/auth/scheme"), QStringLiteral("bearer")},
        {QStringLiteral("/framing"), QStringLiteral("ndjson")},
        {QStringLiteral("/accepts"), QJsonArray{QStringLiteral("text/other")}},
        {QStringLiteral("/ends"), QStringLiteral("mark")},
        {QStringLiteral("/head_means"), QStringLiteral("nothing")},
        {QStringLiteral("/body"), QStringLiteral(R"({"other": "{{prompt}}", "count": true})")},
        {QStringLiteral("/asks_for_usage"), QString()}};
    if (special.contains(key))
        return special.value(key);
    if (key.endsWith(QStringLiteral("/unit")))
        return QStringLiteral("s");
    if (value.isBool())
        return !value.toBool();
    if (value.isArray())
        return QJsonArray{value.toArray().at(0).toString().startsWith(u'/') ? QStringLiteral("/absent")
                                                                            : QStringLiteral("other")};
    return value.toString().startsWith(u'/') ? QStringLiteral("/absent") : value.toString() + u'x';
}

QJsonObject with(QJsonObject object, const QStringList &segments, const QJsonValue &value)
{
    const QString key = segments.first();
    object.insert(key,
                  segments.size() == 1 ? value : with(object.value(key).toObject(), segments.mid(1), value));
    return object;
}

QJsonValue at(const QJsonObject &object, const QStringList &segments)
{
    const QJsonValue value = object.value(segments.first());
    return segments.size() == 1 ? value : at(value.toObject(), segments.mid(1));
}

QStringList segmentsOf(const QString &key)
{
    return key.mid(1).split(u'/');
}

QString textOf(const auto &number)
{
    return number ? QString::number(*number) : QStringLiteral("-");
}

QString textOf(const std::optional<Nanoseconds> &time)
{
    return time ? QString::number(time->count()) : QStringLiteral("-");
}

QString told(const StreamEvent &event)
{
    QString text = QStringLiteral("%1 %2 %3 %4 %5")
                       .arg(event.chunk ? int(*event.chunk) : -1)
                       .arg(QString::fromUtf8(event.text), QString::fromUtf8(event.reasoningText),
                            event.finishReason.value_or(QStringLiteral("-")))
                       .arg(event.isTerminator);
    text += event.holdsAnswer ? QStringLiteral(" answer") : QString();
    if (event.usage)
        text +=
            QStringLiteral(" usage %1 %2 %3 %4 %5")
                .arg(textOf(event.usage->input), textOf(event.usage->cachedInput),
                     textOf(event.usage->output), textOf(event.usage->reasoning), textOf(event.usage->total));
    if (event.choice)
        text += QStringLiteral(" choice %1").arg(*event.choice);
    if (event.timing)
        text += QStringLiteral(" timing %1 %2 %3 %4")
                    .arg(textOf(event.timing->inference), textOf(event.timing->queue),
                         textOf(event.timing->prefill), textOf(event.timing->decode));
    if (event.isError)
        text += QStringLiteral(" error %1 %2 %3")
                    .arg(event.errorCode, event.errorMessage.english())
                    .arg(event.isRateLimit);
    return event.isMalformed ? QStringLiteral("malformed") : text;
}

QStringList decoded(const DecoderFactory &factory, const QByteArray &type, const QByteArray &body,
                    bool streamed)
{
    const std::unique_ptr<Decoder> decoder =
        factory.decoderFor(ResponseHead{200, {{"Content-Type", type}}}, streamed);
    QStringList events;
    ResponseFacts facts;
    facts.head = ResponseHead{200, {{"Content-Type", type}}};
    facts.streamed = streamed;
    facts.protocolHasTerminator = factory.preset().hasTerminator();
    facts.cleanEndEnds = factory.preset().cleanEndEnds();
    facts.acceptedTypes = factory.preset().accepts;
    const Decoder::Sink sink = [&events, &facts](const StreamEvent &event) {
        facts.note(event);
        events << told(event);
    };
    decoder->feed(body, sink);
    decoder->finish(sink);
    facts.form = decoder->form();
    const Outcome outcome = judge(facts, {}, LocalEnd::None);
    return events << toString(outcome.outcome) + u' ' + outcome.message.english();
}

/// As an event behind another, and as a line; or as a whole answer.
QStringList decoded(const DecoderFactory &factory, const QByteArray &document, bool streamed)
{
    if (!streamed)
        return decoded(factory, "application/json", document, false);
    const QByteArray word = R"({"content": "w"})";
    return decoded(factory, "text/event-stream", "data: " + word + "\n\ndata: " + document + "\n\n", true) +
           decoded(factory, "text/own", "data: " + document + "\n\n", true) +
           decoded(factory, "application/json", word + '\n' + document + '\n', true);
}

/// Two requests, one streamed and one not, with bodies of the vendor's, and one that asks for no usage.
Scenario scenario()
{
    Scenario scenario = defaultScenario();
    Target &target = scenario.targets.front();
    target.url = QStringLiteral("http://127.0.0.1:9");
    target.vendor = QStringLiteral("own.json");
    target.auth.key = QStringLiteral("env:WEIR_TEST_PRESET_KEY");
    RequestTemplate &chat = scenario.requests.front();
    chat.maxTokens = 3;
    chat.parameters = {0.5,
                       0.25,
                       {QStringLiteral("stop")},
                       4,
                       1,
                       true,
                       QStringLiteral("low"),
                       {QStringLiteral("[1]")},
                       {QStringLiteral("{}")}};
    RequestTemplate whole = scenario.requests.front();
    whole.name = QStringLiteral("whole");
    whole.stream = false;
    RequestTemplate silent = scenario.requests.front();
    silent.name = QStringLiteral("silent");
    silent.parameters = {};
    silent.body = QStringLiteral(R"({"ask": "{{prompt}}"})");
    scenario.requests.push_back(whole);
    scenario.requests.push_back(silent);
    return scenario;
}

/// The problems that are about the vendor, as the checking window and `check` show them.
QStringList problemsOf(const QString &folder)
{
    QStringList lines;
    for (const Problem &problem : check(scenario(), knownNames(folder)))
        lines << problem.path + u' ' + problem.message.english();
    return lines;
}

QStringList requestsOf(const RunContext &context)
{
    QStringList lines;
    for (const PreparedTemplate &prepared : context.templates) {
        const Result<RenderedRequest> request =
            prepared.renderer.render({}, RequestId(1), 1, QStringLiteral("t"), nullptr);
        if (!request)
            return {request.error().text()};
        const WireRequest &wire = request->wire;
        lines << QString::fromLatin1(wire.method()) + u' ' + wire.url.toString() + u' ' +
                     QString::fromUtf8(wire.body);
        for (const RawHeader &header : wire.headers)
            lines << QString::fromLatin1(header.first) + u'=' + QString::fromLatin1(header.second);
    }
    return lines;
}

Result<std::shared_ptr<const RunContext>> contextOf(const Scenario &scenario, const QString &folder)
{
    const Result<RunPlan> plan = planRun(scenario, {folder, {}, QStringLiteral("t")});
    if (!plan)
        return plan.error();
    return RunContext::prepare(*plan, std::make_shared<SystemClock>());
}

} // namespace

class TestPresetKeys : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// All that a user can see of a preset.
    QString seenOf(const QJsonObject &json)
    {
        QFile file(m_folder.filePath(QStringLiteral("own.json")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QJsonDocument(json).toJson());
        file.close();
        QStringList seen = problemsOf(m_folder.path());
        const Result<std::shared_ptr<const RunContext>> context = contextOf(scenario(), m_folder.path());
        if (!context)
            return (seen << context.error().text()).join(u'\n');
        seen << requestsOf(**context);
        const DecoderFactory &decoders = *(*context)->templates.front().decoders;
        const VendorPreset &vendor = decoders.preset();
        seen << modelListUrl((*context)->connections.front().url, vendor).toString();
        seen << listedModels(vendor, R"({"all": [{"id": "m"}]})").value_or(ListedModels()).names;
        seen << QStringLiteral("terminator %1").arg(decoders.preset().hasTerminator());
        seen << QStringLiteral("head %1").arg(
            int(decoders.preset().headMeans)); // tst_attempt has what it does
        for (const QByteArray &document : documents) {
            seen << decoded(decoders, document, true);
            seen << decoded(decoders, document, false);
        }
        return seen.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase() { qputenv("WEIR_TEST_PRESET_KEY", "swordfish"); }

    void theFileOfThisTestHasThemAll()
    {
        QStringList declared = presetKeys();
        QStringList used = leavesOf(preset());
        declared.sort();
        used.sort();
        QCOMPARE(used, declared);
        QVERIFY(vendorFromJson(QJsonDocument(preset()).toJson()).problems.empty());
    }

    void eachChangesSomething_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : presetKeys())
            QTest::newRow(qPrintable(key)) << key;
    }
    void eachChangesSomething()
    {
        QFETCH(const QString, key);
        const QJsonValue before = at(preset(), segmentsOf(key));
        const QJsonValue after = otherThan(key, before);
        QVERIFY(before != after);
        const QString seen = seenOf(preset());
        QVERIFY(seen.contains(QStringLiteral("X-Key=swordfish"))); // it can be used at all
        QCOMPARE(seenOf(preset()), seen);                          // nothing else changes it
        QVERIFY(seen != seenOf(with(preset(), segmentsOf(key), after)));
    }

    void theDocumentationNamesThem()
    {
        QFile page(QStringLiteral(WEIR_TEST_DATA "/../../docs/vendor-presets.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        for (const QString &key : presetKeys()) {
            const QRegularExpression named(QStringLiteral("[`\"]%1[`\"]").arg(key.section(u'/', -1)));
            QVERIFY2(named.match(text).hasMatch(), qPrintable(key));
        }
    }

    void whatWouldChangeNothingIsRefused()
    {
        QJsonObject json = preset();
        json.insert(QStringLiteral("whole"), json.value(QStringLiteral("stream")));
        const Problems problems = vendorFromJson(QJsonDocument(json).toJson()).problems;
        QCOMPARE(problems.size(), std::size_t(3));
        for (const Problem &problem : problems)
            QCOMPARE(problem.path, QStringLiteral("/whole"));
        QVERIFY(problems[0].message.english().contains(QStringLiteral("end_mark")));
        QVERIFY(problems[1].message.english().contains(QStringLiteral("repeat_text")));
    }

    void vendorsAreListedByNameAndTitle()
    {
        const VendorReading reading = vendorFromJson(QJsonDocument(preset()).toJson());
        QCOMPARE(vendorLabel(reading.preset), QStringLiteral("own (Own Vendor)"));
        QVERIFY(findVendor(QStringLiteral("nobody"))
                    .error()
                    .text()
                    .contains(QStringLiteral("anthropic-messages, ")));
        seenOf(preset());
        QVERIFY(!problemsOf(m_folder.path()).filter(QStringLiteral("own (Own Vendor)")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPresetKeys)
#include "tst_presetkeys.moc"
