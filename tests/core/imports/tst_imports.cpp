// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of other programs against what becomes of them: tests/data/imports/FORMAT/CASE.in, .weir and .notes.
// With WEIR_WRITE_GOLDENS in the environment the last two are written anew.
#include "imports/bodymatch.h"
#include "imports/hiddensecrets.h"
#include "imports/importtext.h"
#include "imports/shellwords.h"
#include "imports/variables.h"
#include "imports/vendorguess.h"
#include "lab/knownnames.h"
#include "scenario/scenariojson.h"
#include "store/secretscan.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace weir;

namespace {

const QString folder = QStringLiteral(WEIR_TEST_DATA "/imports");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray notesOf(const Import &import)
{
    return (englishOf(linesOf(import)).join(u'\n') + u'\n').toUtf8();
}

/// The command's words as a person would write them down, with "$NAME" for variables.
QStringList wordsOf(const QString &text, ShellDialect dialect)
{
    QStringList words;
    for (const ShellCommand &command : shellCommands(text, dialect)) {
        for (const QString &word : command.words)
            words.append(shownVariables(word));
        words.append(QStringLiteral("END"));
    }
    if (!words.isEmpty())
        words.removeLast();
    return words;
}

Result<Import> imported(const QByteArray &text)
{
    return importText(text);
}

} // namespace

class TestImports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenSecretsAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArrayList>("found");
        const auto row = [](const char *name, const char *text, const QByteArrayList &found) {
            QTest::newRow(name) << QString::fromLatin1(text) << found;
        };
        row("by its member", "{\"a\": {\"api_key\": \"SECRETBODY\"}}", {"SECRETBODY"});
        row("a password", "{\"password\": \"hunter2SECRET\"}", {"hunter2SECRET"});
        row("in a list", "{\"secrets\": [\"one-of-them\", \"a b\"]}", {"one-of-them"});
        row("behind its scheme", "{\"Authorization\": \"Bearer abcdefgh1\"}", {"abcdefgh1"});
        row("in JSON within JSON", "{\"s\": \"{\\\"token\\\": \\\"INNERsecret\\\"}\"}", {"INNERsecret"});
        row("an address", "see http://u:HARURLPW1@h/ and", {"HARURLPW1"});
        row("an address's parameter", "http://h/?access_token=REFsecret1", {"REFsecret1"});
        row("no secrets",
            "{\"eos_token\": \"</s>\", \"stop_token\": \"<|endoftext|>\", \"max_tokens\": \"many more\", "
            "\"token\": \"short\", \"key\": \"env:API_KEY\", \"text\": \"a secret of mine\"}",
            {});
    }
    void hiddenSecretsAreFound()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArrayList, found);
        QCOMPARE(hiddenSecretsIn(text), found);
    }

    void unknownOptionsAreNotRepeated()
    {
        QVERIFY(mayBeSecret(u"--bogus"_qs, u"AIBOGUSsecret123"_qs));
        QVERIFY(mayBeSecret(u"--backend-args"_qs, u"{\"api_key\": \"x\"}"_qs));
        QVERIFY(!mayBeSecret(u"--max-tokens"_qs, u"100"_qs));
        QVERIFY(!mayBeSecret(u"--resolve"_qs, u"localhost:8000:127.0.0.1"_qs));
        QVERIFY(!mayBeSecret(u"--backend"_qs, u"vllm"_qs));
    }

    void goldens_data()
    {
        QTest::addColumn<QString>("path");
        QDirIterator all(folder, {QStringLiteral("*.in")}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            QTest::newRow(qPrintable(path.mid(folder.size() + 1))) << path.chopped(3);
        }
    }
    void goldens()
    {
        QFETCH(const QString, path);
        const Result<Import> import = imported(contentOf(path + QStringLiteral(".in")));
        QVERIFY2(import.ok(), import.ok() ? "" : qPrintable(import.error().text()));
        QCOMPARE(enumName(import->format), QFileInfo(path).dir().dirName());
        const QByteArray project = scenarioToJson(import->scenario);
        const QByteArray notes = notesOf(*import);
        if (qEnvironmentVariableIsSet("WEIR_WRITE_GOLDENS")) {
            for (const auto &[suffix, bytes] : {std::pair(".weir", project), std::pair(".notes", notes)}) {
                QFile file(path + QLatin1String(suffix));
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(bytes);
            }
        }
        QCOMPARE(QString::fromUtf8(project), QString::fromUtf8(contentOf(path + QStringLiteral(".weir"))));
        QCOMPARE(QString::fromUtf8(notes), QString::fromUtf8(contentOf(path + QStringLiteral(".notes"))));
        for (const ImportedSecret &secret : import->secrets) {
            if (secret.value.size() >= 8)
                QVERIFY2(!project.contains(secret.value) && !notes.contains(secret.value),
                         qPrintable(secret.place));
        }
        QVERIFY(findSecretValues(import->scenario).empty());
        const Problems problems = check(import->scenario, knownNames(QFileInfo(path).absolutePath()));
        const bool lacksUrl = notes.contains("The URL holds a variable");
        QVERIFY2(lacksUrl || !hasErrors(problems), qPrintable(errorLines(problems).text()));
    }

    /// Whatever the format is said to be: an answer or an error, and no endless reading.
    void brokenTexts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            if (path.endsWith(u".in") || path.contains(u"/broken/"))
                QTest::newRow(qPrintable(path.mid(folder.size() + 1))) << contentOf(path);
        }
    }
    void brokenTexts()
    {
        QFETCH(const QByteArray, text);
        for (qsizetype format = 0; format < enumNames<ImportFormat>().size(); ++format) {
            for (const qsizetype size :
                 {text.size(), text.size() / 2, text.size() * 3 / 4, text.size() - 1}) {
                ImportOptions options;
                options.as = static_cast<ImportFormat>(format);
                const Result<Import> import = importText(text.first(std::max<qsizetype>(size, 0)), options);
                if (import)
                    QVERIFY(findSecretValues(import->scenario).empty());
                else
                    QVERIFY(!import.error().what.isEmpty());
            }
        }
    }

    void nothingToTake_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QByteArray() << QByteArray("import.unknown_format");
        QTest::newRow("prose") << QByteArray("How to curl your hair") << QByteArray("import.unknown_format");
        QTest::newRow("a GET") << QByteArray("curl https://h/v1/models")
                               << QByteArray("import.nothing_sendable");
        QTest::newRow("no URL") << QByteArray("curl -d '{}'") << QByteArray("import.nothing_sendable");
        QTest::newRow("a form") << QByteArray("curl https://h -F a=b")
                                << QByteArray("import.nothing_sendable");
        QTest::newRow("no JSON") << QByteArray("curl https://h -d a=b")
                                 << QByteArray("import.nothing_sendable");
    }
    void nothingToTake()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, code);
        const Result<Import> import = imported(text);
        QVERIFY(!import.ok());
        QCOMPARE(import.error().what.code(), code);
    }

    void wordsOfShells_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, ShellDialect dialect, const QString &text,
                            const QStringList &words) {
            QTest::newRow(name) << int(dialect) << text << words;
        };
        row("bash: quotes join", ShellDialect::Bash, u"a 'b c'\"d e\"f ''"_qs,
            {u"a"_qs, u"b cd ef"_qs, QString()});
        row("bash: lines go on", ShellDialect::Bash, u"a \\\n b \\\r\n c"_qs, {u"a"_qs, u"b"_qs, u"c"_qs});
        row("bash: a blank behind the backslash", ShellDialect::Bash, u"a \\ \n b"_qs, {u"a"_qs, u"b"_qs});
        row("bash: escapes in double quotes", ShellDialect::Bash, u"\"a\\\"b\\\\c\\n\\$d\""_qs,
            {u"a\"b\\c\\n$d"_qs});
        row("bash: ANSI C", ShellDialect::Bash, u"$'it\\'s\\n\\u0041\\x42\\103'"_qs, {u"it's\nABC"_qs});
        row("bash: variables", ShellDialect::Bash, u"\"x $A ${B:-c} '$D'\" '$E' $F"_qs,
            {u"x $A $B '$D'"_qs, u"$E"_qs, u"$F"_qs});
        row("bash: what a command prints", ShellDialect::Bash, u"\"$(cat key)\""_qs, {u"$COMMAND"_qs});
        row("bash: commands", ShellDialect::Bash, u"a b; c && d # e\nf"_qs,
            {u"a"_qs, u"b"_qs, u"END"_qs, u"c"_qs, u"END"_qs, u"d"_qs, u"END"_qs, u"f"_qs});
        row("bash: a pipe's rest is no word", ShellDialect::Bash, u"a | jq . > b"_qs, {u"a"_qs});
        row("bash: a quote that is not closed", ShellDialect::Bash, u"a 'b\nc"_qs, {u"a"_qs, u"b\nc"_qs});
        row("cmd: carets", ShellDialect::Cmd, u"a ^\r\n b^&c ^\"d e^\""_qs, {u"a"_qs, u"b&c"_qs, u"d e"_qs});
        row("cmd: a quote behind a caret and a backslash", ShellDialect::Cmd, u"^\"^{^\\^\"a^\\^\":1^}^\""_qs,
            {u"{\"a\":1}"_qs});
        row("cmd: doubled quotes", ShellDialect::Cmd, u"\"{\"\"a\"\":\"\"b c\"\"}\""_qs,
            {u"{\"a\":\"b c\"}"_qs});
        row("cmd: backslashes", ShellDialect::Cmd, u"\"{\\\"a\\\":\\\"C:\\\\\\\\x\\\"}\""_qs,
            {u"{\"a\":\"C:\\\\\\\\x\"}"_qs});
        row("cmd: a line's end in a text", ShellDialect::Cmd, u"^\"a^\n\nb^\""_qs, {u"a\nb"_qs});
        row("cmd: variables", ShellDialect::Cmd, u"\"Bearer %KEY%\" 100%"_qs,
            {u"Bearer $KEY"_qs, u"100%"_qs});
        row("PowerShell: backticks", ShellDialect::PowerShell, u"a `\r\n b \"c`\"d `$e $f\" 'g''h $i'"_qs,
            {u"a"_qs, u"b"_qs, u"c\"d $e $f"_qs, u"g'h $i"_qs});
        row("PowerShell: the environment", ShellDialect::PowerShell, u"\"Bearer $env:KEY\" ${env:B}"_qs,
            {u"Bearer $KEY"_qs, u"$B"_qs});
    }
    void wordsOfShells()
    {
        QFETCH(const int, dialect);
        QFETCH(const QString, text);
        QTEST(wordsOf(text, static_cast<ShellDialect>(dialect)), "words");
    }

    void hereDocumentsAreInput()
    {
        const std::vector<ShellCommand> commands =
            shellCommands(u"curl -d @- <<'EOF' | jq\n{\"a\": 1}\nEOF\necho x"_qs, ShellDialect::Bash);
        QCOMPARE(commands.size(), std::size_t(2));
        QCOMPARE(commands[0].input, u"{\"a\": 1}\n"_qs);
        QCOMPARE(commands[0].words, (QStringList{u"curl"_qs, u"-d"_qs, u"@-"_qs}));
    }

    void vendorsOfUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("vendor");
        QTest::addColumn<QString>("model");
        const auto row = [](const char *url, const char *vendor, const char *model = "") {
            QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(vendor)
                               << QString::fromLatin1(model);
        };
        row("https://api.openai.com/v1/chat/completions", "openai-chat");
        row("https://api.openai.com/v1/responses", "openai-responses");
        row("https://api.openai.com/v1/embeddings", "openai-embeddings");
        row("http://localhost:8000/v1/chat/completions", "openai-chat");
        row("http://localhost:8000/v1/completions", "openai-completions");
        row("https://h/some/proxy/chat/completions", "openai-chat");
        row("https://api.deepseek.com/chat/completions", "deepseek");
        row("https://api.mistral.ai/v1/chat/completions", "mistral");
        row("https://openrouter.ai/api/v1/chat/completions", "openrouter");
        row("https://api.groq.com/openai/v1/chat/completions", "groq");
        row("https://x.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=1",
            "azure-openai", "gpt-4o");
        row("https://api.anthropic.com/v1/messages", "anthropic-messages");
        row("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:streamGenerateContent",
            "gemini", "gemini-2.0-flash");
        row("https://generativelanguage.googleapis.com/v1beta/openai/chat/completions", "openai-chat");
        row("http://localhost:11434/api/chat", "ollama-chat");
        row("http://localhost:11434/api/generate", "ollama-generate");
        row("https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions", "dashscope-compatible");
        row("https://example.com/chat", "");
        row("https://example.com/api/messages", "");
        row("https://example.com/ask", "");
    }
    void vendorsOfUrls()
    {
        QFETCH(const QString, url);
        const VendorGuess guess = vendorAt(QUrl(url));
        QTEST(guess.preset == nullptr ? QString() : guess.preset->name, "vendor");
        QTEST(guess.model, "model");
    }

    /// What is taken apart gives the same body again: every preset with all that its template can hold.
    void bodiesComeApart()
    {
        const Result<Import> import = imported(
            "curl https://api.openai.com/v1/chat/completions -d '{\"model\": \"m\", \"messages\": "
            "[{\"role\": "
            "\"system\", \"content\": \"s\"}, {\"role\": \"user\", \"content\": \"p\"}], \"max_tokens\": 7, "
            "\"temperature\": 0.5, \"stop\": [\"a\"], \"seed\": 3, \"stream\": true, \"logprobs\": true}'");
        QVERIFY(import.ok());
        const RequestTemplate &request = import->scenario.requests.front();
        QCOMPARE(request.prompt, u"p"_qs);
        QCOMPARE(request.system, u"s"_qs);
        QCOMPARE(request.maxTokens, std::optional<quint32>(7));
        QCOMPARE(request.parameters.temperature, std::optional(0.5));
        QCOMPARE(request.parameters.stop, QStringList{u"a"_qs});
        QCOMPARE(request.parameters.seed, std::optional<qint64>(3));
        QVERIFY(request.stream);
        QCOMPARE(*request.extraBody.value(), QJsonValue(QJsonObject{{u"logprobs"_qs, true}}));
        QCOMPARE(import->scenario.targets.front().model, u"m"_qs);
    }

    void tagsThatAreNoneStayText()
    {
        const Result<Import> import = imported("curl https://h/v1/chat/completions -d '{\"messages\": "
                                               "[{\"role\": \"user\", \"content\": \"{{x}}\"}]}'");
        QVERIFY(import.ok());
        QVERIFY(!hasErrors(check(import->scenario, knownNames())));
        QVERIFY(import->scenario.requests.front().body.contains(u"{\\u007bx}}"_qs));
    }

    void referencesAreExchanged()
    {
        Result<Import> import = imported(
            "curl https://h/v1/chat/completions -H 'Authorization: Bearer $KEY' -H \"X-Api-Key: a-very-"
            "secret-value\" -H \"X-Auth-Token: $KEY\" -d '{}'");
        QVERIFY(import.ok());
        QCOMPARE(import->secrets.size(), std::size_t(3));
        const QString first = import->secrets[1].reference;
        QCOMPARE(first, u"env:X_API_KEY"_qs);
        const Scenario changed =
            withReferences(import->scenario, {{first, u"env:KEY"_qs}, {u"env:KEY"_qs, u"keychain:mine"_qs}});
        QCOMPARE(changed.targets.front().headers[0].value, u"env:KEY"_qs);
        QCOMPARE(changed.targets.front().headers[1].value, u"keychain:mine"_qs);
    }

    void anImportIsAddedToAProject()
    {
        const Result<Import> import = imported("curl https://h/v1/chat/completions -d '{\"messages\": []}'");
        QVERIFY(import.ok());
        const Scenario present = defaultScenario();
        const Scenario once = withImported(present, *import);
        QCOMPARE(once.targets.size(), std::size_t(2));
        QCOMPARE(once.requests.size(), std::size_t(2));
        QCOMPARE(once.requests.back().target, once.targets.back().name);
        QCOMPARE(once.load, present.load);
        const Scenario twice = withImported(once, *import);
        QCOMPARE(twice.targets.size(), std::size_t(2));
        QCOMPARE(twice.requests.size(), std::size_t(3));
        QVERIFY(twice.requests[1].name != twice.requests[2].name);
        QVERIFY(!hasErrors(check(twice, knownNames())));
    }

    void filesAreReadOnlyWhereTheyMayBe()
    {
        const QByteArray command = "curl https://h/v1/chat/completions -d @body.json";
        QVERIFY(!imported(command).ok());
        ImportOptions options;
        options.readFile = [](const QString &path) {
            return Result<QByteArray>("{\"path\": \"" + path.toUtf8() + "\"}");
        };
        const Result<Import> import = importText(command, options);
        QVERIFY(import.ok());
        QCOMPARE(import->scenario.requests.front().body, u"{\"path\": \"body.json\"}"_qs);
    }

    void whatCannotBeIsNoted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *text, const char *note) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(note);
        };
        row("a rate beyond numbers", "vllm bench serve --request-rate 1e400",
            "Left out: --request-rate 1e400. It must be a number from");
        row("a count below none", "vllm bench serve --num-prompts -5",
            "Left out: --num-prompts -5. It must be a whole number from 1");
        row("a count of a half", "aiperf profile --request-count 2.5",
            "Left out: --request-count 2.5. It must be a whole number from 1");
        row("users of a half", "aiperf profile --concurrency 2.5",
            "Left out: users 2.5. It must be a whole number from 1");
        row("an option twice", "aiperf profile --osl 5 --osl 6",
            "Changed: --osl. It is given more than once");
        row("a second value", "aiperf profile --osl 5 6", "Left out: --osl 6. It takes no further value.");
        row("no value", "aiperf profile --osl --streaming", "Left out: --osl. Its value is missing.");
        row("an option of nobody", "guidellm benchmark --bogus 3",
            "Left out: --bogus 3. Weir does not know this option.");
        row("what is shown", "vllm bench serve --save-result",
            "Left out: --save-result. It tells what the tool shows or keeps");
        row("a threshold's member",
            "{\"vus\": 1, \"thresholds\": {\"http_req_duration\": [{\"threshold\": \"p(95) < 5\", "
            "\"abortOnFail\": true}]}}",
            "Left out: thresholds.http_req_duration.abortOnFail true.");
        row("retries of nobody", "curl --retry -3 https://h/v1/chat/completions -d '{}'",
            "Left out: --retry -3. It must be a whole number from 0");
        row("no UTF-8", "curl https://h/v1/chat/completions -d '{\"a\": \"\xff\"}'",
            "Changed: text. Bytes that are no UTF-8");
        row("a member that nobody read",
            "{\"log\": {\"entries\": [{\"request\": {\"method\": \"POST\", \"url\": "
            "\"https://h/v1/chat/completions\", \"odd\": 7, \"postData\": {\"text\": \"{}\"}}}]}}",
            "Left out: request.odd 7. Weir has no place for this part of it.");
        row("a key that goes nowhere",
            "curl 'https://api.openai.com/v1/chat/completions?token=abcdefgh12345678' -H 'Authorization: "
            "Bearer "
            "zyxwvuts87654321' -d '{}'",
            "Left out: URL ?token=. A key in a URL would be saved with it");
        row("a schema within itself",
            "{\"openapi\": \"3.0.0\", \"servers\": [{\"url\": \"http://h\"}], \"paths\": {\"/a\": "
            "{\"post\": {\"operationId\": \"ask\", \"requestBody\": {\"content\": {\"application/json\": "
            "{\"schema\": {\"$ref\": \"#/components/schemas/T\"}}}}}}}, \"components\": {\"schemas\": "
            "{\"T\": {\"type\": \"object\", \"required\": [\"t\", \"u\"], \"properties\": {\"t\": "
            "{\"$ref\": \"#/components/schemas/T\"}, \"u\": {\"$ref\": \"#/components/schemas/T\"}}}}}}",
            "Changed: ask. The schema stands within itself");
    }
    void whatCannotBeIsNoted()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, note);
        const Result<Import> import = imported(text);
        QVERIFY2(import.ok(), import.ok() ? "" : qPrintable(import.error().text()));
        QVERIFY2(QString::fromUtf8(notesOf(*import)).contains(note), notesOf(*import).constData());
        QVERIFY(scenarioToJson(import->scenario).size() < 5000);
    }

    void lengthsRampsAndRowsAreTaken()
    {
        const Result<Import> spread = imported(
            "aiperf profile -u h:1 --isl 100 --isl-stddev 20 --osl 50 --osl-stddev 5 --concurrency 8 "
            "--concurrency-ramp-duration 10 --benchmark-duration 60 --benchmark-grace-period 5 "
            "--warmup-duration 3 --goodput 'request_latency:250 time_to_first_token:90' --api-key "
            "a-secret-of-mine");
        QVERIFY(spread.ok());
        QVERIFY2(spread->notes.empty(), notesOf(*spread).constData());
        const Scenario &scenario = spread->scenario;
        QVERIFY(scenario.requests.front().promptTokens.kind == TokenLength::Kind::Normal);
        QCOMPARE(scenario.requests.front().promptTokens.deviation, quint32(20));
        QVERIFY(scenario.requests.front().outputTokens.kind == TokenLength::Kind::Normal);
        const ClosedLoad &closed = std::get<ClosedLoad>(scenario.load.first().model);
        QCOMPARE(closed.steps.size(), std::size_t(2));
        QVERIFY(closed.steps[0] == ClosedStep(UserRamp{1, 8, std::chrono::seconds{10}}));
        QVERIFY(closed.steps[1] == ClosedStep(UsersStep{8, std::chrono::seconds{50}}));
        QVERIFY(scenario.load.warmUp == std::chrono::seconds{3});
        QVERIFY(scenario.load.drain == std::chrono::seconds{5});
        QVERIFY(scenario.goals.serviceLevel.e2e == std::chrono::milliseconds{250});
        QVERIFY(scenario.goals.serviceLevel.ttft == std::chrono::milliseconds{90});
        QCOMPARE(spread->secrets.front().place, u"--api-key"_qs);
        QVERIFY(!hasErrors(check(scenario, knownNames())));
    }

    void ratesOfVllmGoUp()
    {
        const Result<Import> import =
            imported("vllm bench serve --ramp-up-strategy linear --ramp-up-start-rps 0 --ramp-up-end-rps 10 "
                     "--num-prompts 100 --dataset-name custom --dataset-path rows.jsonl");
        QVERIFY(import.ok());
        const OpenLoad &open = std::get<OpenLoad>(import->scenario.load.first().model);
        QCOMPARE(open.steps.size(), std::size_t(1));
        QVERIFY(open.steps[0] == OpenStep(RateRamp{0, 10, std::chrono::seconds{20}}));
        QCOMPARE(import->scenario.data.front().path, u"rows.jsonl"_qs);
        QCOMPARE(import->scenario.requests.front().prompt, u"{{prompt}}"_qs);
    }

    void pathsStandBeforeTheQuery()
    {
        const Result<Import> import = imported(
            "{\"openapi\": \"3.0.0\", \"servers\": [{\"url\": \"https://me:secret-pass@h/v1/?a=b\"}], "
            "\"paths\": {\"/ask\": {\"post\": {\"requestBody\": {\"content\": {\"application/json\": "
            "{\"example\": {\"x\": 1}}}}}}}}");
        QVERIFY(import.ok());
        const QString url = import->scenario.targets.front().url;
        QVERIFY2(url.endsWith(u"@h/v1/ask?a=b"), qPrintable(url));
        QVERIFY(!url.contains(u"secret-pass"));
    }

    void aRefusalTellsItsOwnReason()
    {
        const Result<Import> import = imported("curl -s --json @body.json https://h/v1/chat/completions");
        QVERIFY(!import.ok());
        QVERIFY2(import.error().what.english().contains(u"The body's file is not here"),
                 qPrintable(import.error().what.english()));
    }

    void cookiesOfTheListAreKept()
    {
        const Result<Import> import =
            imported("{\"log\": {\"entries\": [{\"request\": {\"method\": \"POST\", \"url\": "
                     "\"https://h/v1/chat/completions\", \"cookies\": [{\"name\": \"sid\", \"value\": "
                     "\"cookie-value-1\"}], \"postData\": {\"text\": \"{}\"}}}]}}");
        QVERIFY(import.ok());
        QCOMPARE(import->secrets.size(), std::size_t(1));
        QCOMPARE(import->secrets.front().place, u"header Cookie"_qs);
    }

    void manyCommandsHaveABound()
    {
        QByteArray text;
        for (int i = 0; i < 1200; ++i)
            text += "curl https://h/v1/chat/completions -d '{\"a\": " + QByteArray::number(i) + "}'\n";
        const Result<Import> import = imported(text);
        QVERIFY(import.ok());
        QCOMPARE(import->scenario.requests.size(), std::size_t(1000));
        QCOMPARE(import->scenario.requests.back().name, u"completions-1000"_qs);
        QVERIFY(notesOf(*import).contains("Left out, 200 times: request."));
    }

    void jsonHoldsNoSecret()
    {
        const Result<Import> import = imported("curl https://h/v1/chat/completions -u me:my-long-password -H "
                                               "'Cookie: sid=cookie-value-1' -d '{}'");
        QVERIFY(import.ok());
        const QByteArray json = QJsonDocument(importToJson(*import)).toJson();
        QVERIFY(!json.contains("my-long-password"));
        QVERIFY(!json.contains("cookie-value-1"));
        QVERIFY(json.contains("env:PASSWORD"));
    }
};

QTEST_GUILESS_MAIN(TestImports)
#include "tst_imports.moc"
