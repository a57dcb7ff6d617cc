// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorpreset.h"
#include "scenario/usagerequest.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;

class TestVendorPreset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtin()
    {
        const Result<VendorPreset> preset = findVendor(QStringLiteral("openai-chat"));
        QVERIFY(preset.ok());
        QCOMPARE(preset->path, QStringLiteral("/v1/chat/completions"));
        QCOMPARE(preset->terminator, QStringLiteral("[DONE]"));
        QVERIFY(preset->hasTerminator());
        QCOMPARE(preset->asksForUsage, QStringLiteral("/stream_options/include_usage"));
        QCOMPARE(preset->title, QStringLiteral("OpenAI chat completions"));
        QVERIFY(findVendor(QStringLiteral("nobody")).error().text().contains(QStringLiteral("openai-chat")));
    }

    void allProblemsAreFound()
    {
        const VendorReading reading = vendorFromJson(
            R"({"method": "P T", "headers": {"a b": "c"}, "auth": {"scheme": "header", "header": "x:"}, "name": 3, "path": "v1", "framing": "xml", "bodi": "",
            "stream": {"content": ["a/b"], "timing": {"unit": "h"}, "end_mark": {"at": "/x"},
            "text_kind": {"reasoning": ["r"]}, "business_code": {"ok": []}, "skip_text": {"at": "/x"}, "usage": {"input": ["x"], "output": 3}},
            "whole": {}, "whole_path": "v1"})");
        QStringList paths;
        for (const Problem &problem : reading.problems)
            paths << problem.path;
        for (const char *path :
             {"/weir_vendor", "/method", "/headers", "/auth/header", "/name", "/path", "/framing", "/bodi",
              "/body", "/stream/content", "/stream/timing/unit", "/stream/end_mark/at",
              "/stream/text_kind/at", "/stream/business_code/at", "/stream/skip_text/at",
              "/stream/usage/input", "/stream/usage/output", "/whole/content", "/whole_path"})
            QVERIFY2(paths.contains(QLatin1String(path)), path);
        QVERIFY(hasErrors(vendorFromJson("[]").problems));
        QVERIFY(hasErrors(vendorFromJson("{").problems));
        QVERIFY(hasErrors(vendorFromJson(R"({"weir_vendor": 2})").problems));
    }

    /// Each key of the format, set to something of its own in the file, is found again in the preset.
    void everyKeyIsRead()
    {
        const VendorReading reading =
            readVendorFile(QStringLiteral("every-key.json"), QStringLiteral(WEIR_TEST_DATA "/vendors"));
        QVERIFY2(reading.problems.empty(),
                 reading.problems.empty() ? "" : qPrintable(reading.problems.front().message.text()));
        const VendorPreset &preset = reading.preset;
        QCOMPARE((QStringList{preset.name, preset.title, preset.path, preset.wholePath, preset.terminator,
                              preset.asksForUsage, preset.body, preset.auth.header}),
                 (QStringList{u"n"_qs, u"t"_qs, u"/p"_qs, u"/w"_qs, u"END"_qs, u"/o/count"_qs,
                              u"{\"count\": 1\n}"_qs, u"K"_qs}));
        QCOMPARE(preset.method, QByteArray("PUT"));
        QCOMPARE(preset.headers, (std::vector<Header>{{u"H"_qs, u"v"_qs}}));
        QVERIFY(preset.auth.scheme == AuthScheme::Header && preset.framing == StreamFraming::Ndjson);
        QCOMPARE(preset.whole.content, QStringList{u"/21"_qs});
        const EventRules &rules = preset.stream;
        QCOMPARE((QStringList{rules.content[0], rules.reasoning[0], rules.refusal[0], rules.toolCall[0],
                              rules.textKind.at, rules.skipText.at, rules.finishReason[0],
                              rules.usage.input[0], rules.usage.cachedInput[1], rules.usage.output[0],
                              rules.usage.reasoning[0], rules.choice}),
                 (QStringList{u"/1"_qs, u"/2"_qs, u"/3"_qs, u"/4"_qs, u"/5"_qs, u"/6"_qs, u"/7"_qs, u"/8"_qs,
                              u"/9b"_qs, u"/10"_qs, u"/11"_qs, u"/22"_qs}));
        QCOMPARE(
            (QStringList{rules.timing.inference[0].at, rules.timing.queue[0].at, rules.timing.prefill[0].at,
                         rules.timing.decode[0].at, rules.endMark.at, rules.error.present[0],
                         rules.error.code[0], rules.error.message[0], rules.businessCode.at[1]}),
            (QStringList{u"/12"_qs, u"/13"_qs, u"/14"_qs, u"/15"_qs, u"/16"_qs, u"/17"_qs, u"/18"_qs,
                         u"/19"_qs, u"/20b"_qs}));
        QVERIFY(rules.timing.decode[0].unitNs == 1e3 && rules.timing.queue[0].unitNs == 1e3 &&
                rules.timing.queue[1].unitNs == 1e6);
        QCOMPARE((QStringList{rules.ignore.at, rules.needsEnd.at, rules.timing.queue[1].at}),
                 (QStringList{u"/6c"_qs, u"/16b"_qs, u"/13b"_qs}));
        QVERIFY(!rules.cumulative && rules.usage.reasoningApart && rules.textKind.content.contains("c"));
        QVERIFY(preset.cleanEndEnds() && preset.headMeans == HeadMeaning::ServiceBegan);
        QCOMPARE(preset.accepts, QStringList{u"text/plain"_qs});
        QCOMPARE((QStringList{rules.media[0], rules.repeatText.at, rules.usage.inputApart[0],
                              rules.error.mark.at, preset.whole.answer[0]}),
                 (QStringList{u"/4b"_qs, u"/6b"_qs, u"/11b"_qs, u"/17b"_qs, u"/22"_qs}));
        QVERIFY(rules.repeatText.values.contains("again") && rules.error.mark.values.contains("m") &&
                rules.failingFinishReasons.contains("broke"));
        QVERIFY(rules.usage.cachedInputApart);
        QCOMPARE(rules.timing.unitNs, 1e3);
        QVERIFY(rules.textKind.reasoning.contains("r") && rules.textKind.refusal.contains("f") &&
                rules.textKind.toolCall.contains("t"));
        QVERIFY(rules.skipText.values.contains("s") && rules.noFinishReason.contains("go") &&
                rules.endMark.values.contains("e") && rules.businessCode.ok.contains("b") &&
                rules.rateLimitCodes.contains("slow"));
    }

    void whatCannotBeMeantIsRefused_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *keys, const char *path) {
            QTest::newRow(name) << QByteArray(keys).replace('\'', '"') << QString::fromLatin1(path);
        };
        row("all right", "'headers': {'X-A': '{{model}}'}", "");
        for (const char *own :
             {"content-length", "Host", "Connection", "Transfer-Encoding", "TE", "x-weir-request-id"})
            row(own, QByteArray("'headers': {'" + QByteArray(own) + "': '1'}").constData(), "/headers");
        row("a header's broken template", "'headers': {'X-A': '{{model'}", "/headers");
        row("a secret", "'headers': {'X-Api-Key': 'abcdef'}", "/headers");
        row("a reference", "'headers': {'X-Api-Key': 'env:KEY'}", "");
        row("a title of blanks", "'title': '  '", "/title");
        row("no terminator", "'terminator': ''", "/terminator");
        row("no place", "'asks_for_usage': ''", "/asks_for_usage");
        row("quotes are missing", "'body': '{\\'p\\': {{prompt}}}'", "/body");
        row("a comma too many", "'body': '{\\'p\\': \\'{{prompt}}\\',}'", "/body");
        row("a comma too many in streams", "'body': '{\\'p\\': \\'{{prompt}}\\'{{#stream}},{{/stream}}}'",
            "/body");
        row("a comma too many beside a system prompt",
            "'body': '{\\'p\\': \\'{{prompt}}\\'{{#system}},{{/system}}}'", "/body");
        row("a number of the row", "'body': '{\\'p\\': \\'{{prompt}}\\', \\'n\\': {{n}}}'", "");
        row("a list of the row", "'body': '{\\'l\\': [{{#l}}\\'{{.}}\\',{{/l}} 0]}'", "");
        row("objects of the row", "'body': '{\\'l\\': [{{#l}}{\\'t\\': \\'{{t.u}}\\'},{{/l}} 0]}'", "");
        row("JSON of the row", "'body': '{\\'l\\': 1 {{{more}}}}'", "");
        row("a prompt of JSON", "'body': '{\\'l\\': {{{prompt}}}}'", "");
        row("a limit of its own", "'body': '{\\'p\\': \\'{{prompt}}\\', \\'m\\': {{max_tokens}}}'", "");
        row("takes what nobody knows", "'takes': ['smells']", "/takes");
        row("takes addresses alone",
            "'body': '{\\'i\\': \\'{{#image_parts}}{{media_url}}{{/image_parts}}\\'}', "
            "'takes': ['images_by_url']",
            "/takes");
        row("takes pictures",
            "'body': '{\\'i\\': \\'{{#image_parts}}{{media_url}}{{/image_parts}}\\'}', 'takes': ['images']",
            "");
        row("one place for two", "'parameters': {'seed': '/a', 'top_p': '/a'}", "/parameters/seed");
        row("a place in another", "'parameters': {'stop': '/a/b', 'tools': '/a'}", "/parameters/tools");
        row("a place within a text", "'body': '{\\'p\\': \\'{{prompt}}\\'}', 'parameters': {'seed': '/p/s'}",
            "/parameters/seed");
        row("a place in a list", "'body': '[\\'{{prompt}}\\']', 'parameters': {'seed': '/s'}",
            "/parameters/seed");
    }
    void whatCannotBeMeantIsRefused()
    {
        QFETCH(const QByteArray, keys);
        QFETCH(const QString, path);
        QByteArray json = "{\"weir_vendor\": 1, \"name\": \"n\", \"path\": \"/\", " + keys +
                          ", \"stream\": {\"content\": \"/c\"}, \"whole\": {\"content\": \"/c\"}";
        json += keys.contains("\"body\"") ? "}" : ", \"body\": \"{}\"}";
        const Problems problems = vendorFromJson(json).problems;
        QStringList paths;
        for (const Problem &problem : problems)
            paths << problem.path;
        QVERIFY2(paths.join(u' ') == path,
                 problems.empty() ? json.constData() : qPrintable(errorLines(problems).text()));
        QVERIFY(hasErrors(vendorFromJson(QByteArray(json).replace("\"n\"", "\"\"")).problems));
    }

    void onlyWhatTheBodyHasASectionForIsTaken()
    {
        const VendorReading own =
            vendorFromJson("{\"weir_vendor\": 1, \"name\": \"n\", \"like\": \"openai-chat\", "
                           "\"asks_for_usage\": null, \"body\": \"{}\"}");
        QVERIFY(own.problems.empty() && own.preset.takes.isEmpty());
        QVERIFY(findVendor(u"vllm"_qs)->takes.contains(u"audio"_qs));
        QVERIFY(findVendor(u"deepseek"_qs)->takes.isEmpty());
    }

    void usageIsAskedFor_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("asks");
        const auto row = [](const char *body, bool asks) {
            QTest::newRow(body) << QString::fromLatin1(body) << asks;
        };
        row(R"({"stream_options": {"include_usage": true}})", true);
        row(R"({"stream_options": {"include_usage" :{{stream}}}})", true);
        row(R"({"stream_options": {"include_usage": false}})", false);
        row(R"({"stream_options": {"include_usage":null}})", false);
        row(R"({"stream_options": {"include_usages": true}})", false);
        row(R"({"prompt": "include_usage"})", false);
        row(R"({{{row}}})", true);
        row(R"({"stream": true})", false);
    }
    void usageIsAskedFor()
    {
        QFETCH(QString, body);
        QTEST(asksForUsage(body, QStringLiteral("include_usage")), "asks");
    }

    void filesAreFoundFromTheirFolder()
    {
        const QString folder = QStringLiteral(WEIR_TEST_DATA "/vendors");
        QCOMPARE(findVendor(QStringLiteral("invented.json"), folder)->title,
                 QStringLiteral("A vendor that no program knows"));
        QCOMPARE(findVendor(folder + QStringLiteral("/invented.json"))->name, QStringLiteral("invented"));
        for (const QString &path : {QStringLiteral("missing.json"), QStringLiteral("/dev/zero/x.json")})
            QVERIFY(findVendor(path, folder).error().text().contains(path));
        QTemporaryDir made;
        QVERIFY(QDir(made.path()).mkdir(QStringLiteral("folder.json")));
        QVERIFY(!findVendor(QStringLiteral("folder.json"), made.path()).ok());
        QFile broken(made.filePath(QStringLiteral("broken.JSON")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray("{'weir_vendor': 1, 'name': 'b', 'path': 'p', 'body': '{{open', "
                                "'asks_for_usage': '/usage', 'stream': {'content': "
                                "['/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q'], 'end_mark': {}}, "
                                "'whole': {'content': ['/x']}}")
                         .replace('\'', '"'));
        broken.close();
        const Result<VendorPreset> preset = findVendor(QStringLiteral("broken.JSON"), made.path());
        QVERIFY(!preset.ok());
        for (const char *part : {"broken.JSON", "/path: ", "/body: ", "/asks_for_usage: ",
                                 "/stream/content: ", "/stream/end_mark/at: "})
            QVERIFY2(preset.error().text().contains(QLatin1String(part)), part);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray((1 << 20) + 1, ' '));
        broken.close();
        QVERIFY(findVendor(QStringLiteral("broken.JSON"), made.path()).error().text().contains(u"1048576"));
    }
};

QTEST_GUILESS_MAIN(TestVendorPreset)
#include "tst_vendorpreset.moc"
