// SPDX-License-Identifier: GPL-3.0-or-later
// The command line's contract (docs/cli.md), called as scripts call it.
#include "store/runfile.h"
#include "support/cliprocess.h"
#include "support/runwatch.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/stat.h>

using namespace weir;
using namespace weir::test;

namespace {

const QString cli = QStringLiteral(WEIR_CLI);
const char badProject[] =
    "{'weir': 1, 'targets': [{'name': 'a', 'url': 'ftp://x', 'colour': 1}],"
    "'requests': [{'name': 'r', 'weight': -1}], 'load': {'model': 'closed', 'users': 0}}";

QStringList words(const char *line)
{
    return QProcess::splitCommand(QString::fromUtf8(line));
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    CliResult call(const char *line) { return callCli(cli, words(line), m_folder.path()); }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void helpHasAnExample_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"run", "once", "check", "serve", "simulate", "report", "calibrate", "vendors", "tokens"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void helpHasAnExample()
    {
        QFETCH(QString, command);
        const CliResult result = callCli(cli, {command, QStringLiteral("--help")}, m_folder.path());
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("Example: weir-cli " + command.toUtf8()));
    }

    void vendorsAreListed()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("vendors")));
        write(QStringLiteral("vendors/broken.json"), "{\"name\":");
        write(QStringLiteral("vendors/other.json"),
              "{\"weir_vendor\": 1, \"name\": \"groq\", \"like\": \"groq\", \"path\": \"/mine\"}");
        const CliResult table = call("vendors");
        QCOMPARE(table.exitCode, 0);
        QVERIFY(table.out.contains("openai-chat "));
        QVERIFY(table.out.contains("project, hides built-in"));
        QVERIFY(table.error.contains("vendors/broken.json: error /: "));
        const CliResult json = call("vendors --json");
        const QJsonArray all = QJsonDocument::fromJson(json.out).array();
        const auto named = [&all](const QString &name) {
            const auto found = std::find_if(all.begin(), all.end(), [&name](const QJsonValue &each) {
                return each[u"name"].toString() == name;
            });
            return found == all.end() ? QJsonValue() : QJsonValue(*found);
        };
        QCOMPARE(named(QStringLiteral("openai-chat"))[u"origin"].toString(), QStringLiteral("built-in"));
        QCOMPARE(named(QStringLiteral("openai-embeddings"))[u"framing"].toString(), QStringLiteral("whole"));
        QCOMPARE(named(QStringLiteral("groq"))[u"hides"].toString(), QStringLiteral("built-in"));
        QCOMPARE(named(QStringLiteral("broken"))[u"problems"].toArray().size(), 1);
        QCOMPARE(call("vendors --json list.json").out, QByteArray());
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("list.json"))));
        QDir(m_folder.filePath(QStringLiteral("vendors"))).removeRecursively();
    }

    /// What docs/vendor-presets.md tells, word by word.
    void aVendorIsTriedAgainstARecordedAnswer()
    {
        QFile page(QStringLiteral(WEIR_SOURCE "/docs/vendor-presets.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll();
        const auto block = [&text](const QByteArray &kind) {
            const QByteArray fence = "```" + kind + '\n';
            const qsizetype begin = text.indexOf(fence) + fence.size();
            return text.mid(begin, text.indexOf("```", begin) - begin);
        };
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("vendors")));
        write(QStringLiteral("vendors/mine.json"), block("json"));
        write(QStringLiteral("answer.txt"), block("http"));
        const CliResult tried = call("vendors --check mine --against answer.txt");
        QCOMPARE(tried.exitCode, 0);
        QCOMPARE(tried.out, block("text"));
        const CliResult json = call("vendors --check vendors/mine.json --against answer.txt --json");
        QCOMPARE(QJsonDocument::fromJson(json.out)[u"decoding"][u"end"][u"content"].toString(),
                 QStringLiteral("The weir holds."));

        write(QStringLiteral("bad.json"), "{\"weir_vendor\": 1, \"like\": \"mine\", \"colour\": 1}");
        const CliResult bad = call("vendors --check bad.json");
        QCOMPARE(bad.exitCode, 104);
        QVERIFY(bad.out.contains("error /name: ") && bad.out.contains("error /colour: "));
        QCOMPARE(call("vendors --check nobody").exitCode, 104);
        QCOMPARE(call("vendors --against answer.txt").exitCode, 2);
        QCOMPARE(call("vendors --check mine --against missing.txt").exitCode, 2);
        QDir(m_folder.filePath(QStringLiteral("vendors"))).removeRecursively();
    }

    void whatOnceShowsIsATranscript()
    {
        const CliResult once = call("once --url builtin: --vendor anthropic --max-tokens 3");
        write(QStringLiteral("once.txt"), once.out);
        const CliResult tried = call("vendors --check anthropic-messages --against once.txt");
        QCOMPARE(tried.exitCode, 0);
        QVERIFY(tried.out.contains("outcome success\nfinish reason max_tokens\nchunks 3 content\n"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("nothing") << "";
        QTest::newRow("unknown command") << "fly";
        QTest::newRow("unknown option") << "run --url builtin: --warp 9";
        QTest::newRow("no scenario") << "run";
        QTest::newRow("not a number") << "run --url builtin: --vus many";
        QTest::newRow("requests below zero") << "run --url builtin: --requests -1";
        QTest::newRow("requests above 64 bits") << "run --url builtin: --requests 18446744073709551616";
        QTest::newRow("seed below zero") << "run --url builtin: --requests 1 --seed -1";
        QTest::newRow("configuration without end") << "serve --config /dev/zero";
        QTest::newRow("run file without end") << "report /dev/zero";
        QTest::newRow("not a duration") << "run --url builtin: --duration soon";
        // As of a variable of the shell that is not set.
        for (const char *option :
             {"--error-budget", "--model",      "--vendor",   "--key",        "--prompt",    "--data",
              "--transport",    "--arrivals",   "--duration", "--ramp",       "--vus",       "--rate",
              "--cap",          "--max-tokens", "--summary",  "--junit",      "--threshold", "--set",
              "--seed",         "--system",     "--body",     "--extra-body", "--warmup",    "--retry"})
            QTest::newRow(option)
                << QStringLiteral("run --url builtin: --requests 1 %1=").arg(QLatin1StringView(option));
        QTest::newRow("extra body that is a list") << "run --url builtin: --extra-body [1]";
        QTest::newRow("extra body that is not finished") << "run --url builtin: --extra-body {";
        QTest::newRow("extra body that is a number") << "run --url builtin: --extra-body 5";
        QTest::newRow("extra body with a key twice") << "run --url builtin: --extra-body {\"a\":1,\"a\":2}";
        QTest::newRow("body that is a folder") << "run --url builtin: --body .";
        QTest::newRow("body without a file") << "run --url builtin: --body absent.json";
        QTest::newRow("body without end") << "run --url builtin: --body /dev/zero";
        QTest::newRow("too many retries") << "run --url builtin: --retry 10";
        QTest::newRow("warm-up that is no time") << "run --url builtin: --warmup cosy";
        QTest::newRow("not a share") << "run --url builtin: --error-budget some";
        QTest::newRow("more than all") << "run --url builtin: --error-budget 101%";
        QTest::newRow("unknown transport") << "run --url builtin: --transport pigeon";
        QTest::newRow("open and closed") << "run --url builtin: --vus 2 --rate 3";
        QTest::newRow("gamma without a shape") << "run --url builtin: --arrivals gamma";
        QTest::newRow("gamma of nothing") << "run --url builtin: --arrivals gamma:0";
        QTest::newRow("shape of even arrivals") << "run --url builtin: --arrivals even:2";
        QTest::newRow("unknown arrivals") << "run --url builtin: --arrivals sometimes";
        QTest::newRow("ramp without a length") << "run --url builtin: --rate 5 --ramp 1s --requests 9";
        QTest::newRow("ramp that is no time") << "run --url builtin: --rate 5 --ramp steep";
        QTest::newRow("unknown fault") << "serve --fault gremlins:0.1";
        QTest::newRow("share above one") << "serve --fault truncate:1.5";
    }
    void wrongUsage()
    {
        QFETCH(QString, line);
        const CliResult result = callCli(cli, QProcess::splitCommand(line), m_folder.path());
        QCOMPARE(result.exitCode, 2);
        QVERIFY(!result.error.isEmpty());
        QVERIFY(result.out.isEmpty());
    }

    void checkListsAllProblems()
    {
        write(QStringLiteral("bad.weir"), QByteArray(badProject).replace('\'', '"'));
        const CliResult bad = call("check bad.weir");
        QCOMPARE(bad.exitCode, 104);
        for (const char *path : {"/targets/0/url", "/targets/0/colour", "/requests/0/weight", "/load/users"})
            QVERIFY2(bad.out.contains(path), bad.out.constData());
        QCOMPARE(call("run bad.weir").exitCode, 104);
        QCOMPARE(call("check missing.weir").exitCode, 104);
        const CliResult sample = callCli(
            cli, {QStringLiteral("check"), QStringLiteral(WEIR_SOURCE "/resources/samples/sample.weir")},
            m_folder.path());
        QCOMPARE(sample.exitCode, 0);
    }

    void checkPrintsThePlan()
    {
        const QByteArray head = R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:"}],
            "requests": [{"name": "r"}], "load": )";
        write(QStringLiteral("steps.weir"), head + R"({"model": "open", "steps": [
            {"shape": "ramp", "to": 20, "duration": "10s"}, {"shape": "rate", "rate": 20}]}})");
        const CliResult steps = call("check steps.weir");
        QCOMPARE(steps.exitCode, 0);
        QCOMPARE(steps.out.split('\n').value(0),
                 QByteArray("plan: open, about 700 requests, up to 20.0/s, 40s"));
        write(QStringLiteral("groups.weir"), head + R"({"warm_up": "2s", "groups": [
            {"name": "users", "users": 3, "duration": "1m30s"},
            {"name": "late", "model": "open", "rate": 0.5, "start_after": "5s"}]}})");
        const CliResult groups = call("check groups.weir");
        QCOMPARE(groups.exitCode, 0);
        QCOMPARE(groups.out.split('\n').value(0),
                 QByteArray("plan of \"users\": closed, as many requests as are answered, up to 3 users, "
                            "1m30s after a warm-up of 2s"));
        QCOMPARE(groups.out.split('\n').value(1),
                 QByteArray("plan of \"late\": open, about 15 requests, up to 0.500/s, 30s from 5s on"));
    }

    void severalGroupsNeedTheirPaths()
    {
        write(QStringLiteral("groups.weir"),
              R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:"}], "requests": [{"name": "r"}],
              "load": {"groups": [{"name": "a"}, {"name": "b"}]}})");
        const CliResult result = call("run groups.weir --vus 3");
        QCOMPARE(result.exitCode, 104);
        QVERIFY2(result.error.contains("load.groups.0"), result.error.constData());
    }

    void checkWarnsOfThisMachine()
    {
        // Port numbers end at 65,535, so no machine has enough of them.
        write(QStringLiteral("large.weir"),
              QByteArray("{'weir': 1, 'targets': [{'name': 'a', 'url': 'http://127.0.0.1:1'}], 'requests': "
                         "[{'name': 'r', 'prompt': '{{unique}}'}], 'load': {'users': 100000}}")
                  .replace('\'', '"'));
        const CliResult large = call("check large.weir");
        QVERIFY2(large.out.contains("warning this machine: "), large.out.constData());
        QVERIFY2(large.exitCode == 0, large.out.constData());
    }

    void warningsAreKeptWithTheirPlace()
    {
        write(QStringLiteral("odd.weir"),
              R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:",
              "auth": {"scheme": "none", "key": "env:WEIR_TEST_NO_SUCH_KEY"}}],
              "requests": [{"name": "r"}], "load": {"requests": 2}})");
        const CliResult result = call("run odd.weir --quiet --summary -");
        const QString words =
            QStringLiteral("/targets/0/auth/key: The key is not used: the scheme is \"none\".");
        QVERIFY2(result.error.contains("warning " + words.toUtf8()), result.error.constData());
        const QJsonArray warnings = result.json().value(QStringLiteral("warnings")).toArray();
        QVERIFY2(warnings.contains(words), result.out.constData());
    }

    void runPrintsTheSummaryAsJson_data()
    {
        QTest::addColumn<QString>("transport");
        for (const char *name : {"qt", "curl"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void runPrintsTheSummaryAsJson()
    {
        QFETCH(const QString, transport);
        const QStringList options =
            words("run --url builtin: --vus 2 --requests 6 --max-tokens 5 --seed 7 --summary - "
                  "--threshold \"error_rate < 1%\"");
        const QString file = transport + QStringLiteral(".weirrun");
        const CliResult result = callCli(
            cli,
            options + QStringList{QStringLiteral("--transport"), transport, QStringLiteral("--out"), file},
            m_folder.path());
        QVERIFY2(result.exitCode == 0 || result.exitCode == 98, result.error.constData());
        const QJsonObject summary = result.json();
        QCOMPARE(summary.value(QStringLiteral("weir_summary")).toInt(), 1);
        QCOMPARE(summary.value(QStringLiteral("seed")).toInt(), 7);
        QCOMPARE(summary.value(QStringLiteral("transport")).toString(), transport);
        const QJsonObject requests = summary.value(QStringLiteral("requests")).toObject();
        QCOMPARE(requests.value(QStringLiteral("started")).toInt(), 6);
        QCOMPARE(requests.value(QStringLiteral("succeeded")).toInt(), 6);
        QCOMPARE(summary.value(QStringLiteral("tokens")).toObject().value(QStringLiteral("output")).toInt(),
                 30);
        QCOMPARE(summary.value(QStringLiteral("ttft_ms")).toObject().value(QStringLiteral("count")).toInt(),
                 6);
        QVERIFY(summary.value(QStringLiteral("thresholds"))
                    .toArray()
                    .at(0)
                    .toObject()
                    .value(QStringLiteral("ok"))
                    .toBool());
        QVERIFY(QFile::exists(m_folder.filePath(file)));
        QVERIFY(!QFile::exists(m_folder.filePath(file + QStringLiteral("-wal"))));
    }

    void aThresholdThatDoesNotHoldFails()
    {
        const CliResult result =
            call("run --url builtin: --requests 2 --max-tokens 2 --threshold \"ttft p(50) < 1ms\" "
                 "--junit j.xml --summary s.json --quiet");
        QVERIFY2(result.exitCode == 99 || result.exitCode == 98, result.error.constData());
        QFile junit(m_folder.filePath(QStringLiteral("j.xml")));
        QVERIFY(junit.open(QIODevice::ReadOnly));
        QVERIFY(junit.readAll().contains("<failure"));
        QFile summary(m_folder.filePath(QStringLiteral("s.json")));
        QVERIFY(summary.open(QIODevice::ReadOnly));
        QVERIFY(!QJsonDocument::fromJson(summary.readAll()).object().isEmpty());
        QVERIFY(result.out.contains("ttft p(50) < 1ms"));
    }

    void mostRequestsFail()
    {
        const ServingCli server(cli, words("--ttft 5ms --itl 1ms --tokens 3 --fault http-500:0.6"),
                                m_folder.path());
        QVERIFY(!server.url().isEmpty());
        const QStringList options{
            QStringLiteral("run"),        QStringLiteral("--url"),     server.url(),
            QStringLiteral("--requests"), QStringLiteral("60"),        QStringLiteral("--seed"),
            QStringLiteral("3"),          QStringLiteral("--summary"), QStringLiteral("-")};
        const CliResult failed = callCli(cli, options, m_folder.path());
        const QString reasons =
            failed.json().value(QStringLiteral("reasons")).toVariant().toStringList().join(u' ');
        QVERIFY2(reasons.contains(QStringLiteral("the error budget allows 1.00 %")), qPrintable(reasons));
        // A machine that is too busy makes it invalid, which comes first.
        const bool isInvalid = failed.json().value(QStringLiteral("verdict")).toString() == u"invalid";
        QCOMPARE(failed.exitCode, isInvalid ? 98 : 99);
        const CliResult allowed = callCli(cli, options + words("--error-budget 100%"), m_folder.path());
        QVERIFY2(allowed.exitCode == 0 || allowed.exitCode == 98, allowed.out.constData());
        QVERIFY(!allowed.out.contains("error budget"));
    }

    void aShareBelowOneIsWarnedOf()
    {
        write(QStringLiteral("share.weir"),
              R"({"weir": 1, "targets": [{"name": "t", "url": "builtin:"}], "requests": [{"name": "r"}],
              "goals": {"thresholds": ["error_rate < 1"]}})");
        const CliResult checked = call("check share.weir");
        QCOMPARE(checked.exitCode, 0);
        QVERIFY2(checked.out.contains("warning /goals/thresholds/0: ") &&
                     checked.out.contains("Did you mean \"error_rate < 1%\"?"),
                 checked.out.constData());
        const CliResult run =
            call("run --url builtin: --requests 1 --threshold \"error_rate < 1\" --summary -");
        QVERIFY2(run.error.contains("Did you mean \"error_rate < 1%\"?"), run.error.constData());
        QVERIFY(run.out.contains("Did you mean"));
    }

    void nothingListensThere()
    {
        const CliResult result = call("run --url http://127.0.0.1:1 --requests 3 --summary -");
        QVERIFY(result.exitCode == 99 || result.exitCode == 98);
        QCOMPARE(result.json()
                     .value(QStringLiteral("errors"))
                     .toObject()
                     .value(QStringLiteral("connect_refused"))
                     .toInt(),
                 3);
    }

    void secretsAppearNowhere()
    {
        const ServingCli server(cli, words("--ttft 5ms --itl 1ms --tokens 3 --api-key swordfish-secret"),
                                m_folder.path());
        QVERIFY(!server.url().isEmpty());
        qputenv("WEIR_TEST_KEY", "swordfish-secret");
        const QStringList options = {QStringLiteral("--url"), server.url(), QStringLiteral("--key"),
                                     QStringLiteral("env:WEIR_TEST_KEY")};
        const CliResult once = callCli(cli, QStringList{QStringLiteral("once")} + options, m_folder.path());
        const CliResult run = callCli(
            cli, QStringList{QStringLiteral("run")} + options + words("--requests 2 --out secret.weirrun"),
            m_folder.path());
        qunsetenv("WEIR_TEST_KEY");
        QCOMPARE(once.exitCode, 0);
        for (const QByteArray &text : {once.out, once.error, run.out, run.error})
            QVERIFY(!text.contains("swordfish"));
        QFile file(m_folder.filePath(QStringLiteral("secret.weirrun")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("swordfish"));
        const CliResult denied =
            callCli(cli, QStringList{QStringLiteral("once")} + options.first(2) + words("--model m"),
                    m_folder.path());
        QCOMPARE(denied.exitCode, 99);
        QVERIFY(denied.out.contains("http_4xx:401"));
    }

    void tokensAreShown()
    {
        write(QStringLiteral("words.json"), R"({"pre_tokenizer": {"type": "WhitespaceSplit"},
            "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "weir": 2}}})");
        const CliResult shown = call("tokens words.json \"a weir b\"");
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.out, QByteArray("3 tokens\n       1 \"a\"\n       2 \"weir\"\n       0 \"?\"\n"));
        QCOMPARE(call("tokens --count words.json \"a weir\"").out, QByteArray("2 tokens\n"));
        QCOMPARE(call("tokens none.json a").exitCode, 99);
        const CliResult refused = call("run --url builtin: --requests 1 --tokenizer none.json");
        QVERIFY2(refused.exitCode == 104 && refused.error.contains("none.json"), refused.error.constData());
    }

    void keysGoAsTheVendorWantsThem()
    {
        qputenv("WEIR_TEST_KEY", "swordfish-secret");
        const CliResult header =
            call("once --url builtin: --vendor anthropic --key env:WEIR_TEST_KEY --max-tokens 2");
        const CliResult bearer = call("once --url builtin: --key env:WEIR_TEST_KEY --max-tokens 2");
        qunsetenv("WEIR_TEST_KEY");
        QCOMPARE(header.exitCode, 0);
        QVERIFY(header.out.contains("x-api-key: [redacted]") && !header.out.contains("Authorization"));
        QVERIFY(bearer.out.contains("Authorization: [redacted]") && !bearer.out.contains("api-key"));
    }

    void aVendorIsAFile()
    {
        QVERIFY(QFile::copy(QStringLiteral(WEIR_SOURCE "/tests/data/vendors/chat.json"),
                            m_folder.filePath(QStringLiteral("own.json"))));
        const CliResult used = call("once --url builtin: --vendor own.json --prompt hello");
        QCOMPARE(used.exitCode, 0);
        QVERIFY(used.out.contains("outcome success"));
        write(QStringLiteral("bad.json"),
              QByteArray("{'weir_vendor': 1, 'name': 'own', 'path': 'v1', 'bodi': ''}").replace('\'', '"'));
        const CliResult refused = call("run --url builtin: --requests 1 --vendor bad.json");
        QCOMPARE(refused.exitCode, 104);
        for (const char *place : {"/path", "/bodi", "/body", "/whole"})
            QVERIFY2((refused.out + refused.error).contains(QByteArray(" at ") + place), place);
    }

    void requestsAreChanged()
    {
        write(QStringLiteral("body.json"), R"({"model": "m", "stream": {{stream}}, "messages": [
            {"role": "system", "content": "{{system}}"}, {"role": "user", "content": "{{prompt}}"}]})");
        const CliResult result = callCli(cli,
                                         {QStringLiteral("run"),
                                          QStringLiteral("--url"),
                                          QStringLiteral("builtin:"),
                                          QStringLiteral("--requests"),
                                          QStringLiteral("2"),
                                          QStringLiteral("--system"),
                                          QStringLiteral("be brief"),
                                          QStringLiteral("--body"),
                                          QStringLiteral("body.json"),
                                          QStringLiteral("--extra-body"),
                                          QStringLiteral(R"({"max_tokens": 3})"),
                                          QStringLiteral("--retry"),
                                          QStringLiteral("2"),
                                          QStringLiteral("--warmup"),
                                          QStringLiteral("10ms"),
                                          QStringLiteral("--set"),
                                          QStringLiteral("recording.prompts=true"),
                                          QStringLiteral("--out"),
                                          QStringLiteral("changed.weirrun"),
                                          QStringLiteral("--summary"),
                                          QStringLiteral("-"),
                                          QStringLiteral("--quiet")},
                                         m_folder.path());
        QVERIFY2(result.exitCode == 0, result.error.constData());
        const QJsonObject summary = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(summary.value(u"output_tokens_per_request"_qs).toObject().value(u"max"_qs).toInt(), 3);
        const Result<std::unique_ptr<RunFileReader>> run =
            RunFileReader::open(m_folder.filePath(QStringLiteral("changed.weirrun")));
        QVERIFY(run.ok());
        const Scenario &scenario = (*run)->header().scenario;
        QCOMPARE(scenario.targets[0].retry.attempts, 3U);
        QCOMPARE(scenario.load.warmUp, Nanoseconds{std::chrono::milliseconds{10}});
        QCOMPARE(scenario.requests[0].system, QStringLiteral("be brief"));
    }

    void onceShowsEveryEvent()
    {
        const CliResult result = call("once --url builtin: --max-tokens 4 --prompt hello --transport curl");
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out.count("\"content\":\" "), 4);
        for (const char *part : {"> POST http://127.0.0.1:", "connected", "terminator", "usage",
                                 "first_content", "outcome success", "hello"})
            QVERIFY2(result.out.contains(part), part);
    }

    void reportExports()
    {
        QVERIFY(call("run --url builtin: --requests 3 --max-tokens 3 --out r.weirrun --quiet").exitCode >= 0);
        const CliResult report =
            call("report r.weirrun --csv csv --json j.json --jsonl r.jsonl --markdown r.md");
        QVERIFY2(report.exitCode == 0, report.error.constData());
        QFile requests(m_folder.filePath(QStringLiteral("csv/requests.csv")));
        QVERIFY(requests.open(QIODevice::ReadOnly));
        QCOMPARE(requests.readAll().count('\n'), 4);
        QFile lines(m_folder.filePath(QStringLiteral("r.jsonl")));
        QVERIFY(lines.open(QIODevice::ReadOnly));
        QCOMPARE(lines.readAll().count('\n'), 3);
        const CliResult all = call("report r.weirrun --json - --window all");
        QCOMPARE(
            all.json().value(QStringLiteral("window")).toObject().value(QStringLiteral("kind")).toString(),
            QStringLiteral("all"));
        QVERIFY(call("report r.weirrun").out.contains("TTFT") ||
                call("report r.weirrun").out.contains("ttft"));
        QCOMPARE(call("report nothing.weirrun").exitCode, 2);
        const CliResult again = call("run --url builtin: --requests 1 --out r.weirrun");
        QCOMPARE(again.exitCode, 2);
        QVERIFY2(again.error.contains("exists already"), again.error.constData());
    }

    void aNamedPipeIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("check") << "check pipe";
        QTest::newRow("run") << "run pipe";
        QTest::newRow("serve") << "serve --config pipe";
        QTest::newRow("simulate") << "simulate pipe";
    }
    void aNamedPipeIsRefused()
    {
        QFETCH(const QString, line);
        const QByteArray pipe = QFile::encodeName(m_folder.filePath(QStringLiteral("pipe")));
        QVERIFY(::mkfifo(pipe.constData(), 0600) == 0 || errno == EEXIST);
        const CliResult result = call(qPrintable(line)); // nobody writes to it: a reader would wait for ever
        QVERIFY(result.exitCode == 104 || result.exitCode == 2);
        QVERIFY2(result.error.contains("it is a pipe, which may never be written to"),
                 result.error.constData());
    }

    void controlCharactersDoNotReachTheTerminal()
    {
        write(QStringLiteral("escape.weir"), "{\"weir\": 1, \"\\u001b[31mred\\u0007\": 1}");
        const CliResult result = call("check escape.weir");
        QCOMPARE(result.exitCode, 104);
        const QByteArray text = result.out + result.error;
        QVERIFY(text.contains("[31mred"));
        QVERIFY(!text.contains('\x1b') && !text.contains('\x07'));
    }

    void tooFewOpenFilesAreAnError()
    {
        const QString line = QStringLiteral(
            "ulimit -n 64; exec '%1' run --url builtin: --vus 200 --duration 1s --out few.weirrun");
        const CliResult result =
            callCli(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line.arg(cli)}, m_folder.path());
        QCOMPARE(result.exitCode, 104);
        QVERIFY2(result.error.contains("ulimit -n"), result.error.constData());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("few.weirrun"))));
    }

    void lostOutputIsAnError()
    {
        const QString line = QStringLiteral(
            "exec '%1' run --url builtin: --requests 1 --summary - --out full.weirrun > /dev/full");
        const CliResult result =
            callCli(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line.arg(cli)}, m_folder.path());
        QVERIFY(result.exitCode != 0 && result.exitCode != -1);
        QVERIFY2(result.error.contains("could not be written"), result.error.constData());
    }

    void repeatedRunsAreSavedAndTold()
    {
        const CliResult result =
            call("run --url builtin: --vus 4 --requests 8 --max-tokens 4 --seed 11 "
                 "--repeat 2 --out twice.weirrun --summary twice.json --transport curl "
                 "--set goals.validity.slip_p99=10s --set goals.validity.loop_lag_p99=10s");
        QVERIFY2(result.exitCode == 0, (result.out + result.error).constData());
        QVERIFY(result.error.contains("run 1 of 2, seed 11, run file"));
        QVERIFY(result.out.contains("twice-2.weirrun") && result.out.contains("Verdict: PASS"));
        QFile file(m_folder.filePath(QStringLiteral("twice.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonArray runs = json.value(QStringLiteral("runs")).toArray();
        QCOMPARE(runs.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(runs[i].toObject().value(QStringLiteral("seed")).toInt(), 11 + i);
            const QByteArray line = QByteArray("report twice-") + QByteArray::number(i + 1) + ".weirrun";
            QCOMPARE(call(line.constData()).exitCode, 0);
        }
        QVERIFY(json.value(QStringLiteral("figures")).toObject().contains(QStringLiteral("ttft_ms.p50")));
    }

    void aSignalEndsAllRuns()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cli, words("run --url builtin: --vus 3 --duration 60s --repeat 3 --out r.weirrun"));
        QVERIFY(process.waitForStarted());
        const QString path = m_folder.filePath(QStringLiteral("r-1.weirrun"));
        QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).records > 0, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 105);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("r-2.weirrun"))));
    }

    void aKeyThatStandsTwiceIsRefused()
    {
        QFile file(m_folder.filePath(QStringLiteral("twice.weir")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"weir": 1, "targets": [{"name": "a", "url": "builtin:"}], "requests": [{"name": "r"}],
                       "load": {"users": 1, "duration": "1s"},
                       "goals": {"error_budget": 0.5, "error_budget": 0.1}})");
        file.close();
        const CliResult checked = call("check twice.weir");
        QCOMPARE(checked.exitCode, 104);
        QVERIFY2(checked.out.contains("error /goals/error_budget: The key stands here more than once"),
                 checked.out.constData());
    }

    /// The first signal begins to end the run; the second one, whatever has become of that, ends it for good.
    void aSecondSignalEndsAtOnce()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cli, words("run --url builtin: --vus 3 --duration 60s --out s.weirrun --summary -"));
        QVERIFY(process.waitForStarted());
        const QString path = m_folder.filePath(QStringLiteral("s.weirrun"));
        QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).records > 0, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGHUP); // ends as SIGINT does
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(20'000));
        QVERIFY(process.exitStatus() == QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 105);
        const QJsonObject summary = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(
            summary.value(QStringLiteral("requests")).toObject().value(QStringLiteral("started")).toInt() >
            0);
        QVERIFY(summary.value(QStringLiteral("verdict")).toString() != u"pass");
        QCOMPARE(call("report s.weirrun --json -").exitCode, 0);
    }

    /// What the user named may come from a slow disk or pipe.
    void saysThatItIsStillMakingReady_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("run") << QByteArray("run --url builtin: --requests 1 --vus 1 --data -");
        QTest::newRow("check") << QByteArray("check -");
    }
    void saysThatItIsStillMakingReady()
    {
        QFETCH(const QByteArray, command);
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cli, words(command.constData()));
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(20'000));
        QCOMPARE(process.readAllStandardError(),
                 "Still making ready: the scenario's data and traces are read. Ctrl+C ends it.\n");
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QVERIFY(process.exitStatus() == QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 105);
        QCOMPARE(process.readAllStandardError(), "weir-cli: interrupted before it began; nothing is kept.\n");
    }

    void aSignalSavesAndSaysSo()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(cli, words("run --url builtin: --vus 3 --duration 60s --out i.weirrun --summary - "
                                 "--junit i.xml"));
        QVERIFY(process.waitForStarted());
        const QString path = m_folder.filePath(QStringLiteral("i.weirrun"));
        QTRY_VERIFY_WITH_TIMEOUT(progressOf(path).records > 0, 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 105);
        const QJsonObject summary = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        const QJsonObject requests = summary.value(QStringLiteral("requests")).toObject();
        QVERIFY(requests.value(QStringLiteral("started")).toInt() > 0);
        QCOMPARE(requests.value(QStringLiteral("started")).toInt(),
                 requests.value(QStringLiteral("succeeded")).toInt() +
                     requests.value(QStringLiteral("failed")).toInt() +
                     requests.value(QStringLiteral("cut")).toInt());
        // A machine that is too busy makes it invalid, which comes first.
        const QByteArray verdict = summary.value(QStringLiteral("verdict")).toString().toLatin1();
        QVERIFY2(verdict == "incomplete" || verdict == "invalid", verdict.constData());
        QFile junit(m_folder.filePath(QStringLiteral("i.xml")));
        QVERIFY(junit.open(QIODevice::ReadOnly));
        const QByteArray xml = junit.readAll();
        QVERIFY2(xml.contains(verdict == "incomplete" ? "<error message=\"incomplete: The run was interrupted"
                                                      : "<failure message=\"invalid: "),
                 xml.constData());
        const CliResult saved = call("report i.weirrun --json -");
        QCOMPARE(saved.exitCode, 0);
        QCOMPARE(saved.json().value(QStringLiteral("verdict")).toString().toLatin1(), verdict);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
